"""Reads the properties of an event; what is missing or makes no sense is None or empty."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar import Event, vDDDLists, vDDDTypes, vRecur

When = datetime | date  # a date stands for a whole day; a time without a zone is one of the place where it is read


def when(event: Event, name: str) -> When | None:
    value = first(event.get(name))
    found = value.dt if isinstance(value, vDDDTypes) else None
    return found if isinstance(found, date) else None  # a datetime is a date, too


def first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def moments(event: Event, name: str) -> Iterator[When]:
    """The times of RDATE or EXDATE, which may stand several in a line and in several lines; of a period its start."""
    lists = event.get(name)
    for each in lists if isinstance(lists, list) else [lists]:
        for value in each.dts if isinstance(each, vDDDLists) else []:
            found = value.dt[0] if isinstance(value.dt, tuple) else value.dt
            if isinstance(found, date):
                yield found


def rules(event: Event) -> list[vRecur]:
    found = event.get("RRULE")
    return [rule for rule in (found if isinstance(found, list) else [found]) if isinstance(rule, vRecur)]


def length(event: Event) -> timedelta | None:
    """How long it lasts; None for a moment. A whole day lasts a day where nothing else is said."""
    start, end = when(event, "DTSTART"), when(event, "DTEND")
    whole_day = not isinstance(start, datetime)
    value = first(event.get("DURATION"))
    lasts = value.dt if isinstance(value, vDDDTypes) and isinstance(value.dt, timedelta) else None
    if start is not None and end is not None and isinstance(end, datetime) != whole_day:
        lasts = between(start, end)
    if whole_day:
        return max(lasts or timedelta(), timedelta(days=1))
    return lasts if lasts and lasts > timedelta() else None


def between(start: When, end: When) -> timedelta:
    """By the clock where the zone of one of the two is not known."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return datetime.combine(end, time()) - datetime.combine(start, time())
    known = start.tzinfo is not None and end.tzinfo is not None
    # in UTC: two times of one zone are subtracted by the clock on the wall
    return (
        end.astimezone(UTC) - start.astimezone(UTC) if known else end.replace(tzinfo=None) - start.replace(tzinfo=None)
    )


def cancelled(event: Event) -> bool:
    return str(first(event.get("STATUS")) or "").upper() == "CANCELLED"


def revision(event: Event) -> int:
    value = first(event.get("SEQUENCE"))
    return value if isinstance(value, int) else 0


def zoned(value: When, zone: tzinfo) -> When:
    """A time without a zone gets that of the place."""
    return value.replace(tzinfo=zone) if isinstance(value, datetime) and value.tzinfo is None else value


def key_of(value: When, zone: tzinfo) -> str:
    """The same for the same moment, in whichever zone it is written."""
    value = zoned(value, zone)
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}" if isinstance(value, datetime) else f"{value:%Y%m%d}"


def wall(value: When, zone: tzinfo) -> datetime:
    """What the clock on the wall of a zone shows, without the zone; of a date its midnight."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time())
    return (value.astimezone(zone) if value.tzinfo else value).replace(tzinfo=None)


def on_the_clock(shown: datetime, zone: tzinfo) -> datetime:
    """The moment at which the clock shows this; a time that is skipped in spring is an hour later."""
    return shown.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
