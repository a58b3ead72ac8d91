"""What keeps a shadow quiet: a client that lets nothing out of the process, and a cache that only gives."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.dummy import DummyCache

from athena_project.http import Http, HttpError
from athena_project.http_call import Call


class Held(Http):
    """Lets no call out, not even the look for a name. `wanted` counts who tried, also on behalf of somebody."""

    def __init__(self) -> None:
        super().__init__(tuple, local_only=lambda: True)
        self.wanted: list[str] = []

    def _answer(self, call: Call) -> NoReturn:
        self.wanted.append(self.purpose)
        raise HttpError("a shadow asks nobody", "blocked")


class Given(DummyCache):
    """Gives what a cache holds, and keeps nothing: what went wrong in a shadow must not answer anybody."""

    def __init__(self, cache: BaseCache) -> None:
        super().__init__("", {})
        self._cache = cache

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._cache.get(key, default, version)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        found: dict[Any, Any] = self._cache.get_many(list(keys), version)
        return found
