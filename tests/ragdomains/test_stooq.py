"""Prices from Stooq: which share or index is meant, what is said of it, and what is said where there is no price."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ragdomains.markets.quotes import Quote
from ragdomains.markets.subjects import described
from ragdomains.providers.stooq.codes import code_of
from ragdomains.providers.stooq.quotes import quote_of, rows
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

OSLO = ZoneInfo("Europe/Oslo")
HOME = Spot("Home", 59.9127, 10.7461, "Europe/Oslo", "Norway", home=True)
OPEN = datetime(2026, 11, 20, 16, 45, tzinfo=OSLO)  # a Friday, 10:45 in New York
SATURDAY = datetime(2026, 11, 21, 15, 5, tzinfo=OSLO)
APPLE = {"company": "Apple", "symbol": "AAPL"}
CONTRACT = Contract(Lookup("price", "apple share price", OPEN, HOME, slots=APPLE), {"/q/l/": "stooq/apple.csv"})
CLOSED = "Apple closed at 187 dollars 20 on Friday 20 November, up 1.2 percent. The market in New York is closed now."
HEADER = "Symbol,Date,Time,Open,High,Low,Close,Volume,Prev,Name\r\n"


def row(symbol: str, moment: str, *values: object) -> bytes:
    return f"{HEADER}{symbol},{moment},{','.join(str(value) for value in values)}\r\n".encode()


def price(text: str, now: datetime = OPEN, slots: Mapping[str, str] = APPLE, **changes: Any) -> Lookup:
    return replace(Lookup("price", text, now, HOME, slots=slots), **changes)


def market(text: str, now: datetime = OPEN, **changes: Any) -> Lookup:
    return replace(Lookup("market", text, now, HOME), **changes)


def on(day: date, said: str) -> Days:
    return Days(day, day, said=said)


@pytest.fixture
def server() -> Iterator[Answering]:
    with Answering({"/q/l/": "stooq/apple.csv"}) as running:
        yield running


async def asked(server: Answering, lookup: Lookup, body: bytes | None = None, **options: Any) -> Evidence:
    server.replaced = {} if body is None else {"/q/l/": body}
    known = lookups()
    try:
        return await known.look_up(domain("stooq", server, options), lookup)
    finally:
        await known.http.close()


async def said(server: Answering, lookup: Lookup, body: bytes | None = None, form: str = "short") -> str:
    evidence = await asked(server, lookup, body)
    return say(domain("stooq", server, {}), evidence, form, now=lookup.now, language=lookup.language)


@pytest.mark.parametrize(
    ("lookup", "short"),
    [
        (
            price("what's apple trading at"),
            "Apple is at 187 dollars 20, up 1.2 percent today, as of 10:45 in New York.",
        ),
        (
            price("is apple up", units="us"),
            "Apple is at 187 dollars 20, up 1.2 percent today, as of 10:45 AM in New York.",
        ),
        (price("apple's range today"), "Apple traded between 184 dollars 62 and 187 dollars 90 today."),
        (price("what did apple open at"), "Apple opened at 185 dollars 10 today."),
        (price("how many apple shares changed hands"), "21,394,755 shares of Apple were traded today."),
        (
            price("what's apple at", SATURDAY),
            CLOSED,
        ),
        (
            price("was apple up on friday", SATURDAY, days=on(date(2026, 11, 27), "on friday")),
            CLOSED,
        ),
        (
            price(
                "how did apple do today",
                datetime(2026, 11, 21, 0, 30, tzinfo=OSLO),
                days=on(date(2026, 11, 21), "today"),
            ),
            CLOSED,
        ),
        (price("volume of apple", SATURDAY), "21,394,755 shares of Apple were traded on Friday 20 November."),
        (
            price("wie steht die Apple Aktie", language="de"),
            "Apple steht bei 187 Dollar 20, heute 1,2 Prozent im Plus, Stand 10:45 Uhr in New York.",
        ),
        (
            price("wie steht Apple", SATURDAY, language="de"),
            "Apple schloss am Freitag, 20. November bei 187 Dollar 20, 1,2 Prozent im Plus. "
            "Die Börse in New York ist geschlossen.",
        ),
    ],
)
async def test_a_question_gets_its_sentence(server: Answering, lookup: Lookup, short: str) -> None:
    assert await said(server, lookup) == short


async def test_the_long_form_has_the_symbol_the_change_and_the_source(server: Answering) -> None:
    assert await said(server, price("apple"), form="long") == (
        "Apple (AAPL) is at 187.20 USD, up 1.2 percent today (+2.22 USD), between 184.62 USD and 187.90 USD today, "
        "as of 10:45 in New York (Stooq, as of 16:45)."
    )


@pytest.mark.parametrize(
    ("slots", "body", "short"),
    [
        (
            {"index": "DAX", "symbol": "^GDAXI"},
            row("^DAX", "2026-11-20,16:40:00", 23010.4, 23120, 22990.1, 23091.45, "", 23180.2, "DAX"),
            "The DAX is at 23,091 points, down 0.4 percent today, as of 16:40 in Frankfurt.",
        ),
        (
            {"asset": "Gold", "symbol": "GC=F"},
            row("XAUUSD", "2026-11-20,16:44:10", 4001.2, 4020, 3990.8, 4012.5, "", 4012.3, "GOLD (OZT) / U.S. DOLLAR"),
            "Gold is at 4012 dollars 50 an ounce, unchanged today, as of 16:44.",
        ),
        (
            {"asset": "Bitcoin", "symbol": "BTC-USD"},
            row("BTC.V", "2026-11-20,16:44:10", 90010, 91500, 89900, 91234.5, "N/D", "N/D", "BITCOIN"),
            "Bitcoin is at 91,234 dollars, up 1.4 percent since it opened, as of 16:44.",
        ),
        (
            {"asset": "US 10-year Treasury yield", "symbol": "^TNX"},
            row("10YUSY.B", "2026-11-20,16:44:10", 4.2, 4.25, 4.18, 4.213, "", 4.19, "10-YEAR U.S. BOND YIELD"),
            "US 10-year Treasury yield is at 4.21 percent, as of 16:44.",
        ),
        (
            {"company": "Vodafone", "symbol": "VOD.L"},
            row("VOD.UK", "2026-11-20,16:30:05", 91, 92, 90.5, 91.2, 30211021, 90.1, "VODAFONE"),
            "Vodafone is at 91.20 pence, up 1.2 percent today, as of 15:30 in London.",
        ),
        (
            {"company": "Toyota", "symbol": "7203.T"},
            row("7203.JP", "2026-11-20,07:30:00", 2810, 2866, 2801, 2851, 20110200, 2815, "TOYOTA"),
            "Toyota closed at 2851 yen on Friday 20 November, up 1.3 percent. The market in Tokyo is closed now.",
        ),
        (
            {"company": "Apple", "symbol": "AAPL"},
            row("AAPL.US", "2026-11-19,22:00:07", 183, 186, 182, 184.98, 1200, 184.5, "APPLE"),
            "Apple closed at 184 dollars 98 on Thursday 19 November, up 0.3 percent.",
        ),
    ],
)
async def test_each_kind_of_thing_is_said_in_its_own_unit(
    server: Answering, slots: Mapping[str, str], body: bytes, short: str
) -> None:
    assert await said(server, price("how is it", slots=slots), body) == short


@pytest.mark.parametrize(
    ("now", "short"),
    [
        (
            OPEN,
            "The S&P 500 is up 0.4 percent at 6812 points and the Dow Jones up 0.2 percent at 47,002 points, "
            "as of 10:44 in New York.",
        ),
        (
            SATURDAY,
            "The market in New York is closed. Friday 20 November: the S&P 500 up 0.4 percent at 6812 points "
            "and the Dow Jones up 0.2 percent at 47,002 points.",
        ),
    ],
)
async def test_the_market_is_told_by_its_indices_without_those_that_have_no_price(
    server: Answering, now: datetime, short: str
) -> None:
    assert await said(server, market("how is the market", now), fixture("stooq/market.csv")) == short
    assert server.asked[0][1] == {"s": "^spx ^dji ^ndq", "f": "sd2t2ohlcvpn", "h": "", "e": "csv"}


@pytest.mark.parametrize(
    ("lookup", "short"),
    [
        (market("is the stock market open"), "Yes, the New York Stock Exchange is open until 16:00 there, 22:00 here."),
        (
            market("is the market open", SATURDAY),
            "No, the New York Stock Exchange is closed for the weekend. It opens on Monday 23 November at 09:30 there, "
            "15:30 here.",
        ),
        (
            market("is wall street open", datetime(2026, 11, 20, 20, 0, tzinfo=ZoneInfo("Australia/Sydney"))),
            "No, the New York Stock Exchange is closed. It opens today at 09:30 there, Saturday 01:30 here.",
        ),
        (market("is xetra open"), "Yes, the exchange in Frankfurt is open until 17:30."),
        (
            market("is the market open on thanksgiving", days=on(date(2026, 11, 26), "thanksgiving")),
            "No, the New York Stock Exchange is closed on Thursday 26 November for Thanksgiving.",
        ),
        (
            market("will wall street be open the day after thanksgiving", days=on(date(2026, 11, 26), "thanksgiving")),
            "Yes, the New York Stock Exchange is open on Friday 27 November from 09:30 to 13:00, 15:30 to 19:00 here.",
        ),
        (
            market("when does the london stock exchange open"),
            "The London Stock Exchange trades on working days from 08:00 to 16:30, 09:00 to 17:30 here. "
            "It is open now.",
        ),
        (
            market("is the exchange in tokyo open"),
            "No, the Tokyo Stock Exchange is closed for the weekend. It opens on Monday 23 November at 09:00 there, "
            "01:00 here. I do not know its holidays.",
        ),
        (
            market("is the exchange in tokyo open", datetime(2026, 11, 20, 3, 45, tzinfo=OSLO)),
            "No, the Tokyo Stock Exchange is closed for lunch. It goes on at 12:30 there, 04:30 here. "
            "I do not know its holidays.",
        ),
        (
            market("ist die Börse offen", SATURDAY, language="de"),
            "Nein, die New Yorker Börse ist geschlossen (Wochenende). Sie öffnet am Montag, 23. November "
            "um 09:30 Uhr Ortszeit, 15:30 Uhr hier.",
        ),
    ],
)
async def test_hours_are_told_without_asking_the_service(server: Answering, lookup: Lookup, short: str) -> None:
    assert await said(server, lookup) == short
    assert not server.asked


async def test_the_hours_are_never_taken_from_the_cache(server: Answering) -> None:
    known = lookups()
    row_ = domain("stooq", server, {})
    first = await known.look_up(row_, market("is the market open"))
    again = await known.look_up(row_, market("is the market open"))
    await known.http.close()
    assert (first.cached, again.cached) == ("live", "live")


@pytest.mark.parametrize(
    ("lookup", "text"),
    [
        (price("wayfare stock price", slots={}), "I do not know a company called wayfare. Did you mean Wayfair?"),
        (price("how is zorblat stock", slots={}), "I do not know a company called zorblat. Which one do you mean?"),
        (price("how is the share price", slots={}), "Which company do you mean?"),
        (
            price("l'oreal share price", slots={"company": "L'Oreal", "symbol": "OR.PA"}),
            "I have no prices of L'Oreal: Stooq has none from the exchange in Paris.",
        ),
        (price("wheat", slots={"asset": "Wheat", "symbol": "ZW=F"}), "I have no prices of Wheat."),
        (price("petrobras", slots={"company": "Petrobras", "symbol": "PETR4.SA"}), "I have no prices of Petrobras."),
        (
            price("apple price tomorrow", days=on(date(2026, 11, 21), "tomorrow")),
            "Nobody knows the price of Saturday 21 November yet. I only know the latest.",
        ),
        (
            price("what was apple on monday", days=on(date(2026, 11, 23), "on monday")),
            "I only know the latest price, not that of Monday 16 November.",
        ),
        (
            price("apple this week", days=Days(date(2026, 11, 20), date(2026, 11, 22), said="this week")),
            "I only know the latest price, with the day's change, range and volume.",
        ),
        (price("should i buy apple"), "I give no advice on what to buy or sell. I can tell you the latest price."),
        (
            price("how are my stocks doing", slots={}),
            "I keep no shares or watchlists. I can tell you the latest price of a share.",
        ),
        (
            price("does apple pay a dividend"),
            "I only know the latest price, with the day's change, range and volume.",
        ),
    ],
)
async def test_what_is_not_known_is_said_plainly(server: Answering, lookup: Lookup, text: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(server, lookup)
    assert (str(caught.value), caught.value.kind) == (text, "missing")


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        (fixture("stooq/unknown.csv"), "missing", "I have no prices of Apple."),
        (HEADER.encode(), "missing", "I have no prices of Apple."),
        (
            b"Exceeded the daily hits limit",
            "limited",
            "The source of prices has been asked too often today. Please try again tomorrow.",
        ),
        (
            b"<!DOCTYPE html><html><noscript>This site requires JavaScript to verify your browser.</noscript></html>",
            "broken",
            "The source of prices gave a page for browsers instead of prices.",
        ),
        (b"No data", "broken", "The source of prices gave an answer that makes no sense."),
        (
            HEADER.encode() + b'AAPL.US,"' + b"x" * 140_000,
            "broken",
            "The source of prices gave an answer that makes no sense.",
        ),
    ],
)
async def test_an_answer_without_a_price_is_a_typed_error(server: Answering, body: bytes, kind: str, text: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(server, price("apple"), body)
    assert (str(caught.value), caught.value.kind) == (text, kind)


def test_what_is_no_number_is_left_out() -> None:
    (read,) = rows(f"{HEADER}AAPL.US,2026-13-45,99:00,N/D,nan,-1,187.2,1e400,,APPLE")
    assert quote_of(read, described("Apple", "AAPL")) == Quote(187.2)


async def test_a_price_without_day_and_time_is_still_a_price(server: Answering) -> None:
    body = row("AAPL.US", "N/D,N/D", "N/D", "N/D", "N/D", 187.2, "N/D", 184.98, "APPLE")
    assert await said(server, price("apple"), body) == "Apple is at 187 dollars 20, up 1.2 percent."


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        (OPEN, 60),
        (SATURDAY, 3600),
        (datetime(2026, 11, 20, 21, 59, 30, tzinfo=OSLO), 30),
        (datetime(2026, 11, 20, 15, 10, tzinfo=OSLO), 1200),
    ],
)
async def test_a_price_is_fresh_for_a_minute_while_there_is_trade(
    server: Answering, now: datetime, seconds: float
) -> None:
    assert (await asked(server, price("apple", now))).fresh_for == seconds


async def test_facts_are_typed(server: Answering) -> None:
    facts = {fact.name: (fact.value, fact.unit) for fact in (await asked(server, price("apple"))).facts}
    assert facts["price"] == (187.2, "USD")
    assert facts["change"] == (2.22, "USD")
    assert facts["change_percent"] == (1.2, "%")
    assert (facts["day_high"], facts["day_low"]) == ((187.9, "USD"), (184.62, "USD"))
    assert facts["volume"] == (21394755.0, "shares")
    assert facts["as_of"][0] == datetime(2026, 11, 20, 10, 45, 12, tzinfo=ZoneInfo("America/New_York"))
    assert facts["market_state"][0] == "open"


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("AAPL", "aapl.us"),
        ("BRK.B", "brk-b.us"),
        ("SAP.DE", "sap.de"),
        ("SHEL.L", "shel.uk"),
        ("7203.T", "7203.jp"),
        ("0700.HK", "700.hk"),
        ("PKO.WA", "pko"),
        ("^GSPC", "^spx"),
        ("^IXIC", "^ndq"),
        ("^FTSE", "^ukx"),
        ("GC=F", "xauusd"),
        ("BTC-USD", "btc.v"),
        ("PEPE24478-USD", "pepe.v"),
    ],
)
def test_symbols_are_written_as_stooq_does(symbol: str, code: str) -> None:
    assert code_of(described("it", symbol)) == code
