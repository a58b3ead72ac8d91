"""The status of a flight, from FlightAware's AeroAPI; it needs a key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.providers import Reach, providers
from ragdomains.providers.aeroapi import german
from ragdomains.providers.aeroapi.answers import answer
from ragdomains.providers.aeroapi.flights import choose, fetch
from ragdomains.providers.aeroapi.questions import WORDS, flight_asked, span_asked
from ragdomains.providers.aeroapi.templates import TEMPLATES
from ragdomains.types import Evidence, Lookup, ProviderError

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]


class Options(BaseModel):
    """FlightAware AeroAPI: the status of flights; needs a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://aeroapi.flightaware.com/aeroapi", description="Where flights are asked.")
    timeout: float = Field(6.0, gt=0, le=60, description="Seconds for one call.")
    horizon_days: int = Field(2, ge=1, le=2, description="How many days ahead of today may be asked.")
    past_days: int = Field(9, ge=1, le=9, description="How many days back may be asked.")


@providers.register(
    "aeroapi",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("status",),
    words=WORDS,
    network=True,
    needs_key=True,
)
async def aeroapi(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if not reach.secret:
        raise ProviderError("The status of flights needs a key. Add a credential to the domain in the admin.", "setup")
    ident = flight_asked(lookup)
    span = span_asked(lookup, options.past_days, options.horizon_days)
    source = Service(reach.http, options.base_url, options.timeout, "The flights service")
    flights = await fetch(ident, span, reach.secret, source)
    return answer(lookup, choose(flights, ident, lookup))
