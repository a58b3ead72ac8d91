"""How each rule did of late; the layer above, which knows what was asked, lends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

DAYS = 30


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in figures. `right` is the share of its flags on `judged` answers that had a thumb down."""

    name: str
    asked: str
    objected: str
    share: str
    right: str
    judged: int
    cost: str


Source = Callable[[int], Mapping[str, RuleLine]]
_sources: list[Source] = []


def figured_by(source: Source) -> Source:
    """Registers who knows how the rules did in the last days, of which it gets the number."""
    _sources.append(source)
    return source


def of_late() -> dict[str, RuleLine]:
    """By the name of the rule; those that looked at nothing are not in it."""
    return {name: line for source in _sources for name, line in source(DAYS).items()}
