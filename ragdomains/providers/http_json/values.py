"""Turns what stands in an answer into a typed value; what does not fit its type is no value."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from ragdomains.bodies import moment, numeral
from ragdomains.types import Value

DIGITS = re.compile(r"\s*-?\d+(?:\.\d+)?\s*")  # a count of seconds, written as a text
LONGEST = 500  # characters of a text
MILLISECONDS = 100_000_000_000  # a count of seconds this high would be the year 5138
WORDS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


@dataclass(frozen=True, slots=True)
class Clock:
    """Now, in the zone in which times are told. `guessed`: neither the place nor the house says which zone that is."""

    now: datetime
    guessed: bool = False

    def told(self, found: datetime) -> datetime:
        """A moment as it is told; one without a zone is taken to be in this one.

        Where the zone is only guessed, the offset that a time came with is the better guess. UTC ("Z") is none:
        services write it whatever the clock on the wall says.
        """
        if found.tzinfo is None:
            return found.replace(tzinfo=self.now.tzinfo)
        return found if self.guessed and found.utcoffset() else found.astimezone(self.now.tzinfo)


def typed(value: object, kind: str, clock: Clock) -> Value | None:
    """`kind` as in the options."""
    match kind:
        case "number":
            return numeral(value)
        case "time":
            return instant(value, clock)
        case "date":
            return day(value, clock)
        case "yes/no":
            return truth(value)
        case _:
            return text(value)


def text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    printable = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return " ".join(printable.split())[:LONGEST] or None


def truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return WORDS.get(str(value).strip().lower()) if isinstance(value, (str, int)) else None


def instant(value: object, clock: Clock) -> datetime | None:
    """ISO 8601, a time of today ("06:12"), or seconds or milliseconds since 1970."""
    try:
        found = written(value, clock) if isinstance(value, str) and not DIGITS.fullmatch(value) else counted(value)
        return found and clock.told(found)
    except (ValueError, OverflowError, OSError):  # no time, or beyond the ends of the calendar
        return None


def written(value: str, clock: Clock) -> datetime | None:
    text = value.strip()
    return moment(text) if len(text) > 8 else datetime.combine(clock.now.date(), time.fromisoformat(text.zfill(5)))


def counted(value: object) -> datetime | None:
    count = numeral(value)
    if count is None:
        return None
    return datetime.fromtimestamp(count / 1000 if abs(count) >= MILLISECONDS else count, UTC)


def day(value: object, clock: Clock) -> date | None:
    """ISO 8601; of a time its day."""
    if isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value.strip())
    found = instant(value, clock)
    return found.date() if found else None
