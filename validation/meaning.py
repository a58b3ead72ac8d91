"""How little of an answer its evidence supports, word by word: by the words themselves, and by what they mean there.

The score is one for all kinds of text, and knows nothing of an answer's length. For each word that carries meaning,
how far is it from the nearest word of the evidence, each seen in its own sentence? The mean counts; a wrong number, a
changed order of words and a denial move it. The constants are round; no figure hangs on one of them (docs/checks.md).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from ragdomains.embeddings import Pieces, pieces
from ragdomains.stems import STOP, stem
from ragdomains.types import Evidence, Passage
from validation import support
from validation.claims import find_claims
from validation.fractions import made_of
from validation.german import FUNCTION
from validation.grounds import Grounds, grounds
from validation.negation import denied_first, denied_words, denies, is_denial, read
from validation.recurring import recurs
from validation.small_words import spoken_in
from validation.tokens import LIMIT, words
from validation.types import Claim, Draft
from validation.wording import wording

LIMITS = support.Limits(counts=False)
LEXICAL = 0.3  # of a word's distance that is the plain "it does not stand there"; the rest is the meaning's
NEAR, STEEP = 0.6, 15.0  # the cosine of two words that is half near, and how sharply that turns
NUMBER, SMALL, FILLER = 2.0, 0.15, 0.1  # what a number, a small word and a polite one count; any other counts 1
SUBJECT = 0.2  # what a name counts that opens the answer, where the evidence says "it" or "she"
# how far each moves the score towards 1; what ends by asking does not say what it asks
WRONG_NUMBER, ORDER, ASKED, DENIED = 0.2, 0.2, 0.2, 0.1
TURNED = 0.7  # a denial of what the evidence does not say is likely, of what it says unlikely
WINDOW = 10  # words between two that belong together
SENTENCES = 12  # sentences of the evidence that are looked at, those with the most of the answer's words
LONGEST = 2_000  # characters of a sentence
POLITE = words(
    "yes yeah yep no nope oh wow well ok okay sure really also quite actually know think like love heard hear guess "
    "believe awesome great cool good nice interesting lol haha true right agree sorry too even still pretty maybe "
    "probably lot lots thing things kind sort much many about around thats s t m re ve ll d don didn isn doesn wasn "
    "because so but and though although fun favorite enjoy favourite"
)
FEW = 0.1  # share of small words that tells a language
_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_REFERS = re.compile(
    r"\W*(?:he|she|it|they|his|her|its|their|the (?:film|series|show|song|album|band|genre|book|game))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the answer: how far from the evidence it is (0 to 1), and what it counts."""

    text: str
    distance: float
    weight: float


@dataclass(frozen=True, slots=True)
class Texts:
    """The evidence as sentences, and what stands in all of it."""

    sentences: tuple[str, ...]
    stems: frozenset[str]
    numbers: frozenset[float]
    whole: tuple[str, ...] = ()


def unsupported(answer: str, evidence: Iterable[str], meaning: bool = True) -> float:
    """From 0 (all of it stands in the evidence) to 1 (nothing does). Without `meaning` only equal words are near."""
    answer = answer[:LIMIT]
    texts = chosen(answer, tuple(evidence))
    found = list(_words(answer, texts, meaning))
    total = sum(word.weight for word in found)
    score = sum(word.distance * word.weight for word in found) / total if total else 0.5
    if any(word.distance == 1 and word.weight == NUMBER for word in found):
        score += WRONG_NUMBER * (1 - score)
    score += ORDER * disorder(answer, texts.sentences) * (1 - score)
    if answer.rstrip().endswith("?") and not any("?" in text for text in texts.whole):
        score += ASKED * (1 - score)
    return _denied(answer, texts.sentences, score)


def chosen(answer: str, evidence: tuple[str, ...]) -> Texts:
    """The sentences that share the most words with the answer, in their order."""
    every = [sentence[:LONGEST] for text in evidence for sentence in _ENDS.split(text[:LIMIT]) if sentence.strip()]
    own = {stem(word) for word in _WORD.findall(answer.lower()) if word not in STOP}
    shared = [len(own & stems_of(sentence)) for sentence in every]
    best = sorted(sorted(range(len(every)), key=lambda number: -shared[number])[:SENTENCES])
    numbers = frozenset(number for sentence in every for number in numbers_of(sentence))
    stems = frozenset(word for sentence in every for word in stems_of(sentence))
    return Texts(tuple(every[number] for number in best), stems, numbers, evidence)


@lru_cache(maxsize=2048)
def stems_of(sentence: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(sentence.lower()))


@lru_cache(maxsize=2048)
def numbers_of(sentence: str) -> frozenset[float]:
    digits = (float(found.replace(",", "")) for found in re.findall(r"\d[\d,]{0,20}(?:\.\d{1,9})?", sentence))
    return frozenset((*digits, *(number for claim in find_claims(sentence) for number in _values(claim))))


def _values(claim: Claim) -> Iterator[float]:
    if isinstance(claim.value, float):
        yield claim.value
    elif claim.kind in {"number", "date"} or claim.unit == "label":
        yield from map(float, re.findall(r"\d+", str(claim.value)))


