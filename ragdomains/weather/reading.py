"""What a weather service knows of a moment, a part of a day or a day, in the units of the house."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one moment, one part of a day, or one day. None: not known.

    Degrees, speeds and amounts are in the units that facts.units_of names; `code` is a WMO weather code, `chance` and
    `humidity` are percent, `direction` degrees, `daylight` seconds; times are local, without a zone.
    """

    temperature: float | None = None
    feels_like: float | None = None
    low: float | None = None
    high: float | None = None
    code: int | None = None
    chance: float | None = None
    precipitation: float | None = None
    snowfall: float | None = None
    wind: float | None = None
    gusts: float | None = None
    direction: float | None = None
    humidity: float | None = None
    uv: float | None = None
    sunrise: datetime | None = None
    sunset: datetime | None = None
    daylight: float | None = None


class Forecast(Protocol):
    """What a service said about a place; what it does not know is an empty reading."""

    @property
    def source(self) -> str:
        """How it is spoken of: "Open-Meteo"."""

    @property
    def source_url(self) -> str: ...

    def current(self) -> Reading: ...

    def day(self, wanted: date) -> Reading: ...

    def part(self, start: datetime, end: datetime) -> Reading:
        """The hours from `start` to `end`, both local and inclusive, taken together."""
