"""Puts right a name that was misspelled or misheard: "chandalier", "flood light" for the Floodlight."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from inference.home.entities import Register
from inference.home.lexicon import Lexicon
from inference.home.line import Line

SHORTEST = 4  # letters of a word in which a slip is looked for
PLAIN = 6  # letters from which one slip leaves no doubt, if the first letter is right
LONG = 9  # letters from which two slips are one word still
SHARED = 0.4  # of its letters that a word must share with the one of a name
FOUND = 5000  # words of sentences that are looked up once
KEPT = 32  # houses whose words are kept
MOST = 3  # words of one order that are put right


@dataclass(frozen=True, slots=True)
class Heard:
    """The words as they are meant, the first that was mended, and which. `sure`: no other word can have been said."""

    words: tuple[str, ...]
    sure: bool
    at: int
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of a house's names; pairs of them by their letters written as one, and what stands beside each."""

    words: tuple[str, ...]
    pairs: Mapping[str, tuple[str, str]]
    telling: frozenset[str]
    after: Mapping[str, set[str]]
    before: Mapping[str, set[str]]
    near: dict[str, tuple[str, ...]]  # found before; at most FOUND words


@lru_cache(maxsize=KEPT)
def spelling(register: Register, lexicon: Lexicon) -> Spelling:
    spoken = [said for said in register.spoken if said]
    pairs = {f"{one}{other}": (one, other) for said in spoken for one, other in pairwise(said)}
    words = frozenset(word for said in spoken for word in said) | lexicon.nouns
    telling = words - lexicon.nouns - lexicon.known  # no word for a kind
    after, before = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for one, other in pairs.values():
        after[one].add(other)
        before[other].add(one)
    plain = tuple(sorted(word for word in words if len(word) >= SHORTEST))
    return Spelling(plain, pairs, telling, after, before, {})


def heard(said: Line) -> Heard | None:
    """The words with those put right that nothing accounts for; None where none is near a word of the house."""
    known = spelling(said.house.register, said.lexicon)
    words, mended, skip = list(said.words), list[tuple[int, str, str, bool]](), -1
    for at in said.unexplained():
        if at > skip and (found := put_right(words, at, known)):
            first, last, right, sure = found
            mended.append((first, " ".join(said.words[first : last + 1]), right, sure))
            words[first : last + 1] = [right, *[""] * (last - first)]
            skip = last
    if not mended or len(mended) > MOST:
        return None
    first, wrong, right, _ = mended[0]
    whole = tuple(" ".join(filter(None, words)).split())
    return Heard(whole, all(each[3] for each in mended), first, wrong, right)


def put_right(words: Sequence[str], at: int, known: Spelling) -> tuple[int, int, str, bool] | None:
    """From which word to which, what is meant there, and whether that is sure."""
    for first in (at, at - 1):
        joined = "".join(words[first : first + 2]) if 0 <= first < len(words) - 1 else ""
        if joined in known.words:
            return first, first + 1, joined, True
    if words[at] in known.pairs:
        return at, at, " ".join(known.pairs[words[at]]), True
    if whole := of_name(words, at, known):
        return at, at, whole, True
    near = known.near.get(words[at])
    if near is None:
        near = tuple(nearest(words[at], known.words))
        if len(known.near) < FOUND:
            known.near[words[at]] = near
    return (at, at, near[0], is_sure(words[at], near[0])) if len(near) == 1 else None


def of_name(words: Sequence[str], at: int, known: Spelling) -> str:
    """ "Fairy lites": the word that stands beside a telling word of a name in this house, if it sounds alike."""
    before, behind = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    found = {other for other in known.after.get(before, ()) if before in known.telling and alike(words[at], other)}
    found |= {one for one in known.before.get(behind, ()) if behind in known.telling and alike(words[at], one)}
    return found.pop() if len(found) == 1 else ""


def alike(word: str, right: str) -> bool:
    return word != right and word[0] == right[0] and OSA.normalized_similarity(word, right) >= SHARED


def nearest(word: str, known: Sequence[str]) -> Iterator[str]:
    """The words of the house that are nearest to one, within as many slips as its length allows."""
    if len(word) < SHORTEST or not word.isalpha():
        return
    slips = 2 if len(word) >= LONG else 1
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=MOST)
    best = min((score for _, score, _ in found), default=0)
    yield from (right for right, score, _ in found if score == best and right != word)


def is_sure(word: str, right: str) -> bool:
    return len(word) >= PLAIN and word[0] == right[0]
