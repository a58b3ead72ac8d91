"""One outgoing request: what is sent where, until when, and where a redirect may take it."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace

import aiohttp
import orjson
from multidict import CIMultiDict
from yarl import URL

from athena_project.body import chunks
from athena_project.egress import checked
from athena_project.http_error import HttpError, explained, retry_after

Request = Callable[..., Awaitable[aiohttp.ClientResponse]]  # a session's request method

REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
SAME_CALL = frozenset({307, 308})  # the others would turn a POST into a GET
HARMLESS = frozenset({"accept", "accept-language", "user-agent"})  # any other header may be a credential
SMALL = 65_536  # bytes that are handed to the socket at once; more than that goes in pieces
QUOTE = 300  # characters of an error's body that are kept
QUOTE_SECONDS = 0.5  # the status is known by then; its body is worth no long wait


@dataclass(frozen=True, slots=True)
class Call:
    """A request. `deadline` is a moment of the running loop's clock and holds for all of it, redirects included."""

    method: str
    url: URL
    headers: Mapping[str, str]
    body: bytes | None
    deadline: float
    max_bytes: int

    @property
    def host(self) -> str:
        return self.url.host or ""

    def moved(self, answer: aiohttp.ClientResponse) -> "Call | None":
        """The call that a redirect asks for, None if there is none to follow; raises Blocked or ValueError."""
        location = answer.headers.get("Location")
        if answer.status not in MOVED or not location:
            return None
        url = checked(self.url.join(URL(location)))
        same_origin = url.origin() == self.url.origin()
        if self.body is not None:  # what the user said is never handed on to another server
            return replace(self, url=url) if same_origin and answer.status in SAME_CALL else None
        kept = {name: value for name, value in self.headers.items() if same_origin or name.lower() in HARMLESS}
        return replace(self, url=url, headers=kept)


def prepare(
    method: str,
    url: str | URL,
    *,
    params: Mapping[str, str | int | float] | None = None,
    json: object = None,
    headers: Mapping[str, str] | None = None,
    seconds: float,
    max_bytes: int,
) -> Call:
    """A call that ends `seconds` from now; raises HttpError for an address or a body that cannot be sent."""
    fields = CIMultiDict(headers or {})
    try:
        with explained("this address"):
            address = checked(url).extend_query(params) if params else checked(url)
        body = None if json is None else orjson.dumps(json)
    except TypeError:  # an object that JSON cannot express, a lone surrogate, None among the parameters
        raise HttpError("the request cannot be written down", "broken") from None
    if body is not None:
        fields["Content-Type"] = "application/json"
    return Call(method, address, fields, body, asyncio.get_running_loop().time() + seconds, max_bytes)


async def send(request: Request, call: Call, opened: ExitStack) -> aiohttp.ClientResponse:
    """The answer behind the redirects, its body still to be read; raises HttpError, also for a status of 400 and above.

    Every answer on the way is left to `opened` to close.
    """
    for _ in range(REDIRECTS + 1):
        with explained(call.host):
            answer = await _answer(request, call)
            opened.callback(answer.close)
            onward = call.moved(answer)
        if onward is None and answer.status < 400 and answer.status not in MOVED:
            return answer
        if onward is None:
            raise await _refusal(answer, call)
        call = onward
    raise HttpError(f"{call.host} redirects too often", "broken")


async def _answer(request: Request, call: Call) -> aiohttp.ClientResponse:
    body = call.body if call.body is None or len(call.body) <= SMALL else io.BytesIO(call.body)
    async with asyncio.timeout_at(call.deadline):
        return await request(call.method, call.url, headers=call.headers, data=body, allow_redirects=False)


async def _refusal(answer: aiohttp.ClientResponse, call: Call) -> HttpError:
    wait = retry_after(answer.headers.get("Retry-After", ""))
    deadline = min(call.deadline, asyncio.get_running_loop().time() + QUOTE_SECONDS)
    body = b""
    with suppress(HttpError):
        async for chunk in chunks(answer, deadline, call.max_bytes):
            body += chunk
            if len(body) >= QUOTE * 4:  # UTF-8 takes at most four bytes a character
                break
    said = body.decode(errors="replace")[:QUOTE]
    return HttpError(f"{call.host} answered with status {answer.status}", "status", answer.status, wait, said)
