"""The world from a web search: the sentence of a page that is about the thing, and none of another's."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ragdomains.sentences import say
from ragdomains.types import Evidence, Lookup, ProviderError
from ragdomains.webpages import site_of
from tests.answering import Answering
from tests.ragdomains.contract import Contract, domain, lookups

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
ASKED = Lookup("world", "who was Ada Lovelace", NOW)
CONTRACT = Contract(ASKED, {"/search": "searxng/search.json"})
SAID = {
    "who was Ada Lovelace": (
        "Ada Lovelace, born December 10, 1815, was an English mathematician, an associate of Charles Babbage. "
        "That is from Britannica."
    ),
    "how tall is the Eiffel Tower": "The Eiffel Tower is 330 metres high. That is from Toureiffel.",
    "who painted the mona lisa": (
        "The Mona Lisa is a half-length portrait painting by Leonardo da Vinci. That is from Wikipedia."
    ),
    "what is the capital of Peru": "The capital of Peru is Lima. That is from Example.",
}


@pytest.fixture
async def engine() -> AsyncIterator[Answering]:
    with Answering(CONTRACT.answers) as server:
        yield server


async def ask(server: Answering, text: str) -> Evidence:
    known = lookups()
    try:
        return await known.look_up(domain("searxng", server, {}), replace(ASKED, text=text))
    finally:
        await known.http.close()


@pytest.mark.parametrize("question", SAID)
async def test_a_page_about_the_thing_is_quoted_with_its_publisher(engine: Answering, question: str) -> None:
    evidence = await ask(engine, question)
    assert say(domain("searxng", engine, {}), evidence, now=NOW) == SAID[question]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who is Lovelace", "I found nothing about Lovelace."),
        ("how heavy is the Eiffel Tower", "I found nothing about Eiffel Tower."),
        ("who is the king of Peru", "I found nothing about king of Peru."),
        ("turn the heating down", "I found nothing about that."),
    ],
)
async def test_what_no_page_is_about_is_not_answered(engine: Answering, question: str, text: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await ask(engine, question)
    assert (str(caught.value), caught.value.kind) == (text, "missing")


async def test_facts_are_typed(engine: Answering) -> None:
    facts = {fact.name: fact.value for fact in (await ask(engine, "who was Ada Lovelace")).facts}
    assert facts["published"] == datetime(2026, 10, 29, tzinfo=UTC)
    assert facts["title"] == "Ada Lovelace | Biography, Computer, & Facts | Britannica"


async def test_a_search_that_answers_in_html_only_is_told_how_to_be_mended(engine: Answering) -> None:
    engine.mode = "refused"
    with pytest.raises(ProviderError, match="Switch on the format json") as caught:
        await ask(engine, "who was Ada Lovelace")
    assert caught.value.kind == "refused"


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.britannica.com/x", "Britannica"),
        ("https://en.wikipedia.org/wiki/A", "Wikipedia"),
        ("https://www.bbc.co.uk/news", "Bbc"),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_a_publisher_is_spoken_of_by_name(url: str, site: str) -> None:
    assert site_of(url) == site
