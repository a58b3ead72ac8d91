"""Passages of which a search was not sure: where no sentence of them answers by its words, a model may read them."""

from athena_project.values import replace
from inference.papers import EVERYDAY
from inference.state import Leads, Part, Query, Run
from ragdomains.household_words import glossed
from ragdomains.stems import terms
from ragdomains.types import Evidence, Passage
from validation.orders import harmless

SHARE = 0.5  # of the words that tell what is asked, that a passage must hold
MOST = 3  # passages: more than that a small model only gets lost in


def leads_of(part: Part, evidence: Evidence, query: Query, run: Run) -> Leads | None:
    """The passages that hold enough of the question's own words, without the orders in them; None where there are none,
    and where no model is set up that could read them."""
    near = tuple(passage for passage in evidence.passages if holds(passage, part.text))[:MOST]
    if part.domain is None or not near or not any(llm.writes for llm in query.assistant.choice(run.snapshot.llms)):
        return None
    (kept,) = harmless((replace(evidence, passages=near),))
    return Leads(part.domain, kept)


def holds(passage: Passage, question: str) -> bool:
    """Whether a passage holds enough of a question's words; of a German one by those of its English gloss too."""
    held = terms(f"{passage.title} {passage.heading} {passage.text}")
    asked = (frozenset(terms(text)) - EVERYDAY for text in (question, glossed(question)))
    return any(wanted and len(wanted.intersection(held)) >= SHARE * len(wanted) for wanted in asked)


def followed(part: Part) -> Part:
    """The part as a model is asked it: with its leads, where nothing else was found."""
    if part.evidence or part.leads is None:
        return part
    return replace(part, domain=part.leads.domain, evidence=part.leads.evidence)
