"""German football and other leagues from OpenLigaDB, without a key."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service, mappings
from ragdomains.games import german, ranking
from ragdomains.games.choosing import choose, in_the_past, likeness
from ragdomains.games.day import on_days
from ragdomains.games.facts import Origin, sourced
from ragdomains.games.game import Game, Side, Table
from ragdomains.games.listing import league_day, spoken_league
from ragdomains.games.telling import nothing, told
from ragdomains.games.templates import TEMPLATES
from ragdomains.games.wanted import AT_HOME, AWAY, Wanted, team_by_team, uncovered, unknown_team, wanted
from ragdomains.games.words import listed, put
from ragdomains.providers import Reach, providers
from ragdomains.providers.openligadb.matches import read, row_of
from ragdomains.types import Evidence, Lookup

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
LeagueCode = Annotated[str, Field(pattern=r"^[^=]{1,60}=[^=/?#\s]{1,30}$")]
ORIGIN = Origin("OpenLigaDB", "https://www.openligadb.de/")
NEW_SEASON = 7  # the month from which a season is called by that year
# What the service calls teams whose usual name shares no word with theirs.
CALLED = {
    "Bayern Munich": "Bayern München", "FC Cologne": "Köln", "Nuremberg": "Nürnberg", "Hamburg": "Hamburger SV",
}  # fmt: skip


class Options(BaseModel):
    """OpenLigaDB: German football and other leagues, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://api.openligadb.de", description="Where matches and tables are asked.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    leagues: list[LeagueCode] = Field(
        default_factory=lambda: ["Bundesliga=bl1", "2. Bundesliga=bl2", "3. Liga=bl3", "DFB-Pokal=dfb"],
        min_length=1,
        max_length=8,
        description="The leagues and their shortcuts; the first is meant where a question names none.",
    )

    def codes(self) -> dict[str, str]:
        return dict(pair.split("=", 1) for pair in self.leagues)


@dataclass(frozen=True, slots=True)
class Leagues:
    """Where leagues are asked, and the shortcut of each."""

    source: Service
    codes: Mapping[str, str]


@providers.register(
    "openligadb",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("next", "score", "standings"),
    words=(*AT_HOME, *AWAY),
    each=team_by_team,
    network=True,
)
async def openligadb(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    lookup = in_the_past(lookup)
    source = Service(reach.http, options.base_url, options.timeout, "The sports service")
    asked, codes = wanted(lookup), options.codes()
    leagues = Leagues(source, codes)
    named = [name for name in asked.leagues if name in codes]
    if asked.leagues and not named and not asked.teams:
        raise uncovered(asked.leagues[0])
    if lookup.ask == "standings":
        return sourced(await standings(asked, named or list(codes)[:1], lookup, leagues), ORIGIN, lookup)
    if asked.teams:
        known = await matches(named or list(codes), lookup, leagues)
        return sourced(of_team(known, replace(asked, leagues=tuple(named)), lookup), ORIGIN, lookup)
    shown = named or list(codes)[:1]
    return sourced(day(await matches(shown, lookup, leagues), shown, lookup), ORIGIN, lookup)


def of_team(known: Sequence[Game], asked: Wanted, lookup: Lookup) -> Evidence:
    """The team's games in all leagues; raises ProviderError (missing) for a team that plays in none."""
    sides = {side.name: side for game in known for side in (game.home, game.away)}
    name = next((found for team in asked.teams if (found := pick(team, list(sides)))), "")
    if not name:
        raise unknown_team(asked.teams[0]) if sides else nothing(asked)
    own = [game for game in known if name in (game.home.name, game.away.name)]
    rival = pick(asked.rival, list(sides)) if asked.rival else ""
    exact = replace(asked, teams=(name,), rival=rival or asked.rival)
    return told(choose(own, exact, lookup), exact, lookup)


def pick(team: str, names: Sequence[str]) -> str:
    """The likest of the names, "" where none is like it."""
    team = CALLED.get(team, team)
    best = max(sorted(names, key=len), key=lambda name: likeness(team, Side(name)), default="")
    return best if best and likeness(team, Side(best)) else ""


def day(known: Sequence[Game], leagues: Sequence[str], lookup: Lookup) -> Evidence:
    title = listed([spoken_league(name, lookup.language) for name in leagues], put("and", lookup.language))
    return league_day(on_days(known, lookup), title, lookup)


def season(lookup: Lookup) -> int:
    return lookup.now.year if lookup.now.month >= NEW_SEASON else lookup.now.year - 1


async def matches(names: Sequence[str], lookup: Lookup, leagues: Leagues) -> list[Game]:
    """The season's matches of these leagues, earliest first; a league that cannot be had is left out."""
    found = await asyncio.gather(*(matches_of(name, lookup, leagues) for name in names), return_exceptions=True)
    failures = [each for each in found if isinstance(each, BaseException)]
    if len(failures) == len(found):
        raise failures[0]
    known = [game for each in found if not isinstance(each, BaseException) for game in each]
    return sorted(known, key=lambda game: game.start)


async def matches_of(name: str, lookup: Lookup, leagues: Leagues) -> list[Game]:
    body = await leagues.source.ask(f"/getmatchdata/{quote(leagues.codes[name])}/{season(lookup)}")
    if not isinstance(body, list):
        raise leagues.source.senseless()
    return [game for match in mappings(body) if (game := read(match, name, lookup))]


async def standings(asked: Wanted, names: Sequence[str], lookup: Lookup, leagues: Leagues) -> Evidence:
    """A team's place, looked for in its own league and then in the others; or the best of a league."""
    if not asked.teams:
        return ranking.of_league([await table(names[0], lookup, leagues)], (), lookup)
    team = asked.teams[0]
    own = lookup.about.get(team, "")
    for name in sorted(leagues.codes, key=lambda name: name != own):
        found = await table(name, lookup, leagues)
        if known := pick(team, [row.team for row in found.rows]):
            return ranking.of_team([found], known, lookup)
    raise unknown_team(team)


async def table(name: str, lookup: Lookup, leagues: Leagues) -> Table:
    body = await leagues.source.ask(f"/getbltable/{quote(leagues.codes[name])}/{season(lookup)}")
    if not isinstance(body, list):
        raise leagues.source.senseless()
    rows = [row for rank, entry in enumerate(mappings(body), 1) if (row := row_of(entry, rank))]
    return Table(name, tuple(rows), by_points=True)
