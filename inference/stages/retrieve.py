"""What can be known: every part asks its domain, all at once, each under its own deadline."""

import asyncio
from dataclasses import replace
from itertools import chain

from athena_project.metrics import LOOKUPS
from inference.state import Part, Query, Run, Span
from intents.gazetteer import known_of
from ragdomains.models import Domain
from ragdomains.types import Evidence, Lookup, ProviderError

RESERVE = 0.5  # seconds kept for the answer itself


async def retrieve(query: Query, run: Run) -> Query:
    with run.span("retrieve"):
        parts = await asyncio.gather(*(known(part, query, run) for part in query.parts))
    return replace(query, parts=tuple(parts))


async def known(part: Part, query: Query, run: Run) -> Part:
    """The part with its evidence, or with the problem that kept it from being known."""
    intent = part.intent
    if part.problem or intent is None or part.mode not in {"facts", "llm"} or intent.domain is None:
        return part
    domain = intent.domain
    with run.span(f"retrieve:{domain.name}", depth=1) as span:
        seconds = query.seconds_left() - RESERVE
        if seconds <= 0:
            span.problem = "skipped: no time was left"
            return replace(part, problem=f"There was no time left to ask for {domain.title}.", problem_kind="timeout")
        try:
            evidence = await run.lookups.look_up(
                domain, lookup_of(part, query), run.snapshot.secret(domain.credential), seconds
            )
        except ProviderError as error:
            span.problem = str(error)
            span.detail["kind"] = error.kind
            LOOKUPS.labels(domain.name, error.kind).inc()
            return replace(part, problem=str(error), problem_kind=error.kind)
        describe(span, domain, evidence)
    return replace(part, evidence=evidence)


def lookup_of(part: Part, query: Query) -> Lookup:
    assistant, slots = query.assistant, part.slots
    several = chain(slots.choices.items(), slots.many.items())
    named = chain(slots.values.items(), ((kind, value) for kind, values in several for value in values))
    return Lookup(
        ask=part.intent.ask if part.intent else "",
        text=part.text,
        now=query.now,
        spot=slots.spot or assistant.home(),
        days=slots.days,
        slots=slots.values,
        units=assistant.units,
        language=query.language,
        choices=slots.choices,
        many=slots.many,
        about=known_of(named),
    )


def describe(span: Span, domain: Domain, evidence: Evidence) -> None:
    LOOKUPS.labels(domain.name, evidence.cached).inc()
    span.detail.update(
        {
            "source": evidence.source,
            "answered by": evidence.cached,
            "as of": evidence.as_of.isoformat() if evidence.as_of else "",
            "facts": [
                {"name": fact.name, "value": str(fact.value), "unit": fact.unit, "place": fact.place}
                for fact in evidence.facts[:60]
            ],
            "passages": [
                {"document": p.title, "heading": p.heading, "score": p.score, "text": p.text[:300]}
                for p in evidence.passages[:10]
            ],
        }
    )
