"""Ends an answer before the first of the stop sequences that a client names, in what is sent and in what is kept."""

from collections.abc import Iterable, Sequence

from athena_project.values import replace
from inference.backends import ToolCall
from inference.state import Emit, Query


class Stopping:
    """Emits the pieces of an answer as they come, up to the first of the stop sequences; calls leave all the same."""

    def __init__(self, emit: Emit, stops: Sequence[str]) -> None:
        self._emit = emit
        self._stops = stops
        self._held = ""  # the last characters, as long as a stop sequence may begin in them
        self._stopped = False

    async def __call__(self, piece: str | ToolCall) -> None:
        if isinstance(piece, ToolCall):
            await self._say(self._held)
            self._held = ""
            await self._emit(piece)
        elif not self._stopped:
            await self._read(self._held + piece)

    async def _read(self, whole: str) -> None:
        said = before(whole, self._stops)
        self._stopped = said != whole
        kept = 0 if self._stopped else begun(whole, self._stops)
        self._held = whole[len(whole) - kept :]
        await self._say(said[: len(said) - kept])

    async def _say(self, text: str) -> None:
        if text:
            await self._emit(text)

    async def ended(self, query: Query) -> Query:
        """The query with no more of its answer than was said."""
        await self._say(self._held)
        said = before(query.answer, self._stops)
        if said == query.answer:
            return query
        return replace(query, answer=said, finish=query.finish if query.tool_calls else "stop")


def before(text: str, stops: Iterable[str]) -> str:
    """The text up to the first of the stop sequences that stands in it."""
    return text[: min((place for stop in stops if (place := text.find(stop)) >= 0), default=len(text))]


def begun(text: str, stops: Iterable[str]) -> int:
    """How many characters at the end of the text may be the beginning of a stop sequence."""
    return max(
        (size for stop in stops for size in range(1, min(len(stop), len(text) + 1)) if text.endswith(stop[:size])),
        default=0,
    )
