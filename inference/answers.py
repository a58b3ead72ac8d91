"""An answer of the query log as who asked may know it: what each sentence rests on, and what was thought of it."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import close_old_connections, transaction

from inference.models import Feedback, QueryLog
from inference.sources import EXAMINE, RETRIEVE, Source, Step, moment, sources, sources_of

# what clients know an answer by: the id of a completion or a response, or the x-request-id
KNOWN_AS = re.compile(
    r"(?:chatcmpl-|cmpl-|resp_|msg_)?([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.I
)


def query_id(text: str) -> uuid.UUID | None:
    """The id of the row in the query log; None for what is no id of an answer."""
    found = KNOWN_AS.fullmatch(text)
    return uuid.UUID(found[1]) if found else None


def explained(key: uuid.UUID, api_key: str) -> dict[str, Any] | None:
    """The explanation of an answer that this key was given; None where there is none."""
    try:
        log = (
            QueryLog.objects.filter(pk=key, api_key=api_key).select_related("release").defer("release__content").first()
        )
        if log is None:
            return None
        given = Feedback.objects.filter(query=log, api_key=api_key, author="").first()
        told = explanation(log, steps_of(log))
        return {
            **told,
            "sentences": [guarded(each) for each in told["sentences"]],
            "feedback": given and feedback(given),
        }
    finally:
        close_old_connections()


def steps_of(log: QueryLog) -> list[Step]:
    """The steps that tell where the answer came from."""
    return [step for step in log.ordered_steps() if step.name == EXAMINE or step.name.startswith(RETRIEVE)]


def explanation(log: QueryLog, steps: Sequence[Step]) -> dict[str, Any]:
    """All that is known of the answer, also what the checks kept back."""
    return {
        "object": "answer.explanation",
        "id": str(log.pk),
        "created": int(log.at.timestamp()),
        "assistant": log.assistant,
        "release": log.release.number if log.release else None,
        "question": log.question,
        "answer": log.answer,
        "outcome": log.outcome,
        "sources": [described(source, log.at) for source in sources(steps)],
        "sentences": [sentence(step.detail, steps, log.at) for step in steps if step.name == EXAMINE],
    }


def guarded(told: Mapping[str, Any]) -> dict[str, Any]:
    """A sentence as it may leave: without what the checks kept back, and without their words, which may quote it."""
    if told["verdict"] == "pass":
        return dict(told)
    findings = [finding.partition("): ")[0] + ")" for finding in told["findings"]]
    claims = [{name: value for name, value in claim.items() if name != "why"} for claim in told["claims"]]
    held = {} if told["said"] else {"text": "", "claims": []}
    return {**told, "findings": findings, "claims": claims, **held}


def sentence(detail: Mapping[str, Any], steps: Sequence[Step], at: datetime) -> dict[str, Any]:
    """A sentence that the rules looked at, whether it was said or not."""
    verdict = str(detail.get("verdict", ""))
    return {
        "text": str(detail.get("said") or detail.get("sentence", "")).strip(),
        "said": verdict in {"pass", "fix"} and detail.get("said", "-") != "",
        "mode": detail.get("mode", ""),
        "verdict": verdict,
        "findings": [str(finding) for finding in detail.get("findings", ())],
        "sources": [described(source, at) for source in sources_of(detail, steps)],
        "claims": [aged(claim, at) for claim in detail.get("claims", ())],
    }


def described(source: Source, at: datetime) -> dict[str, Any]:
    """A source, and how old it was when the answer was given."""
    return source.described() | seconds(source.as_of, at)


def aged(claim: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    evidence = [{**each, **seconds(moment(each.get("as_of")), at)} for each in claim.get("evidence", ())]
    return {**claim, "evidence": evidence}


def seconds(as_of: datetime | None, at: datetime) -> dict[str, int]:
    return {"age_seconds": max(round((at - as_of).total_seconds()), 0)} if as_of else {}


def feedback(given: Feedback) -> dict[str, Any]:
    texts = {"thumb": given.thumb, "correction": given.correction, "comment": given.comment}
    return {name: text or None for name, text in texts.items()}


def think(key: uuid.UUID, texts: Mapping[str, str], *, api_key: str = "", author: str = "") -> Feedback:
    """Keeps what somebody thinks of an answer; what they said of it before stays where they say nothing new."""
    with transaction.atomic():
        given, _ = Feedback.objects.get_or_create(query_id=key, api_key=api_key, author=author)
        for name, text in texts.items():
            setattr(given, name, text)
        given.save()
    return given


def thought(key: uuid.UUID, api_key: str, texts: Mapping[str, str]) -> Feedback | None:
    """The same for a key, of an answer that it was given; None where there is none."""
    try:
        if not QueryLog.objects.filter(pk=key, api_key=api_key).exists():
            return None
        return think(key, texts, api_key=api_key)
    finally:
        close_old_connections()
