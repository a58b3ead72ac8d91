"""Finds the team that is meant and its games, in ESPN's lists of teams and schedules."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches

from athena_project.http import HttpError
from ragdomains.bodies import Body, Service, mapping, mappings, within, words
from ragdomains.games.choosing import likeness, significant, the_one
from ragdomains.games.game import Game, Side
from ragdomains.games.unknown import named
from ragdomains.games.wanted import Wanted, uncovered, unknown_team
from ragdomains.providers.espn.events import games
from ragdomains.providers.espn.leagues import EVERYWHERE, PATHS, League, league_of, leagues_of_team, meant, next_door
from ragdomains.types import Lookup, ProviderError

# What ESPN calls teams whose usual name shares no word with it.
CALLED = {
    "Inter Milan": "Internazionale", "Sporting Lisbon": "Sporting CP", "Oakland Athletics": "Athletics",
    "Wolves": "Wolverhampton Wanderers", "Olympique Lyonnais": "Lyon", "Olympique de Marseille": "Marseille",
}  # fmt: skip
WATCHED = timedelta(hours=8)  # around its start a game is asked for on the scoreboard, which knows the score first
# Without its group a scoreboard of a college sport holds the best 25 teams only.
ALL_OF_COLLEGE = {"football/college-football": 80, "basketball/mens-college-basketball": 50}
MOST_TEAMS = 1000
ALIKE = 0.8  # the least likeness of a written name to the one that may be meant


@dataclass(frozen=True, slots=True)
class Team:
    """A team in ESPN's list of a league."""

    name: str
    id: str
    league: League


@dataclass(frozen=True, slots=True)
class Record:
    """A team with all its games that are known."""

    team: Team
    games: tuple[Game, ...]


async def record_of(asked: Wanted, lookup: Lookup, source: Service) -> Record:
    """The one team that is meant, with its games. Of several of a name, the one in season; else it asks back."""
    found = await asyncio.gather(
        *(searched(name, lookup, source) for name in asked.teams if leagues_for(name, lookup)), return_exceptions=True
    )
    records = [each for each in found if isinstance(each, Record)]
    failures = [each for each in found if isinstance(each, BaseException)]
    grave = [each for each in failures if not (isinstance(each, ProviderError) and each.kind == "missing")]
    if grave or not records:
        raise (*grave, *failures, uncovered(asked.teams[0]))[0]
    said = [f"the {each.team.name}" if each.team.league.american else each.team.name for each in records]
    return records[the_one(list(zip(said, (each.games for each in records), strict=True)), lookup)]


async def searched(name: str, lookup: Lookup, source: Service) -> Record:
    """A team with the games of all its leagues; raises ProviderError (missing) where no league has it."""
    teams = await teams_named(name, lookup, source)
    played = [await schedule(team, lookup, source) for team in teams]
    return Record(teams[0], tuple(game for games_of_one in played for game in games_of_one))


async def team_of_table(asked: Wanted, lookup: Lookup, source: Service) -> Team:
    """The team whose place is asked: its games are of interest only where its name has several meanings."""
    if len(asked.teams) > 1:
        return (await record_of(asked, lookup, source)).team
    if not leagues_for(asked.teams[0], lookup):
        raise uncovered(asked.teams[0])
    return (await teams_named(asked.teams[0], lookup, source))[0]


def leagues_for(name: str, lookup: Lookup) -> list[League]:
    """The leagues that a team may play in. Of one that nothing is known of, those that are named with it."""
    known = lookup.about.get(name) or lookup.slots.get("league", "")
    leagues = leagues_of_team(known, lookup.text)
    wanted = lookup.slots.get("league", "")
    return [league for league in leagues if league.name == wanted] or leagues


async def teams_named(name: str, lookup: Lookup, source: Service) -> list[Team]:
    """The team in each of its leagues, one at least; raises ProviderError (missing) where no league has it."""
    near: list[str] = []
    found: list[Team] = []
    for league in leagues_for(name, lookup):
        listed = await teams_of(league, source)
        team = pick(name, listed)
        if team is None and (other := next_door(league)):
            team = pick(name, await teams_of(other, source))
        near += [each.name for each in listed if significant(each.name) & significant(name)]
        near += [team.name for team in spelt_like(name, listed)]
        found += [team] if team else []
        if team and league.sport == "soccer":
            break  # its schedule holds the games of all its leagues
    if not found:
        raise unknown_team(name, near[0] if near else "")
    return found


