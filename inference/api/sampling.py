"""How a client wants a model's words to be drawn, and where an answer is to stop."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeGuard

from athena_project.values import replace
from inference.api.errors import Refused, invalid
from inference.api.framing import Writer
from inference.state import Query

# what both protocols call by the same name, and between which numbers it has a meaning
BOUNDS = {"top_p": (0.0, 1.0), "frequency_penalty": (-2.0, 2.0), "presence_penalty": (-2.0, 2.0)}
SEEDS = 2**63
MOST_STOPS = 16
ONE = "There is one answer to each question: n must be 1."


def sampling_of(given: Mapping[str, Any]) -> dict[str, float]:
    """What of it a model server is told; what is no number is as good as absent."""
    found: dict[str, float] = {
        name: min(max(float(given[name]), low), high)
        for name, (low, high) in BOUNDS.items()
        if is_finite(given.get(name))
    }
    seed = given.get("seed")
    if is_finite(seed) and abs(seed) < SEEDS:
        found["seed"] = int(seed)
    return found


def is_finite(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf


def stops_of(given: Any, field: str) -> tuple[str, ...]:
    """The texts before which an answer ends; raises Refused."""
    texts = [given] if isinstance(given, str) else given or []
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise Refused(400, f"{field} must be a text or a list of texts.", "invalid_type", param=field)
    if len(texts) > MOST_STOPS:
        raise invalid(f"{field} takes at most {MOST_STOPS} texts.", field)
    return tuple(text for text in texts if text)


def only_one(wanted: float | None) -> None:
    """Raises Refused where several answers are wanted: a list that is too short would break the client."""
    if wanted not in {None, 1}:
        raise invalid(ONE, "n")


class Stopping:
    """Writes as another writer does, up to the first of the stop sequences."""

    def __init__(self, writer: Writer, stops: Sequence[str]) -> None:
        self.writer = writer
        self.stops = stops
        self._held = ""  # the last characters, as long as a stop sequence may begin in them
        self._stopped = False

    @property
    def content_type(self) -> str:
        return self.writer.content_type

    def begin(self) -> list[bytes]:
        return self.writer.begin()

    def text(self, text: str) -> list[bytes]:
        if self._stopped:
            return []
        whole = self._held + text
        said = before(whole, self.stops)
        self._stopped = said != whole
        kept = 0 if self._stopped else begun(whole, self.stops)
        self._held = whole[len(whole) - kept :]
        said = said[: len(said) - kept]
        return self.writer.text(said) if said else []

    def end(self, query: Query) -> list[bytes]:
        rest = self.writer.text(self._held) if self._held else []
        return [*rest, *self.writer.end(replace(query, finish="stop") if self._stopped else query)]

    def break_off(self, problem: Refused) -> list[bytes]:
        return self.writer.break_off(problem)

    def whole(self, query: Query) -> bytes:
        said = before(query.answer, self.stops)
        return self.writer.whole(query if said == query.answer else replace(query, answer=said, finish="stop"))


def before(text: str, stops: Iterable[str]) -> str:
    """The text up to the first of the stop sequences that stands in it."""
    return text[: min((place for stop in stops if (place := text.find(stop)) >= 0), default=len(text))]


def begun(text: str, stops: Iterable[str]) -> int:
    """How many characters at the end of the text may be the beginning of a stop sequence."""
    return max(
        (size for stop in stops for size in range(1, min(len(stop), len(text) + 1)) if text.endswith(stop[:size])),
        default=0,
    )
