"""What the checks cost: a spoken answer of three sentences over ten facts, beside reading and writing its JSON."""

import asyncio
import gc
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import django
import orjson

import manage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
django.setup()

from benchmarks.command import run_this  # noqa: E402
from ragdomains.types import Evidence, Fact, Value  # noqa: E402 Django must be set up before
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
WITH_MODEL = {"supported_meaning", "entailed", "second_opinion"}


def main() -> None:
    checks.load()
    gc.set_threshold(*manage.RARELY)  # this and the next as `serve` does
    gc.freeze()
    kinds = [kind for kind in sorted(checks.kinds) if kind not in WITH_MODEL]
    rules = tuple(Rule(name=kind, kind=kind, order=n, budget_ms=10_000) for n, kind in enumerate(kinds))
    plain = tuple(rule for rule in rules if rule.kind == "grounded_numbers")
    head = "milliseconds of three sentences over ten facts"
    print(f"{head:55} {'least':>8} {'p50':>8} {'p99':>8} {'p50, by the clock':>18}")
    ours = told(f"all {len(rules)} checks without a model", rules, known)
    told("the same, each time another answer and other facts", rules, new)
    told("of these the numbers alone", plain, known)
    facts = [timed(json)[0] for _ in range(ROUNDS)]
    print(f"{'all checks, in times of 100 round trips of the JSON':55} {ours / statistics.median(facts):8.1f}")


def told(name: str, rules: tuple[Rule, ...], drafts: Callable[[int], list[Draft]]) -> float:
    """Prints a line; the median of the processor's time, which another load of the machine disturbs least."""
    rounds = [drafts(number) for number in range(ROUNDS)]
    found = asyncio.run(examined(rounds, rules))
    spent, waited = sorted(each for each, _ in found), sorted(each for _, each in found)
    half = spent[ROUNDS // 2]
    print(f"{name:55} {spent[0]:8.2f} {half:8.2f} {spent[ROUNDS * 99 // 100]:8.2f} {waited[ROUNDS // 2]:18.2f}")
    return half


async def examined(rounds: list[list[Draft]], rules: tuple[Rule, ...]) -> list[tuple[float, float]]:
    """Milliseconds of the processor and by the clock for each round, without what starting the loop costs."""
    found = []
    for drafts in rounds:
        begun, clock = time.process_time(), time.perf_counter()
        for draft in drafts:
            await examine(draft, rules)
        found.append(((time.process_time() - begun) * 1000, (time.perf_counter() - clock) * 1000))
    return found


def timed(work: Callable[[], None]) -> tuple[float, float]:
    begun, clock = time.process_time(), time.perf_counter()
    work()
    return (time.process_time() - begun) * 1000, (time.perf_counter() - clock) * 1000


def known(_number: int) -> list[Draft]:
    return drafts_of(SENTENCES, FACTS)


def new(number: int) -> list[Draft]:
    """Another answer over other facts: nothing of it was read before."""
    high, low, minute = 10 + number % 20 + 0.4, -1 - number % 7 - 0.2, number % 60
    wind, chance = 10 + number / 10, number % 99
    values: dict[str, Value] = {
        "temperature_high": high, "temperature_low": low, "wind_speed": wind, "precipitation_probability": chance,
        "precipitation": 1 + number / 10, "gusts": 31 + number, "humidity": number % 90,
        "sunrise": datetime(2026, 11, 22, 7, minute, tzinfo=UTC),
    }  # fmt: skip
    facts = tuple(replace(fact, value=values.get(fact.name, fact.value)) for fact in FACTS)
    first, second, third = SENTENCES
    first = first.replace("12", f"{high:.0f}").replace("minus 3", f"minus {-low:.0f}")
    return drafts_of(
        (first, second.replace("18", f"{wind:.0f}").replace("35", str(chance)), third.replace("32", f"{minute:02}")),
        facts,
    )


def drafts_of(sentences: Sequence[str], facts: tuple[Fact, ...]) -> list[Draft]:
    """The sentences as the pipeline hands them on, each with those before it."""
    evidence = (Evidence(facts),)
    before = [" ".join(sentences[:place]) for place in range(len(sentences))]
    pairs = zip(sentences, before, strict=True)
    return [
        Draft(sentence, "How is Sunday?", "llm", domain="weather", evidence=evidence, before=said)
        for sentence, said in pairs
    ]


def json() -> None:
    for _ in range(100):
        orjson.loads(orjson.dumps([(fact.name, fact.value, fact.unit, fact.place) for fact in FACTS]))


if __name__ == "__main__":
    run_this()
