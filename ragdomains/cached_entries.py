"""Lists what the cache keeps of a domain: for which question, how old, how large, and what went wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from ragdomains.evidence_cache import EvidenceCache, fresh_for, read_kept, read_problem
from ragdomains.models import Domain

MOST = 500  # entries that are listed
AT_ONCE = 100  # keys that one round trip asks for


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer that is kept, or a question that just failed: fresh, stale, over or failed. `age` is seconds."""

    name: str
    question: Mapping[str, str]
    state: str
    age: float
    size: int
    problem: str = ""


def keys_of(cache: BaseCache, prefix: str) -> Iterator[str]:
    """The keys that begin so. Django's caches do not list theirs, so what they are made of is asked."""
    full, before = cache.make_key(prefix), len(cache.make_key(""))
    if isinstance(cache, LocMemCache):
        with cache._lock:  # type: ignore[attr-defined]  # django-stubs know no private names
            found = [key for key in cache._cache if key.startswith(full)]  # type: ignore[attr-defined]  # the same
    elif isinstance(cache, RedisCache):
        found = [key.decode() for key in cache._cache.get_client(None).scan_iter(match=f"{full}*", count=1000)]
    else:
        found = []
    return (key[before:] for key in found)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the cache holds of one domain: the values by their keys, since when nothing older counts, and the moment."""

    domain: Domain
    values: Mapping[str, Any]
    now: float

    @property
    def prefix(self) -> str:
        return f"lookup:{self.domain.pk}:"

    def entry(self, name: str) -> Entry | None:
        """None for an entry that is forgotten, or that nobody can read any more."""
        data, problem = self.values.get(f"{self.prefix}{name}"), read_problem(self.values.get(f"{self.prefix}{name}:p"))
        kept = read_kept(data)
        failed = problem.text if problem and problem.until > self.now else ""
        if kept is None or not isinstance(data, bytes) or kept.at <= self.values.get(f"{self.prefix}purged", 0.0):
            return Entry(name, {}, "failed", 0.0, 0, failed) if failed else None
        age, fresh = self.now - kept.at, fresh_for(self.domain, kept.evidence)
        state = "fresh" if age <= fresh else "stale" if age <= fresh + self.domain.stale_for else "over"
        return Entry(name, question_of(data), state, age, len(data), failed)


def entries(kept: EvidenceCache, domain: Domain, cache: BaseCache) -> list[Entry]:
    """The domain's entries, the youngest first; raises what the cache raises."""
    prefix = f"lookup:{domain.pk}:"
    names = sorted({key[len(prefix) :].partition(":")[0] for key in keys_of(cache, prefix)} - {"purged"})
    found: list[Entry] = []
    for start in range(0, len(names), AT_ONCE):
        part = names[start : start + AT_ONCE]
        wanted = [f"{prefix}{name}{end}" for name in part for end in ("", ":p")]
        shelf = Shelf(domain, cache.get_many([*wanted, f"{prefix}purged"]), kept.clock())
        found += [entry for name in part if (entry := shelf.entry(name))]
    return sorted(found, key=lambda entry: entry.age)[:MOST]


def question_of(data: bytes) -> dict[str, str]:
    found = orjson.loads(data.partition(b"\n")[0]).get("question", {})
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}
