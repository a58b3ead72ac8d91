"""Builds a domain's index anew: every passage is embedded again, then the new build takes over at once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ragdomains import embeddings
from ragdomains.chunks import Piece
from ragdomains.intake import BATCH, Progress, announce, new_version, packed, silent
from ragdomains.models import Chunk, Domain, IndexVersion

ABANDONED = timedelta(hours=2)  # a build that is older was interrupted
KEPT = 3  # retired builds whose rows stay, to be looked at
ROUNDS = 5  # documents may change while their passages are embedded


class BuildError(Exception):
    """A build that cannot be made now. The text says why."""


def reindex(domain_id: int, progress: Progress = silent, force: bool = False) -> IndexVersion:
    """Embeds everything into a new build and switches to it; raises BuildError while another build goes on."""
    version = begin(domain_id, force)
    try:
        vectors: dict[int, bytes] = {}
        for _ in range(ROUNDS):
            embed_missing(domain_id, vectors, progress)
            if write(domain_id, vectors):
                switch(version)
                return version
        raise BuildError("The documents change faster than they can be embedded. Try again later.")
    finally:
        IndexVersion.objects.filter(pk=version.pk, state="building").delete()


@transaction.atomic
def begin(domain_id: int, force: bool) -> IndexVersion:
    Domain.objects.select_for_update().get(pk=domain_id)
    building = IndexVersion.objects.filter(domain=domain_id, state="building")
    building.filter(created__lt=timezone.now() - ABANDONED).delete()
    if force:
        building.delete()
    if other := building.first():
        raise BuildError(
            f"The index is being built since {other.created:%H:%M} UTC. If that was interrupted, add --force."
        )
    return new_version(domain_id, "building")


def prune(now: datetime) -> int:
    """Forgets builds that came to no end long ago; returns how many."""
    return IndexVersion.objects.filter(state="building", created__lt=now - ABANDONED).delete()[0]


def passages(domain_id: int) -> QuerySet[Chunk]:
    return Chunk.objects.filter(document__source__domain=domain_id).order_by("pk")


def embed_missing(domain_id: int, vectors: dict[int, bytes], progress: Progress) -> None:
    """Adds a vector for each passage that has none yet; no transaction is open meanwhile."""
    keys = [key for key in passages(domain_id).values_list("pk", flat=True) if key not in vectors]
    for start in range(0, len(keys), BATCH):
        chunks = list(Chunk.objects.filter(pk__in=keys[start : start + BATCH]).select_related("document"))
        vectors.update(zip((row.pk for row in chunks), packed(embedded_text(row) for row in chunks), strict=True))
        progress(f"{min(start + BATCH, len(keys))} of {len(keys)} passages embedded")


def embedded_text(row: Chunk) -> str:
    return Piece(row.document.title, row.heading, row.text).embedded


def write(domain_id: int, vectors: dict[int, bytes]) -> bool:
    """Stores the vectors that differ, in short transactions; False if a passage has come that has none yet.

    A process that starts meanwhile reads some old and some new ones, which is no harm: they are of the same model.
    """
    changed: list[Chunk] = []
    for row in passages(domain_id).only("pk", "model", "vector").iterator(chunk_size=500):
        if row.pk not in vectors:
            return False
        if bytes(row.vector) != vectors[row.pk] or row.model != embeddings.MODEL:
            changed.append(Chunk(pk=row.pk, vector=vectors[row.pk], model=embeddings.MODEL))
    for start in range(0, len(changed), BATCH):
        Chunk.objects.bulk_update(changed[start : start + BATCH], ["vector", "model"])
    return True


@transaction.atomic
def switch(version: IndexVersion) -> None:
    """From here on the new build answers."""
    Domain.objects.select_for_update().get(pk=version.domain_id)
    builds = IndexVersion.objects.filter(domain=version.domain_id)
    builds.filter(state="live").update(state="retired")
    builds.filter(pk=version.pk).update(state="live")
    announce(version.domain_id)
    version.refresh_from_db()
    retired = builds.filter(state="retired").order_by("-pk").values_list("pk", flat=True)
    builds.filter(pk__in=list(retired[KEPT:])).delete()
