"""Reads OpenLigaDB's matches and tables (https://api.openligadb.de/index.html), which volunteers write as they go."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ragdomains.bodies import Body, mapping, mappings, moment, number, words
from ragdomains.games.game import Game, Row, Side
from ragdomains.games.words import put
from ragdomains.types import Lookup

LASTS = timedelta(hours=3)  # what is not said to be finished after this has been forgotten
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a match that has no day yet stands at the beginning of time
HALF = 1  # resultTypeID: 1 half-time, 2 the end; more for extra time and penalties
MOST = 10_000
ENDINGS = {"elfmeter": "on penalties", "verlängerung": "after extra time"}


def read(match: Body, league: str, lookup: Lookup) -> Game | None:
    """None where a team or the start is missing, or where nobody wrote down how it ended."""
    start = moment(words(match, "matchDateTimeUTC"))
    home, away = (mapping(match.get(team)) for team in ("team1", "team2"))
    if start is None or start.tzinfo is None or start < EARLIEST or not (name_of(home) and name_of(away)):
        return None
    state = state_of(match, start, lookup)
    final = last_result(match)
    scores = points(final) if state == "over" else so_far(match)
    if state == "over" and scores is None:
        return None
    one, other = scores or (None, None)
    return Game(
        Side(name_of(home), words(home, "shortName"), one, identity(home, "teamId")),
        Side(name_of(away), words(away, "shortName"), other, identity(away, "teamId")),
        start,
        state,
        ending=ending(final, lookup.language) if state == "over" else "",
        venue=words(mapping(match.get("location")), "locationStadium"),
        league=league,
        id=identity(match, "matchID"),
    )


def name_of(team: Body) -> str:
    return words(team, "teamName")


def identity(block: Body, key: str) -> str:
    known = number(block, key)
    return f"{known:.0f}" if known is not None and abs(known) < 1e12 else ""


def state_of(match: Body, start: datetime, lookup: Lookup) -> str:
    if match.get("matchIsFinished") is True:
        return "over"
    if start > lookup.now:
        return "before"
    return "live" if lookup.now - start < LASTS else "over"


def last_result(match: Body) -> Body:
    """Of half-time, end, extra time and penalties the last that there is; half-time alone is no result."""
    known = [each for each in mappings(match.get("matchResults")) if (number(each, "resultTypeID") or HALF) > HALF]
    return max(known, key=lambda each: number(each, "resultTypeID") or 0, default={})


def points(result: Body) -> tuple[int, int] | None:
    return pair(result, "pointsTeam1", "pointsTeam2")


def so_far(match: Body) -> tuple[int, int] | None:
    """The score by the last goal; None where none is written: it may be 0 to 0, or nobody may be writing."""
    scores = [found for goal in mappings(match.get("goals")) if (found := pair(goal, "scoreTeam1", "scoreTeam2"))]
    return max(scores, key=sum, default=None)


def pair(block: Body, one: str, other: str) -> tuple[int, int] | None:
    first, second = number(block, one), number(block, other)
    if first is None or second is None or not (0 <= first < MOST and 0 <= second < MOST):
        return None
    return int(first), int(second)


def ending(result: Body, language: str) -> str:
    name = words(result, "resultName").casefold()
    return next((put(said, language) for word, said in ENDINGS.items() if word in name), "")


def row_of(entry: Mapping[str, object], rank: int) -> Row | None:
    """A row of a table, which comes in its order."""

    def whole(key: str) -> int | None:
        known = number(entry, key)
        return int(known) if known is not None and 0 <= known < MOST else None

    name = name_of(entry)
    if not name:
        return None
    return Row(
        name,
        identity(entry, "teamInfoId"),
        rank,
        whole("won"),
        whole("lost"),
        whole("draw"),
        whole("points"),
        whole("matches"),
    )
