"""The slots of one question while they are found; what is understood is blanked, so that it is not twice."""

from collections.abc import Mapping, Sequence

from intents.words import fold

BLANK = "|"
AFTER = " .,;:!?'\""


class Sheet:
    """A question, what has been found in it so far, and what of its text is still free. One question's own."""

    __slots__ = ("_found", "choices", "free", "low", "own", "said", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.free = text
        self.low = fold(text)  # what is free, in lower case; positions are those of the text
        self.choices: dict[str, tuple[str, ...]] = {}
        self.said: dict[str, str] = {}
        self.own: list[tuple[int, int]] = []  # where the household's own places stand
        self._found: list[tuple[int, str, str]] = []

    def has(self, kind: str) -> bool:
        return any(kind == each for _, each, _ in self._found)

    def note(self, kind: str, value: str, at: int = -1) -> None:
        """A value that leaves its words free; `at` orders several values of one kind."""
        if value:
            self._found.append((at, kind, value))

    def take(self, kind: str, value: str, span: tuple[int, int]) -> None:
        """A value, with the words that say it: they are not free any more."""
        self.note(kind, value, span[0])
        if value:
            self.said.setdefault(kind, self.text[span[0] : span[1]].strip(AFTER))
        self.blank([span])

    def blank(self, spans: Sequence[tuple[int, int]]) -> None:
        self.free, self.low = blanked(self.free, spans), blanked(self.low, spans)

    def with_own_places(self) -> str:
        """What is free, in lower case, and the household's own places: one may be a city that has an airport."""
        text, whole = self.low, fold(self.text)
        for start, end in self.own:
            text = f"{text[:start]}{whole[start:end]}{text[end:]}"
        return text

    def values(self) -> dict[str, str]:
        """The first value of each kind."""
        return {kind: values[0] for kind, values in self.many(1).items()}

    def many(self, least: int = 2) -> Mapping[str, tuple[str, ...]]:
        """All values of the kinds that have several, in the order in which they are said."""
        found: dict[str, list[str]] = {}
        for _, kind, value in sorted(self._found, key=lambda each: each[0]):
            known = found.setdefault(kind, [])
            if value not in known:
                known.append(value)
        return {kind: tuple(values) for kind, values in found.items() if len(values) >= least}


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with these spans blanked; positions stay."""
    for start, end in spans:
        text = f"{text[:start]}{BLANK * (end - start)}{text[end:]}"
    return text
