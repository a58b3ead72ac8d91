"""Questions that a good index must answer: sentences of its own passages, asked of the old build and of the new one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ragdomains.chunks import sentences
from ragdomains.embeddings import Vectors
from ragdomains.encoders import encoder_of
from ragdomains.index import Index
from ragdomains.models import Chunk, IndexVersion
from ragdomains.shelf import Entry, Shelf
from ragdomains.stems import WORD
from ragdomains.types import ProviderError

MOST = 40  # questions
FEWEST, LONGEST = 4, 14  # words of a sentence that is asked
FIRST, NEAREST = 5, 10  # passages among which the right one must be: by the search, and by meaning alone
LISTED = 8  # questions that are kept, those that have changed most

# What is measured, what it means, and how much less of it a new build may reach. Other passages have other scores
# for the same sentence, so that those may fall further.
MEASURES = {
    "found": ("found among the first five", 0.05),
    "near": ("among the ten nearest in meaning", 0.1),
    "score": ("score of the right passage", 0.2),
}

NOTHING = dict.fromkeys(MEASURES, 0.0)


@dataclass(frozen=True, slots=True)
class Canary:
    """A question, and the words in their order that a passage must hold to be the right one."""

    text: str
    held: str

    def is_in(self, entry: Entry) -> bool:
        return f" {self.held} " in f" {' '.join(entry.said)} "


def compare(live: IndexVersion, new: IndexVersion, step: Callable[[str], None]) -> dict[str, Any]:
    """The measures of both builds as JSON; raises ProviderError where the index cannot be reached."""
    asked = chosen(live)
    step(f"asking the live build {len(asked)} questions")
    try:
        old = answers(live, asked, step)
    except ProviderError as error:
        if error.kind != "broken" and not live.embedding:
            raise
        old = [NOTHING] * len(asked)  # what cannot even be asked is no reason against the build that mends it
    step(f"asking the new build {len(asked)} questions")
    made = answers(new, asked, step)
    worst = sorted(zip(asked, old, made, strict=True), key=lambda each: each[2]["score"] - each[1]["score"])
    return {
        "live": {"version": live.pk, "passages": passages(live), **means(old)},
        "new": {"version": new.pk, "passages": passages(new), **means(made)},
        "documents": new.total,
        "asked": len(asked),
        "questions": [[canary.text, one["score"], other["score"]] for canary, one, other in worst[:LISTED]],
    }


def chosen(version: IndexVersion) -> list[Canary]:
    """A sentence of passages that lie evenly among all of a build; the same each time."""
    keys = list(version.passages.filter(document__source__enabled=True).order_by("pk").values_list("pk", flat=True))
    picked = keys[:: max(len(keys) // MOST, 1)][:MOST]
    texts = Chunk.objects.filter(pk__in=picked).order_by("pk").values_list("text", flat=True)
    found = [canary for text in texts if (canary := sentence_of(text))]
    return list({canary.held: canary for canary in found}.values())


def sentence_of(text: str) -> Canary | None:
    """The first sentence that is neither short nor long, else the first words."""
    for sentence in sentences(text):
        if FEWEST <= len(words(sentence)) <= LONGEST:
            return Canary(" ".join(sentence.split()), " ".join(words(sentence)))
    begun = words(text)[:LONGEST]
    return Canary(" ".join(text.split()[:LONGEST]), " ".join(begun[: FEWEST * 2])) if begun else None


def words(text: str) -> list[str]:
    return [str(word) for word in WORD.findall(text.casefold())]


def answers(version: IndexVersion, asked: Sequence[Canary], step: Callable[[str], None]) -> list[dict[str, float]]:
    """How each question was answered; the build is filled into an index of its own for it. Raises ProviderError."""
    texts = [canary.text for canary in asked]
    vectors = encoder_of(version).questions(texts, step)
    index = Index()
    shelf = index.opened(version)
    return [answer(index, shelf, canary, vector) for canary, vector in zip(asked, vectors, strict=True)]


def answer(index: Index, shelf: Shelf, canary: Canary, question: Vectors) -> dict[str, float]:
    ranked = index.weighed(shelf, canary.text, lambda _text: question)
    right = {shelf.rows[entry.point] for entry, _ in ranked if canary.is_in(entry)}
    near = index.store.near(shelf, question) if shelf.entries else {}
    return {
        "found": float(any(shelf.rows[entry.point] in right for entry, _ in ranked[:FIRST])),
        "near": float(any(row in right for row in sorted(near, key=lambda row: -near[row])[:NEAREST])),
        "score": max((score for entry, score in ranked if shelf.rows[entry.point] in right), default=0.0),
    }


def means(found: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: round(sum(each[name] for each in found) / max(len(found), 1), 4) for name in MEASURES}


def passages(version: IndexVersion) -> int:
    return version.passages.filter(document__source__enabled=True).count()


def verdict(comparison: Mapping[str, Any]) -> str:
    """What speaks against the new build; empty if nothing does."""
    old, new = comparison["live"], comparison["new"]
    if old["passages"] and not new["passages"]:
        return "It holds no passage."
    for name, (meaning, loss) in MEASURES.items():
        if new[name] < old[name] - loss:
            reached = f"{meaning}: {new[name]:.2f}, and {old[name]:.2f} in the live index"
            return f"Of {comparison['asked']} sentences, {reached}."
    return ""
