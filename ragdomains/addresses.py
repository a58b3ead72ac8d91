"""Several addresses in one option, each with a name before it: "Family https://example.org/family.ics"."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from athena_project.http import Http, HttpError
from ragdomains.types import ProviderError

# a name is optional; an address, or a part of it, may be {key}, {key2} ...: the words of the credential, in order
Line = Annotated[str, Field(pattern=r"^(?:\S[^\r\n]{0,60}\s)?(?:(?:https?|webcal)://\S+|\{key\d?\})$", max_length=1000)]
KEY = re.compile(r"\{key(\d?)\}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is fetched, and what its owner calls it ("" where nothing was said)."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address."""

    address: Address
    body: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one fetch."""

    seconds: float
    bytes: int


def addresses(lines: Sequence[str], secret: str) -> list[Address]:
    """Raises ProviderError (setup) where an address needs a key that the credential does not hold."""
    return [address(line, secret.split()) for line in lines]


def address(line: str, keys: Sequence[str]) -> Address:
    name, _, url = line.strip().rpartition(" ")

    def key(found: re.Match[str]) -> str:
        place = int(found[1] or 1) - 1
        if not 0 <= place < len(keys):
            raise ProviderError(
                f"{name or 'An address'} needs a key. Add a credential to the domain in the admin.", "setup"
            )
        return keys[place]

    url = KEY.sub(key, url)
    # webcal is how calendars are offered for subscription: https under another name
    return Address(name.strip(), re.sub(r"^webcal://", "https://", url))


async def fetch(http: Http, wanted: Sequence[Address], limits: Limits) -> tuple[list[Fetched], list[HttpError]]:
    """What could be had of them, in their order, all asked at once, and what went wrong with the others."""

    async def one(each: Address) -> Fetched | HttpError:
        try:
            response = await http.get(each.url, seconds=limits.seconds, max_bytes=limits.bytes)
        except HttpError as error:
            return error
        return Fetched(each, response.body)

    answers = await asyncio.gather(*(one(each) for each in wanted))
    had = [answer for answer in answers if isinstance(answer, Fetched)]
    return had, [answer for answer in answers if isinstance(answer, HttpError)]
