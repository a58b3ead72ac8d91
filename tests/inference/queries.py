"""Queries, runs and snapshots for tests, made of unsaved rows."""

import time
from datetime import UTC, datetime
from typing import Any

from django.core.cache import caches

from athena_project.http import Http
from athena_project.models import Release
from inference.llms import Models
from inference.models import Assistant
from inference.snapshot import AccessRows, Snapshot, build
from inference.state import Query, Run
from ragdomains.index import Index
from ragdomains.lookup import Lookups

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def assistant(**fields: Any) -> Assistant:
    return Assistant(**{"name": "athena", "default": True, **fields})


def query(question: str = "what time is it", **fields: Any) -> Query:
    values: dict[str, Any] = {
        "messages": ({"role": "user", "content": question},),
        "question": question,
        "assistant": assistant(),
        "now": NOW,
        "deadline": time.monotonic() + 10,
    }
    return Query(**{**values, **fields})


def rows(model: str, *fields: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """One model's rows as a release holds them, numbered from 1."""
    return {model: {str(number): row for number, row in enumerate(fields, 1)}}


def snapshot(*content: dict[str, dict[str, dict[str, Any]]]) -> Snapshot:
    """A snapshot of the given rows."""
    whole = {name: value for part in content for name, value in part.items()}
    return build(whole, Release(pk=None, number=1), "token", AccessRows())


def run(found: Snapshot | None = None, http: Http | None = None, said: list[Any] | None = None) -> Run:
    """A run over real look-ups and models; what it emits is appended to `said`."""
    client = http or Http(tuple)
    lookups = Lookups(client, caches["default"], Index().of)
    heard: list[Any] = [] if said is None else said

    async def emit(piece: Any) -> None:
        heard.append(piece)

    return Run(found or snapshot(), lookups, Models(client), emit)
