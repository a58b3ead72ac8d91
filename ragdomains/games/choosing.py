"""Which of a team's games is meant: the one that is on, the next, the last, or those of the days asked about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ragdomains.games.game import Game, Side
from ragdomains.games.times import falls_on
from ragdomains.games.wanted import Wanted, which
from ragdomains.types import Lookup
from ragdomains.zones import plain

BEHIND, AHEAD = timedelta(days=12), timedelta(days=24)  # games this near say that a team is in season
AHEAD_WORDS = re.compile(r"\b(tomorrow|next|morgen|nächste)")
LONGEST = timedelta(hours=5)  # a game that should have begun and whose state is not known is still coming until then
EMPTY = {"fc", "afc", "cf", "sc", "ac", "as", "club", "the", "of", "de", "and", "&"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The games that answer. `missed`: none is on the days asked about, and these are told in their stead."""

    games: tuple[Game, ...] = ()
    missed: bool = False


def choose(games: Iterable[Game], asked: Wanted, lookup: Lookup) -> Chosen:
    """By Lookup.ask (next, score) and the days; nothing where no game fits at all."""
    fitting = sorted((game for game in games if fits(game, asked)), key=lambda game: game.start)
    days = lookup.days
    if days is None:
        return Chosen(nearest(fitting, lookup))
    whole = replace(days, part="")  # a game in the afternoon is told to who asks for the evening
    for wanted_days in (days, whole):
        if found := tuple(game for game in fitting if falls_on(game, wanted_days, lookup)):
            return Chosen(found)
    return Chosen(nearest(fitting, lookup), missed=True)


def nearest(games: Sequence[Game], lookup: Lookup) -> tuple[Game, ...]:
    """The game that is on; else the next, or the last where a result is asked for; else what there is."""
    live = [game for game in games if game.state == "live"]
    coming = [game for game in games if game.state == "before" and game.start > lookup.now - LONGEST]
    over = [game for game in games if game.state == "over"]
    if lookup.days and lookup.days.first > lookup.now.date() and coming:
        return tuple(coming[:1])
    if live:
        return tuple(live[:1])
    return tuple(over[-1:] or coming[:1]) if asks_back(lookup) else tuple(coming[:1] or over[-1:])


def asks_back(lookup: Lookup) -> bool:
    """Whether what has been is asked about: a result, or days that are past."""
    today = lookup.now.date()
    if lookup.days is None:
        return lookup.ask == "score"
    return lookup.days.last < today or (lookup.ask == "score" and lookup.days.first <= today)


def in_the_past(lookup: Lookup) -> Lookup:
    """ "Did they win on Tuesday" means the last one; days without a direction are otherwise read as the next."""
    days, today = lookup.days, lookup.now.date()
    if lookup.ask != "score" or days is None or days.first <= today or AHEAD_WORDS.search(days.said.casefold()):
        return lookup
    week = timedelta(days=7)
    if days.first - week > today:
        return lookup
    return replace(lookup, days=replace(days, first=days.first - week, last=min(days.last - week, today)))


def fits(game: Game, asked: Wanted) -> bool:
    """Whether it is against the rival, and at home or away, as it is asked."""
    if not asked.teams:
        return True
    if asked.leagues and game.league not in asked.leagues:
        return False
    own = own_side(game, asked.teams[0])
    if asked.side and own is not (game.home if asked.side == "home" else game.away):
        return False
    other = game.away if own is game.home else game.home
    return not asked.rival or same_team(asked.rival, other)


def own_side(game: Game, team: str) -> Side:
    """The side of the team; the home side where neither is."""
    return game.away if likeness(team, game.away) > likeness(team, game.home) else game.home


def same_team(name: str, side: Side) -> bool:
    return likeness(name, side) > 0


def likeness(name: str, side: Side) -> int:
    """0: another team; the more, the surer it is this one."""
    wanted = significant(name)
    if not wanted:
        return 0
    for rank, called in ((3, side.name), (2, side.short)):
        if significant(called) == wanted:
            return rank
    known = significant(side.name)
    return 1 if known and (wanted <= known or known <= wanted) else 0


def significant(name: str) -> frozenset[str]:
    """The words of a team's name that tell it from others, without accents; Los Angeles is LA everywhere."""
    words = plain(name).replace("los angeles", "la").replace("saint ", "st ").split()
    return frozenset(word for word in words if word not in EMPTY)


def the_one(candidates: Sequence[tuple[str, Sequence[Game]]], lookup: Lookup) -> int:
    """Which of several teams of a name, as they are spoken of, with their games: the one in season.

    Raises ProviderError (missing), as a question with the choices, where more than one is.
    """
    active = [place for place, (_, games) in enumerate(candidates) if in_season(games, lookup)]
    left = active or list(range(len(candidates)))
    if len(left) > 1:
        raise which([candidates[place][0] for place in left], lookup.language)
    return left[0]


def in_season(games: Iterable[Game], lookup: Lookup) -> bool:
    """Whether a game has been played lately, or one is near."""
    return any(lookup.now - BEHIND <= game.start <= lookup.now + AHEAD for game in games)
