"""What was asked over weeks and months, in figures: read from the counts of days, never from the log itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Max

from athena_project.charts import HALF, Bar, Columns, Time, bars, columns, milliseconds, percent, shares, times
from inference.chosen import Chosen, by_month, daily, summed, untold
from inference.drift import Change, changes
from inference.models import TalliedDay
from inference.rule_figures import reviewed, rule_lines
from inference.tally import ANSWERED, ORIGINS, RELEASE_TIME, TIMES, UNANSWERED, Counts, middle, of, percentiles
from validation.figures import RuleLine

WEEKS = 100  # days from which a column stands for a week
SHOWN = 25  # lines of one table; the export has all
TOP = 20  # questions without an answer


@dataclass(frozen=True, slots=True)
class Line:
    """An intent, a domain: how often it was wanted, and how often nothing came of it."""

    bar: Bar
    without: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a model or an intent took: how often, tokens, and the time that models worked."""

    bar: Bar
    often: str
    tokens: str


@dataclass(frozen=True, slots=True)
class Analytics:
    """Everything that the page shows of these days. `untold`: questions of which nobody knows whether they belong here.

    Rules and changes are those of the whole house; they are empty where only some questions are looked at.
    """

    chosen: Chosen
    counted: datetime | None
    untold: int
    figures: list[tuple[str, str, str]]
    by_day: Columns
    by_hour: Columns
    times: list[Time]
    origins: list[Bar]
    outcomes: list[Bar]
    assistants: list[Bar]
    rooms: list[Bar]
    models: list[Cost]
    costs: list[Cost]
    intents: list[Line]
    domains: list[Line]
    unanswered: list[tuple[str, int]]
    rules: list[RuleLine]
    changes: list[Change]


def analytics(chosen: Chosen, today: date) -> Analytics:
    narrowed = chosen.narrowed
    parts = by_month(chosen) if narrowed else None
    counts, found = summed(chosen, parts)
    return Analytics(
        chosen=chosen,
        counted=TalliedDay.objects.aggregate(last=Max("counted"))["last"],
        untold=untold(chosen, parts) if narrowed else 0,
        figures=figures(counts, chosen.days),
        by_day=over_time(chosen.dates, found),
        by_hour=columns("hours", "Questions by the hour of the day", by_hour(counts), head="Hour", every=3, wide=HALF),
        times=times(percentiles(counts)),
        origins=shares([(name, counts["origin", name]) for name in ORIGINS]),
        outcomes=shares(of(counts, "outcome")),
        assistants=shares(of(counts, "assistant")[:SHOWN]),
        rooms=shares(of(counts, "room")[:SHOWN]),
        models=costs(counts, "model calls", ("model tokens", "model ms")),
        costs=costs(counts, "intent", ("intent tokens", "intent ms")),
        intents=lines(of(counts, "intent"), counts, "intent unanswered"),
        domains=lines(asked_domains(counts), counts, "domain failed"),
        unanswered=of(counts, "unanswered")[:TOP],
        rules=[] if narrowed else rule_lines(counts, reviewed(chosen.first, chosen.last)),
        changes=[] if narrowed else changes(today),
    )


def over_time(dates: list[date], found: Counter[date]) -> Columns:
    """A column for each day, or for each week of many."""
    if len(dates) <= WEEKS:
        points = [(f"{day:%-d %b}", found[day]) for day in dates]
        return columns("days", "Questions per day", points, head="Day", every=max(1, len(dates) // 8))
    weeks = groupby(dates, monday)
    points = [(f"{week:%-d %b}", sum(found[day] for day in days)) for week, days in weeks]
    return columns("weeks", "Questions per week", points, head="Week from", every=max(1, len(points) // 8))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def by_hour(counts: Counts) -> list[tuple[str, int]]:
    return [(f"{hour:02}", counts["hour", f"{hour:02}"]) for hour in range(24)]


def asked_domains(counts: Counts) -> list[tuple[str, int]]:
    """How often each domain was asked, with or without an answer."""
    found = Counter(dict(of(counts, "domain answered"))) + Counter(dict(of(counts, "domain failed")))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def lines(found: list[tuple[str, int]], counts: Counts, without: str) -> list[Line]:
    drawn = bars([(name, count, f"{count:,}") for name, count in found[:SHOWN]])
    return [
        Line(bar, percent(counts[without, name], count))
        for bar, (name, count) in zip(drawn, found[:SHOWN], strict=True)
    ]


def costs(counts: Counts, often: str, what: tuple[str, str]) -> list[Cost]:
    """Of each name with a cost, the most time first."""
    tokens, took = what
    names = dict(of(counts, took)) | dict(of(counts, tokens))
    ranked = sorted(names, key=lambda name: (-counts[took, name], -counts[tokens, name], name))[:SHOWN]
    drawn = bars([(name, counts[took, name], milliseconds(counts[took, name])) for name in ranked])
    return [
        Cost(bar, f"{counts[often, name]:,}", f"{counts[tokens, name]:,}")
        for bar, name in zip(drawn, ranked, strict=True)
    ]


def figures(counts: Counts, days: int) -> list[tuple[str, str, str]]:
    """(what, the number, what it means)."""
    whole = counts["questions", ""]
    answered = sum(counts["outcome", outcome] for outcome in ANSWERED)
    unanswered = sum(counts["outcome", outcome] for outcome in UNANSWERED)
    tokens = counts["tokens", "in"], counts["tokens", "out"]
    return [
        ("Questions", f"{whole:,}", f"{whole / days:,.1f} a day"),
        ("Answered", percent(answered, whole), f"{answered:,}, wholly or in part"),
        ("Unanswered", percent(unanswered, whole), f"{unanswered:,} refused or failed"),
        ("Grounded", percent(counts["grounded", ""], answered), "of the answers rest on what was looked up"),
        ("Tokens in", f"{tokens[0]:,}", f"read by language models; {tokens[0] / max(whole, 1):,.0f} a question"),
        ("Tokens out", f"{tokens[1]:,}", f"written by language models; {tokens[1] / max(whole, 1):,.0f} a question"),
        ("Models worked", seconds(counts["ms", "models"]), "in all"),
        ("People waited", seconds(counts["ms", "whole"]), f"{milliseconds(mean(counts))} a question"),
    ]


def mean(counts: Counts) -> float | None:
    whole = counts["questions", ""]
    return counts["ms", "whole"] / whole if whole else None


def seconds(ms: int) -> str:
    """A sum of times."""
    return f"{ms / 1000:,.1f} s" if ms < 600_000 else f"{ms / 60_000:,.0f} min"


def exported(chosen: Chosen) -> Iterator[tuple[object, ...]]:
    """Every count as a line, oldest day first; of times the middle of the interval that they lie in, in ms."""
    yield "day", "what", "name", "count"
    for day, counts in daily(chosen):
        for (what, name), count in sorted(counts.items()):
            if what in TIMES:
                yield day.isoformat(), f"time: {what}", f"{middle(int(name)):.4g} ms", count
            elif what == RELEASE_TIME:
                number, _, interval = name.partition(" ")
                yield day.isoformat(), f"time: release {number}", f"{middle(int(interval)):.4g} ms", count
            elif count:
                yield day.isoformat(), what, name, count
