"""What the layer above lends to the pages of domains: how a question is understood, and the index of this process.

It imports this file and registers itself; nothing here may import it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ragdomains.models import Domain
from ragdomains.providers import Search
from ragdomains.questioning import Asker
from ragdomains.types import Lookup, Passage


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as the assistant understands it; `domain` is the one that it would ask, by name."""

    lookup: Lookup
    intent: str = ""
    domain: str = ""


Ear = Callable[[str, Domain], Heard | None]

_ears: list[Ear] = []
_searches: list[Callable[[int], Search]] = []


def heard_by(ear: Ear) -> Ear:
    """Registers who understands questions."""
    _ears.append(ear)
    return ear


def heard(question: str, domain: Domain) -> Heard | None:
    """None where nobody understands questions yet."""
    return next((found for ear in _ears if (found := ear(question, domain))), None)


def searched_by(source: Callable[[int], Search]) -> Callable[[int], Search]:
    """Registers who has the index."""
    _searches.append(source)
    return source


def search_of(domain: int) -> Search:
    return _searches[0](domain) if _searches else nothing


async def nothing(_text: str, _limit: int, _asker: Asker | None = None) -> list[Passage]:
    """The search where there is no index."""
    return []
