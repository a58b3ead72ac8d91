"""A calendar in iCalendar (ICS): each event is a document of one passage."""

import asyncio
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Event
from pydantic import BaseModel, ConfigDict, Field, field_validator

from ragdomains.event_properties import When, first, when
from ragdomains.event_sentences import CalendarError, lines, parsed, standing, title_of
from ragdomains.fetching import Fetched, Gone, address_complaint, fetch
from ragdomains.items import KEPT, Found, Held, short_name
from ragdomains.origins import Place, origins
from ragdomains.plain_text import plain_text
from ragdomains.readers import ReadError

ACCEPT = "text/calendar, */*;q=0.1"
PERSON = 200  # characters at most


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
    try:
        found = standing(parsed(got.body))
    except CalendarError as error:
        raise ReadError(f"{error} {KEPT}") from error
    zone = ZoneInfo(options.zone) if options.zone else None
    latest = sorted(found, key=lambda each: day_of(each[2]))[-options.events :]
    return {(key := short_name(name)): held(key, event, got.changed, zone) for name, event, _ in latest}


def day_of(value: When) -> str:
    return f"{value:%Y%m%d}"


def held(name: str, event: Event, now: datetime, zone: tzinfo | None) -> Held:
    title = title_of(event)
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