async def nearest(lookup: Lookup, usual: tuple[str, ...], source: Service) -> str:
    """The team whose name is most like the unknown one that was said, of the usual leagues first; "" where none is."""
    if not (name := named(lookup)):
        return ""
    first = meant(lookup, usual)
    return await likest(name, first, source) or await likest(name, EVERYWHERE.difference(first), source)


async def likest(name: str, names: Iterable[str], source: Service) -> str:
    """Of the teams of these leagues that can be had, the one that is spelt most like a name; "" where none is."""
    leagues = [league for each in sorted(names) if (league := league_of(each))]
    found = await asyncio.gather(*(teams_of(league, source) for league in leagues), return_exceptions=True)
    listed = [team for teams in found if not isinstance(teams, BaseException) for team in teams]
    return next((team.name for team in spelt_like(name, listed)), "")


def spelt_like(name: str, listed: Sequence[Team]) -> list[Team]:
    """The team whose name, or whose last words, are written most like it: Yankes, the Yankees of New York."""
    named = [(team, team.name.casefold().split()) for team in listed]
    tails = {" ".join(parts[at:]): team for team, parts in named for at in range(len(parts))}
    return [tails[tail] for tail in get_close_matches(name.casefold(), tails, 1, ALIKE)]


async def teams_of(league: League, source: Service) -> list[Team]:
    body = await source.ask(f"/apis/site/v2/sports/{league.path}/teams", {"limit": MOST_TEAMS})
    entries = mappings(within(body, "sports", 0, "leagues", 0, "teams"))
    found = [team for entry in entries if (team := team_of(mapping(entry.get("team")), league))]
    if not found:
        raise source.senseless()
    return found


def team_of(entry: Body, league: League) -> Team | None:
    name, number = words(entry, "displayName"), words(entry, "id")
    return Team(name, number, league) if name and number.isdigit() else None


def pick(name: str, listed: Sequence[Team]) -> Team | None:
    """The team of the name; the likest first, None where none is like it."""
    wanted = CALLED.get(name, name)
    ranked = sorted(listed, key=lambda team: (-likeness(wanted, Side(team.name)), len(team.name)))
    return ranked[0] if ranked and likeness(wanted, Side(ranked[0].name)) else None


async def schedule(team: Team, lookup: Lookup, source: Service) -> list[Game]:
    """The season's games. A club's games to come, and those of all its cups, are asked for apart."""
    soccer = team.league.sport == "soccer"
    league = "soccer/all" if soccer else team.league.path
    path = f"/apis/site/v2/sports/{league}/teams/{team.id}/schedule"
    asked: list[dict[str, str]] = [{}, {"fixture": "true"}] if soccer else [{}]
    bodies = await asyncio.gather(*(source.ask(path, params) for params in asked))
    if not all(isinstance(body, Mapping) and isinstance(body.get("events"), list) for body in bodies):
        raise source.senseless()
    known = {game.id: game for body in bodies for game in games(mapping(body).get("events"), team.league, lookup)}
    return await refreshed(list(known.values()), team, lookup, source)


async def refreshed(known: list[Game], team: Team, lookup: Lookup, source: Service) -> list[Game]:
    """With what the scoreboard says of a game that is on, or about to begin: a schedule is behind the score."""
    watched = [game for game in known if abs(game.start - lookup.now) < WATCHED]
    if not watched:
        return known
    try:
        league = League(watched[0].league, PATHS.get(watched[0].league, team.league.path))
        board = await scoreboard(league, watched[0], lookup, source)
    except HttpError:
        return known  # its score is that of the schedule then
    return [board.get(game.id, game) for game in known]


async def scoreboard(league: League, game: Game, lookup: Lookup, source: Service) -> dict[str, Game]:
    """The scoreboard's games by their id. Its days are those of the American east coast."""
    first, last = (game.start + timedelta(days=ahead) for ahead in (-1, 1))
    params: dict[str, str | int | float] = {"dates": f"{first:%Y%m%d}-{last:%Y%m%d}", "limit": 300}
    if league.path in ALL_OF_COLLEGE:
        params["groups"] = ALL_OF_COLLEGE[league.path]
    body = await source.ask(f"/apis/site/v2/sports/{league.path}/scoreboard", params)
    return {each.id: each for each in games(mapping(body).get("events"), league, lookup)}
