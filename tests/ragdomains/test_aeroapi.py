"""The status of a flight: which one is meant, how it is told, and what is said without a key or a number."""

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
FLIGHTS = Domain(pk=6, name="flights", title="the flights", kind="aeroapi")
UNITED = {"flight": "UA 482", "airline": "United Airlines"}
CONTRACT = Contract(
    Lookup("status", "is UA 482 on time", NOW, HOME, slots=UNITED, units="us"),
    {"/flights/": "aeroapi/flights.json"},
    secret="k",
)


def lookup(text: str = "is united 482 on time", **changes: Any) -> Lookup:
    return replace(Lookup("status", text, NOW, HOME, slots=UNITED, units="us"), **changes)


def days(ahead: int) -> Days:
    return Days(TODAY + timedelta(days=ahead), TODAY + timedelta(days=ahead))


def changed(**fields: Any) -> dict[str, str | bytes]:
    """The flight of today, otherwise."""
    flight = orjson.loads(fixture("aeroapi/flights.json"))["flights"][1]
    return {"/flights/": orjson.dumps({"flights": [{**flight, **fields}]})}


async def no_search(text: str, limit: int, *_: object) -> list[Passage]:
    return []


async def answered(asked: Lookup, answers: dict[str, str | bytes] | None = None, secret: str = "k") -> Evidence:
    plugin, http = providers["aeroapi"], local_http()
    try:
        with Answering(answers or dict(CONTRACT.answers)) as server:
            options = plugin.options.model_validate({"base_url": server.url})
            evidence = await plugin.run(asked, options, Reach(http, no_search, secret))
            path, query, headers = server.asked[-1]
            assert (path, headers["x-apikey"]) == ("/flights/UA482", "k")
            assert query["start"].endswith("Z") and "k" not in query.values()
            return evidence
    finally:
        await http.close()


@pytest.mark.parametrize(
    ("asked", "fields", "said"),
    [
        (
            lookup(),
            {},
            "United Airlines 482 to Chicago is delayed by 35 minutes: it leaves Boston at 11:45 AM instead of 11:10 "
            "AM, from gate B22 in terminal B.",
        ),
        (
            lookup(),
            {"estimated_out": "2026-11-21T16:12:00Z", "gate_origin": None},
            "United Airlines 482 to Chicago is on time: it leaves Boston at 11:12 AM.",
        ),
        (
            lookup("when does united 482 land"),
            {},
            "United Airlines 482 from Boston has not left yet. It arrives in Chicago at 1:31 PM local time, "
            "26 minutes late.",
        ),
        (
            lookup(slots={"flight": "UA 482"}),
            {
                "actual_out": "2026-11-21T13:00:00Z",
                "actual_off": "2026-11-21T13:10:00Z",
                "estimated_in": "2026-11-21T19:02:00Z",
            },
            "UA 482 from Boston is in the air. It arrives in Chicago at 1:02 PM local time, on time.",
        ),
        (lookup(), {"cancelled": True}, "United Airlines 482 from Boston to Chicago is cancelled."),
        (
            lookup(),
            {"diverted": True},
            "United Airlines 482 from Boston to Chicago was diverted to another airport.",
        ),
        (
            lookup("what gate does united 482 leave from"),
            {},
            "United Airlines 482 to Chicago leaves from gate B22 in terminal B at 11:45 AM.",
        ),
        (
            lookup("what gate does united 482 arrive at"),
            {},
            "The gate of United Airlines 482 is not known yet.",
        ),
        (
            lookup("ist united 482 pünktlich", language="de", units="metric"),
            {},
            "United Airlines 482 nach Chicago ist 35 Minuten verspätet: Abflug in Boston um 11:45 Uhr statt 11:10 Uhr, "
            "von Gate B22 in Terminal B.",
        ),
    ],
)
async def test_the_status_is_told(asked: Lookup, fields: dict[str, Any], said: str) -> None:
    evidence = await answered(asked, changed(**fields))
    assert say(FLIGHTS, evidence, language=asked.language) == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lookup("did united 482 land yesterday", days=days(-1)),
            "United Airlines 482 from Boston landed in Chicago at 12:47 PM local time on Friday 20 November, "
            "18 minutes early.",
        ),
        (
            lookup("is united 482 on time tomorrow", days=days(1)),
            "United Airlines 482 to Chicago is on time: it leaves Boston at 11:10 AM on Sunday 22 November.",
        ),
        (
            lookup("what carousel did united 482 have yesterday", days=days(-1)),
            "The bags of United Airlines 482 come out at carousel 4.",
        ),
    ],
)
async def test_the_flight_of_the_day_is_meant(asked: Lookup, said: str) -> None:
    assert say(FLIGHTS, await answered(asked)) == said


async def test_the_facts_are_typed() -> None:
    facts = {fact.name: fact.value for fact in (await answered(lookup())).facts}
    assert (facts["status"], facts["delay_minutes"], facts["gate"]) == ("scheduled", 35, "B22")
    assert facts["scheduled"] == datetime(2026, 11, 21, 11, 10, tzinfo=NOW.tzinfo)


async def test_what_is_missing_is_left_out() -> None:
    flight = {"ident": "UAL482", "scheduled_out": "2026-11-21T16:10:00Z", "origin": None, "estimated_in": "soon"}
    evidence = await answered(lookup(), {"/flights/": orjson.dumps({"flights": [flight, None, {}]})})
    assert say(FLIGHTS, evidence) == "United Airlines 482 is on time: it leaves at 11:10 AM."


@pytest.mark.parametrize(
    ("asked", "answers", "said"),
    [
        (lookup(slots={}), None, "Which flight do you mean, by its airline and number?"),
        (lookup(slots={"airport": "BOS"}), None, "I know single flights only, by their airline and number."),
        (lookup(slots={"flight": "482"}), None, "Of which airline is flight 482?"),
        (lookup(), {"/flights/": b'{"flights": []}'}, "I find no flight UA 482. Is the number right?"),
        (lookup(), {"/nothing": b"{}"}, "I find no flight UA 482. Is the number right?"),
        (
            lookup(days=days(9)),
            None,
            "Flights are known from Thursday 12 November to Monday 23 November only.",
        ),
        (lookup(days=days(2)), None, "I find no flight UA 482 on Monday 23 November."),
    ],
)
async def test_what_is_not_known_is_said(asked: Lookup, answers: dict[str, str | bytes] | None, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await answered(asked, answers)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


async def test_without_a_key_it_says_so() -> None:
    with pytest.raises(ProviderError, match=r"needs a key\. Add a credential") as caught:
        await answered(lookup(slots={}), secret="")
    assert caught.value.kind == "setup"
