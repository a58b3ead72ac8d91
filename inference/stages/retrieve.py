"""What can be known: every part asks its domain, all at once, each under its own deadline."""

import asyncio
from functools import lru_cache
from itertools import chain

from athena_project.metrics import LOOKUPS, labelled
from athena_project.same import Same
from athena_project.values import replace
from inference.conversation import answered_before
from inference.leads import leads_of
from inference.long_texts import own_text
from inference.origins import FORGOTTEN, NOTHING_SAID
from inference.papers import PASSAGES, asks_back, because, papers_before, papers_for, quotable, sure_enough
from inference.plain import Settled, settled
from inference.quotation import CLEAR
from inference.sources import Source
from inference.state import EXPLAIN, NOT_MINE, TEXT, Part, Query, Run, Span
from intents.gazetteer import known_of
from intents.models import Intent
from ragdomains.evidence_cache import fresh_for
from ragdomains.heard import KEY
from ragdomains.models import Domain
from ragdomains.providers.documents import NOTHING
from ragdomains.types import Evidence, Fact, Lookup, ProviderError

RESERVE = 0.5  # seconds kept for the answer itself
LISTED = 64  # answers whose facts and passages are kept as the trace tells them


async def retrieve(query: Query, run: Run) -> Query:
    with run.span("retrieve"):
        if len(query.parts) == 1:  # most of them: it needs no task of its own
            parts = [await known(query.parts[0], query, run)]
            if parts[0] is query.parts[0]:
                return query
        else:
            parts = await asyncio.gather(*(known(part, query, run) for part in query.parts))
    return replace(query, parts=tuple(parts))


async def known(part: Part, query: Query, run: Run) -> Part:
    """The part with its evidence, or with the problem that kept it from being known."""
    intent = part.intent
    if part.mode == EXPLAIN and not part.problem:
        return await recalled(part, query, run)
    if part.mode == TEXT and not part.problem:
        return replace(part, evidence=own_text(query))
    if part.problem or intent is None:
        return part
    if papers := papers_before(part, query, run.snapshot.fallback):
        told = await by_papers(part, papers, query, run)
        if told.papers:
            return told
    told = await by_domains(part, intent, query, run)
    papers = papers_for(told, query)
    return to_be_read(told if papers is None else await by_papers(told, papers, query, run))


def to_be_read(part: Part) -> Part:
    """The part without its problem, where a model is asked it and has something to read."""
    by_a_model = part.mode == "llm" or (part.intent is not None and part.intent.open)
    if part.leads is None or part.evidence or not by_a_model or asks_back(part):
        return part
    return replace(part, problem="", problem_kind="")


async def by_domains(part: Part, intent: Intent, query: Query, run: Run) -> Part:
    """The part with what the intent's domain says, else what its second one does."""
    if part.mode not in {"facts", "llm"} or intent.domain is None:
        return part
    first = await asked(replace(part, domain=intent.domain), intent.ask, query, run)
    if first.evidence or asks_back(first) or intent.otherwise is None or not may_ask(intent.otherwise, query):
        return first
    second = await asked(replace(part, domain=intent.otherwise, leads=first.leads), intent.otherwise_ask, query, run)
    told = second.evidence or asks_back(second) or first.problem_kind == "missing"
    return second if told else first  # that the papers cannot be read is said before that the world knows nothing


async def by_papers(part: Part, papers: Domain, query: Query, run: Run) -> Part:
    """The part with the passages that answer it; as it was, its problem with it, where no sentence of them does."""
    with run.span("papers", depth=1) as span:
        span.detail.update({"domain": papers.name, "because": part.problem or because(part)})
        bare = replace(part, domain=papers, problem="", problem_kind="", papers=True)
        found = await asked(bare, PASSAGES, query, run)
        if found.evidence is None:
            span.detail["found"] = found.problem
            return led(part, found)
        quoted = await quotable(part, found.evidence, query.seconds_left() / 4, sure_enough(part, found.evidence))
        span.detail["found"] = "a sentence that answers it" if quoted else "passages, and no sentence that answers it"
    return found if quoted else part


def led(part: Part, found: Part) -> Part:
    """The part with what a model may read of the papers. What is declined is a question for it then."""
    if part.mode == "decline" and found.leads:
        return found
    return replace(part, leads=found.leads or part.leads)


