"""A double that ships: it repeats the question, or says what it is told to, as slowly or as badly as it is told to."""

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator
from itertools import count
from typing import Any, Literal

import orjson
from pydantic import BaseModel, Field

from inference.backends import Access, BackendError, Done, Piece, Prompt, Text, ToolCall, backends
from inference.reply import CUT_OFF, LATE, declared

DOWN = "The language model cannot be reached."


class Call(BaseModel):
    """A tool to call, if the client offers it"""

    name: str
    arguments: dict[str, Any] = Field(default_factory=dict)


class Options(BaseModel):
    """Repeats the question: for trying things out, and for tests"""

    prefix: str = Field(default="", description="Stands in front of the answer.")
    reply: str = Field(default="", description="What it says. Empty: the question.")
    delay_seconds: float = Field(default=0, ge=0, le=600, description="Before the first word.")
    words_per_second: float = Field(default=0, ge=0, description="0: all at once.")
    calls: list[Call] = Field(default_factory=list, description="Tools it calls first; after their results it speaks.")
    fail: Literal["no", "at once", "halfway"] = Field(
        default="no", description="Fails like a server that is down, or breaks off."
    )


@backends.register("echo", Options)
async def generate(prompt: Prompt, options: Options, access: Access) -> AsyncGenerator[Piece, None]:
    try:
        async with asyncio.timeout(prompt.seconds) as limit:
            await asyncio.sleep(options.delay_seconds)
    except TimeoutError:
        raise BackendError(LATE, "timeout") from None
    if options.fail == "at once":
        raise BackendError(DOWN, "unreachable")
    calls = list(wanted(prompt, options))
    for call in calls:
        yield call
    said = [] if calls else words(prompt, options)
    for number, word in enumerate(said):
        if number and options.words_per_second:
            await pause(1 / options.words_per_second, limit.when())
        if options.fail == "halfway" and number >= len(said) / 2:
            raise BackendError(CUT_OFF, "broken")
        yield Text(word)
    yield Done(reason(calls, said, prompt), sum(len(str(m.get("content")).split()) for m in prompt.messages), len(said))


async def pause(seconds: float, until: float | None) -> None:
    """Sleeps; raises BackendError when that lasts beyond the deadline (the loop's clock)."""
    left = seconds if until is None else until - asyncio.get_running_loop().time()
    await asyncio.sleep(max(0.0, min(seconds, left)))
    if left < seconds:
        raise BackendError(LATE, "timeout")


def wanted(prompt: Prompt, options: Options) -> Iterator[ToolCall]:
    """The calls of the options that the client offers and has not answered yet."""
    if prompt.tool_choice == "none" or (prompt.messages and prompt.messages[-1].get("role") == "tool"):
        return
    numbers = count(1)
    for call in options.calls:
        if name := declared(call.name, prompt.tools):
            yield ToolCall(name, orjson.dumps(call.arguments).decode(), f"call_{next(numbers)}")


def words(prompt: Prompt, options: Options) -> list[str]:
    """The answer in words, each with the white space behind it; a word counts as a token."""
    text = options.prefix + (options.reply or prompt.question)
    found = re.findall(r"\s*\S+\s*", text) or [text]
    return found[: prompt.max_tokens]


def reason(calls: list[ToolCall], said: list[str], prompt: Prompt) -> str:
    if calls:
        return "tool_calls"
    return "length" if prompt.max_tokens is not None and len(said) >= prompt.max_tokens else "stop"
