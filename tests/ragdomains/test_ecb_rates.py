"""Exchange rates: which currency in which, how much of it, on which day; and what the bank's XML may not hold."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ragdomains.markets.money import spoken, written
from ragdomains.providers.ecb_rates.amounts import before
from ragdomains.providers.ecb_rates.rates import SENSELESS, read
from ragdomains.providers.ecb_rates.words import mentions
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 21, 15, 5, tzinfo=OSLO)  # a Saturday: the last rates are those of Friday
HOME = Spot("Home", 52.52, 13.4, "Europe/Berlin", "Germany", home=True)
DAILY, HISTORY = "/stats/eurofxref/eurofxref-daily.xml", "/stats/eurofxref/eurofxref-hist-90d.xml"
ANSWERS = {DAILY: "ecb_rates/daily.xml", HISTORY: "ecb_rates/history.xml"}
CONTRACT = Contract(Lookup("rate", "what is the dollar worth in euros", NOW, HOME), {DAILY: "ecb_rates/daily.xml"})
FRIDAY = "at the rate of Friday 20 November."


def rate(text: str, **changes: Any) -> Lookup:
    return replace(Lookup("rate", text, NOW, HOME), **changes)


def on(day: date, said: str) -> Days:
    return Days(day, day, said=said)


@pytest.fixture
def server() -> Iterator[Answering]:
    with Answering(ANSWERS) as running:
        yield running


async def asked(server: Answering, lookup: Lookup, **options: Any) -> Evidence:
    known = lookups()
    try:
        return await known.look_up(domain("ecb_rates", server, options), lookup)
    finally:
        await known.http.close()


async def said(server: Answering, lookup: Lookup, form: str = "short", **options: Any) -> str:
    evidence = await asked(server, lookup, **options)
    return say(domain("ecb_rates", server, {}), evidence, form, now=lookup.now, language=lookup.language)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("what is the dollar worth in euros", f"One dollar is worth 0.9157 euros, {FRIDAY}"),
        ("usd to inr", f"One dollar is worth 88.1 Indian rupees, {FRIDAY}"),
        ("how many yen do I get for a dollar", f"One dollar is worth 149.44 yen, {FRIDAY}"),
        ("Mexican pesos per dollar", f"One dollar is worth 18.33 Mexican pesos, {FRIDAY}"),
        ("how many dollars in a pound", f"One British pound is worth 1.3139 dollars, {FRIDAY}"),
        ("Turkish lira against the euro", f"100 Turkish lira are worth 2.0366 euros, {FRIDAY}"),
        ("what is the pound at", f"One British pound is worth 1.2031 euros, {FRIDAY}"),
        ("going rate for euros", f"One euro is worth 1.0921 dollars, {FRIDAY}"),
        (
            "today's exchange rates",
            f"One euro is worth 1.0921 dollars, 0.8312 British pounds, 0.9342 Swiss francs and 163.2 yen, {FRIDAY}",
        ),
        ("how many euros are 50 dollars", f"50 dollars are 45 euros 78, {FRIDAY}"),
        ("convert 50 dollars to euros", f"50 dollars are 45 euros 78, {FRIDAY}"),
        ("how much is 50 dollars in euros and pounds", f"50 dollars are 45 euros 78 or 38.06 British pounds, {FRIDAY}"),
        ("$50 in euros", f"50 dollars are 45 euros 78, {FRIDAY}"),
        ("50€ in pounds", f"50 euros are 41.56 British pounds, {FRIDAY}"),
        ("what's 20 euros in american money", f"20 euros are 21 dollars 84, {FRIDAY}"),
        ("how many euros would I get for six hundred dollars", f"600 dollars are 549 euros 40, {FRIDAY}"),
        ("a million rupiah is how many dollars", f"1,000,000 Indonesian rupiah are 60 dollars 27, {FRIDAY}"),
        ("what would a 25 dollar book cost in euros", f"25 dollars are 22 euros 89, {FRIDAY}"),
        ("1,450 dollars in sterling", f"1450 dollars are 1103.60 British pounds, {FRIDAY}"),
        ("15.50 pounds in us dollars", f"15.50 British pounds are 20 dollars 37, {FRIDAY}"),
        ("15 euros 50 in dollars", f"15 euros 50 are 16 dollars 93, {FRIDAY}"),
        ("how much is 88 Hong Kong dollars", f"88 Hong Kong dollars are 10 euros 36, {FRIDAY}"),
        ("change 1200 euros to Swiss francs", f"1200 euros are 1121.04 Swiss francs, {FRIDAY}"),
        ("10 thousand yen in pounds", f"10,000 yen are 50.93 British pounds, {FRIDAY}"),
    ],
)
async def test_a_question_gets_its_sentence(server: Answering, text: str, short: str) -> None:
    assert await said(server, rate(text)) == short
    assert server.calls[HISTORY] == 0


@pytest.mark.parametrize(
    ("lookup", "short"),
    [
        (
            rate("has the pound fallen since yesterday", days=on(date(2026, 11, 20), "yesterday")),
            "The British pound has risen 0.1 percent against the euro since Thursday 19 November, "
            "from 1.2015 to 1.2031 euros.",
        ),
        (
            rate("did the dollar rise against the yen since Monday", days=on(date(2026, 11, 23), "monday")),
            "The dollar has fallen 1.4 percent against the yen since Monday 16 November, from 151.55 to 149.44 yen.",
        ),
        (
            rate("how has the dollar changed this week", days=Days(date(2026, 11, 21), date(2026, 11, 22))),
            "The dollar has fallen 1.1 percent against the euro since Friday 13 November, from 0.9255 to 0.9157 euros.",
        ),
        (
            rate("what was the dollar worth last Monday", days=on(date(2026, 11, 16), "last monday")),
            "One dollar is worth 0.9231 euros, at the rate of Monday 16 November.",
        ),
        (
            rate("the dollar on 15 November", days=on(date(2026, 11, 15), "15 november")),
            "One dollar is worth 0.9255 euros, at the rate of Friday 13 November.",
        ),
    ],
)
async def test_days_and_changes_are_told_by_the_history(server: Answering, lookup: Lookup, short: str) -> None:
    assert await said(server, lookup) == short
    assert server.calls[DAILY] == 0


async def test_the_long_form_has_codes_the_rate_and_the_source(server: Answering) -> None:
    assert await said(server, rate("50 dollars in euros"), "long") == (
        "50.00 USD = 45.78 EUR at the reference rate of Friday 20 November; 1 USD = 0.9157 EUR "
        "(European Central Bank, as of 15:05)."
    )


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("wie viel Euro sind 50 Dollar", "50 Dollar sind 45 Euro 78, zum Kurs von Freitag, 20. November."),
        (
            "wie viele Dollar bekomme ich für 1.250,50 Euro",
            "1250 Euro 50 sind 1365 Dollar 67, zum Kurs von Freitag, 20. November.",
        ),
        ("wie steht der Dollar", "1 Dollar ist 0,9157 Euro wert, zum Kurs von Freitag, 20. November."),
    ],
)
async def test_german_questions_get_german_sentences(server: Answering, text: str, short: str) -> None:
    assert await said(server, rate(text, language="de")) == short


async def test_todays_rate_is_called_so(server: Answering) -> None:
    lookup = rate("50 dollars in euros", now=datetime(2026, 11, 20, 17, 0, tzinfo=OSLO))
    assert await said(server, lookup) == "50 dollars are 45 euros 78, at today's rate."


async def test_the_households_own_currency_is_that_of_its_country_or_of_the_option(server: Answering) -> None:
    norway = rate("what is the dollar at", spot=replace(HOME, country="Norway"))
    assert await said(server, norway) == f"One dollar is worth 10.74 Norwegian kroner, {FRIDAY}"
    assert await said(server, norway, currency="GBP") == f"One dollar is worth 0.7611 British pounds, {FRIDAY}"
    away = rate("what is the dollar at", spot=Spot("Bangkok", country="Thailand"))
    assert await said(server, away) == f"One dollar is worth 0.9157 euros, {FRIDAY}"


@pytest.mark.parametrize(
    ("text", "country", "short"),
    [
        ("50 dollars in euros", "Canada", f"50 Canadian dollars are 32 euros 86, {FRIDAY}"),
        ("convert 70 to euros", "Canada", f"70 Canadian dollars are 46 euros and 1 cent, {FRIDAY}"),
        ("50 us dollars in my money", "Canada", f"50 US dollars are 69.66 Canadian dollars, {FRIDAY}"),
        ("50 us dollars in euros", "Canada", f"50 dollars are 45 euros 78, {FRIDAY}"),
        ("what is the dollar at", "Australia", f"One Australian dollar is worth 0.6524 US dollars, {FRIDAY}"),
        ("200 kroner in euros", "Denmark", f"200 Danish kroner are 26 euros 81, {FRIDAY}"),
        ("200 kroner in euros", "Germany", f"200 Norwegian kroner are 17 euros and 5 cents, {FRIDAY}"),
        ("200 kronor in kroner", "Norway", f"200 Swedish kronor are 212.87 Norwegian kroner, {FRIDAY}"),
    ],
)
async def test_words_of_several_countries_mean_the_own_money(
    server: Answering, text: str, country: str, short: str
) -> None:
    assert await said(server, rate(text, spot=replace(HOME, country=country))) == short


@pytest.mark.parametrize(
    ("lookup", "text"),
    [
        (rate("argentine peso rate"), "I have no rate of the Argentine peso: the European Central Bank gives none."),
        (
            rate("how much naira is 100 dollars"),
            "I have no rate of the Nigerian naira: the European Central Bank gives none.",
        ),
        (
            rate("uruguayan peso rate", slots={"currency": "UYU"}),
            "I have no rate of the Uruguayan peso: the European Central Bank gives none.",
        ),
        (
            rate("bitcoin in euros", slots={"asset": "Bitcoin", "symbol": "BTC-USD"}),
            "Bitcoin is no currency of the European Central Bank. Ask me for its price.",
        ),
        (rate("does the exchange trade today"), "Which currency do you mean?"),
        (
            rate("what's 50 blorgs in euros"),
            "I do not know a currency called blorgs. Which one do you mean?",
        ),
        (
            rate("three quarters of a million yen in dollars"),
            "I could not make out how much that is. Please say the amount as one number.",
        ),
        (
            rate("the dollar tomorrow", days=on(date(2026, 11, 22), "tomorrow")),
            "Nobody knows the exchange rate of Sunday 22 November yet.",
        ),
        (
            rate("what was the euro worth on 3 March", days=on(date(2027, 3, 3), "3 march")),
            "I only know the exchange rates of the last 90 days. Tuesday 3 March is too long ago.",
        ),
        (
            rate("the dollar on 1 October", days=on(date(2026, 10, 1), "1 october")),
            "I only know the exchange rates of the last 90 days. Thursday 1 October is too long ago.",
        ),
    ],
)
async def test_what_is_not_known_is_said_plainly(server: Answering, lookup: Lookup, text: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(server, lookup)
    assert (str(caught.value), caught.value.kind) == (text, "missing")


async def test_facts_are_typed(server: Answering) -> None:
    facts = {fact.name: (fact.value, fact.unit) for fact in (await asked(server, rate("50 dollars in euros"))).facts}
    assert facts == {
        "exchange_rate": (0.915667, "EUR/USD"),
        "amount": (50.0, "USD"),
        "converted": (45.78, "EUR"),
        "rate_date": (date(2026, 11, 20), ""),
    }


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    b'<Cube time="2026-11-20"><Cube currency="USD" rate="1.1">&c;</Cube></Cube>'
)
OUTSIDE = (
    b'<!DOCTYPE a SYSTEM "http://127.0.0.1/rates.dtd"><Cube time="2026-11-20"><Cube currency="USD" rate="1.1"/></Cube>'
)


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        OUTSIDE,
        OUTSIDE.decode().encode("utf-16"),
        fixture("ecb_rates/daily.xml").replace(b"<gesmes:Envelope", b"<!DOCTYPE x><gesmes:Envelope"),
        b'<Cube time="2026-11-20"><Cube currency="USD" rate="&xxe;"/></Cube>',
        b'<?xml version="1.0" encoding="no-such"?><Cube time="2026-11-20"><Cube currency="USD" rate="1.1"/></Cube>',
        b"<Cube time='2026-11-20'></Cube>",
        b"<a>",
    ],
)
def test_a_document_type_or_an_entity_is_refused_unread(body: bytes) -> None:
    with pytest.raises(ProviderError, match=SENSELESS) as caught:
        read(body)
    assert caught.value.kind == "broken"


def test_a_rate_that_is_no_number_is_left_out() -> None:
    rates = {"USD": "1.1", "GBP": "N/A", "CHF": "-1", "SEK": "nan", "NOK": "1e300", "TOOLONG": "1"}
    cubes = "".join(f'<Cube currency="{code}" rate="{rate}"/>' for code, rate in rates.items())
    assert read(f'<a><Cube time="2026-11-20">{cubes}</Cube><Cube time="x"/></a>'.encode()) == {
        date(2026, 11, 20): {"EUR": 1.0, "USD": 1.1}
    }


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("six hundred and fifty", ".", 650),
        ("what is a thousand", ".", 1000),
        ("half a million", ".", 500_000),
        ("one and a half million", ".", 1_500_000),
        ("2.5 million", ".", 2_500_000),
        ("would a 25", ".", 25),
        ("twenty-five", ".", 25),
        ("two hundred thousand", ".", 200_000),
        ("1,200", ".", 1200),
        ("1.200", ",", 1200),
        ("15,50", ".", 15.5),
        ("15.50", ",", 15.5),
        ("sind zwei millionen", ",", 2_000_000),
        ("fünfundzwanzig", ",", 25),
        ("zweihundertfünfzig", ",", 250),
        ("eine halbe million", ",", 500_000),
        ("0", ".", None),
        ("1.2.3.4", ".", None),
        ("how many", ".", None),
    ],
)
def test_amounts_are_read(text: str, comma: str, value: float | None) -> None:
    assert before(text, comma) == value


def test_the_longest_name_of_a_currency_wins() -> None:
    assert [code for _, _, code in mentions("canadian dollars, us dollars, swiss francs and egyptian pounds")] == [
        "CAD",
        "USD",
        "CHF",
        "EGP",
    ]


@pytest.mark.parametrize(
    ("value", "code", "short", "long"),
    [
        (187.2, "USD", "187 dollars 20", "187.20 USD"),
        (187.05, "USD", "187 dollars and 5 cents", "187.05 USD"),
        (1.01, "EUR", "1 euro and 1 cent", "1.01 EUR"),
        (0.85, "USD", "85 cents", "0.85 USD"),
        (0.0812, "USD", "8.12 cents", "0.0812 USD"),
        (91234.56, "USD", "91,235 dollars", "91,234.56 USD"),
        (2345.5, "GBX", "2345.50 pence", "2,345.50 GBX"),
        (3.2, "GBP", "3.20 British pounds", "3.20 GBP"),
        (12, "XYZ", "12 XYZ", "12.00 XYZ"),
    ],
)
def test_money_is_said_as_people_say_it(value: float, code: str, short: str, long: str) -> None:
    assert (spoken(value, code), written(value, code)) == (short, long)
