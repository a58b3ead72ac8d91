"""A second domain is asked where the first one knows nothing of it: the world, after the house's own papers."""

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from athena_project.http import Allowed, Http
from inference import pipeline
from inference.models import LLM
from inference.snapshot import Snapshot
from inference.stages.generate import NO_MODEL
from inference.state import Outcome, Query, Run
from intents.models import Intent
from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.types import Evidence, Passage, ProviderError
from tests.answering import Answering, fixture
from tests.inference.queries import query, run

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database

LOOPBACK = (Allowed(ip_network("127.0.0.0/8")),)
PAPER = Passage("Ada Lovelace is our cat. She eats at seven.", "Pets", score=0.9)


@pytest.fixture(scope="module")
def wiki() -> Iterator[Answering]:
    with Answering({"/w/api.php": "wikipedia/pages.json"}) as server:
        yield server


@pytest.fixture
def house(shipped: Snapshot, wiki: Answering) -> Snapshot:
    """The shipped snapshot, its encyclopedia pointed at the stand-in."""
    wiki.mode = "ok"
    wiki.asked.clear()
    domain = shipped.domains["knowledge"]
    moved = Domain(pk=domain.pk, name="knowledge", title=domain.title, kind="wikipedia", options={"base_url": wiki.url})
    intents = {name: changed(intent, moved) for name, intent in shipped.intents.items()}
    fallback = intents[shipped.fallback.name] if shipped.fallback else None
    return replace(shipped, domains={**shipped.domains, "knowledge": moved}, intents=intents, fallback=fallback)


def changed(intent: Intent, moved: Domain) -> Intent:
    if intent.otherwise is None:
        return intent
    fields = {field.attname: getattr(intent, field.attname) for field in intent._meta.concrete_fields}
    copy = Intent(**fields)
    copy.domain, copy.otherwise = intent.domain, moved
    return copy


async def answered(
    text: str, house: Snapshot, papers: tuple[Passage, ...] | None = (), **fields: Any
) -> tuple[Query, Run]:
    """`papers` are what the house's documents say, whatever is asked; None: they cannot be read."""
    made = run(house, Http(lambda: LOOPBACK))

    async def search(text: str, limit: int, *_: object) -> tuple[Passage, ...]:
        if papers is None:
            raise ProviderError("Your documents have not been read yet.")
        return papers

    made.lookups = Lookups(made.lookups.http, made.lookups.kept.cache, lambda _domain: search)
    try:
        return await pipeline.answer(query(text, **fields), made), made
    finally:
        await made.lookups.http.close()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who was Ada Lovelace", "was an English mathematician"),
        ("what is the capital of Peru", "Its capital and largest city is Lima. That is from Wikipedia, Peru."),
        ("how tall is the Eiffel tower", "The tower is 330 metres tall"),
        ("who wrote Hamlet", "is a tragedy written by William Shakespeare"),
        ("when was Albert Einstein born", "Albert Einstein was born on 14 March 1879. That is from Wikipedia"),
        ("who is the president of brazil", "The current president is Luiz Inácio Lula da Silva"),
    ],
)
async def test_the_world_is_quoted_where_no_paper_answers(house: Snapshot, question: str, said: str) -> None:
    done, _ = await answered(question, house)
    assert said in done.answer and "Wikipedia" in done.answer
    assert (done.outcome, done.parts[0].domain) == (Outcome.ANSWERED, house.domains["knowledge"])


async def test_a_german_question_is_quoted_from_the_german_page(house: Snapshot, wiki: Answering) -> None:
    wiki.replaced = {"/w/api.php": fixture("wikipedia/german.json")}
    try:
        done, _ = await answered("wie hoch ist der Eiffelturm", house, language="de")
    finally:
        wiki.replaced = {}
    said = "Der Eiffelturm ist ein 330 Meter hoher Eisenfachwerkturm in Paris. Das steht in Wikipedia, Eiffelturm."
    assert done.answer == said


async def test_the_houses_own_papers_win(house: Snapshot, wiki: Answering) -> None:
    done, _ = await answered("who is Ada Lovelace", house, (PAPER,))
    assert done.answer == "Ada Lovelace is our cat. That is from Pets."
    assert not wiki.asked


async def test_a_question_for_the_papers_is_never_sent_out(house: Snapshot, wiki: Answering) -> None:
    done, _ = await answered("what is the wifi password", house)
    assert (done.answer, wiki.asked) == ("Your documents say nothing about that.", [])


async def test_what_nobody_knows_is_said(house: Snapshot) -> None:
    done, _ = await answered("who was the king of Zamunda", house)
    assert (done.answer, done.outcome) == ("I found nothing about king of Zamunda.", Outcome.REFUSED)


async def test_the_world_is_told_of_also_while_the_papers_cannot_be_read(house: Snapshot) -> None:
    done, _ = await answered("what is the capital of Peru", house, None)
    assert done.answer.startswith("Its capital and largest city is Lima.")
    done, _ = await answered("who was the king of Zamunda", house, None)
    assert done.answer == NO_MODEL


async def test_several_meanings_ask_back_and_the_reply_chooses(house: Snapshot) -> None:
    asked = "Do you mean Mercury the planet, Mercury the element or Mercury the mythology?"
    done, _ = await answered("tell me about mercury", house)
    assert done.answer == asked
    turns = (
        {"role": "user", "content": "tell me about mercury"},
        {"role": "assistant", "content": asked},
        {"role": "user", "content": "the planet"},
    )
    done, _ = await answered("the planet", house, messages=turns)
    assert done.answer.startswith("Mercury is the first planet from the Sun")


async def test_a_model_is_not_asked_where_it_must_be_asked_back(house: Snapshot) -> None:
    model = LLM(pk=900, name="echo", kind="echo", priority=1, options={"reply": "It is a car."})
    done, _ = await answered("tell me about mercury", replace(house, llms=(model,)))
    assert done.answer.endswith("Mercury the mythology?")


async def test_a_source_that_is_down_is_said(house: Snapshot, wiki: Answering) -> None:
    wiki.mode = "error"
    done, made = await answered("who was Clara Schumann", house)
    assert done.answer == "The encyclopedia service is out of order right now."
    assert [span.name for span in made.spans if span.name.startswith("retrieve:")] == [
        "retrieve:documents",
        "retrieve:knowledge",
    ]


async def test_an_intent_without_a_second_domain_says_what_it_said(house: Snapshot) -> None:
    intent = house.intents["general_knowledge"]
    intent.otherwise = None
    done, _ = await answered("who was Ada Lovelace", house)
    assert done.answer == NO_MODEL


async def test_the_second_domain_gets_its_own_question(house: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    asks: list[tuple[str, str]] = []

    class Remembering(Lookups):
        async def look_up(self, domain: Domain, lookup: Any, *_args: Any, **_more: Any) -> Evidence:
            asks.append((domain.name, lookup.ask))
            raise ProviderError("Nothing.", "missing")

    made = run(house)
    made.lookups = Remembering(made.lookups.http, made.lookups.kept.cache, made.lookups.search)
    await pipeline.answer(query("who was Ada Lovelace"), made)
    assert asks == [("documents", "passages"), ("knowledge", "world")]


@pytest.mark.parametrize("first", [None, "same"])
def test_a_second_domain_needs_another_first_one(first: str | None) -> None:
    domain = Domain(pk=1, name="knowledge", kind="wikipedia")
    intent = Intent(name="world", mode="llm", domain=domain if first else None, otherwise=domain)
    with pytest.raises(ValidationError, match="asked after the domain"):
        intent.clean()
