"""How often the sentence vector is asked, and how many answers are right if it were asked more or less often."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.intent_methods import VECTORS, material
from benchmarks.intent_sets import Example, Sets, in_scope, some
from benchmarks.lines import Line
from benchmarks.shipped_lines import CONTROL, Shipped, served
from inference.scores import NONE, share
from intents import trained
from intents.model import Model, Opinion
from intents.training import train
from intents.words import read

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.0)
ASKED = 2500  # mixed questions
MODEL = ("words", "vectors")  # the tiers of the model

Meant = Callable[[str], str]  # the label that an intent stands for


@dataclass(frozen=True, slots=True)
class Tried:
    """A question that reaches the model: how surely its words suffice, whether they do by the fitted cut, and whether
    the answer is right by them alone and with the vector."""

    sure: float
    alone: bool
    words: bool
    both: bool


def curves(sets: Sets, shipped: Shipped) -> Iterator[Line]:
    for name, title, folds in (("hwu64", "HWU64", 10), ("clinc150", "CLINC150", 5)):
        yield from curve(f"vectors, {title}", learned(sets, sets.examples(name), folds))
    for name, questions in (
        ("athena_seed", sets.examples("athena_seed", "category")),
        ("home_assistant", orders(sets)),
        ("mixed", some(sets.examples("athena_categories", "category"), ASKED)),
    ):
        yield from curve(f"vectors, {name}", by_shipped(shipped, questions))


def curve(name: str, questions: Sequence[Tried]) -> Iterator[Line]:
    """Those whose words suffice least surely are asked first."""
    ranked = sorted(questions, key=lambda each: each.sure)
    yield Line(name, "asked, of what reaches the model", None, share(not each.alone for each in ranked))
    for part in SHARES:
        first = round(part * len(ranked))
        right = [each.both for each in ranked[:first]] + [each.words for each in ranked[first:]]
        yield Line(name, f"accuracy, asked for {part:.0%}", None, share(right))


def learned(sets: Sets, examples: Sequence[Example], folds: int) -> list[Tried]:
    """Cross-validated, in scope."""
    found: list[Tried] = []
    for known, questions in sets.folds(examples, folds):
        rows = material(known)
        model = train([(row.intent.name, row.text) for row in rows.patterns], rows.none, VECTORS)
        lines = {read(each.text).line for each in known}
        unknown = [each for each in in_scope(questions) if read(each.text).line not in lines]
        found += tried(model, unknown, lambda intent: intent)
    return found


def by_shipped(shipped: Shipped, questions: Sequence[Example]) -> list[Tried]:
    """By the model that ships, of the questions that it decides today."""
    model, _ = trained.loaded(trained.shipped())
    assert model is not None
    reached = [
        each
        for each, reading in zip(questions, shipped.read([each.text for each in questions]), strict=True)
        if reading.tier in MODEL and len(reading.parts) == 1
    ]
    topics = {row.name: served(row.topic) for row in shipped.snapshot.intents.values()}
    asked = [Example(each.text, served(each.label)) for each in reached]
    return tried(model, asked, lambda intent: topics.get(intent, NONE))


def orders(sets: Sets) -> list[Example]:
    """Sentences of Home Assistant that are about a device."""
    category = sets.label_map()["home_assistant"]
    rows = sets.rows("home_assistant")
    return [Example(row["text"], CONTROL) for row in rows if category.get(row["intent"]) == CONTROL]


def tried(model: Model, questions: Iterable[Example], meant: Meant) -> list[Tried]:
    inside = np.array([name not in model.none for name in model.intents])

    def right(opinion: Opinion, label: str) -> bool:
        best = model.intents[int(np.argmax(np.where(inside, opinion.scores, -np.inf)))]
        return (meant(best) if opinion.confidence >= 0.5 else NONE) == label

    found = []
    for each in questions:
        sentence = read(each.text)
        words, both, sure = model.both_opinions(sentence, VECTORS([sentence.whole])[0])
        alone = sure >= model.about()["cut"]
        found.append(Tried(sure, alone, right(words, each.label), right(both, each.label)))
    return found
