"""Sports from ESPN: which team and day are meant, what is said of games and tables, and what is asked back."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

EAST = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 29, 18, 0, tzinfo=EAST)  # a Sunday
TODAY = NOW.date()
HOME = Spot("Boston", 42.36, -71.06, "America/New_York", "United States", home=True)
SPORTS = Domain(pk=3, name="sports", title="sports", kind="espn")
SITE = "/apis/site/v2/sports"
ANSWERS: dict[str, str | bytes] = {
    f"{SITE}/basketball/nba/teams": "espn/nba_teams.json",
    f"{SITE}/football/nfl/teams": "espn/nfl_teams.json",
    f"{SITE}/baseball/mlb/teams": "espn/mlb_teams.json",
    f"{SITE}/hockey/nhl/teams": "espn/nhl_teams.json",
    f"{SITE}/soccer/eng.1/teams": "espn/eng_teams.json",
    f"{SITE}/basketball/nba/teams/2/schedule": "espn/celtics.json",
    f"{SITE}/basketball/nba/teams/13/schedule": "espn/lakers.json",
    f"{SITE}/football/nfl/teams/19/schedule": "espn/nyg.json",
    f"{SITE}/football/nfl/teams/29/schedule": "espn/car.json",
    f"{SITE}/baseball/mlb/teams/26/schedule": "espn/sf.json",
    f"{SITE}/baseball/mlb/teams/21/schedule": "espn/mets.json",
    f"{SITE}/hockey/nhl/teams/26/schedule": "espn/fla.json",
    f"{SITE}/soccer/all/teams/359/schedule": "espn/arsenal.json",
    f"{SITE}/basketball/nba/scoreboard": "espn/nba_scoreboard.json",
    f"{SITE}/football/nfl/scoreboard": "espn/nfl_scoreboard.json",
    f"{SITE}/soccer/eng.1/scoreboard": "espn/eng_scoreboard.json",
    f"{SITE}/baseball/mlb/scoreboard": "espn/mlb_scoreboard.json",
    "/apis/v2/sports/basketball/nba/standings": "espn/nba_standings.json",
    "/apis/v2/sports/soccer/eng.1/standings": "espn/eng_standings.json",
    "/apis/v2/sports/baseball/mlb/standings": "espn/mlb_standings.json",
}
LEAGUES = {
    "Boston Celtics": "NBA", "Los Angeles Lakers": "NBA", "New York Knicks": "NBA", "New York Giants": "NFL",
    "San Francisco Giants": "MLB", "New York Mets": "MLB", "Carolina Panthers": "NFL", "Florida Panthers": "NHL",
    "Arsenal": "Premier League", "Chelsea": "Premier League", "Boston Red Sox": "MLB", "Ferrari": "Formula One",
    "Philadelphia Eagles": "NFL", "Chicago Bears": "NFL",
}  # fmt: skip
PANTHERS = ("Carolina Panthers", "Florida Panthers")
GIANTS = ("New York Giants", "San Francisco Giants")


def lookup(ask: str, team: str = "", **changes: Any) -> Lookup:
    slots = {"team": team} if team else {}
    return replace(Lookup(ask, "", NOW, HOME, slots=slots, units="us", about=LEAGUES), **changes)


def days(ahead: int, last: int | None = None, part: str = "") -> Days:
    return Days(TODAY + timedelta(days=ahead), TODAY + timedelta(days=ahead if last is None else last), part)


CONTRACT = Contract(
    lookup("next", "Boston Celtics"),
    {
        f"{SITE}/basketball/nba/teams": "espn/nba_teams.json",
        f"{SITE}/basketball/nba/teams/2/schedule": "espn/celtics.json",
        f"{SITE}/basketball/nba/scoreboard": "espn/nba_scoreboard.json",
    },
)


@pytest.fixture(scope="module")
def source() -> Iterator[Answering]:
    with Answering(ANSWERS) as server:
        yield server


@pytest.fixture
async def known(source: Answering) -> AsyncIterator[Lookups]:
    source.replaced, source.asked = {}, []
    client = lookups()
    yield client
    await client.http.close()


async def asked(known: Lookups, source: Answering, question: Lookup, **options: Any) -> Evidence:
    return await known.look_up(domain("espn", source, options), question)
