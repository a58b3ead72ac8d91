"""What an outgoing call fails with: a short text that may be shown, and what a caller needs to go on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from athena_project.egress import POLICY, Blocked

LONGEST_WAIT = 86_400.0  # s; a Retry-After beyond a day is a mistake of the server's


class HttpError(Exception):
    """A call that brought no usable answer. The text never holds the URL's query, a header or a body.

    `kind` is one of: unreachable, timeout, blocked, status, too_large, broken. `status` and `retry_after` (seconds)
    are set for the kind status; `body` is then the first 300 characters of what the server said, for a backend to read.
    """

    def __init__(self, text: str, kind: str, status: int = 0, retry_after: float | None = None, body: str = "") -> None:
        super().__init__(text)
        self.kind = kind
        self.status = status
        self.retry_after = retry_after
        self.body = body


# The first line that fits says it; {host} is filled in.
SAYINGS: tuple[tuple[type[Exception], str, str], ...] = (
    (Blocked, "blocked", POLICY),
    (aiohttp.InvalidURL, "blocked", POLICY),  # an address in a form that is no canonical one, as 127.1
    (TimeoutError, "timeout", "{host} did not answer in time"),
    (aiohttp.ClientConnectorDNSError, "unreachable", "the name {host} is not known"),
    (aiohttp.ClientConnectorCertificateError, "unreachable", "the certificate of {host} is not valid"),
    (aiohttp.ClientSSLError, "unreachable", "no secure connection to {host}"),
    (aiohttp.ClientPayloadError, "broken", "{host} broke off in the middle of its answer"),
    (aiohttp.ClientResponseError, "broken", "{host} does not answer in HTTP"),
    (aiohttp.ClientError, "unreachable", "{host} cannot be reached"),
    (OSError, "unreachable", "{host} cannot be reached"),
    (UnicodeError, "unreachable", "the name {host} is not known"),  # a label that IDNA cannot encode
    (ValueError, "broken", "the request to {host} cannot be sent"),  # a line break in a header, say
)


@contextmanager
def explained(host: str) -> Iterator[None]:
    """Turns what the network does into an HttpError."""
    try:
        yield
    except (aiohttp.ClientError, OSError, ValueError) as error:
        cause = getattr(error, "os_error", error)
        cause = cause if isinstance(cause, Blocked) else error
        kind, text = next((kind, text) for saying, kind, text in SAYINGS if isinstance(cause, saying))
        # from None: aiohttp's own text holds the whole URL, and with it keys that stand in the query
        raise HttpError(text.replace("{host}", host[:80]), kind) from None


def retry_after(header: str) -> float | None:
    """Seconds to wait by a Retry-After header, which is seconds or a date (RFC 9110, 10.2.3); None otherwise."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT)
