"""Runs a scenario: do the rules say of its answer what they must?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ragdomains.types import Evidence, Fact, Passage, Value
from validation.engine import STRICTEST, examine, verdict
from validation.models import Rule, Scenario
from validation.sentences import Sentences
from validation.small_words import spoken_in
from validation.structure import moment_of
from validation.types import Draft, Finding, Turn

WORDS = 3  # of question and answer, and the share of small words, that tell the language
SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of a scenario's answer, and whether it `holds`: is that what they must say?

    `action` is the strictest one over all sentences: pass, fix, retry or refuse.
    """

    holds: bool
    action: str
    findings: tuple[Finding, ...] = ()


async def run_scenario(scenario: Scenario, rules: Sequence[Rule]) -> Outcome:
    """The answer is examined sentence by sentence; it passes if each passes unchanged."""
    findings: list[Finding] = []
    action = "pass"
    for draft in drafts(scenario):
        found = (await examine(draft, rules)).findings
        action = max(action, verdict(found, draft.sentence).action, key=("pass", *STRICTEST).index)
        findings.extend(found)
    holds = (action == "pass") == scenario.passes and found_as_named(scenario, findings)
    return Outcome(holds, action, tuple(findings))


def found_as_named(scenario: Scenario, findings: Sequence[Finding]) -> bool:
    """Did the named rules object, and those named with a "not" keep quiet?"""
    objected = {finding.rule for finding in findings}
    named = [name.strip() for name in scenario.finds if isinstance(name, str)]
    return all((name.removeprefix("not ") in objected) != name.startswith("not ") for name in named)


def drafts(scenario: Scenario) -> list[Draft]:
    """The scenario's answer as the pipeline would hand it to the rules."""
    cutter = Sentences()
    sentences = [*cutter.feed(scenario.answer), *cutter.flush()]
    whole = Draft(
        sentence="",
        question=scenario.question,
        mode=scenario.mode,
        intent=scenario.intent,
        domain=scenario.domain or "scenario",
        assistant=scenario.assistant,
        evidence=(evidence(scenario.evidence),),
        turns=turns(scenario.earlier),
        language=spoken_in(f"{scenario.question} {scenario.answer}", WORDS, SHARE) or "en",
    )
    return [
        replace(whole, sentence=sentence.rstrip(), before="".join(sentences[:place]))
        for place, sentence in enumerate(sentences)
        if sentence.strip()
    ]


def turns(said: Sequence[object]) -> tuple[Turn, ...]:
    """Questions and answers in turn; one without its answer is left out."""
    texts = [text for text in said if isinstance(text, str)]
    return tuple(Turn(question, answer) for question, answer in zip(texts[::2], texts[1::2], strict=False))


def evidence(items: Sequence[object]) -> Evidence:
    """Texts are passages, objects are facts. Dates and times stand as ISO text."""
    passages = tuple(Passage(item, "") for item in items if isinstance(item, str))
    return Evidence(tuple(_fact(item) for item in items if isinstance(item, Mapping)), passages)


def _fact(item: Mapping[str, object]) -> Fact:
    moments = {name: _moment(item.get(name)) for name in ("valid_from", "valid_to", "as_of")}
    as_of = moments["as_of"]
    return Fact(
        name=str(item.get("name", "")),
        value=_value(item.get("value", "")),
        unit=str(item.get("unit", "")),
        place=str(item.get("place", "")),
        valid_from=moments["valid_from"],
        valid_to=moments["valid_to"],
        as_of=as_of if isinstance(as_of, datetime) else None,
        source=str(item.get("source", "")),
    )


def _value(value: object) -> Value:
    if isinstance(value, str):
        return _moment(value) or value
    return value if isinstance(value, bool | int | float | date) else str(value)


def _moment(value: object) -> datetime | date | None:
    """A date or time written in ISO form; None for anything else."""
    if isinstance(value, datetime | date) or value is None:
        return value
    return moment_of(str(value))
