"""The world from an encyclopedia: the sentence that answers, its source, and no answer from another's page."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from ragdomains.lookup import Lookups
from ragdomains.sentences import say
from ragdomains.types import Evidence, Lookup, ProviderError
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
ASKED = Lookup("world", "who was Ada Lovelace", NOW)
CONTRACT = Contract(ASKED, {"/w/api.php": "wikipedia/pages.json"})
LOVELACE = (
    "Augusta Ada King, Countess of Lovelace, 10 December 1815 to 27 November 1852, also known as Ada Lovelace, was an "
    "English mathematician and writer chiefly known for her work on Charles Babbage's proposed mechanical "
    "general-purpose computer, the Analytical Engine."
)
ENGLISH = {
    "who was Ada Lovelace": f"{LOVELACE} That is from Wikipedia.",
    "Tell me about ada lovelace, please.": f"{LOVELACE} That is from Wikipedia.",
    "what is the capital of Peru": "Its capital and largest city is Lima. That is from Wikipedia.",
    "what's Peru's capital?": "Its capital and largest city is Lima. That is from Wikipedia.",
    "how many people live in peru": "It has a population of over 32 million. That is from Wikipedia.",
    "when was albert einstein born": "Albert Einstein was born on 14 March 1879.",
    "when did Albert Einstein die": "Albert Einstein died on 18 April 1955.",
    "when was Angela Merkel born": "Angela Merkel was born on 17 July 1954.",
    "how tall is the Eiffel tower": (
        "The tower is 330 metres tall, about the same height as an 81-storey building, and is the tallest structure in "
        "Paris. That is from Wikipedia."
    ),
    "who wrote Hamlet": (
        "The Tragedy of Hamlet, Prince of Denmark, often shortened to Hamlet, is a tragedy written by William "
        "Shakespeare sometime between 1599 and 1601. That is from Wikipedia."
    ),
    "who painted the mona lisa": (
        "The Mona Lisa is a half-length portrait painting by the Italian artist Leonardo da Vinci. "
        "That is from Wikipedia."
    ),
    "when did the berlin wall fall": (
        "The fall of the Berlin Wall on 9 November 1989 marked the first critical step towards German reunification. "
        "That is from Wikipedia."
    ),
    "who is the president of brazil": (
        "The current president is Luiz Inácio Lula da Silva, who was sworn in on 1 January 2023. "
        "That is from Wikipedia."
    ),
    "who invented the telephone": (
        "The invention of the telephone was the culmination of work done by more than one individual, and led to an "
        "array of lawsuits relating to the patent claims of several individuals and numerous companies. "
        "That is from Wikipedia."
    ),
    "what is Mercury the planet": (
        "Mercury is the first planet from the Sun and the smallest in the Solar System. It is a rocky planet with a "
        "trace atmosphere. That is from Wikipedia."
    ),
    "where is the eternal city": (
        "Rome is the capital city and most populated comune of Italy. That is from Wikipedia."
    ),
}
NOTHING = {
    "who won the chess championship of Atlantis": "I found nothing about chess championship of Atlantis.",
    "who was Ada": "I found nothing about Ada.",
    "who was Ada Byron": "I found nothing about Ada Byron.",
    "who was ada lovelase": "I found nothing about ada lovelase. Did you mean Ada Lovelace?",
    "what is mercury": "Do you mean Mercury the planet, Mercury the element or Mercury the mythology?",
    "how heavy is the Mona Lisa": "I found nothing about Mona Lisa.",
    "how do i get stains out of a bath": "I found nothing about that.",
    "what are tower lifts": "I found nothing about tower lifts.",
    "turn on the light": "I found nothing about that.",
    "I was at the dentist today": "I found nothing about that.",
    "": "I found nothing about that.",
}


@pytest.fixture(scope="module")
def running() -> Iterator[Answering]:
    with Answering(CONTRACT.answers) as server:
        yield server


@pytest.fixture
async def wiki(running: Answering) -> AsyncIterator[Answering]:
    running.replaced = {}
    running.asked.clear()
    yield running


async def ask(server: Answering, text: str, language: str = "en", **options: Any) -> Evidence:
    known: Lookups = lookups()
    try:
        row = domain("wikipedia", server, options)
        return await known.look_up(row, replace(ASKED, text=text, language=language))
    finally:
        await known.http.close()


def said(server: Answering, evidence: Evidence, form: str = "short", language: str = "en") -> str:
    return say(domain("wikipedia", server, {}), evidence, form, now=NOW, language=language)


@pytest.mark.parametrize("question", ENGLISH)
async def test_a_question_gets_the_sentence_that_answers_it(wiki: Answering, question: str) -> None:
    evidence = await ask(wiki, question)
    assert said(wiki, evidence) == ENGLISH[question]


@pytest.mark.parametrize("question", NOTHING)
async def test_what_is_not_the_subject_of_a_page_is_not_answered_from_it(wiki: Answering, question: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await ask(wiki, question)
    assert (str(caught.value), caught.value.kind) == (NOTHING[question], "missing")


async def test_what_is_no_question_is_sent_to_nobody(wiki: Answering) -> None:
    with pytest.raises(ProviderError):
        await ask(wiki, "our daughter has a rash since yesterday")
    assert not wiki.asked


async def test_a_written_answer_names_its_source_and_time(wiki: Answering) -> None:
    evidence = await ask(wiki, "who painted the mona lisa")
    assert said(wiki, evidence, "long").endswith("Leonardo da Vinci (Wikipedia, as of 14:05).")
    born = await ask(wiki, "when was albert einstein born")
    assert said(wiki, born, "long") == "Albert Einstein was born on 14 March 1879 (Wikipedia, as of 14:05)."


async def test_a_model_gets_the_page_beside_the_quoted_sentence(wiki: Answering) -> None:
    evidence = await ask(wiki, "who was Ada Lovelace")
    quoted, context = evidence.passages
    assert (quoted.title, quoted.heading, quoted.score) == ("Wikipedia", "Ada Lovelace", 1.0)
    assert "Lord Byron" in context.text and LOVELACE not in context.text
    assert evidence.source_url == quoted.url == "https://en.wikipedia.org/wiki/Ada_Lovelace"


async def test_a_name_is_looked_for_as_a_title_before_it_is_searched(wiki: Answering) -> None:
    await ask(wiki, "what is photosynthesis")
    (_, query, headers), *further = wiki.asked
    assert query["titles"] == "photosynthesis|Photosynthesis" and not further
    assert headers["User-Agent"].startswith("Athena/")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "wer war Ada Lovelace?",
            "Augusta Ada Byron King, Countess of Lovelace, allgemein bekannt als Ada Lovelace, 10. Dezember 1815 bis "
            "27. November 1852, war eine britische Mathematikerin und Gesellschaftsdame. Das steht in Wikipedia.",
        ),
        ("wann wurde Ada Lovelace geboren", "Ada Lovelace wurde am 10. Dezember 1815 geboren."),
        (
            "wie hoch ist der Eiffelturm",
            "Der Eiffelturm ist ein 330 Meter hoher Eisenfachwerkturm in Paris. Das steht in Wikipedia.",
        ),
    ],
)
async def test_german_questions_are_answered_in_german(wiki: Answering, question: str, answer: str) -> None:
    wiki.replaced = {"/w/api.php": wiki_body("german.json")}
    assert said(wiki, await ask(wiki, question, "de-AT"), language="de-AT") == answer


async def test_a_german_name_of_several_things_asks_back_in_german(wiki: Answering) -> None:
    wiki.replaced = {"/w/api.php": wiki_body("german.json")}
    with pytest.raises(ProviderError, match=r"^Meinst du Merkur als Planet oder Merkur als Zeitschrift\?$"):
        await ask(wiki, "was ist Merkur", "de")


async def test_an_error_of_the_wiki_is_no_unknown_thing(wiki: Answering) -> None:
    wiki.replaced = {"/w/api.php": wiki_body("error.json")}
    with pytest.raises(ProviderError) as caught:
        await ask(wiki, "who was Ada Lovelace")
    assert caught.value.kind == "broken"


def wiki_body(name: str) -> bytes:
    return fixture(f"wikipedia/{name}")
