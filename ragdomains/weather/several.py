"""What is said of several days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ragdomains.languages import language_of
from ragdomains.sentences import digits, said
from ragdomains.types import Evidence, Fact, Lookup, Spot
from ragdomains.weather.codes import uv_level
from ragdomains.weather.facts import clock, condition, facts_of, kind, low_value, units_of
from ragdomains.weather.reading import Forecast, Reading
from ragdomains.weather.single import POSSIBLE, asks_amount, chance_of
from ragdomains.weather.times import When
from ragdomains.weather.words import put

Row = tuple[str, Reading]
WEEK = 7  # days


@dataclass(frozen=True, slots=True)
class Style:
    """How the days are said: as the question wants it, short or long."""

    lookup: Lookup
    form: str


def several(about: str, lookup: Lookup, place: Spot, asked: When, known: Forecast) -> Evidence:
    """Each day in a few words; the facts of all days together stand first."""
    days = [asked.first + timedelta(days=ahead) for ahead in range((asked.last - asked.first).days + 1)]
    rows = [(label(day, len(days), lookup.language), known.day(day)) for day in days]
    facts = facts_of(overall([reading for _, reading in rows]), lookup, place, asked)
    for day, (_, reading) in zip(days, rows, strict=True):
        facts += facts_of(reading, lookup, place, replace(asked, first=day, last=day))
    if about in {"rain", "snow", "umbrella"}:
        return Evidence(facts, (), *falling(about, rows, lookup))
    texts = {
        "summary": spoken(about, rows, Style(lookup, "short")),
        "details": listed(about, rows, Style(lookup, "long")),
    }
    values = texts | low_value(overall([reading for _, reading in rows]), lookup.language)
    return Evidence(facts, (), "temperature_range" if about == "temperature" else "range", values)


def listed(about: str, rows: Sequence[Row], style: Style) -> str:
    return "; ".join(text for row in rows if (text := line(about, row, style)))


def spoken(about: str, rows: Sequence[Row], style: Style) -> str:
    """Nobody can listen to more days than a week has: of more, what holds for all of them."""
    whole = LINES.get(about, weather)(overall([reading for _, reading in rows]), style) if len(rows) > WEEK else ""
    return whole or listed(about, rows, style)


def label(day: date, count: int, language: str) -> str:
    weekday = language_of(language).weekdays[day.weekday()]
    return weekday if count <= WEEK else f"{weekday} {day.day}"


def overall(readings: Sequence[Reading]) -> Reading:
    """The extremes of all days."""

    def most(value: Callable[[Reading], float | None], pick: Callable[[list[float]], float] = max) -> float | None:
        known = [found for reading in readings if (found := value(reading)) is not None]
        return pick(known) if known else None

    return Reading(
        low=most(lambda reading: reading.low, min),
        high=most(lambda reading: reading.high),
        chance=most(lambda reading: reading.chance),
        precipitation=most(lambda reading: reading.precipitation, sum),
        wind=most(lambda reading: reading.wind),
        gusts=most(lambda reading: reading.gusts),
        uv=most(lambda reading: reading.uv),
    )


def falling(about: str, rows: Sequence[Row], lookup: Lookup) -> tuple[str, dict[str, str]]:
    """The days on which it will, or may, rain or snow, and how much in all where that is asked."""
    language = lookup.language
    chances = [(name, kind(reading), chance_of(reading)) for name, reading in rows]
    if all(chance is None for _, _, chance in chances):
        return "range", {}
    hits = [(name, falls, chance) for name, falls, chance in chances if chance is not None and chance >= POSSIBLE]
    if about == "snow":
        hits = [hit for hit in hits if hit[1] == "snow"]
    if not hits:
        return {"snow": "no_snow", "umbrella": "no_umbrella"}.get(about, "wet_no"), {}
    summary = ", ".join(
        put("{} on {} ({} percent)", language, put(falls, language), name, digits(chance, 0, language))
        for name, falls, chance in hits
    )
    measured = about == "rain" and asks_amount(lookup) and any(reading.precipitation for _, reading in rows)
    values = {"summary": summary} | ({"kind": put("rain", language)} if measured else {})
    return "wet_amount" if measured else "wet_range", values


def line(about: str, row: Row, style: Style) -> str:
    """ "Saturday light rain, 3 to 7 degrees"; "" where nothing is known of the day."""
    name, reading = row
    text = LINES.get(about, weather)(reading, style)
    return f"{name} {text}" if text else ""


def measured(value: float | None, unit: str, style: Style) -> str:
    return "" if value is None else said(Fact("", value, unit), style.form, style.lookup.language)


def degrees(reading: Reading, style: Style) -> str:
    language = style.lookup.language
    high = measured(reading.high, units_of(style.lookup.units)[0], style)
    low = low_value(reading, language).get("from", "")
    return put("{} to {}", language, low, high) if low and high else high


def weather(reading: Reading, style: Style) -> str:
    texts = (condition(reading, style.lookup.language), degrees(reading, style))
    return ", ".join(text for text in texts if text)


def wind(reading: Reading, style: Style) -> str:
    speed = measured(reading.wind, units_of(style.lookup.units)[1], style)
    return put("up to {}", style.lookup.language, speed) if speed else ""


def frost(reading: Reading, style: Style) -> str:
    low = measured(reading.low, units_of(style.lookup.units)[0], style)
    return put("down to {}", style.lookup.language, low) if low else ""


def uv(reading: Reading, style: Style) -> str:
    return "" if reading.uv is None else f"{round(reading.uv)}, {put(uv_level(reading.uv), style.lookup.language)}"


def sun(reading: Reading, style: Style) -> str:
    if not reading.sunrise or not reading.sunset:
        return ""
    rises, sets = clock(reading.sunrise, style.lookup), clock(reading.sunset, style.lookup)
    return put("{} to {}", style.lookup.language, rises, sets)


def humidity(reading: Reading, style: Style) -> str:
    return measured(reading.humidity, "%", style)


LINES: dict[str, Callable[[Reading, Style], str]] = {
    "temperature": degrees,
    "wind": wind,
    "frost": frost,
    "uv": uv,
    "sun": sun,
    "sunrise": sun,
    "sunset": sun,
    "humidity": humidity,
}
