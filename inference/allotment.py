"""Which conversations a canary answers: by a hash, so that every process decides alike and none keeps a list."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allotment:
    """`percent` of the conversations, and of them only those with these assistants and from these rooms.

    Empty sets mean any. Rooms are casefolded. `seed` makes each canary draw others than the one before.
    """

    seed: str
    percent: int
    assistants: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()

    def takes(self, assistant: str, room: str, thread: Callable[[], str]) -> bool:
        """`thread` names the conversation; it is asked only where it decides."""
        if self.assistants and assistant not in self.assistants:
            return False
        if self.rooms and room.casefold() not in self.rooms:
            return False
        return self.percent >= 100 or drawn(self.seed, thread()) * 100 < self.percent


def drawn(seed: str, thread: str) -> float:
    """A number from 0 up to 1 that looks drawn by lot, the same at every time for the same conversation."""
    digest = hashlib.sha256(f"{seed}\x00{thread}".encode(errors="replace")).digest()
    return int.from_bytes(digest[:8]) / 2**64
