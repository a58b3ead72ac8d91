"""Who beat whom: a win told as a loss, or the other way round, however either is said."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from validation.deeds import Misdeed
from validation.negation import denies
from validation.tokens import words
from validation.topic import PLAIN, stem

LONGEST = 20_000  # characters of a text that are read
MOST = 200  # games of it
_SENTENCES = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+")
_ARTICLE = r"(?:the |den |dem |die |der |das )?"
_NAME = rf"{_ARTICLE}(?-i:[A-ZÄÖÜ])[\w.'’-]*(?: (?-i:[A-ZÄÖÜ])[\w.'’-]*){{0,3}}"
_SCORE = r"(?: (?:(?:with|by|mit) )?\d{1,3} ?[-–:] ?\d{1,3}\b,?)?"
_WHEN = (
    r"(?: (?:am|im|zu hause|auswärts|gestern|heute|in|on|at|yesterday|today|also|again|knapp|klar|deutlich|narrowly"
    r"|easily|finally|comfortably|just)(?: (?-i:[A-ZÄÖÜ])\w*)?)?"
)
_BEAT = (
    r"(?:beat|beats|defeated|defeats|overcame|edged|thrashed|knocked out|saw off|schlug|schlugen|schlägt|besiegte\w?"
    r"|besiegt|bezwang\w*|bezwingt)"
)
_BESTED = (
    r"(?:was|were|been|wurden?) (?:beaten|defeated|thrashed|knocked out|besiegt|geschlagen|bezwungen) (?:by|von|vom)"
)
_WON = r"(?:won|win|wins|gewann|gewannen|gewinnt|siegte|siegten|siegt)"
_LOST = r"(?:lost|lose|loses|verlor|verloren|verliert)"
_YIELDED = r"(?:unterlag|unterlagen|unterliegt|fell)"
_MATCH = r"(?: (?:the|a|das|den|die|ein|eine) [a-zäöü]\w*)?"
_THEN = rf"{_MATCH}{_WHEN}{_SCORE}{_WHEN} "


def _way(verb: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<one>{_NAME})[^.!?;]{{0,40}}? {verb}(?P<two>{_NAME})", re.IGNORECASE)


_WAYS = (  # the expression, and whether the first of its two names is the winner
    (_way(rf"{_BEAT}{_WHEN} "), True),
    (_way(rf"{_WON}{_THEN}(?:against|over|gegen|at) "), True),
    (_way(rf"{_LOST}{_THEN}(?:to|against|gegen) "), False),
    (_way(rf"{_YIELDED}{_THEN}(?:to )?"), False),
    (_way(rf"{_BESTED} "), False),
)
_ALONE = re.compile(
    rf"(?P<one>{_NAME}) (?:has |have |hat |haben )?(?P<how>{_WON}|{_LOST}|gewonnen|verloren)\b", re.IGNORECASE
)
_LOSING = re.compile(rf"(?:{_LOST}|verloren)$", re.IGNORECASE)
_LOWER = re.compile(
    rf"(?P<one>{_NAME}) (?:finished|came(?: in)?|was|ended(?: up)?|wurde|kam|belegte|landete) (?:only |nur )?"
    r"(?:(?:in |on |auf )?(?:rang |platz |place |position )?(?:second|third|fourth|fifth|sixth|last|runner-up"
    r"|zweite[rn]?|dritte[rn]?|vierte[rn]?|fünfte[rn]?|letzte[rn]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun))\b",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"\b(?:drew|draw|tied|ended level|unentschieden|trennten sich|remis)\b", re.IGNORECASE)
_HINTS = words(
    "beat beats beaten defeated defeats overcame edged thrashed saw won win wins lost lose loses fell schlug schlugen "
    "schlägt besiegte besiegten besiegt bezwang bezwingt geschlagen gewann gewannen gewinnt gewonnen siegte siegten "
    "siegt verlor verloren verliert unterlag unterlagen unterliegt knocked"
)


class Game(NamedTuple):
    """The stems of the winner's and of the loser's name; empty where only one of them is told."""

    winner: frozenset[str]
    loser: frozenset[str]
    text: str = ""


def wrong_winners(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """A winner whom the texts know, against the same other, as the loser only."""
    if denies(sentence):
        return
    for own in _games(sentence):
        told = _told(texts)
        turned = [each for each in told if _meets(own, each.loser, each.winner)]
        if turned and not any(_meets(own, each.winner, each.loser) for each in told):
            yield Misdeed("The text tells the other way round who won.", turned[0].text)
            return
    yield from _ranked(sentence, texts)


def _ranked(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """ "Quillan won", who came in third; "Bonn beat Trier", where nobody won."""
    for own in _games(sentence):
        if own.winner and not any(each.winner & own.winner for each in _told(texts)):
            lower = [each for each in _cut(texts) if any(own.winner & placed for placed in _placed(each))]
            drawn = [each for each in _cut(texts) if own.loser and _DRAWN.search(each) and _holds(each, own)]
            if lower or drawn:
                yield Misdeed("The text tells another end of it.", (*lower, *drawn)[0])
                return


def _placed(sentence: str) -> Iterator[frozenset[str]]:
    return (_named(match["one"]) for match in _LOWER.finditer(sentence))


def _holds(sentence: str, game: Game) -> bool:
    stems = _named(sentence)
    return bool(game.winner & stems and game.loser & stems)


def _meets(own: Game, winner: frozenset[str], loser: frozenset[str]) -> bool:
    """Are these the two of the game, as far as it names them?"""
    pairs = [(mine, theirs) for mine, theirs in ((own.winner, winner), (own.loser, loser)) if mine]
    return all(not mine.isdisjoint(theirs) for mine, theirs in pairs)


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Game, ...]:
    return tuple(game for each in _cut(texts) for game in _games(each))[:MOST]


@lru_cache(maxsize=64)
def _cut(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each)


@lru_cache(maxsize=512)
def _games(sentence: str) -> tuple[Game, ...]:
    if _HINTS.isdisjoint(re.findall(r"[^\W_]+", sentence.lower())):
        return ()
    found = [
        Game(*(sides if first else sides[::-1]), sentence)
        for way, first in _WAYS
        for match in way.finditer(sentence)
        if all(sides := (_named(match["one"]), _named(match["two"])))
    ]
    return tuple(found) or tuple(_of_one(sentence))


def _of_one(sentence: str) -> Iterator[Game]:
    """ "The Otters won": who lost is not told."""
    for match in _ALONE.finditer(sentence):
        side = _named(match["one"])
        if side:
            yield (
                Game(frozenset(), side, sentence) if _LOSING.match(match["how"]) else Game(side, frozenset(), sentence)
            )


def _named(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"[^\W\d_]+", name.lower()) if word not in PLAIN)
