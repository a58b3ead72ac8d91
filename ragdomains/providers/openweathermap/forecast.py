"""Reads what OpenWeatherMap says (https://openweathermap.org/current and /forecast5); what is missing is None.

Metric speeds are metres per second and amounts always millimetres, snow as the water it melts to; `pop` is a part of 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from ragdomains.bodies import Body, Service, finite, mapping, mappings, number, within
from ragdomains.providers.openweathermap.codes import wmo
from ragdomains.types import Lookup, ProviderError, Spot
from ragdomains.weather.reading import Reading
from ragdomains.weather.times import When

STEP = timedelta(hours=3)
NOTHING = Reading()


@dataclass(frozen=True, slots=True)
class Account:
    """The service and the key to it, which it takes in the address only."""

    service: Service
    key: str = field(repr=False)

    async def ask(self, path: str, params: Mapping[str, str | int | float]) -> object:
        return await self.service.ask(path, {**params, "appid": self.key})


@dataclass(frozen=True, slots=True)
class Forecast:
    """The steps of a forecast with their local times, today's sun, and the weather now where it was asked for.

    `offset` is the place's distance from UTC in seconds.
    """

    steps: tuple[tuple[datetime, Reading], ...]
    offset: float | None
    sunrise: datetime | None = None
    sunset: datetime | None = None
    now: Reading = NOTHING
    source: str = "OpenWeatherMap"
    source_url: str = "https://openweathermap.org/"

    def current(self) -> Reading:
        return self.now

    def day(self, wanted: date) -> Reading:
        start = datetime.combine(wanted, time())
        whole = self.part(start, start + timedelta(hours=23))
        if self.sunrise is None or self.sunset is None or self.sunrise.date() != wanted:
            return whole
        return joined([whole], self.sunrise, self.sunset)

    def part(self, start: datetime, end: datetime) -> Reading:
        return joined([step for begins, step in self.steps if begins <= end and begins + STEP > start])


async def fetch(lookup: Lookup, place: Spot, account: Account) -> Forecast:
    """Raises ProviderError (broken) for an answer of another shape."""
    body = mapping(await account.ask("/data/2.5/forecast", asked(lookup, place)))
    listed = body.get("list")
    if not isinstance(listed, list):
        raise account.service.senseless()
    offset = finite(within(body, "city", "timezone"))
    steps = [(local(item.get("dt"), offset), reading(item, lookup.units, "3h")) for item in mappings(listed)]
    sun = [local(within(body, "city", name), offset) for name in ("sunrise", "sunset")]
    return Forecast(tuple((at, step) for at, step in steps if at), offset, sun[0], sun[1])


async def current(lookup: Lookup, place: Spot, account: Account) -> Reading:
    body = await account.ask("/data/2.5/weather", asked(lookup, place))
    if not isinstance(body, Mapping) or not isinstance(body.get("main"), Mapping):
        raise account.service.senseless()
    return reading(body, lookup.units, "1h")


def asked(lookup: Lookup, place: Spot) -> dict[str, str | int | float]:
    return {
        "lat": round(place.latitude or 0.0, 4),
        "lon": round(place.longitude or 0.0, 4),
        "units": "imperial" if lookup.units == "us" else "metric",
    }


def local(seconds: object, offset: float | None) -> datetime | None:
    """Seconds since 1970 as the time at the place, without a zone."""
    known = finite(seconds)
    try:
        if known is None:
            return None
        return datetime.fromtimestamp(known + (offset or 0), UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None


def reading(block: Body, units: str, hours: str) -> Reading:
    """One moment or one step; `hours` names the span of its amounts."""
    main, wind = mapping(block.get("main")), mapping(block.get("wind"))
    chance = number(block, "pop")
    amounts = [number(mapping(block.get(kind)), hours) for kind in ("rain", "snow")]
    fallen = sum(amount for amount in amounts if amount)
    return Reading(
        temperature=number(main, "temp"),
        feels_like=number(main, "feels_like"),
        low=number(main, "temp_min"),
        high=number(main, "temp_max"),
        code=wmo(finite(within(block, "weather", 0, "id"))),
        chance=None if chance is None else round(chance * 100),
        precipitation=round(fallen / 25.4, 3) if units == "us" else fallen,
        wind=speed(number(wind, "speed"), units),
        gusts=speed(number(wind, "gust"), units),
        direction=number(wind, "deg"),
        humidity=number(main, "humidity"),
    )


def speed(value: float | None, units: str) -> float | None:
    return value if value is None or units == "us" else round(value * 3.6, 1)


def joined(steps: list[Reading], sunrise: datetime | None = None, sunset: datetime | None = None) -> Reading:
    """Several steps taken together; the code is that of the worst."""

    def most(name: str) -> float | None:
        return max((value for step in steps if (value := getattr(step, name)) is not None), default=None)

    humidity = [step.humidity for step in steps if step.humidity is not None]
    code, amounts = most("code"), [step.precipitation for step in steps if step.precipitation is not None]
    return Reading(
        low=min((step.low for step in steps if step.low is not None), default=None),
        high=most("high"),
        code=None if code is None else int(code),
        chance=most("chance"),
        precipitation=round(sum(amounts), 3) if amounts else None,
        wind=most("wind"),
        gusts=most("gusts"),
        humidity=round(sum(humidity) / len(humidity)) if humidity else None,
        sunrise=sunrise,
        sunset=sunset,
    )


def refuse(lookup: Lookup, asked: When) -> None:
    """Raises ProviderError (missing) for what this service does not say."""
    if lookup.ask == "uv":
        raise ProviderError("The UV index is not known from OpenWeatherMap.", "missing")
    if lookup.ask == "sun" and (asked.first, asked.last) != (asked.now.date(), asked.now.date()):
        raise ProviderError("OpenWeatherMap knows sunrise and sunset of today only.", "missing")
