"""Expands one sentence that stands for several questions."""

from collections.abc import Sequence

from intents.models import Chain
from intents.words import normalise


class Chains:
    """The chains of a release by their triggers. Immutable."""

    __slots__ = ("_questions",)

    def __init__(self, questions: dict[str, tuple[str, ...]]) -> None:
        self._questions = questions

    @classmethod
    def build(cls, chains: Sequence[Chain]) -> "Chains":
        """The first chain keeps a trigger that two of them name."""
        questions: dict[str, tuple[str, ...]] = {}
        for chain in chains:
            for trigger in chain.triggers:
                questions.setdefault(normalise(str(trigger)), tuple(str(each) for each in chain.questions))
        questions.pop("", None)
        return cls(questions)

    def expand(self, text: str) -> tuple[str, ...]:
        """The questions that the text stands for; () when it triggers no chain. They are not expanded again."""
        return self._questions.get(normalise(text), ())
