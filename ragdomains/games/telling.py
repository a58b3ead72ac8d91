"""What is said of a team's games."""

from ragdomains.games.choosing import Chosen, asks_back, own_side
from ragdomains.games.facts import freshness, game_facts
from ragdomains.games.game import Game, Side
from ragdomains.games.listing import SPORTS, lines, number_of_games, spoken_league
from ragdomains.games.times import span_text, when
from ragdomains.games.wanted import Wanted
from ragdomains.games.words import put
from ragdomains.languages import base
from ragdomains.types import Evidence, Lookup, ProviderError


def told(chosen: Chosen, asked: Wanted, lookup: Lookup) -> Evidence:
    """The chosen games of the first team in a sentence; raises ProviderError (missing) where there is none."""
    if not chosen.games:
        raise nothing(asked)
    first = chosen.games[0]
    values, answer = of_team(first, asked.teams[0], lookup), answer_of(chosen, lookup)
    if asked.leagues or first.league in SPORTS:
        values["cup"] = spoken_league(first.league, lookup.language)
    if lookup.days:
        values["span"] = span_text(lookup.days, lookup)
    if answer == "games":
        values |= lines(chosen.games, lookup) | {"count": number_of_games(len(chosen.games), lookup.language)}
    facts = game_facts(chosen.games, lookup)
    return Evidence(facts, (), answer, values, fresh_for=freshness(chosen.games, lookup))


def nothing(asked: Wanted) -> ProviderError:
    team = asked.teams[0]
    if asked.rival:
        return ProviderError(f"I find no game of {team} against {asked.rival}.", "missing")
    return ProviderError(f"No game of {team} is scheduled right now.", "missing")


def answer_of(chosen: Chosen, lookup: Lookup) -> str:
    """The name of the sentence."""
    game = chosen.games[0]
    if len(chosen.games) > 1:
        return "games"
    if chosen.missed:
        last = "none_last" if asks_back(lookup) else "over"
        return {"live": "playing", "over": last}.get(game.state, "none_next")
    if game.state in ("postponed", "cancelled"):
        return "off"
    if game.state == "live":
        return "live" if lookup.ask == "score" else "playing"
    if game.state == "over":
        return "over" if lookup.ask != "score" and lookup.days is None else "result"
    return "next" if lookup.days is None else "plays"


def of_team(game: Game, team: str, lookup: Lookup) -> dict[str, str]:
    """The values of a game as the team sees it."""
    own = own_side(game, team)
    other, language = (game.away if own is game.home else game.home), lookup.language
    where = "on neutral ground" if game.neutral else "at home" if own is game.home else "away"
    return {
        "team": called(own, game, language),
        "opponent": called(other, game, language),
        "where": put(where, language),
        "when": when(game, lookup),
        "date": when(game, lookup, "long").rstrip(","),
        "result": result(own, other, language),
        "standing": standing(own, other, language),
        "ending": ending(own, other, game, lookup.language),
        "clock": game.clock,
        "venue": game.venue,
        "channel": game.channel,
        "league": game.league,
        "off": put(game.state, language),
    }


def called(side: Side, game: Game, language: str) -> str:
    """ "the Boston Celtics", but "Arsenal"."""
    return f"the {side.name}" if game.article and base(language) != "de" else side.name


def ending(own: Side, other: Side, game: Game, language: str) -> str:
    """ ", after overtime"; ", and won on penalties", which do not count as goals."""
    if not game.ending or not level(own, other):
        return f", {game.ending}" if game.ending else ""
    return f", {put('and won {}' if own.won else 'and lost {}', language, game.ending)}"


def level(own: Side, other: Side) -> bool:
    """Whether one has won though the score says that nobody has."""
    return own.score is not None and own.score == other.score and own.won != other.won


def result(own: Side, other: Side, language: str) -> str:
    """ "won 110 to 102", the team's own score first."""
    if own.score is None or other.score is None:
        word = "won" if own.won else "lost" if other.won else ""
        return put(word, language) if word else ""
    if level(own, other):
        return put("drew {} to {}", language, str(own.score), str(other.score))
    ahead = own.won or (own.score > other.score and not other.won)
    word = "won" if ahead else "lost" if other.won or own.score < other.score else "drew"
    return put(f"{word} {{}} to {{}}", language, str(own.score), str(other.score))


def standing(own: Side, other: Side, language: str) -> str:
    """ "lead 54 to 48", as long as the game is on."""
    if own.score is None or other.score is None:
        return put("are playing right now", language)
    words = "lead" if own.score > other.score else "trail" if own.score < other.score else "are level at"
    return put(f"{words} {{}} to {{}}", language, str(own.score), str(other.score))
