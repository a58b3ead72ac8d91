"""What a release remembers of what it was asked: the same is asked again and again. It ends with its snapshot."""

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 512  # things of one kind; the oldest goes first


@dataclass(slots=True)
class Memory(Generic[T]):
    """Things by what they were made of. Safe to share between threads."""

    most: int = MOST
    _kept: dict[Hashable, T] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: Hashable) -> T | None:
        return self._kept.get(key)

    def keep(self, key: Hashable, value: T) -> None:
        with self._lock:
            if len(self._kept) >= self.most and key not in self._kept:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = value
