"""The world from Brave Search: with a key, and the sentence of a page that is about the thing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from ragdomains.sentences import say
from ragdomains.types import Evidence, Lookup, ProviderError
from tests.answering import Answering
from tests.ragdomains.contract import Contract, domain, lookups

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
ASKED = Lookup("world", "who was Ada Lovelace", NOW)
CONTRACT = Contract(ASKED, {"/res/v1/web/search": "brave/search.json"}, secret="a-key")
SAID = {
    "who was Ada Lovelace": (
        "Ada Lovelace, 10 December 1815 to 27 November 1852, was an English mathematician and writer chiefly known for "
        "her work on the Analytical Engine. That is from Wikipedia."
    ),
    "how tall is the Eiffel Tower": "The Eiffel Tower is 330 metres high. That is from Toureiffel.",
    "who painted the mona lisa": (
        "The Mona Lisa is a half-length portrait painting by Leonardo da Vinci. That is from Wikipedia."
    ),
}


@pytest.fixture
async def engine() -> AsyncIterator[Answering]:
    with Answering(CONTRACT.answers) as server:
        yield server


async def ask(server: Answering, text: str, secret: str = "a-key", **options: Any) -> Evidence:
    known = lookups()
    try:
        return await known.look_up(domain("brave", server, options), replace(ASKED, text=text), secret)
    finally:
        await known.http.close()


@pytest.mark.parametrize("question", SAID)
async def test_a_page_about_the_thing_is_quoted_with_its_publisher(engine: Answering, question: str) -> None:
    evidence = await ask(engine, question)
    assert say(domain("brave", engine, {}), evidence, now=NOW) == SAID[question]


async def test_the_key_goes_into_its_header(engine: Answering) -> None:
    await ask(engine, "who was Ada Lovelace", country="GB")
    _, query, headers = engine.asked[0]
    assert headers["X-Subscription-Token"] == "a-key"
    assert (query["q"], query["search_lang"], query["country"]) == ("Ada Lovelace", "en", "GB")


async def test_without_a_key_it_says_what_it_needs(engine: Answering) -> None:
    with pytest.raises(ProviderError, match=r"needs a key\. Add a credential") as caught:
        await ask(engine, "who was Ada Lovelace", secret="")
    assert (caught.value.kind, engine.asked) == ("setup", [])


async def test_nothing_found_is_unknown(engine: Answering) -> None:
    engine.replaced = {"/res/v1/web/search": b'{"type": "search", "query": {"original": "x"}}'}
    with pytest.raises(ProviderError) as caught:
        await ask(engine, "who was Ada Lovelace")
    assert (str(caught.value), caught.value.kind) == ("I found nothing about Ada Lovelace.", "missing")
