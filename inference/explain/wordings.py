"""How each answer of a language model came about: who was asked and who was not, the prompt, the tokens."""

from collections.abc import Iterator
from dataclasses import dataclass

from athena_project.charts import milliseconds
from inference.explain.rows import LLM, Link, Rows
from inference.explain.values import Detail, entries, named, number, pairs, text, words
from inference.models import QueryStep

WAYS = {"again": "once more, because a check objected", "instead": "in place of what was refused or failed"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One call. `prompt` is its messages: role, characters, text."""

    llm: Link | None
    way: str
    first: str
    took: str
    tokens: str
    ended: str
    prompt: list[Detail]
    messages: int
    tools: list[str]
    others: list[tuple[str, str]]
    problem: str
    changes: list[str]


def wordings(steps: list[QueryStep], rows: Rows) -> list[Wording]:
    return [wording(step, detail, rows) for step, detail in named(steps, "generate:model")]


def wording(step: QueryStep, detail: Detail, rows: Rows) -> Wording:
    name, prompt = text(detail, "llm"), entries(detail, "prompt")
    spent = [number(detail, f"tokens {way}") for way in ("in", "out")]
    return Wording(
        llm=rows.named(LLM, name) if name else None,
        way=WAYS.get(text(detail, "way"), ""),
        first=milliseconds(number(detail, "first words ms")),
        took=milliseconds(number(detail, "model ms")),
        tokens="" if None in spent or not any(spent) else f"{spent[0]:.0f} in, {spent[1]:.0f} out",
        ended=text(detail, "ended by"),
        prompt=prompt,
        messages=int(number(detail, "prompt messages") or len(prompt)),
        tools=words(detail, "tools offered"),
        others=list(dict([*pairs(detail, "passed over"), *pairs(detail, "failed")]).items()),
        problem=step.problem,
        changes=list(changes(detail, name, rows)),
    )


def changes(detail: Detail, name: str, rows: Rows) -> Iterator[str]:
    fields = rows.fields(LLM, name)
    if (seconds := number(fields, "timeout")) is not None:
        yield f"{name} may take {seconds:g} s; then the next one would be asked."
    if not name:
        yield "No language model answered: with one that is set up and reachable this part would be worded by it."
    if text(detail, "ended by") == "length":
        yield "It stopped at the most tokens that the client allowed: with more it would have gone on."
    if detail.get("cut after sentences"):
        yield f"It was cut after {detail['cut after sentences']} sentences: that is the answer length of the assistant."
    if left := detail.get("earlier messages left out"):
        yield f"{left} earlier messages did not fit into the prompt."
