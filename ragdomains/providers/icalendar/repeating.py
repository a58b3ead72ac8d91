"""When events take place: rules of repetition, exceptions, moved and cancelled instances (RFC 5545, 3.8.4.4, 3.8.5)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from icalendar import Event

from ragdomains.event_properties import (
    When,
    cancelled,
    key_of,
    length,
    moments,
    on_the_clock,
    revision,
    rules,
    wall,
    when,
    zoned,
)  # fmt: skip
from ragdomains.providers.icalendar.counting import counted

MOVED = timedelta(days=62)  # how far "this and all that follow" may have been moved
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time that is of interest; `zone` is that of times without one."""

    start: datetime
    end: datetime
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Instance:
    """One event at one time, which has a zone or is a date."""

    event: Event
    start: When


@dataclass(frozen=True, slots=True)
class Follow:
    """A change to one instance and all that follow it: from where on, and by how much they are moved."""

    since: str
    event: Event
    shift: timedelta


def instances(events: Iterable[Event], window: Window) -> Iterator[Instance]:
    """All instances near the window, of all events; a series that makes no sense is left out."""
    for series in grouped(events, window.zone).values():
        try:
            yield from list(of_series(series, window))
        except (ValueError, OverflowError, TypeError):  # a time that cannot be, a rule that is none
            continue


def grouped(events: Iterable[Event], zone: tzinfo) -> dict[str, dict[str, Event]]:
    """By UID, then by which instance an event changes ("": it is the series itself); the last revision of each."""
    series: dict[str, dict[str, Event]] = {}
    for number, event in enumerate(events):
        one = series.setdefault(str(event.get("UID") or number), {})
        changed = when(event, "RECURRENCE-ID")
        place = "" if changed is None else key_of(changed, zone)
        if place not in one or revision(event) >= revision(one[place]):
            one[place] = event
    return series


def of_series(series: Mapping[str, Event], window: Window) -> Iterator[Instance]:
    """The series' own instances, but for those that were changed; and these as they are now."""
    master, changed = series.get(""), {place: event for place, event in series.items() if place}
    if master is not None and not cancelled(master):
        yield from unchanged(master, changed, window)
    for event in changed.values():
        start = when(event, "DTSTART")
        if start is not None and not cancelled(event):
            yield Instance(event, zoned(start, window.zone))


def unchanged(master: Event, changed: Mapping[str, Event], window: Window) -> Iterator[Instance]:
    follows = sorted(
        (follow for event in changed.values() if (follow := follow_of(event, window.zone))), key=lambda each: each.since
    )
    for start in starts(master, window, MOVED if follows else timedelta()):
        place = key_of(start, window.zone)
        if place in changed or place[:8] in changed:
            continue
        last = next((each for each in reversed(follows) if each.since <= place), None)
        if last is None:
            yield Instance(master, start)
        elif not cancelled(last.event):
            yield Instance(last.event, start + last.shift)


def follow_of(event: Event, zone: tzinfo) -> Follow | None:
    place, start = when(event, "RECURRENCE-ID"), when(event, "DTSTART")
    if place is None or start is None or event["RECURRENCE-ID"].params.get("RANGE") != "THISANDFUTURE":
        return None
    return Follow(key_of(place, zone), event, zoned(start, zone) - zoned(place, zone))


def starts(event: Event, window: Window, margin: timedelta) -> list[When]:
    """When it begins, near the window and without what EXDATE takes out.

    Counted on the clock of the event's own zone: "every Monday at nine" is at nine in winter and in summer.
    """
    first = when(event, "DTSTART")
    if first is None:
        return []
    zone = (first.tzinfo if isinstance(first, datetime) else None) or window.zone
    low = wall(window.start - (length(event) or timedelta()) - margin, zone) - DAY
    high = wall(window.end + margin, zone) + DAY
    shown = {wall(first, zone), *(wall(value, zone) for value in moments(event, "RDATE"))}
    for rule in rules(event):
        shown.update(counted(rule, first, zone, high))
    near = [each for each in sorted(shown) if low <= each <= high]
    found = [on_the_clock(each, zone) if isinstance(first, datetime) else each.date() for each in near]
    return without(found, list(moments(event, "EXDATE")), zone)


def without(found: Sequence[When], taken: Sequence[When], zone: tzinfo) -> list[When]:
    """What is not taken out: by its moment, or by its day where one of the two is but a date."""
    out = {key_of(each, zone) for each in taken}
    days = {f"{wall(each, zone):%Y%m%d}" for each in taken}
    return [each for each in found if not out & {key_of(each, zone), f"{wall(each, zone):%Y%m%d}"}
            and (isinstance(each, datetime) or f"{each:%Y%m%d}" not in days)]  # fmt: skip
