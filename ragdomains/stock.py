"""What the database holds for a domain's index: a build's passages and vectors."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ragdomains.embeddings import Vectors
from ragdomains.encoders import scale_of, stored_embedder
from ragdomains.folders import HANDBOOK
from ragdomains.keywords import Vocabulary, Words
from ragdomains.models import Chunk, Document, IndexVersion
from ragdomains.readers import spoken_name
from ragdomains.shelf import Entry, Meaning, Stock
from ragdomains.types import Passage

SPARE = 1_000  # passages that may come between the count and the rows; any more are loaded at the next look
AT_ONCE = 2_000  # rows fetched at a time


class Row(NamedTuple):
    """A passage as the database holds it: as a model it would take three times as long to be read."""

    pk: int
    sha256: str
    document: int
    heading: str
    page: int | None
    text: str


def live_build(domain_id: int) -> IndexVersion | None:
    """The build that answers; None before there is one."""
    return IndexVersion.objects.filter(domain=domain_id, state="live").first()


def stock(version: IndexVersion, known: Mapping[str, Entry], vocabulary: Vocabulary) -> Stock:
    """All of a build. `known` entries (by point) are taken over as they are.

    The version is read before the rows: what changes meanwhile changes its token, and is loaded at the next look.
    """
    rows, vectors = unpacked(version)
    found = Document.objects.select_related("source").defer("about", "sketch")
    papers = found.in_bulk({row.document for row in rows})
    kept = [at for at, row in enumerate(rows) if row.document in papers]
    if len(kept) < len(rows):  # a document went between the two queries
        rows, vectors = [rows[at] for at in kept], vectors[kept]
    held = [taken_over(row, papers[row.document], known) for row in rows]
    fresh = [(row, papers[row.document]) for row, entry in zip(rows, held, strict=True) if entry is None]
    words = vocabulary.counted(f"{paper.title}\n{row.heading}\n{row.text}" for row, paper in fresh)
    made = iter([entry_of(row, paper, counted) for (row, paper), counted in zip(fresh, words, strict=True)])
    entries = tuple(next(made) if entry is None else entry for entry in held)
    meaning = Meaning(stored_embedder(version), version.dimensions, scale_of(version))
    return Stock(f"{version.pk}:{version.token}", entries, vectors, meaning)


def taken_over(row: Row, paper: Document, known: Mapping[str, Entry]) -> Entry | None:
    """The entry of this passage as it is known, unless it belongs to another family now."""
    entry = known.get(point_of(row.pk, row.sha256)) if known else None
    return entry if entry is not None and entry.passage.family == family_of(paper) else None


def unpacked(version: IndexVersion) -> tuple[list[Row], Vectors]:
    """The rows and their vectors, which are never held twice: of 20,000 passages each copy is 31 MB."""
    found = Chunk.objects.filter(version=version, document__source__enabled=True, model=version.model)
    vectors = np.empty((found.count() + SPARE, version.dimensions), dtype=np.float32)
    rows: list[Row] = []
    columns = ("pk", "sha256", "document_id", "heading", "page", "text", "vector")
    for *fields, vector in found.order_by("pk").values_list(*columns).iterator(AT_ONCE):
        if len(vector) == 4 * version.dimensions and len(rows) < len(vectors):
            vectors[len(rows)] = np.frombuffer(vector, dtype="<f4")
            rows.append(Row(*fields))
    return rows, vectors[: len(rows)]


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
        shipped=paper.source.path == HANDBOOK,
    )
    return Entry(passage, point_of(row.pk, row.sha256), words, paper.path)
