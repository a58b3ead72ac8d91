"""An answer gives away nothing of the prompt, and no keys."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import re2
from pydantic import BaseModel, ConfigDict, Field

from ragdomains.types import Evidence
from validation.checks import Objection, checks
from validation.types import Claim, Draft
from validation.unmasking import forms, mirrored, squashed

_KEY = re2.compile(
    r"\b(?:sk|pk|rk)[-_](?:[A-Za-z]+[-_])?[A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}"
    r"|\bglpat-[\w-]{16,}|\bxox[abeoprs]-[\w-]{10,}|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{30,}"
    r"|\bhf_[A-Za-z0-9]{20,}"
    r"|\beyJ[\w-]{10,}\.[\w-]{10,}|\bath_\w+_[\w-]{20,}|-----BEGIN [A-Z ]{0,30}PRIVATE KEY|\b[0-9a-fA-F]{32,}\b"
    r"|(?i:\bbearer\s+[\w.~+/-]{16,}|\b(?:api[ _-]?key|access[ _-]?token|secret|password|passwort|token)\b\s*(?:is"
    r"|ist|lautet|=|:)+\s*[\w.~+/-]{20,})"
)
_MARK = re2.compile(r"(?i)\b(?:END OF )?DATA [0-9a-f]{16}\b")
SHORT = 13  # characters without a gap: every mark and key holds so many, or five strokes
_ASKS = re2.compile(
    r"(?i)\b(?:keys?|tokens?|pass ?words?|pass ?codes?|secrets?|codes?|schlüssel|passw\w+|kennw\w+|hash\w*"
    r"|checksums?)\b"
)


class Options(BaseModel):
    """Give away no prompt and no keys"""

    model_config = ConfigDict(extra="forbid")

    run_length: int = Field(
        30,
        ge=12,
        le=400,
        title="Longest run",
        description="So many letters in a row as in the model's instructions are a leak.",
    )
    canaries: list[str] = Field(
        [], title="Canaries", description="Texts that stand in a persona and must never be heard."
    )
    keys: bool = Field(True, title="Keys", description="Object to what looks like a key or token of some service.")


@checks.register("leaks", Options, family="power", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    return list(_objections(draft, options))


def _objections(draft: Draft, options: Options) -> Iterator[Objection]:
    texts = forms(draft.sentence)
    long = [text for text in texts if "-----" in text or any(len(piece) >= SHORT for piece in text.split())]
    if any(_MARK.search(text) for text in long):
        yield Objection("It holds the mark of the data.")
    if options.keys and any(_key(text, draft) for text in long):
        yield Objection("It holds what looks like a key.")
    if not draft.prompt and not options.canaries:
        return
    said = [letters for text in texts for way in (text, *mirrored(text)) if (letters := squashed(way))]
    if any(canary in letters for canary in map(squashed, options.canaries) if canary for letters in said):
        yield Objection("It holds a canary.")
    if draft.prompt and said and _leaks(draft, said, options.run_length):
        yield Objection("It gives away the instructions of the model.")


def _key(text: str, draft: Draft) -> bool:
    """A key that the question asks for and that was found is no leak: the house's own papers hold it."""
    asked = _ASKS.search(draft.question) is not None
    found = (match.group() for match in _KEY.finditer(text))
    return any(not (asked and _stands(key, draft.evidence)) for key in found)


def _stands(key: str, evidence: Sequence[Evidence]) -> bool:
    last = key.split()[-1]
    return any(last in passage.text for one in evidence for passage in one.passages) or any(
        last in str(fact.value) for one in evidence for fact in one.facts
    )


def _leaks(draft: Draft, said: Sequence[str], length: int) -> bool:
    """What was said before counts too: a prompt may be told in small pieces."""
    before = squashed(draft.before[-4 * length :])[-length + 1 :]
    runs = _runs(draft.prompt, length)
    known = _known(draft)
    for letters in (before + said[0], *said[1:]):
        for start in range(len(letters) - length + 1):
            run = letters[start : start + length]
            if run in runs and run not in known:
                return True
    return False


@lru_cache(maxsize=16)
def _runs(text: str, length: int) -> frozenset[str]:
    letters = squashed(text)
    return frozenset(letters[start : start + length] for start in range(len(letters) - length + 1))


def _known(draft: Draft) -> str:
    """What was asked and what was found may be said, also if the prompt says the same."""
    return squashed("\n".join([draft.question, *(p.text for one in draft.evidence for p in one.passages)]))
