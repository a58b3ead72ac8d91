"""Sports from ESPN: which team and day are meant, what is said of games and tables, and what is asked back."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.games.game import Game, Side
from ragdomains.games.times import day_of
from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.providers.espn.clocks import clock
from ragdomains.providers.espn.leagues import GROUPS, PATHS, League, league_of, leagues_of_team
from ragdomains.providers.espn.teams import Team, pick
from ragdomains.sentences import say
from ragdomains.types import Evidence, Lookup, ProviderError
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups
from tests.ragdomains.espn_questions import EAST, GIANTS, NOW, PANTHERS, SENTENCES, days, lookup

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
    "/apis/v2/sports/hockey/nhl/standings": "espn/nhl_standings.json",
    "/apis/v2/sports/soccer/eng.1/standings": "espn/eng_standings.json",
    "/apis/v2/sports/baseball/mlb/standings": "espn/mlb_standings.json",
}


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


@pytest.mark.parametrize(("question", "sentence"), SENTENCES)
async def test_a_question_gets_its_sentence(known: Lookups, source: Answering, question: Lookup, sentence: str) -> None:
    evidence = await asked(known, source, question)
    assert say(SPORTS, evidence, "short", now=NOW) == sentence


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            lookup("next", "Boston Celtics"),
            "The Boston Celtics play the Miami Heat next, at home, tomorrow, Monday 30 November, at 7:30 PM, NBA, "
            "at TD Garden, on NBC (ESPN, as of 18:00).",
        ),
        (
            lookup("next", "Boston Celtics", language="de"),
            "Boston Celtics: nächstes Spiel zu Hause gegen Miami Heat morgen, Montag, 30. November, um 19:30 Uhr, NBA, "
            "TD Garden, auf NBC (ESPN, Stand 18:00 Uhr).",
        ),
        (
            lookup("standings", "Arsenal", language="de"),
            "Arsenal ist auf Platz 1 der Tabelle Premier League, mit 30 Punkten aus 13 Spielen "
            "(ESPN, Stand 18:00 Uhr).",
        ),
        (
            lookup("score", "Los Angeles Lakers", language="de"),
            "Los Angeles Lakers liegt 54 zu 61 zurück zu Hause gegen Oklahoma City Thunder, im 3. Viertel noch 5:12, "
            "NBA, Crypto.com Arena, auf ESPN (ESPN, Stand 18:00 Uhr).",
        ),
    ],
)
async def test_the_written_form_has_date_and_source(
    known: Lookups, source: Answering, question: Lookup, sentence: str
) -> None:
    evidence = await asked(known, source, question)
    assert say(SPORTS, evidence, "long", now=NOW, language=question.language) == sentence


@pytest.mark.parametrize(
    ("question", "said", "kind"),
    [
        (
            lookup("next", "Carolina Panthers", choices={"team": PANTHERS}),
            "Do you mean the Carolina Panthers or the Florida Panthers?",
            "missing",
        ),
        (lookup("score"), "Which team or league do you mean?", "missing"),
        (lookup("standings"), "Which team or league do you mean?", "missing"),
        (
            replace(lookup("score"), text="how did the Flibbertigibbets do last night"),
            "My sports source does not know a team called Flibbertigibbets.",
            "missing",
        ),
        (
            replace(lookup("score"), text="how did the Celts do last night"),
            "My sports source does not know a team called Celts. Did you mean Boston Celtics?",
            "missing",
        ),
        (
            replace(lookup("score"), text="how did the Celts do last night", units="metric"),
            "My sports source does not know a team called Celts. Did you mean Boston Celtics?",
            "missing",
        ),
        (lookup("next", "Ferrari"), "My sports source has nothing about Ferrari.", "missing"),
        (lookup("next", slots={"league": "IPL"}), "My sports source has nothing about IPL.", "missing"),
        (lookup("next", "Chicago Bears"), "My sports source does not know a team called Chicago Bears.", "missing"),
        (
            lookup("next", "Celtcis", about={"Celtcis": "NBA"}),
            "My sports source does not know a team called Celtcis. Did you mean Boston Celtics?",
            "missing",
        ),
        (
            lookup("next", "Boston Celtics", many={"team": ("Boston Celtics", "New York Giants")}),
            "I find no game of Boston Celtics against Giants.",
            "missing",
        ),
    ],
)
async def test_what_cannot_be_answered_is_said(
    known: Lookups, source: Answering, question: Lookup, said: str, kind: str
) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked(known, source, question)
    assert (str(caught.value), caught.value.kind) == (said, kind)


async def test_a_rival_says_which_of_several_teams_is_meant(known: Lookups, source: Answering) -> None:
    many = {"team": ("San Francisco Giants", "Philadelphia Eagles")}
    question = lookup("next", "San Francisco Giants", choices={"team": GIANTS}, many=many)
    assert "The New York Giants play the Philadelphia Eagles" in say(SPORTS, await asked(known, source, question))


async def test_facts_are_typed_and_know_their_time(known: Lookups, source: Answering) -> None:
    evidence = await asked(known, source, lookup("score", "Los Angeles Lakers"))
    facts = {fact.name: fact for fact in evidence.facts}
    assert (facts["home_score"].value, facts["away_score"].value, facts["state"].value) == (54, 61, "live")
    assert facts["start"].value == datetime(2026, 11, 29, 17, 0, tzinfo=EAST)
    assert {fact.source for fact in evidence.facts} == {"ESPN"}


@pytest.mark.parametrize(("team", "fresh"), [("Los Angeles Lakers", 30.0), ("Boston Celtics", None)])
async def test_a_live_game_is_fresh_for_half_a_minute(
    known: Lookups, source: Answering, team: str, fresh: float | None
) -> None:
    assert (await asked(known, source, lookup("score", team))).fresh_for == fresh


async def test_without_a_scoreboard_the_schedule_still_answers(known: Lookups, source: Answering) -> None:
    source.replaced[f"{SITE}/basketball/nba/scoreboard"] = b'{"events": "none"}'
    said = say(SPORTS, await asked(known, source, lookup("score", "Los Angeles Lakers")))
    assert said.startswith("The Los Angeles Lakers are playing right now at home against")


async def test_the_leagues_of_the_row_are_meant_where_none_is_named(known: Lookups, source: Answering) -> None:
    evidence = await asked(known, source, lookup("next", days=days(3)), leagues=["Premier League"])
    assert (
        say(SPORTS, evidence)
        == "One game in the Premier League on Wednesday 2 December: Arsenal against Chelsea at 3:00 PM."
    )


async def test_one_league_that_fails_leaves_the_others(known: Lookups, source: Answering) -> None:
    said = say(SPORTS, await asked(known, source, lookup("next", days=days(0, part="night"))))  # the NHL is not there
    assert said.startswith(("3 games in the NFL and the NBA tonight", "3 games in the NBA and the NFL tonight"))


@pytest.mark.parametrize(
    ("sport", "status", "said"),
    [
        ("baseball/mlb", {"type": {"detail": "Top 7th"}}, "at the top of the seventh inning"),
        ("baseball/mlb", {"type": {"detail": "Bot 11th"}}, "at the bottom of the 11th inning"),
        ("baseball/mlb", {"type": {"detail": "Soon"}}, ""),
        ("hockey/nhl", {"period": 2, "displayClock": "8:10"}, "in the second period with 8:10 left"),
        ("hockey/nhl", {"period": 4, "displayClock": "3:00"}, "in overtime with 3:00 left"),
        ("football/nfl", {"period": 2, "displayClock": "0:00", "type": {"name": "STATUS_HALFTIME"}}, "it is half-time"),
        ("basketball/nba", {"period": 1, "type": {"name": "STATUS_END_PERIOD"}}, "after the first quarter"),
        (
            "basketball/mens-college-basketball",
            {"period": 2, "displayClock": "12.3"},
            "in the second half with 12.3 left",
        ),
        ("soccer/eng.1", {"displayClock": "90'+5'"}, "after 90 minutes"),
        ("soccer/eng.1", {"displayClock": None}, ""),
        ("football/nfl", {"type": {"name": "STATUS_DELAYED"}}, "the game is delayed"),
    ],
)
def test_a_clock_is_said_in_words(sport: str, status: dict[str, Any], said: str) -> None:
    assert clock(status, League("", sport), "en") == said


@pytest.mark.parametrize(
    ("name", "listed", "found"),
    [
        ("Los Angeles Clippers", ["LA Clippers", "Los Angeles Lakers"], "LA Clippers"),
        ("Brighton", ["Brighton & Hove Albion"], "Brighton & Hove Albion"),
        ("Inter Milan", ["AC Milan", "Internazionale"], "Internazionale"),
        ("Atletico Madrid", ["Real Madrid", "Atlético Madrid"], "Atlético Madrid"),
        ("Chicago Fire", ["Chicago Fire FC"], "Chicago Fire FC"),
        ("Chicago Bears", ["Chicago Bulls"], None),
    ],
)
def test_a_team_is_found_by_its_usual_name(name: str, listed: list[str], found: str | None) -> None:
    team = pick(name, [Team(each, str(at), League("", "")) for at, each in enumerate(listed)])
    assert (team.name if team else None) == found


def test_every_league_and_group_has_a_path() -> None:
    groups = [group for named in GROUPS.values() for group in named]
    assert all(league_of(name) for name in (*PATHS, *groups))
    assert [league.name for league in leagues_of_team("NCAA", "")] == ["NCAA Football", "NCAA Basketball"]
    assert [league.name for league in leagues_of_team("NCAA", "duke basketball")] == ["NCAA Basketball"]


async def test_what_makes_no_sense_is_left_out(known: Lookups, source: Answering) -> None:
    path = f"{SITE}/basketball/nba/teams/2/schedule"
    body = orjson.loads(fixture("espn/celtics.json"))
    body["events"] = [None, {}, {"date": "soon", "competitions": [{}]}, {"competitions": None}, *body["events"]]
    source.replaced[path] = orjson.dumps(body)
    assert (await asked(known, source, lookup("next", "Boston Celtics"))).answer == "next"


def test_the_day_of_a_game_without_a_time_is_the_american_one() -> None:
    game = Game(Side("A"), Side("B"), datetime(2026, 12, 5, 5, 0, tzinfo=ZoneInfo("UTC")), "before", timed=False)
    tokyo = replace(lookup("next"), now=NOW.astimezone(ZoneInfo("Asia/Tokyo")))
    assert day_of(game, tokyo) == date(2026, 12, 5)
