"""Weather from OpenWeatherMap: the same sentences as ever, from steps of three hours, and what it does not know."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.providers.openweathermap.codes import WMO, wmo
from ragdomains.providers.openweathermap.geocoding import placed
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, Passage, ProviderError, Spot
from ragdomains.weather.codes import WORDS
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract
from tests.stand_ins import local_http

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 15, 5, tzinfo=BERLIN)
TODAY = NOW.date()
HOME = Spot("Home", 52.52, 13.41, "Europe/Berlin", "Germany", home=True)
WEATHER = Domain(pk=8, name="weather", title="the weather", kind="openweathermap")
ANSWERS: dict[str, str | bytes] = {
    "/geo/1.0/direct": "openweathermap/geocoding.json",
    "/data/2.5/forecast": "openweathermap/forecast.json",
    "/data/2.5/weather": "openweathermap/current.json",
    "/data/2.5/air_pollution": "openweathermap/air.json",
}
CONTRACT = Contract(
    Lookup("forecast", "how is the weather in Berlin today", NOW, Spot("Berlin"), Days(TODAY, TODAY, said="today")),
    {path: ANSWERS[path] for path in ("/geo/1.0/direct", "/data/2.5/forecast")},
    secret="k",
)


def lookup(ask: str, **changes: Any) -> Lookup:
    return replace(Lookup(ask, "", NOW, HOME), **changes)


def days(ahead: int, last: int | None = None, said: str = "", part: str = "") -> Days:
    return Days(TODAY + timedelta(days=ahead), TODAY + timedelta(days=ahead if last is None else last), part, said)


async def no_search(text: str, limit: int, *_: object) -> list[Passage]:
    return []


async def answered(asked: Lookup, answers: dict[str, str | bytes] | None = None, secret: str = "k") -> Evidence:
    plugin, http = providers["openweathermap"], local_http()
    try:
        with Answering({**ANSWERS, **(answers or {})}) as server:
            options = plugin.options.model_validate({"base_url": server.url})
            evidence = await plugin.run(asked, options, Reach(http, no_search, secret))
            assert {query["appid"] for _, query, _ in server.asked} == {"k"}
            return evidence
    finally:
        await http.close()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lookup("now"), "It is 4 degrees, overcast, and feels like 1."),
        (
            lookup("wind", units="us"),
            "The wind blows at 3 miles per hour from the south-west, with gusts up to 8 miles per hour.",
        ),
        (lookup("humidity"), "The humidity is 81 percent."),
        (lookup("forecast", days=days(0)), "Today: overcast, 2 to 7 degrees."),
        (
            lookup("forecast", days=days(1)),
            "Tomorrow, Sunday 22 November: light rain, -1 to 7 degrees, 72 percent chance of rain.",
        ),
        (
            lookup("rain", days=days(1)),
            "Yes, rain is likely tomorrow, Sunday 22 November (72 percent chance), from about 07:00.",
        ),
        (lookup("frost", days=days(1)), "Yes, frost is likely tomorrow, Sunday 22 November: down to -1 degree."),
        (lookup("sun", text="when is sunset"), "Today the sun sets at 16:03."),
        (lookup("air"), "The air quality is fair, with an index of 2 of 5."),
        (
            lookup("forecast", days=days(3, 4)),
            "Tuesday 24 to Wednesday 25 November: Tuesday overcast, -1 to 7 degrees; Wednesday clear sky, -1 to 7 "
            "degrees.",
        ),
        (
            lookup("now", spot=Spot("Berlin")),
            "In Berlin it is 4 degrees, overcast, and feels like 1.",
        ),
        (lookup("now", language="de"), "Zurzeit: 4 Grad, bedeckt, gefühlt 1."),
    ],
)
async def test_the_weather_is_told_as_ever(asked: Lookup, said: str) -> None:
    assert say(WEATHER, await answered(asked), language=asked.language) == said


async def test_facts_have_their_names_units_and_source() -> None:
    evidence = await answered(lookup("forecast", days=days(1)))
    facts = {fact.name: fact for fact in evidence.facts}
    assert (facts["precipitation"].value, facts["precipitation"].unit) == (1.92, "mm")
    assert (facts["wind_speed"].value, facts["wind_speed"].unit) == (25.9, "km/h")
    assert {fact.source for fact in evidence.facts} == {"OpenWeatherMap"}
    assert say(WEATHER, evidence, "long", now=NOW).endswith("(OpenWeatherMap, as of 15:05).")


async def test_american_units_are_asked_for_and_amounts_are_turned_into_inches() -> None:
    facts = {fact.name: fact for fact in (await answered(lookup("forecast", days=days(1), units="us"))).facts}
    assert (facts["precipitation"].value, facts["precipitation"].unit) == (0.075, "in")
    assert (facts["wind_speed"].value, facts["wind_speed"].unit) == (7.2, "mph")


async def test_what_is_missing_is_left_out() -> None:
    body = {"list": [{"dt": 1795266000, "main": {"temp_max": 5}}, {"dt": "soon"}, None], "city": None}
    evidence = await answered(lookup("temperature", days=days(0)), {"/data/2.5/forecast": orjson.dumps(body)})
    assert say(WEATHER, evidence) == "Today: 5 degrees."


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lookup("forecast", days=days(7)),
            "The forecast only reaches to Wednesday 25 November. Saturday 28 November is too far ahead.",
        ),
        (lookup("uv"), "The UV index is not known from OpenWeatherMap."),
        (lookup("sun", days=days(1)), "OpenWeatherMap knows sunrise and sunset of today only."),
        (lookup("now", spot=Spot("Berlim")), "I do not know a place called Berlim. Did you mean Berlin, Germany?"),
        (lookup("air", days=days(1)), "I only know the air quality of today."),
    ],
)
async def test_what_is_not_known_is_said(asked: Lookup, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await answered(asked)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


async def test_without_a_key_it_says_so() -> None:
    with pytest.raises(ProviderError, match="OpenWeatherMap needs a key") as caught:
        await answered(lookup("now"), secret="")
    assert caught.value.kind == "setup"


@pytest.mark.parametrize(
    ("name", "offset", "zone"),
    [
        ("Berlin", 3600, "Europe/Berlin"),
        ("Nowheresville", -18000, "Etc/GMT+5"),
        ("Nowheresville", 0, "UTC"),
        ("Nowheresville", 19800, ""),
        ("Nowheresville", None, ""),
    ],
)
def test_a_place_gets_its_time_zone(name: str, offset: float | None, zone: str) -> None:
    assert placed(Spot(name), offset, NOW).zone == zone


async def test_the_region_decides_between_two_places_and_another_language_finds_its_own() -> None:
    evidence = await answered(lookup("now", spot=Spot("Berlin, New Hampshire")))
    assert evidence.values["place"] == "Berlin, New Hampshire"
    chinese = await answered(lookup("now", spot=Spot("柏林")))
    assert chinese.values["place"] == "Berlin"


def test_every_code_has_words() -> None:
    assert {*WMO.values(), wmo(211)} <= set(WORDS)
    assert wmo(711) is None
    assert b"light rain" in fixture("openweathermap/forecast.json")
