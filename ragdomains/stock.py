"""What the database holds for a domain's index: a build's passages and vectors."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ragdomains.embeddings import DIMENSIONS, Vectors
from ragdomains.keywords import Vocabulary
from ragdomains.models import Chunk, Document, IndexVersion
from ragdomains.readers import spoken_name
from ragdomains.shelf import Entry
from ragdomains.types import Passage

BYTES = 4 * DIMENSIONS  # of a vector


@dataclass(frozen=True, slots=True)
class Stock:
    """A build's passages with their vectors, shape (n, 384)."""

    token: str
    entries: tuple[Entry, ...]
    vectors: Vectors


class Row(NamedTuple):
    """A passage as the database holds it: as a model it would take three times as long to be read."""

    pk: int
    sha256: str
    document: int
    heading: str
    page: int | None
    text: str
    vector: bytes


def live_build(domain_id: int) -> IndexVersion | None:
    """The build that answers; None before there is one."""
    return IndexVersion.objects.filter(domain=domain_id, state="live").first()


def stock(version: IndexVersion, known: Mapping[str, Entry], vocabulary: Vocabulary) -> Stock:
    """All of a build. `known` entries (by point) are taken over as they are.

    The version is read before the rows: what changes meanwhile changes its token, and is loaded at the next look.
    """
    rows = [row for row in passages(version) if len(row.vector) == BYTES]
    papers = Document.objects.select_related("source").in_bulk({row.document for row in rows})
    rows = [row for row in rows if row.document in papers]
    entries = []
    for row in rows:
        point = point_of(row.pk, row.sha256)
        entries.append(known.get(point) or entry_of(row, point, papers[row.document], vocabulary))
    return Stock(f"{version.pk}:{version.token}", tuple(entries), table(row.vector for row in rows))


def passages(version: IndexVersion) -> Iterable[Row]:
    found = Chunk.objects.filter(version=version, document__source__enabled=True, model=version.model)
    columns = ("pk", "sha256", "document_id", "heading", "page", "text", "vector")
    return map(Row._make, found.order_by("pk").values_list(*columns))


def table(vectors: Iterable[bytes]) -> Vectors:
    """A matrix of its own: numpy would not let one be written to that only shows the bytes."""
    return np.frombuffer(b"".join(vectors), dtype="<f4").reshape(-1, DIMENSIONS).astype(np.float32)


def point_of(pk: int, sha256: str) -> str:
    """Of the row and of its text: a restored database may use a row's number again for another text."""
    return str(uuid.UUID(bytes=hashlib.sha256(f"{pk}:{sha256}".encode()).digest()[:16]))


def entry_of(row: Row, point: str, paper: Document, words: Vocabulary) -> Entry:
    title = paper.title or spoken_name(Path(paper.source.path))
    passage = Passage(row.text, title, row.heading, page=row.page, as_of=paper.changed)
    return Entry(passage, point, words.count(f"{paper.title}\n{row.heading}\n{row.text}"), paper.path)
