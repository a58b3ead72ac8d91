"""How well the configuration understands that ships, with nothing learned but its own examples."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.intent_methods import nearest, svm
from benchmarks.intent_sets import Example, Sets, some
from benchmarks.lines import Line
from inference.evaluation_sets import released
from inference.first_stage import Reading, first_stage
from inference.scores import NONE, Answer, percentile, scores, share
from inference.snapshot import Snapshot

# What the household has no service for: none of these, small talk and the fallback are all right answers to it.
UNSERVED = frozenset({"general", "other", "out_of_scope", NONE})
CONTROL = "control"
ASKED = 3000


@dataclass(frozen=True, slots=True)
class Shipped:
    """The configuration that ships, as questions are asked of it."""

    snapshot: Snapshot

    def read(self, texts: Sequence[str]) -> list[Reading]:
        return asyncio.run(self._read(texts))

    async def _read(self, texts: Sequence[str]) -> list[Reading]:
        async with first_stage(self.snapshot) as stage:
            return [await stage.read(text) for text in texts]

    def topics(self, reading: Reading) -> list[str]:
        """What each part is about."""
        return [part.intent.topic if part.intent else NONE for part in reading.parts]

    def answers(self, questions: Sequence[Example]) -> list[Answer]:
        """Household categories as labels; what has no service is one."""
        readings = self.read([question.text for question in questions])
        found = [served(self.topics(reading)[0]) for reading in readings]
        return [
            Answer(each.text, served(each.label), label, reading.confidence, reading.tier, reading.ms)
            for each, label, reading in zip(questions, found, readings, strict=True)
        ]


def served(category: str) -> str:
    return NONE if category in UNSERVED else category


def own_examples() -> list[Example]:
    """The examples that ship, each with its category."""
    material = released()
    assert material is not None
    return [Example(row.text, served(row.intent.topic)) for row in material.examples()]


def beside(questions: Sequence[Example]) -> tuple[list[Answer], list[Answer]]:
    """The plain methods on the same questions, with the same examples to learn from."""
    known = own_examples()
    asked = [replace(each, label=served(each.label)) for each in questions]
    return svm(known)(asked), nearest(known)(asked)


def right(answers: Iterable[Answer]) -> float | None:
    return share(answer.right for answer in answers)


def categories(sets: Sets, shipped: Shipped) -> list[Line]:
    questions = sets.examples("athena_categories", "category")
    questions = some(questions, ASKED) if sets.quick else questions
    ours, plain = shipped.answers(questions), beside(questions)
    inside = scores(ours)
    by_label = [
        Line("  of these", label, None, right(each for each in ours if each.expected == label))
        for label in sorted({answer.expected for answer in ours})
    ]
    return [
        Line(
            "shipped, categories",
            "accuracy, with what is unserved",
            0.88,
            right(ours),
            right(plain[0]),
            right(plain[1]),
        ),
        Line("shipped, categories", "accuracy where there is a service", None, inside.accuracy),
        *by_label,
        *times(ours),
    ]


def times(answers: Sequence[Answer]) -> list[Line]:
    every = sorted(answer.ms for answer in answers)
    sure = [answer.ms for answer in answers if answer.tier in ("exact", "patterns")]
    return [
        Line("time per question, shipped", "mean CPU ms", 5.0, sum(every) / len(every), unit="ms", at_most=True),
        Line("time per question, shipped", "p95 CPU ms", 12.0, percentile(every, 0.95), unit="ms", at_most=True),
        Line("time, pattern is sure", "mean CPU ms", 1.0, sum(sure) / max(1, len(sure)), unit="ms", at_most=True),
    ]


def general(sets: Sets, shipped: Shipped) -> list[Line]:
    """A question must not work a device."""
    texts = [row["text"] for row in sets.rows("athena_categories") if row["category"] == "general"]
    wrong = share(CONTROL in shipped.topics(reading) for reading in shipped.read(texts))
    return [Line("shipped, general questions", "taken for device control", 0.005, wrong, at_most=True)]


def newly_worded(sets: Sets, shipped: Shipped) -> list[Line]:
    """Beside it the plain methods, learned from all other household questions."""
    questions = sets.examples("athena_seed", "category")
    asked = {question.text for question in questions}
    known = [each for each in sets.examples("athena_categories", "category") if each.text not in asked]
    ours = shipped.answers(questions)
    lines = [
        Line("  of these", label, None, right(each for each in ours if each.expected == label))
        for label in sorted({answer.expected for answer in ours})
    ]
    plain = [right(learn(known)(questions)) for learn in (svm, nearest)]
    return [Line("shipped, athena_seed", "category accuracy", 0.90, right(ours), plain[0], plain[1]), *lines]


def devices(sets: Sets, shipped: Shipped) -> list[Line]:
    category: Mapping[str, str] = sets.label_map()["home_assistant"]
    rows = [row for row in sets.rows("home_assistant") if category.get(row["intent"]) == CONTROL]
    readings = shipped.read([row["text"] for row in rows])
    found = [shipped.topics(reading)[0] == CONTROL for reading in readings]
    plain = beside([Example(row["text"], CONTROL) for row in rows])
    return [
        Line("shipped, home_assistant", "seen as device control", 0.97, share(found), right(plain[0]), right(plain[1]))
    ]


LINES: dict[str, Callable[[Sets, Shipped], list[Line]]] = {
    "shipped": categories,
    "general": general,
    "seed": newly_worded,
    "devices": devices,
}
