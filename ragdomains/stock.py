"""What the database holds for a domain's index: a build's passages and vectors."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ragdomains.embeddings import Vectors
from ragdomains.encoders import scale_of, stored_embedder
from ragdomains.keywords import Vocabulary, Words
from ragdomains.models import Chunk, Document, IndexVersion
from ragdomains.readers import spoken_name
from ragdomains.shelf import Entry, Meaning, Stock
from ragdomains.types import Passage


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
    rows = [row for row in passages(version) if len(row.vector) == 4 * version.dimensions]
    found = Document.objects.select_related("source").defer("about", "sketch")
    papers = found.in_bulk({row.document for row in rows})
    rows = [row for row in rows if row.document in papers]
    held = [taken_over(row, papers[row.document], known) for row in rows]
    fresh = [(row, papers[row.document]) for row, entry in zip(rows, held, strict=True) if entry is None]
    words = vocabulary.counted(f"{paper.title}\n{row.heading}\n{row.text}" for row, paper in fresh)
    made = iter([entry_of(row, paper, counted) for (row, paper), counted in zip(fresh, words, strict=True)])
    entries = tuple(next(made) if entry is None else entry for entry in held)
    vectors = table((row.vector for row in rows), version.dimensions)
    meaning = Meaning(stored_embedder(version), version.dimensions, scale_of(version))
    return Stock(f"{version.pk}:{version.token}", entries, vectors, meaning)


def taken_over(row: Row, paper: Document, known: Mapping[str, Entry]) -> Entry | None:
    """The entry of this passage as it is known, unless it belongs to another family now."""
    entry = known.get(point_of(row.pk, row.sha256)) if known else None
    return entry if entry is not None and entry.passage.family == family_of(paper) else None


def passages(version: IndexVersion) -> Iterable[Row]:
    found = Chunk.objects.filter(version=version, document__source__enabled=True, model=version.model)
    columns = ("pk", "sha256", "document_id", "heading", "page", "text", "vector")
    return map(Row._make, found.order_by("pk").values_list(*columns))


def table(vectors: Iterable[bytes], dimensions: int) -> Vectors:
    """A matrix of its own: numpy would not let one be written to that only shows the bytes."""
    return np.frombuffer(b"".join(vectors), dtype="<f4").reshape(-1, dimensions).astype(np.float32)


def point_of(pk: int, sha256: str) -> str:
    """Of the row and of its text: a restored database may use a row's number again for another text."""
    return str(uuid.UUID(bytes=hashlib.sha256(f"{pk}:{sha256}".encode()).digest()[:16]))


def family_of(paper: Document) -> int:
    """The number of the document of which this one is a copy, else its own."""
    return paper.copy_of_id or paper.pk


def told(document: Document) -> datetime:
    """The day that a document gives itself, or else when its file was changed."""
    if document.written is None:
        return document.changed
    return datetime.combine(document.written, time(), document.changed.tzinfo)


def entry_of(row: Row, paper: Document, words: Words) -> Entry:
    passage = Passage(
        row.text,
        paper.title or spoken_name(Path(paper.source.path)),
        row.heading,
        url=paper.url,
        page=row.page,
        as_of=told(paper),
        written=paper.written,
        family=family_of(paper),
    )
    return Entry(passage, point_of(row.pk, row.sha256), words, paper.path)
