"""The house's own documents as the last that is asked: where what a question went to has nothing to say."""

import asyncio

from inference.quotation import best_quote
from inference.state import Part, Query
from intents.asking import asks
from intents.models import Intent
from ragdomains.models import Domain
from ragdomains.types import Evidence

PASSAGES = "passages"  # what a domain of documents is asked for
LACKING = {"", "missing", "setup", "refused", "blocked"}  # a source that is down is said to be down

CLEAR = 0.85  # the score of a quotation from a passage that the search did not trust
SURE = 1.1  # the score of a quotation that holds nearly every word of the question


def papers_for(part: Part, query: Query, fallback: Intent | None = None) -> Domain | None:
    """The documents that the part's intent names, where it is a question and nothing else had an answer.

    A domain that asks back, or is not set up, may not be what is meant at all: then also those of the fallback.
    """
    papers = part.intent.papers if part.intent else None
    unmeant = asks_back(part) or part.problem_kind == "setup"
    if papers is None and fallback and unmeant and fallback.ask == PASSAGES:
        papers = fallback.domain
    if papers is None or part.evidence or part.problem_kind not in LACKING or not query.assistant.may_ask(papers.name):
        return None
    if part.mode == "act":  # an order is for the client, and so is what its tools can find out
        return papers if asks(part.text) and not (part.plan or part.by_client or query.tools) else None
    return papers if part.mode in {"facts", "llm", "decline"} else None


def asks_back(part: Part) -> bool:
    """Whether the domain knows of it and wants to be told which one is meant."""
    return part.problem_kind == "missing" and part.problem.endswith("?")


async def quotable(part: Part, evidence: Evidence, seconds: float) -> bool:
    """Whether a sentence of the passages answers it: a passage of the same topic is no reason to drop the problem.

    A domain that only wants to be told which one is meant knows of such things: the papers must be surer then.
    """
    quote = await asyncio.to_thread(best_quote, part.text, evidence.passages, seconds)
    least = SURE if asks_back(part) else CLEAR if evidence.doubtful else 0
    return quote is not None and quote.score >= least
