"""Prices of shares, funds and coins from Alpha Vantage, with a key of its own.

Format: GLOBAL_QUOTE answers {"Global Quote": {"05. price": "187.2000", ...}}, every number as text; an
unknown symbol is an empty object. What went wrong is said at status 200 under "Note", "Information" or
"Error Message". These texts may hold the key, so that none of them is ever passed on.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Body, Service, mapping, numeral, words
from ragdomains.markets import german
from ragdomains.markets.answers import answer
from ragdomains.markets.exchanges import code_of
from ragdomains.markets.hours import asks_hours, hours
from ragdomains.markets.quotes import Quote, Source
from ragdomains.markets.refusals import refuse
from ragdomains.markets.sentences import TEMPLATES
from ragdomains.markets.subjects import COIN, SHARE, Subject, subject_of, unknown
from ragdomains.providers import Reach, providers
from ragdomains.types import Evidence, Lookup, ProviderError

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
SOURCE = Source("Alpha Vantage", "https://www.alphavantage.co/")
TITLE = "The source of prices"
SETUP = "The source of prices needs a key. Add a credential to the domain in the admin."
USED_UP = "The quota of the source of prices is used up. Please try again later."
REFUSED = "The source of prices refused the request. Its key may be missing or wrong."
REPLIES = {
    SETUP: "Die Quelle der Kurse braucht einen Schlüssel. Füge der Domäne in der Verwaltung einen hinzu.",
    USED_UP: "Das Kontingent der Quelle der Kurse ist aufgebraucht. Bitte versuche es später noch einmal.",
    REFUSED: "Die Quelle der Kurse hat die Anfrage abgelehnt. Vielleicht fehlt ihr Schlüssel oder ist falsch.",
    "The source of prices gave an answer that makes no sense.": (
        "Die Quelle der Kurse hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}
# The endings of its symbols, by those of ours; it has no other exchanges.
ENDINGS: Mapping[str, str] = {
    "US": "", "L": ".LON", "DE": ".DEX", "PA": ".PAR", "AS": ".AMS", "TO": ".TRT", "NS": ".BSE", "SS": ".SHH",
    "SZ": ".SHZ",
}  # fmt: skip
LARGEST = 1e12


class Options(BaseModel):
    """Alpha Vantage: shares, funds and coins; needs a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://www.alphavantage.co", description="Where prices are asked.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    exchange: str = Field("US", max_length=4, description="The exchange meant by “the market”: US, L, DE, PA, T ...")


@providers.register(
    "alphavantage",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES | REPLIES},
    asks=("price", "market"),
    network=True,
    needs_key=True,
    each="symbol",
    uses_text=True,  # range or volume, which exchange, an unknown company's name: all of it is in the words
)
async def alphavantage(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if asks_hours(lookup):
        return hours(lookup, options.exchange)
    refuse(lookup)
    subject = subject_of(lookup)
    if subject is None and lookup.ask == "market":
        raise ProviderError("I have no prices of indices. I can tell you the price of a share or a fund.", "missing")
    if subject is None:
        raise unknown(lookup)
    if not reach.secret:
        raise ProviderError(SETUP, "setup")
    service = Service(reach.http, options.base_url, options.timeout, TITLE)
    quote = await (coin if subject.kind == COIN else share)(subject, service, reach.secret)
    # the row says how long: a free key has few questions a day, and its prices change once a day
    return replace(answer(lookup, subject, quote, SOURCE), fresh_for=None)


async def share(subject: Subject, service: Service, key: str) -> Quote:
    place = code_of(subject.symbol)
    if subject.kind != SHARE or place not in ENDINGS:
        raise ProviderError(f"I have no prices of {subject.name}.", "missing")
    bare = subject.symbol.replace(".", "-") if place == "US" else subject.symbol.rpartition(".")[0]
    body = await ask({"function": "GLOBAL_QUOTE", "symbol": bare + ENDINGS[place]}, service, key)
    if "Global Quote" not in body:
        raise service.senseless()
    given = mapping(body["Global Quote"])
    price = positive(given, "05. price")
    if price is None:
        raise ProviderError(f"I have no prices of {subject.name}.", "missing")
    return Quote(
        price,
        day_of(given),
        None,
        positive(given, "02. open"),
        positive(given, "03. high"),
        positive(given, "04. low"),
        positive(given, "08. previous close"),
        positive(given, "06. volume"),
    )


async def coin(subject: Subject, service: Service, key: str) -> Quote:
    code = "".join(filter(str.isalpha, subject.symbol.removesuffix("-USD")))
    params = {"function": "CURRENCY_EXCHANGE_RATE", "from_currency": code, "to_currency": "USD"}
    body = await ask(params, service, key)
    given = mapping(body.get("Realtime Currency Exchange Rate"))
    price = positive(given, "5. Exchange Rate")
    if price is None:
        raise ProviderError(f"I have no prices of {subject.name}.", "missing")
    moment = moment_of(given)
    return Quote(price, moment.date() if moment else None, moment)


async def ask(params: Mapping[str, str], service: Service, key: str) -> Body:
    """Raises HttpError, and ProviderError: limited, refused, broken."""
    body = await service.ask("/query", {**params, "apikey": key})
    if not isinstance(body, Mapping) or not body:
        raise service.senseless()
    if notice := words(body, "Note") or words(body, "Information"):
        raise told(notice.casefold())
    if message := words(body, "Error Message"):
        if "apikey" in message.casefold():
            raise ProviderError(REFUSED, "refused")
        raise ProviderError("I have no prices of that.", "missing")
    return body


def told(notice: str) -> ProviderError:
    """Nearly every notice is about the quota; only one about the demo key, or a paid function, is not."""
    if "demo" in notice or ("premium endpoint" in notice and "rate limit" not in notice):
        return ProviderError(REFUSED, "refused")
    return ProviderError(USED_UP, "limited", 300 if "per day" in notice or "daily" in notice else 5)


def positive(given: Body, name: str) -> float | None:
    value = numeral(given.get(name))
    return value if value is not None and 0 < value < LARGEST else None


def day_of(given: Body) -> date | None:
    try:
        return date.fromisoformat(words(given, "07. latest trading day"))
    except ValueError:
        return None


def moment_of(given: Body) -> datetime | None:
    """It says its zone beside the time, which is UTC always."""
    try:
        return datetime.fromisoformat(words(given, "6. Last Refreshed")).replace(tzinfo=UTC)
    except ValueError:
        return None
