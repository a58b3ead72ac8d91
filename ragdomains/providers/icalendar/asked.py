"""What is asked of a calendar: what is on, the next of something, or whether one is free; and which days."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from ragdomains.event_kinds import Sought, sought
from ragdomains.spans import Span, at_clock, put, span_between, zone_for
from ragdomains.types import Days, Lookup

FREE = re.compile(r"\b(free|available|availability|frei)\b|\bhave (?:any )?time\b|\b(?:habe|haben) .*\bzeit\b")
BUSY = re.compile(r"\b(busy|booked|beschäftigt|verplant|ausgebucht)\b")
MAIL = re.compile(r"\b(e?-?mails?|messages?|inbox|invit\w+|nachricht\w*|post)\b")
WEEK = r"(?!\s+(?:week|weekend|month|year|few|couple|days?|\w+days?|monday|woche|wochenende|monat|jahr)\b)"
NEXT = re.compile(
    rf"\b(?:next|nächste[rsn]?){WEEK}\b|^(?:when|where|what time|at what time|tell me when|wann|wo|um wie viel)\b"
    r"|\b(?:my|our|the) first\b|\bwho(?:se)? birthdays?\b"
)
COMING = re.compile(r"\bcoming up\b")


YES_NO = re.compile(r"^(?:so |and |und )?(?:do|does|did|have|has|is|are|any|habe|haben|hat|ist|sind|gibt)\b")
EARLY = 7  # "at three" is in the afternoon
MEALS = {"breakfast": 8, "brunch": 11, "lunch": 12, "dinner": 18, "frühstück": 8, "mittagessen": 12, "abendessen": 18}
IN_THE_NIGHT = re.compile(
    r"(?:\d|one|two|three|four|five|six|o'clock) ?(?:am|a\.m\.)|\bin the morning\b|\b(?:früh|morgens)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`what` is agenda, next, free, busy or events; `span` are the days; `things` is what is looked for in them.
    `whether`: it is asked whether such a thing is there at all.
    """

    what: str
    span: Span
    named_days: bool
    things: Sought
    whether: bool = False


def asked_of(lookup: Lookup, horizon: int) -> Asked:
    """`horizon` is how many days ahead something is looked for that has no day."""
    text = lookup.text.casefold()
    # "what is coming up" is the next thing; "what is coming up this week" is all of it
    asks_next = NEXT.search(text) or (COMING.search(text) and lookup.days is None)
    what = "next" if asks_next else "events" if lookup.ask == "events" else "agenda"
    if lookup.ask != "events":
        what = "busy" if BUSY.search(text) else "free" if FREE.search(text) else what
    today = lookup.now.astimezone(zone_for(lookup)).date()
    last = {"next": today + timedelta(days=horizon), "events": today + timedelta(days=6)}.get(what, today)
    span = span_between(lookup.days or Days(today, last), lookup)
    if lookup.days is None and what == "events":
        span = replace(span, said=put("in the next seven days", lookup.language))
    if what in {"free", "busy"}:
        span = at_time(span, lookup)
    return Asked(what, span, lookup.days is not None, sought(lookup), bool(YES_NO.match(text)))


def at_time(span: Span, lookup: Lookup) -> Span:
    """The hour from the time that is said, or the two of the meal, where one is."""
    text = lookup.text.casefold()
    found = re.fullmatch(r"(\d\d):(\d\d)", lookup.slots.get("time", ""))
    meal = next((hour for word, hour in MEALS.items() if re.search(rf"\b{word}\b", text)), None)
    if span.several or not (found or meal):
        return span
    hour = int(found[1]) if found else meal or 0
    hour += 12 if hour < EARLY and not IN_THE_NIGHT.search(text) else 0
    start = datetime.combine(span.first, time(hour, int(found[2]) if found else 0), span.start.tzinfo)
    day = f"{span.said}," if "," in span.said else span.said
    lasts = timedelta(hours=1 if found else 2)
    return replace(span, start=start, end=start + lasts, said=f"{day} {at_clock(start, lookup)}")


def from_now(span: Span, lookup: Lookup) -> Span:
    """Without what lies behind, where the span holds the present."""
    now = lookup.now.astimezone(zone_for(lookup))
    return replace(span, start=now) if span.start < now < span.end else span
