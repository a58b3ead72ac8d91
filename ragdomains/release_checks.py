"""What is looked for among the domains of a release: a key that is missing, a timeout that comes too late."""

from collections.abc import Iterable

from athena_project.release_checks import Finding, Rows, late, release_check
from ragdomains.models import Domain

LABEL = "ragdomains.domain"


@release_check
def keys(content: dict[str, Rows]) -> Iterable[Finding]:
    for key, row in content.get(LABEL, {}).items():
        if not row["credential"] and Domain(kind=row["kind"], options=row["options"]).wants_key():
            yield Finding(f"The domain {row['name']} needs a key, and has no credential.", LABEL, key, waiting=True)


@release_check
def timeouts(content: dict[str, Rows]) -> Iterable[Finding]:
    return late(content, LABEL)
