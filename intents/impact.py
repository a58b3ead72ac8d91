"""Which questions come out differently with other rows: what an edit of a pattern does, before or after it is saved."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from athena_project import releases
from intents import lent, trained
from intents.classifier import Classifier
from intents.models import Entity, Intent, Pattern, SplitRule, TestCase, TrainedModel
from intents.slots import Names
from intents.splitter import Splitter
from intents.words import read
from ragdomains.models import Place

RECORDED = 300  # questions of the log that are asked again
SECONDS = 1.2  # for the asking; what is not reached is said
BUILDING = 6.0  # seconds; where one side alone takes longer, nothing is asked at all
NONE = "none"


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """The rows that decide which intent a question has, and what was learned when they were read.

    Two are equal when they decide alike; rows of the database are equal by their keys, whatever stands in them.
    """

    intents: tuple[Intent, ...]
    patterns: tuple[Pattern, ...]
    learned: TrainedModel | None = None

    @property
    def fallback(self) -> str:
        return next((intent.name for intent in self.intents if intent.fallback), NONE)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Draft) and self.same_as(other) and self.learned_from() == other.learned_from()

    def __hash__(self) -> int:
        return hash((frozenset(self.signs()), frozenset(self.settings()), self.learned_from()))

    def same_as(self, other: "Draft") -> bool:
        """Whether the rows say the same, whatever was learned."""
        return self.signs() == other.signs() and self.settings() == other.settings()

    def learned_from(self) -> str:
        return self.learned.digest if self.learned else ""

    def signs(self) -> set[tuple[object, ...]]:
        return {(row.intent.name, row.type, row.text, row.weight, row.language) for row in self.patterns}

    def examples(self) -> set[tuple[str, str]]:
        return {(row.intent.name, row.text) for row in self.patterns if row.type == "example"}

    def settings(self) -> set[tuple[object, ...]]:
        return {(row.name, row.threshold, row.margin, row.priority, row.fallback, row.mode) for row in self.intents}

    def with_pattern(self, pattern: Pattern) -> "Draft":
        """The rows as they would be with this one, which need not be saved."""
        others = [row for row in self.patterns if row.pk is None or row.pk != pattern.pk]
        return replace(self, patterns=(*others, pattern) if pattern.enabled else tuple(others))

    def with_intent(self, intent: Intent) -> "Draft":
        """The rows as they would be with a new intent, which need not be saved."""
        return replace(self, intents=(*self.intents, intent)) if intent.enabled else self


@dataclass(frozen=True, slots=True)
class Question:
    """A question in its parts; `expected` are the intents of a test case, None for a question of the log."""

    text: str
    parts: tuple[str, ...]
    expected: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose intents differ; `verdict` says of a test case what becomes of it."""

    question: str
    before: str
    after: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """All that changes, among how many questions, of how many that there are."""

    changes: tuple[Change, ...]
    looked_at: int
    questions: int


def current() -> Draft:
    """The rows as they stand in the database, enabled ones only."""
    intents = {row.pk: row for row in Intent.objects.filter(enabled=True).select_related("domain").order_by("pk")}
    found = Pattern.objects.filter(enabled=True, intent__enabled=True).order_by("pk")
    patterns = tuple(row for row in found if row.intent_id in intents)
    for row in patterns:
        row.intent = intents[row.intent_id]  # joined by the database, each would bring instances of its own
    return Draft(tuple(intents.values()), patterns, learned_now())


@lru_cache(maxsize=2)  # the rows after one edit are those before the next
def compiled(draft: Draft) -> Classifier:
    model, _ = trained.loaded(draft.learned)
    return Classifier.build([row for row in draft.intents if not row.fallback], draft.patterns, model)


def learned_now() -> TrainedModel | None:
    """What answers now: learned from the examples of the release, or from older ones until that is done."""
    release = releases.outline()
    return (trained.found_for(release) or trained.newest()) if release else None


