"""Which builds of a domain's index there are: the one under way, the one before, those that are wanted or over."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from ragdomains.models import Chunk, Domain, IndexVersion
from ragdomains.recipes import recipe_of

DEAD = timedelta(seconds=90)  # a builder that gave no sign of life for so long has ended
KEPT = timedelta(days=1)  # that the build before can be gone back to
ROWS = 10  # builds that never answer again whose rows stay, to be looked at
AT_ONCE = 500  # passages dropped in one transaction


def under_way(domain_id: int) -> IndexVersion | None:
    return IndexVersion.objects.filter(domain=domain_id, state="building").first()


def alive(version: IndexVersion) -> bool:
    return version.seen is not None and version.seen > timezone.now() - DEAD


def previous(domain_id: int) -> IndexVersion | None:
    """The build that answered before the live one, while its passages are kept."""
    retired = IndexVersion.objects.filter(domain=domain_id, state="retired")
    return retired.order_by(F("switched").desc(nulls_last=True), "-pk").first()


def prune() -> int:
    """Drops the passages of builds that nobody will go back to, in short transactions, and forgets the oldest rows.

    Returns how many builds can be gone back to no more.
    """
    dropped = 0
    for domain_id in IndexVersion.objects.exclude(state="live").values_list("domain", flat=True).distinct():
        kept = previous(domain_id)
        old = IndexVersion.objects.filter(domain=domain_id, state="retired")
        if kept is not None and kept.switched and kept.switched > timezone.now() - KEPT:
            old = old.exclude(pk=kept.pk)
        dropped += old.update(state="dropped")
        for row in IndexVersion.objects.filter(domain=domain_id, state__in=("dropped", "failed")).order_by("-pk"):
            empty(row)
        gone = IndexVersion.objects.filter(domain=domain_id, state__in=("dropped", "failed")).order_by("-pk")
        IndexVersion.objects.filter(pk__in=list(gone.values_list("pk", flat=True)[ROWS:])).delete()
    return dropped


def empty(version: IndexVersion) -> None:
    while keys := list(version.passages.values_list("pk", flat=True)[:AT_ONCE]):
        Chunk.objects.filter(pk__in=keys).delete()


def wanting() -> list[int]:
    """The domains whose index is to be built: it was asked for, or left unfinished, or the options are others."""
    found = []
    for domain in Domain.objects.filter(enabled=True, index_versions__state="live").distinct():
        row = under_way(domain.pk)
        if (row and not alive(row)) or (row is None and outgrown(domain)):
            found.append(domain.pk)
    return found


def outgrown(domain: Domain) -> bool:
    """The options ask for another recipe, which has not been tried yet: one that failed, or was left, is not again."""
    wanted = recipe_of(domain)
    rows = domain.index_versions.order_by("-pk")
    live, newest = rows.filter(state="live").first(), rows.first()
    return live is not None and newest is not None and wanted not in (live.recipe, newest.recipe)
