"""Delays, closures and ground stops at airports of the United States, as the FAA reports them, without a key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.airports import called
from ragdomains.providers import Reach, providers
from ragdomains.providers.faa_status import german
from ragdomains.providers.faa_status.answers import about_airport, named, overview
from ragdomains.providers.faa_status.feed import read
from ragdomains.providers.faa_status.questions import WORDS, airport_asked, code_asked, refuse
from ragdomains.providers.faa_status.templates import TEMPLATES
from ragdomains.types import Evidence, Lookup

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]


class Options(BaseModel):
    """FAA: delays, ground stops and closures of US airports, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://nasstatus.faa.gov", description="Where the state of the airports is asked.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    max_bytes: int = Field(1_000_000, ge=10_000, le=10_000_000, description="The largest answer that is read.")


@providers.register(
    "faa_status",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("delays",),
    words=WORDS,
    unknown=called,
    each="airport",
    network=True,
)
async def faa_status(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if airport := code_asked(lookup):
        return named(airport, lookup)
    refuse(lookup)
    code = airport_asked(lookup)
    address = f"{options.base_url.rstrip('/')}/api/airport-status-information"
    response = await reach.http.get(address, seconds=options.timeout, max_bytes=options.max_bytes)
    report = read(response.body, lookup.now)
    return about_airport(code, lookup, report) if code else overview(lookup, report)
