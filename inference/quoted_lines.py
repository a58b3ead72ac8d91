"""The sentences of passages as lines that may be quoted, each with the words that it holds or leans on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inference.passage_lines import sentences
from ragdomains.stems import terms
from ragdomains.types import Passage

PASSAGES = 12
SENTENCES = 400
HEADING, TITLE = 0.7, 0.35  # what a word of the question counts that stands there and not in the sentence
OPENING = 0.35  # what a word of the passage's first sentence counts for those that go on from it
CAPTION = 4  # words

NUMBERED = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3})*[.)]?|§ ?\d+)\s+(?=\S)"
)  # "2. Deposit": spoken, it would end a sentence

REFERS = re.compile(
    r"(?:it|they|this|that|these|those|he|she|its|their|his|her|then|there|otherwise|if (?:not|so))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage. `weights` says how much it holds of each stem: its own words wholly, those it leans on
    (the heading, the title, the sentence before that its "it" refers to) in part."""

    text: str
    passage: Passage
    number: int
    weights: Mapping[str, float]
    ended: bool

    @property
    def whole(self) -> str:
        """With the heading above it, where it is no sentence: "What must not go in: iron pans"."""
        heading = self.passage.heading.rpartition(">")[2].strip(" .:?")
        if self.ended or not heading or ":" in self.text:
            return self.text
        return f"{NUMBERED.sub('', heading)}: {self.text}"

    @property
    def named(self) -> str:
        return f"{self.text} {self.passage.heading}"

    @property
    def is_caption(self) -> bool:
        """A heading or a table's first row: it names what is told elsewhere."""
        if self.text.rstrip(".") == self.passage.title:
            return True
        return not self.ended and len(self.text.split()) <= CAPTION and not any(map(str.isdigit, self.text))


def lines_of(passages: Sequence[Passage]) -> Iterator[Line]:
    """Every sentence of the passages once; passages overlap."""
    seen: set[str] = set()
    for passage in passages[:PASSAGES]:
        above = weighed((passage.title, TITLE), (passage.heading, HEADING))
        opening: Mapping[str, float] = {}
        before: Mapping[str, float] = {}
        for number, said in enumerate(sentences(passage.text)):
            own = weighed((said.text, 1.0))
            if said.text not in seen and len(seen) < SENTENCES:
                seen.add(said.text)
                leaning = dict.fromkeys(before, HEADING) if REFERS.match(said.text) else {}
                yield Line(said.text, passage, number, {**opening, **above, **leaning, **own}, said.ended)
            before = own
            opening = opening or (dict.fromkeys(own, OPENING) if said.ended else {})


def weighed(*texts: tuple[str, float]) -> dict[str, float]:
    """Each stem of the texts with the weight of the last text that holds it."""
    return {stem: weight for text, weight in texts for stem in terms(text)}


def neighbours(one: Line, other: Line) -> bool:
    return one.passage is other.passage and abs(one.number - other.number) == 1
