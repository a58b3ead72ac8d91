"""What the framings of all protocols share: the order of a stream, what may leave, and an answer that breaks off."""

import time
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from inference.api.errors import Refused
from inference.api.live import Live, Piece
from inference.api.schemas import ChatRequest
from inference.api.tools import names
from inference.backends import ToolCall
from inference.messages import sound
from inference.state import Outcome, Query

SORRY = "Sorry, I could not answer that."
CUT_SHORT = "The answer was cut short."
AGAIN = 5.0  # seconds until a model that failed may be asked again


@dataclass(frozen=True, slots=True)
class Frame:
    """Which answer is written: its id, the model's name as the client wrote it, the moment.

    `declared` are the names of the client's tools: no other call ever leaves.
    """

    query_id: uuid.UUID
    model: str
    declared: frozenset[str] = frozenset()
    created: int = field(default_factory=lambda: int(time.time()))

    def calls(self, calls: Sequence[ToolCall]) -> list[ToolCall]:
        """The calls that may leave, each with an id."""
        return [
            call if call.id else ToolCall(call.name, call.arguments, f"call_{uuid.uuid4().hex[:24]}")
            for call in calls
            if call.name in self.declared
        ]


def frame_of(body: ChatRequest, query: Query) -> Frame:
    declared = frozenset[str]() if query.tool_choice == "none" else names(query.tools)
    return Frame(query.id, sound(body.model or query.assistant.name), declared)


class Writer(Protocol):
    """Writes one answer in the form of one protocol: as a stream, or in one piece."""

    @property
    def content_type(self) -> str:
        """Of a stream."""

    def begin(self) -> list[bytes]: ...

    def text(self, text: str) -> list[bytes]: ...

    def end(self, query: Query) -> list[bytes]:
        """What follows the last text: tool calls, the reason why it ended, the counters."""

    def break_off(self, problem: Refused) -> list[bytes]:
        """The end of a stream that must not pass for a whole answer."""

    def whole(self, query: Query) -> bytes: ...


async def stream(live: Live, first: Piece | None, writer: Writer) -> AsyncIterator[bytes]:
    """An answer as it is made. Tool calls wait for the last text, because clients drop or refuse text after one."""
    sent, piece = "", first
    for chunk in writer.begin():
        yield chunk
    while piece is not None:
        if isinstance(piece, str) and piece:
            sent += piece
            for chunk in writer.text(piece):
                yield chunk
        piece = await live.next()
    for chunk in ending(await live.finished(), sent, writer):
        yield chunk


def ending(query: Query, sent: str, writer: Writer) -> list[bytes]:
    """What follows the pieces: the rest of the text and the end, or the error of an answer that broke off."""
    if problem := interrupted(query, sent):
        return writer.break_off(problem)
    rest = unsent(query, sent)
    return [*(writer.text(rest) if rest else []), *writer.end(query)]


def judged(query: Query) -> Query:
    """The query whose answer may be sent; raises Refused where a failure is to be an HTTP error."""
    if broken(query) and not query.assistant.spoken_errors:
        text = CUT_SHORT if query.finish == "error" else query.answer or SORRY
        raise Refused(503, text, "no_answer", retry_after=AGAIN, retry=False)
    return query


def spoken(query: Query) -> str:
    """The whole answer; where it was cut short it says so."""
    if query.finish == "error":
        return sound(f"{query.answer} {CUT_SHORT}".strip())
    if query.outcome is Outcome.FAILED:
        return sound(query.answer.strip() or SORRY)
    return sound(query.answer)


def cut(query: Query) -> bool:
    """Whether the answer is not whole: at its limit of tokens, or because a model broke off."""
    return query.finish in {"length", "error"}


def interrupted(query: Query, sent: str) -> Refused | None:
    """The error of an answer that broke off after a part of it had left, or of one that must not pass for an answer."""
    said = sent.strip()
    if said and (query.finish == "error" or not query.answer.startswith(said)) and broken(query):
        return Refused(503, CUT_SHORT, "no_answer")
    if broken(query) and not query.assistant.spoken_errors:
        return Refused(503, query.answer or SORRY, "no_answer")
    return None


def broken(query: Query) -> bool:
    return query.outcome is Outcome.FAILED or query.finish == "error"


def unsent(query: Query, sent: str) -> str:
    """The end of the answer that did not pass as a piece; all of it where none did."""
    whole = spoken(query)
    if not sent.strip():
        return whole
    said = sent.strip()
    return whole[len(said) :] if whole.startswith(said) else ""
