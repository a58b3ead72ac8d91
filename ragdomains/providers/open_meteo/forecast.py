"""Asks Open-Meteo and reads what it says; a value that is missing or makes no sense is None."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ragdomains.bodies import Body, Service, finite, mapping, number
from ragdomains.bodies import moment as zoned
from ragdomains.types import Lookup, ProviderError, Spot
from ragdomains.weather.reading import Reading
from ragdomains.weather.times import When

CURRENT = (
    "temperature_2m,apparent_temperature,relative_humidity_2m,precipitation,weather_code,"
    "wind_speed_10m,wind_gusts_10m,wind_direction_10m"
)
HOURLY = (
    "temperature_2m,relative_humidity_2m,precipitation,precipitation_probability,snowfall,weather_code,"
    "wind_speed_10m,wind_gusts_10m,uv_index"
)
DAILY = (
    "weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,precipitation_probability_max,snowfall_sum,"
    "wind_speed_10m_max,wind_gusts_10m_max,uv_index_max,sunrise,sunset,daylight_duration"
)


async def fetch(lookup: Lookup, place: Spot, asked: When, source: Service) -> "OpenMeteo":
    """The forecast of the days asked for; raises ProviderError (broken) for an answer of another shape."""
    params: dict[str, str | int | float] = {
        "latitude": round(place.latitude or 0.0, 4),
        "longitude": round(place.longitude or 0.0, 4),
        "timezone": place.zone or "auto",
        "current": CURRENT,
        "hourly": HOURLY,
        "daily": DAILY,
        "start_date": asked.first.isoformat(),
        "end_date": max(asked.last, asked.end.date() if asked.end else asked.last).isoformat(),
    }
    if lookup.units == "us":
        params |= {"temperature_unit": "fahrenheit", "wind_speed_unit": "mph", "precipitation_unit": "inch"}
    body = await source.ask("/v1/forecast", params)
    if not isinstance(body, Mapping) or not any(
        isinstance(body.get(key), Mapping) for key in ("current", "daily", "hourly")
    ):
        raise ProviderError("The weather service gave an answer that makes no sense.", "broken")
    return OpenMeteo(body)


@dataclass(frozen=True, slots=True)
class OpenMeteo:
    """What Open-Meteo answered, read as it is asked for."""

    body: Body
    source: str = "Open-Meteo"
    source_url: str = "https://open-meteo.com/"

    def current(self) -> Reading:
        return current(self.body)

    def day(self, wanted: date) -> Reading:
        return day(self.body, wanted)

    def part(self, start: datetime, end: datetime) -> Reading:
        return part(self.body, start, end)


def moment(value: object) -> datetime | None:
    """A local time without a zone, as Open-Meteo writes it."""
    known = zoned(value)
    return known.replace(tzinfo=None) if known else None


def column(block: Body, key: str, place: int) -> object:
    values = block.get(key)
    return values[place] if isinstance(values, list) and place < len(values) else None


def code(value: object) -> int | None:
    known = finite(value)
    return None if known is None else int(known)


def current(body: Body) -> Reading:
    now = mapping(body.get("current"))
    return Reading(
        temperature=number(now, "temperature_2m"),
        feels_like=number(now, "apparent_temperature"),
        code=code(now.get("weather_code")),
        precipitation=number(now, "precipitation"),
        wind=number(now, "wind_speed_10m"),
        gusts=number(now, "wind_gusts_10m"),
        direction=number(now, "wind_direction_10m"),
        humidity=number(now, "relative_humidity_2m"),
    )


def row(block: Body, text: str) -> int | None:
    times = block.get("time")
    return times.index(text) if isinstance(times, list) and text in times else None


def day(body: Body, wanted: date) -> Reading:
    block = mapping(body.get("daily"))
    if (place := row(block, wanted.isoformat())) is None:
        return Reading()

    def value(key: str) -> float | None:
        return finite(column(block, key, place))

    start = datetime.combine(wanted, datetime.min.time())
    return Reading(
        low=value("temperature_2m_min"),
        high=value("temperature_2m_max"),
        code=code(column(block, "weather_code", place)),
        chance=value("precipitation_probability_max"),
        precipitation=value("precipitation_sum"),
        snowfall=value("snowfall_sum"),
        wind=value("wind_speed_10m_max"),
        gusts=value("wind_gusts_10m_max"),
        uv=value("uv_index_max"),
        humidity=part(body, start, start + timedelta(hours=23)).humidity,
        sunrise=moment(column(block, "sunrise", place)),
        sunset=moment(column(block, "sunset", place)),
        daylight=value("daylight_duration"),
    )


def rows_between(block: Body, start: datetime, end: datetime) -> list[int]:
    times = block.get("time")
    hours = [moment(text) for text in times] if isinstance(times, list) else []
    return [place for place, hour in enumerate(hours) if hour and start <= hour <= end]


def part(body: Body, start: datetime, end: datetime) -> Reading:
    """The hours from `start` to `end`, both local and inclusive, taken together; the code is that of the worst hour."""
    block = mapping(body.get("hourly"))
    rows = rows_between(block, start, end)

    def values(key: str) -> list[float]:
        return [value for place in rows if (value := finite(column(block, key, place))) is not None]

    def most(key: str) -> float | None:
        return max(values(key), default=None)

    humidity, worst = values("relative_humidity_2m"), most("weather_code")
    return Reading(
        low=min(values("temperature_2m"), default=None),
        high=most("temperature_2m"),
        code=None if worst is None else int(worst),
        chance=most("precipitation_probability"),
        precipitation=round(sum(rain), 3) if (rain := values("precipitation")) else None,
        snowfall=round(sum(snow), 3) if (snow := values("snowfall")) else None,
        wind=most("wind_speed_10m"),
        gusts=most("wind_gusts_10m"),
        uv=most("uv_index"),
        humidity=round(sum(humidity) / len(humidity)) if humidity else None,
    )
