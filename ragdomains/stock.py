"""What the database holds for a domain's index: its live build, passages and vectors."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

import numpy as np
from django.db.models import QuerySet

from ragdomains.embeddings import DIMENSIONS, Vectors
from ragdomains.keywords import Vocabulary
from ragdomains.models import Chunk, Document, IndexVersion
from ragdomains.readers import spoken_name
from ragdomains.shelf import Entry
from ragdomains.types import Passage

ROWS = 500  # read from the database at once


@dataclass(frozen=True, slots=True)
class Stock:
    """A build's passages with their vectors, shape (n, 384)."""

    version_id: int
    token: str
    entries: tuple[Entry, ...]
    vectors: Vectors


def stock(domain_id: int, known: Mapping[str, Entry], vocabulary: Vocabulary) -> Stock | None:
    """The domain's live build, None before there is one. `known` entries (by point) are taken over as they are."""
    # the token is read before the rows: what changes meanwhile changes the token, and is loaded at the next look
    version = IndexVersion.objects.filter(domain=domain_id, state="live").order_by("-pk").first()
    if version is None:
        return None
    entries: list[Entry] = []
    vectors: list[Vectors] = []
    for row in passages(version).iterator(chunk_size=ROWS):
        point = point_of(row)
        held = known.get(point)
        same = held is not None and held.passage.family == family_of(row)
        entries.append(held if held is not None and same else entry_of(row, point, vocabulary))
        vectors.append(np.frombuffer(bytes(row.vector), dtype="<f4").astype(np.float32))
    table = np.stack(vectors) if vectors else np.empty((0, DIMENSIONS), dtype=np.float32)
    return Stock(version.pk, f"{version.pk}:{version.token}", tuple(entries), table)


def passages(version: IndexVersion) -> QuerySet[Chunk]:
    found = Chunk.objects.filter(
        document__source__domain=version.domain_id, document__source__enabled=True, model=version.model
    )
    return found.select_related("document__source").defer("document__about", "document__sketch").order_by("pk")


def point_of(row: Chunk) -> str:
    """Of the row and of its text: a restored database may use a row's number again for another text."""
    seed = f"{row.pk}:{row.sha256}".encode()
    return str(uuid.UUID(bytes=hashlib.sha256(seed).digest()[:16]))


def family_of(row: Chunk) -> int:
    """The number of the document of which this one is a copy, else its own."""
    return row.document.copy_of_id or row.document_id


def told(document: Document) -> datetime:
    """The day that a document gives itself, or else when its file was changed."""
    if document.written is None:
        return document.changed
    return datetime.combine(document.written, time(), document.changed.tzinfo)


def entry_of(row: Chunk, point: str, vocabulary: Vocabulary) -> Entry:
    document = row.document
    title = document.title or spoken_name(Path(document.source.path))
    passage = Passage(
        row.text,
        title,
        row.heading,
        url=document.url,
        page=row.page,
        as_of=told(document),
        written=document.written,
        family=family_of(row),
    )
    words = vocabulary.count(f"{document.title}\n{row.heading}\n{row.text}")
    return Entry(passage, point, words, document.path)
