"""Things that take place: how a list of them, and one of them, is said; and their facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from ragdomains.languages import Phrases, language_of, phrase
from ragdomains.sentences import dated, spoken_day
from ragdomains.spans import Span, at_clock, day_said, zone_for
from ragdomains.types import Fact, Lookup

WORDS: Phrases = {
    "de": {
        "all day": "ganztägig", "until {}": "bis {}", "on {}": "am {}", "from {} until {}": "von {} bis {}",
        "and {} more": "und {} weitere", "more": "mehr", "on now": "gerade", "events": "Veranstaltungen",
    }
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing at one time. A whole day has dates. `end` is the first moment, or day, after it; None: not known.

    `low` and `high` are prices in `currency` (ISO 4217); `busy` is False for what takes up nobody's time; `open_time`
    says that the time of that day is not known yet.
    """

    name: str
    start: datetime | date
    end: datetime | date | None = None
    venue: str = ""
    city: str = ""
    url: str = ""
    kind: str = ""
    low: float | None = None
    high: float | None = None
    currency: str = ""
    busy: bool = True
    open_time: bool = False

    @property
    def whole_day(self) -> bool:
        return not isinstance(self.start, datetime)


def begins(occasion: Occasion, zone: tzinfo) -> datetime:
    return moment(occasion.start, zone)


def ends(occasion: Occasion, zone: tzinfo) -> datetime:
    """A whole day without an end lasts one day; a time without one is a moment."""
    if occasion.end is not None:
        return moment(occasion.end, zone)
    return begins(occasion, zone) + timedelta(days=int(occasion.whole_day))


def moment(value: datetime | date, zone: tzinfo) -> datetime:
    return value.astimezone(zone) if isinstance(value, datetime) else datetime.combine(value, time(), zone)


def within(occasions: Iterable[Occasion], start: datetime, end: datetime, zone: tzinfo) -> list[Occasion]:
    """Those that touch the stretch of time, whole days first, then as they begin; what is in two lists stands once."""
    found = {(each.name.casefold(), begins(each, zone)): each for each in occasions if touches(each, start, end, zone)}
    return sorted(found.values(), key=lambda each: (begins(each, zone), not each.whole_day, each.name))


def in_span(occasions: Iterable[Occasion], span: Span, zone: tzinfo) -> list[Occasion]:
    """Those of the days that are asked about: a night reaches into the next day, but that day is not meant."""
    found = within(occasions, span.start, span.end, zone)
    return [each for each in found if not each.whole_day or begins(each, zone).date() <= span.last]


def touches(occasion: Occasion, start: datetime, end: datetime, zone: tzinfo) -> bool:
    first, after = begins(occasion, zone), ends(occasion, zone)
    return start <= first < end or first < start < after


def listed(occasions: Sequence[Occasion], span: Span, lookup: Lookup, most: int) -> str:
    """ "Dentist at 09:15; Market, all day; and 3 more"."""
    texts = [told(each, span, lookup) for each in occasions[:most]]
    rest = len(occasions) - len(texts)
    return "; ".join([*texts, *([word("and {} more", lookup, f"{rest}")] if rest > 0 else [])])


def told(occasion: Occasion, span: Span, lookup: Lookup) -> str:
    """With its day where the question is about several, and its end where it began before."""
    zone = zone_for(lookup)
    start, end = begins(occasion, zone), ends(occasion, zone)
    where = f", {place_of(occasion)}" if place_of(occasion) else ""
    if start < span.start:
        return f"{occasion.name}{until(occasion, end, span, lookup)}{where}"
    if occasion.whole_day and end > start + timedelta(days=1, hours=2):  # 25 hours in autumn
        return f"{occasion.name}{lasting(start, end, span, lookup)}{where}"
    if occasion.whole_day:
        day = f" {weekday(start, span, lookup)}" if span.several else ""
        return f"{occasion.name}{day}{all_day(occasion, lookup)}{where}"
    day = f"{weekday(start, span, lookup)} " if span.several else ""
    return f"{occasion.name} {day}{at_clock(start, lookup)}{where}"


