"""The house at a glance, as values for a page: what is asked, how fast, from what, and how everything is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from athena_project.charts import Bar, Columns, Time, columns, percent, shares, times
from athena_project.health import UP, Health, report
from athena_project.models import Release
from athena_project.notices import Notice, Rows, all_notices
from inference.last_hour import LastHour, last_hour
from inference.tally import ANSWERED, ORIGINS, percentiles

ALIVE = timedelta(minutes=1)  # a process that gave no sign for so long has ended


@dataclass(frozen=True, slots=True)
class Running:
    """A process, and whether it answers from the live release."""

    name: str
    role: str
    seen: datetime
    number: int
    current: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the page shows."""

    now: datetime
    notices: list[Notice]
    release: Release | None
    hour: LastHour
    per_minute: Columns
    figures: list[tuple[str, str, str]]
    times: list[Time]
    origins: list[Bar]
    health: list[tuple[str, list[Health], str]]
    jobs: dict[str, int]
    processes: list[Running]


def overview(now: datetime) -> Overview:
    rows, hour = Rows(), last_hour(now)
    return Overview(
        now=now,
        notices=all_notices(rows),
        release=rows.release,
        hour=hour,
        per_minute=per_minute(hour),
        figures=figures(hour),
        times=times(percentiles(hour.counts)),
        origins=shares([(name, hour.counts["origin", name]) for name in ORIGINS]),
        health=sorted_by_kind(report()),
        jobs={state: rows.jobs.get(state, 0) for state in ("waiting", "running", "failed", "poison")},
        processes=processes(now, rows),
    )


def sorted_by_kind(found: Sequence[Health]) -> list[tuple[str, list[Health], str]]:
    """(heading, what stands beneath it, what is said where nothing does); what is not well stands first."""
    kinds = (("domain ", "Domains", "None was asked yet."), ("model ", "Models", "None was asked yet."))
    named = [
        (title, [replace(each, name=each.name.removeprefix(prefix)) for each in found if each.name.startswith(prefix)])
        for prefix, title, _ in kinds
    ]
    rest = [each for each in found if not each.name.startswith(tuple(prefix for prefix, _, _ in kinds))]
    whole = [*named, ("The rest", rest)]
    said = [*(none for _, _, none in kinds), "Nothing is watched in this process."]
    return [
        (title, sorted(each, key=lambda health: (health.state == UP, health.name)), none)
        for (title, each), none in zip(whole, said, strict=True)
    ]


def per_minute(hour: LastHour) -> Columns:
    points = [(f"{moment:%H:%M}", count) for moment, count in hour.minutes]
    return columns("minutes", "Questions per minute", points, head="Minute (UTC)", every=10)


def figures(hour: LastHour) -> list[tuple[str, str, str]]:
    """(what, the number, what it means)."""
    counts, whole = hour.counts, hour.looked_at
    lately = sum(count for _, count in hour.minutes[-5:]) / 5
    answered = sum(counts["outcome", outcome] for outcome in ANSWERED)
    return [
        ("Questions", f"{hour.questions:,}", f"in the last hour; {lately:.1f} a minute of late"),
        ("Answered", percent(answered, whole), f"{answered:,} of {whole:,}, wholly or in part"),
        ("Grounded", percent(counts["grounded", ""], answered), "of the answers rest on what was looked up"),
        ("Refused", f"{counts['outcome', 'refused']:,}", "not known, not set up, not allowed, or stopped by a check"),
        ("Failed", f"{counts['outcome', 'failed']:,}", "a source, a model or the time gave out"),
        ("Hung up", f"{counts['outcome', 'cancelled']:,}", "the client did not wait for the end"),
    ]


def processes(now: datetime, rows: Rows) -> list[Running]:
    """Those that have told of themselves in the last hour, the newest release first."""
    return [
        Running(each.name, each.role, each.seen, each.number, each == rows.release, now - each.seen > ALIVE)
        for each in rows.running
        if each.name is not None
    ]
