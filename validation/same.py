"""What is made of evidence only once."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from athena_project.same import Same as Same
from ragdomains.types import Evidence

T = TypeVar("T")


def once(make: Callable[[Sequence[Evidence]], T]) -> Callable[[Sequence[Evidence]], T]:
    """Keeps what is made of evidence for the next check and the next sentence, which rest on the same."""

    last: tuple[Sequence[Evidence], T] | None = None

    @lru_cache(maxsize=64)
    def kept(*every: Same) -> T:
        return make(tuple(each.held for each in every))

    def made(evidence: Sequence[Evidence]) -> T:
        nonlocal last
        if (known := last) is not None and known[0] is evidence:  # as mostly: a tuple that the next check holds too
            return known[1]
        found = kept(*map(Same, evidence))
        if isinstance(evidence, tuple):
            last = evidence, found
        return found

    return made
