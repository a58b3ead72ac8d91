"""The weather: which place and day are meant, what is said of them, and what is left out when the source is patchy."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from athena_project.http import Http
from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.providers.open_meteo.forecast import OpenMeteo
from ragdomains.sentences import names, say, spoken_values
from ragdomains.types import Days, Evidence, Lookup, Passage, ProviderError, Spot
from ragdomains.weather.answers import answer, topic
from ragdomains.weather.codes import air_level, compass, uv_level
from ragdomains.weather.places import choose
from ragdomains.weather.times import when
from tests.ragdomains.contract import Contract
from tests.stand_ins import OpenMeteo as StandIn
from tests.stand_ins import local_http

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 21, 15, 5, tzinfo=OSLO)
TODAY = NOW.date()
HOME = Spot("Home", 59.9127, 10.7461, "Europe/Oslo", "Norway", home=True)
WEATHER = Domain(pk=1, name="weather", title="the weather", kind="open_meteo")
CONTRACT = Contract(
    Lookup("forecast", "how is the weather in Berlin today", NOW, Spot("Berlin"), Days(TODAY, TODAY, said="today")),
    {"/v1/search": "open_meteo/geocoding.json", "/v1/forecast": "open_meteo/forecast.json"},
)
FIXTURES: Path = Path(__file__).parent.parent / "fixtures" / "open_meteo"


def fixture(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))["body"]


def days(ahead: int, last: int | None = None, said: str = "", part: str = "") -> Days:
    return Days(TODAY + timedelta(days=ahead), TODAY + timedelta(days=ahead if last is None else last), part, said)


def lookup(ask: str, **changes: Any) -> Lookup:
    return replace(Lookup(ask, "", NOW, HOME), **changes)


def from_fixture(asked: Lookup, body: Any = None) -> Evidence:
    place = asked.spot or HOME
    return answer(asked, place, when(asked, place, 16), OpenMeteo(body or fixture("forecast")))


@pytest.mark.parametrize(
    ("asked", "short", "long"),
    [
        (
            lookup("now"),
            "It is 4 degrees, overcast, and feels like 1.",
            "It is 4.2 °C, overcast, feels like 0.9 °C, wind 12 km/h from the south-west, gusts up to 27 km/h, "
            "humidity 81% (Open-Meteo, as of 15:05).",
        ),
        (lookup("temperature"), "It is 4 degrees, and feels like 1.", ""),
        (lookup("humidity"), "The humidity is 81 percent.", "The humidity is 81% (Open-Meteo, as of 15:05)."),
        (lookup("now", text="how humid is it"), "The humidity is 81 percent.", ""),
        (
            lookup("wind"),
            "The wind blows at 12 kilometres per hour from the south-west, with gusts up to 27 kilometres per hour.",
            "",
        ),
        (
            lookup("forecast", days=days(0, said="today")),
            "Today: light rain, -1 to 6 degrees, 78 percent chance of rain.",
            "Today: light rain, -0.7 °C to 5.5 °C, chance of rain or snow 78%, 3 mm in all, wind up to 17 km/h, "
            "gusts up to 29 km/h (Open-Meteo, as of 15:05).",
        ),
        (
            lookup("forecast", days=days(1, said="tomorrow")),
            "Tomorrow, Sunday 22 November: overcast, -2 to 4 degrees.",
            "",
        ),
        (
            lookup("forecast", days=days(0, 1, "this weekend")),
            "This weekend, Saturday 21 to Sunday 22 November: Saturday light rain, -1 to 6 degrees; "
            "Sunday overcast, -2 to 4 degrees.",
            "",
        ),
        (lookup("rain"), "Yes, rain is likely today (78 percent chance), from about 17:00.", ""),
        (lookup("rain", units="us"), "Yes, rain is likely today (78 percent chance), from about 5:00 PM.", ""),
        (
            lookup("rain", days=days(1, said="tomorrow")),
            "No, no rain or snow is expected tomorrow, Sunday 22 November (10 percent chance).",
            "",
        ),
        (
            lookup("rain", text="do I need an umbrella"),
            "Yes, take an umbrella: rain is likely today (78 percent chance), from about 17:00.",
            "",
        ),
        (
            lookup("rain", text="umbrella tomorrow?", days=days(1)),
            "No, you need no umbrella: no rain or snow is expected tomorrow, Sunday 22 November (10 percent chance).",
            "",
        ),
        (lookup("rain", text="will it snow"), "No snow, but rain is likely today (78 percent chance).", ""),
        (
            lookup("rain", days=days(0, 1, "this weekend")),
            "Yes, this weekend, Saturday 21 to Sunday 22 November: rain on Saturday (78 percent).",
            "",
        ),
        (
            lookup("rain", text="how much rain this weekend", days=days(0, 1, "this weekend")),
            "This weekend, Saturday 21 to Sunday 22 November: 3 millimetres of rain in all: "
            "rain on Saturday (78 percent).",
            "",
        ),
        (lookup("rain", text="how much rain will we get"), "Today: 3 millimetres of rain in all.", ""),
        (
            lookup("forecast", text="will it freeze", days=days(1, said="tomorrow")),
            "Yes, frost is likely tomorrow, Sunday 22 November: down to -2 degrees.",
            "",
        ),
        (lookup("uv"), "Today the UV index reaches 1, which is low.", ""),
        (lookup("sun"), "Today the sun rises at 08:29 and sets at 15:36.", ""),
        (lookup("sun", text="when does it get dark"), "Today the sun sets at 15:36.", ""),
        (
            lookup("sun", text="sunrise tomorrow", days=days(1), units="us"),
            "Tomorrow, Sunday 22 November the sun rises at 8:31 AM.",
            "",
        ),
        (
            lookup("forecast", days=days(1, said="tomorrow morning", part="morning")),
            "Tomorrow morning, Sunday 22 November: overcast, -1 to 2 degrees.",
            "",
        ),
        (
            lookup("temperature", days=days(0, 1, "this weekend")),
            "This weekend, Saturday 21 to Sunday 22 November: between -2 and 6 degrees.",
            "",
        ),
    ],
)
def test_a_question_gets_its_sentence(asked: Lookup, short: str, long: str) -> None:
    evidence = from_fixture(asked)
    assert say(WEATHER, evidence, "short", now=NOW) == short
    assert not long or say(WEATHER, evidence, "long", now=NOW) == long


def test_another_place_is_named() -> None:
    asked = lookup("now", spot=replace(HOME, name="Bergen", home=False))
    assert say(WEATHER, from_fixture(asked)) == "In Bergen it is 4 degrees, overcast, and feels like 1."


def test_facts_are_typed_and_know_their_place_and_time() -> None:
    facts = {fact.name: fact for fact in from_fixture(lookup("forecast", days=days(0))).facts}
    assert (facts["temperature_high"].value, facts["temperature_high"].unit) == (5.5, "degC")
    assert (facts["precipitation"].value, facts["precipitation"].unit) == (3.0, "mm")
    assert facts["sunrise"].value == datetime(2026, 11, 21, 8, 29, tzinfo=OSLO)
    assert {(fact.place, fact.source, fact.valid_from) for fact in facts.values()} == {("Home", "Open-Meteo", TODAY)}


@pytest.mark.parametrize("block", ["current", "daily", "hourly"])
@pytest.mark.parametrize("bad", [None, "text", True, {"a": 1}, [], float("nan")])
def test_a_value_that_makes_no_sense_is_a_missing_fact(block: str, bad: object) -> None:
    body = fixture("forecast")
    for name in body[block]:
        if name not in {"time", "temperature_2m", "temperature_2m_max"}:
            body[block][name] = bad if block == "current" else [bad, bad]
    part = days(1, part="morning")
    asked = {
        "current": lookup("now"),
        "daily": lookup("forecast", days=days(0)),
        "hourly": lookup("forecast", days=part),
    }
    evidence = from_fixture(asked[block], body)
    assert {fact.name for fact in evidence.facts} <= {"temperature", "temperature_high", "temperature_low", "humidity"}
    assert "degrees" in say(WEATHER, evidence)


@pytest.mark.parametrize(
    "ask", ["now", "forecast", "rain", "snow", "wind", "uv", "sun", "frost", "humidity", "temperature"]
)
@pytest.mark.parametrize("span", [None, days(0), days(1, part="evening"), days(0, 1)])
def test_no_data_at_all_is_an_error(ask: str, span: Days | None) -> None:
    with pytest.raises(ProviderError, match="nothing about Home") as caught:
        from_fixture(lookup(ask, days=span), {"current": {}, "daily": {"time": "?"}})
    assert caught.value.kind == "broken"


def test_polar_night_and_midnight_sun() -> None:
    body = fixture("forecast")
    body["daily"]["daylight_duration"] = [0.0, 86_400.0]
    said = [say(WEATHER, from_fixture(lookup("sun", days=days(ahead)), body)) for ahead in (0, 1)]
    assert said == ["Today the sun does not rise.", "Tomorrow, Sunday 22 November the sun does not set."]


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        (61, "", "Yes, there is light rain right now."),
        (73, "", "No rain, but there is snow right now."),
        (73, "is it snowing", "Yes, there is snow right now."),
        (63, "is it snowing", "No snow, but there is rain right now."),
    ],
)
def test_what_falls_now_is_told(code: int, text: str, said: str) -> None:
    body = fixture("forecast")
    body["current"]["weather_code"] = code
    assert say(WEATHER, from_fixture(lookup("rain", text=text), body)) == said


@pytest.mark.parametrize(
    ("span", "first", "text"),
    [
        (days(0, said="today"), date(2026, 11, 22), "today, Sunday 22 November"),
        (days(0, said="tonight", part="night"), date(2026, 11, 22), "tonight, Sunday 22 November"),
        (days(1, said="tomorrow"), date(2026, 11, 23), "tomorrow, Monday 23 November"),
        (days(1, said="on Sunday"), date(2026, 11, 22), "today, Sunday 22 November"),
    ],
)
def test_today_and_tomorrow_are_days_of_the_place(span: Days, first: date, text: str) -> None:
    auckland = Spot("Auckland", -36.8, 174.8, "Pacific/Auckland")
    asked = when(lookup("forecast", days=span), auckland, 16)
    assert (asked.first, asked.text) == (first, text)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (days(-1, said="yesterday"), "Friday 20 November is past, and I only know forecasts."),
        (days(16), "The forecast only reaches to Sunday 6 December. Monday 7 December is too far ahead."),
        (
            days(21, said="three weeks from now"),
            "The forecast only reaches to Sunday 6 December. Saturday 12 December is too far ahead.",
        ),
        (days(400), "The forecast only reaches to Sunday 6 December. Sunday 26 December 2027 is too far ahead."),
    ],
)
def test_days_that_are_not_known_are_refused(span: Days, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        when(lookup("forecast", days=span), HOME, 16)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


def test_a_range_that_reaches_too_far_is_cut() -> None:
    asked = when(lookup("forecast", days=days(-2, 30)), HOME, 16)
    assert (asked.first, asked.last) == (TODAY, TODAY + timedelta(days=15))


@pytest.mark.parametrize(
    ("name", "region", "found"),
    [
        ("Berlin", "", "Berlin"),
        ("berlin", "New Hampshire", "Berlin, New Hampshire"),
        ("Berlin", "NH", "Berlin, New Hampshire"),
        ("Berlin", "USA", "Berlin, New Hampshire"),
        ("Berlin", "Germany", "Berlin, State of Berlin"),
        ("East Berlin", "", "East Berlin"),
        ("Berlin", "Texas", None),
        ("Berlim", "", None),
        ("Hauptstadt", "", "Berlin"),  # another language's name of a big place
    ],
)
def test_the_biggest_place_of_the_name_is_meant(name: str, region: str, found: str | None) -> None:
    chosen = choose(name, region, fixture("geocoding")["results"])
    assert (chosen.name if chosen else None) == found


@pytest.fixture(scope="module")
def source() -> Iterator[StandIn]:
    with StandIn(now=NOW) as server:
        yield server


@pytest.fixture
async def http(source: StandIn) -> AsyncIterator[Http]:
    source.mode, source.only = "ok", ""
    source.changes.clear()
    source.calls.clear()
    source.asked.clear()
    client = local_http()
    yield client
    await client.close()


async def no_search(text: str, limit: int, *_: object) -> list[Passage]:
    return []


async def asked(source: StandIn, http: Http, question: Lookup) -> Evidence:
    plugin = providers["open_meteo"]
    return await plugin.run(question, plugin.options.model_validate(source.options), Reach(http, no_search))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Tokyo", "Tokyo"),
        ("new york city", "New York"),
        ("paris texas", "Paris, Texas"),
        ("Portland, OR", "Portland, Oregon"),
        ("portland maine", "Portland, Maine"),
        ("London", "London"),
        ("London, Canada", "London, Ontario"),
        ("Springfield", "Springfield, Missouri"),
    ],
)
async def test_a_named_place_is_found(source: StandIn, http: Http, name: str, place: str) -> None:
    assert (await asked(source, http, lookup("now", spot=Spot(name)))).values["place"] == place
    assert source.calls["geocoding"] <= 3


@pytest.mark.parametrize(
    ("spot", "said"),
    [
        (Spot("Blorgville"), "I do not know a place called Blorgville. Which place do you mean?"),
        (Spot("Zimbabve"), "I do not know a place called Zimbabve. Did you mean Zimbabwe?"),
        (Spot("Osllo"), "I do not know a place called Osllo. Did you mean Oslo, Norway?"),
        (Spot("Rome, Norway"), "I do not know a place called Rome, Norway. Did you mean Rome, Italy?"),
        (Spot(" "), "Which place do you mean? I do not know where home is yet."),
        (None, "Which place do you mean? I do not know where home is yet."),
    ],
)
async def test_an_unknown_place_asks_back(source: StandIn, http: Http, spot: Spot | None, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(source, http, lookup("now", spot=spot))
    assert (str(caught.value), caught.value.kind) == (said, "missing")


@pytest.mark.parametrize("mode", ["shape", "nulls", "junk"])
async def test_a_place_search_gone_wrong_is_no_unknown_place(source: StandIn, http: Http, mode: str) -> None:
    source.mode, source.only = mode, "geocoding"
    with pytest.raises(ProviderError) as caught:
        await asked(source, http, lookup("now", spot=Spot("Oslo")))
    assert caught.value.kind == "broken"


async def test_american_units_are_asked_for_and_named(source: StandIn, http: Http) -> None:
    metric = await asked(source, http, lookup("forecast", days=days(2)))
    american = await asked(source, http, lookup("forecast", days=days(2), units="us"))
    high = {evidence.facts[1].unit: evidence.facts[1].value for evidence in (metric, american)}
    assert high["degF"] == pytest.approx(float(high["degC"]) * 1.8 + 32, abs=0.1)  # type: ignore[arg-type]
    assert {fact.unit for fact in american.facts} >= {"degF", "mph"}


async def test_only_the_days_asked_for_are_fetched(source: StandIn, http: Http) -> None:
    await asked(source, http, lookup("forecast", days=days(3, 4)))
    query = source.asked[-1]
    assert (query["start_date"], query["end_date"], query["timezone"]) == ("2026-11-24", "2026-11-25", "Europe/Oslo")


async def test_tonight_reaches_into_the_next_morning(source: StandIn, http: Http) -> None:
    evidence = await asked(source, http, lookup("forecast", days=days(0, said="tonight", part="night")))
    assert source.asked[-1]["end_date"] == "2026-11-22"
    assert evidence.facts[0].valid_to == datetime(2026, 11, 22, 5, 0, tzinfo=OSLO)


@pytest.mark.parametrize(("units", "index", "said"), [("metric", 23, "fair"), ("us", 41, "good")])
async def test_the_air_quality_has_the_index_of_the_region(
    source: StandIn, http: Http, units: str, index: int, said: str
) -> None:
    source.changes |= fixture("air_quality")["current"]
    evidence = await asked(source, http, lookup("air", units=units))
    assert say(WEATHER, evidence) == f"The air quality is {said}, with an index of {index}."
    assert source.calls == {"air": 1}


PLANTS = ("alder", "birch", "grass", "mugwort", "olive", "ragweed")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Pollen in the air, in grains per cubic metre: grass 32, birch 4."),
        ("de", "Pollen in der Luft, in Körnern je Kubikmeter: Gräser 32, Birke 4."),
    ],
)
async def test_pollen_are_told_most_first(source: StandIn, http: Http, language: str, said: str) -> None:
    source.changes |= {f"{plant}_pollen": 0.2 for plant in PLANTS} | {"grass_pollen": 32.1, "birch_pollen": 3.8}
    evidence = await asked(source, http, lookup("air", text="how high is the pollen count", language=language))
    assert say(WEATHER, evidence, language=language) == said


async def test_no_pollen_flies(source: StandIn, http: Http) -> None:
    source.changes |= {f"{plant}_pollen": 0.0 for plant in PLANTS}
    evidence = await asked(source, http, lookup("air", text="pollen today"))
    assert say(WEATHER, evidence) == "Hardly any pollen is in the air."


async def test_where_no_pollen_is_known_that_is_said(source: StandIn, http: Http) -> None:
    source.changes |= {f"{plant}_pollen": None for plant in PLANTS}
    with pytest.raises(ProviderError, match="I know no pollen for Home; it is known in Europe only"):
        await asked(source, http, lookup("air", text="pollen today"))


async def test_the_air_of_another_day_is_not_known(source: StandIn, http: Http) -> None:
    with pytest.raises(ProviderError, match="only know the air quality of today"):
        await asked(source, http, lookup("air", days=days(1)))


@pytest.mark.parametrize(
    ("ask", "text", "about"),
    [
        ("forecast", "", "forecast"),
        ("rain", "will it snow?", "snow"),
        ("now", "is it freezing", "frost"),
        ("sun", "when is sunrise and sunset", "sun"),
        ("sun", "when does the sun come up", "sunrise"),
        ("", "", "forecast"),
    ],
)
def test_the_words_say_more_exactly_what_is_asked(ask: str, text: str, about: str) -> None:
    assert topic(lookup(ask, text=text)) == about


def test_every_word_that_is_read_is_part_of_the_cache_key() -> None:
    words = providers["open_meteo"].extra["words"]
    assert {"umbrella", "snow", "freez", "sunset", "dark"} <= set(words)  # type: ignore[call-overload]


def test_scales_have_their_words() -> None:
    assert [compass(degrees) for degrees in (0, 44, 231, 359)] == ["north", "north-east", "south-west", "north"]
    assert [uv_level(index) for index in (0, 2.4, 5.5, 9, 14)] == ["low", "low", "high", "very high", "extreme"]
    assert [air_level(60, units) for units in ("metric", "us")] == ["moderate", "moderate"]


def test_templates_ask_for_nothing_that_is_never_given() -> None:
    given = set(spoken_values(from_fixture(lookup("now")))) | set(spoken_values(from_fixture(lookup("rain"))))
    given |= {"from", "chance", "kind", "missed", "never", "summary", "details", "level", "index", "feels", "hour"}
    given |= {"pm2_5", "pm10", "ozone", "pollen", "sunrise", "sunset", "uv_index", "place"}
    templates: Any = providers["open_meteo"].extra["templates"]
    assert {name for forms in templates.values() for text in forms.values() for name in names(text)} <= given


def test_of_more_days_than_a_week_only_what_holds_for_all_is_spoken() -> None:
    known = from_fixture(lookup("forecast", days=days(0, 13, "in the next two weeks")))
    short, long = (say(WEATHER, known, form, now=NOW) for form in ("short", "long"))
    assert short.endswith(" degrees.") and ";" not in short
    assert long.count(";") == 1
