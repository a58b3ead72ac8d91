"""Which of the last recorded questions and which test cases a fix changes: said before it is written."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from inference import meanings
from inference.meanings import Said
from intents import impact
from intents.impact import Change, Draft, Impact, Question
from intents.models import Entity, Intent, SplitRule, TestCase
from intents.slots import Names, fill
from intents.splitter import Splitter
from intents.words import Phrases, clean, fold, read
from ragdomains.models import Place

SECONDS = 3.0  # for the questions that may change
UNREAD = 100  # questions that are read at once where the job has not read them yet


def flips(before: Draft, after: Draft, recorded: bool = True) -> Impact:
    """What examples that come or go change among the last questions.

    Only what is like an example can change, so thousands are compared by their vectors, and few are asked again.
    """
    after = replace(after, learned=before.learned)
    cases = {case.text: case for case in impact.questions(after, recorded=False)}
    texts = [*cases, *(text for text in (meanings.newest() if recorded else {}) if text not in cases)]
    said = known(texts)
    chosen = [cases.get(text) or Question(text, ()) for text in movable(before, after, said)]
    found = impact.compared(before, after, chosen, SECONDS)
    return Impact(found.changes, len(said) - len(chosen) + found.looked_at, len(texts))


def known(texts: Sequence[str]) -> dict[str, Said]:
    """What these questions mean; of those that were not read yet only the first ones."""
    there = meanings.kept(texts)
    missing = [text for text in texts if text not in there][:UNREAD]
    fresh = meanings.learn(missing) if missing else {}
    return {text: there.get(text) or fresh[text] for text in texts if text in there or text in fresh}


def movable(before: Draft, after: Draft, said: Mapping[str, Said]) -> list[str]:
    """The questions that may come out differently, those most like the examples first."""
    moved = before.examples() ^ after.examples()
    if not said or not moved:
        return []
    texts = list(said)
    owners = np.repeat(np.arange(len(texts)), [len(said[text].lines) for text in texts])
    vectors = np.concatenate([said[text].vectors for text in texts])
    lines = {read(text).line for _, text in moved}
    same = np.array([line in lines for text in texts for line in said[text].lines])
    like = np.where(same, 2.0, (vectors @ examples_of(moved).T).max(axis=1))
    best = np.full(len(texts), -1.0)
    np.maximum.at(best, owners, np.where(same | reached(before, after, vectors), like, -1.0))
    return [texts[number] for number in np.argsort(-best, kind="stable") if best[number] > -1.0]


def examples_of(moved: set[tuple[str, str]]) -> meanings.Vectors:
    return np.concatenate([meanings.learn([text])[text].vectors for text in sorted({text for _, text in moved})])


def reached(
    before: Draft, after: Draft, vectors: meanings.Vectors
) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """By vector: whether an example that the training does not know yet may decide it. All, where that is not sure."""
    everything = np.ones(len(vectors), np.bool_)
    if {name for name, _ in before.examples()} != {name for name, _ in after.examples()}:
        return everything  # an intent that the model knows comes or goes as a whole
    old, new = (impact.compiled(side).reached(vectors) for side in (before, after))
    return everything if old is None or new is None else old | new


@dataclass(frozen=True, slots=True)
class House:
    """The names of the house, and how a sentence is taken apart by them."""

    names: Names
    splitter: Splitter

    @classmethod
    def build(cls, entities: Sequence[Entity]) -> "House":
        names = Names.build(list(Place.objects.filter(enabled=True)), entities)
        rules = list(SplitRule.objects.filter(enabled=True).order_by("pk"))
        return cls(names, Splitter.build(rules, names.all))

    def found(self, text: str, category: str) -> dict[str, str]:
        """What the house's own names fill in a question."""
        parts = self.splitter.split(text) or (text,)
        now = datetime.now(UTC)
        filled = [fill(part, self.names, now, None, category) for part in parts]
        return {name: value for slots in filled for name, value in slots.values.items()}


def renamed(entity: Entity, word: str, recorded: bool = True) -> Impact:
    """What another word for a name changes: only questions that hold the word are read again."""
    cases = {case.question: case for case in TestCase.objects.filter(enabled=True)}
    texts = [*cases, *(text for text in (meanings.newest() if recorded else {}) if text not in cases)]
    phrase = Phrases([fold(clean(word))])
    holding = [text for text in texts if any(phrase.find(fold(clean(text))))]
    rows = list(Entity.objects.filter(enabled=True).order_by("pk"))
    before = House.build(rows)
    after = House.build([entity if row.pk == entity.pk else row for row in rows])
    changes: list[Change] = []
    looked_at = 0
    for text in in_time(holding):
        looked_at += 1
        changes += changed(text, before, after, cases.get(text))
    return Impact(tuple(changes), len(texts) - len(holding) + looked_at, len(texts))


def in_time(texts: Sequence[str]) -> Iterator[str]:
    until = time.monotonic() + SECONDS
    for text in texts:
        if time.monotonic() > until:
            return
        yield text


def changed(text: str, before: House, after: House, case: TestCase | None) -> Iterator[Change]:
    category = category_of(case)
    old, new = before.found(text, category), after.found(text, category)
    if old != new:
        verdict = impact.verdict_of(holds(case, old), holds(case, new)) if case and case.slots else ""
        yield Change(text, told(old, new), told(new, old), verdict)


def category_of(case: TestCase | None) -> str:
    """What a test case is about, as far as it says so: more slots are looked for where that is known."""
    name = next(iter(case.intents), "") if case else ""
    intent = Intent.objects.filter(name=name).select_related("domain").first() if name else None
    return intent.topic if intent else ""


def holds(case: TestCase, slots: Mapping[str, str]) -> bool:
    return all(slots.get(name, "") == str(value) for name, value in case.slots.items())


def told(slots: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Those that are otherwise on the other side."""
    fresh = sorted(pair for pair in slots.items() if pair not in other.items())
    return ", ".join(f"{name} {value}" for name, value in fresh) or "nothing"
