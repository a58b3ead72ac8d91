"""Fills a build of an index: cuts and embeds the documents that it does not hold yet, and signs each step."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from ragdomains.chunks import Piece, cut
from ragdomains.encoders import encoder_of, measured
from ragdomains.intake import BATCH, Progress, rows_of
from ragdomains.models import Chunk, Document, DocumentText, IndexVersion
from ragdomains.outline import Section
from ragdomains.readers import Paper
from ragdomains.recipe import Size

TOGETHER = 16  # documents cut and embedded side by side
OVERTAKEN = "Another builder has taken over."


class BuildError(Exception):
    """A build that cannot be made, or may not answer. The text says why."""


class OvertakenError(BuildError):
    """The build belongs to somebody else now, who goes on with it."""


def sign(version: IndexVersion, step: str, progress: Progress) -> None:
    """Says how far it is; raises OvertakenError where the build is not the caller's any more."""
    own = IndexVersion.objects.filter(pk=version.pk, state="building", token=version.token)
    values = {"seen": timezone.now(), "step": step, "done": version.done, "total": version.total}
    if own.update(**values) != 1:
        raise OvertakenError(OVERTAKEN)
    progress(step)


def documents(domain_id: int) -> QuerySet[Document]:
    """Those of which the live build holds passages."""
    held = Chunk.objects.filter(document=OuterRef("pk"), version__state="live")
    return Document.objects.filter(Exists(held), source__domain=domain_id)


def missing(version: IndexVersion) -> QuerySet[Document]:
    """Those of which this build holds none: they are new, or have changed since."""
    return documents(version.domain_id).filter(~Exists(version.passages.filter(document=OuterRef("pk"))))


def fill(version: IndexVersion, progress: Progress) -> None:
    """Cuts and embeds the documents that are missing; no transaction is open while one is embedded."""
    measured(version, lambda step: sign(version, step, progress))
    encoder = encoder_of(version)
    keys = list(missing(version).order_by("pk").values_list("pk", flat=True))
    version.total = documents(version.domain_id).count()
    version.done = version.total - len(keys)
    for start in range(0, len(keys), TOGETHER):
        papers = Document.objects.in_bulk(keys[start : start + TOGETHER])
        pieces = {key: cut_anew(paper, version.recipe.size) for key, paper in papers.items()}
        vectors: dict[str, bytes] = {}
        for batch in batches([piece for found in pieces.values() for piece in found]):
            sign(version, f"embedding {version.done:,} of {version.total:,} documents", progress)
            texts = {piece.sha256: piece.embedded for piece in batch}
            made = encoder.passages([*texts.values()], lambda step: sign(version, step, progress))
            vectors |= zip(texts, made, strict=True)
        for key, paper in papers.items():
            add(version, paper, rows_of(pieces[key], vectors, version.model))
        version.done += len(papers)
    sign(version, f"{version.done:,} of {version.total:,} documents embedded", progress)


def batches(pieces: list[Piece]) -> Iterator[list[Piece]]:
    return (pieces[start : start + BATCH] for start in range(0, len(pieces), BATCH))


def cut_anew(document: Document, size: Size) -> list[Piece]:
    text = DocumentText.objects.filter(document=document).first()
    if text is not None:
        sections = tuple(Section(heading, words, page) for heading, page, words in text.sections)
        return list(cut(Paper(document.title, sections), size))
    rows = Chunk.objects.filter(document=document, version__state="live").order_by("position")
    return [Piece(document.title, row.heading, row.text, row.page) for row in rows.defer("vector")]


@transaction.atomic
def add(version: IndexVersion, paper: Document, rows: list[Chunk]) -> None:
    """Unless the document has changed since it was read: then the next round embeds what it says now."""
    same = Document.objects.select_for_update().filter(pk=paper.pk, sha256=paper.sha256, title=paper.title)
    own = IndexVersion.objects.filter(pk=version.pk, state="building", token=version.token)
    if same.first() and own.exists():
        Chunk.objects.filter(version=version, document=paper).delete()
        for row in rows:
            row.document, row.version = paper, version
        Chunk.objects.bulk_create(rows, batch_size=500)
