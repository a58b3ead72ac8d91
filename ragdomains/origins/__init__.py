"""The registry of the kinds of sources: one file per kind in this package."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from athena_project.http import Http
from athena_project.plugins import Plugins
from ragdomains.items import Found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source is to be looked for. `url` is the address with the credential's words put in.

    `kept` is what the last look wanted to be told at this one, {} where everything is to be read anew.
    """

    path: str
    http: Http
    url: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)


# A kind gets the place and its options; it returns what lies there now, or raises ReadError or HttpError: then the
# documents stay as they were read. What is not in Found any more was deleted at its source and answers no longer.
Origin = Callable[[Place, Any], Awaitable[Found]]


class Origins(Plugins[Origin]):
    """The kinds of sources. extra: `check` (a function of the path: what is wrong with it, or "")."""

    def complaint(self, kind: str, path: str) -> str:
        check = self[kind].extra.get("check")
        return str(check(path)) if callable(check) else ""


origins = Origins("source", "ragdomains.origins", "athena.sources")
