"""A calendar's text as occasions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from ragdomains.addresses import Fetched
from ragdomains.event_properties import first, length
from ragdomains.occasions import Occasion, within
from ragdomains.plain_text import plain_text
from ragdomains.providers.icalendar.repeating import Instance, Window, instances
from ragdomains.providers.icalendar.slimming import slimmed

NAME, VENUE = 120, 120  # characters at most
MARGIN = timedelta(days=2)  # a day is another one elsewhere


def read_all(fetched: Iterable[Fetched], window: Window) -> tuple[list[Occasion], list[str]]:
    """What takes place in the window, in order, and the names of the calendars that are none."""
    found: list[Occasion] = []
    senseless: list[str] = []
    for each in fetched:
        events = events_of(each.body, window)
        if events is None:
            senseless.append(each.address.name)
        else:
            found += [occasion_of(one) for one in instances(events, window)]
    return within(found, window.start, window.end, window.zone), senseless


def events_of(body: bytes, window: Window) -> list[Event] | None:
    """None for what is no calendar."""
    text = slimmed(body, (window.start - MARGIN).date(), (window.end + MARGIN).date())
    if text is None:
        return None
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError):  # the library's own errors are ValueErrors
        return None
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def occasion_of(instance: Instance) -> Occasion:
    event, start, lasts = instance.event, instance.start, length(instance.event)
    # an hour is an hour, also in the night when the clock is put back
    end = start + lasts if lasts and not isinstance(start, datetime) else None
    if lasts and isinstance(start, datetime) and start.tzinfo:
        end = datetime.fromtimestamp(start.timestamp() + lasts.total_seconds(), start.tzinfo)
    return Occasion(
        name=plain_text(str(first(event.get("SUMMARY")) or ""), NAME) or "?",
        start=start,
        end=end,
        venue=plain_text(str(first(event.get("LOCATION")) or ""), VENUE),
        url=link_of(event),
        busy=str(first(event.get("TRANSP")) or "").upper() != "TRANSPARENT",
    )


def link_of(event: Event) -> str:
    link = str(first(event.get("URL")) or "")
    return link if link.startswith(("https://", "http://")) else ""
