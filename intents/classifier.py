"""Decides which intent a question has, in tiers that stop as soon as one is sure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intents.learned import Learned, Row, learned
from intents.model import Floats, Model
from intents.models import Intent, Pattern
from intents.patterns import Found, Patterns
from intents.words import Sentence, read
from ragdomains.languages import LANGUAGES

SURE = 0.7  # a lone keyword is less: the examples are asked too
HELP = 0.3  # how much the weaker of two tiers adds to the stronger
KEPT = 5  # scores kept per tier
SPOKEN = 300  # characters; a longer text is hardly sent twice
REMEMBERED = 512  # texts, of a few kB each: a household says the same again and again


@dataclass(frozen=True, slots=True)
class Score:
    """What one tier says for one intent, from 0 to 1, and why; `rows` are the patterns behind it."""

    intent: str
    score: float
    tier: str
    reason: str
    rows: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The intent found ("": none of these), and how sure: `sure` is above its threshold and ahead by its margin.

    `scores` holds the best of every tier that was asked, best first; `rows` names what decided, as app.model:key;
    `confidence` is the probability that the question is in scope at all, whichever intent it is.
    """

    intent: str
    score: float
    tier: str
    scores: tuple[Score, ...] = ()
    runner_up: str = ""
    margin: float = 0.0
    sure: bool = False
    reason: str = ""
    confidence: float = 0.0
    rows: tuple[str, ...] = ()


class Look(NamedTuple):
    """A sentence, the signs that were found in it, ranked, and what it is where they suffice."""

    sentence: Sentence
    found: Found = Found()
    signs: Sequence[Score] = ()
    match: Match | None = None


