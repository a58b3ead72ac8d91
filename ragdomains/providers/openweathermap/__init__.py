"""Weather from OpenWeatherMap: current weather, a forecast of five days in steps of three hours, and geocoding."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.providers import Reach, providers
from ragdomains.providers.openweathermap import german
from ragdomains.providers.openweathermap.air import air_quality
from ragdomains.providers.openweathermap.forecast import Account, current, fetch, refuse
from ragdomains.providers.openweathermap.geocoding import placed, search
from ragdomains.types import Evidence, Lookup, ProviderError
from ragdomains.weather import german as weather_german
from ragdomains.weather.answers import WORDS, answer
from ragdomains.weather.places import find_by
from ragdomains.weather.templates import TEMPLATES
from ragdomains.weather.times import when
from ragdomains.weather.words import POLLEN

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
ASKS = ("now", "forecast", "temperature", "rain", "snow", "frost", "wind", "humidity", "sun", "air")


class Options(BaseModel):
    """OpenWeatherMap: current weather and a forecast of five days; needs a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://api.openweathermap.org", description="Where weather and places are asked.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    horizon_days: int = Field(5, ge=1, le=6, description="How many days ahead, today included, may be asked.")


@providers.register(
    "openweathermap",
    Options,
    templates=TEMPLATES,
    translations={"de": weather_german.TEMPLATES},
    replies={"de": weather_german.REPLIES | german.REPLIES},
    asks=ASKS,
    words=(*WORDS, *POLLEN),
    network=True,
    needs_key=True,
)
async def openweathermap(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if not reach.secret:
        raise ProviderError("OpenWeatherMap needs a key. Add a credential to the domain in the admin.", "setup")
    account = Account(Service(reach.http, options.base_url, options.timeout, "The weather service"), reach.secret)
    place = await find_by(lookup, partial(search, account))
    if lookup.ask == "air":
        return await air_quality(lookup, place, when(lookup, place, options.horizon_days), account)
    known = await fetch(lookup, place, account)
    place = placed(place, known.offset, lookup.now)
    asked = when(lookup, place, options.horizon_days)
    refuse(lookup, asked)
    if asked.present:
        known = replace(known, now=await current(lookup, place, account))
    return answer(lookup, place, asked, known)
