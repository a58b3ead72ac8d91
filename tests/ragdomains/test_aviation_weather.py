"""The weather at an airport: report and forecast in plain words, in the units of the house."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.providers.aviation_weather.codes import condition, worst
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, Passage, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract
from tests.stand_ins import local_http

NOW = datetime(2026, 11, 21, 9, 5, tzinfo=ZoneInfo("America/New_York"))
TODAY = NOW.date()
HOME = Spot("Home", 42.36, -71.06, "America/New_York", home=True)
WEATHER = Domain(pk=7, name="airport_weather", title="the airport weather", kind="aviation_weather")
LOGAN = {"airport": "BOS"}
CONTRACT = Contract(
    Lookup("weather", "weather at logan airport", NOW, HOME, slots=LOGAN, units="us"),
    {"/api/data/metar": "aviation_weather/metar.json"},
)
BOTH: dict[str, str | bytes] = {**CONTRACT.answers, "/api/data/taf": "aviation_weather/taf.json"}


def lookup(text: str = "weather at logan airport", **changes: Any) -> Lookup:
    return replace(Lookup("weather", text, NOW, HOME, slots=LOGAN, units="us"), **changes)


def days(ahead: int, said: str = "", part: str = "") -> Days:
    return Days(TODAY + timedelta(days=ahead), TODAY + timedelta(days=ahead), part, said)


def changed(**fields: Any) -> dict[str, str | bytes]:
    report = orjson.loads(fixture("aviation_weather/metar.json"))[0]
    return {"/api/data/metar": orjson.dumps([{**report, **fields}])}


async def no_search(text: str, limit: int, *_: object) -> list[Passage]:
    return []


async def answered(asked: Lookup, answers: dict[str, str | bytes] | None = None, icao: str = "KBOS") -> Evidence:
    plugin, http = providers["aviation_weather"], local_http()
    try:
        with Answering(answers or BOTH) as server:
            options = plugin.options.model_validate({"base_url": server.url})
            evidence = await plugin.run(asked, options, Reach(http, no_search))
            assert server.asked[-1][1] == {"ids": icao, "format": "json"}
            return evidence
    finally:
        await http.close()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lookup(),
            "At Boston Logan it is 40 degrees, light rain, wind 16 miles per hour from the north-west, gusts up to 28 "
            "miles per hour.",
        ),
        (lookup("what's the visibility at logan"), "The visibility at Boston Logan is 2.5 miles, light rain."),
        (lookup("ceiling at logan"), "The ceiling at Boston Logan is at 1500 feet, light rain."),
        (lookup("altimeter setting at logan"), "The pressure at Boston Logan is 29.9 inches."),
        (
            lookup("wind at logan airport", units="metric"),
            "The wind at Boston Logan is 26 kilometres per hour from the north-west, gusts up to 44 kilometres "
            "per hour.",
        ),
        (
            lookup("weather at logan tonight", days=days(0, "tonight", "night")),
            "At Boston Logan tonight: light snow, wind up to 21 miles per hour, gusts up to 32 miles per hour.",
        ),
        (
            lookup("taf for logan"),
            "At Boston Logan in the next twelve hours: light snow, wind up to 21 miles per hour, gusts up to 32 miles "
            "per hour, at times light rain showers.",
        ),
        (
            lookup("weather at logan tomorrow morning", days=days(1, "tomorrow morning", "morning")),
            "At Boston Logan tomorrow morning, Sunday 22 November: clear sky, wind up to 6 miles per hour.",
        ),
        (
            lookup("wetter am flughafen boston", units="metric", language="de"),
            "Am Flughafen Boston Logan: 4 Grad, leichter Regen, Wind 26 Kilometer pro Stunde aus Nordwesten, Böen bis "
            "44 Kilometer pro Stunde.",
        ),
    ],
)
async def test_the_weather_at_an_airport_is_told(asked: Lookup, said: str) -> None:
    assert say(WEATHER, await answered(asked), language=asked.language) == said


async def test_the_long_form_holds_the_report_itself() -> None:
    said = say(WEATHER, await answered(lookup()), "long", now=NOW)
    assert said.startswith("At Boston Logan (BOS) it is 39.9 °F, light rain, wind 16 mph")
    assert "visibility 2.5 miles, ceiling 1500 feet. Report: METAR KBOS 211354Z" in said
    assert said.endswith("(Aviation Weather Center, as of 08:54).")


async def test_an_icao_code_is_understood() -> None:
    evidence = await answered(lookup("metar for egll", slots={}, units="metric"), icao="EGLL")
    assert say(WEATHER, evidence).startswith("At London Heathrow it is 4 degrees")


@pytest.mark.parametrize(
    ("text", "fields", "said"),
    [
        (
            "visibility",
            {"visib": "10+", "wxString": None},
            "The visibility at Boston Logan is 10 miles or more, overcast.",
        ),
        (
            "ceiling",
            {"clouds": [{"cover": "CLR", "base": None}], "wxString": None},
            "There is no ceiling at Boston Logan: clear sky.",
        ),
        ("wind", {"wdir": "VRB", "wspd": 3, "wgst": None}, "The wind at Boston Logan is 3 miles per hour."),
        (
            "now",
            {"wspd": None, "wxString": "", "clouds": None, "cover": None},
            "At Boston Logan it is 40 degrees, gusts up to 28 miles per hour.",
        ),
    ],
)
async def test_odd_values_are_read_or_left_out(text: str, fields: dict[str, Any], said: str) -> None:
    assert say(WEATHER, await answered(lookup(text), changed(**fields))) == said


@pytest.mark.parametrize(
    ("asked", "answers", "said"),
    [
        (lookup("how is the weather at the airport", slots={}), None, "Which airport do you mean?"),
        (lookup(slots={"airport": "QQQ"}), None, "I do not know an airport with the code QQQ."),
        (lookup(), {"/api/data/metar": b"[]"}, "There is no weather report from Boston Logan right now."),
        (
            lookup("weather tomorrow evening at logan", days=days(1, "tomorrow evening", "evening")),
            None,
            "The forecast for Boston Logan only reaches to 1:00 PM on Sunday 22 November.",
        ),
        (
            lookup(days=days(3)),
            None,
            "The forecast only reaches to Sunday 22 November. Tuesday 24 November is too far ahead.",
        ),
    ],
)
async def test_what_is_not_known_is_said(asked: Lookup, answers: dict[str, str | bytes] | None, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await answered(asked, answers)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


@pytest.mark.parametrize(
    ("weather", "cover", "said"),
    [
        ("+TSRA BR", "OVC", "thunderstorms"),
        ("VCSH", "SCT", "partly cloudy"),
        ("-FZRA", "OVC", "freezing rain"),
        ("+SN BLSN", "", "blowing snow"),
        ("FZFG", "", "freezing fog"),
        ("", "NONE", ""),
    ],
)
def test_groups_have_words(weather: str, cover: str, said: str) -> None:
    assert condition(weather, cover) == said


def test_the_worst_of_several_is_found() -> None:
    assert worst(["-RA", "TSRA", "BR"]) == "TSRA"
    assert worst([]) == ""
