"""Prices of shares, indices, coins, metals and oil from Stooq, without a key."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.markets import german
from ragdomains.markets.answers import answer, overview
from ragdomains.markets.hours import asks_hours, hours
from ragdomains.markets.quotes import Source
from ragdomains.markets.refusals import refuse
from ragdomains.markets.sentences import TEMPLATES
from ragdomains.markets.subjects import Subject, described, subject_of, unknown
from ragdomains.providers import Reach, providers
from ragdomains.providers.stooq.codes import code_of
from ragdomains.providers.stooq.quotes import fetch
from ragdomains.types import Evidence, Lookup, ProviderError

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
SOURCE, HOME = "Stooq", "https://stooq.com/"
NAMES = {
    "^GSPC": "S&P 500", "^DJI": "Dow Jones", "^IXIC": "Nasdaq", "^NDX": "Nasdaq 100", "^GDAXI": "DAX",
    "^FTSE": "FTSE 100", "^FCHI": "CAC 40", "^N225": "Nikkei 225", "^HSI": "Hang Seng", "^SSMI": "Swiss Market Index",
    "^AEX": "AEX", "^IBEX": "IBEX 35", "^GSPTSE": "Toronto index",
}  # fmt: skip
REPLIES = {
    "The source of prices has been asked too often today. Please try again tomorrow.": (
        "Die Quelle der Kurse wurde heute zu oft gefragt. Bitte versuche es morgen noch einmal."
    ),
    "The source of prices gave a page for browsers instead of prices.": (
        "Die Quelle der Kurse hat eine Seite für Browser geschickt statt Kurse."
    ),
    "The source of prices gave an answer that makes no sense.": (
        "Die Quelle der Kurse hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}


class Options(BaseModel):
    """Stooq: shares, indices, coins, metals and oil, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://stooq.com", description="Where prices are asked.")
    quotes_path: str = Field("/q/l/", max_length=200, description="Its page of quotes.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    max_bytes: int = Field(200_000, ge=1000, le=5_000_000, description="Largest answer that is read.")
    exchange: str = Field("US", max_length=4, description="The exchange meant by “the market”: US, L, DE, PA, T ...")
    indices: list[str] = Field(
        ["^GSPC", "^DJI", "^IXIC"], min_length=1, max_length=5, description="What “the market” is told by, as symbols."
    )


@providers.register(
    "stooq",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES | REPLIES},
    asks=("price", "market"),
    network=True,
    each="symbol",
    uses_text=True,  # range or volume, which exchange, an unknown company's name: all of it is in the words
)
async def stooq(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if asks_hours(lookup):
        return hours(lookup, options.exchange)
    refuse(lookup)
    subject = subject_of(lookup)
    if subject is None and lookup.ask != "market":
        raise unknown(lookup)
    if subject is None:
        return await market(lookup, options, reach)
    quotes = await fetch([subject], service(options, reach), options.max_bytes)
    if subject.symbol not in quotes:
        raise ProviderError(f"I have no prices of {subject.name}.", "missing")
    return answer(lookup, subject, quotes[subject.symbol], Source(SOURCE, page(subject)))


async def market(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    """How the market as a whole does, by its indices; what has no price right now is left out."""
    subjects = indices(options.indices)
    quotes = await fetch(subjects, service(options, reach), options.max_bytes)
    priced = [(subject, quotes[subject.symbol]) for subject in subjects if subject.symbol in quotes]
    if not priced:
        raise ProviderError("There is no price of the market to be had right now.", "missing")
    return overview(lookup, priced, Source(SOURCE, HOME))


def service(options: Options, reach: Reach) -> Service:
    return Service(reach.http, f"{options.base_url.rstrip('/')}{options.quotes_path}", options.timeout)


def indices(symbols: Sequence[str]) -> list[Subject]:
    return [described(NAMES.get(symbol, symbol), symbol) for symbol in symbols]


def page(subject: Subject) -> str:
    return f"{HOME}q/?s={code_of(subject)}"
