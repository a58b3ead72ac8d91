"""What was asked over weeks and months, in figures: read from the counts of days, never from the log itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, QuerySet, Sum

from athena_project.charts import HALF, Bar, Columns, Time, bars, columns, percent, shares, times
from inference.drift import Change, changes
from inference.models import TalliedDay, Tally
from inference.rule_figures import RuleLine, reviewed, rule_lines
from inference.tally import ANSWERED, ORIGINS, TIMES, UNANSWERED, Counts, middle, of, percentiles

RANGES = (7, 30, 90)
USUAL = 30
SHOWN = 25  # lines of one table; the export has all
TOP = 20  # questions without an answer


@dataclass(frozen=True, slots=True)
class Line:
    """An intent, a domain: how often it was wanted, and how often nothing came of it."""

    bar: Bar
    without: str


@dataclass(frozen=True, slots=True)
class Analytics:
    """Everything that the page shows of the last `days` days."""

    days: int
    counted: datetime | None
    figures: list[tuple[str, str, str]]
    by_day: Columns
    by_hour: Columns
    times: list[Time]
    origins: list[Bar]
    outcomes: list[Bar]
    assistants: list[Bar]
    intents: list[Line]
    domains: list[Line]
    unanswered: list[tuple[str, int]]
    rules: list[RuleLine]
    changes: list[Change]


def analytics(days: int, today: date) -> Analytics:
    counts, dates = summed(days, today), by_date(days, today)
    return Analytics(
        days=days,
        counted=TalliedDay.objects.aggregate(last=Max("counted"))["last"],
        figures=figures(counts, days),
        by_day=columns("days", "Questions per day", dates, head="Day", every=max(1, days // 8)),
        by_hour=columns("hours", "Questions by the hour of the day", by_hour(counts), head="Hour", every=3, wide=HALF),
        times=times(percentiles(counts)),
        origins=shares([(name, counts["origin", name]) for name in ORIGINS]),
        outcomes=shares(of(counts, "outcome")),
        assistants=shares(of(counts, "assistant")[:SHOWN]),
        intents=lines(of(counts, "intent"), counts, "intent unanswered"),
        domains=lines(asked_domains(counts), counts, "domain failed"),
        unanswered=of(counts, "unanswered")[:TOP],
        rules=rule_lines(counts, reviewed(days, today)),
        changes=changes(today),
    )


def tallies(days: int, today: date) -> QuerySet[Tally]:
    """The counts of the last so many days, today among them."""
    first = today - timedelta(days=days - 1)
    return Tally.objects.filter(day__day__gte=first, day__day__lte=today).order_by()


def summed(days: int, today: date) -> Counts:
    found = tallies(days, today).values_list("what", "name").annotate(Sum("count"))
    return Counter({(what, name): count for what, name, count in found})


def by_date(days: int, today: date) -> list[tuple[str, int]]:
    found = dict(tallies(days, today).filter(what="questions").values_list("day__day", "count"))
    return [(f"{day:%-d %b}", found.get(day, 0)) for day in (today - timedelta(days=n) for n in reversed(range(days)))]


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


def figures(counts: Counts, days: int) -> list[tuple[str, str, str]]:
    """(what, the number, what it means)."""
    whole = counts["questions", ""]
    answered = sum(counts["outcome", outcome] for outcome in ANSWERED)
    unanswered = sum(counts["outcome", outcome] for outcome in UNANSWERED)
    return [
        ("Questions", f"{whole:,}", f"{whole / days:,.1f} a day"),
        ("Answered", percent(answered, whole), f"{answered:,}, wholly or in part"),
        ("Unanswered", percent(unanswered, whole), f"{unanswered:,} refused or failed"),
        ("Grounded", percent(counts["grounded", ""], answered), "of the answers rest on what was looked up"),
        ("Tokens in", f"{counts['tokens', 'in']:,}", "read by language models"),
        ("Tokens out", f"{counts['tokens', 'out']:,}", "written by language models"),
    ]


def exported(days: int, today: date) -> Iterator[tuple[object, ...]]:
    """Every count as a line, oldest day first; of times the middle of the interval that they lie in, in ms."""
    yield "day", "what", "name", "count"
    rows = tallies(days, today).order_by("day__day", "what", "name")
    for day, what, name, count in rows.values_list("day__day", "what", "name", "count").iterator():
        if what in TIMES:
            yield day.isoformat(), f"time: {what}", f"{middle(int(name)):.4g} ms", count
        else:
            yield day.isoformat(), what, name, count
