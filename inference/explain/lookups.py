"""How each domain was asked: what the cache had, what the source said, and until when the answer would be the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from inference.explain.rows import DOMAIN, TEMPLATE, Link, Rows
from inference.explain.values import Detail, entries, lasting, later, named, number, text
from inference.models import QueryLog, QueryStep
from ragdomains.heard import AGE, CALLS, KEY, PAUSE

PREFIX = "retrieve:"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One look-up of a domain. `calls` are the source's own answers: url, status, bytes, text."""

    domain: Link
    asked_for: str
    key: str
    how: str
    problem: str
    sentences: list[str]
    calls: list[Detail]
    changes: list[str]


def lookups(log: QueryLog, steps: list[QueryStep], rows: Rows) -> list[LookedUp]:
    return [looked_up(log, step, detail, rows) for step, detail in named(steps, PREFIX)]


def looked_up(log: QueryLog, step: QueryStep, detail: Detail, rows: Rows) -> LookedUp:
    name = step.name.removeprefix(PREFIX)
    return LookedUp(
        domain=rows.named(DOMAIN, name),
        asked_for=text(detail, "asked for"),
        key=text(detail, KEY),
        how=how(detail, step.problem),
        problem=step.problem,
        sentences=own_sentences(name, text(detail, "answer"), rows),
        calls=entries(detail, CALLS),
        changes=list(changes(detail, step.problem, log.at, rows.fields(DOMAIN, name))),
    )


@dataclass(frozen=True, slots=True)
class Papers:
    """The house's documents were asked, because nothing else had an answer; `found` is what they gave."""

    domain: Link
    because: str
    found: str


def papers(steps: list[QueryStep], rows: Rows) -> list[Papers]:
    return [
        Papers(
            domain=rows.named(DOMAIN, text(detail, "domain")),
            because=text(detail, "because").rstrip("."),
            found=text(detail, "found").rstrip("."),
        )
        for _, detail in named(steps, "papers")
    ]


def own_sentences(domain: str, answer: str, rows: Rows) -> list[str]:
    """The house's own sentences for an answer of a domain, which are said in place of the ones that ship."""
    mine = (row for row in rows.all(TEMPLATE).values() if row.get("answer") == answer and answer)
    return [str(row.get("text")) for row in mine if rows.by_key(DOMAIN, row.get("domain")).get("name") == domain]


def how(detail: Detail, problem: str) -> str:
    """Whether the cache answered, and why it did not."""
    if KEY not in detail:
        computed = "asked for" in detail and not problem
        return "It is known or computed here: no cache is needed, and no service is asked." if computed else ""
    age, pause = number(detail, AGE), number(detail, PAUSE)
    fresh, stale = number(detail, "fresh for") or 0.0, number(detail, "stale for") or 0.0
    match text(detail, "answered by"):
        case "fresh" if age is not None:
            return f"The cache had it, {lasting(age)} old, and it is fresh for {lasting(fresh)}."
        case "stale" if age is not None:
            return (
                f"The cache had it, {lasting(age)} old: past the {lasting(fresh)} in which it is fresh, within the "
                f"{lasting(stale)} after them. It was said, and asked anew behind it."
            )
    had = f"What the cache had was too old: {lasting(age)}." if age is not None else "The cache had nothing."
    if pause is not None:
        return f"{had} It had failed a moment before, so the source was left alone for another {lasting(pause)}."
    alone = "" if CALLS in detail else " Nothing came over the network for this question alone."
    return f"{had} The source was asked.{alone}"


def changes(detail: Detail, problem: str, at: datetime, domain: Detail) -> Iterator[str]:
    fresh, stale = number(detail, "fresh for"), number(detail, "stale for") or 0.0
    pause = number(detail, PAUSE)
    if problem:
        if pause is not None:
            yield f"From {moment(at + later(pause))} on the source is asked again."
        if seconds := number(domain, "timeout"):
            yield f"It may take {lasting(seconds)}: the timeout of the domain."
    elif fresh is not None and fresh + stale > 0:
        age = number(detail, AGE) or 0.0
        age = 0.0 if text(detail, "answered by") == "live" else age
        yield f"Until {moment(at + later(fresh - age))} the cache answers whoever asks for the same."
        if stale:
            yield f"Until {moment(at + later(fresh + stale - age))} it still does, and the source is asked behind it."
    elif fresh is not None:
        yield "Nothing is kept of it: each question asks the source."


def moment(at: datetime) -> str:
    local = timezone.localtime(at)
    far = abs(at - timezone.now()) > timedelta(hours=20)
    return date_format(local, "j M Y, H:i" if far else "H:i:s")
