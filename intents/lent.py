"""What the layer above lends to these pages: recorded questions.

It imports this file and registers itself; nothing here may import it.
"""

from collections.abc import Callable, Iterable

Source = Callable[[int], Iterable[str]]

_sources: list[Source] = []


def recorded_by(source: Source) -> Source:
    """Registers who knows the questions that were asked: the newest `count` different ones, newest first."""
    _sources.append(source)
    return source


def recorded(count: int) -> list[str]:
    return list(dict.fromkeys(text for source in _sources for text in source(count)))[:count]
