"""What the checks cost: a spoken answer of three sentences over ten facts, beside reading and writing its JSON."""

import asyncio
import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import django
import orjson

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
django.setup()

from ragdomains.types import Evidence, Fact  # noqa: E402 Django must be set up before
from validation.checks import checks  # noqa: E402
from validation.engine import examine  # noqa: E402
from validation.models import Rule  # noqa: E402
from validation.types import Draft  # noqa: E402

ROUNDS = 400
SUNDAY = date(2026, 11, 22)
SENTENCES = (
    "On Sunday it will be sunny in Oslo with a high of 12 degrees and a low of minus 3 degrees.",
    "The wind blows at 18 kilometres per hour, and there is a 35 percent chance of rain.",
    "The sun rises at 7:32.",
)
FACTS = (
    Fact("temperature_high", 12.4, "degC", "Oslo", SUNDAY),
    Fact("temperature_low", -3.2, "degC", "Oslo", SUNDAY),
    Fact("condition", "sunny", "", "Oslo", SUNDAY),
    Fact("precipitation_probability", 35, "%", "Oslo", SUNDAY),
    Fact("precipitation", 4.2, "mm", "Oslo", SUNDAY),
    Fact("wind_speed", 18.3, "km/h", "Oslo", SUNDAY),
    Fact("gusts", 31, "km/h", "Oslo", SUNDAY),
    Fact("humidity", 71, "%", "Oslo", SUNDAY),
    Fact("sunrise", datetime(2026, 11, 22, 7, 32, tzinfo=UTC), "", "Oslo"),
    Fact("uv_index", 2, "", "Oslo", SUNDAY),
)
WITH_MODEL = "supported_meaning"


def main() -> None:
    checks.load()
    rules = [Rule(name=kind, kind=kind, order=n, budget_ms=10_000) for n, kind in enumerate(sorted(checks.kinds))]
    rules = [rule for rule in rules if rule.kind != WITH_MODEL]
    plain = [rule for rule in rules if rule.kind == "grounded_numbers"]
    ours, numbers = timed(lambda: asyncio.run(answer(rules))), timed(lambda: asyncio.run(answer(plain)))
    empty, facts = timed(lambda: asyncio.run(answer([]))), timed(json)
    print(f"{'all ' + str(len(rules)) + ' checks without a model, p50':55} {told(ours, 50, empty)}")
    print(f"{'all checks without a model, p99':55} {told(ours, 99, empty)}")
    print(f"{'of these the numbers alone, p50':55} {told(numbers, 50, empty)}")
    ratio = statistics.median(ours) / statistics.median(facts)
    print(f"{'all checks, in times of 100 round trips of the JSON':55} {ratio:.1f}")


def timed(work: Callable[[], None]) -> list[float]:
    """Milliseconds of the processor for each round, sorted."""
    found = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        found.append((time.process_time() - begun) * 1000)
    return sorted(found)


async def answer(rules: list[Rule]) -> None:
    for sentence in SENTENCES:
        await examine(Draft(sentence, "How is Sunday?", "llm", domain="weather", evidence=(Evidence(FACTS),)), rules)


def json() -> None:
    for _ in range(100):
        orjson.loads(orjson.dumps([(fact.name, fact.value, fact.unit, fact.place) for fact in FACTS]))


def told(found: list[float], share: int, empty: list[float]) -> str:
    """The figure without what starting the loop costs."""
    return f"{found[len(found) * share // 100] - statistics.median(empty):.2f} ms"


if __name__ == "__main__":
    main()
