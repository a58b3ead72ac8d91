"""Tells the language that somebody speaks, of those that are understood, by the small words of each."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from intents.compounds import is_compound
from intents.tables import rows
from intents.words import clean, fold

AUTOMATIC = "auto"  # of an assistant that answers in the language that it is asked in
OTHERWISE = "en"
SAID = 200  # characters of a text whose language is remembered
READ = 60  # words of a question that are looked at
LETTERS = {"de": frozenset("äöüß")}  # a word with one of these is a weak sign: it may be a name in another language
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def tongues() -> dict[str, frozenset[str]]:
    """The words by which each language is known; what two languages have in common tells neither."""
    said = {row.value: frozenset(row.words) for row in rows("tongues")}
    return {
        code: words.difference(*(other for name, other in said.items() if name != code)) for code, words in said.items()
    }


@cache
def of_the_house() -> dict[str, frozenset[str]]:
    """What only one language calls a device, or says to it: "rollos runter". A weak sign, for such a word may be
    another thing in the other language."""
    said = {
        code: {word for name in ("devices", "actions") for row in rows(name, code) for word in (*row.words, *row.loose)}
        for code in tongues()
    }
    return {
        code: frozenset(words).difference(*(other for name, other in said.items() if name != code))
        for code, words in said.items()
    }


def tongue(text: str) -> str:
    """The language of a text; "" where its words tell none, or several alike."""
    return said_before(text) if len(text) <= SAID else told(text)


@lru_cache(maxsize=1024)
def said_before(text: str) -> str:
    """The same for what is said, and often said again."""
    return told(text)


def told(text: str) -> str:
    words = WORD.findall(fold(clean(text)))[:READ]
    counted = {code: sum(signs(word, code, known) for word in words) for code, known in tongues().items()}
    first, second = sorted(counted, key=lambda code: -counted[code])[:2]
    return first if counted[first] > counted[second] else ""


def signs(word: str, code: str, known: frozenset[str]) -> float:
    if word in known:
        return 1.0
    weak = (
        word in of_the_house()[code] or is_compound(word, code) or not LETTERS.get(code, frozenset()).isdisjoint(word)
    )
    return 0.5 if weak else 0.0


def spoken(language: str, texts: Iterable[str], otherwise: str = OTHERWISE) -> str:
    """The language in which a question is read and answered: that of the assistant, or of what was said, newest first.

    A question such as "Paris?" tells none: then that of the one before it holds, in the end English.
    """
    if language != AUTOMATIC:
        return language
    return next((found for text in texts if (found := tongue(text))), otherwise)
