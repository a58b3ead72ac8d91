"""Weather warnings of the US National Weather Service, without a key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.providers import Reach, providers
from ragdomains.providers.nws import german
from ragdomains.providers.nws.alerts import fetch
from ragdomains.providers.nws.answers import answer
from ragdomains.providers.nws.questions import WORDS, refuse, refuse_abroad
from ragdomains.providers.nws.templates import TEMPLATES
from ragdomains.types import Evidence, Lookup
from ragdomains.weather import german as weather_german
from ragdomains.weather.places import find
from ragdomains.weather.times import when

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]


class Options(BaseModel):
    """NWS: weather warnings for places in the United States, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://api.weather.gov", description="Where the warnings are asked.")
    geocoding_url: Address = Field("https://geocoding-api.open-meteo.com", description="Where a place is looked up.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    horizon_days: int = Field(8, ge=1, le=16, description="How many days ahead, today included, may be asked.")


@providers.register(
    "nws",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": weather_german.REPLIES | german.REPLIES},
    asks=("alerts",),
    words=WORDS,
    network=True,
)
async def nws(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    refuse(lookup)
    place = await find(lookup, Service(reach.http, options.geocoding_url, options.timeout))
    refuse_abroad(place)
    asked = when(lookup, place, options.horizon_days)
    alerts = await fetch(place, Service(reach.http, options.base_url, options.timeout, "The warnings service"))
    return answer(lookup, place, asked, alerts)
