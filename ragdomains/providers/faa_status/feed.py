"""Reads the FAA's report: XML as https://nasstatus.faa.gov/api/airport-status-information gives it.

Most of what it lists as closures are notices that close an airport to some only ("CLSD TO NON SKED TRANSIENT GA ACFT"):
those are left out, for every airline flies.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

from ragdomains.providers.faa_status.moments import moment, updated
from ragdomains.types import ProviderError

ROOT = "AIRPORT_STATUS_INFORMATION"
PARTLY = re.compile(r"\b(?:CLSD|CLOSED) TO (?!ALL\b)", re.IGNORECASE)
LENGTH = re.compile(r"(\d{1,3})\s*(hour|hr|minute|min)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """What goes wrong at an airport. `kind` is closed, ground_stop, ground_delay, departures or arrivals.

    `low` to `high` is the delay in minutes, where only one is known both are the same; `most` is the longest delay of a
    ground delay. `reason` is the FAA's own wording; `trend` is increasing, decreasing or "".
    """

    code: str
    kind: str
    reason: str = ""
    low: int | None = None
    high: int | None = None
    most: int | None = None
    trend: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The state of all airports at `as_of`; one that is not in it has no delays."""

    events: tuple[Event, ...]
    as_of: datetime


def read(body: bytes, now: datetime) -> Report:
    """Raises ProviderError (broken) for what is no such report. No entity is ever resolved: a DOCTYPE is refused."""
    text = body.decode("utf-8", "replace").strip()
    senseless = ProviderError("The airports service gave an answer that makes no sense.", "broken")
    if "<!doctype" in text.lower() or "<!entity" in text.lower():
        raise senseless
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 as text its encoding is ours, and it has no DOCTYPE
    except (ElementTree.ParseError, ValueError) as error:
        raise senseless from error
    if root.tag != ROOT:
        raise senseless
    return Report(tuple(events(root, now)), updated(said(root, "Update_Time")) or now)


def said(element: ElementTree.Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def minutes(text: str) -> int | None:
    """ "1 hour and 28 minutes" as 88; None where there is no length in it, or it is 0."""
    found = [int(count) * (60 if unit.lower().startswith("h") else 1) for count, unit in LENGTH.findall(text)]
    return sum(found) or None


def events(root: ElementTree.Element, now: datetime) -> Iterator[Event]:
    readers = {
        "Ground_Stop_List/Program": ground_stop,
        "Ground_Delay_List/Ground_Delay": ground_delay,
        "Airport_Closure_List/Airport": closure,
    }
    for listed in root.iter("Delay_type"):
        for path, reader in readers.items():
            found = (reader(item, now) for item in listed.iterfind(path))
            yield from (event for event in found if event and event.code)
        for item in listed.iterfind("Arrival_Departure_Delay_List/Delay"):
            yield from (event for event in delays(item) if event.code)


def code_of(item: ElementTree.Element) -> str:
    return said(item, "ARPT").upper()


def ground_stop(item: ElementTree.Element, now: datetime) -> Event:
    return Event(code_of(item), "ground_stop", said(item, "Reason"), until=moment(said(item, "End_Time"), now))


def ground_delay(item: ElementTree.Element, now: datetime) -> Event:
    average = minutes(said(item, "Avg"))
    return Event(code_of(item), "ground_delay", said(item, "Reason"), average, average, most=minutes(said(item, "Max")))


def closure(item: ElementTree.Element, now: datetime) -> Event | None:
    """None for one that is not in force now, and for one that concerns only some."""
    reason = said(item, "Reason")
    begins, ends = moment(said(item, "Start"), now), moment(said(item, "Reopen"), now)
    if PARTLY.search(reason) or (begins and begins > now) or (ends and ends < now):
        return None
    return Event(code_of(item), "closed", "" if "CLSD" in reason.upper() else reason, until=ends)


def delays(item: ElementTree.Element) -> Iterator[Event]:
    """Departures and arrivals each, where both are late."""
    for way in item.iterfind("Arrival_Departure"):
        low, high = minutes(said(way, "Min")), minutes(said(way, "Max"))
        kind = "arrivals" if way.get("Type", "").lower().startswith("arr") else "departures"
        trend = said(way, "Trend").lower()
        yield Event(
            code_of(item),
            kind,
            said(item, "Reason"),
            low if low is not None else high,
            high if high is not None else low,
            trend=trend if trend in {"increasing", "decreasing"} else "",
        )
