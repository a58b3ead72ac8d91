"""Rows of the query log with their steps, for the tests of figures."""

import uuid
from datetime import datetime
from typing import Any

from inference.models import QueryLog, QueryStep

Told = tuple[str, dict[str, Any]]


def ask(at: datetime, *steps: Told, problem: str = "", **fields: Any) -> QueryLog:
    """One question; the steps are (name, detail), each of 8 ms. A `problem` is that of the look-ups."""
    usual = {"assistant": "athena", "mode": "owner", "question": "How warm is it?", "outcome": "answered"}
    row = QueryLog.objects.create(id=uuid.uuid4(), at=at, **{**usual, "intents": "weather_now", "ms": 40.0, **fields})
    for number, (name, detail) in enumerate(steps):
        told = problem if name.startswith("retrieve:") else ""
        QueryStep.objects.create(query=row, position=number, name=name, start_ms=0, ms=8.0, detail=detail, problem=told)
    return row


def looked_up(kept: str, domain: str = "weather") -> Told:
    return f"retrieve:{domain}", {"answered by": kept}


WORKED: Told = ("generate:model", {"llm": "big", "model ms": 2500.4, "tokens in": 90, "tokens out": 10})
MODEL: Told = ("generate:model", {"llm": "big"})
QUOTED: Told = ("generate:model", {"llm": "quote", "score": 0.7})
