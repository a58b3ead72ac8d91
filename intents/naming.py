"""The name of an intent as one example more, where there are few: "lights_off" says what is wanted, too."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from intents.model import Embed, Floats
from intents.words import Sentence, read

APART = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of intents say, the number of each intent, and their sentence vectors."""

    sentences: Sequence[Sentence]
    owners: npt.NDArray[np.intp]
    vectors: Floats

    @classmethod
    def of(cls, intents: Sequence[str], none: frozenset[str], embed: Embed) -> "Names":
        """That of an intent out of scope says nothing, and neither does one without words."""
        read_all = [(number, read(APART.sub(" ", name))) for number, name in enumerate(intents) if name not in none]
        told = [(number, sentence) for number, sentence in read_all if sentence.words]
        sentences = [sentence for _, sentence in told]
        return cls(
            sentences, np.array([number for number, _ in told], np.intp), embed([each.whole for each in sentences])
        )
