"""The weather at an airport: its latest report (METAR) and its forecast (TAF), without a key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.airports import called
from ragdomains.bodies import Service
from ragdomains.providers import Reach, providers
from ragdomains.providers.aviation_weather import german
from ragdomains.providers.aviation_weather.answers import forecast, present
from ragdomains.providers.aviation_weather.questions import WORDS, airport_asked, wants_forecast
from ragdomains.providers.aviation_weather.reports import fetch
from ragdomains.providers.aviation_weather.templates import TEMPLATES
from ragdomains.types import Evidence, Lookup, Spot
from ragdomains.weather import german as weather_german
from ragdomains.weather.times import when

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]


class Options(BaseModel):
    """Aviation Weather Center: weather at airports of the world, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://aviationweather.gov", description="Where reports and forecasts are asked.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")


@providers.register(
    "aviation_weather",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": weather_german.REPLIES | german.REPLIES},
    asks=("weather",),
    words=WORDS,
    unknown=called,
    each="airport",
    network=True,
)
async def aviation_weather(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    airport = airport_asked(lookup)
    asked = when(lookup, Spot(airport.title, zone=airport.zone), 2)
    source = Service(reach.http, options.base_url, options.timeout, "The airport weather service")
    if wants_forecast(lookup, asked):
        return forecast(lookup, airport, asked, await fetch("taf", airport, source))
    return present(lookup, airport, await fetch("metar", airport, source))
