"""Games and tables as typed facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ragdomains.games.game import Game, Row, Table
from ragdomains.games.times import local
from ragdomains.types import Evidence, Fact, Lookup, Value

MOST = 20  # games or rows whose facts are kept
LIVE, SOON = 30.0, timedelta(minutes=15)  # seconds that a game's score stays fresh; how near a start is watched so too


@dataclass(frozen=True, slots=True)
class Origin:
    """Where games come from, as it is said."""

    name: str
    url: str


def sourced(evidence: Evidence, origin: Origin, lookup: Lookup) -> Evidence:
    """The evidence and each of its facts with where it comes from."""
    facts = tuple(replace(fact, source=origin.name) for fact in evidence.facts)
    return replace(evidence, facts=facts, as_of=lookup.now, source=origin.name, source_url=origin.url)


def freshness(games: Sequence[Game], lookup: Lookup) -> float | None:
    """30 seconds while a game is on, or should be; None: as long as the row says."""
    begun = (game.state == "live" or (game.state == "before" and game.start - SOON <= lookup.now) for game in games)
    return LIVE if any(begun) else None


def game_facts(games: Sequence[Game], lookup: Lookup) -> tuple[Fact, ...]:
    """Teams, score, state, clock, start, venue and channel; the start in the zone of the household."""
    return tuple(
        Fact(name, value, "", game.venue, game.start, as_of=lookup.now)
        for game in games[:MOST]
        for name, value in of_game(game, lookup)
    )


def of_game(game: Game, lookup: Lookup) -> Iterator[tuple[str, Value]]:
    yield "home_team", game.home.name
    yield "away_team", game.away.name
    if game.state in ("live", "over"):
        for name, side in (("home_score", game.home), ("away_score", game.away)):
            if side.score is not None:
                yield name, side.score
    yield "state", game.state
    moment = local(game, lookup)
    yield "start", moment if game.timed else moment.date()
    texts = {"clock": game.clock, "venue": game.venue, "channel": game.channel, "competition": game.league}
    yield from ((name, text) for name, text in texts.items() if text)


def table_facts(tables: Sequence[Table], lookup: Lookup) -> tuple[Fact, ...]:
    """Team, group, rank, wins, losses, draws and points of each row."""
    return tuple(
        Fact(name, value, "", table.name, as_of=lookup.now)
        for table in tables
        for row in table.rows[:MOST]
        for name, value in of_row(row, table)
    )


def of_row(row: Row, table: Table) -> Iterator[tuple[str, Value]]:
    yield "team", row.team
    yield "table", table.name
    numbers = {
        "rank": row.rank, "wins": row.wins, "losses": row.losses, "draws": row.draws, "points": row.points,
        "games_played": row.played,
    }  # fmt: skip
    yield from ((name, number) for name, number in numbers.items() if number is not None)
