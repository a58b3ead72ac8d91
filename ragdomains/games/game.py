"""A game, its two sides, and a row of a table, as every sports service knows them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Side:
    """One team of a game. `name` is its full one, `short` what it is called in a list; `score` None: not known."""

    name: str
    short: str = ""
    score: int | None = None
    id: str = ""
    won: bool = False


@dataclass(frozen=True, slots=True)
class Game:
    """One game. `start` is aware; where it is not `timed` only its day is known.

    `state` is before, live, over, postponed or cancelled. `clock` says how far a live game is, and `ending` how one
    that is over came to its end ("after overtime"), both in the language of the question and fit to be spoken.
    `article`: its teams are spoken of with "the", and the guest is named first, as in American sports.
    """

    home: Side
    away: Side
    start: datetime
    state: str
    timed: bool = True
    clock: str = ""
    ending: str = ""
    venue: str = ""
    channel: str = ""
    league: str = ""
    id: str = ""
    article: bool = False
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A team's place in a table. `rank` counts from 1; None: not known."""

    team: str
    id: str = ""
    rank: int | None = None
    wins: int | None = None
    losses: int | None = None
    draws: int | None = None
    points: int | None = None
    played: int | None = None
    article: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, best first. `name` is the league's or the group's within it; `by_points`: points decide, not wins."""

    name: str
    rows: tuple[Row, ...]
    by_points: bool = False
