"""Keeps what domains said to a question beside its row in the log, and gives it back; on the recorder's thread."""

import logging
import uuid
from collections.abc import Iterable, Iterator, Sequence

from inference.models import FoundEvidence
from inference.plain import clean
from inference.state import Found
from ragdomains import stored
from ragdomains.models import Domain
from ragdomains.types import Evidence, ProviderError

log = logging.getLogger(__name__)

MOST = 10  # look-ups of one question
LONGEST = 65_536  # characters of one; a longer one is not kept


def rows(query_id: uuid.UUID, found: Sequence[Found]) -> Iterator[FoundEvidence]:
    """The rows of a question's look-ups; what is only computed is computed again and needs none."""
    for each in found[:MOST]:
        try:
            if not computed(each.domain):
                yield row(query_id, each)
        except Exception as error:  # the log must be written whatever a source said
            log.warning("what %s said is not kept (%s)", each.domain.name, type(error).__name__, exc_info=True)


def row(query_id: uuid.UUID, found: Found) -> FoundEvidence:
    """Raises ValueError for what is too long, and what stored.key() and to_json() raise."""
    made = FoundEvidence(query_id=query_id, key=stored.key(found.domain, found.lookup))
    if isinstance(found.said, ProviderError):
        made.problem, made.problem_kind = clean(str(found.said))[:2_000], found.said.kind
        return made
    made.evidence = clean(stored.to_json(found.said).decode())
    if len(made.evidence) > LONGEST:
        raise ValueError(f"{len(made.evidence)} characters")
    return made


def computed(domain: Domain) -> bool:
    """Whether its answer follows from the question alone: neither a service nor the household's papers are asked."""
    extra = domain.plugins[domain.kind].extra
    return extra.get("network") is False and not extra.get("uses_text")


def said(rows: Iterable[FoundEvidence]) -> dict[str, Evidence | ProviderError]:
    """By the look-up's key; what can no longer be read, written by an older version, is left out."""
    found: dict[str, Evidence | ProviderError] = {}
    for each in rows:
        try:
            found[each.key] = (
                ProviderError(each.problem, each.problem_kind)
                if each.problem_kind
                else stored.from_json(each.evidence.encode())
            )
        except (ValueError, KeyError, TypeError):
            continue
    return found
