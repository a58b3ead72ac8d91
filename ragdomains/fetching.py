"""Fetches what a source names on the web: only what has changed, and with a sentence for whatever goes wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from athena_project.http import HttpError, Response
from ragdomains.items import KEPT
from ragdomains.origins import Place
from ragdomains.readers import ReadError

SECONDS = 30.0  # below the time after which a reader without a sign of life counts as ended
MARKS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}  # RFC 9110, 13.1
LONGEST_MARK = 500
LONGEST_ADDRESS = 500


class Gone(Exception):
    """What a source names is not there any more. The text says so."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address. `type` is its media type, `kept` what makes the next look conditional."""

    body: bytes
    type: str
    charset: str
    url: str
    changed: datetime
    kept: Mapping[str, str]


def address_complaint(path: str) -> str:
    """What is wrong with an address; "" for one that may be asked."""
    example = "Write an address such as https://example.org/page."
    try:
        parts = urlsplit(path.replace("{key", "key").replace("}", ""))
        fit = parts.scheme in ("http", "https", "webcal") and bool(parts.hostname) and " " not in path.strip()
    except ValueError:
        return example
    if path.startswith("{key"):  # an address of the key's own: nothing typed may go on with its host
        return "" if re.fullmatch(r"\{key\d?\}(?:[/?#]\S*)?", path) else example
    if fit and (parts.username or parts.password):
        return "A password in an address would be shown. Put it into the credential of the domain and write {key}."
    return "" if fit and len(path) <= LONGEST_ADDRESS else example


async def fetch(place: Place, accept: str, max_bytes: int) -> Fetched | None:
    """None where the server says that nothing changed. Raises Gone, and ReadError for everything else."""
    headers = {"Accept": accept} | {MARKS[name]: mark for name, mark in place.kept.items() if name in MARKS}
    try:
        response = await place.http.get(place.url, headers=headers, seconds=SECONDS, max_bytes=max_bytes)
    except HttpError as error:
        if error.status in (404, 410):
            raise Gone(f"It is not there any more: {error}.") from error
        raise ReadError(f"{sentence(error, max_bytes)} {KEPT}") from error
    return None if response.status == 304 else fetched(response)


def sentence(error: HttpError, max_bytes: int) -> str:
    if error.kind == "too_large":
        return f"It is larger than {max_bytes / 1_000_000:g} MB, which is what the source allows."
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


def fetched(response: Response) -> Fetched:
    head = Message()  # the standard library's parser of media types
    head["Content-Type"] = response.headers.get("Content-Type", "")
    kind = head.get_content_type() if response.headers.get("Content-Type") else ""
    kept = {name: value for name in MARKS if 0 < len(value := response.headers.get(name, "")) <= LONGEST_MARK}
    charset = head.get_content_charset() or ""
    return Fetched(response.body, kind, charset, response.url, moment(kept.get("Last-Modified", "")), kept)


def moment(text: str) -> datetime:
    """An HTTP date; now where there is none, or one that lies ahead."""
    now = datetime.now(UTC)
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return now
    return min(found if found.tzinfo else found.replace(tzinfo=UTC), now)
