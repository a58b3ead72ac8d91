"""Decides which intent a question has, in tiers that stop as soon as one is sure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from intents.examples import Examples
from intents.models import Intent, Pattern
from intents.patterns import Found, Patterns
from intents.words import Sentence, read

SURE = 0.7  # a lone keyword is less: the examples are asked too
HELP = 0.3  # how much the weaker of two tiers adds to the stronger
KEPT = 5  # scores kept per tier


@dataclass(frozen=True, slots=True)
class Score:
    """What one tier says for one intent, from 0 to 1, and why."""

    intent: str
    score: float
    tier: str
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """The intent found ("": none of these), and how sure: `sure` is above its threshold and ahead by its margin.

    `scores` holds the best of every tier that was asked, best first.
    """

    intent: str
    score: float
    tier: str
    scores: tuple[Score, ...] = ()
    runner_up: str = ""
    margin: float = 0.0
    sure: bool = False
    reason: str = ""


class Classifier:
    """The compiled intents of a release. Immutable; one instance serves all questions at once."""

    __slots__ = ("_exact", "_examples", "_intents", "_patterns")

    def __init__(
        self, intents: Mapping[str, Intent], exact: Mapping[str, list[Pattern]], tiers: tuple[Patterns, Examples]
    ) -> None:
        self._intents = intents
        self._exact = exact
        self._patterns, self._examples = tiers

    @classmethod
    def build(cls, intents: Sequence[Intent], patterns: Sequence[Pattern]) -> "Classifier":
        """From rows whose relations are joined; patterns of intents that are not given (switched off) are left out."""
        known = {intent.name: intent for intent in intents}
        patterns = [pattern for pattern in patterns if pattern.intent.name in known]
        exact: dict[str, list[Pattern]] = {}
        examples: list[tuple[str, Sentence]] = []
        for pattern in patterns:
            if pattern.type not in ("example", "phrase"):
                continue
            sentence = read(pattern.text)
            if sentence.line:
                exact.setdefault(sentence.line, []).append(pattern)
            if pattern.type == "example":
                examples.append((pattern.intent.name, sentence))
        return cls(known, exact, (Patterns(patterns), Examples(examples)))

    def classify(self, text: str) -> Match:
        sentence = read(text)
        if not sentence.words:
            return Match("", 0.0, "", reason="There are no words in it.")
        exact = self._same(sentence)
        if exact:
            return self._decide(exact, ())
        found = self._patterns.find(sentence)
        signs = self._ranked(
            Score(name, score, "patterns", found.reasons[name]) for name, score in found.scores.items()
        )
        if signs and signs[0].score >= SURE:
            match = self._decide(signs, ())
            if match.sure:
                return match
        return self._decide(self._mixed(sentence, found), signs)

    def related(self, one: str, other: str) -> bool:
        """Whether two intents ask the same domain, so that a follow-up may change the one into the other."""
        if one not in self._intents or other not in self._intents:
            return False
        first, second = self._intents[one], self._intents[other]
        if one == other or first.domain is None or second.domain is None:
            return one == other
        return (first.domain.name, first.mode) == (second.domain.name, second.mode)

    def _same(self, sentence: Sentence) -> list[Score]:
        owners = {pattern.intent.name: pattern for pattern in self._exact.get(sentence.line, ())}
        return self._ranked(Score(name, 1.0, "exact", f"{row.type} “{row.text}”") for name, row in owners.items())

    def _mixed(self, sentence: Sentence, found: Found) -> list[Score]:
        """The examples' scores, each raised by the signs that were found; a vetoed intent has none."""
        alike = {each.intent: each for each in self._examples.compare(sentence) if each.intent not in found.vetoed}
        scores = []
        for name in {*alike, *found.scores}:
            example = alike[name].score if name in alike else 0.0
            sign = found.scores.get(name, 0.0)
            reasons = [found.reasons[name]] if name in found.scores else []
            reasons += [f"like “{alike[name].example}”"] if name in alike else []
            scores.append(Score(name, combined(example, sign), "examples", ", ".join(reasons)))
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
        runner_up = second.intent if second else ""
        if best.score < intent.threshold:
            reason = f"Nearest is {best.intent} with {best.score:.2f}, below its threshold of {intent.threshold:.2f}."
            return Match("", best.score, best.tier, kept, runner_up=best.intent, margin=margin, reason=reason)
        return Match(best.intent, best.score, best.tier, kept, runner_up, margin, margin >= intent.margin, best.reason)


def combined(one: float, other: float) -> float:
    strong, weak = max(one, other), min(one, other)
    return strong + HELP * weak * (1 - strong)
