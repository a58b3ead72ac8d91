"""Keeps evidence, and what went wrong, in the cache. A cache that is down is an empty one."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import orjson
from django.core.cache.backends.base import BaseCache

from athena_project.later import redis
from ragdomains.models import Domain
from ragdomains.stored import from_json, to_json
from ragdomains.types import Evidence, ProviderError

log = logging.getLogger(__name__)

MISSING_FOR = 30.0  # s that an unknown thing stays unknown
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 5.0  # s after an error, doubled with each one in a row
LONGEST_WAIT = 300.0  # s that a source's Retry-After is obeyed here
COUNTED_FOR = 60.0  # s after which an error is no longer one in a row
DECODED = 128  # answers of the cache that are kept as values beside it, by their bytes
CACHE_PAUSE = 5.0  # s that a cache which failed is left alone, so that it does not slow every question


@dataclass(frozen=True, slots=True)
class Kept:
    """Evidence, marked as fresh, and when it was stored, in seconds since 1970."""

    evidence: Evidence
    at: float


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong the last time, which in a row it was, and until when nobody asks again."""

    text: str
    kind: str
    count: int
    until: float


class EvidenceCache:
    """The cache as look-ups use it. `clock` gives seconds since 1970, the same in all processes."""

    def __init__(self, cache: BaseCache, clock: Callable[[], float] = time.time) -> None:
        self.cache = cache
        self.clock = clock
        self._silent_until = 0.0

    def find(self, key: str) -> tuple[Kept | None, Problem | None]:
        """Both in one round trip; what was kept before its domain was purged is not there."""
        purged = purged_key(key)
        found = self.attempt(lambda: self.cache.get_many([key, f"{key}:p", purged])) or {}
        kept = read_kept(found.get(key))
        if kept and purged in found and kept.at <= found[purged]:
            return None, None
        return kept, read_problem(found.get(f"{key}:p"))

    def purge(self, domain: int) -> None:
        """Forgets all that is kept of a domain, in every process that shares the cache; raises what the cache raises.

        Nothing is searched for: from now on what is older is not seen.
        """
        self.cache.set(purged_key(f"lookup:{domain}:"), self.clock(), None)

    def forget(self, key: str) -> None:
        """Forgets one answer, and what went wrong with its question; raises what the cache raises."""
        self.cache.delete_many([key, f"{key}:p"])

    def keep(self, key: str, evidence: Evidence, seconds: float, question: Mapping[str, object] | None = None) -> None:
        """Keeps it for so long; `question` says on the admin's page what it is the answer to."""
        if seconds <= 0:
            return
        try:
            head = orjson.dumps({"at": self.clock(), "question": question or {}})
            data = head + b"\n" + to_json(evidence)
        except orjson.JSONEncodeError as error:
            log.warning("an answer is not kept: %s", error)
            return
        self.attempt(lambda: self.cache.set(key, data, seconds))
        self.attempt(lambda: self.cache.delete(f"{key}:p"))

    def note(self, key: str, error: ProviderError, before: Problem | None) -> None:
        """Remembers an error for a moment; what is kept of the same question stays untouched."""
        if error.kind in {"blocked", "setup", "quota"}:  # decided in this house: an edit must act at once
            return
        count = before.count + 1 if before else 1
        seconds = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(count - 1, 10))
        if error.kind == "missing":
            seconds = MISSING_FOR
        elif error.retry_after:
            seconds = max(seconds, min(error.retry_after, LONGEST_WAIT))
        text = str(error).encode(errors="replace").decode()
        data = orjson.dumps([text, error.kind, count, self.clock() + seconds])
        self.attempt(lambda: self.cache.set(f"{key}:p", data, seconds + COUNTED_FOR))

    def claim(self, key: str, seconds: float) -> bool:
        """True for one of all who want to ask the source for this, in every process; for each, without a cache."""
        return self.attempt(lambda: self.cache.add(f"{key}:r", 1, max(1.0, seconds))) is not False

    def release(self, key: str) -> None:
        self.attempt(lambda: self.cache.delete(f"{key}:r"))

    def attempt(self, call: Callable[[], Any]) -> Any:
        """What the cache says; None where it does not answer."""
        if time.monotonic() < self._silent_until:
            return None
        try:
            return call()
        except (redis.RedisError, OSError) as error:
            self._silent_until = time.monotonic() + CACHE_PAUSE
            log.warning("the cache does not answer: %s", type(error).__name__)
            return None


def fresh_for(domain: Domain, evidence: Evidence) -> float:
    """Seconds; what the row says holds where the answer itself says nothing."""
    return domain.fresh_for if evidence.fresh_for is None else evidence.fresh_for


def purged_key(key: str) -> str:
    """Where the moment stands at which the domain of this key was purged last."""
    return f"{key.rpartition(':')[0]}:purged"


def read_kept(data: object) -> Kept | None:
    """None for anything but what keep() wrote, so that an old or damaged entry is simply not there."""
    return decoded(data) if isinstance(data, bytes) else None


@lru_cache(maxsize=DECODED)
def decoded(data: bytes) -> Kept | None:
    """What these bytes say, whenever; marked as fresh, as it is in nearly all answers.

    The same value for the same bytes: what checks and links work out of evidence is then worked out once as well.
    """
    head, _, body = data.partition(b"\n")  # JSON writes a line break in a text as two characters
    try:
        return Kept(replace(from_json(body), cached="fresh"), float(orjson.loads(head)["at"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def read_problem(data: object) -> Problem | None:
    try:
        return Problem(*orjson.loads(data)) if isinstance(data, bytes) else None
    except (ValueError, TypeError):
        return None
