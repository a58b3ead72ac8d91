"""German football from OpenLigaDB: a team in league and cup, half-kept scores, tables."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.providers.openligadb import pick, season
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 29, 18, 15, tzinfo=BERLIN)
TODAY = NOW.date()
HOME = Spot("Berlin", 52.52, 13.4, "Europe/Berlin", "Germany", home=True)
SPORTS = Domain(pk=3, name="sports", title="sports", kind="openligadb")
ANSWERS: dict[str, str | bytes] = {
    "/getmatchdata/bl1/2026": "openligadb/bl1.json",
    "/getmatchdata/dfb/2026": "openligadb/dfb.json",
    "/getbltable/bl1/2026": "openligadb/bl1_table.json",
    "/getbltable/bl2/2026": b"[]",
    "/getbltable/bl3/2026": b"[]",
    "/getbltable/dfb/2026": b"[]",
}


def lookup(ask: str, team: str = "", **changes: Any) -> Lookup:
    slots = {"team": team} if team else {}
    return replace(Lookup(ask, "", NOW, HOME, slots=slots, about={team: "Bundesliga"}), **changes)


def days(ahead: int, last: int | None = None) -> Days:
    return Days(TODAY + timedelta(days=ahead), TODAY + timedelta(days=ahead if last is None else last))


CONTRACT = Contract(
    lookup("next", "Bayern Munich"), {"/getmatchdata/bl1/2026": "openligadb/bl1.json"}, {"leagues": ["Bundesliga=bl1"]}
)


@pytest.fixture(scope="module")
def source() -> Iterator[Answering]:
    with Answering(ANSWERS) as server:
        yield server


@pytest.fixture
async def known(source: Answering) -> AsyncIterator[Lookups]:
    source.replaced = {}
    client = lookups()
    yield client
    await client.http.close()


async def asked(known: Lookups, source: Answering, question: Lookup) -> Evidence:
    return await known.look_up(domain("openligadb", source, {}), question)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            lookup("next", "Bayern Munich"),  # the cup comes before the league
            "FC Bayern München play Borussia Mönchengladbach next, at home, on Wednesday 2 December at 20:45.",
        ),
        (
            lookup("next", "Bayern Munich", slots={"team": "Bayern Munich", "league": "Bundesliga"}),
            "FC Bayern München play VfB Stuttgart next, away, on Saturday 5 December at 15:30, in the Bundesliga.",
        ),
        (
            lookup("score", "Bayern Munich"),
            "FC Bayern München drew 2 to 2 at home against Borussia Dortmund yesterday.",
        ),
        (
            lookup("score", "Bayern Munich", days=days(-8)),
            "FC Bayern München won 3 to 1 away against FC Augsburg on Saturday 21 November.",
        ),
        (
            lookup("score", "Bayern Munich", many={"team": ("Bayern Munich", "1. FC Köln")}),
            "FC Bayern München won 6 to 5 away against 1. FC Köln on Wednesday 28 October, on penalties.",
        ),
        (
            lookup("score", "Borussia Mönchengladbach"),
            "Borussia Mönchengladbach are level at 1 to 1 at home against FC Augsburg.",
        ),
        (
            lookup("score", slots={"league": "Bundesliga"}, days=days(-1)),
            "2 games in the Bundesliga yesterday: Köln 1, Stuttgart 0; Bayern 2, BVB 2.",
        ),
        (
            lookup("next", days=days(6)),
            "2 games in the Bundesliga on Saturday 5 December: Stuttgart against Bayern at 15:30; BVB against Köln at "
            "18:30.",
        ),
        (
            lookup("standings", "Borussia Dortmund"),
            "Borussia Dortmund are second in the Bundesliga, with 26 points.",
        ),
        (
            lookup("standings", slots={"league": "Bundesliga"}),
            "FC Bayern München lead the Bundesliga with 29 points, ahead of Borussia Dortmund with 26 and VfB "
            "Stuttgart with 22.",
        ),
    ],
)
async def test_a_question_gets_its_sentence(known: Lookups, source: Answering, question: Lookup, sentence: str) -> None:
    assert say(SPORTS, await asked(known, source, question), now=NOW) == sentence


async def test_it_speaks_german(known: Lookups, source: Answering) -> None:
    evidence = await asked(known, source, lookup("score", "Bayern Munich", language="de"))
    said = say(SPORTS, evidence, "long", now=NOW, language="de")
    assert said == (
        "FC Bayern München hat gestern, Samstag, 28. November zu Hause gegen Borussia Dortmund 2 zu 2 gespielt, "
        "Bundesliga, Allianz Arena (OpenLigaDB, Stand 18:15 Uhr)."
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (lookup("next", "Arsenal"), "My sports source does not know a team called Arsenal."),
        (lookup("standings", "Arsenal"), "My sports source does not know a team called Arsenal."),
        (lookup("next", slots={"league": "NFL"}), "My sports source has nothing about NFL."),
        (lookup("standings", slots={"league": "DFB-Pokal"}), "There is no table of DFB-Pokal right now."),
    ],
)
async def test_what_is_unknown_is_said(known: Lookups, source: Answering, question: Lookup, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(known, source, question)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


async def test_a_live_game_is_fresh_for_half_a_minute(known: Lookups, source: Answering) -> None:
    evidence = await asked(known, source, lookup("score", "FC Augsburg"))
    assert (evidence.fresh_for, evidence.answer) == (30.0, "live")


async def test_before_the_season_nothing_is_scheduled(known: Lookups, source: Answering) -> None:
    source.replaced = {"/getmatchdata/bl1/2026": b"[]", "/getmatchdata/dfb/2026": b"[]"}
    with pytest.raises(ProviderError, match="No game of Bayern Munich is scheduled right now"):
        await asked(known, source, lookup("next", "Bayern Munich"))


async def test_a_game_that_nobody_wrote_down_is_left_out(known: Lookups, source: Answering) -> None:
    body = orjson.loads(fixture("openligadb/bl1.json"))
    body[1]["matchResults"], body[1]["matchIsFinished"] = None, False
    source.replaced = {"/getmatchdata/bl1/2026": orjson.dumps(body)}
    said = say(SPORTS, await asked(known, source, lookup("score", "Bayern Munich")))
    assert said.startswith("FC Bayern München won 3 to 1 away against FC Augsburg")


def test_the_first_team_is_meant_not_the_second() -> None:
    assert pick("Borussia Dortmund", ["Borussia Dortmund II", "Borussia Dortmund"]) == "Borussia Dortmund"
    assert pick("TSG Hoffenheim", ["TSG 1899 Hoffenheim"]) == "TSG 1899 Hoffenheim"
    assert pick("Arsenal", ["FC Augsburg"]) == ""


def test_a_season_begins_in_july() -> None:
    moments = [datetime.combine(date(2026, month, 1), NOW.timetz()) for month in (6, 7)]
    assert [season(lookup("next", now=moment)) for moment in moments] == [2025, 2026]
