"""How each part of a question was understood: what every tier said, by how much, and what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from inference.explain.rows import DOMAIN, INTENT, Link, Rows
from inference.explain.values import Detail, entries, named, number, text, words
from inference.models import QueryStep

NOTHING = "none of these"
SHOWN = 10
CERTAIN = 0.995  # what is told as 1.00, which no threshold lies above
SPELT_OUT = {"patterns", "exact"}  # tiers whose reasons are their rows


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a tier said for an intent, and how much less than the best that is."""

    intent: Link
    tier: str
    score: float
    why: str
    behind: float
    threshold: float | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A part and what it was taken for. `understood` is "" where nothing fitted and `answered_by` took it over."""

    text: str
    understood: str
    answered_by: Link | None
    tier: str
    score: float
    sure: bool
    why: str
    mode: str
    problem: str
    runner_up: str
    margin: float
    candidates: list[Candidate]
    rows: list[Link]
    changes: list[str]


def decisions(steps: list[QueryStep], rows: Rows) -> list[Decision]:
    return [decision(each, rows) for _, detail in named(steps, "understand") for each in entries(detail, "decisions")]


def decision(told: Detail, rows: Rows) -> Decision:
    understood = understood_as(told, rows)
    behind = rows.links(words(told, "rows"))
    answering = text(told, "intent")
    return Decision(
        text=text(told, "text"),
        understood=understood,
        answered_by=rows.named(INTENT, answering) if answering else None,
        tier=text(told, "tier"),
        score=number(told, "score") or 0.0,
        sure=told.get("sure") is True,
        why="" if behind and text(told, "tier") in SPELT_OUT else text(told, "why"),
        mode=text(told, "mode"),
        problem=text(told, "problem"),
        runner_up=text(told, "runner-up"),
        margin=number(told, "margin") or 0.0,
        candidates=list(candidates(told, understood, rows)),
        rows=behind,
        changes=[*changes(told, understood, rows), *wording(told, rows)],
    )


def understood_as(told: Detail, rows: Rows) -> str:
    """The intent that won; an older log names only who answered, and the fallback answers what is nothing."""
    if "understood" in told:
        return text(told, "understood")
    answering = text(told, "intent")
    return "" if rows.fields(INTENT, answering).get("fallback") else answering


def candidates(told: Detail, understood: str, rows: Rows) -> Iterator[Candidate]:
    ranked = sorted(entries(told, "scores"), key=lambda each: -(number(each, "score") or 0.0))
    best = number(ranked[0], "score") or 0.0 if ranked else 0.0
    for each in ranked[:SHOWN]:
        name, score = text(each, "intent"), number(each, "score") or 0.0
        threshold = number(rows.fields(INTENT, name), "threshold")
        link = rows.named(INTENT, name)
        yield Candidate(link, text(each, "tier"), score, text(each, "why"), best - score, threshold, name == understood)


def changes(told: Detail, understood: str, rows: Rows) -> Iterator[str]:
    """What would have made it another intent."""
    tier, score = text(told, "tier"), number(told, "score") or 0.0
    margin, runner_up = number(told, "margin") or 0.0, text(told, "runner-up")
    if tier == NOTHING:
        yield "There was no word in it that anything could be said of."
    elif tier == "house":
        yield "Every word of it is known to the house, so no other tier was asked: only other words would change it."
    elif not understood:
        yield from below(runner_up, score, rows)
    else:
        yield from above(understood, told, rows)
        if runner_up:
            yield f"{runner_up} lacks {points(margin)} to win: an example, or a sign of more weight, raises it."


def below(nearest: str, score: float, rows: Rows) -> Iterator[str]:
    """Nothing fitted."""
    fields = rows.fields(INTENT, nearest)
    if fields.get("mode") == "none":
        yield f"It is most like what {nearest} teaches to be none of these ({score:.2f})."
        yield "An example like it in another intent would change that."
    elif nearest and (threshold := number(fields, "threshold")) is not None:
        yield (
            f"{nearest} came nearest with {score:.2f} and lacks {points(threshold - score)}: a threshold of at most "
            f"{score:.2f} (now {threshold:.2f}), or an example like this question, would make it {nearest}."
        )
    else:
        yield "It is like nothing that is known: an example or a phrase would give it to an intent."


def above(understood: str, told: Detail, rows: Rows) -> Iterator[str]:
    """The one that won, against what its row asks for."""
    score, margin = number(told, "score") or 0.0, number(told, "margin") or 0.0
    fields = rows.fields(INTENT, understood)
    threshold, needed = number(fields, "threshold"), number(fields, "margin")
    if text(told, "tier") == "exact":
        yield "It is word for word one of the patterns: what any other tier says does not count."
    elif threshold is not None:
        beyond = f": a threshold above {score:.2f} would leave it to the fallback" if score < CERTAIN else ""
        yield f"{understood} has {score:.2f} and needs {threshold:.2f}{beyond}."
    if needed is not None and margin < needed:
        yield (
            f"It is ahead by {margin:.2f} and wants {needed:.2f} to be sure: an assistant with a model for "
            "understanding would ask that model."
        )


def wording(told: Detail, rows: Rows) -> Iterator[str]:
    """What would have answered it in another way."""
    fields = rows.fields(INTENT, text(told, "intent"))
    domain = text(rows.by_key(DOMAIN, fields.get("domain")), "name")
    otherwise = text(rows.by_key(DOMAIN, fields.get("otherwise")), "name")
    if problem := text(told, "problem"):
        yield f"It was refused before anything was asked: “{problem}”"
    elif text(told, "mode") == "facts" and domain:
        yield f"The sentence is made of what {domain} says; with the answer mode llm a language model would word it."
    elif text(told, "mode") == "llm" and domain:
        yield f"A language model words it from what {domain} says; with the answer mode facts none would be asked."
    if domain and otherwise:
        yield f"Where {domain} knows nothing, {otherwise} is asked."


def points(value: float) -> str:
    return f"{value:.2f} points" if value >= 0.005 else "less than 0.01 points"
