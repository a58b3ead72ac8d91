"""How much of the time that each step may take it took."""

from collections.abc import Iterator
from dataclasses import dataclass

from athena_project.charts import milliseconds
from inference.explain.rows import ASSISTANT, DOMAIN, HOUSE, LLM, Rows
from inference.explain.values import named, number, text
from inference.models import QueryLog, QueryStep


@dataclass(frozen=True, slots=True)
class Budget:
    """What was taken of what was allowed, in milliseconds."""

    name: str
    ms: float
    most: float

    @property
    def took(self) -> str:
        return milliseconds(self.ms)

    @property
    def allowed(self) -> str:
        return milliseconds(self.most)

    @property
    def share(self) -> str:
        return f"{min(self.ms / self.most * 100, 100):.0f}"


def budgets(log: QueryLog, steps: list[QueryStep], rows: Rows) -> list[Budget]:
    """Those that the release says something of."""
    return [Budget(name, ms, seconds * 1000) for name, ms, seconds in known(log, steps, rows) if seconds]


def known(log: QueryLog, steps: list[QueryStep], rows: Rows) -> Iterator[tuple[str, float, float | None]]:
    house = next(iter(rows.all(HOUSE).values()), {})
    yield "the whole answer", log.ms, number(house, "deadline_seconds")
    for step, _ in named(steps, "understand:llm"):
        yield step.name, step.ms, number(rows.fields(ASSISTANT, log.assistant), "understanding_seconds")
    for step, _ in named(steps, "retrieve:"):
        yield step.name, step.ms, number(rows.fields(DOMAIN, step.name.partition(":")[2]), "timeout")
    for step, detail in named(steps, "generate:model"):
        yield step.name, step.ms, number(rows.fields(LLM, text(detail, "llm")), "timeout")
