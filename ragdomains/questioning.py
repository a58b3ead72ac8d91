"""Embeds questions on servers without waiting long: what is late ends by itself, and others do without meanwhile."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from athena_project.breaker import Breaker, Open
from ragdomains.embedding_server import Line, embed
from ragdomains.embeddings import Vectors
from ragdomains.recipe import Embedder
from ragdomains.types import ProviderError

LONGEST = 60.0  # seconds of a call: a server may have to load the model first, and begins anew if it is hung up on
OUTAGES = {"unreachable", "timeout", "limited", "broken"}

STILL = "The embedding server is still at an earlier question; it may be loading the model."
LEFT = "The embedding server is left alone for a while, because it failed: {}"
OTHER = "{} gives vectors of {} dimensions, and the index has {}. Build the index anew."


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the embedder that the domain's options name now, the way to it, and the trace that is told."""

    embedder: Embedder | None
    line: Line
    tale: dict[str, object] = field(default_factory=dict)

    def line_to(self, built: Embedder) -> tuple[Embedder, Line]:
        """To the model that the index was built with. Where that stands somewhere else than the options say, it is
        asked without the key, which is for the address that stands there now."""
        if self.embedder is not None and self.embedder.name == built.name:
            return self.embedder, self.line
        same = self.embedder is not None and self.embedder.url == built.url
        return built, Line(self.line.http, self.line.secret if same else "", self.line.seconds)


class Questioning:
    """The servers that were asked, what is wrong with each, and the one call to each that may be late."""

    def __init__(self) -> None:
        self._breakers: dict[str, Breaker] = {}
        self._problems: dict[str, str] = {}
        self._late: dict[tuple[asyncio.AbstractEventLoop, str], asyncio.Task[Vectors]] = {}

    def health(self) -> Iterator[tuple[str, str]]:
        """(model, what is wrong; "" where nothing is) of every model that was asked."""
        yield from sorted((name, self._problems.get(name, "")) for name in [*self._breakers])

    async def vector(self, text: str, built: Embedder, asker: Asker, width: int) -> Vectors:
        """The question's vector within the asker's seconds; ProviderError says why there is none."""
        embedder, line = asker.line_to(built)
        try:
            found = await self._within(line.seconds, embedder, text, line)
            if len(found) != width:
                raise ProviderError(OTHER.format(embedder.model, len(found), width), "broken")
        except ProviderError as error:
            self._problems[embedder.name] = str(error)
            raise
        self._problems.pop(embedder.name, None)
        return found

    async def _within(self, seconds: float, embedder: Embedder, text: str, line: Line) -> Vectors:
        slot = (asyncio.get_running_loop(), f"{embedder.name} {embedder.url}")
        self._late = {key: task for key, task in self._late.items() if not (task.done() or key[0].is_closed())}
        if slot in self._late:
            raise ProviderError(STILL, "timeout")
        task = asyncio.create_task(self._asked(embedder, text, Line(line.http, line.secret, LONGEST)))
        task.add_done_callback(seen)
        try:
            await asyncio.wait({task}, timeout=seconds)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if not task.done():
            self._late[slot] = task
            raise ProviderError(f"The embedding server did not answer within {seconds:g} s.", "timeout")
        return task.result()

    async def _asked(self, embedder: Embedder, text: str, line: Line) -> Vectors:
        breaker = self._breakers.setdefault(embedder.name, Breaker(f"The embedding model {embedder.name}"))
        try:
            with breaker.attempt(is_outage):
                found: Vectors = (await embed(embedder, [led(embedder.query, text)], line))[0]
        except Open as error:
            raise ProviderError(LEFT.format(breaker.last_error), "unreachable", error.retry_in) from error
        self._problems.pop(embedder.name, None)
        return found


def is_outage(error: Exception) -> bool:
    return isinstance(error, ProviderError) and error.kind in OUTAGES


def seen(task: asyncio.Task[Vectors]) -> None:
    """A call that nobody waits for any more may fail in peace."""
    if not task.cancelled():
        task.exception()


def led(prefix: str, text: str) -> str:
    """A text behind what the model wants before it; forms cut off the space between them."""
    return f"{prefix.rstrip()} {text}" if prefix.strip() else text
