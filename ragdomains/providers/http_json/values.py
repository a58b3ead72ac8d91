"""Turns what stands in an answer into a typed value; what does not fit its type is no value."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, tzinfo

from ragdomains.bodies import moment, numeral
from ragdomains.types import Value

LONGEST = 500  # characters of a text
MILLISECONDS = 100_000_000_000  # a count of seconds this high would be the year 5138
WORDS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def typed(value: object, kind: str, now: datetime) -> Value | None:
    """`kind` as in the options. Times come in the zone of `now`, which one without a zone is taken to be in too."""
    match kind:
        case "number":
            return numeral(value)
        case "time":
            return instant(value, now)
        case "date":
            return day(value, now)
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


def instant(value: object, now: datetime) -> datetime | None:
    """ISO 8601, a time of today ("06:12"), or seconds or milliseconds since 1970."""
    zone = now.tzinfo
    if isinstance(value, str) and not value.strip().lstrip("-").isdigit():
        found = moment(value.strip()) if len(value.strip()) > 8 else clock(value.strip(), now)
        return zoned(found, zone)
    count = numeral(value)
    if count is None:
        return None
    try:
        return datetime.fromtimestamp(count / 1000 if abs(count) >= MILLISECONDS else count, UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return None


def zoned(found: datetime | None, zone: tzinfo | None) -> datetime | None:
    try:
        return found and (found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone))
    except (ValueError, OverflowError):  # at the ends of the calendar
        return None


def clock(value: str, now: datetime) -> datetime | None:
    try:
        return datetime.combine(now.date(), time.fromisoformat(value.zfill(5)))
    except ValueError:
        return None


def day(value: object, now: datetime) -> date | None:
    """ISO 8601; of a time its day."""
    if isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value.strip())
    found = instant(value, now)
    return found.date() if found else None
