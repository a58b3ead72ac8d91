"""The house's own documents as the last that is asked: where what a question went to has nothing to say."""

import asyncio
import re

from inference.quotation import ANY, CLEAR, GENERAL, LIGHT, OWN_HOME, best_quote, clear
from inference.state import Part, Query
from intents.asking import asks
from intents.models import PAPERS, Intent
from ragdomains.household_words import glossed
from ragdomains.models import Domain
from ragdomains.stems import terms
from ragdomains.types import Evidence, Passage

PASSAGES = "passages"  # what a domain of documents is asked for
LACKING = {"", "missing", "setup", "refused", "blocked"}  # a source that is down is said to be down

# Words of a document's title that do not tell what it is about.
KINDS_OF_PAPER = frozenset(terms("rules notes plan list logbook manual info regeln notizen liste anleitung"))
EVERYDAY = ANY | GENERAL | LIGHT | OWN_HOME | KINDS_OF_PAPER
LIKENESS = {"words", "vectors"}  # the tiers that know no word for certain
SURE = 1.1  # the score of a quotation that holds nearly every word of the question

# What the house is like just now stands in no paper: "is the front door locked", "how warm is it in the bedroom".
NOW = re.compile(
    r"(?:is|are|was|did|have|has|does)\b.*\b(?:on|off|open|closed|shut|locked|unlocked|running|playing|charging|charged"
    r"|home|away|armed|disarmed|active|heating|cooling)(?: (?:now|right now|still|yet|at the moment))?\W*$"
    r"|how (?:warm|hot|cold|cool|humid|bright|full) (?:is|are) (?:it|the)\b"
    r"|what(?:'s| is) the (?:temperature|humidity|brightness|battery)\b"
    r"|(?:ist|sind|läuft|laufen|steht|brennt|war)\b.*\b(?:an|aus|auf|zu|offen|geschlossen|abgeschlossen|verriegelt"
    r"|eingeschaltet|ausgeschaltet|da|zuhause|scharf)(?: (?:jetzt|gerade|noch))?\W*$"
    r"|(?:läuft|brennt)\b|wie (?:warm|kalt|heiß|feucht|hell|voll) (?:ist|sind) (?:es|der|die|das)\b",
    re.IGNORECASE,
)


def papers_for(part: Part, query: Query) -> Domain | None:
    """The documents that the part's intent names, where it is a question and nothing else had an answer."""
    papers = part.intent.papers if part.intent else None
    if papers is None or part.evidence or part.problem_kind not in LACKING or not query.assistant.may_ask(papers.name):
        return None
    if part.problem_kind == "setup" and NOW.match(part.text):
        return None
    if part.mode == "act":  # an order is for the client, and so is what its tools can find out
        return papers if asks(part.text) and not (part.plan or part.by_client or query.tools) else None
    return papers if part.mode in {"facts", "llm", "decline"} else None


def asks_back(part: Part) -> bool:
    """Whether the domain knows of it and wants to be told which one is meant."""
    return part.problem_kind == "missing" and part.problem.endswith("?")


def likened(part: Part) -> bool:
    """Whether only its likeness to examples says what is asked: no pattern, no keyword, no example word for word."""
    return part.match is not None and part.match.tier in LIKENESS


def papers_before(part: Part, query: Query, fallback: Intent | None) -> Domain | None:
    """The documents that are asked where nothing is understood, before a domain that the question was only likened to:
    "when does Clara go to bed" is like a question about the sun, and the sun answers whatever is asked of it."""
    papers = fallback.domain if fallback else None
    if papers is None or papers.kind != PAPERS or not (papers_first(part) and likened(part)) or NOW.match(part.text):
        return None
    return papers if query.assistant.may_ask(papers.name) else None


def because(part: Part) -> str:
    """Why the papers are asked of what has no problem."""
    return "it is only like what its domain is asked" if papers_first(part) else "it is declined"


def papers_first(part: Part) -> bool:
    """Whether no domain was asked yet."""
    return part.mode == "facts" and not part.problem


def sure_enough(part: Part, evidence: Evidence) -> float:
    """The score that a quotation needs: a domain that only wants to be told which one is meant, or that was not asked
    yet, knows of such things, and the papers must be surer then."""
    if papers_first(part) or asks_back(part):
        return SURE
    return CLEAR if evidence.doubtful else 0


def entitled(part: Part, passage: Passage) -> bool:
    """Whether the question names what the document is about: "how hot should the sauna get", of the paper "Sauna".

    What its domain is about too tells nothing: "the weather" may be that of the paper "Weather station".
    """
    own = terms(f"{part.intent.title} {part.intent.category}") if part.intent else []
    told = frozenset(terms(passage.title)) - EVERYDAY - frozenset(own)
    return not told.isdisjoint(terms(f"{part.text} {glossed(part.text)}"))


async def quotable(part: Part, evidence: Evidence, seconds: float, least: float) -> bool:
    """Whether a sentence of the passages answers it: a passage of the same topic is no reason to drop the problem.

    Where the search was in doubt, the sentence must say what is asked in its own words; where no domain was asked yet,
    the search may not be.
    """
    if papers_first(part) and evidence.doubtful:
        return False
    quote = await asyncio.to_thread(best_quote, part.text, evidence.passages, seconds)
    if quote is None:
        return False
    if least == SURE and not evidence.doubtful and entitled(part, quote.passage):
        return True
    return clear(quote, least) if evidence.doubtful or papers_first(part) else quote.score >= least
