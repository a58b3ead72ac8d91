"""Answers without a language model: quotes the best sentence of what was found, and says where it stands."""

import asyncio
from collections.abc import AsyncGenerator

from pydantic import BaseModel, Field

from inference.backends import Access, BackendError, Done, Piece, Prompt, Text, backends
from inference.fixed_replies import in_language
from inference.messages import sound
from inference.quotation import Quote, best_quote, clear
from inference.quoted_lines import NUMBERED
from ragdomains.languages import base, language_of
from ragdomains.types import Passage

NO_MODEL = "There is no language model to answer this."
NOTHING = "I found nothing about that."
FROM = {"en": "That is from {}.", "de": "Das steht in {}."}
OF = {"en": ", of {} {}", "de": ", vom {} {}"}


class Options(BaseModel):
    """No model: quotes the best sentence of your documents"""

    name_source: bool = Field(default=True, description="Say which document and heading the sentence is from.")


@backends.register("extractive", Options, needs_evidence=True)
async def generate(prompt: Prompt, options: Options, access: Access) -> AsyncGenerator[Piece, None]:
    passages = [passage for evidence in prompt.evidence for passage in evidence.passages if passage.text.strip()]
    if not passages:
        raise BackendError(NO_MODEL, "setup")
    quote = await asyncio.to_thread(best_quote, prompt.question, passages, prompt.seconds / 2)
    if all(evidence.doubtful for evidence in prompt.evidence) and not (quote and clear(quote)):
        raise BackendError(NO_MODEL, "setup")
    yield Text(sound(said(quote, options, prompt.language)))
    yield Done(detail={"score": round(quote.score, 3) if quote else 0.0})


def said(quote: Quote | None, options: Options, language: str = "en") -> str:
    """The sentence first, because that is what was asked for; then its source."""
    if quote is None:
        return in_language(NOTHING, language)
    told = FROM.get(base(language), FROM["en"]).format(f"{source(quote.passage)}{dated(quote.passage, language)}")
    return f"{quote.text} {told}" if options.name_source else quote.text


def dated(passage: Passage, language: str) -> str:
    """The date that a document gives itself: what stood in a bulletin in May need not hold in December."""
    if passage.written is None:
        return ""
    spoken = language_of(language)
    day = spoken.date.format(day=passage.written.day, month=spoken.months[passage.written.month - 1])
    return OF.get(base(language), OF["en"]).format(day, passage.written.year)


def source(passage: Passage) -> str:
    """The document, and the heading or else the page."""
    headings = [NUMBERED.sub("", part.strip()) for part in passage.heading.split(">")]
    names = [passage.title.strip(), *headings] if passage.heading.strip() else [passage.title.strip()]
    if len(names) == 1 and passage.page:
        names.append(f"page {passage.page}")
    named = [name.rstrip(".:?!") for name in dict.fromkeys(names) if name]
    return ", ".join(named) or "your documents"
