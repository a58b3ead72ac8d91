"""Sports through the whole pipeline, as it ships: what is asked back, and what a reply to it comes to."""

import copy
from collections.abc import AsyncIterator, Iterator
from ipaddress import ip_network
from typing import Any

import pytest
from django.core.cache import caches

from athena_project.http import Allowed, Http
from athena_project.models import Release
from athena_project.releases import Content
from inference import pipeline
from inference.snapshot import AccessRows, Snapshot, build
from inference.state import Query
from intents import trained
from ragdomains.models import Place
from tests.answering import Answering, fixture
from tests.inference.queries import assistant, query, run
from tests.ragdomains.espn_questions import NOW
from tests.ragdomains.test_espn import ANSWERS

pytestmark = pytest.mark.django_db  # the rows that ship are read by way of the tables
LOOPBACK = (Allowed(ip_network("127.0.0.0/8")),)
BOSTON = {"name": "Boston", "latitude": 42.36, "longitude": -71.06, "time_zone": "America/New_York"}


@pytest.fixture(scope="module")
def source() -> Iterator[Answering]:
    with Answering(ANSWERS) as server:
        yield server


@pytest.fixture(scope="module")
def house(source: Answering, shipped_content: Content) -> Snapshot:
    content = copy.deepcopy(shipped_content)
    row = next(row for row in content["ragdomains.domain"].values() if row["name"] == "sports")
    row["options"] = {"base_url": source.url}
    learned = trained.shipped(trained.examples_of(content).digest)
    return build(content, Release(pk=None, number=1), "token", AccessRows(), learned=learned)


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    client = Http(lambda: LOOPBACK)
    yield client
    await client.close()


async def talked(house: Snapshot, http: Http, *said: str, **fields: Any) -> Query:
    """The last of the user's lines answered; lines of the assistant stand between them."""
    roles = ("user", "assistant")
    messages = tuple({"role": roles[number % 2], "content": text} for number, text in enumerate(said))
    speaker = assistant(place=Place(**BOSTON), units="us", spoken=True, **fields.pop("speaker", {}))
    asked = query(said[-1], messages=messages, assistant=speaker, **{"now": NOW, **fields})
    return await pipeline.answer(asked, run(house, http))


WHICH = "Do you mean the Carolina Panthers or the Florida Panthers?"


@pytest.fixture
def both_giants(source: Answering) -> Iterator[None]:
    """Baseball's last week in football's third: both teams of the name are in season."""
    path = "/apis/site/v2/sports/baseball/mlb/teams/26/schedule"
    caches["default"].clear()
    source.replaced[path] = fixture("espn/sf.json").replace(b"2026-09-2", b"2026-11-2")
    yield
    source.replaced = {}
    caches["default"].clear()


async def test_two_teams_in_season_are_asked_back(house: Snapshot, http: Http) -> None:
    done = await talked(house, http, "when do the panthers play next")
    assert done.answer == WHICH


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("the florida ones", "The Florida Panthers play the Boston Bruins next, at home, tomorrow at 7:00 PM"),
        ("Florida Panthers", "The Florida Panthers play the Boston Bruins next, at home, tomorrow at 7:00 PM"),
        ("the second", "The Florida Panthers play the Boston Bruins next, at home, tomorrow at 7:00 PM"),
        ("Carolina", "The Carolina Panthers play the Cincinnati Bengals next, at home, on Sunday 6 December"),
    ],
)
async def test_the_reply_says_which(house: Snapshot, http: Http, reply: str, said: str) -> None:
    done = await talked(house, http, "when do the panthers play next", WHICH, reply)
    assert done.answer.startswith(said)


@pytest.mark.parametrize("reply", ["the New York ones", "New York"])
async def test_the_giants_are_told_apart_when_both_play(
    house: Snapshot, http: Http, both_giants: None, reply: str
) -> None:
    first = await talked(house, http, "When do the Giants play?")
    assert first.answer == "Do you mean the New York Giants or the San Francisco Giants?"
    done = await talked(house, http, "When do the Giants play?", first.answer, reply)
    assert done.answer.startswith("The New York Giants play the Philadelphia Eagles next, away")


async def test_a_question_without_a_team_is_asked_back_and_completed(house: Snapshot, http: Http) -> None:
    first = await talked(house, http, "what's the score")
    assert first.answer == "Which team or league do you mean?"
    done = await talked(house, http, "what's the score", first.answer, "the celtics")
    assert done.answer == "The Boston Celtics won 118 to 104 away against the New York Knicks yesterday."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "when do the giants play",
            "The New York Giants play the Philadelphia Eagles next, away, on Sunday 6 December",
        ),
        ("is there a football game on tonight", "One game in the NFL tonight: the Ravens at the Bengals at 8:20 PM"),
        ("are the lakers winning", "The Los Angeles Lakers trail 54 to 61 at home against the Oklahoma City Thunder"),
        ("did arsenal beat man united", "Arsenal drew 2 to 2 away against Manchester United on Saturday 21 November"),
        (
            "did the celtics win on tuesday",
            "The Boston Celtics lost 109 to 112 at home against the Cleveland Cavaliers",
        ),
        ("where are the celtics in the standings", "The Boston Celtics are first in the Eastern Conference"),
        ("who is leading the al east", "The New York Yankees lead the AL East with 94 wins and 68 losses"),
    ],
)
async def test_newly_worded_questions_are_answered(house: Snapshot, http: Http, question: str, said: str) -> None:
    assert (await talked(house, http, question)).answer.startswith(said)
