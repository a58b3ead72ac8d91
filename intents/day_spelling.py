"""Spells the words for days right where a letter slipped: "tomorow", "wensday", "donerstag"."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from intents.day_words import day_words

LEAST = 7  # letters of a word that is told by most of them: "monday" and "sundae" are too short
LONG = 8  # letters from which on two may slip, but not the last: "tommorow"
WORD = re.compile(r"[^\W\d_]{6,}")
# words that are near to one for a day, and are none
OTHERS = frozenset({"saturate", "saturated", "weakened", "gestein", "western", "gestirn", "freitage"})


def respelled(text: str, language: str) -> tuple[str, Sequence[int]]:
    """The lower-case text with its days spelled right, and for each place of it the place in the text as it was."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for word in WORD.finditer(text):
        right = nearest(word[0], language)
        if right != word[0]:
            pieces += [text[at : word.start()], right]
            places += [*range(at, word.start()), *([word.start()] * len(right))]
            at = word.end()
    if not pieces:
        return text, range(len(text) + 1)
    return "".join((*pieces, text[at:])), (*places, *range(at, len(text) + 1))


@lru_cache(maxsize=4096)
def nearest(word: str, language: str) -> str:
    """The word for a day that this one nearly is; the word itself where there is none."""
    days = day_names(language)
    if word in days or word.removesuffix("s") in days or word in OTHERS:
        return word
    slips = {day: OSA.distance(word, day) for day in days if len(day) >= LEAST and day[0] == word[0]}
    near = [day for day, slipped in slips.items() if slipped <= (2 if len(day) >= LONG and day[-1] == word[-1] else 1)]
    return min(near, key=lambda day: (slips[day], day), default=word)


@cache
def day_names(language: str) -> frozenset[str]:
    words = day_words(language)
    return frozenset(word for word in (*words.weekdays, *words.relative, *words.rests) if word.isalpha())
