"""How well intents are learned: cross-validated, from few examples, and when one is added later."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from benchmarks.intent_methods import METHODS, VECTORS, asking, material
from benchmarks.intent_sets import Example, Sets, in_scope, sampled, some
from benchmarks.lines import Line
from inference.evaluation import built
from inference.scores import Answer, scores, share
from intents.classifier import Classifier
from intents.training import train

Answers = dict[str, list[Answer]]

SEEDS = 3
FEW = 10
NEW, NEW_INTENTS = 5, 8
ASKED = 3000  # questions of a round where the whole set would take minutes


def cross_validated(sets: Sets, examples: Sequence[Example], count: int) -> Answers:
    """The answers of each method on the same folds."""
    found: Answers = {name: [] for name in METHODS}
    for known, questions in sets.folds(examples, count):
        for name, learn in METHODS.items():
            found[name] += learn(known)(questions)
    return found


def measured(name: str, measure: str, target: float, values: dict[str, float | None]) -> Line:
    return Line(name, measure, target, values["athena"], values["svm"], values["nearest"])


def accuracy(answers: Answers) -> dict[str, float | None]:
    return {name: scores(each).accuracy for name, each in answers.items()}


def recall(answers: Answers) -> dict[str, float | None]:
    return {name: scores(each).recall_at_5 for name, each in answers.items()}


def hwu(sets: Sets) -> list[Line]:
    answers = cross_validated(sets, sets.examples("hwu64"), 10)
    ours = scores(answers["athena"])
    return [
        measured("HWU64", "accuracy", 0.925, accuracy(answers)),
        Line("time per question", "mean CPU ms", 5.0, ours.ms_mean, unit="ms", at_most=True),
        Line("time per question", "p95 CPU ms", 12.0, ours.ms_p95, unit="ms", at_most=True),
    ]


def clinc(sets: Sets) -> list[Line]:
    answers = cross_validated(sets, sets.examples("clinc150"), 5)
    return [
        measured("CLINC150", "accuracy in scope", 0.965, accuracy(answers)),
        measured("CLINC150", "out of scope at 5%", 0.92, recall(answers)),
        Line("CLINC150", "in scope refused", None, scores(answers["athena"]).refused),
    ]


def categories(sets: Sets) -> list[Line]:
    answers = cross_validated(sets, sets.examples("athena_categories", "category"), 5)
    return [
        measured("household categories", "accuracy", 0.94, accuracy(answers)),
        measured("household categories", "out of scope at 5%", 0.80, recall(answers)),
        Line("household categories", "in scope refused", None, scores(answers["athena"]).refused),
    ]


def few(sets: Sets) -> list[Line]:
    return [few_of(sets, "hwu64", "HWU64", 0.85), few_of(sets, "clinc150", "CLINC150", 0.92)]


def few_of(sets: Sets, name: str, title: str, target: float) -> Line:
    answers: Answers = {method: [] for method in METHODS}
    for seed in range(1 if sets.quick else SEEDS):
        known, rest = sampled(in_scope(sets.examples(name)), FEW, seed)
        for method, learn in METHODS.items():
            answers[method] += learn(known)(some(rest, ASKED, seed))
    return measured(f"ten examples, {title}", "accuracy", target, accuracy(answers))


def newcomers(sets: Sets) -> list[Line]:
    """Five examples each for intents that the model was trained without, against training with those examples."""
    examples = sets.examples("clinc150")
    labels = sorted({example.label for example in in_scope(examples)})
    new = set(random.Random(0).sample(labels, 3 if sets.quick else NEW_INTENTS))
    added, questions = sampled([each for each in examples if each.label in new], NEW, 0)
    old = [each for each in examples if each.label not in new]
    others = some(in_scope(old), 500)
    old = [each for each in old if each not in set(others)]
    classifier, seconds = extended(old, added)
    retrained = built(material([*old, *added]), VECTORS)
    gap = of(classifier, questions) - of(retrained, questions)
    return [
        Line("five examples added", "accuracy of the new intents", None, of(classifier, questions)),
        Line("five examples added", "points to a full retrain", -0.10, gap),
        Line("five examples added", "the other intents: points", None, of(classifier, others) - of(retrained, others)),
        Line("five examples added", f"seconds at {len(old)}", 1.0, seconds, unit="s", at_most=True),
    ]


def extended(old: Sequence[Example], added: Sequence[Example]) -> tuple[Classifier, float]:
    """The classifier with the model of the old examples and all of them as patterns; and what building it took."""
    before, after = material(old), material([*old, *added])
    model = train([(row.intent.name, row.text) for row in before.patterns], before.none, VECTORS)
    Classifier.build(before.intents, before.patterns, model)
    begun = time.perf_counter()
    classifier = Classifier.build(after.intents, after.patterns, model)
    return classifier, time.perf_counter() - begun


def of(classifier: Classifier, questions: Sequence[Example]) -> float:
    return share(answer.right for answer in asking(classifier)(questions)) or 0.0


def training(sets: Sets) -> list[Line]:
    """2,000 examples of 64 intents, with their sentence vectors made anew."""
    examples = [replace(each, text=f"{each.text} then") for each in some(sets.examples("hwu64"), 2000)]
    begun = time.perf_counter()
    built(material(examples), VECTORS)
    seconds = time.perf_counter() - begun
    return [Line("training", "seconds for 2,000 examples", 10.0, seconds, unit="s", at_most=True)]


LINES: dict[str, Callable[[Sets], list[Line]]] = {
    "hwu64": hwu,
    "clinc150": clinc,
    "few": few,
    "newcomers": newcomers,
    "categories": categories,
    "training": training,
}
