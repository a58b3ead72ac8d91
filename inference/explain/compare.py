"""Two answers side by side: what was said, understood and found, and how long it took."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from athena_project.charts import milliseconds
from inference.explain.page import Traced
from inference.explain.values import Detail, entries, named, text
from inference.models import QueryLog

COMPARED = 400  # words of an answer; the work grows with their square
FACTS = 80  # facts that are listed
NOTHING = "–"

Told = dict[str, str]  # by name


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of an answer; `own`: the other answer does not have them here."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of both answers."""

    name: str
    left: str
    right: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """Who answered, a link to it where it is recorded, and what was said."""

    title: str
    url: str
    words: list[Piece]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two answers; of the evidence only what does."""

    one: Traced
    other: Traced
    sides: tuple[Side, Side]
    decided: list[Row]
    found: list[Row]
    same_facts: int
    times: list[Row]

    @property
    def differing(self) -> int:
        said = self.one.log.answer != self.other.log.answer
        return said + sum(row.differs for row in (*self.decided, *self.found))


def compare(one: Traced, other: Traced) -> Comparison:
    facts = [row(name, left, right) for name, left, right in both(facts_of(one), facts_of(other))]
    differing = [row for row in facts if row.differs]
    return Comparison(
        one, other, sides(one, other), list(decided(one, other)),
        differing[:FACTS], len(facts) - len(differing), list(times(one, other)),
    )  # fmt: skip


def sides(one: Traced, other: Traced) -> tuple[Side, Side]:
    said = words(one.log.answer, other.log.answer)
    return Side(one.title, one.url, said[0]), Side(other.title, other.url, said[1])


def words(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Both answers, in pieces that the other has too and pieces that it has not."""
    one, other = left.split(), right.split()
    if max(len(one), len(other)) > COMPARED:
        return [Piece(left, left != right)], [Piece(right, left != right)]
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for what, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for side, found in zip(sides, (one[a:b], other[c:d]), strict=True):
            if found:
                side.append(Piece(" ".join(found), what != "equal"))
    return sides


def decided(one: Traced, other: Traced) -> Iterator[Row]:
    """All but the evidence and the times."""
    yield row("question", one.log.question, other.log.question)
    for name, mine, yours in [
        *of_parts(parts(one), parts(other)),
        *both(of_log(one.log), of_log(other.log)),
        *both(asked(one), asked(other)),
    ]:
        yield row(name, mine, yours)


def of_parts(left: list[Told], right: list[Told]) -> Iterator[tuple[str, str, str]]:
    """Part by part, in the order of the sentence."""
    count = max(len(left), len(right))
    nothing: Told = {}
    for number in range(count):
        mine, yours = (side[number] if number < len(side) else nothing for side in (left, right))
        for name, one, other in both(mine, yours):
            yield (f"part {number + 1}, {name}" if count > 1 else name), one, other


def parts(traced: Traced) -> list[Told]:
    """What was understood of each part."""
    found = [each for _, detail in named(traced.steps, "understand") for each in entries(detail, "decisions")]
    return [part(each) for each in found]


def part(told: Detail) -> Told:
    slots = told.get("slots")
    rest = {str(name): str(value) for name, value in slots.items()} if isinstance(slots, dict) else {}
    named_in = {"place": text(told, "place"), "days": text(told, "days"), **rest}
    return {
        "intent": text(told, "intent"),
        "decided by": text(told, "tier"),
        "answer mode": text(told, "mode"),
        **{name: value for name, value in named_in.items() if value},
    }


def of_log(log: QueryLog) -> Told:
    return {
        "outcome": log.outcome,
        "problem": log.error,
        "assistant": log.assistant,
        "asked by": log.mode,
        "tokens in and out": f"{log.tokens_in}, {log.tokens_out}" if log.tokens_in or log.tokens_out else "",
    }


def asked(traced: Traced) -> Told:
    """Each domain with who answered for it, the model that wrote, and what the checks found."""
    found = {
        f"domain {step.name.partition(':')[2]}": step.problem or text(detail, "answered by")
        for step, detail in named(traced.steps, "retrieve:")
    }
    models = [text(detail, "llm") or "nobody" for _, detail in named(traced.steps, "generate:model")]
    verdicts = [text(detail, "verdict") for _, detail in named(traced.steps, "examine")]
    checks = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in sorted(set(verdicts)))
    return {**found, "worded by": ", ".join(models), "checks": checks}


def facts_of(traced: Traced) -> Told:
    """The evidence by name; several of one name are told together."""
    found: dict[str, list[str]] = {}
    for step, detail in named(traced.steps, "retrieve:"):
        domain = step.name.partition(":")[2]
        for fact in entries(detail, "facts"):
            name = " ".join(filter(None, (f"{domain}: {text(fact, 'name').replace('_', ' ')}", text(fact, "place"))))
            found.setdefault(name, []).append(f"{fact.get('value', '')} {text(fact, 'unit')}".strip())
        for passage in entries(detail, "passages"):
            name = f"{domain}: {text(passage, 'document')}, {text(passage, 'heading')}".rstrip(", ")
            found.setdefault(name, []).append(text(passage, "text"))
    return {name: "; ".join(values) for name, values in found.items()}


def both(left: Told, right: Told) -> Iterator[tuple[str, str, str]]:
    """What either side has, unless it is empty on both."""
    for name in dict.fromkeys([*left, *right]):
        if left.get(name) or right.get(name):
            yield name, left.get(name, ""), right.get(name, "")


def row(name: str, left: str, right: str) -> Row:
    return Row(name, left or NOTHING, right or NOTHING, left != right)


def times(one: Traced, other: Traced) -> Iterator[Row]:
    """No two take the same time, so none is marked."""
    left, right = took(one), took(other)
    for name in dict.fromkeys([*left, *right]):
        yield Row(name, milliseconds(left.get(name)), milliseconds(right.get(name)), False)


def took(traced: Traced) -> dict[str, float]:
    found: dict[str, float] = {"the whole answer": traced.log.ms}
    if traced.log.first_ms is not None:
        found["until the first text"] = traced.log.first_ms
    for step in traced.steps:
        if step.depth == 0 or ":" in step.name:
            found[step.name] = found.get(step.name, 0.0) + step.ms
    return found


def side_by_side(traced: Sequence[Traced]) -> Comparison | None:
    return compare(*traced) if len(traced) == 2 else None
