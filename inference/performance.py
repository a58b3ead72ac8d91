"""How each language model did of late: questions, tokens, speed, failures, counted from the steps of the query log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from inference.llms import FAILED
from inference.models import QueryLog, QueryStep

SPAN = timedelta(hours=24)
MOST = 5_000  # the newest questions that are looked at
STEP = "generate:model"


@dataclass(slots=True)
class Performance:
    """What one model did. Times in milliseconds; the tokens are those that the server counted."""

    name: str
    answers: int = 0
    failures: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    writing_ms: float = 0.0  # from the first words on
    waits: list[float] = field(default_factory=list)

    @property
    def first_ms(self) -> float | None:
        """What half of the answers took at most until their first words."""
        return median(self.waits) if self.waits else None

    @property
    def tokens_per_second(self) -> float | None:
        return self.tokens_out / self.writing_ms * 1000 if self.tokens_out and self.writing_ms > 0 else None

    def add(self, detail: Mapping[str, Any]) -> None:
        """One answer that it began."""
        first, whole, out = (number(detail, name) for name in ("first words ms", "model ms", "tokens out"))
        self.answers += 1
        self.waits.append(first)
        self.tokens_in += int(number(detail, "tokens in"))
        self.tokens_out += int(out)
        self.writing_ms += max(whole - first, 0.0) if out else 0.0


def number(detail: Mapping[str, Any], name: str) -> float:
    value = detail.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


def lately(now: datetime) -> list[Performance]:
    """Of the last 24 hours, the busiest model first. Two queries by the index of time, whatever the log's size."""
    recent = QueryLog.objects.filter(at__gt=now - SPAN).order_by("-at").values("pk")[:MOST]
    steps = QueryStep.objects.filter(query__in=recent, name=STEP)
    return counted(steps.order_by().values_list("detail", flat=True).iterator())


def counted(details: Iterable[Mapping[str, Any]]) -> list[Performance]:
    found: dict[str, Performance] = {}
    for detail in details:
        failed = detail.get(FAILED)
        for name in failed if isinstance(failed, dict) else ():
            found.setdefault(name, Performance(name)).failures += 1
        if name := detail.get("llm"):
            found.setdefault(str(name), Performance(str(name))).add(detail)
    return sorted(found.values(), key=lambda each: (-each.answers, each.name))
