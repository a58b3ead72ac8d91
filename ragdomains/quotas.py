"""Counts the calls that each key makes, in all processes together and across restarts, and says when it has no more."""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, InterfaceError, transaction
from django.db.models import Q

from athena_project import counts
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.models import Domain, QuotaUse

Window = tuple[str, datetime]  # whose calls, and since when they are counted

LATE = 60.0  # s that a count outlives its window: clocks differ
REREAD = 5.0  # s between two looks for what other processes have written down
KEPT = timedelta(days=32)  # a month
SHORT = timedelta(days=2)  # the other windows, and what clocks differ


@dataclass(frozen=True, slots=True)
class Quota:
    """What one key may do: `most` calls from `start` to `end`, counted under `key`. Two domains may share a key."""

    key: str
    most: int
    start: datetime
    end: datetime

    @property
    def window(self) -> Window:
        return self.key, self.start


def quota_of(domain: Domain, now: float) -> Quota | None:
    """The domain's quota at this moment (seconds since 1970); windows begin by the clock of UTC."""
    if not domain.quota:
        return None
    start, end = bounds(domain.quota_window, datetime.fromtimestamp(now, UTC))
    whose = f"key {domain.credential.name}" if domain.credential else f"domain {domain.name}"
    key = f"{domain.quota_window}, {whose}"  # an hour and a day may begin at one moment
    return Quota(key, domain.quota, start, end)


def bounds(window: str, now: datetime) -> tuple[datetime, datetime]:
    """The minute, hour, day or month that this moment is in."""
    minute = now.replace(second=0, microsecond=0)
    if window == "minute":
        return minute, minute + timedelta(minutes=1)
    if window == "hour":
        return minute.replace(minute=0), minute.replace(minute=0) + timedelta(hours=1)
    day = minute.replace(hour=0, minute=0)
    if window == "day":
        return day, day + timedelta(days=1)
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


class Quotas:
    """The counts, in the cache that all processes share and in the table that outlives them. Safe between threads.

    A call is counted in the cache; what this process counted waits to be written down by write(), on another thread.
    Where the cache has nothing, or does not answer, what is written and what waits is the count.
    """

    def __init__(self, kept: EvidenceCache) -> None:
        self.kept = kept
        self._lock = threading.Lock()
        self._waiting: Counter[Window] = Counter()
        self._written: Mapping[Window, int] = {}
        self._read_at: float | None = None
        self._limits = False  # whether any domain has a quota: else nothing is to be read again

    def spend(self, quota: Quota) -> bool:
        """Takes one call; False where none is left."""
        self._limits = True
        with self._lock:  # taken first and given back, so that two threads never take the same one
            self._waiting[quota.window] += 1
            known = self._written.get(quota.window, 0) + self._waiting[quota.window]
        counted = self.kept.attempt(lambda: self._counted(quota, known - 1))
        if max(counted or 0, known) <= quota.most:
            return True
        with self._lock:
            self._waiting[quota.window] -= 1
        if counted:
            self.kept.attempt(lambda: self.kept.cache.decr(name_of(quota)))
        return False

    def left(self, quota: Quota) -> int:
        self._limits = True
        counted = self.kept.attempt(lambda: self.kept.cache.get(name_of(quota)))
        return max(0, quota.most - max(counted or 0, self._known(quota.window)))

    def write(self) -> None:
        """Adds what waits to the table and reads what others wrote; what cannot be written waits on, and is raised."""
        with self._lock:
            taken = Counter({window: used for window, used in self._waiting.items() if used > 0})
            self._waiting = Counter({window: used for window, used in self._waiting.items() if used < 0})
        now = self.kept.clock()
        if not taken and self._read_at is not None and (not self._limits or now < self._read_at + REREAD):
            return
        try:
            with transaction.atomic():
                counts.add(QuotaUse, ("key", "start"), ("calls",), [(*window, used) for window, used in taken.items()])
            self._written = written(datetime.fromtimestamp(now, UTC))
        except (DatabaseError, InterfaceError):
            with self._lock:
                self._waiting.update(taken)
            raise
        self._read_at = now

    def _counted(self, quota: Quota, known: int) -> int:
        self.kept.cache.add(name_of(quota), known, quota.end.timestamp() - self.kept.clock() + LATE)
        try:
            return int(self.kept.cache.incr(name_of(quota)))
        except ValueError:  # a cache that keeps nothing, or had no room
            return 0

    def _known(self, window: Window) -> int:
        with self._lock:
            return self._written.get(window, 0) + self._waiting[window]


def name_of(quota: Quota) -> str:
    """Where the cache counts. Keys may hold any character; the name of an entry may not."""
    return f"quota:{quota.key.encode().hex()}:{quota.start:%Y%m%d%H%M}"


def written(now: datetime) -> dict[Window, int]:
    """The counts of every window that may still be open."""
    still_open = Q(start__gte=now - SHORT) | Q(key__startswith="month,", start__gte=now - KEPT)
    return {(row.key, row.start): row.calls for row in QuotaUse.objects.filter(still_open)}


def prune(now: datetime) -> int:
    """Forgets windows that are over; returns how many went."""
    over = Q(start__lt=now - KEPT) | Q(start__lt=now - SHORT) & ~Q(key__startswith="month,")
    deleted, _ = QuotaUse.objects.filter(over).delete()
    return deleted
