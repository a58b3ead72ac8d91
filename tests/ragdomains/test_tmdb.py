"""Films and series from the film database: which is meant, what is asked of it, and which services have it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ragdomains.sentences import say
from ragdomains.types import Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering
from tests.ragdomains.contract import Contract, domain, lookups

NOW = datetime(2026, 11, 21, 15, 5, tzinfo=ZoneInfo("Europe/Oslo"))
HOME = Spot("Oslo", 59.91, 10.75, "Europe/Oslo", "Norway", home=True)
ANSWERS: dict[str, str | bytes] = {
    "/3/search/multi": "tmdb/search.json",
    "/3/movie/872585": "tmdb/oppenheimer.json",
    "/3/movie/275": "tmdb/film.json",
    "/3/movie/11": "tmdb/sparse.json",
    "/3/tv/95396": "tmdb/severance.json",
    "/3/tv/60622": "tmdb/fargo.json",
    "/3/tv/95396/recommendations": "tmdb/trending.json",
    "/3/trending": "tmdb/trending.json",
    "/3/discover": "tmdb/discover.json",
}
ASKED = Lookup("show", "what is oppenheimer about", NOW, HOME, slots={"title": "Oppenheimer"})
CONTRACT = Contract(ASKED, {path: ANSWERS[path] for path in ("/3/search/multi", "/3/movie/872585")}, secret="a-token")


@pytest.fixture(scope="module")
def running() -> Iterator[Answering]:
    with Answering(ANSWERS) as server:
        yield server


@pytest.fixture
async def films(running: Answering) -> AsyncIterator[Answering]:
    running.asked.clear()
    yield running


def question(ask: str, text: str, title: str = "", **slots: Any) -> Lookup:
    return replace(ASKED, ask=ask, text=text, slots={**({"title": title} if title else {}), **slots})


async def found(server: Answering, lookup: Lookup, secret: str = "a-token", **options: Any) -> Evidence:
    known = lookups()
    try:
        return await known.look_up(domain("tmdb", server, options), lookup, secret)
    finally:
        await known.http.close()


async def said(server: Answering, lookup: Lookup, **options: Any) -> str:
    evidence = await found(server, lookup, **options)
    return say(domain("tmdb", server, options), evidence, now=NOW, language=lookup.language)


SAID = {
    ("show", "what is oppenheimer about", "Oppenheimer"): (
        "Oppenheimer is a film from 2023. The story of J. Robert Oppenheimer's role in the development of the atomic "
        "bomb during World War II."
    ),
    ("where", "where can i watch severance", "Severance"): "Severance can be streamed on Apple TV Plus.",
    ("where", "where can i watch oppenheimer", "Oppenheimer"): (
        "Oppenheimer is in no subscription here, but can be rented from Apple TV and SF Anytime."
    ),
    ("where", "where is fargo streaming", "Fargo"): "I know of no service that has Fargo in this country.",
    ("where", "where can i see the movie fargo", "Fargo"): "Fargo can be streamed on Viaplay.",
    ("show", "who directed oppenheimer", "Oppenheimer"): "Oppenheimer was made by Christopher Nolan.",
    ("show", "who made severance", "Severance"): "Severance was made by Dan Erickson.",
    ("show", "who is in oppenheimer", "Oppenheimer"): (
        "In Oppenheimer you see Cillian Murphy, Emily Blunt and Matt Damon."
    ),
    ("show", "how long is oppenheimer", "Oppenheimer"): "Oppenheimer takes 181 minutes.",
    ("show", "is oppenheimer any good", "Oppenheimer"): "The users of TMDB give Oppenheimer 8.1 of 10 points.",
    ("show", "when did oppenheimer come out", "Oppenheimer"): "Oppenheimer came out on Wednesday 19 July 2023.",
    ("show", "when is the next episode of severance", "Severance"): (
        "The next episode of Severance, season 3, episode 2, is on Friday 27 November."
    ),
    ("show", "is there another season of fargo", "Fargo"): (
        "Fargo has ended; its last episode was on Tuesday 16 January 2024."
    ),
    ("show", "is severance still running", "Severance"): "Severance is still running.",
    ("show", "how many seasons of severance are there", "Severance"): "Severance has 3 seasons with 20 episodes.",
    ("where", "what's trending", ""): "Popular this week: Wicked: For Good, Severance and Dune: Part Three.",
    ("recommend", "shows like severance", "Severance"): (
        "You could watch Wicked: For Good, Severance or Dune: Part Three."
    ),
    ("recommend", "recommend a film", ""): "You could watch Wicked: For Good, Severance or Dune: Part Three.",
}


@pytest.mark.parametrize("asked", SAID, ids=lambda asked: asked[1])
async def test_a_question_gets_its_sentence(films: Answering, asked: tuple[str, str, str]) -> None:
    assert await said(films, question(*asked)) == SAID[asked]


@pytest.mark.parametrize(
    ("service", "sentence"),
    [
        ("Apple TV+", "Yes, Severance is on Apple TV+."),
        ("Netflix", "No, Severance is not on Netflix, but on Apple TV Plus."),
    ],
)
async def test_a_service_is_looked_for_among_those_of_the_country(
    films: Answering, service: str, sentence: str
) -> None:
    assert await said(films, question("where", "is severance on it", "Severance", service=service)) == sentence


async def test_the_services_of_another_country(films: Answering) -> None:
    lookup = question("where", "where can i watch oppenheimer", "Oppenheimer")
    assert await said(films, lookup, country="US") == "Oppenheimer can be streamed on Peacock Premium."


async def test_a_genre_is_asked_for_by_its_number(films: Answering) -> None:
    lookup = question("recommend", "recommend a comedy movie", genre="comedy")
    assert await said(films, lookup) == "You could watch Airplane! or The Naked Gun."
    path, query, _ = films.asked[-1]
    assert (path, query["with_genres"]) == ("/3/discover/movie", "35")


async def test_german_sentences(films: Answering) -> None:
    where = replace(question("where", "wo kann ich Severance sehen", "Severance"), language="de")
    assert await said(films, where) == "Severance gibt es bei Apple TV Plus."
    assert films.asked[-1][1]["language"] == "de"
    coming = replace(question("show", "wann kommt die nächste Folge von Severance", "Severance"), language="de")
    assert await said(films, coming) == (
        "Die nächste Folge von Severance, Staffel 3, Folge 2, kommt am Freitag, 27. November."
    )


@pytest.mark.parametrize(
    ("secret", "in_header"), [("a-token", "Bearer a-token"), ("0123456789abcdef0123456789abcdef", None)]
)
async def test_both_kinds_of_key_are_sent_where_they_belong(
    films: Answering, secret: str, in_header: str | None
) -> None:
    await found(films, ASKED, secret)
    _, query, headers = films.asked[0]
    assert headers.get("Authorization") == in_header
    assert query.get("api_key") == (None if in_header else secret)


@pytest.mark.parametrize(
    ("lookup", "text"),
    [
        (
            question("show", "", "Oppenhymer Two"),
            "I know no film or series called Oppenhymer Two. Did you mean Oppenheimer?",
        ),
        (question("show", "", "Zzyzx"), "I know no film or series called Zzyzx."),
        (question("show", "what is it about"), "Which film or series do you mean?"),
        (question("show", "how long is it", "Sparse"), "I do not know that of Sparse."),
        (question("show", "who is in it", "Sparse"), "I do not know that of Sparse."),
        (question("show", "is it any good", "Sparse"), "I do not know that of Sparse."),
        (question("show", "when did it come out", "Sparse"), "I do not know that of Sparse."),
        (
            question("where", "what's on tonight"),
            "I do not know what is on television. I know films and series, and where they can be streamed.",
        ),
    ],
)
async def test_what_cannot_be_answered_is_said_plainly(films: Answering, lookup: Lookup, text: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await found(films, lookup)
    assert (str(caught.value), caught.value.kind) == (text, "missing")


async def test_without_a_key_it_says_what_it_needs(films: Answering) -> None:
    with pytest.raises(ProviderError, match=r"needs a key\. Add a credential") as caught:
        await found(films, ASKED, "")
    assert (caught.value.kind, films.asked) == ("setup", [])


async def test_facts_are_typed(films: Answering) -> None:
    facts = {fact.name: fact for fact in (await found(films, question("show", "next episode", "Severance"))).facts}
    assert facts["next_airs"].value == date(2026, 11, 27)
    assert (facts["year"].value, facts["kind"].value) == (2022, "series")
    film = {fact.name: fact for fact in (await found(films, ASKED)).facts}
    assert (film["runtime"].value, film["runtime"].unit, film["rating"].value) == (181, "min", 8.059)
