"""The registry of providers: one file per kind in this package."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from athena_project.http import Http
from athena_project.plugins import Plugins
from ragdomains.questioning import Asker
from ragdomains.types import Evidence, Lookup, Passage


class Search(Protocol):
    """Finds the passages of the domain's own index for a text, best first."""

    async def __call__(self, text: str, limit: int, asker: Asker | None = None, /) -> Sequence[Passage]: ...


@dataclass(frozen=True, slots=True)
class Reach:
    """What a provider may reach: the one HTTP client, its own credential's secret, its own index, its trace."""

    http: Http
    search: Search
    secret: str = ""
    tale: dict[str, object] = field(default_factory=dict)


# A provider gets the lookup, its options and its reach; it returns Evidence or raises ProviderError.
Provider = Callable[[Lookup, Any, Reach], Awaitable[Evidence]]

# extra: `templates` {answer: {"short": text, "long": text}}, `translations` {language: the same}, `replies` {language:
# {the text of an error in English: in that language}}, `asks` (the values of Lookup.ask it understands),
# `network` (False: answers at once, without cache and breaker), `words` (words of the question that change the answer;
# the cache key holds which of them were said), `unknown` (a function that gives the name in a lookup's text that no
# slot has, for the key: the answer says that nobody knows it), `uses_text` (True: the whole question changes it),
# `each` (the slot of which it answers one value at a time, or a function that gives it for the text of a question: a
# question that names several becomes several),
# `needs_key` (True: it answers nothing without a credential; or the name of the option with which it needs one)
providers: Plugins[Provider] = Plugins("provider", "ragdomains.providers", "athena.providers")
