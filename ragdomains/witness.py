"""The HTTP client of a test: makes the calls as any other does, and keeps what came back."""

import json
from dataclasses import dataclass

from athena_project.http import Http, HttpError, Response
from athena_project.http_call import Call
from athena_project.infrastructure import reachable
from athena_project.models import EgressRule, HouseSettings
from ragdomains.redaction import Redaction

LONGEST = 20_000  # characters of a raw answer that are shown


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer as it came over the network; `status` is 0 where none came."""

    url: str
    status: int
    text: str
    length: int


class Witness(Http):
    """The client that makes the calls, and keeps what comes back."""

    def __init__(self) -> None:
        rules = tuple(rule.allowed() for rule in EgressRule.objects.filter(enabled=True))
        allowed = (*rules, *reachable())
        at_home = HouseSettings.objects.filter(local_only=True).exists()
        super().__init__(lambda: allowed, local_only=lambda: at_home)
        self.seen: list[tuple[str, int, str]] = []

    async def _whole(self, call: Call) -> Response:
        try:
            response = await super()._whole(call)
        except HttpError as error:
            self.seen.append((str(call.url), error.status, error.body))
            raise
        self.seen.append((response.url, response.status, response.body.decode(errors="replace")))
        return response


def shown(each: tuple[str, int, str], hidden: Redaction) -> Seen:
    """Redacted first and cut then: a cut could leave half of a secret."""
    url, status, body = each
    text = indented(hidden(body))
    return Seen(hidden(url), status, text[:LONGEST], len(text))


def indented(text: str) -> str:
    """JSON so that it can be read; anything else as it is."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
