"""A calendar in iCalendar (ICS): each event is a document of one passage."""

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Event
from pydantic import BaseModel, ConfigDict, Field, field_validator

from ragdomains import repetition
from ragdomains.event_properties import When, cancelled, first, length, revision, rules, when
from ragdomains.fetching import Fetched, Gone, address_complaint, fetch
from ragdomains.items import KEPT, Found, Held, short_name
from ragdomains.languages import ENGLISH
from ragdomains.origins import Place, origins
from ragdomains.plain_text import plain_text
from ragdomains.readers import ReadError

ACCEPT = "text/calendar, */*;q=0.1"
NAME, VENUE, ABOUT, PERSON = 300, 200, 4000, 200  # characters at most
DAY = timedelta(days=1)


class Options(BaseModel):
    """A calendar (ICS): each event is a document that says what, when, where and how often."""

    model_config = ConfigDict(extra="forbid")

    events: int = Field(2000, ge=1, le=20_000, description="How many events are read at most; the newest are kept.")
    zone: str = Field(
        "", description="Time zone in which times are told, such as Europe/Oslo. Empty: as the calendar has them."
    )
    max_bytes: int = Field(10_000_000, ge=10_000, le=20_000_000, description="The longest calendar, in bytes.")

    @field_validator("zone")
    @classmethod
    def known(cls, zone: str) -> str:
        if zone and zone not in available_timezones():
            raise ValueError(f"{zone} is no time zone. Write one like Europe/Oslo.")
        return zone


@origins.register("calendar", Options, check=address_complaint, interval=1800)
async def calendar(place: Place, options: Options) -> Found:
    try:
        got = await fetch(place, ACCEPT, options.max_bytes)
    except Gone as error:  # its events were not deleted one by one: the address may be wrong for a while
        raise ReadError(f"{error} {KEPT}") from error
    if got is None:
        return Found(same=True)
    items = await asyncio.to_thread(events, got, options)
    return Found(items, kept=got.kept)


def events(got: Fetched, options: Options) -> dict[str, Held]:
    """Raises ReadError for what is no calendar."""
    found = parsed(got.body)
    zone = ZoneInfo(options.zone) if options.zone else None
    newest: dict[str, tuple[Event, When]] = {}
    for number, event in enumerate(each for each in found.walk("VEVENT") if isinstance(each, Event)):
        start = when(event, "DTSTART")
        if start is None:
            continue
        changed = when(event, "RECURRENCE-ID")
        name = short_name(f"{event.get('UID') or number}{f'/{changed.isoformat()}' if changed else ''}")
        if name not in newest or revision(event) >= revision(newest[name][0]):
            newest[name] = event, start
    standing = [(name, event, start) for name, (event, start) in newest.items() if not cancelled(event)]
    latest = sorted(standing, key=lambda each: day_of(each[2]))[-options.events :]
    return {name: held(name, event, got.changed, zone) for name, event, _ in latest}


def parsed(body: bytes) -> Calendar:
    text = body.decode("utf-8-sig", "replace")
    if "BEGIN:VCALENDAR" not in text.upper() or "END:VCALENDAR" not in text.upper():
        raise ReadError(f"It is no calendar: there is no whole VCALENDAR at the address. {KEPT}")
    try:
        found = Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError) as error:  # the library's own errors are ValueErrors
        raise ReadError(f"The calendar is damaged and cannot be read. {KEPT}") from error
    if not isinstance(found, Calendar):
        raise ReadError(f"It is no calendar: there is no whole VCALENDAR at the address. {KEPT}")
    return found


def day_of(value: When) -> str:
    return f"{value:%Y%m%d}"


def held(name: str, event: Event, now: datetime, zone: tzinfo | None) -> Held:
    title = plain_text(str(first(event.get("SUMMARY")) or ""), NAME) or "An event"
    stamp = when(event, "LAST-MODIFIED")
    changed = min(stamp, now) if isinstance(stamp, datetime) and stamp.tzinfo else now
    url = str(first(event.get("URL")) or "")
    return Held(
        name=name,
        title=title,
        content="\n".join(lines(title, event, zone)).encode("utf-8", "replace"),
        suffix=".txt",
        changed=changed,
        url=url[:2000] if url.startswith(("https://", "http://")) else "",
        author=plain_text(str(first(event.get("ORGANIZER")) or "").removeprefix("mailto:"), PERSON),
    )


def lines(title: str, event: Event, zone: tzinfo | None) -> Iterator[str]:
    """What is said of it, a sentence a line."""
    start = when(event, "DTSTART")
    often = [text for rule in rules(event) if (text := repetition.said(rule))]
    if start is not None:
        yield f"{title}: {'first ' if often else ''}{span(start, length(event), zone)}."
    for text in often:
        yield f"It takes place {text}."
    if venue := plain_text(str(first(event.get("LOCATION")) or ""), VENUE):
        yield f"Place: {venue}."
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
