"""Lines of plain text: those that were broken to fit the page, and those that each say something of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

FEWEST = 4  # lines from which on it can be told whether they were broken to fit the page
# such a line goes on in the next, however short it is: in narrow columns all are
UNFINISHED = re.compile(
    r"\b(is|are|was|were|be|the|a|an|of|and|or|to|in|into|at|on|onto|for|with|by|from|between|than|until|per|your|our"
    r"|their|its|must|should|may|ist|sind|wird|werden|der|die|das|den|dem|des|und|oder|mit|für|von|vom|im|am|zwischen|bis"
    r"|beim|zum|zur|dass|\d{3,5}[ /-]\d{3}) *\n(?=\w)"
    r"|(?<=\d\.) *\n(?=(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b)"
)
NOTE = 4  # words of a line that can stand alone


def stretches(text: str) -> Iterator[str]:
    """The text in pieces: whole, but for notes, of which each line is found best alone."""
    held: list[str] = []
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        if not of_lines(lines):
            held.append(unwrapped(block))
        elif min(len(line.split()) for line in lines) < NOTE:
            held.append(block)
        else:
            yield "\n\n".join(held)
            yield from lines
            held = []
    yield "\n\n".join(held)


def of_lines(lines: Sequence[str]) -> bool:
    """Whether each line says something of its own: what only fits the page breaks where no further word would fit."""
    if len(lines) < FEWEST:
        return False
    longest = max(map(len, lines))
    early = sum(len(one) + 1 + len(next(iter(other.split()), "")) <= longest for one, other in pairwise(lines))
    return 2 * early >= len(lines) - 1


def unwrapped(text: str) -> str:
    """Lines that were broken only to fit the page are one line again."""
    whole_words = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    whole_words = UNFINISHED.sub(lambda hit: f"{hit[1] or ''} ", whole_words)
    return re.sub(r"(?<![.!?:\n]) *\n(?=[a-z(])|(?<=[^\n]{50}[\w,]) *\n(?=\w)", " ", whole_words)
