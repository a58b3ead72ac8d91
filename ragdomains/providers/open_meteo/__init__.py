"""Weather from Open-Meteo: forecast, geocoding and air quality, without a key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.providers import Reach, providers
from ragdomains.providers.open_meteo.air import air_quality
from ragdomains.providers.open_meteo.forecast import fetch
from ragdomains.providers.open_meteo.pollen import pollen
from ragdomains.types import Evidence, Lookup
from ragdomains.weather import german
from ragdomains.weather.answers import WORDS, answer
from ragdomains.weather.places import find
from ragdomains.weather.templates import TEMPLATES
from ragdomains.weather.times import when
from ragdomains.weather.words import POLLEN, asks_pollen

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
ASKS = ("now", "forecast", "temperature", "rain", "snow", "frost", "wind", "humidity", "uv", "sun", "air")


class Options(BaseModel):
    """Open-Meteo: forecast for any place, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://api.open-meteo.com", description="Where the forecast is asked.")
    geocoding_url: Address = Field("https://geocoding-api.open-meteo.com", description="Where a place is looked up.")
    air_url: Address = Field("https://air-quality-api.open-meteo.com", description="Where the air quality is asked.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    horizon_days: int = Field(16, ge=1, le=16, description="How many days ahead, today included, may be asked.")


@providers.register(
    "open_meteo",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=ASKS,
    words=(*WORDS, *POLLEN),
    network=True,
)
async def open_meteo(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    place = await find(lookup, Service(reach.http, options.geocoding_url, options.timeout))
    asked = when(lookup, place, options.horizon_days)
    if lookup.ask == "air":
        air = pollen if asks_pollen(lookup.text) else air_quality
        return await air(lookup, place, asked, Service(reach.http, options.air_url, options.timeout))
    known = await fetch(lookup, place, asked, Service(reach.http, options.base_url, options.timeout))
    return answer(lookup, place, asked, known)
