"""Cuts a paper into passages along its headings."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ragdomains.outline import Section
from ragdomains.readers import Paper
from ragdomains.recipe import USUAL, Size

LONG_WORD = 15  # characters
LONGEST_WORD = 60  # a longer one is cut
LONGEST_NAME = 300  # characters of a title or heading


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage to be found: its text, where it stands, and what is embedded of it."""

    title: str
    heading: str
    text: str
    page: int | None = None

    @property
    def embedded(self) -> str:
        """The text with its title and heading: "Every second Tuesday" alone does not say that it is about bins."""
        return "\n".join(part for part in (self.title, self.heading, self.text) if part)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.embedded.encode("utf-8", "replace")).hexdigest()


def cut(paper: Paper, size: Size = USUAL) -> Iterator[Piece]:
    """The pieces of a paper in order. Every word of it stands in one of them, and none mixes two headings."""
    for section in paper.sections:
        for text in passages(section, size):
            yield Piece(paper.title[:LONGEST_NAME], section.heading[:LONGEST_NAME], text, section.page)


def passages(section: Section, size: Size = USUAL) -> Iterator[str]:
    if words([section.text]) <= size.most:
        yield section.text.strip()
        return
    held: list[str] = []
    new = 0  # how many of the sentences held are not in a passage yet
    for sentence in sentences(section.text, size.words - size.overlap):
        if new and words([*held, sentence]) > size.words:
            yield joined(held)
            held, new = tail(held, size.overlap), 0
        held.append(sentence)
        new += 1
    yield joined(held)


def sentences(text: str, most: int = USUAL.words - USUAL.overlap) -> Iterator[str]:
    """Lines and sentences, each with the white space after it; one that is too long is cut between words."""
    for match in re.finditer(r".+?(?:[.!?][\"')\]]*\s+|\n\s*|\Z)", text, re.DOTALL):
        yield from shortened(match.group(), most)


def shortened(sentence: str, most: int) -> Iterator[str]:
    part = ""
    for match in re.finditer(rf"\s*\S{{1,{LONGEST_WORD}}}\s*", sentence):
        if part and words([part, match.group()]) > most:
            yield part
            part = ""
        part += match.group()
    if part:
        yield part


def tail(held: list[str], overlap: int) -> list[str]:
    """The last whole sentences of a passage, as many as the overlap holds."""
    kept: list[str] = []
    for sentence in reversed(held):
        if words([sentence, *kept]) > overlap:
            break
        kept.insert(0, sentence)
    return kept


def words(texts: Iterable[str]) -> int:
    """The number of words; a very long one, such as a whole sentence in a script without spaces, counts for several."""
    return sum(1 + len(word) // LONG_WORD for text in texts for word in text.split())


def joined(held: list[str]) -> str:
    return "".join(held).strip()
