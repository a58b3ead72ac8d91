"""What is looked for among the domains of a release: a key that is missing, a timeout that comes too late."""

from collections.abc import Iterable
from typing import Any

import orjson

from athena_project.plugins import UnknownKind
from athena_project.release_checks import Finding, Rows, late, release_check
from ragdomains.addresses import KEY
from ragdomains.providers import providers

LABEL = "ragdomains.domain"


@release_check
def keys(content: dict[str, Rows]) -> Iterable[Finding]:
    for key, row in content.get(LABEL, {}).items():
        if not row["credential"] and needs_key(row):
            yield Finding(f"The domain {row['name']} needs a key, and has no credential.", LABEL, key)


def needs_key(row: dict[str, Any]) -> bool:
    """Whether its kind asks nothing without a key, or one of its addresses has a place for one."""
    try:
        always = bool(providers[row["kind"]].extra.get("needs_key"))
    except UnknownKind:
        always = False  # the first page says that its plug-in is gone
    return always or KEY.search(orjson.dumps(row["options"]).decode()) is not None


@release_check
def timeouts(content: dict[str, Rows]) -> Iterable[Finding]:
    return late(content, LABEL)