def _words(answer: str, texts: Texts, meaning: bool) -> Iterator[Word]:
    said = dict(_nearest(answer, texts, meaning))
    counted = _counted(answer, texts)
    small = FUNCTION if spoken_in(answer, 3, FEW) == "de" else frozenset[str]()
    refers = len(texts.sentences) == 1 and _REFERS.match(texts.sentences[0]) is not None
    opening = True
    for match, near in said.items():
        word, low = match.group(), match.group().lower()
        known = stem(low) in texts.stems
        opening = opening and (word[0].isupper() or low in {"the", "a", "of"})
        weight = SMALL if low in small else _weight(low, low in counted or any(map(str.isdigit, low)))
        if opening and refers and not known:
            weight *= SUBJECT
        yield Word(word, _distance(low, known, near, counted), weight)


def _weight(low: str, counts: bool) -> float:
    if is_denial(low):
        return 0.0
    if low in STOP:
        return SMALL
    return FILLER if low in POLITE else NUMBER if counts else 1.0


def _distance(low: str, known: bool, near: float, counted: dict[str, bool]) -> float:
    if low in counted:
        return 0.0 if counted[low] else 1.0
    if any(map(str.isdigit, low)):
        return 0.0 if known else 1.0
    far = 1 / (1 + float(np.exp((near - NEAR) * STEEP)))
    return LEXICAL * (not known) + (1 - LEXICAL) * far


def _counted(answer: str, texts: Texts) -> dict[str, bool]:
    """The words that say a number or a time, and whether the evidence has it: "two" is 2, "5 pm" is 17:00."""
    found: dict[str, bool] = {}
    for claim in find_claims(answer):
        if claim.kind in {"number", "time"}:
            values = list(_values(claim)) if claim.kind == "number" else []
            so = (bool(values) and texts.numbers.issuperset(values)) or _follows(claim, answer, texts)
            found.update(dict.fromkeys(_WORD.findall(claim.text.lower()), so))
    return found


def _follows(claim: Claim, answer: str, texts: Texts) -> bool:
    """Is it said in another unit, rounded, or by the other clock?"""
    known, said = _known(texts.whole), wording(answer, claim)
    if claim.kind == "time":
        return support.clock(claim, said, known, LIMITS)
    return support.number(claim, said, known, LIMITS) or recurs(claim, said, known) or made_of(claim, said, (), known)


def _nearest(answer: str, texts: Texts, meaning: bool) -> Iterator[tuple[re.Match[str], float]]:
    """Each word with the cosine of the nearest one of the evidence, that of its farthest piece."""
    found = list(_WORD.finditer(answer))
    if not meaning or not texts.sentences:
        yield from ((match, float(stem(match.group().lower()) in texts.stems)) for match in found)
        return
    own = pieces(answer)
    known = np.concatenate([_kept(sentence).vectors for sentence in texts.sentences])
    best = (own.vectors @ known.T).max(axis=1) if len(known) and len(own.spans) else np.zeros(len(own.spans))
    place, read = 0, own.spans[-1][1] if own.spans else 0
    for match in found:
        if match.end() > read:  # behind what the model reads at once, words alone are compared
            yield match, float(stem(match.group().lower()) in texts.stems)
            continue
        near = 1.0
        while place < len(own.spans) and own.spans[place][0] < match.end():
            if own.spans[place][1] > match.start():
                near = min(near, float(best[place]))
            place += 1
        yield match, near


@lru_cache(maxsize=64)
def _known(texts: tuple[str, ...]) -> Grounds:
    return grounds(Draft("", "", "llm", evidence=(Evidence(passages=tuple(Passage(text, "") for text in texts)),)))


@lru_cache(maxsize=512)
def _kept(sentence: str) -> Pieces:
    """A sentence comes back with every answer of the same look-up; 512 of them are some 20 MB."""
    return pieces(sentence)


def disorder(answer: str, sentences: Sequence[str]) -> float:
    """The share of neighbouring known words that stand in another order there, or far apart."""
    places = _places(tuple(sentences))
    own = [stem(word) for word in read(answer) if word not in STOP and word not in POLITE and not is_denial(word)]
    pairs = list(pairwise(word for word in own if word in places))
    if not pairs:
        return 0.0
    return sum(_apart(places[first], places[second], first == second) for first, second in pairs) / len(pairs)


@lru_cache(maxsize=256)
def _places(sentences: tuple[str, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    start = 0
    for sentence in sentences:
        said = read(sentence)
        for place, word in enumerate(said):
            found.setdefault(stem(word), []).append(start + place)
        start += len(said) + 4 * WINDOW
    return found


def _apart(first: Sequence[int], second: Sequence[int], same: bool) -> float:
    gaps = [there - here for here in first[:50] for there in second[:50]]
    if same or not any(abs(gap) <= WINDOW for gap in gaps):
        return 1.0
    return 0.0 if any(0 < gap <= WINDOW for gap in gaps) else 0.5


def _denied(answer: str, sentences: Sequence[str], score: float) -> float:
    own = {stem(word) for word in _WORD.findall(answer.lower()) if word not in STOP and word not in POLITE}
    if denies(answer):
        there = any(denied_words(sentence) & own for sentence in sentences)
        return score if there else (1 - TURNED) * score + TURNED * (1 - score)
    denied = any(stem(word) in own for sentence in sentences for word in denied_first(sentence))
    return score + DENIED * (1 - score) if denied else score
