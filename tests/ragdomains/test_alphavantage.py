"""Prices from Alpha Vantage: what is said of them, and its odd ways to say that it will not answer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.providers.alphavantage import REFUSED, SETUP, USED_UP
from ragdomains.sentences import say
from ragdomains.types import Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

OSLO = ZoneInfo("Europe/Oslo")
HOME = Spot("Home", 59.9127, 10.7461, "Europe/Oslo", "Norway", home=True)
OPEN = datetime(2026, 11, 20, 16, 45, tzinfo=OSLO)
SATURDAY = datetime(2026, 11, 21, 15, 5, tzinfo=OSLO)
APPLE = {"company": "Apple", "symbol": "AAPL"}
BITCOIN = {"asset": "Bitcoin", "symbol": "BTC-USD"}
KEY = "S3CRETKEY"
CONTRACT = Contract(
    Lookup("price", "apple share price", OPEN, HOME, slots=APPLE), {"/query": "alphavantage/apple.json"}, secret=KEY
)


@pytest.fixture
def server() -> Iterator[Answering]:
    with Answering({"/query": "alphavantage/apple.json"}) as running:
        yield running


def price(text: str = "apple", now: datetime = OPEN, slots: Mapping[str, str] = APPLE, **changes: Any) -> Lookup:
    return replace(Lookup("price", text, now, HOME, slots=slots), **changes)


async def asked(server: Answering, lookup: Lookup, body: object = None, secret: str = KEY) -> Evidence:
    server.replaced = {} if body is None else {"/query": body if isinstance(body, bytes) else orjson.dumps(body)}
    known = lookups()
    try:
        return await known.look_up(domain("alphavantage", server, {}), lookup, secret)
    finally:
        await known.http.close()


@pytest.mark.parametrize(
    ("lookup", "short"),
    [
        (price(), "Apple is at 187 dollars 20, up 1.2 percent today."),
        (
            price(now=SATURDAY),
            "Apple closed at 187 dollars 20 on Friday 20 November, up 1.2 percent. "
            "The market in New York is closed now.",
        ),
        (price("apple's range"), "Apple traded between 184 dollars 62 and 187 dollars 90 today."),
        (
            price("is the market open", slots={}),
            "Yes, the New York Stock Exchange is open until 16:00 there, 22:00 here.",
        ),
    ],
)
async def test_a_question_gets_its_sentence(server: Answering, lookup: Lookup, short: str) -> None:
    evidence = await asked(server, lookup)
    assert say(domain("alphavantage", server, {}), evidence, now=lookup.now) == short


async def test_a_coin_is_asked_as_an_exchange_rate(server: Answering) -> None:
    evidence = await asked(server, price("bitcoin", slots=BITCOIN), fixture("alphavantage/bitcoin.json"))
    short = say(domain("alphavantage", server, {}), evidence, now=OPEN)
    assert short == "Bitcoin is at 91,235 dollars, as of 16:44."
    assert server.asked[0][1]["function"] == "CURRENCY_EXCHANGE_RATE"


@pytest.mark.parametrize(
    ("symbol", "written"),
    [("SAP.DE", "SAP.DEX"), ("SHEL.L", "SHEL.LON"), ("BRK.B", "BRK-B"), ("SHOP.TO", "SHOP.TRT"), ("TCS.NS", "TCS.BSE")],
)
async def test_symbols_are_written_in_its_way(server: Answering, symbol: str, written: str) -> None:
    await asked(server, price(slots={"company": "It", "symbol": symbol}))
    assert server.asked[0][1]["symbol"] == written


NOTE = (
    "Thank you for using Alpha Vantage! Our standard API call frequency is 5 calls per minute and 500 calls per day. "
    "Please visit https://www.alphavantage.co/premium/ if you would like to target a higher API call frequency."
)
DAILY = (
    f"We have detected your API key as {KEY} and our standard API rate limit is 25 requests per day. Please subscribe "
    "to any of the premium plans at https://www.alphavantage.co/premium/ to instantly remove all daily rate limits."
)
SPARINGLY = (
    "Thank you for using Alpha Vantage! Please consider spreading out your free API requests more sparingly (1 request "
    "per second). You may subscribe to any of the premium plans to lift the free key rate limit (25 requests per day) "
    "and instantly unlock all premium endpoints"
)
DEMO = "The **demo** API key is for demo purposes only. Please claim your free API key."
INVALID = "the parameter apikey is invalid or missing. Please claim your free API key."


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ({"Note": NOTE}, "limited", USED_UP),
        ({"Information": DAILY}, "limited", USED_UP),
        ({"Information": SPARINGLY}, "limited", USED_UP),
        ({"Information": DEMO}, "refused", REFUSED),
        ({"Information": "Thank you! This is a premium endpoint."}, "refused", REFUSED),
        ({"Error Message": INVALID}, "refused", REFUSED),
        ({"Error Message": "Invalid API call. Please retry or visit the documentation."}, "missing", ""),
        ({"Global Quote": {}}, "missing", "I have no prices of Apple."),
        ({"Global Quote": {"05. price": "0.0000"}}, "missing", "I have no prices of Apple."),
        ({"Global Quote": None}, "missing", "I have no prices of Apple."),
        ({}, "broken", "The source of prices gave an answer that makes no sense."),
        ([], "broken", "The source of prices gave an answer that makes no sense."),
    ],
)
async def test_what_is_said_at_status_200_is_a_typed_error(
    server: Answering, body: object, kind: str, text: str
) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(server, price(), body)
    assert caught.value.kind == kind
    assert not text or str(caught.value) == text
    assert KEY not in str(caught.value)


async def test_without_a_key_nothing_is_asked(server: Answering) -> None:
    with pytest.raises(ProviderError, match=SETUP) as caught:
        await asked(server, price(), secret="")
    assert caught.value.kind == "setup"
    assert not server.asked


@pytest.mark.parametrize(
    ("lookup", "text"),
    [
        (
            replace(price("how is the market", slots={}), ask="market"),
            "I have no prices of indices. I can tell you the price of a share or a fund.",
        ),
        (price("the dax", slots={"index": "DAX", "symbol": "^GDAXI"}), "I have no prices of DAX."),
        (price("gold", slots={"asset": "Gold", "symbol": "GC=F"}), "I have no prices of Gold."),
        (price("wayfare", slots={}), "I do not know a company called wayfare. Did you mean Wayfair?"),
    ],
)
async def test_what_it_does_not_have_is_said_plainly(server: Answering, lookup: Lookup, text: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(server, lookup)
    assert (str(caught.value), caught.value.kind) == (text, "missing")
    assert not server.asked
