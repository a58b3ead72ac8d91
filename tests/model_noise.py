"""What a model server sends when it is not well."""

import asyncio
from collections.abc import AsyncIterator, Callable

STATUSES = {"500": 500, "400": 400, "401": 401, "404": 404, "429": 429, "503": 503}
HEADERS = {"429": {"Retry-After": "7"}, "503": {"Retry-After": "3"}}
REASONS = {
    "500": "llama runner process has terminated",
    "400": "invalid options: num_ctx",
    "401": "unauthorized",
    "404": "model 'gone:1b' not found",
    "429": "slow down",
    "503": "server busy, please try again. maximum pending requests exceeded",
}


async def garbage() -> AsyncIterator[bytes]:
    yield b"\x00\xff\xfe not json at all\n\ndata: {]\n\n"


async def html() -> AsyncIterator[bytes]:
    yield b"<!doctype html>\n<title>Sign in</title>\n"


async def array() -> AsyncIterator[bytes]:
    yield b"[1, 2]\ndata: [1, 2]\n\n"


async def drip() -> AsyncIterator[bytes]:
    while True:
        yield b" "
        await asyncio.sleep(0.02)


async def giant() -> AsyncIterator[bytes]:
    yield b'data: {"message":{"content":"'
    while True:
        yield b"x" * 65_536


WIRE: dict[str, Callable[[], AsyncIterator[bytes]]] = {
    "garbage": garbage,
    "html": html,
    "array": array,
    "drip": drip,
    "giant": giant,
}


def words(text: str) -> list[str]:
    """Text in tokens, the way models cut it: the space stands before the word."""
    return [word if n == 0 else f" {word}" for n, word in enumerate(text.split(" "))]


def tokens_of(mode: str, text: str) -> list[str]:
    match mode:
        case "tags":
            return ["<th", "ink>Let me ", "think.</thi", "nk>", "\n\n", *words(text)]
        case "unclosed":
            return ["<think>", "and so on"]
        case "surrogates":
            return ["Warm \ud83c", "\udf1e", "."]
        case "silent":
            return [""]
        case _:
            return words(text)
