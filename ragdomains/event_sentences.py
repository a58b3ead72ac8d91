"""The events of a calendar (ICS), and what is said of each: what, when, where and how often."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from icalendar import Calendar, Event

from ragdomains import repetition
from ragdomains.event_properties import When, cancelled, first, length, revision, rules, when
from ragdomains.languages import ENGLISH
from ragdomains.plain_text import plain_text

NAME, VENUE, ABOUT = 300, 200, 4000  # characters at most
DAY = timedelta(days=1)


class CalendarError(ValueError):
    """What is no calendar, or a damaged one. The text says which."""


def parsed(body: bytes) -> Calendar:
    text = body.decode("utf-8-sig", "replace")
    if "BEGIN:VCALENDAR" not in text.upper() or "END:VCALENDAR" not in text.upper():
        raise CalendarError("It is no calendar: there is no whole VCALENDAR in it.")
    try:
        found = Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError) as error:  # the library's own errors are ValueErrors
        raise CalendarError("The calendar is damaged and cannot be read.") from error
    if not isinstance(found, Calendar):
        raise CalendarError("It is no calendar: there is no whole VCALENDAR in it.")
    return found


def standing(found: Calendar) -> list[tuple[str, Event, When]]:
    """Each event that takes place: what it is called by, itself in its newest form, and when it begins."""
    newest: dict[str, tuple[Event, When]] = {}
    for number, event in enumerate(each for each in found.walk("VEVENT") if isinstance(each, Event)):
        start = when(event, "DTSTART")
        if start is None:
            continue
        changed = when(event, "RECURRENCE-ID")
        name = f"{event.get('UID') or number}{f'/{changed.isoformat()}' if changed else ''}"
        if name not in newest or revision(event) >= revision(newest[name][0]):
            newest[name] = event, start
    return [(name, event, start) for name, (event, start) in newest.items() if not cancelled(event)]


def title_of(event: Event) -> str:
    return plain_text(str(first(event.get("SUMMARY")) or ""), NAME) or "An event"


def lines(title: str, event: Event, zone: tzinfo | None) -> Iterator[str]:
    """What is said of it, a sentence a line."""
    start = when(event, "DTSTART")
    often = [text for rule in rules(event) if (text := repetition.said(rule))]
    venue = plain_text(str(first(event.get("LOCATION")) or ""), VENUE)
    if start is not None:
        place = f", place: {venue}" if venue else ""
        yield f"{title}: {'first ' if often else ''}{span(start, length(event), zone)}{place}."
    for text in often:
        yield f"It takes place {text}."
    if about := plain_text(str(first(event.get("DESCRIPTION")) or ""), ABOUT):
        yield about


def span(start: When, lasts: timedelta | None, zone: tzinfo | None) -> str:
    """ "on Monday 7 December 2026 at 09:15 until 10:00", "on ..., all day", "from ... until ..."."""
    if not isinstance(start, datetime):
        last = start + (lasts or DAY) - DAY
        return f"on {day(start)}, all day" if last <= start else f"from {day(start)} until {day(last)}"
    begin = shown(start, zone)
    if lasts is None:
        return f"on {day(begin)} at {clock(begin)}"
    # an hour is an hour, also in the night when the clock is put back
    end = begin + lasts
    if begin.tzinfo is not None:
        end = datetime.fromtimestamp(begin.timestamp() + lasts.total_seconds(), begin.tzinfo)
    if end.date() == begin.date():
        return f"on {day(begin)} at {clock(begin)} until {clock(end)}"
    return f"from {day(begin)} at {clock(begin)} until {day(end)} at {clock(end)}"


def shown(value: datetime, zone: tzinfo | None) -> datetime:
    """In the zone that was chosen; a time without a zone is one of everywhere."""
    return value.astimezone(zone) if zone is not None and value.tzinfo is not None else value


def day(value: date) -> str:
    return f"{ENGLISH.weekdays[value.weekday()]} {value.day} {ENGLISH.months[value.month - 1]} {value.year}"


def clock(value: datetime) -> str:
    return f"{value:%H:%M}" + (" UTC" if value.tzname() == "UTC" else "")
