"""The world, from Wikipedia or another MediaWiki: the sentence of a page that answers, without a key."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.languages import base
from ragdomains.prose import plain, spoken
from ragdomains.providers import Reach, providers
from ragdomains.providers.wikipedia import german
from ragdomains.providers.wikipedia.answers import Answer, quoted
from ragdomains.providers.wikipedia.pages import Page, choices, nothing, searched, titled
from ragdomains.questions import Name, Question, fold, holds, read, same, without_brackets
from ragdomains.sentences import render
from ragdomains.types import Evidence, Fact, Lookup, Passage, ProviderError

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
TEMPLATES: dict[str, dict[str, str]] = {
    "extract": {"short": "{extract} That is from {origin}.", "long": "{extract}"},
    "born": {"short": "{title} was born {when}."},
    "died": {"short": "{title} died {when}."},
}
NEAR = 0.8  # a title as like as this may be what was meant
CONTEXT = 1500  # characters of the introduction that a language model gets beside the quoted sentence


class Options(BaseModel):
    """Wikipedia: who, what, when and where about the world, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field(
        "https://{language}.wikipedia.org", description="The wiki; {language} becomes the assistant's (en, de)."
    )
    title: str = Field("Wikipedia", min_length=1, max_length=60, description="How it is named as a source.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call; a question takes one or two.")
    results: int = Field(8, ge=1, le=20, description="Most pages of one search.")


@providers.register(
    "wikipedia",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("world",),
    uses_text=True,
    network=True,
)
async def wikipedia(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    question = read(lookup.text, lookup.language)
    if question is None:  # no question about the world: the house's talk is not sent to anybody
        raise ProviderError("I found nothing about that.", "missing")
    address = options.base_url.replace("{language}", base(lookup.language) or "en")
    wiki = Service(reach.http, address, options.timeout, "The encyclopedia")
    pages = await titled(wiki, question.names)
    if evidence := answered(question, pages, lookup, options):
        return evidence
    further = await searched(wiki, question.names[0].text, options.results)
    found = {
        name.text: page for name in question.names for page in reversed(further) if fits(name, page, lookup.language)
    }
    if not ambiguous(question, pages) and (evidence := answered(question, found, lookup, options)):
        return evidence
    raise unknown(question, pages | found, further, lookup.language)


def fits(name: Name, page: Page, language: str) -> bool:
    """Whether a page of the search is the thing itself; "Ada" is not Ada Lovelace."""
    return same(name.text, page.title) or holds(page.title, name, language)


def answered(question: Question, pages: dict[str, Page], lookup: Lookup, options: Options) -> Evidence | None:
    """The answer of the likeliest name that has a page which says it; None where one may mean several things."""
    for name in question.names:
        page = pages.get(name.text)
        if page and page.ambiguous:
            return None
        if page and (answer := quoted(page, stated(name, page, lookup.language), question, lookup.language)):
            return evidence_of(page, answer, lookup, options)
    return None


def stated(name: Name, page: Page, language: str) -> Name:
    """Where the title itself holds what was asked, the page's first sentence answers."""
    return replace(name, asked=()) if holds(page.title, name, language) else name


def ambiguous(question: Question, pages: dict[str, Page]) -> Page | None:
    found = [pages[name.text] for name in question.names if name.text in pages]
    return next((page for page in found if page.ambiguous), None)


def evidence_of(page: Page, answer: Answer, lookup: Lookup, options: Options) -> Evidence:
    name, extract, when = answer
    title = without_brackets(plain(page.title))
    texts = TEMPLATES | (german.TEMPLATES if base(lookup.language) == "de" else {})
    said = extract or render(texts[name]["short"], {"title": title, "when": when})
    whole = spoken(page.text, lookup.language)
    context = (whole.partition(said)[2] if said in whole else whole)[:CONTEXT]
    passages = [Passage(said, options.title, page.title, page.url, score=1.0, as_of=lookup.now)]
    if context.strip():
        passages.append(Passage(context, options.title, page.title, page.url, score=0.0, as_of=lookup.now))
    facts = [("title", title), ("extract", extract), ("when", when)]
    return Evidence(
        tuple(Fact(fact, text, as_of=lookup.now, source=options.title) for fact, text in facts if text),
        tuple(passages),
        name,
        {"origin": options.title},
        lookup.now,
        options.title,
        page.url,
    )


def unknown(question: Question, pages: dict[str, Page], further: Sequence[Page], language: str) -> ProviderError:
    """Asks back where a name has several meanings, offers the nearest title, or says that nothing was found."""
    name = question.names[0].text
    if page := ambiguous(question, pages):
        return which(without_brackets(page.title), choices(page.title, further), language)
    titles = [page.title for page in further if not page.ambiguous]
    nearest = max(titles, key=lambda title: alike(name, title), default="")
    if NEAR <= alike(name, nearest) < 1:
        return ProviderError(f"I found nothing about {name[:80]}. Did you mean {nearest}?", "missing")
    return nothing(name)


def which(title: str, meanings: Sequence[str], language: str) -> ProviderError:
    """ "Do you mean Mercury the planet or Mercury the element?" """
    german_ = base(language) == "de"
    said = [meaning.replace(" (", " als " if german_ else " the ").rstrip(")") for meaning in meanings]
    if len(said) < 2:
        return ProviderError(f"Which {title} do you mean?", "missing")
    listed = f"{', '.join(said[:-1])} {'oder' if german_ else 'or'} {said[-1]}"
    return ProviderError(f"{'Meinst du' if german_ else 'Do you mean'} {listed}?", "missing")


def alike(name: str, title: str) -> float:
    return SequenceMatcher(None, fold(name), fold(title)).ratio()
