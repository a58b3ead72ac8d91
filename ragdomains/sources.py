"""Which source of which domain stands for a path; both are made where there are none."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from ragdomains.folders import folder, holds_one
from ragdomains.models import Domain, Source
from ragdomains.readers import SUFFIXES, ReadError
from ragdomains.row_files import SUFFIX

KIND = "documents"
TIMEOUT = 4  # seconds of one look-up, as in the configuration that ships


class SourceError(Exception):
    """A path that cannot become a source. The text says why."""


@transaction.atomic
def source_at(name: str, path: Path) -> Source:
    """The source of the domain `name` that reads `path`; raises SourceError."""
    root = path.expanduser().resolve()
    domain = documents_domain(name)
    for source in domain.sources.filter(kind="folder"):
        if place(source) == root:
            return enabled(source)
    if not root.exists():
        raise SourceError(f"There is nothing at {root}.")
    if not root.is_dir() and not holds_one(root):
        raise SourceError(f"{root.name} is neither a folder nor a file of these: {', '.join((*SUFFIXES, SUFFIX))}.")
    source = Source(domain=domain, path=str(root))
    checked(source)
    source.save()
    return source


def documents_domain(name: str) -> Domain:
    found = Domain.objects.filter(name=name).first()
    if found is None:
        title = name.replace("-", " ").replace("_", " ")[:80]
        # what is never fresh is searched at each question: an index answers as fast as a cache would
        found = Domain(name=name, title=title, kind=KIND, fresh_for=0, stale_for=0, timeout=TIMEOUT)
        checked(found)
        found.save()
    if found.kind != KIND:
        raise SourceError(f"The domain {name} is of the kind {found.kind}, not {KIND}. Take another name.")
    if not found.enabled:
        raise SourceError(f"The domain {name} is switched off.")
    return found


def enabled(source: Source) -> Source:
    if not source.enabled:
        raise SourceError(f"The source {source.path} is switched off.")
    return source


def place(source: Source) -> Path | None:
    try:
        return folder(source.path)
    except ReadError:  # it is not there now, but it may be the one that is meant
        return Path(source.path)


def checked(row: Domain | Source) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise SourceError(" ".join(error.messages)) from error
