"""Reads TheSportsDB's events and tables (https://www.thesportsdb.com/documentation): every value is text, or null."""

from datetime import UTC, datetime, timedelta

from ragdomains.bodies import Body, moment, numeral, words
from ragdomains.games.game import Game, Row, Side
from ragdomains.games.words import put
from ragdomains.types import Lookup

AMERICAN = {"NFL", "NBA", "WNBA", "MLB", "NHL", "NCAA Division 1", "NCAA Division I Basketball Mens"}
LASTS = timedelta(hours=4)
MOST = 100_000
EARLIEST = 1900
OVER = {"ft", "match finished", "aot", "aet", "ap", "pen", "finished", "after over time", "after extra time"}
BEFORE = {"ns", "not started", "tbd", "time to be defined"}
OFF = {"postponed": "postponed", "pst": "postponed", "postp.": "postponed", "canc": "cancelled",
       "cancelled": "cancelled", "abd": "cancelled", "abandoned": "cancelled"}  # fmt: skip
ENDINGS = {"aot": "after overtime", "after over time": "after overtime", "aet": "after extra time",
           "after extra time": "after extra time", "ap": "on penalties", "pen": "on penalties"}  # fmt: skip
BREAKS = {"ht": "it is half-time"}


def read(event: Body, lookup: Lookup) -> Game | None:
    """None where a team or the day is missing; a race has no teams."""
    start, timed = begins(event)
    home, away = words(event, "strHomeTeam"), words(event, "strAwayTeam")
    if start is None or start.year < EARLIEST or not home or not away:
        return None
    scores = score(event, "intHomeScore"), score(event, "intAwayScore")
    state = state_of(event, start, None not in scores, lookup)
    status = words(event, "strStatus").casefold()
    said = {"over": ENDINGS, "live": BREAKS}.get(state, {}).get(status, "")
    one, other = scores if state in ("live", "over") else (None, None)
    return Game(
        Side(home, "", one, words(event, "idHomeTeam")),
        Side(away, "", other, words(event, "idAwayTeam")),
        start,
        state,
        timed,
        clock=put(said, lookup.language) if said and state == "live" else "",
        ending=put(said, lookup.language) if said and state == "over" else "",
        venue=words(event, "strVenue"),
        league=words(event, "strLeague"),
        id=words(event, "idEvent"),
        article=words(event, "strLeague") in AMERICAN,
    )


def begins(event: Body) -> tuple[datetime | None, bool]:
    """The start, and whether its time is known. Times are UTC, written with the zone or without."""
    known = moment(words(event, "strTimestamp"))
    if known is None and words(event, "strTime"):
        known = moment(f"{words(event, 'dateEvent')}T{words(event, 'strTime')}")
    if known:
        return (known if known.tzinfo else known.replace(tzinfo=UTC)), True
    day = moment(words(event, "dateEvent"))
    return (
        (day.replace(hour=12, tzinfo=UTC), False) if day else (None, False)
    )  # noon is that day in every zone of a team


def score(event: Body, key: str) -> int | None:
    known = numeral(event.get(key))
    return int(known) if known is not None and 0 <= known < MOST else None


def state_of(event: Body, start: datetime, scored: bool, lookup: Lookup) -> str:
    """By its status; where that is empty or unknown, by its start and whether there is a score."""
    status = words(event, "strStatus").casefold()
    if words(event, "strPostponed").casefold() == "yes":
        return "postponed"
    if status in OFF:
        return OFF[status]
    if status in OVER:
        return "over"
    if status in BEFORE or start > lookup.now:
        return "before"
    if lookup.now - start < LASTS and (status or not scored):
        return "live"
    return "over"


def row_of(entry: Body) -> Row | None:
    def whole(key: str) -> int | None:
        known = numeral(entry.get(key))
        return int(known) if known is not None and 0 <= known < MOST else None

    name = words(entry, "strTeam")
    if not name:
        return None
    return Row(
        name,
        words(entry, "idTeam"),
        whole("intRank"),
        whole("intWin"),
        whole("intLoss"),
        whole("intDraw"),
        whole("intPoints"),
        whole("intPlayed"),
        words(entry, "strLeague") in AMERICAN,
    )