class Classifier:
    """The compiled intents of a release. Immutable; one instance serves all questions at once.

    Equal text gets an equal match, so the newest are remembered; an edit compiles another instance, which knows none.
    """

    __slots__ = ("_exact", "_intents", "_learned", "_matches", "_patterns")

    def __init__(
        self, intents: Mapping[str, Intent], exact: Mapping[str, list[Pattern]], tiers: tuple["Signs", Learned]
    ) -> None:
        self._intents = intents
        self._exact = exact
        self._patterns, self._learned = tiers
        self._matches: dict[tuple[str, str], Match] = {}

    @classmethod
    def build(cls, intents: Sequence[Intent], patterns: Sequence[Pattern], model: Model | None = None) -> "Classifier":
        """From rows whose relations are joined; patterns of intents that are not given (switched off) are left out.

        `model` was learned from these examples, or from those of an earlier release: what is newer is asked beside it.
        """
        known = {intent.name: intent for intent in intents}
        exact: dict[str, list[Pattern]] = {}
        examples: list[Row] = []
        signs: list[Pattern] = []
        for pattern in patterns:
            name, kind = pattern.intent.name, pattern.type
            if name not in known:
                continue
            if kind in ("example", "phrase"):
                sentence = read(pattern.text)
                if sentence.line:
                    exact.setdefault(sentence.line, []).append(pattern)
            if kind == "example":
                examples.append((name, sentence, pattern))
            else:
                signs.append(pattern)
        return cls(known, exact, (signs_by_language(signs), learned(known, examples, model)))

    def classify(self, text: str, language: str = "en") -> Match:
        match = self._matches.get((text, language))
        if match is None:
            match = self._settled(self._look(text, language))
            self._remember(text, language, match)
        return match

    def foresee(self, texts: Sequence[str], language: str = "en") -> None:
        """Classifies texts that classify() will be asked of: many at once cost less than one after the other."""
        looks = {text: self._look(text, language) for text in texts if (text, language) not in self._matches}
        self._learned.foresee([look.sentence for look in looks.values() if look.match is None])
        for text, look in looks.items():
            self._remember(text, language, self._settled(look))

    def _remember(self, text: str, language: str, match: Match) -> None:
        if len(self._matches) >= REMEMBERED:
            self._matches.clear()
        if len(text) <= SPOKEN:
            self._matches[text, language] = match

    def _look(self, text: str, language: str) -> Look:
        """The tiers before the examples, and the match where one of them is sure."""
        sentence = read(text)
        if not sentence.words:
            return Look(sentence, match=Match("", 0.0, "", reason="There are no words in it."))
        if exact := self._same(sentence):
            return Look(sentence, match=self._decide(exact, ()))
        found = self._patterns.get(language, self._patterns[""]).find(sentence)
        signs = self._ranked(
            Score(name, score, "patterns", found.reasons[name], found.rows[name])
            for name, score in found.scores.items()
        )
        match = self._decide(signs, ()) if signs and signs[0].score >= SURE else None
        return Look(sentence, found, signs, match if match and match.sure else None)

    def _settled(self, look: Look) -> Match:
        return look.match or self._decide(self._mixed(look.sentence, look.found), look.signs)

    def reached(self, vectors: Floats) -> npt.NDArray[np.bool_] | None:
        """Which questions, by their vectors, examples that were added since the training may decide; None: any."""
        return self._learned.reached(vectors)

    def related(self, one: str, other: str) -> bool:
        """Whether two intents ask the same domain, so that a follow-up may change the one into the other."""
        if one not in self._intents or other not in self._intents:
            return False
        first, second = self._intents[one], self._intents[other]
        if one == other or first.domain is None or second.domain is None:
            return one == other
        return (first.domain.name, first.mode) == (second.domain.name, second.mode)

    def _same(self, sentence: Sentence) -> list[Score]:
        """Where several intents have this sentence, the one that has it more often: one of its rows is a slip."""
        owners: dict[str, list[Pattern]] = {}
        for row in self._exact.get(sentence.line, ()):
            owners.setdefault(row.intent.name, []).append(row)
        most = max(map(len, owners.values()), default=1)
        return self._ranked(
            Score(name, len(rows) / most, "exact", f"{rows[-1].type} “{rows[-1].text}”", (rows[-1],))
            for name, rows in owners.items()
        )

    def _mixed(self, sentence: Sentence, found: Found) -> list[Score]:
        """What was learned from the examples, raised by the signs that were found; a vetoed intent has none."""
        alike = {each.intent: each for each in self._learned.judge(sentence, frozenset(found.vetoed))}
        scores = []
        for name in {*alike, *found.scores}:
            example = alike[name].score if name in alike else 0.0
            reasons = [found.reasons[name]] if name in found.scores else []
            reasons += [alike[name].reason] if name in alike else []
            tier = alike[name].tier if name in alike else "patterns"
            rows = (*found.rows.get(name, ()), *(alike[name].rows if name in alike else ()))
            score = combined(example, found.scores.get(name, 0.0))
            scores.append(Score(name, score, tier, ", ".join(reasons), rows))
        return self._ranked(scores)

    def _ranked(self, scores: Iterable[Score]) -> list[Score]:
        def place(score: Score) -> tuple[float, int, str]:
            return -round(score.score, 3), -self._intents[score.intent].priority, score.intent

        return sorted(scores, key=place)

    def _decide(self, ranked: Sequence[Score], earlier: Sequence[Score]) -> Match:
        kept = tuple(sorted([*earlier[:KEPT], *ranked[:KEPT]], key=lambda score: -round(score.score, 3)))
        if not ranked:
            return Match("", 0.0, "examples", kept, reason="It is like nothing that is known.")
        best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
        intent = self._intents[best.intent]
        margin = best.score - second.score if second else best.score
        below = Match("", best.score, best.tier, kept, best.intent, margin, confidence=best.score)
        if intent.mode == "none":
            return replace(below, reason=f"None of these: {best.reason}.", confidence=1 - best.score)
        if best.score < intent.threshold:
            said = f"Nearest is {best.intent} with {best.score:.2f}, below its threshold of {intent.threshold:.2f}."
            return replace(below, reason=said)
        rows = tuple(f"intents.pattern:{row.pk}" for row in best.rows if row.pk)
        return Match(
            best.intent, best.score, best.tier, kept, second.intent if second else "", margin,
            sure=margin >= intent.margin, reason=best.reason, confidence=best.score, rows=rows,
        )  # fmt: skip


Signs = Mapping[str, Patterns]


def signs_by_language(patterns: Sequence[Pattern]) -> Signs:
    """One table of signs for each language, and one ("") of those that hold in all."""
    everywhere = Patterns([pattern for pattern in patterns if not pattern.language])
    spoken = {pattern.language for pattern in patterns} - {""}
    tables = {
        code: Patterns([pattern for pattern in patterns if pattern.language in ("", code)], code)
        for code, _ in LANGUAGES
        if code in spoken
    }
    return {"": everywhere, **tables}


def combined(one: float, other: float) -> float:
    strong, weak = max(one, other), min(one, other)
    return strong + HELP * weak * (1 - strong)
