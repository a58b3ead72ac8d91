"""What the admin's pages show of one answer, or of two side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from athena_project.releases import Content
from inference.models import QueryLog, QueryStep
from inference.waterfall import Bar, milliseconds, waterfall

Traced = tuple[str, QueryLog, Sequence[QueryStep], Content]  # who answered, what came of it, and by which rows


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer with all that is told of it."""

    title: str
    log: QueryLog
    bars: list[Bar]

    @property
    def took(self) -> str:
        return milliseconds(self.log.ms)

    @property
    def first(self) -> str:
        return milliseconds(self.log.first_ms)

    @property
    def badge(self) -> str:
        return self.log.outcome.replace(" ", "-")


def context_of(traced: Sequence[Traced]) -> dict[str, Any]:
    return {"answers": [shown(*each) for each in traced]}


def shown(title: str, log: QueryLog, steps: Sequence[QueryStep], content: Content) -> Shown:
    return Shown(title, log, waterfall(log, steps))
