"""Expands one sentence that stands for several questions."""

from collections.abc import Mapping, Sequence

from intents.models import Chain
from intents.words import normalise


class Chains:
    """The chains of a release by their triggers. Immutable."""

    __slots__ = ("_chains",)

    def __init__(self, chains: Mapping[str, Chain]) -> None:
        self._chains = chains

    @classmethod
    def build(cls, chains: Sequence[Chain]) -> "Chains":
        """The first chain keeps a trigger that two of them name."""
        found: dict[str, Chain] = {}
        for chain in chains:
            for trigger in chain.triggers:
                found.setdefault(normalise(str(trigger)), chain)
        found.pop("", None)
        return cls(found)

    def find(self, text: str) -> Chain | None:
        """The chain that the text triggers, with courtesy around it or without."""
        return self._chains.get(normalise(text))

    def expand(self, text: str) -> tuple[str, ...]:
        """The questions that the text stands for; () when it triggers no chain. They are not expanded again."""
        chain = self.find(text)
        return tuple(str(each) for each in chain.questions) if chain else ()
