"""Games, results and tables of many sports from TheSportsDB, with a key."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Annotated
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service, words
from ragdomains.games import german, ranking
from ragdomains.games.choosing import choose, in_the_past
from ragdomains.games.day import on_days
from ragdomains.games.facts import Origin, sourced
from ragdomains.games.game import Game, Table
from ragdomains.games.listing import league_day, spoken_league
from ragdomains.games.telling import told
from ragdomains.games.templates import TEMPLATES
from ragdomains.games.unknown import named
from ragdomains.games.wanted import AT_HOME, AWAY, no_team, team_by_team, uncovered, wanted
from ragdomains.providers import Reach, providers
from ragdomains.providers.thesportsdb.events import AMERICAN, read, row_of
from ragdomains.providers.thesportsdb.teams import rows, team_of
from ragdomains.types import Evidence, Lookup, ProviderError

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
ORIGIN = Origin("TheSportsDB", "https://www.thesportsdb.com/")
NO_KEY = "The sports service needs a key. Add a credential to the domain in the admin."
MOST_DAYS = 4  # one call for each
LEAGUES = {
    "Premier League": "4328", "EFL Championship": "4329", "Scottish Premiership": "4330", "Bundesliga": "4331",
    "Serie A": "4332", "Ligue 1": "4334", "La Liga": "4335", "Eredivisie": "4337", "Belgian Pro League": "4338",
    "Süper Lig": "4339", "Primeira Liga": "4344", "MLS": "4346", "Liga MX": "4350", "Brasileirão": "4351",
    "A-League": "4356", "NHL": "4380", "NBA": "4387", "NFL": "4391", "2. Bundesliga": "4399", "NRL": "4416",
    "MLB": "4424", "AFL": "4456", "IPL": "4460", "UEFA Champions League": "4480", "UEFA Europa League": "4481",
    "FA Cup": "4482", "WNBA": "4516", "EFL Cup": "4570",
}  # fmt: skip


class Options(BaseModel):
    """TheSportsDB: games, results and tables of many sports, with a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://www.thesportsdb.com", description="Where games and tables are asked.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")


@providers.register(
    "thesportsdb",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("next", "score", "standings"),
    words=(*AT_HOME, *AWAY),
    unknown=named,
    each=team_by_team,
    network=True,
    needs_key=True,
)
async def thesportsdb(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if not reach.secret:
        raise ProviderError(NO_KEY, "setup")
    lookup = in_the_past(lookup)
    address = f"{options.base_url.rstrip('/')}/api/v1/json/{quote(reach.secret, safe='')}"
    source = Service(reach.http, address, options.timeout, "The sports service")
    asked = wanted(lookup)
    if not asked.teams:
        return sourced(await of_league(asked.leagues, lookup, source), ORIGIN, lookup)
    team = await team_of(asked, lookup, source)
    if lookup.ask == "standings":
        table = await table_of(team.league_id, team.season, team.league, source)
        return sourced(ranking.of_team([table], team.name, lookup), ORIGIN, lookup)
    own = replace(asked, teams=(team.name,), leagues=())
    return sourced(told(choose(team.games, own, lookup), own, lookup), ORIGIN, lookup)


async def of_league(names: tuple[str, ...], lookup: Lookup, source: Service) -> Evidence:
    """Raises ProviderError (missing) where no league is named, or one without a number here."""
    if not names:
        raise no_team(lookup)
    name = next((each for each in names if each in LEAGUES), "")
    if not name:
        raise uncovered(names[0])
    if lookup.ask == "standings":
        past = await rows(source, "eventspastleague.php", {"id": LEAGUES[name]}, "events")
        season = next((each for event in past if (each := words(event, "strSeason"))), "")
        return ranking.of_league([await table_of(LEAGUES[name], season, name, source)], (), lookup)
    known = await games_of(LEAGUES[name], lookup, source)
    return league_day(on_days(known, lookup), spoken_league(name, lookup.language), lookup)


async def games_of(league: str, lookup: Lookup, source: Service) -> list[Game]:
    """The games of the days, whose dates are those of Greenwich; without days the next or the last that there are."""
    pages: list[tuple[str, Mapping[str, str]]] = [
        ("eventspastleague.php" if lookup.ask == "score" else "eventsnextleague.php", {"id": league})
    ]
    if lookup.days:
        first = datetime.combine(lookup.days.first, time(), lookup.now.tzinfo).astimezone(UTC).date()
        last = datetime.combine(lookup.days.last, time(23, 59), lookup.now.tzinfo).astimezone(UTC).date()
        dates = [first + timedelta(days=ahead) for ahead in range(min((last - first).days + 1, MOST_DAYS))]
        pages = [*pages, *(("eventsday.php", {"d": day.isoformat(), "l": league}) for day in dates)]
    found = await asyncio.gather(*(rows(source, page, params, "events") for page, params in pages))
    games = {game.id: game for events in found for event in events if (game := read(event, lookup))}
    return sorted(games.values(), key=lambda game: game.start)


async def table_of(league: str, season: str, name: str, source: Service) -> Table:
    """A table in its order; the service has it for football, and for the season that is asked only."""
    params = {"l": league} | ({"s": season} if season else {})
    found = await rows(source, "lookuptable.php", params, "table")
    ranked = [row for entry in found if (row := row_of(entry))]
    return Table(name, tuple(sorted(ranked, key=lambda row: row.rank or len(ranked))), name not in AMERICAN)
