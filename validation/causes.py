"""Why something is so: a cause that is said must be the one that the records give."""

import re
from collections.abc import Iterator, Sequence

from validation.records import Record
from validation.tokens import held, words
from validation.topic import content

_BECAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|on account of|thanks to|caused by|wegen|aufgrund|weil)\s+([^.;!?]{3,120})",
    re.IGNORECASE,
)
_CAUSING = words("because due owing account thanks caused wegen aufgrund weil")
_NAMED = re.compile(r"reason|cause|grund|ursache", re.IGNORECASE)


def wrong_causes(sentence: str, records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    """(start, end, the cause) where the sentence gives one of which no record holds a word."""
    found = None if _CAUSING.isdisjoint(held(sentence)) else _BECAUSE.search(sentence)
    own = content(found[1]) if found else frozenset()
    if not found or not own:
        return
    given = [field for record in records for field in record.fields if _NAMED.search(field.name)]
    if given and all(own.isdisjoint(record.words()) for record in records):
        yield found.start(1), found.end(1), given[0].text
