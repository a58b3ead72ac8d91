"""Sports from TheSportsDB: numbers that are text, times without zones, null for none, and the key."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.providers.thesportsdb.events import read
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

EAST = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 29, 18, 0, tzinfo=EAST)
TODAY = NOW.date()
HOME = Spot("Boston", 42.36, -71.06, "America/New_York", "United States", home=True)
SPORTS = Domain(pk=3, name="sports", title="sports", kind="thesportsdb")
KEY = "1234"
API = f"/api/v1/json/{KEY}"
CELTICS: dict[str, str | bytes] = {
    f"{API}/searchteams.php": "thesportsdb/celtics.json",
    f"{API}/eventsnext.php": "thesportsdb/celtics_next.json",
    f"{API}/eventslast.php": "thesportsdb/celtics_last.json",
}
ARSENAL: dict[str, str | bytes] = {
    f"{API}/searchteams.php": "thesportsdb/arsenal.json",
    f"{API}/eventsnext.php": "thesportsdb/arsenal_next.json",
    f"{API}/eventslast.php": "thesportsdb/arsenal_last.json",
    f"{API}/lookuptable.php": "thesportsdb/table.json",
    f"{API}/eventsday.php": "thesportsdb/day.json",
    f"{API}/eventsnextleague.php": "thesportsdb/next_league.json",
    f"{API}/eventspastleague.php": "thesportsdb/past_league.json",
}
ABOUT = {"Boston Celtics": "NBA", "Arsenal": "Premier League"}


def lookup(ask: str, team: str = "", **changes: Any) -> Lookup:
    slots = {"team": team} if team else {}
    return replace(Lookup(ask, "", NOW, HOME, slots=slots, units="us", about=ABOUT), **changes)


def league(ask: str, name: str, **changes: Any) -> Lookup:
    return lookup(ask, slots={"league": name}, **changes)


def days(ahead: int) -> Days:
    return Days(TODAY + timedelta(days=ahead), TODAY + timedelta(days=ahead))


CONTRACT = Contract(lookup("next", "Boston Celtics"), CELTICS, secret=KEY)


@pytest.fixture(scope="module")
def basketball() -> Iterator[Answering]:
    with Answering(CELTICS) as server:
        yield server


@pytest.fixture(scope="module")
def football() -> Iterator[Answering]:
    with Answering(ARSENAL) as server:
        yield server


@pytest.fixture
async def known(basketball: Answering, football: Answering) -> AsyncIterator[Lookups]:
    basketball.replaced, football.replaced = {}, {}
    client = lookups()
    yield client
    await client.http.close()


async def asked(known: Lookups, source: Answering, question: Lookup, secret: str = KEY) -> Evidence:
    return await known.look_up(domain("thesportsdb", source, {}), question, secret)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            lookup("next", "Boston Celtics"),
            "The Boston Celtics play the Miami Heat next, at home, tomorrow at 7:30 PM, at TD Garden.",
        ),
        (
            lookup("next", "Boston Celtics", days=days(6)),  # its time is not set
            "The Boston Celtics play the New York Knicks at home on Saturday 5 December.",
        ),
        (
            lookup("score", "Boston Celtics"),
            "The Boston Celtics won 118 to 104 away against the New York Knicks yesterday.",
        ),
        (
            lookup("score", "Boston Celtics", days=days(-3)),
            "The Boston Celtics won 120 to 118 at home against the Miami Heat on Thursday 26 November, after overtime.",
        ),
    ],
)
async def test_a_question_about_a_team_gets_its_sentence(
    known: Lookups, basketball: Answering, question: Lookup, sentence: str
) -> None:
    assert say(SPORTS, await asked(known, basketball, question), now=NOW) == sentence


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            lookup("next", "Arsenal"),
            "Arsenal play Chelsea next, at home, on Wednesday 2 December at 3:00 PM, at Emirates Stadium.",
        ),
        (lookup("standings", "Arsenal"), "Arsenal are first in the English Premier League, with 30 points."),
        (
            league("standings", "Premier League"),
            "Arsenal lead the Premier League with 30 points, ahead of Chelsea with 25 and Everton with 23.",
        ),
        (
            league("next", "Premier League", days=days(3)),
            "2 games in the Premier League on Wednesday 2 December: Everton against Fulham, postponed; Arsenal against "
            "Chelsea at 3:00 PM.",
        ),
        (
            league("next", "Premier League"),
            "One game in the Premier League on Wednesday 2 December: Arsenal against Chelsea at 3:00 PM.",
        ),
        (league("score", "Premier League"), "One game in the Premier League yesterday: Chelsea 2, Everton 0."),
    ],
)
async def test_a_question_about_football_gets_its_sentence(
    known: Lookups, football: Answering, question: Lookup, sentence: str
) -> None:
    assert say(SPORTS, await asked(known, football, question), now=NOW) == sentence


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (lookup("next", "Chicago Bears"), "My sports source does not know a team called Chicago Bears."),
        (lookup("score"), "Which team or league do you mean?"),
        (league("next", "Formula One"), "My sports source has nothing about Formula One."),
    ],
)
async def test_what_is_unknown_is_said(known: Lookups, football: Answering, question: Lookup, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(known, football, question)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


async def test_null_is_no_team(known: Lookups, football: Answering) -> None:
    football.replaced = {f"{API}/searchteams.php": b'{"teams": null}'}
    with pytest.raises(ProviderError, match="does not know a team called Arsenal"):
        await asked(known, football, lookup("next", "Arsenal"))


async def test_without_a_key_it_says_what_to_do(known: Lookups, football: Answering) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(known, football, lookup("next", "Arsenal"), secret="")
    assert (str(caught.value), caught.value.kind) == (
        "The sports service needs a key. Add a credential to the domain in the admin.",
        "setup",
    )


async def test_a_wrong_key_is_told_without_it(known: Lookups, football: Answering) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(known, football, lookup("next", "Arsenal"), secret="secret/9")
    assert caught.value.kind == "refused"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "over"),
        ({"strStatus": "2H", "strTimestamp": "2026-11-29T22:00:00"}, "live"),
        ({"strStatus": "", "strTimestamp": "2026-11-29T22:00:00", "intHomeScore": None}, "live"),
        ({"strStatus": None, "strTimestamp": "2026-11-29T10:00:00"}, "over"),
        ({"strStatus": "NS", "strTimestamp": "2026-11-29T22:00:00"}, "before"),
        ({"strStatus": "Canc"}, "cancelled"),
        ({"strPostponed": "yes"}, "postponed"),
    ],
)
def test_a_state_is_read_from_what_there_is(changes: dict[str, Any], state: str) -> None:
    event = orjson.loads(fixture("thesportsdb/celtics_last.json"))["results"][0] | changes
    game = read(event, lookup("score"))
    assert game and game.state == state


@pytest.mark.parametrize("gone", ["strHomeTeam", "strAwayTeam"])
def test_a_race_is_no_game(gone: str) -> None:
    event = orjson.loads(fixture("thesportsdb/celtics_last.json"))["results"][0]
    assert read(event | {gone: None}, lookup("score")) is None