def all_day(occasion: Occasion, lookup: Lookup) -> str:
    return "" if occasion.open_time else f", {word('all day', lookup)}"


def until(occasion: Occasion, end: datetime, span: Span, lookup: Lookup) -> str:
    """ ", all day" for the last day of several, " until 06:00", " until Thursday 3 December"."""
    if not occasion.whole_day and end <= span.end:
        return f" {word('until {}', lookup, at_clock(end, lookup).removeprefix('at ').removeprefix('um '))}"
    last = (end - timedelta(microseconds=1)).date()
    if last <= span.first:
        return f", {word('all day', lookup)}"
    return f" {word('until {}', lookup, spoken_day(last, span.first, lookup.language))}"


def lasting(start: datetime, end: datetime, span: Span, lookup: Lookup) -> str:
    """ " until Sunday 29 November"; where several days are asked about, " from Friday until Sunday 29 November"."""
    last = spoken_day((end - timedelta(microseconds=1)).date(), span.first, lookup.language)
    if not span.several:
        return f" {word('until {}', lookup, last)}"
    first = weekday(start, span, lookup).removeprefix(word("on {}", lookup, ""))
    return f" {word('from {} until {}', lookup, first, last)}"


def weekday(start: datetime, span: Span, lookup: Lookup) -> str:
    """ "on Saturday"; with its date where the question is about more than a week."""
    if (span.last - span.first).days > 6:
        return word("on {}", lookup, dated(start.date(), language_of(lookup.language).day, lookup.language))
    return word("on {}", lookup, language_of(lookup.language).weekdays[start.weekday()])


def when_said(occasion: Occasion, lookup: Lookup) -> str:
    """ "today at 09:15", "tomorrow, Sunday 22 November, at 09:15", "on Friday 4 December, all day"."""
    zone = zone_for(lookup)
    start, now = begins(occasion, zone), lookup.now.astimezone(zone)
    if start <= now < ends(occasion, zone) and start.date() != now.date():
        last = (ends(occasion, zone) - timedelta(microseconds=1)).date()
        return f"{word('on now', lookup)}, {word('until {}', lookup, spoken_day(last, now.date(), lookup.language))}"
    day = day_said(start.date(), lookup)
    if occasion.whole_day:
        return f"{day}{all_day(occasion, lookup)}"
    return f"{day}{',' if ',' in day else ''} {at_clock(start, lookup)}"


def place_of(occasion: Occasion) -> str:
    """What is spoken of an address: "Town Hall" of "Town Hall, 1 Main Street, Springfield"."""
    return occasion.venue.partition(",")[0].strip()


def word(english: str, lookup: Lookup, *values: str) -> str:
    said = phrase(english, lookup.language, WORDS)
    return said.format(*values) if values else said


def facts_of(occasions: Iterable[Occasion], lookup: Lookup, source: str) -> tuple[Fact, ...]:
    """Name, start, end, venue, city, prices and address of each, where they are known; times in the asker's zone."""
    return tuple(
        Fact(name, value, unit, each.city or each.venue, local(each.start, lookup), as_of=lookup.now, source=source)
        for each in occasions
        for name, value, unit in (
            ("name", each.name, ""),
            ("start", local(each.start, lookup), ""),
            ("end", local(each.end, lookup) if each.end is not None else None, ""),
            ("venue", each.venue or None, ""),
            ("city", each.city or None, ""),
            ("price_min", each.low, each.currency),
            ("price_max", each.high, each.currency),
            ("url", each.url or None, ""),
        )
        if value is not None
    )


def local(value: datetime | date, lookup: Lookup) -> datetime | date:
    return value.astimezone(zone_for(lookup)) if isinstance(value, datetime) else value
