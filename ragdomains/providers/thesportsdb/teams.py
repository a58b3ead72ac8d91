"""Finds a team and its games at TheSportsDB."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ragdomains.bodies import Body, Service, mappings, words
from ragdomains.games.choosing import likeness, significant, the_one
from ragdomains.games.game import Game, Side
from ragdomains.games.wanted import Wanted, unknown_team
from ragdomains.providers.thesportsdb.events import AMERICAN, read
from ragdomains.types import Lookup, ProviderError


@dataclass(frozen=True, slots=True)
class Team:
    """A team with the games that are known: some to come and some past. `season` is that of the last of them."""

    name: str
    id: str
    league_id: str
    league: str
    games: tuple[Game, ...]
    season: str = ""


async def team_of(asked: Wanted, lookup: Lookup, source: Service) -> Team:
    """The one team that is meant; of several of a name the one in season, else it asks back."""
    found = await asyncio.gather(*(search(name, lookup, source) for name in asked.teams), return_exceptions=True)
    teams = [each for each in found if isinstance(each, Team)]
    failures = [each for each in found if isinstance(each, BaseException)]
    grave = [each for each in failures if not (isinstance(each, ProviderError) and each.kind == "missing")]
    if grave or not teams:
        raise (grave or failures)[0]
    said = [f"the {each.name}" if each.league in AMERICAN else each.name for each in teams]
    return teams[the_one(list(zip(said, (each.games for each in teams), strict=True)), lookup)]


async def search(name: str, lookup: Lookup, source: Service) -> Team:
    """Raises ProviderError (missing) for a team that is not known."""
    listed = await rows(source, "searchteams.php", {"t": name}, "teams")
    entry = pick(name, lookup.about.get(name, ""), listed)
    if entry is None:
        raise unknown_team(name)
    number = words(entry, "idTeam")
    coming, past = await asyncio.gather(
        rows(source, "eventsnext.php", {"id": number}, "events"),
        rows(source, "eventslast.php", {"id": number}, "results"),
    )
    events = [*past, *coming]
    games = tuple(game for event in events if (game := read(event, lookup)))
    season = next((each for event in events if (each := words(event, "strSeason"))), "")
    return Team(words(entry, "strTeam"), number, words(entry, "idLeague"), words(entry, "strLeague"), games, season)


def pick(name: str, league: str, listed: Sequence[Body]) -> Body | None:
    """The likest team; of equals the one in the league that its name is known for."""

    def fits(entry: Body) -> tuple[int, bool]:
        like = likeness(name, Side(words(entry, "strTeam"), words(entry, "strTeamAlternate")))
        return like, bool(league) and significant(league) <= significant(words(entry, "strLeague"))

    known = [entry for entry in listed if words(entry, "idTeam").isdigit() and fits(entry)[0]]
    return max(known, key=fits, default=None)


async def rows(source: Service, page: str, params: Mapping[str, str], key: str) -> list[Body]:
    """What stands under `key`; null there is none. Raises ProviderError (broken) for an answer of another shape."""
    body = await source.ask(f"/{page}", params)
    if not isinstance(body, Mapping) or key not in body:
        raise source.senseless()
    return mappings(body[key])
