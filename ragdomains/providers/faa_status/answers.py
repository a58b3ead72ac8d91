"""What is said of one airport, or of all of them."""

from collections.abc import Sequence

from ragdomains.airports import Airport, airport_of, unknown, zone_at
from ragdomains.languages import base, phrase
from ragdomains.local_times import duration, local_time
from ragdomains.providers.faa_status import german
from ragdomains.providers.faa_status.causes import cause
from ragdomains.providers.faa_status.feed import Event, Report
from ragdomains.providers.faa_status.templates import TEMPLATES
from ragdomains.sentences import render
from ragdomains.types import Evidence, Fact, Lookup, Value

SOURCE, PAGE = "FAA", "https://nasstatus.faa.gov/"
STATUS = {"closed": "closed", "ground_stop": "ground stop"}
TRENDS = {"increasing": "growing", "decreasing": "shrinking"}
GROUPS = {"closed": "closed: {}", "ground stop": "ground stops: {}", "delayed": "delays: {}"}  # the worst first
NAMED = 8  # airports that are named of a long list
PHRASES = {"de": german.PHRASES}


def about_airport(code: str, lookup: Lookup, report: Report) -> Evidence:
    """Raises ProviderError (missing) for a code that neither the report nor the table has."""
    found = [event for event in report.events if event.code == code]
    airport = airport_of(code) or (Airport(code) if found else None)
    if airport is None:
        raise unknown(code)
    if not found:
        values = {"airport": airport.title, "code": code}
        return evidence([fact("status", "no delays", airport, lookup, report)], "none", values, lookup, report)
    facts = [each for event in found for each in facts_of(event, airport, lookup, report)]
    said = [(template_of(event), values_of(event, airport, lookup)) for event in found]
    if len(said) == 1:
        return evidence(facts, *said[0], lookup, report)
    texts = (render(sentences(lookup)[name]["short"], values) for name, values in said)
    values = {"report": " ".join(texts), "airport": airport.title, "code": code}
    return evidence(facts, "several", values, lookup, report)


def named(airport: Airport, lookup: Lookup) -> Evidence:
    """Its name and its codes, from the table of airports."""
    found = {"code": airport.code, "icao": airport.icao}
    facts = tuple(
        Fact(name, text, "", airport.title, as_of=lookup.now, source="Athena") for name, text in found.items()
    )
    return Evidence(facts, (), "named", {"airport": airport.title}, lookup.now, "Athena")


def evidence(facts: Sequence[Fact], answer: str, values: dict[str, str], lookup: Lookup, report: Report) -> Evidence:
    as_of = report.as_of.astimezone(lookup.now.tzinfo)
    return Evidence(tuple(facts), (), answer, values, as_of, SOURCE, PAGE)


def fact(name: str, value: Value, airport: Airport, lookup: Lookup, report: Report) -> Fact:
    unit = "min" if name == "delay_minutes" else ""
    return Fact(name, value, unit, airport.title, lookup.now, as_of=report.as_of, source=SOURCE)


def facts_of(event: Event, airport: Airport, lookup: Lookup, report: Report) -> list[Fact]:
    known: dict[str, Value | None] = {
        "status": STATUS.get(event.kind, "delayed"),
        "delay_minutes": event.high,
        "delay_cause": put(cause(event.reason), lookup) or None,
        "trend": put(TRENDS.get(event.trend, ""), lookup) or None,
        "until": event.until.astimezone(zone_at(airport, lookup)) if event.until else None,
    }
    return [fact(name, value, airport, lookup, report) for name, value in known.items() if value is not None]


def values_of(event: Event, airport: Airport, lookup: Lookup) -> dict[str, str]:
    values = {
        "airport": airport.title,
        "code": airport.code,
        "delay": span(event, lookup),
        "most": duration(event.most, lookup.language) if event.most else "",
        "delay_cause": put(cause(event.reason), lookup),
        "trend": put(TRENDS.get(event.trend, ""), lookup),
        "until": local_time(event.until, zone_at(airport, lookup), lookup) if event.until else "",
    }
    return {name: text for name, text in values.items() if text}


def template_of(event: Event) -> str:
    return "delayed" if event.high is None and event.kind not in STATUS else event.kind


def span(event: Event, lookup: Lookup) -> str:
    """ "16 to 30 minutes", "1 hour and 28 minutes"."""
    if event.low is None or event.high is None:
        return ""
    if event.low < event.high < 60:
        return phrase("{} to {} minutes", lookup.language, PHRASES).format(event.low, event.high)
    if event.low < event.high:
        to = "bis" if base(lookup.language) == "de" else "to"
        return f"{duration(event.low, lookup.language)} {to} {duration(event.high, lookup.language)}"
    return duration(event.high, lookup.language)


def overview(lookup: Lookup, report: Report) -> Evidence:
    """Which airports of the country are closed, held or late; the worst of an airport counts."""
    worst: dict[str, Event] = {}
    for event in sorted(report.events, key=lambda event: list(GROUPS).index(STATUS.get(event.kind, "delayed"))):
        worst.setdefault(event.code, event)
    if not worst:
        nothing = Fact("status", "no delays", as_of=report.as_of, source=SOURCE)
        return evidence([nothing], "overview_none", {}, lookup, report)
    facts, groups = [], []
    for status, said in GROUPS.items():
        places = [known(code) for code, event in worst.items() if STATUS.get(event.kind, "delayed") == status]
        facts += [fact("status", status, airport, lookup, report) for airport in places]
        groups += [put(said, lookup).format(listed(places, lookup))] if places else []
    return evidence(facts, "overview", {"report": "; ".join(groups)}, lookup, report)


def known(code: str) -> Airport:
    return airport_of(code) or Airport(code)


def listed(places: Sequence[Airport], lookup: Lookup) -> str:
    names = [airport.title for airport in places[:NAMED]]
    if more := len(places) - NAMED if len(places) > NAMED else 0:
        return f"{', '.join(names)} {put('and {} more', lookup).format(more)}"
    ahead, last = names[:-1], names[-1]
    return f"{', '.join(ahead)} {put('and', lookup)} {last}" if ahead else last


def put(english: str, lookup: Lookup) -> str:
    return phrase(english, lookup.language, PHRASES)


def sentences(lookup: Lookup) -> dict[str, dict[str, str]]:
    return german.TEMPLATES if base(lookup.language) == "de" else TEMPLATES
