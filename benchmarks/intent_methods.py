"""Three ways to learn labels from examples, behind one call: Athena's, TF-IDF with an SVM, the nearest example."""

import time
from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from benchmarks.intent_sets import Example
from inference.evaluation import Remembered, built
from inference.evaluation_sets import Material
from inference.scores import NONE, Answer
from intents.classifier import Classifier
from intents.depths import last
from intents.importing import intent_of
from intents.models import Pattern
from intents.words import read

Ask = Callable[[Sequence[Example]], list[Answer]]
Learn = Callable[[Sequence[Example]], Ask]

VECTORS = Remembered()  # one for the whole run: the sets share their sentences


def material(examples: Sequence[Example]) -> Material:
    """Rows as an import makes them; the label NONE is an intent whose examples teach what is out of scope."""
    intents = {label: intent_of(label, "") for label in sorted({example.label for example in examples})}
    patterns = [Pattern(intent=intents[each.label], type="example", text=each.text) for each in examples]
    return Material(tuple(intents.values()), tuple(patterns))


def athena(examples: Sequence[Example]) -> Ask:
    return asking(built(material(examples), VECTORS))


def asking(classifier: Classifier) -> Ask:
    def ask(questions: Sequence[Example]) -> list[Answer]:
        return [asked(question, classifier) for question in questions]

    return ask


def asked(question: Example, classifier: Classifier) -> Answer:
    begun = time.process_time()
    match = classifier.classify(question.text)
    ms = (time.process_time() - begun) * 1000
    return Answer(question.text, question.label, match.intent or NONE, match.confidence, match.tier, ms)


def svm(examples: Sequence[Example]) -> Ask:
    """Words and word pairs. How far the best label lies above NONE, or above 0 where none is known, is confidence."""
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"[^\W_]+")
    rows = vectorizer.fit_transform([example.text for example in examples])
    fitted = LinearSVC(C=1.0, random_state=0).fit(rows, [example.label for example in examples])
    labels = [str(label) for label in fitted.classes_]

    def ask(questions: Sequence[Example]) -> list[Answer]:
        found = fitted.decision_function(vectorizer.transform([question.text for question in questions]))
        return [answer(question, labels, row) for question, row in zip(questions, found, strict=True)]

    return ask


def nearest(examples: Sequence[Example]) -> Ask:
    """The label of the example with the nearest sentence vector."""
    known = vectors(examples)
    labels = sorted({example.label for example in examples})
    owners = np.array([labels.index(example.label) for example in examples])
    order = np.argsort(owners, kind="stable")
    starts = np.searchsorted(owners[order], np.arange(len(labels)))

    def ask(questions: Sequence[Example]) -> list[Answer]:
        found: list[Answer] = []
        for at in range(0, len(questions), 500):
            some = questions[at : at + 500]
            best = np.maximum.reduceat((vectors(some) @ known.T)[:, order], starts, axis=1)
            found += [answer(question, labels, row) for question, row in zip(some, best, strict=True)]
        return found

    return ask


def vectors(examples: Sequence[Example]) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    return last(VECTORS([read(example.text).whole for example in examples]))


def answer(question: Example, labels: Sequence[str], row: "Sequence[float]") -> Answer:
    by_label = dict(zip(labels, row, strict=True))
    outside = float(by_label.get(NONE, 0.0))
    inside = max(float(score) for label, score in by_label.items() if label != NONE)
    return Answer(question.text, question.label, max(labels, key=by_label.__getitem__), inside - outside)


METHODS: dict[str, Learn] = {"athena": athena, "svm": svm, "nearest": nearest}
