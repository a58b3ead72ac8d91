"""What a web search found, and the sentence of it that answers a question about the world."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from ragdomains.prose import first, plain, sentences, shortened, spoken
from ragdomains.questions import Name, Question, fold, holds, read, same, speaks_of
from ragdomains.types import Evidence, Fact, Lookup, Passage, ProviderError

TEMPLATES: Mapping[str, Mapping[str, str]] = {
    "extract": {"short": "{extract} That is from {origin}.", "long": "{extract}"}
}
GERMAN: Mapping[str, Mapping[str, str]] = {
    "extract": {"short": "{extract} Das steht bei {origin}.", "long": "{extract}"}
}
REPLIES: Mapping[str, str] = {
    "I found nothing about that.": "Darüber habe ich nichts gefunden.",
    "I found nothing about {}.": "Über {} habe ich nichts gefunden.",
}
HEAD = re.compile(r"\s+[-|–—·]\s+|:\s+")  # "Ada Lovelace - Wikipedia": the thing, then the site
CUT = re.compile(r"(?:\.\.\.|…)$")
DATED = re.compile(r"^(?:[A-Z][a-z]{2,8} \d{1,2}, \d{4}|\d{1,2}\.? [A-Z][a-zä]{2,8} \d{4}) [—–·-] ")
SUFFIX = re.compile(r"\.(?:co|com|org|ac|gov)?\.?[a-z]{2,12}$")


@dataclass(frozen=True, slots=True)
class WebPage:
    """One result of a search. `site` is who publishes it, as it is spoken of; `text` a piece of it, often cut off."""

    title: str
    text: str
    url: str = ""
    site: str = ""
    published: datetime | None = None


def asked(lookup: Lookup) -> Question:
    """What is to be searched for; raises ProviderError (missing) for what is no question about the world."""
    question = read(lookup.text, lookup.language)
    if question is None:  # the house's talk is not sent to anybody
        raise ProviderError("I found nothing about that.", "missing")
    return question


def answered(question: Question, pages: Sequence[WebPage], lookup: Lookup, source: str) -> Evidence:
    """The evidence of the first page that answers; raises ProviderError (missing) where none does."""
    for name in question.names:
        for page in pages:
            if extract := quoted(page, name, lookup.language):
                return evidence_of(page, extract, lookup, source)
    raise ProviderError(f"I found nothing about {question.names[0].text[:80]}.", "missing")


def quoted(page: WebPage, name: Name, language: str) -> str:
    """The sentence that answers; "" where the page is about another thing, or does not speak of what was asked."""
    head = HEAD.split(plain(page.title))[0]
    lines = whole(sentences(spoken(DATED.sub("", plain(page.text)), language), language))
    if not lines:
        return ""
    if same(name.text, head) or holds(head, name, language):
        asked_words = () if holds(head, name, language) else name.asked
    elif name.asked and within(name.text, head):
        asked_words = (*name.asked, *fold(name.text).split())
    else:
        return ""
    if not asked_words:
        return first("\n".join(lines), language=language)
    best = shortened(max(lines, key=lambda line: speaks_of(line, asked_words, language)))
    return best if speaks_of(best, asked_words, language) == 1.0 else ""


def within(name: str, title: str) -> bool:
    return f" {fold(name)} " in f" {fold(title)} "


def whole(lines: Sequence[str]) -> list[str]:
    """Without the sentence in which a search engine cut its piece off."""
    return [line for line in lines if not CUT.search(line.rstrip(".")) and not CUT.search(line)]


def site_of(url: str) -> str:
    """Who publishes an address, as it is spoken of: Britannica."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return SUFFIX.sub("", host).rpartition(".")[2].capitalize()


def evidence_of(page: WebPage, extract: str, lookup: Lookup, source: str) -> Evidence:
    title, site = plain(page.title), page.site or site_of(page.url) or source
    passage = Passage(extract, site, HEAD.split(title)[0], page.url, score=1.0, as_of=lookup.now)
    facts = tuple(facts_of(page, title, extract, lookup, source))
    return Evidence(facts, (passage,), "extract", {"origin": site}, lookup.now, source, page.url)


def facts_of(page: WebPage, title: str, extract: str, lookup: Lookup, source: str) -> Iterator[Fact]:
    yield Fact("title", title, as_of=lookup.now, source=source)
    yield Fact("extract", extract, as_of=lookup.now, source=source)
    if page.published:
        yield Fact("published", page.published, as_of=lookup.now, source=source)
