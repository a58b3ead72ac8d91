"""A text cut into words, numbers, clock times and signs, each with its place; one linear pass."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

LIMIT = 65_536  # characters that are read; an answer is bounded far below

# Python's re and not RE2, whose Python binding is slower here: no alternative repeats a repetition over the same
# characters, and every bounded group is short, so that the scan stays linear (a test feeds it 64 KiB of the worst).
_URL = r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)'’\]*]"
_TOKEN = re.compile(
    rf"(?P<word>(?!{_URL})[^\W\d_]+(?:['’][^\W\d_]+)*)"  # first: most pieces are words
    rf"|(?P<url>{_URL})"
    r"|(?P<iso>(?<!\d)\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d))"
    r"|(?P<phone>\+\d[\d ()./-]{5,18}\d(?!\d)|(?<![\d.,-])\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?![\d-])"
    r"|(?<![\d.,-])\d{3}-\d{4}(?![\d-])|(?<![\d.,:-])0\d{1,4}[ /-]\d{3,8}(?:[ -]\d{2,8}){0,3}(?!\d))"
    r"|(?P<clock>(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<number>\d+(?:[.,'’\u00a0\u202f]\d+)*)"
    r"|(?P<sign>[^\s\w]|_)"
)


class Token(NamedTuple):
    """A piece of text. `kind` is url, iso, phone, clock, number, word or sign; `low` is the text in lower case."""

    kind: str
    text: str
    low: str
    start: int
    end: int
    fresh: bool = False  # the first of its line


_WHOLE = re.compile(r"\w+")
_NONE = Token("", "", "", -1, -1)
_token = tuple.__new__  # the class's own constructor costs twice as much


def tokenize(text: str) -> list[Token]:
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text, 0, LIMIT):
        start, end = match.span()
        fresh = not tokens or (start > last and "\n" in text[last:start])
        piece = match.group()
        tokens.append(_token(Token, (match.lastgroup, piece, piece.lower(), start, end, fresh)))
        last = end
    return tokens


def at(tokens: Sequence[Token], index: int) -> Token:
    """The token there, or an empty one beyond either end."""
    if index < 0:
        return _NONE
    try:
        return tokens[index]
    except IndexError:
        return _NONE


def glued(tokens: Sequence[Token], index: int) -> bool:
    """Does the token follow the one before without a gap?"""
    return index > 0 and index < len(tokens) and tokens[index - 1].end == tokens[index].start


def opens(tokens: Sequence[Token], index: int) -> bool:
    """Does the token open a sentence?"""
    before = at(tokens, index - 1)
    return at(tokens, index).fresh or before.text in {".", "!", "?", ":", "…", '"', "“", "„", "(", "•"}


@lru_cache(maxsize=1024)
def held(text: str) -> frozenset[str]:
    """Its words in small letters, cut as an expression's \\b cuts: one look at them spares many an expression."""
    return frozenset(_WHOLE.findall(text.lower()))


def words(text: str) -> frozenset[str]:
    """A vocabulary, written as a sentence is."""
    return frozenset(text.split())