async def recalled(part: Part, query: Query, run: Run) -> Part:
    """The part with the sources of the answer that it asks about."""
    with run.span("retrieve:earlier answer", depth=1) as span:
        if not answered_before(query.messages):
            return replace(part, problem=NOTHING_SAID, problem_kind="missing")
        earlier = await run.recall(query)
        if earlier is None:
            return replace(part, problem=FORGOTTEN, problem_kind="missing")
        span.detail.update({"answer": str(earlier.query_id), "sources": [each.described() for each in earlier.sources]})
    return replace(part, sources=earlier.sources or (Source(),))


async def asked(part: Part, ask: str, query: Query, run: Run) -> Part:
    """The part with what its domain says, within the time that is left."""
    domain = part.domain
    if domain is None:
        return part
    if not may_ask(domain, query):
        # what is open a model may know all the same
        open_to_models = part.intent is not None and part.intent.open
        return part if open_to_models else replace(part, problem=NOT_MINE, problem_kind="declined")
    with run.span(f"retrieve:{domain.name}", depth=1) as span:
        seconds = query.seconds_left() - RESERVE
        if seconds <= 0:
            span.problem = "skipped: no time was left"
            return replace(part, problem=f"There was no time left to ask for {domain.title}.", problem_kind="timeout")
        span.detail["asked for"] = ask
        try:
            evidence = await run.look_up(domain, lookup_of(part, ask, query), seconds, span.detail)
        except ProviderError as error:
            span.problem = str(error)
            span.detail["kind"] = error.kind
            LOOKUPS.labels(domain.name, error.kind).inc()
            return replace(part, problem=str(error), problem_kind=error.kind)
        describe(span, part, evidence)
    if evidence.doubtful and not await quotable(part, evidence, query.seconds_left() / 4, CLEAR):
        leads = leads_of(part, evidence, query, run)
        span.detail.update({"for a model to read": len(leads.evidence.passages)} if leads else {})
        return replace(part, problem=NOTHING, problem_kind="missing", leads=leads)
    return replace(part, evidence=evidence)


def may_ask(domain: Domain, query: Query) -> bool:
    return query.assistant.may_ask(domain.name)


def lookup_of(part: Part, ask: str, query: Query) -> Lookup:
    assistant, slots = query.assistant, part.slots
    several = chain(slots.choices.items(), slots.many.items())
    named = chain(slots.values.items(), ((kind, value) for kind, values in several for value in values))
    return Lookup(
        ask=ask,
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


def describe(span: Span, part: Part, evidence: Evidence) -> None:
    domain = part.domain
    assert domain is not None
    labelled(LOOKUPS, domain.name, evidence.cached).inc()
    if KEY in span.detail:
        span.detail.update({"fresh for": fresh_for(domain, evidence), "stale for": domain.stale_for})
    span.detail.update(
        {
            "question": part.text,
            "source": evidence.source,
            "address": evidence.source_url,
            "answered by": evidence.cached,
            "answer": evidence.answer,
            "as of": written(Same(evidence)),
            "facts": listed_facts(Same(evidence.facts)),
            "passages": listed_passages(Same(evidence.passages)),
        }
    )


@lru_cache(maxsize=LISTED)
def written(evidence: Same) -> str:
    """The moment that it holds for, "" where it names none."""
    as_of = evidence.held.as_of
    return as_of.isoformat() if as_of else ""


@lru_cache(maxsize=LISTED)
def listed_facts(facts: Same) -> Settled:
    """The facts as the trace tells them; what the cache answers again is the same value again."""
    return settled([stated(fact) for fact in facts.held[:60]])


@lru_cache(maxsize=LISTED)
def listed_passages(passages: Same) -> Settled:
    return settled(
        [
            {"document": p.title, "heading": p.heading, "score": p.score, "text": p.text[:300]}
            for p in passages.held[:10]
        ]
    )


def stated(fact: Fact) -> dict[str, object]:
    """A fact in the form of a scenario, with the times that it is about."""
    value = fact.value if isinstance(fact.value, bool | int | float) else str(fact.value)
    told: dict[str, object] = {"name": fact.name, "value": value, "unit": fact.unit, "place": fact.place}
    times = {"valid_from": fact.valid_from, "valid_to": fact.valid_to}
    return told | {name: moment.isoformat() for name, moment in times.items() if moment}
