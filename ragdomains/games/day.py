"""The games of the days that are asked about, of a league."""

from collections.abc import Sequence
from dataclasses import dataclass

from ragdomains.games.choosing import LONGEST
from ragdomains.games.game import Game
from ragdomains.games.times import day_of, falls_on
from ragdomains.types import Days, Lookup


@dataclass(frozen=True, slots=True)
class Day:
    """The days that are told, the league's games on them, and those that are still to come, earliest first."""

    days: Days
    games: Sequence[Game]
    coming: Sequence[Game]


def on_days(known: Sequence[Game], lookup: Lookup) -> Day:
    """The games of the days asked about; without days those of the next day with any, or of the last for results."""
    days = lookup.days
    if days is None:
        if lookup.ask == "score":
            pool = [game for game in known if game.state in ("live", "over")][-1:]
        else:
            pool = [game for game in known if game.state in ("before", "live") and game.start > lookup.now - LONGEST]
        day = day_of(pool[0], lookup) if pool else lookup.now.date()
        days = Days(day, day)
    found = [game for game in known if falls_on(game, days, lookup)]
    ahead = [game for game in found if game.state != "over"]
    coming = [game for game in known if game.state == "before" and game.start > lookup.now - LONGEST]
    return Day(days, ahead if ahead and lookup.ask != "score" else found, coming)
