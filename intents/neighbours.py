"""The clauses beside a gap: what stands between it and the next connector, comma or stop on either side."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from intents.belonging import belongs
from intents.gaps import Gap, Words
from intents.next_questions import another


@dataclass(frozen=True, slots=True)
class Clauses:
    """The words of a sentence, and where its clauses begin and end."""

    words: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def between(cls, gaps: Sequence[Gap], words: Words) -> "Clauses":
        said = [gap for gap in gaps if gap.kind != "b"]
        return cls(words.low, [0, *(gap.start for gap in said)], [*(gap.end for gap in said), len(words.low)])

    def beside(self, gap: Gap) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """What stands before it, in it and behind it."""
        start = self.starts[bisect_left(self.starts, gap.end) - 1]
        end = self.ends[bisect_right(self.ends, gap.start)]
        return self.words[start : gap.end], self.words[gap.end : gap.start], self.words[gap.start : end]

    def one(self, gap: Gap) -> bool:
        """Whether what stands beside it is one clause, so that no boundary can be here."""
        left, joined, right = self.beside(gap)
        return gap.kind != "s" and belongs(left, (",",) if gap.kind == "c" else joined, right)

    def two(self, gap: Gap) -> bool:
        """Whether another question begins here for certain."""
        left, joined, right = self.beside(gap)
        return joined[-1:] != ("or",) and another(gap.kind, left, right)
