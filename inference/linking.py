"""Writes down which facts and passages carry the claims of an answer; on the recorder's thread, behind the answer."""

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from inference.plain import plain
from inference.state import Examined, Run
from validation.links import links
from validation.types import Carrier, Link

log = logging.getLogger(__name__)

MOST = 40  # sentences of one answer


@dataclass(slots=True)
class StepRow:
    """A QueryStep that is yet to be written, by its columns: Django's own rows cost ten times as much to make."""

    query_id: uuid.UUID
    position: int
    depth: int
    name: str
    start_ms: float
    ms: float
    problem: str
    detail: object


Unlinked = tuple[StepRow, Examined]


def unlinked(run: Run, steps: Sequence[StepRow]) -> list[Unlinked]:
    """The examined sentences of a run, each with the row of its step."""
    rows = {id(span): step for span, step in zip(run.spans, steps, strict=False)}
    found = [(rows[id(each.span)], each) for each in run.examined if id(each.span) in rows]
    return found[:MOST]


def link(sentences: Sequence[Unlinked]) -> None:
    """Puts the claims with their evidence into the rows' details."""
    for step, examined in sentences:
        try:
            claims = claims_of(examined)
        except Exception as error:  # the log must be written whatever an answer said
            log.warning("the claims of a sentence were not linked (%s)", type(error).__name__, exc_info=True)
            continue
        if claims and isinstance(step.detail, dict):
            step.detail = {**step.detail, "claims": claims}


def claims_of(examined: Examined) -> list[Any]:
    said = examined.verdict.sentence.strip()
    draft = replace(examined.draft, sentence=said or examined.draft.sentence)
    return [plain(described(each)) for each in links(draft, examined.verdict.findings)]


def described(link: Link) -> dict[str, object]:
    """Without what is empty: most answers are short, and the log holds millions."""
    whole = {
        "text": link.text,
        "kind": link.kind,
        "start": link.start,
        "verdict": link.verdict,
        "why": link.why,
        "evidence": [carried(each) for each in link.carriers],
    }
    return {name: value for name, value in whole.items() if value not in ("", [])}


def carried(carrier: Carrier) -> dict[str, object]:
    whole = {
        "kind": carrier.kind,
        "name": carrier.name,
        "text": carrier.text,
        "place": carrier.place,
        "when": carrier.when,
        "source": carrier.source,
        "url": carrier.url,
        "as_of": carrier.as_of.isoformat() if carrier.as_of else "",
    }
    return {name: value for name, value in whole.items() if value}
