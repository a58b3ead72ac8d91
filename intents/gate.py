"""Tells in one pass which of many expressions can match a text at all, so that only those are tried."""

import re
from collections.abc import Iterator, Sequence

import re2

EDGE = re.compile(r"\\b")
OPTIONS = re2.Options()
OPTIONS.max_mem = 64 << 20  # bytes; a set that runs out of it would find nothing
LOOK = ("(?=", "(?!", "(?<=", "(?<!")


class Gate:
    """Python's own expressions behind one RE2 set. The set leaves out what RE2 does not know, so it lets too much in,
    never too little. Immutable."""

    __slots__ = ("_expressions", "_set")

    def __init__(self, expressions: Sequence[str]) -> None:
        self._expressions = tuple(re.compile(each) for each in expressions)
        self._set = re2.Set.SearchSet(OPTIONS)
        for each in expressions:
            self._set.Add(EDGE.sub("", without_looks(each)))
        if expressions:
            self._set.Compile()

    def possible(self, text: str) -> Iterator[tuple[int, re.Pattern[str]]]:
        """The number and expression of each that can match, in their order."""
        for number in sorted(self._set.Match(text) or ()) if self._expressions else ():
            yield number, self._expressions[number]


def without_looks(expression: str) -> str:
    """The expression without its lookaheads and lookbehinds."""
    kept, at = [], 0
    while at < len(expression):
        if expression.startswith(LOOK, at):
            at = closing(expression, at) + 1
            continue
        step = 2 if expression[at] == "\\" else 1
        kept.append(expression[at : at + step])
        at += step
    return "".join(kept)


def closing(expression: str, at: int) -> int:
    """Where the bracket that opens here is closed; brackets inside [...] do not count."""
    depth, inside = 0, False
    while at < len(expression):
        letter = expression[at]
        if letter == "\\":
            at += 1
        elif inside:
            inside = letter != "]"
        elif letter == "[":
            inside = True
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if depth == 0:
                return at
        at += 1
    raise ValueError(f"a bracket is not closed: {expression}")
