"""An answer about what can be looked up must rest on what was found."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.types import Evidence, Fact
from validation import german
from validation.checks import Objection, checks
from validation.same import once
from validation.tokens import words
from validation.topic import content, courteous, overlap, stem, stems
from validation.types import Claim, Draft

RECENT = 4_000  # characters of what was said before that count

# What an answer is made with, whatever it is about: "Die Nachrichten, Stand 15:05".
FRAME = frozenset(
    map(
        stem, german.PLAIN | words("die nachrichten schlagzeilen meldungen stand neuesten news headlines latest report")
    )
)


class Options(BaseModel):
    """An answer must rest on evidence"""

    model_config = ConfigDict(extra="forbid")

    modes: list[str] = Field(["llm"], title="Answer modes", description="Modes that need evidence.")
    min_overlap: float = Field(
        0.12,
        ge=0,
        le=1,
        title="Least overlap",
        description="Share of a sentence's own words that the evidence must contain.",
    )
    min_words: int = Field(
        3,
        ge=1,
        le=50,
        title="Short sentences",
        description="One with fewer words of its own passes: “Yes.”, “72.”",
    )


@checks.register("evidence_required", Options, family="contextual", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    if draft.mode not in options.modes or not draft.domain or courteous(draft.sentence):
        return ()
    if not any(evidence.facts or evidence.passages for evidence in draft.evidence):
        return [Objection("Nothing was found that this answer could rest on.")]
    own = content(_without(draft.sentence, claims)) - content(draft.question) - FRAME
    if len(own) < options.min_words:
        return ()
    known = _words(draft.evidence)
    share = overlap(own, known | content(draft.before[-RECENT:]) if own - known else known)
    if share >= options.min_overlap and share > 0:
        return ()
    return [Objection(f"The evidence does not speak of this: {share:.0%} of its words are found there.")]


def _without(sentence: str, claims: Sequence[Claim]) -> str:
    """The sentence without its numbers, dates and times: "half past four" is no topic."""
    for claim in reversed(claims):
        if claim.kind in {"number", "date", "time"}:
            sentence = f"{sentence[: claim.start]} {sentence[claim.end :]}"
    return sentence


@once
def _words(evidence: Sequence[Evidence]) -> frozenset[str]:
    """The stems of all that was found."""
    return frozenset().union(*(told for each in evidence for told in _evidence_words(each)))


def _evidence_words(evidence: Evidence) -> list[frozenset[str]]:
    texts = [part for passage in evidence.passages for part in (passage.text, passage.title, passage.heading)]
    told = [stems(text) for text in (*texts, *evidence.values.values(), evidence.source) if text]
    return [*told, _fact_words(evidence.facts)]


def _fact_words(facts: tuple[Fact, ...]) -> frozenset[str]:
    return content(" ".join(map(_fact_text, facts)))


def _fact_text(fact: Fact) -> str:
    return f"{fact.name.replace('_', ' ')} {fact.value} {fact.place}"
