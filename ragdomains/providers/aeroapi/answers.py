"""What is said of a flight: on time or late, where it is, its gate or its baggage."""

from ragdomains.languages import phrase
from ragdomains.local_times import duration, local_time
from ragdomains.providers.aeroapi import german
from ragdomains.providers.aeroapi.flights import End, Flight
from ragdomains.providers.aeroapi.questions import ARRIVING, BAGGAGE, GATE, asks
from ragdomains.types import Evidence, Fact, Lookup, Value

SOURCE, PAGE = "FlightAware", "https://www.flightaware.com/"
PUNCTUAL = 5  # minutes that nobody calls late
PHRASES = {"de": german.PHRASES}
OVER = {"cancelled", "diverted"}


def answer(lookup: Lookup, flight: Flight) -> Evidence:
    leaving = flight.state in {"scheduled", "cancelled"}
    end = flight.origin if leaving else flight.destination
    name, more = sentence(lookup, flight, end)
    values = {
        "flight": spoken(lookup, flight),
        "origin": flight.origin.city or flight.origin.code,
        "destination": flight.destination.city or flight.destination.code,
        "time": time_of(end, lookup),
        "late": lateness(end, lookup),
        "gate": place_of(end, lookup),
    }
    facts = facts_of(flight, end, lookup)
    return Evidence(facts, (), name, {**values, **more}, lookup.now, SOURCE, PAGE)


def sentence(lookup: Lookup, flight: Flight, end: End) -> tuple[str, dict[str, str]]:
    """The answer's name, and the values that it has beside the common ones."""
    if flight.state not in OVER and asks(lookup, BAGGAGE):
        return ("baggage", {"baggage": flight.baggage}) if flight.baggage else ("baggage_unknown", {})
    if flight.state not in OVER and asks(lookup, GATE):
        arriving = asks(lookup, ARRIVING) or flight.state in {"flying", "landed"}
        gate = place_of(flight.destination if arriving else flight.origin, lookup)
        return ("gate_in" if arriving else "gate_out") if gate else "gate_unknown", {"gate": gate}
    if flight.state == "scheduled" and end.best:
        return departure(lookup, flight)
    return flight.state, {}


def departure(lookup: Lookup, flight: Flight) -> tuple[str, dict[str, str]]:
    """Asked when it lands, the arrival is told; else whether it leaves on time."""
    arrives, leaves = flight.destination, flight.origin
    if asks(lookup, ARRIVING) and arrives.best:
        return "will_arrive", {"time": time_of(arrives, lookup), "late": lateness(arrives, lookup)}
    if (leaves.delay or 0) >= PUNCTUAL and leaves.scheduled:
        planned = local_time(leaves.scheduled, leaves.zone, lookup)
        return "delayed", {"delay": duration(leaves.delay or 0, lookup.language), "planned": planned}
    return ("on_time" if leaves.delay is not None else "scheduled"), {}


def spoken(lookup: Lookup, flight: Flight) -> str:
    """ "United Airlines 482", else "UA 482"."""
    said = lookup.slots.get("flight", "").strip().upper() or flight.ident
    airline = lookup.slots.get("airline", "")
    return f"{airline} {said.split()[-1]}" if airline else said


def time_of(end: End, lookup: Lookup) -> str:
    return local_time(end.best, end.zone or lookup.now.tzinfo, lookup) if end.best else ""


def lateness(end: End, lookup: Lookup) -> str:
    """ "on time", "12 minutes late", "1 hour and 5 minutes early"; "" where it is not known."""
    if end.delay is None:
        return ""
    if abs(end.delay) < PUNCTUAL:
        return put("on time", lookup)
    word = "{} late" if end.delay > 0 else "{} early"
    return put(word, lookup).format(duration(abs(end.delay), lookup.language))


def place_of(end: End, lookup: Lookup) -> str:
    """ "gate B22 in terminal 1"; "" where no gate is known yet."""
    if not end.gate:
        return ""
    where = put("gate {}", lookup).format(end.gate)
    return f"{where} {put('in terminal {}', lookup).format(end.terminal)}" if end.terminal else where


def facts_of(flight: Flight, end: End, lookup: Lookup) -> tuple[Fact, ...]:
    """Times in the zone of the place; those of the departure until it has left, then those of the arrival."""
    zone = end.zone or lookup.now.tzinfo
    known: dict[str, Value | None] = {
        "status": flight.state,
        "delay_minutes": end.delay,
        "gate": end.gate or None,
        "terminal": end.terminal or None,
        "scheduled": end.scheduled.astimezone(zone) if end.scheduled else None,
        "estimated": end.estimated.astimezone(zone) if end.estimated else None,
        "actual": end.actual.astimezone(zone) if end.actual else None,
    }
    return tuple(
        Fact(name, value, "min" if name == "delay_minutes" else "", end.city, as_of=lookup.now, source=SOURCE)
        for name, value in known.items()
        if value is not None
    )


def put(english: str, lookup: Lookup) -> str:
    return phrase(english, lookup.language, PHRASES)
