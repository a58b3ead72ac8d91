"""Weather warnings: which are in force at a place and when, and what a list of warnings does not answer."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, Passage, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract
from tests.stand_ins import local_http

NOW = datetime(2026, 11, 21, 9, 5, tzinfo=ZoneInfo("America/New_York"))
TODAY = NOW.date()
HOME = Spot("Home", 42.36, -71.06, "America/New_York", home=True)
WARNINGS = Domain(pk=5, name="weather_warnings", title="the weather warnings", kind="nws")
CONTRACT = Contract(
    Lookup("alerts", "are there any weather warnings", NOW, HOME, units="us"), {"/alerts/active": "nws/alerts.json"}
)


def lookup(text: str = "any weather warnings", **changes: Any) -> Lookup:
    return replace(Lookup("alerts", text, NOW, HOME, units="us"), **changes)


def days(ahead: int, said: str = "") -> Days:
    return Days(TODAY + timedelta(days=ahead), TODAY + timedelta(days=ahead), said=said)


async def no_search(text: str, limit: int, *_: object) -> list[Passage]:
    return []


async def answered(asked: Lookup, answers: dict[str, str | bytes] | None = None) -> Evidence:
    plugin, http = providers["nws"], local_http()
    try:
        with Answering(answers or dict(CONTRACT.answers)) as server:
            options = plugin.options.model_validate({"base_url": server.url, "geocoding_url": server.url})
            return await plugin.run(asked, options, Reach(http, no_search))
    finally:
        await http.close()


def only(*events: dict[str, Any]) -> dict[str, str | bytes]:
    return {"/alerts/active": orjson.dumps({"features": [{"properties": event} for event in events]})}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lookup(),
            "There are 3 weather warnings: winter storm watch from 6:00 PM on Sunday 22 November until 10:00 AM on "
            "Monday 23 November, special weather statement until 11:30 AM, wind advisory until 7:00 PM.",
        ),
        (lookup("is there a wind advisory"), "There is a wind advisory until 7:00 PM."),
        (
            lookup("will there be snow warnings tomorrow", days=days(1, "tomorrow")),
            "There is a winter storm watch from 6:00 PM on Sunday 22 November until 10:00 AM on Monday 23 November.",
        ),
        (
            lookup("any warnings on tuesday", days=days(3, "on tuesday")),
            "There are no weather warnings on Tuesday 24 November.",
        ),
        (
            lookup("tornado warning in effect?"),
            "There is no tornado warning right now, but: winter storm watch from 6:00 PM on Sunday 22 November until "
            "10:00 AM on Monday 23 November, special weather statement until 11:30 AM, wind advisory until 7:00 PM.",
        ),
        (
            lookup("gibt es eine sturmwarnung", units="metric", language="de", days=days(0, "heute")),
            "Eine Wetterwarnung gilt: Windwarnung bis 19:00 Uhr.",
        ),
    ],
)
async def test_the_warnings_in_force_are_told(asked: Lookup, said: str) -> None:
    assert say(WARNINGS, await answered(asked), language=asked.language) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("any weather alerts", "There are no weather warnings right now."),
        ("is a tornado headed our way", "No, there is no tornado warning right now."),
    ],
)
async def test_that_there_is_none_is_an_answer(text: str, said: str) -> None:
    evidence = await answered(lookup(text), only())
    assert say(WARNINGS, evidence) == said
    assert [(fact.name, fact.value) for fact in evidence.facts] == [("alert", "none")]


async def test_the_facts_are_typed_and_name_their_source() -> None:
    evidence = await answered(lookup("is there a wind advisory"))
    alert, until = evidence.facts
    assert (alert.name, alert.value, alert.source) == ("alert", "Wind Advisory", "National Weather Service")
    assert (until.name, until.value) == ("until", datetime(2026, 11, 21, 19, 0, tzinfo=NOW.tzinfo))
    assert say(WARNINGS, evidence, "long", now=NOW) == (
        "There is a wind advisory until 7:00 PM (National Weather Service, as of 09:05)."
    )


async def test_what_is_missing_is_left_out() -> None:
    assert say(WARNINGS, await answered(lookup(), only({"event": "Heat Advisory"}, {"event": None}, {}))) == (
        "There is a heat advisory."
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lookup(spot=Spot("Berlin", 52.52, 13.41, "Europe/Berlin", "Germany")),
            "Weather warnings are known for the United States only, not for Berlin.",
        ),
        (
            lookup(spot=Spot("Home", 59.9, 10.7, "Europe/Oslo", home=True)),
            "Weather warnings are known for the United States only.",
        ),
        (lookup("what does a tornado watch mean"), "I know which warnings are in force, but not what they mean."),
        (
            lookup("where is the hurricane now"),
            "I know which warnings are in force at a place, but not where a storm is.",
        ),
        (
            lookup("wake me if there's a tornado warning"),
            "I cannot watch for warnings, but you can ask me which are in force.",
        ),
        (lookup(spot=None), "Which place do you mean? I do not know where home is yet."),
    ],
)
async def test_what_is_not_known_is_said(asked: Lookup, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await answered(asked)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


async def test_a_place_that_the_service_does_not_know_lies_abroad() -> None:
    with pytest.raises(ProviderError, match="not for Nowhere"):
        await answered(lookup(spot=Spot("Nowhere", 1.0, 2.0)), {"/other": b"{}"})


async def test_a_named_place_is_looked_up() -> None:
    found = {"name": "Boston", "latitude": 42.36, "longitude": -71.06, "timezone": "America/New_York",
             "country": "United States", "admin1": "Massachusetts", "population": 650000}  # fmt: skip
    answers = only({"event": "Heat Advisory"}) | {"/v1/search": orjson.dumps({"results": [found]})}
    assert say(WARNINGS, await answered(lookup(spot=Spot("boston")), answers)) == (
        "There is a heat advisory in Boston."
    )


async def test_the_shape_must_be_a_list_of_features() -> None:
    with pytest.raises(ProviderError, match="makes no sense"):
        await answered(lookup(), {"/alerts/active": b'{"title": "none"}'})
    assert b"Test" in fixture("nws/alerts.json")  # a test message is in the fixture, and never told
