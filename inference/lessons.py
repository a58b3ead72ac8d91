"""Makes a test of what somebody thought of an answer: a scenario for the checks, a test case for the understanding."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inference.answers import steps_of
from inference.models import Feedback, QueryLog
from inference.recorded import COLUMNS, made
from inference.sources import RETRIEVE, Step, said
from intents.models import TestCase
from validation.models import Scenario

MOST = 500  # characters of a question that a row takes
FACT = ("name", "value", "unit", "place", "valid_from", "valid_to")


def scenario(given: Feedback) -> tuple[Scenario, bool]:
    """The scenario of the answer, and whether it is new: a good answer must pass the checks, a bad one must not."""
    log = given.query
    steps = steps_of(log)
    modes, domains = ([str(step.detail.get(name, "")) for step in said(steps)] for name in ("mode", "domain"))
    return Scenario.objects.get_or_create(
        name=f"answer-{log.pk.hex[:12]}",
        defaults={
            "question": log.question[:MOST],
            "evidence": evidence(steps),
            "answer": log.answer,
            "mode": next(filter(None, modes), "llm"),
            "intent": log.intents.partition(", ")[0],
            "domain": next(filter(None, domains), ""),
            "assistant": log.assistant,
            "passes": given.good,
        },
    )


def evidence(steps: Sequence[Step]) -> list[Any]:
    """What the answer could rest on: the facts and passages that were found, and what carried its claims."""
    found: list[Any] = []
    for step in steps:
        if step.name.startswith(RETRIEVE):
            found += [stated(fact) for fact in step.detail.get("facts", ())]
            found += [str(passage.get("text", "")) for passage in step.detail.get("passages", ())]
    whole = "\n".join(text for text in found if isinstance(text, str))
    found += [text for text in dict.fromkeys(quoted(steps)) if text not in whole]
    return found


def stated(fact: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fact[name] for name in FACT if fact.get(name) not in (None, "")}


def quoted(steps: Sequence[Step]) -> Iterator[str]:
    """The sentences of passages and of tools' answers that carry claims; the log keeps passages cut short."""
    for step in steps:
        for claim in step.detail.get("claims", ()):
            for each in claim.get("evidence", ()):
                if each.get("kind") in {"passage", "result"} and each.get("text"):
                    yield str(each["text"])


def case(given: Feedback, intent: str = "") -> tuple[TestCase, bool]:
    """The test case of the question, and whether it is new.

    `intent` is what should be understood. Without it a good answer was understood rightly, and a bad one wrongly.
    """
    log = given.query
    found = [name for name in log.intents.split(", ") if name]
    expected = [intent] if intent else found if given.good else []
    return TestCase.objects.get_or_create(
        question=log.question[:MOST],
        defaults={
            "intents": expected,
            "forbidden": [] if given.good else [name for name in found if name not in expected],
            "context": before(log),
        },
    )


def before(log: QueryLog) -> list[str]:
    """What the same person asked before, in the same conversation."""
    row = QueryLog.objects.filter(pk=log.pk).values_list(*COLUMNS).get()
    return made(row).asked.questions
