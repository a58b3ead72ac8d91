"""Keeps the memory of a long-lived process small."""

import ctypes

ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
ARENAS = 2


def few_arenas() -> None:
    """glibc would give every thread a heap of its own, and what one of them frees is of no use to the others."""
    # other C libraries have no such function
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(ARENA_MAX, ARENAS)
