"""The games of a league, or of several, on the days asked about."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from ragdomains.bodies import Service, mapping
from ragdomains.games.day import on_days
from ragdomains.games.game import Game
from ragdomains.games.listing import league_day, spoken_league
from ragdomains.games.wanted import Wanted, no_team, uncovered
from ragdomains.games.words import listed, put
from ragdomains.providers.espn.events import games
from ragdomains.providers.espn.leagues import League, league_of, meant, names_sport
from ragdomains.providers.espn.teams import nearest
from ragdomains.types import Days, Evidence, Lookup

AHEAD, BEHIND = timedelta(days=8), timedelta(days=4)  # how far the next and the last games are looked for
MOST_DAYS = timedelta(days=14)


async def day(asked: Wanted, lookup: Lookup, usual: tuple[str, ...], source: Service) -> Evidence:
    """Raises ProviderError (missing) for leagues that ESPN has not, and where neither league nor sport is named."""
    if not (asked.leagues or names_sport(lookup) or (lookup.days and lookup.ask != "score")):
        raise no_team(lookup, await nearest(lookup, usual, source))
    names = asked.leagues or meant(lookup, usual)
    leagues = list({league.name: league for name in names if (league := league_of(name))}.values())
    if not leagues:
        raise uncovered(names[0])
    known = await boards(leagues, lookup, source)
    told = on_days(known, lookup)
    shown = list(dict.fromkeys(game.league for game in told.games)) or [league.name for league in leagues]
    joint = put("and" if told.games else "or", lookup.language)
    return league_day(told, listed([spoken_league(name, lookup.language) for name in shown], joint), lookup)


async def boards(leagues: list[League], lookup: Lookup, source: Service) -> list[Game]:
    """The games of all these leagues, earliest first. One that cannot be had is left out, as long as another can."""
    found = await asyncio.gather(*(board(league, lookup, source) for league in leagues), return_exceptions=True)
    failures = [each for each in found if isinstance(each, BaseException)]
    if len(failures) == len(found):
        raise failures[0]
    known = [game for each in found if not isinstance(each, BaseException) for game in each]
    return sorted(known, key=lambda game: game.start)


async def board(league: League, lookup: Lookup, source: Service) -> list[Game]:
    """The games around the days. ESPN's own days are those of the American east coast: one more on each side."""
    today = lookup.now.date()
    days = lookup.days or Days(today, today)
    first = days.first - (BEHIND if lookup.ask == "score" and lookup.days is None else timedelta(days=1))
    last = min(days.last, days.first + MOST_DAYS) + (AHEAD if days.last >= today else timedelta(days=1))
    params: dict[str, str | int | float] = {"dates": f"{first:%Y%m%d}-{last:%Y%m%d}", "limit": 300}
    body = await source.ask(f"/apis/site/v2/sports/{league.path}/scoreboard", params)
    events = mapping(body).get("events")
    if not isinstance(events, list):
        raise source.senseless()
    return [replace(game, league=league.name) for game in games(events, league, lookup)]
