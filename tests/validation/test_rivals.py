"""Two texts, or a text and a fact, that say different things of the same: the answer says so."""

from datetime import date

import pytest

from ragdomains.types import Evidence, Fact, Passage
from tests.validation.drafts import ask
from validation.types import Draft


async def told(
    sentence: str,
    *texts: str,
    facts: tuple[Fact, ...] = (),
    language: str = "en",
    dates: tuple[date | None, ...] = (None, None, None),
) -> str:
    """What is added to the sentence over these texts, which are called A, B and so on; "" where nothing is."""
    passages = [Passage(text, name, written=day) for name, text, day in zip("ABC", texts, dates, strict=False)]
    evidence = (Evidence(passages=tuple(passages)), Evidence(facts=facts, source="the register"))
    about = Draft(sentence, "How is it?", "llm", evidence=evidence, language=language)
    found = await ask("disagreeing_sources", about)
    return found[0].fixed.removeprefix(sentence).strip() if found else ""


@pytest.mark.parametrize(
    ("sentence", "one", "other", "said"),
    [
        ("The mill is 12 metres high.", "The mill is 12 metres high.", "The mill has a height of 15 metres.",
         "A says 12 metres, B says 15 metres"),
        ("The mill was built in 1782.", "The mill was built in 1782 by Jan Hoek.", "Jan Hoek built the mill in 1801.",
         "A says 1782, B says 1801"),
        ("It costs 14 euros.", "A day ticket costs 14 euros.", "A day ticket costs 16 euros.",
         "A says 14 euros, B says 16 euros"),
        ("The bin is collected on Tuesday.", "The bin is collected on Tuesday.", "The bin is collected on Thursday.",
         "A says Tuesday, B says Thursday"),
        ("Water it once a week.", "Water it once a week.", "Water it twice a week.",
         "A says once a week, B says twice a week"),
        ("The song was written by Ella Marsh.", "The song was written by Ella Marsh.", "Tom Reed wrote the song.",
         "A says Ella Marsh, B says Tom Reed"),
        ("The caretaker is Mr Olsen.", "The caretaker is Mr Olsen.", "The caretaker is Mrs Dahl.",
         "A says Mr Olsen, B says Mrs Dahl"),
        ("The battery lasts 12 hours.", "The battery lasts 12 hours.", "In our test the battery lasted 8 hours.",
         "A says 12 hours, B says 8 hours"),
        ("The hall is open on Mondays.", "The hall is open on Mondays.", "The hall is closed on Mondays.",
         "A says “The hall is open on Mondays”, B says “The hall is closed on Mondays”"),
        ("Dogs are allowed here.", "Dogs are allowed here.", "Dogs are not allowed here.",
         "A says “Dogs are allowed here”, B says “Dogs are not allowed here”"),
    ],
)  # fmt: skip
async def test_what_two_texts_say_differently_is_said(sentence: str, one: str, other: str, said: str) -> None:
    assert await told(sentence, one, other) == f"The sources disagree: {said}."
    assert await told(sentence, other, one)
    assert await told(sentence, one, one) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The pool opens at 9 am on weekdays.", "On Sundays the pool opens at 10 am."),
        ("The north tower is 142 metres tall.", "The south tower is 138 metres tall."),
        ("Orsa had 12,400 people in 1990.", "Orsa had 9,800 people in 2020."),
        ("A day ticket costs 14 euros.", "A day ticket costs 8 euros for children."),
        ("A train leaves at 7:32.", "A train leaves at 8:05."),
        ("Version 2 supports 10 users.", "Version 3 supports 50 users."),
        ("Bus 12 runs every 10 minutes.", "Bus 14 runs every 20 minutes."),
        ("The mill was built in 1782.", "The mill was rebuilt in 1901."),
        ("The king visited Bergen in 1990.", "The king visited Bergen in 2004."),
        ("The storm killed 12 people.", "The storm killed at least 10 people."),
        ("The tower is 142 metres tall.", "The tower is about 140 metres tall."),
        ("The ridge trail is 14 km long.", "The ridge trail is 8.7 miles long."),
        ("Oslo won the cup in 2019.", "Bergen won the cup in 2021."),
        ("Ella Marsh wrote a song.", "Tom Reed wrote a song."),
        ("The book was written by Ella Marsh.", "Ella Marsh and Tom Reed wrote the book."),
        ("Our study included 120 patients.", "Our study included 4,300 patients."),
        ("Dogs are allowed on the beach in winter.", "Dogs are not allowed on the beach in summer."),
        ("The red bike costs 400 euros.", "The blue bike costs 500 euros."),
    ],
)
async def test_of_two_things_days_or_versions_nothing_is_said(one: str, other: str) -> None:
    assert await told(one, one, other) == ""


async def test_a_fact_against_a_text_is_said_in_words() -> None:
    height = (Fact("height", 138, "m", "Grenz tower"),)
    added = await told("The Grenz tower is 142 metres tall.", "The Grenz tower is 142 metres tall.", facts=height)
    assert added == "The sources disagree: A says 142 metres, the register says 138 metres."


async def test_the_newer_of_two_dated_texts_holds() -> None:
    texts = "The caretaker is Mr Olsen.", "The caretaker is Mrs Dahl."
    dates = date(2024, 5, 1), date(2026, 5, 1)
    assert await told(texts[1], *texts, dates=dates) == ""
    assert await told(texts[0], *texts, dates=dates)


async def test_an_answer_that_tells_both_or_whose_word_it_is_gets_nothing_added() -> None:
    texts = "The mill is 12 metres high.", "The mill is 15 metres high."
    assert await told("The mill is 12 metres high, or 15 metres.", *texts) == ""
    assert await told("According to A the mill is 12 metres high.", *texts) == ""


async def test_it_is_said_in_the_language_of_the_answer() -> None:
    texts = "Das Bad öffnet um 9 Uhr.", "Das Bad öffnet um 10 Uhr."
    added = await told(texts[0], *texts, language="de")
    assert added == "Die Quellen sind sich nicht einig: A sagt 9 Uhr, B sagt 10 Uhr."
