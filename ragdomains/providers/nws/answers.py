"""What is said of the warnings at a place."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from ragdomains.languages import base, phrase
from ragdomains.local_times import local_time
from ragdomains.providers.nws import german
from ragdomains.providers.nws.alerts import Alert
from ragdomains.providers.nws.questions import kind_asked
from ragdomains.types import Evidence, Fact, Lookup, Spot
from ragdomains.weather.times import When

SOURCE, PAGE = "National Weather Service", "https://www.weather.gov/"
NAMED = 4  # warnings that are named of many
PHRASES = {"de": german.PHRASES}


def answer(lookup: Lookup, place: Spot, asked: When, alerts: Sequence[Alert]) -> Evidence:
    """The warnings of the days asked about; of one kind, where one is named."""
    during = [alert for alert in alerts if overlaps(alert, asked)]
    said, sign = kind_asked(lookup)
    wanted = [alert for alert in during if re.search(sign, alert.event.casefold())] if sign else during
    facts = facts_of(wanted or during, place, lookup)
    moment = put("right now", lookup) if asked.present or not lookup.days else asked.text
    values = {"place": "" if place.home else place.name, "when": moment}
    if wanted:
        name, more = in_force(wanted, asked, lookup)
    elif sign and during:
        name, more = "other", {"kind": put(said, lookup), "list": listed(during, asked, lookup)}
    else:
        name, more = ("none_of_kind" if sign else "none"), {"kind": put(said, lookup)}
    return Evidence(facts, (), name, values | more, lookup.now, SOURCE, PAGE)


def overlaps(alert: Alert, asked: When) -> bool:
    """Whether it is in force on the days; asked how it is now, also one that is to come counts."""
    zone = asked.now.tzinfo
    starts = asked.now if asked.first == asked.now.date() else datetime.combine(asked.first, time(), zone)
    ends = datetime.combine(asked.last + timedelta(days=1), time(), zone)
    begins_in_time = asked.present or alert.begins is None or alert.begins < ends
    return begins_in_time and (alert.until is None or alert.until > starts)


def facts_of(alerts: Sequence[Alert], place: Spot, lookup: Lookup) -> tuple[Fact, ...]:
    """Each warning with the time from and to which it holds; that there is none is a fact too."""
    if not alerts:
        return (Fact("alert", "none", "", place.name, lookup.now, as_of=lookup.now, source=SOURCE),)
    found: list[Fact] = []
    for alert in alerts:
        span = (alert.begins, alert.until)
        found.append(Fact("alert", alert.event, "", place.name, *span, lookup.now, SOURCE))
        if alert.until:
            found.append(Fact("until", alert.until, "", place.name, *span, lookup.now, SOURCE))
    return tuple(found)


def in_force(alerts: Sequence[Alert], asked: When, lookup: Lookup) -> tuple[str, dict[str, str]]:
    if len(alerts) > 1:
        return "several", {"count": f"{len(alerts)}", "list": listed(alerts, asked, lookup)}
    event = name_of(alerts[0], lookup)
    return "one", {"event": with_article(event, lookup), "span": span(alerts[0], asked, lookup)}


def listed(alerts: Sequence[Alert], asked: When, lookup: Lookup) -> str:
    texts = [f"{name_of(alert, lookup)} {span(alert, asked, lookup)}".strip() for alert in alerts[:NAMED]]
    return ", ".join(texts) + (put(", and {} more", lookup).format(len(alerts) - NAMED) if alerts[NAMED:] else "")


def name_of(alert: Alert, lookup: Lookup) -> str:
    """ "wind advisory"; names that are not translated stay English."""
    return put(alert.event.lower(), lookup)


def with_article(event: str, lookup: Lookup) -> str:
    if base(lookup.language) == "de":
        return event
    return f"{'an' if event[:1] in 'aeiou' else 'a'} {event}"


def span(alert: Alert, asked: When, lookup: Lookup) -> str:
    """ "until 7:00 PM"; for one that is to come also from when on."""
    zone = asked.now.tzinfo
    texts = []
    if alert.begins and alert.begins > asked.now:
        texts.append(put("from {}", lookup).format(local_time(alert.begins, zone, lookup)))
    if alert.until:
        texts.append(put("until {}", lookup).format(local_time(alert.until, zone, lookup)))
    return " ".join(texts)


def put(english: str, lookup: Lookup) -> str:
    return phrase(english, lookup.language, PHRASES)
