"""The steps of a question as bars on one time axis, for the admin's pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from athena_project.charts import milliseconds
from athena_project.readable import as_html
from inference.models import QueryLog, QueryStep

THINNEST = 0.4  # percent of the width: a bar that is thinner cannot be seen
DEEPEST = 8  # steps within steps that are moved to the right


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the waterfall; `left` and `width` in percent of the whole time, `depth` as far as it is shown."""

    step: QueryStep
    left: str
    width: str
    depth: int
    start: str
    took: str
    detail: SafeString | None


def waterfall(log: QueryLog, steps: Iterable[QueryStep]) -> list[Bar]:
    """The steps on one time axis that starts with the question and ends with its last step."""
    found = list(steps)
    whole = max([log.ms, *(step.start_ms + step.ms for step in found), 0.001])
    return [bar(step, whole) for step in found]


def bar(step: QueryStep, whole: float) -> Bar:
    left = min(max(step.start_ms / whole * 100, 0), 100 - THINNEST)
    width = min(max(step.ms / whole * 100, THINNEST), 100 - left)
    return Bar(
        step,
        f"{left:.2f}",
        f"{width:.2f}",
        min(step.depth, DEEPEST),
        milliseconds(step.start_ms),
        milliseconds(step.ms),
        as_html(step.detail) if step.detail else None,
    )
