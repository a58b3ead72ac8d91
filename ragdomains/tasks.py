"""What is done in the background: looking for changed documents, building an index anew."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from athena_project import work
from athena_project.celery import embedded, stopping
from athena_project.work import JobError, job, look
from ragdomains import builds, ingest, rebuild
from ragdomains.filling import BuildError
from ragdomains.intake import announce
from ragdomains.models import Domain, Source

SLOT = 60  # seconds; a message that waited longer is dropped, the next minute sends it again


def folder(source_id: int) -> str:
    """What a job is about."""
    source = Source.objects.filter(pk=source_id).select_related("domain").first()
    return f"{source.domain}: {source.path}" if source else ""


def domain(domain_id: int) -> str:
    return Domain.objects.filter(pk=domain_id).values_list("name", flat=True).first() or ""


@look("ragdomains.refresh_due")
def refresh_due() -> None:
    for source_id in ingest.claim_due():
        refresh.apply_async((source_id,), expires=SLOT)
    for domain_id in builds.wanting():
        reindex.apply_async((domain_id,), expires=SLOT)


@job("ragdomains.refresh", folder)
def refresh(source_id: int) -> None:
    source = ingest.readable().filter(pk=source_id).first()
    if source is not None:
        counts = ingest.read_now(source, unless_stopping, again=work.again())
        work.tell(str(counts))
        work.complain("\n".join(counts.problems[:20]))


@job("ragdomains.reindex", domain)
def reindex(domain_id: int) -> None:
    try:
        rebuild.go_on(domain_id, unless_stopping, again=work.again())
    except BuildError as error:
        raise JobError(str(error)) from error


def read_soon(source_id: int) -> None:
    """Makes a source due. A worker in this process looks at once, any other within a minute."""
    ingest.make_due(source_id)
    if embedded():
        transaction.on_commit(refresh_due.delay)


def unless_stopping(step: str) -> None:
    work.tell(step)
    if stopping():
        raise ingest.Interrupted


@receiver([post_save, post_delete], sender=Source)
def source_changed(instance: Source, raw: bool = False, created: bool = False, **_: object) -> None:
    """A source that is new or edited is read soon; one that is switched off or gone no longer answers."""
    if raw or not Domain.objects.filter(pk=instance.domain_id).exists():
        return
    announce(instance.domain_id)
    if not created:  # one that is new is due by itself
        ingest.due_again(instance.pk)
    if embedded():
        transaction.on_commit(refresh_due.delay)
