"""Reads flights as AeroAPI gives them (https://www.flightaware.com/aeroapi/portal/documentation, /flights/{ident}).

"Out" and "in" are at the gate, "off" and "on" at the runway; every time may be null. Delays are counted here, for the
service's own are seconds of one of them only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from athena_project.http import HttpError
from ragdomains.bodies import Body, Service, mapping, mappings, moment, words
from ragdomains.providers.aeroapi.questions import stamp
from ragdomains.sentences import spoken_day
from ragdomains.types import Lookup, ProviderError
from ragdomains.zones import zone_of


@dataclass(frozen=True, slots=True)
class End:
    """One end of a flight: where, and when it is scheduled, expected and done."""

    city: str = ""
    code: str = ""
    zone: tzinfo | None = None
    gate: str = ""
    terminal: str = ""
    scheduled: datetime | None = None
    estimated: datetime | None = None
    actual: datetime | None = None

    @property
    def best(self) -> datetime | None:
        return self.actual or self.estimated or self.scheduled

    @property
    def delay(self) -> int | None:
        """Minutes, below 0 where it is early; None where it is not known."""
        if self.scheduled is None or self.best is None:
            return None
        return round((self.best - self.scheduled).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class Flight:
    """One flight on one day. `state` is cancelled, diverted, landed, flying, left (the gate) or scheduled."""

    ident: str
    state: str
    origin: End
    destination: End
    baggage: str = ""


async def fetch(ident: str, span: tuple[datetime, datetime], secret: str, source: Service) -> list[Flight]:
    """The flights of this number in the span of time; none for a number that is not known."""
    params: dict[str, str | int | float] = {"start": stamp(span[0]), "end": stamp(span[1]), "max_pages": 1}
    try:
        body = await source.ask(f"/flights/{ident}", params, {"x-apikey": secret})
    except HttpError as error:
        if error.kind == "status" and error.status in {400, 404}:
            return []
        raise
    if not isinstance(body, Mapping) or not isinstance(body.get("flights"), list):
        raise source.senseless()
    return [flight_of(item) for item in mappings(body["flights"])]


def flight_of(block: Body) -> Flight:
    leaves, arrives = end_of(block, "origin", ("out", "off")), end_of(block, "destination", ("in", "on"))
    ident = words(block, "ident_iata") or words(block, "ident")
    return Flight(ident, state_of(block, arrives), leaves, arrives, words(block, "baggage_claim"))


def end_of(block: Body, side: str, suffixes: tuple[str, str]) -> End:
    place = mapping(block.get(side))

    def time_of(kind: str) -> datetime | None:
        """At the gate, else at the runway."""
        found = (zoned(block.get(f"{kind}_{suffix}")) for suffix in suffixes)
        return next((time for time in found if time), None)

    return End(
        words(place, "city") or words(place, "name"),
        words(place, "code_iata"),
        zone_of(words(place, "timezone")),
        words(block, f"gate_{side}"),
        words(block, f"terminal_{side}"),
        time_of("scheduled"),
        time_of("estimated"),
        time_of("actual"),
    )


def state_of(block: Body, arrives: End) -> str:
    if block.get("cancelled") is True:
        return "cancelled"
    if block.get("diverted") is True:
        return "diverted"
    if arrives.actual:
        return "landed"
    if zoned(block.get("actual_off")):
        return "flying"
    return "left" if zoned(block.get("actual_out")) else "scheduled"


def zoned(value: object) -> datetime | None:
    known = moment(value)
    return known if known and known.tzinfo else None


def choose(flights: Sequence[Flight], ident: str, lookup: Lookup) -> Flight:
    """The flight of the day asked about, else the one under way or nearest to now."""
    said = f"{ident[:2]} {ident[2:]}"
    timed = [flight for flight in flights if flight.origin.best]
    if not timed:
        raise ProviderError(f"I find no flight {said}. Is the number right?", "missing")
    days = lookup.days
    if days is None:
        return min(timed, key=lambda flight: distance(flight, lookup.now))
    fitting = [flight for flight in timed if days.first <= departs(flight, lookup).date() <= days.last]
    if not fitting:
        day = spoken_day(days.first, lookup.now.date(), lookup.language)
        raise ProviderError(f"I find no flight {said} on {day}.", "missing")
    return min(fitting, key=lambda flight: distance(flight, lookup.now))


def departs(flight: Flight, lookup: Lookup) -> datetime:
    """When it is meant to leave, in the time of the place it leaves from."""
    leaves = flight.origin.scheduled or flight.origin.best or lookup.now
    return leaves.astimezone(flight.origin.zone or lookup.now.tzinfo)


def distance(flight: Flight, now: datetime) -> timedelta:
    """How far from now it is; nothing while it is under way."""
    leaves = flight.origin.best or now
    arrives = max(flight.destination.best or leaves, leaves)
    if leaves <= now <= arrives:
        return timedelta()
    return min(abs(leaves - now), abs(arrives - now))