def impact(before: Draft, after: Draft, recorded: bool = True) -> Impact:
    """What another set of rows does to the test cases and, if wanted, to the newest questions of the log.

    Both sides are asked with what was learned before the edit, as questions are until the next training is done.
    """
    after = replace(after, learned=before.learned)
    return compared(before, after, questions(after, recorded))


def compared(before: Draft, after: Draft, asked: Sequence[Question], seconds: float | None = None) -> Impact:
    """What becomes of these questions, as far as there is time; both sides with what was learned before."""
    begun = time.monotonic()
    old = compiled(before)
    if time.monotonic() - begun > BUILDING:
        return Impact((), 0, len(asked))
    new = compiled(after)
    looked_at: list[Question] = []
    found = changes(old, new, in_time(asked, looked_at, splitter_of(after), seconds))
    return Impact(found, len(looked_at), len(asked))


def in_time(
    asked: Iterable[Question], looked_at: list[Question], splitter: Splitter, seconds: float | None = None
) -> Iterator[Question]:
    """The questions in their parts, until the time is over; each is noted when it is taken."""
    until = time.monotonic() + (SECONDS if seconds is None else seconds)
    for question in asked:
        if time.monotonic() > until:
            return
        looked_at.append(question)
        yield replace(question, parts=tuple(splitter.split(question.text)) or (question.text,))


def changes(before: Classifier, after: Classifier, asked: Iterable[Question]) -> tuple[Change, ...]:
    """The questions that the two classify differently."""
    return tuple(change for question in asked if (change := change_of(question, before, after)))


def change_of(question: Question, before: Classifier, after: Classifier) -> Change | None:
    old, new = labels(before, question), labels(after, question)
    if old == new:
        return None
    verdict = "" if question.expected is None else verdict_of(old == question.expected, new == question.expected)
    return Change(question.text, ", ".join(old), ", ".join(new), verdict)


def labels(classifier: Classifier, question: Question) -> tuple[str, ...]:
    return tuple(classifier.classify(part).intent or NONE for part in question.parts)


def verdict_of(held: bool, holds: bool) -> str:
    if held != holds:
        return "this test case passes now" if holds else "this test case FAILS now"
    return "this test case fails as before"


def questions(draft: Draft, recorded: bool) -> list[Question]:
    """The newest questions of the log and the test cases in turn, not yet taken apart: time may end before they do."""
    cases = TestCase.objects.filter(enabled=True).order_by("pk").values_list("question", "intents")
    tests = [Question(text, (), expected_of(names, draft.fallback)) for text, names in cases]
    known = {question.text for question in tests}
    texts = [text for text in lent.recorded(RECORDED) if text not in known] if recorded else []
    pairs = zip_longest([Question(text, ()) for text in texts], tests)
    return [question for pair in pairs for question in pair if question]


def expected_of(names: Iterable[object], fallback: str) -> tuple[str, ...]:
    """A test case may write what fits no intent as none, or by the name of the fallback."""
    return tuple(NONE if name == fallback else str(name) for name in names)


def splitter_of(draft: Draft) -> Splitter:
    rules = list(SplitRule.objects.filter(enabled=True).order_by("pk"))
    names = Names.build(list(Place.objects.filter(enabled=True)), list(Entity.objects.filter(enabled=True)))
    return Splitter.build(rules, names.all, trained.loaded(draft.learned)[1])


def splitter_now() -> Splitter:
    """By the rows as they stand, without what was read of them for anything else."""
    return splitter_of(Draft((), (), learned_now()))


def shared_examples(before: Draft, after: Draft) -> list[str]:
    """Warnings: the examples among the new rows that another intent has too."""
    old = before.examples()
    new = [text for name, text in after.examples() if (name, text) not in old]
    lines = {read(text).line for text in new} - {""}
    owners: dict[str, dict[str, str]] = {}
    for name, text in sorted(after.examples()) if lines else ():
        if (line := read(text).line) in lines:
            owners.setdefault(line, {})[name] = text
    return [
        f"The example “{next(iter(texts.values()))}” stands under {' and '.join(texts)}: it decides neither. "
        "Keep it under one."
        for texts in owners.values()
        if len(texts) > 1
    ]
