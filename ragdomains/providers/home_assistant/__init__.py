"""The state of the house from Home Assistant: lights, doors, windows, people, temperatures, batteries; with a token."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.providers import Reach, providers
from ragdomains.providers.home_assistant import german
from ragdomains.providers.home_assistant.answers import answer
from ragdomains.providers.home_assistant.asked import read
from ragdomains.providers.home_assistant.house import fetch
from ragdomains.providers.home_assistant.telling import Limits
from ragdomains.providers.home_assistant.templates import TEMPLATES
from ragdomains.providers.home_assistant.warmth import in_units
from ragdomains.types import Evidence, Lookup, ProviderError

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
NO_KEY = "The house needs a key. Add a credential with a token of Home Assistant to the domain in the admin."


class Options(BaseModel):
    """Home Assistant: the state of the house's own devices; needs a token."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("http://homeassistant.local:8123", description="Where Home Assistant is reached.")
    timeout: float = Field(4.0, gt=0, le=60, description="Seconds for one call; a question takes two.")
    hidden: list[str] = Field(
        default_factory=list,
        max_length=200,
        description="Entities that are never told, by their id or its beginning: lock.safe, person.",
    )
    low_battery: int = Field(20, ge=1, le=99, description="Percent at which a battery is low.")
    most: int = Field(5, ge=1, le=20, description="Most names of one sentence.")


@providers.register(
    "home_assistant",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("state",),
    uses_text=True,
    network=True,
    needs_key=True,
)
async def home_assistant(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if not reach.secret:
        raise ProviderError(NO_KEY, "setup")
    service = Service(reach.http, options.base_url, options.timeout, "Home Assistant")
    told = await fetch(service, reach.secret, tuple(options.hidden))
    house = tuple(in_units(entity, lookup.units) for entity in told)
    limits = Limits(options.low_battery, options.most, options.base_url)
    return answer(read(lookup, house), house, lookup, limits)
