"""The games of a league, or of several, on the days asked about."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from ragdomains.bodies import Service, mapping
from ragdomains.games.choosing import LONGEST
from ragdomains.games.game import Game
from ragdomains.games.listing import league_day
from ragdomains.games.times import falls_on
from ragdomains.games.wanted import Wanted, no_team, uncovered
from ragdomains.games.words import listed, put
from ragdomains.providers.espn.events import games
from ragdomains.providers.espn.leagues import League, league_of, meant
from ragdomains.types import Days, Evidence, Lookup

AHEAD, BEHIND = timedelta(days=8), timedelta(days=4)  # how far the next and the last games are looked for
MOST_DAYS = timedelta(days=14)


async def day(asked: Wanted, lookup: Lookup, usual: tuple[str, ...], source: Service) -> Evidence:
    """Raises ProviderError (missing) for leagues that ESPN has not."""
    names = asked.leagues or meant(lookup, usual)
    leagues = list({league.name: league for name in names if (league := league_of(name))}.values())
    if not leagues:
        raise uncovered(names[0]) if names else no_team()
    days = lookup.days or Days(lookup.now.date(), lookup.now.date())
    boards = await asyncio.gather(*(board(league, days, lookup, source) for league in leagues))
    known = sorted((game for board in boards for game in board), key=lambda game: game.start)
    found = [game for game in known if falls_on(game, days, lookup)]
    if lookup.days is None and lookup.ask == "score" and not any(game.state != "before" for game in found):
        days, found = last_day(known, days, lookup)
    coming = [game for game in known if game.state == "before" and game.start > lookup.now - LONGEST]
    played = dict.fromkeys(game.league for game in found) if len(leagues) > 1 else ()
    shown = list(played) or [league.name for league in leagues]
    title = listed(shown, put("and" if found else "or", lookup.language))
    return league_day(found, coming, title, days, lookup)


def last_day(known: list[Game], days: Days, lookup: Lookup) -> tuple[Days, list[Game]]:
    """The last day on which something was decided, where results are asked for and today has none."""
    over = [game for game in known if game.state == "over"]
    if not over:
        return days, [game for game in known if falls_on(game, days, lookup)]
    last = over[-1].start.astimezone(lookup.now.tzinfo).date()
    return Days(last, last), [game for game in over if falls_on(game, Days(last, last), lookup)]


async def board(league: League, days: Days, lookup: Lookup, source: Service) -> list[Game]:
    """The games around the days. ESPN's own days are those of the American east coast: one more on each side."""
    last = min(days.last, days.first + MOST_DAYS)
    first = days.first - (BEHIND if lookup.ask == "score" and lookup.days is None else timedelta(days=1))
    last += AHEAD if days.last >= lookup.now.date() else timedelta(days=1)
    params: dict[str, str | int | float] = {"dates": f"{first:%Y%m%d}-{last:%Y%m%d}", "limit": 300}
    body = await source.ask(f"/apis/site/v2/sports/{league.path}/scoreboard", params)
    events = mapping(body).get("events")
    if not isinstance(events, list):
        raise source.senseless()
    return [replace(game, league=league.name) for game in games(events, league, lookup)]
