"""A quote in words: its amount, how it moved, and when that was."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ragdomains.languages import base, language_of
from ragdomains.markets.money import spoken, written
from ragdomains.markets.quotes import Quote
from ragdomains.markets.sentences import put
from ragdomains.markets.subjects import INDEX, PERCENT, POINTS, YIELD, Subject
from ragdomains.sentences import digits, signed, spoken_day
from ragdomains.types import Lookup

SMALLEST = 0.05  # percent; less is no change that anybody would name


def named(subject: Subject, language: str) -> str:
    """ "the DAX", "Apple"."""
    return put("the {}", language, subject.name) if subject.kind == INDEX else put(subject.name, language)


def amount(value: float | None, subject: Subject, language: str) -> str:
    """ "187 dollars 20", "23,091 points", "4,012 dollars an ounce"; "" for None."""
    if value is None:
        return ""
    if subject.unit == POINTS:
        return put("{} points", language, digits(value, 0, language))
    if subject.unit == PERCENT:
        return put("{} percent", language, digits(value, 2, language))
    said = spoken(value, subject.unit, language)
    if not subject.per:
        return said
    article = "an" if subject.per[0] in "aeiou" else "a"
    return put(f"{{}} {article} {{}}", language, said, put(subject.per, language))


def in_writing(value: float | None, subject: Subject, language: str) -> str:
    """ "187.20 USD", "23,091.45"; "" for None."""
    if value is None:
        return ""
    if subject.unit in {POINTS, PERCENT}:
        return signed(f"{value:,.2f}", language) + (" %" if subject.unit == PERCENT else "")
    return written(value, subject.unit, language)


def move(quote: Quote, subject: Subject, today: bool, language: str) -> str:
    """ "up 1.2 percent today"; since it opened where the close before is not known; "" where nothing is."""
    if subject.kind == YIELD:  # percent of percent would only mislead
        return ""
    percent, since = quote.change_percent, " today" if today else ""
    if percent is None:
        if not quote.opened or quote.opened <= 0:
            return ""
        percent, since = (quote.price / quote.opened - 1) * 100, " since it opened"
    if abs(percent) < SMALLEST:
        return put(f"unchanged{since}", language)
    way = "up" if percent > 0 else "down"
    return put(f"{way} {{}} percent{since}", language, digits(abs(percent), 1, language))


def difference(quote: Quote, subject: Subject, language: str) -> str:
    """The change in money or points, for reading: "+2.10 USD"."""
    if quote.change is None or subject.kind == YIELD:
        return ""
    return ("+" if quote.change > 0 else "") + in_writing(quote.change, subject, language)


def moment_text(quote: Quote, subject: Subject, lookup: Lookup) -> str:
    """ "15:59 in New York"; the household's own time for what has no exchange; with the day where it is another."""
    if quote.moment is None:
        return ""
    zone = ZoneInfo(subject.exchange.zone) if subject.exchange else lookup.now.tzinfo
    then, now = quote.moment.astimezone(zone), lookup.now.astimezone(zone)
    text = clock(then, lookup)
    if subject.exchange:
        text = put("{} in {}", lookup.language, text, subject.exchange.city)
    if then.date() == now.date():
        return text
    return put("{} on {}", lookup.language, text, spoken_day(then.date(), now.date(), lookup.language))


def day_text(day: date, today: date, lookup: Lookup) -> str:
    """ "today", "tomorrow", "on Friday 27 November". `today` is that of the exchange; where it is another day at home,
    "today" would be misunderstood."""
    language = lookup.language
    near = {0: "today", 1: "tomorrow"}.get((day - today) // timedelta(days=1)) if today == lookup.now.date() else None
    return put(near, language) if near else put("on {}", language, spoken_day(day, today, language))


def clock(moment: datetime, lookup: Lookup) -> str:
    """ "15:59", or in English "3:59 PM" where the units are American."""
    if lookup.units == "us" and base(lookup.language) == "en":
        return f"{moment:%I:%M %p}".lstrip("0")
    return language_of(lookup.language).clock.format(moment)
