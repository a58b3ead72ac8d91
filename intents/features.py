"""The sparse features of a sentence: words, their pairs and pieces, each kind in a block of its own."""

import math
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise

from intents.words import Sentence

MOST_WORDS = 60
PAIRED = 14  # words among which loose pairs are looked for; a longer sentence has said what it wants by then
APART = 5  # how far the words of a loose pair stand apart at most
PIECES = range(2, 6)  # characters of a piece; they see through inflection and misspelling
MOST_LETTERS = 240
REMEMBERED = 4096  # words whose pieces are kept: most words of a question have been said before
# The kinds of feature and what each block weighs beside the others, fitted on public sets of intents.
BLOCKS = {"word": 0.6, "loose": 0.4, "piece": 0.6}

Features = dict[str, Counter[str]]


def features(sentence: Sentence) -> Features:
    """How often each feature stands in the sentence, by block."""
    words = ["#" if word[0].isdigit() else word for word in sentence.stems[:MOST_WORDS]]
    found = Counter(words)
    found.update(f"{one} {other}" for one, other in pairwise(words))
    return {"word": found, "loose": Counter(loose_pairs(words)), "piece": Counter(pieces(sentence.line[:MOST_LETTERS]))}


def loose_pairs(words: list[str]) -> Iterator[str]:
    """Words of one sentence with others between them: "turn ... off"."""
    words = words[:PAIRED]
    for at, one in enumerate(words):
        for other in words[at + 2 : at + 1 + APART]:
            yield f"{one}_{other}"


def pieces(line: str) -> Iterator[str]:
    """All runs of 2 to 5 characters within a word, whose borders count as a character."""
    return chain.from_iterable(map(pieces_of, line.split()))


@lru_cache(maxsize=REMEMBERED)
def pieces_of(word: str) -> tuple[str, ...]:
    framed = f" {word} "
    whole = ("~" + framed,) if len(framed) <= PIECES[-1] else ()
    return tuple(
        "~" + framed[start : start + size]
        for size in PIECES if size < len(framed)
        for start in range(len(framed) - size + 1)
    ) + whole  # fmt: skip


def damped(count: int) -> float:
    """A word that is said twice does not count double (sublinear term frequency)."""
    return 1.0 + math.log(count)
