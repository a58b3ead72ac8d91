"""What is said of the weather at an airport, now and later."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from ragdomains.airports import Airport, zone_at
from ragdomains.bodies import Body
from ragdomains.languages import base, phrase
from ragdomains.local_times import local_time
from ragdomains.providers.aviation_weather import german
from ragdomains.providers.aviation_weather.codes import condition, worst
from ragdomains.providers.aviation_weather.questions import topic
from ragdomains.providers.aviation_weather.reports import Sky, observed, rank, sky, spans
from ragdomains.sentences import digits
from ragdomains.types import Evidence, Fact, Lookup, ProviderError, Value
from ragdomains.weather import german as weather_german
from ragdomains.weather.codes import compass
from ragdomains.weather.times import When

SOURCE, PAGE = "Aviation Weather Center", "https://aviationweather.gov/"
PHRASES = {"de": weather_german.PHRASES | german.PHRASES}
AT_TIMES = {"TEMPO", "PROB"}


def present(lookup: Lookup, airport: Airport, report: Body) -> Evidence:
    """The latest report; its own time is what it is as of."""
    known = sky(report)
    taken = observed(report) or lookup.now
    facts = facts_of(known, airport, lookup, taken)
    about = topic(lookup)
    if about == "ceiling" and known.ceiling is None and known.cover:
        about = "no_ceiling"
    if not facts:
        raise ProviderError(f"There is no weather report from {airport.title} right now.", "missing")
    values = values_of(known, airport, lookup)
    return Evidence(facts, (), about, values, taken.astimezone(zone_at(airport, lookup)), SOURCE, PAGE)


def forecast(lookup: Lookup, airport: Airport, asked: When, report: Body) -> Evidence:
    """The spans of the time asked about, taken together; what is only at times is said apart."""
    starts, ends = bounds(asked)
    known = spans(report)
    within = [each for each in known if each.begins and each.ends and each.begins < ends and each.ends > starts]
    steady = [each for each in within if each.change not in AT_TIMES]
    if not steady:
        raise too_far(lookup, airport, known)
    whole = together(steady)
    values = values_of(whole, airport, lookup) | {"day": day_of(asked, lookup)}
    briefly = [each.weather for each in within if each.change in AT_TIMES and each.weather]
    if (at_times := condition(worst(briefly), "")) and at_times != condition(whole.weather, whole.cover):
        values["at_times"] = put(at_times, lookup)
    facts = facts_of(whole, airport, lookup, lookup.now)
    facts = tuple(replace(fact, valid_from=starts, valid_to=ends) for fact in facts)
    if not facts:
        raise too_far(lookup, airport, [])
    return Evidence(facts, (), "forecast", values, lookup.now, SOURCE, PAGE)


def day_of(asked: When, lookup: Lookup) -> str:
    """Asked without a day, it is what comes in the next hours."""
    return put("in the next twelve hours", lookup) if asked.present else asked.text


def bounds(asked: When) -> tuple[datetime, datetime]:
    zone = asked.now.tzinfo
    if asked.present:
        return asked.now, asked.now + timedelta(hours=12)
    starts = asked.start or datetime.combine(asked.first, time())
    ends = asked.end or datetime.combine(asked.last + timedelta(days=1), time())
    return max(starts.replace(tzinfo=zone), asked.now), ends.replace(tzinfo=zone)


def too_far(lookup: Lookup, airport: Airport, known: Sequence[Sky]) -> ProviderError:
    ends = max((each.ends for each in known if each.ends), default=None)
    if ends is None:
        return ProviderError(f"There is no forecast from {airport.title} right now.", "missing")
    until = local_time(ends, zone_at(airport, lookup), lookup)
    return ProviderError(f"The forecast for {airport.title} only reaches to {until}.", "missing")


def together(spans: Sequence[Sky]) -> Sky:
    """The worst of all: the strongest wind, the lowest clouds, the poorest view."""
    views = [(each.visibility, each.more) for each in spans if each.visibility is not None]
    strongest = max(spans, key=lambda each: each.wind or 0)
    least = min(views, default=(None, False))
    return Sky(
        wind=strongest.wind,
        direction=strongest.direction,
        gusts=max((each.gusts for each in spans if each.gusts), default=None),
        visibility=least[0],
        more=least[1],
        ceiling=min((each.ceiling for each in spans if each.ceiling is not None), default=None),
        cover=max((each.cover for each in spans), key=rank),
        weather=worst([each.weather for each in spans if each.weather]),
    )


def facts_of(known: Sky, airport: Airport, lookup: Lookup, taken: datetime) -> tuple[Fact, ...]:
    american = lookup.units == "us"
    speed, distance = (1.15078, 1.0) if american else (1.852, 1.609344)
    height = 1.0 if american else 0.3048
    warmth = known.temperature * 1.8 + 32 if known.temperature is not None and american else known.temperature
    found: tuple[tuple[str, Value | None, str], ...] = (
        ("temperature", None if warmth is None else round(warmth, 1), "degF" if american else "degC"),
        ("condition", put(condition(known.weather, known.cover), lookup) or None, ""),
        ("wind_speed", scaled(known.wind, speed), "mph" if american else "km/h"),
        ("gusts", scaled(known.gusts, speed), "mph" if american else "km/h"),
        ("visibility", scaled(known.visibility, distance, 1), "mi" if american else "km"),
        ("ceiling", scaled(known.ceiling, height), "ft" if american else "m"),
        ("pressure", known.pressure, "hPa"),
    )
    return tuple(
        Fact(name, value, unit, airport.title, taken.astimezone(UTC), as_of=taken, source=SOURCE)
        for name, value, unit in found
        if value is not None
    )


def scaled(value: float | None, factor: float, places: int = 0) -> float | None:
    return None if value is None else round(value * factor, places)


def values_of(known: Sky, airport: Airport, lookup: Lookup) -> dict[str, str]:
    american, language = lookup.units == "us", lookup.language
    values = {"airport": airport.title, "code": airport.code, "raw": known.raw}
    if known.direction is not None:
        values["direction"] = put(compass(known.direction), lookup)
    if known.visibility is not None:
        far = known.visibility if american else known.visibility * 1.609344
        number = digits(far, 0 if far >= 3 else 1, language)
        unit = ("mile" if number == "1" else "miles") if american else "kilometres"
        values["visibility"] = put("{} or more" if known.more else "{}", lookup).format(f"{number} {put(unit, lookup)}")
    if known.ceiling is not None:
        high = known.ceiling if american else round(known.ceiling * 0.3048, -1)
        values["ceiling"] = f"{digits(high, 0, language)} {put('feet' if american else 'metres', lookup)}"
    if known.pressure is not None:
        values["pressure"] = pressure(known.pressure, lookup)
    return values


def pressure(hectopascals: float, lookup: Lookup) -> str:
    if lookup.units == "us":
        return f"{digits(hectopascals / 33.8639, 2, lookup.language)} {put('inches', lookup)}"
    unit = "Hektopascal" if base(lookup.language) == "de" else "hectopascals"
    return f"{digits(hectopascals, 0, lookup.language)} {unit}"


def put(english: str, lookup: Lookup) -> str:
    return phrase(english, lookup.language, PHRASES)
