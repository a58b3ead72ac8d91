"""Ties a sentence to the running texts that it rests on: where one says its claim, word for word, or nearly."""

from collections.abc import Iterator

from ragdomains.types import Evidence, Passage
from validation.carried import LIMITS
from validation.excerpts import excerpt, nearest, says
from validation.structure import rows_of
from validation.subjects import plain
from validation.types import Carrier, Claim, Draft, Link

SUPPORTED, RELATED = "supported", "related"
PASSAGES = 10
QUOTED = 3  # words of the shortest quotation
ENOUGH = 0.5  # share of its words that a sentence without claims must have from a passage


def passages(claim: Claim, draft: Draft) -> Iterator[Carrier]:
    """The passages that say the claim, each by its own sentence."""
    for owner, passage in _texts(draft):
        named = " › ".join(filter(None, (passage.title, passage.heading)))
        if claim.kind == "name" and says(named, claim, draft.sentence, LIMITS):
            yield _quoted(owner, passage, named)  # "That is from the boiler manual"
        elif text := excerpt(passage.text, claim, draft.sentence, LIMITS):
            yield _quoted(owner, passage, text)


def _texts(draft: Draft) -> Iterator[tuple[Evidence, Passage]]:
    """The passages of running text; what stands in rows is among the records."""
    for owner in draft.evidence:
        for passage in owner.passages[:PASSAGES]:
            if not rows_of(passage.text):
                yield owner, passage


def _quoted(owner: Evidence, passage: Passage, text: str) -> Carrier:
    name = " › ".join(each for each in (passage.title, passage.heading) if each)
    kind = "passage" if owner.source or name else "result"
    return Carrier(kind, text, name, source=owner.source, url=passage.url, as_of=passage.as_of or owner.as_of)


def word_for_word(draft: Draft) -> Iterator[Link]:
    """A sentence that a passage holds as it is: a quotation."""
    words = plain(draft.sentence)
    for owner, passage in _texts(draft):
        if len(words.split()) >= QUOTED and f" {words} " in f" {plain(passage.text)} ":
            text, _ = nearest(passage.text, draft.sentence)
            yield Link(draft.sentence.strip()[:300], "sentence", 0, SUPPORTED, (_quoted(owner, passage, text),))
            return


def near(draft: Draft) -> Iterator[Link]:
    """A sentence without any claim: the passage that shares most words with it."""
    found = [(*nearest(passage.text, draft.sentence), owner, passage) for owner, passage in _texts(draft)]
    text, share, owner, passage = max(found, key=lambda each: each[1], default=("", 0.0, None, None))
    if owner is not None and passage is not None and share >= ENOUGH:
        yield Link(draft.sentence.strip()[:300], "sentence", 0, RELATED, (_quoted(owner, passage, text),))
