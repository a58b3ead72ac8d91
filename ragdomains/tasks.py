"""What is done in the background: looking for changed documents, building an index anew."""

from contextlib import suppress

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from athena_project.celery import embedded, stopping, task
from ragdomains import ingest, rebuild
from ragdomains.intake import announce
from ragdomains.models import Domain, Source

SLOT = 60  # seconds; a message that waited longer is dropped, the next minute sends it again


@task("ragdomains.refresh_due")
def refresh_due() -> None:
    for source_id in ingest.claim_due():
        refresh.apply_async((source_id,), expires=SLOT)


@task("ragdomains.refresh")
def refresh(source_id: int) -> None:
    source = ingest.readable().filter(pk=source_id).first()
    if source is not None:
        ingest.read_now(source, unless_stopping)


@task("ragdomains.reindex")
def reindex(domain_id: int) -> None:
    with suppress(ingest.Interrupted):
        rebuild.reindex(domain_id, unless_stopping)


def read_soon(source_id: int) -> None:
    """Makes a source due. A worker in this process looks at once, any other within a minute."""
    ingest.make_due(source_id)
    if embedded():
        transaction.on_commit(refresh_due.delay)


def unless_stopping(_step: str) -> None:
    if stopping():
        raise ingest.Interrupted


@receiver([post_save, post_delete], sender=Source)
def source_changed(instance: Source, raw: bool = False, **_: object) -> None:
    """A source that is new is read soon; one that is switched off or gone no longer answers."""
    if raw or not Domain.objects.filter(pk=instance.domain_id).exists():
        return
    announce(instance.domain_id)
    if embedded():
        transaction.on_commit(refresh_due.delay)
