"""Makes sentences with several questions, and single ones that look like it, from the example sentences alone."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from intents.gaps import WORD
from intents.grammar import AFTERWORDS, FOREWORDS, PREPOSITIONS
from intents.words import fold

SAME_CATEGORY = 0.3  # how often two neighbours may be of one category: people mostly join different wishes
BARE = 0.12  # sentences in which nothing stands between the questions
SERIAL = 0.55  # of three and more: commas between, a connector before the last
THREE, FOUR = 0.3, 0.05
JOINED_INSIDE = 0.15  # sentences that hold an example with a connector or a comma of its own
MADE_INSIDE = 0.12  # parts that are given one
WHOLE, PLAIN, MADE = 0.7, 0.1, 0.4  # single sentences beside each one with several: with a connector, any, made ones
COMMONEST, COMMON, RARE = (14.0, 10.0), (9.0, 1.5), (2.0, 0.2)  # shares of a connector alone and behind a comma
MOST_TAIL = 4  # words of a sentence's end that may be joined with another's
MOST_FRONTED = 6


@dataclass(frozen=True, slots=True)
class Composition:
    """A sentence, where its parts begin except the first, and the numbers of the examples it was made of."""

    text: str
    starts: frozenset[int]
    sources: tuple[int, ...]


class Composer:
    """Composes from examples; the same seed gives the same sentences."""

    def __init__(self, examples: Sequence[tuple[str, str]], connectors: Sequence[str], seed: int) -> None:
        self._texts = [text for text, _ in examples]
        self._categories = [category for _, category in examples]
        self._words = [WORD.findall(text) for text in self._texts]
        self._random = random.Random(seed)  # noqa: S311 - not for secrets
        named = sorted({fold(each.strip()) for each in connectors} - {"", ","}, key=connectors.index)
        self._between, self._shares = joints(named)
        inner = re.compile("|".join([",", *(rf"\b{re.escape(each)}\b" for each in named)]))
        self._whole = [number for number, text in enumerate(self._texts) if inner.search(text)]
        self._inner = [f" {each} " for each in named[:1]] or [", "]
        self._slots: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
        self._tails: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for at in range(2, len(words)):
                self._slots[words[at - 2], words[at - 1]].append((number, at, at + 1))
                if len(words) - at <= MOST_TAIL:
                    self._tails[words[at - 2], words[at - 1]].append((number, at, len(words)))

    def compose(self, parts: int) -> list[Composition]:
        """Sentences with that many parts in all, and the single ones that belong to them."""
        made = [self._several(numbers) for numbers in self._groups(parts)]
        count = len(made)
        if self._whole:
            made += [self._single(self._random.choice(self._whole)) for _ in range(int(count * WHOLE))]
        made += [self._single(self._any()) for _ in range(int(count * PLAIN))]
        tried = [self._with_connector(self._any()) for _ in range(int(count * MADE))]
        return [*made, *(each for each in tried if each)]

    def _any(self) -> int:
        return self._random.randrange(len(self._texts))

    def _groups(self, parts: int) -> list[list[int]]:
        groups: list[list[int]] = []
        order: list[int] = []
        while parts > 0:
            size = 4 if self._random.random() < FOUR else 3 if self._random.random() < THREE else 2
            if len(order) < size:
                order = self._random.sample(range(len(self._texts)), len(self._texts))
            group = [order.pop() for _ in range(size)]
            if self._whole and self._random.random() < JOINED_INSIDE:
                group[self._random.randrange(size)] = self._random.choice(self._whole)
            groups.append(self._mixed(group))
            parts -= size
        return [group for group in groups if len(group) > 1]

    def _mixed(self, group: list[int]) -> list[int]:
        """Without most of those whose category is that of the one before."""
        kept = group[:1]
        for number in group[1:]:
            same = self._categories[number] == self._categories[kept[-1]]
            if not same or self._random.random() < SAME_CATEGORY:
                kept.append(number)
        return kept

    def _single(self, number: int) -> Composition:
        return Composition(self._texts[number], frozenset(), (number,))

    def _several(self, numbers: Sequence[int]) -> Composition:
        bare, serial = self._random.random() < BARE, len(numbers) > 2 and self._random.random() < SERIAL
        first = self._part(numbers[0])
        text, starts, sources = first.text, [], list(first.sources)
        for place, number in enumerate(numbers[1:], start=2):
            part = self._part(number)
            text += " " if bare else ", " if serial and place < len(numbers) else self._joint()
            starts.append(len(text))
            text += part.text
            sources += part.sources
        return Composition(text, frozenset(starts), tuple(sources))

    def _joint(self) -> str:
        return self._random.choices(self._between, self._shares)[0]

    def _part(self, number: int) -> Composition:
        made = self._with_connector(number) if self._random.random() < MADE_INSIDE else None
        return made or self._single(number)

    def _with_connector(self, number: int) -> Composition | None:
        """One question with a comma or a connector inside, made of an example; None where that one does not lend
        itself to it."""
        way, text = self._random.random(), self._texts[number]
        if way < 0.12 and FOREWORDS:
            return Composition(f"{self._random.choice(sorted(FOREWORDS))}, {text}", frozenset(), (number,))
        if way < 0.24 and AFTERWORDS:
            return Composition(f"{text}, {self._random.choice(sorted(AFTERWORDS))}", frozenset(), (number,))
        if way < 0.45:
            return self._fronted(number)
        return self._listed(number, tail=way >= 0.75)

    def _fronted(self, number: int) -> Composition | None:
        """ "weather in boston" as "in boston, weather"."""
        words = self._texts[number].split()
        places = [
            at for at in range(2, len(words) - 1) if words[at] in PREPOSITIONS and len(words) - at <= MOST_FRONTED
        ]
        if not places:
            return None
        at = self._random.choice(places)
        return Composition(f"{' '.join(words[at:])}, {' '.join(words[:at])}", frozenset(), (number,))

    def _listed(self, number: int, tail: bool) -> Composition | None:
        """A word or the end of an example joined with what stands in the same place of others."""
        words, table = self._words[number], self._tails if tail else self._slots
        first = max(2, len(words) - MOST_TAIL) if tail else 2
        places = [at for at in range(first, len(words)) if len(table[words[at - 2], words[at - 1]]) > 1]
        if not places:
            return None
        at = self._random.choice(places)
        end = len(words) if tail else at + 1
        more = self._random.choices(table[words[at - 2], words[at - 1]], k=1 if self._random.random() < 0.75 else 2)
        items = [" ".join(words[at:end]), *(" ".join(self._words[each][a:b]) for each, a, b in more)]
        if len({*items}) < len(items):
            return None
        last = self._random.choice([*self._inner * 4, f",{self._inner[0]}", ", "]) + items[-1]
        text = f"{' '.join(words[:at])} {', '.join(items[:-1])}{last} {' '.join(words[end:])}".strip()
        return Composition(text, frozenset(), (number, *(each for each, _, _ in more)))


def joints(named: Sequence[str]) -> tuple[list[str], list[float]]:
    """What may stand between two questions, and how often: what the rule names first is the commonest."""
    shares = {", ": 10.0, ". ": 7.0, "? ": 2.0, "; ": 1.0}
    for rank, each in enumerate(named):
        alone, with_comma = COMMONEST if rank == 0 else COMMON if rank < 5 else RARE
        shares[f" {each} "] = alone
        shares[f", {each} "] = with_comma
    return list(shares), list(shares.values())
