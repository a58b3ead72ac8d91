"""Exchange rates and conversions by the reference rates of the European Central Bank, without a key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.providers import Reach, providers
from ragdomains.providers.ecb_rates import german
from ragdomains.providers.ecb_rates.answers import answer
from ragdomains.providers.ecb_rates.questions import needs_history, question
from ragdomains.providers.ecb_rates.rates import Table, read
from ragdomains.providers.ecb_rates.templates import TEMPLATES
from ragdomains.types import Evidence, Lookup

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]


class Options(BaseModel):
    """European Central Bank: some thirty currencies, one rate each working day, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://www.ecb.europa.eu", description="Where the rates are asked.")
    daily_path: str = Field("/stats/eurofxref/eurofxref-daily.xml", max_length=200, description="The latest rates.")
    history_path: str = Field(
        "/stats/eurofxref/eurofxref-hist-90d.xml", max_length=200, description="The rates of the last 90 days."
    )
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    max_bytes: int = Field(2_000_000, ge=1000, le=20_000_000, description="Largest answer that is read.")
    currency: str = Field(
        "",
        pattern=r"^([A-Z]{3})?$",
        description="The household's own currency, where a question names one only; empty: that of home's country.",
    )


@providers.register(
    "ecb_rates",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("rate",),
    network=True,
    uses_text=True,  # the amount, both currencies and which of them is wanted stand in the words
)
async def ecb_rates(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    asked = question(lookup, options.currency)
    path = options.history_path if needs_history(asked) else options.daily_path
    return answer(lookup, asked, await fetch(path, options, Service(reach.http, options.base_url, options.timeout)))


async def fetch(path: str, options: Options, bank: Service) -> Table:
    """Raises HttpError, and ProviderError (broken) for what are no rates."""
    address = f"{bank.url.rstrip('/')}{path}"
    response = await bank.http.get(address, seconds=bank.seconds, max_bytes=options.max_bytes)
    return read(response.body)
