"""What is said of several games: a league's day, a team's week."""

from collections.abc import Sequence

from ragdomains.games.day import Day
from ragdomains.games.facts import freshness, game_facts
from ragdomains.games.game import Game, Side
from ragdomains.games.times import clock, day_of, span_text, when
from ragdomains.games.words import put
from ragdomains.languages import base
from ragdomains.types import Evidence, Fact, Lookup

SPOKEN, WRITTEN = 4, 24  # games that are named one by one
SPORTS = {"NCAA Football", "NCAA Basketball"}  # a team plays both: which one is said
SINGULAR = {"La Liga", "Serie A", "Serie B", "Ligue 1", "Ligue 2", "Liga MX", "Copa del Rey", "Coppa Italia"} | SPORTS


def lines(games: Sequence[Game], lookup: Lookup) -> dict[str, str]:
    """The games one by one: some in the short form, all in the long."""
    one_day = len({day_of(game, lookup) for game in games}) == 1
    texts = [line(game, lookup, not one_day) for game in games]
    return {"summary": some(texts, SPOKEN, lookup.language), "details": some(texts, WRITTEN, lookup.language)}


def some(texts: Sequence[str], most: int, language: str) -> str:
    left = len(texts) - most
    more = [put("and {} more", language, str(left))] if left > 0 else []
    return "; ".join([*texts[:most], *more])


def line(game: Game, lookup: Lookup, dated: bool) -> str:
    """ "Ravens at Bengals at 8:20 PM", "Celtics 110, Heat 102"."""
    scored = game.home.score is not None and game.away.score is not None
    if game.state in ("live", "over") and scored:
        sides = [game.away, game.home] if game.article else [game.home, game.away]
        texts = [", ".join(f"{short(side)} {side.score}" for side in sides), game.clock or game.ending]
        return ", ".join(text for text in texts if text)
    if game.state in ("postponed", "cancelled"):
        return f"{paired(game, lookup.language)}, {put(game.state, lookup.language)}"
    hour = clock(game, lookup)
    if dated:
        return f"{paired(game, lookup.language)} {when(game, lookup)}"
    return (
        put("{} at {}", lookup.language, paired(game, lookup.language), hour) if hour else paired(game, lookup.language)
    )


def short(side: Side) -> str:
    return side.short or side.name


def paired(game: Game, language: str) -> str:
    """Both teams, as the sport has it: the guest first in America."""
    if game.article and base(language) != "de":
        return f"the {short(game.away)} at the {short(game.home)}"
    return put("{} against {}", language, short(game.home), short(game.away))


def number_of_games(count: int, language: str) -> str:
    return put("one game", language) if count == 1 else put("{} games", language, str(count))


def spoken_league(name: str, language: str) -> str:
    """ "the NFL", but "La Liga"."""
    return name if base(language) == "de" or name in SINGULAR else f"the {name}"


def league_day(day: Day, league: str, lookup: Lookup) -> Evidence:
    """A league's games on these days; where there is none, the first of those that come in the week after.

    `league` is the league as it is spoken of, or several of them.
    """
    found, coming = day.games, day.coming
    values = {"league": league, "span": span_text(day.days, lookup)}
    if found:
        values |= lines(found, lookup) | {"count": number_of_games(len(found), lookup.language)}
        values["station"] = found[0].channel if len(found) == 1 and found[0].state == "before" else ""
        return Evidence(game_facts(found, lookup), (), "day", values, fresh_for=freshness(found, lookup))
    if coming:
        values["next"] = line(coming[0], lookup, dated=True)
    elif day.days.last >= lookup.now.date():
        values["week"] = put(", nor in the week after", lookup.language)
    none = Fact("games", 0, "", league, day.days.first, day.days.last, lookup.now)
    return Evidence((none, *game_facts(coming[:1], lookup)), (), "day_none", values)
