"""Days and times of games, in the household's zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ragdomains.games.game import Game
from ragdomains.games.words import put
from ragdomains.languages import base, language_of
from ragdomains.sentences import spoken_day
from ragdomains.types import Days, Lookup

EVENING, NIGHT_ENDS, AFTERNOON = 17, 5, 12  # hours
PARTS = {
    (-1, "night"): "last night", (0, "morning"): "this morning", (0, "afternoon"): "this afternoon",
    (0, "night"): "tonight", (1, "morning"): "tomorrow morning", (1, "afternoon"): "tomorrow afternoon",
    (1, "night"): "tomorrow night",
}  # fmt: skip
# A game whose time is not set stands at a midnight of the American east coast: its day is the day there.
UNTIMED = ZoneInfo("America/New_York")


def local(game: Game, lookup: Lookup) -> datetime:
    """When it begins, in the zone of the household."""
    return game.start.astimezone(lookup.now.tzinfo)


def day_of(game: Game, lookup: Lookup) -> date:
    return local(game, lookup).date() if game.timed else game.start.astimezone(UNTIMED).date()


def falls_on(game: Game, days: Days, lookup: Lookup) -> bool:
    """Whether it begins on these days; "tonight" begins at 17:00 and reaches into the small hours."""
    day = day_of(game, lookup)
    if not days.part or not game.timed:
        return days.first <= day <= days.last
    hour = local(game, lookup).hour
    if days.part in ("evening", "night"):
        late = days.first <= day <= days.last and hour >= EVENING
        return late or (hour < NIGHT_ENDS and days.first < day <= days.last + timedelta(days=1))
    morning = hour < AFTERNOON if days.part == "morning" else AFTERNOON <= hour < EVENING + 1
    return days.first <= day <= days.last and morning


def clock(game: Game, lookup: Lookup) -> str:
    """ "19:30", or in English "7:30 PM" where the units are American; "" where the time is not set."""
    if not game.timed:
        return ""
    moment = local(game, lookup)
    if lookup.units == "us" and base(lookup.language) != "de":
        return f"{moment:%I:%M %p}".lstrip("0")
    return language_of(lookup.language).clock.format(moment)


def when(game: Game, lookup: Lookup, form: str = "short") -> str:
    """ "tomorrow at 7:30 PM", "on Sunday 6 December at 1:00 PM"; the long form has the date too."""
    day = day_text(day_of(game, lookup), lookup, form, local(game, lookup).hour)
    hour = clock(game, lookup) if game.state != "over" else ""
    return put("{} at {}", lookup.language, day, hour) if hour else day


def day_text(day: date, lookup: Lookup, form: str = "short", hour: int = 0) -> str:
    today, language = lookup.now.date(), lookup.language
    dated = spoken_day(day, today, language)
    tonight = "tonight" if hour >= EVENING and day == today else "today"
    near = {0: tonight, 1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    if near is None:
        return put("on {}", language, dated)
    return put(near, language) if form == "short" else f"{put(near, language)}, {dated},"


def span_text(days: Days, lookup: Lookup) -> str:
    """How the days asked about are said in the answer: "tonight", "on Friday 4 December", "from ... to ..."."""
    language, today = lookup.language, lookup.now.date()
    if days.first == days.last:
        named = PARTS.get(((days.first - today).days, "night" if days.part == "evening" else days.part))
        return put(named, language) if named else day_text(days.first, lookup)
    first, last = spoken_day(days.first, today, language), spoken_day(days.last, today, language)
    return put("from {} to {}", language, first, last)
