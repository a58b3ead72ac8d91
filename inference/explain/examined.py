"""What the rules saw and found: each sentence with its verdict, which rules ran, and which had nothing to look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inference.explain.rows import RULE, Link, Rows
from inference.explain.values import named, number, text, words
from inference.models import QueryStep

RAN = re.compile(r"(.+): ([\d.]+) ms")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, what became of it, and why."""

    text: str
    verdict: str
    findings: list[str]
    instead: str


@dataclass(frozen=True, slots=True)
class Ran:
    """A rule over all sentences. `found` counts its findings; `slowest` and `budget` are of one sentence."""

    rule: Link
    times: int
    found: int
    slowest: float
    budget: float | None


@dataclass(frozen=True, slots=True)
class Examined:
    sentences: list[Sentence]
    ran: list[Ran]
    idle: list[Link]
    changes: list[str]


def examined(steps: list[QueryStep], rows: Rows) -> Examined:
    details = [detail for _, detail in named(steps, "examine")]
    sentences = [
        Sentence(text(each, "sentence"), text(each, "verdict"), words(each, "findings"), text(each, "said instead"))
        for each in details
    ]
    took: dict[str, list[float]] = {}
    for line in (line for each in details for line in words(each, "rules")):
        if found := RAN.fullmatch(line):
            took.setdefault(found[1], []).append(float(found[2]))
    findings = [line for each in sentences for line in each.findings]
    ran = [one_that_ran(name, times, findings, rows) for name, times in took.items()]
    idle = [rows.named(RULE, row["name"]) for row in rows.all(RULE).values() if row["name"] not in took]
    return Examined(sentences, ran, idle if sentences else [], list(changes(sentences)))


def one_that_ran(name: str, times: list[float], findings: list[str], rows: Rows) -> Ran:
    found = sum(line.startswith(f"{name} (") for line in findings)
    return Ran(rows.named(RULE, name), len(times), found, max(times), number(rows.fields(RULE, name), "budget_ms"))


def changes(sentences: list[Sentence]) -> Iterator[str]:
    if any(each.verdict in {"refuse", "retry"} for each in sentences):
        yield "What was refused would have been said with the rule's action set to flag."
    elif any(each.findings for each in sentences):
        yield "What was found was said all the same: the rule's action decides that."
