"""Does an answer fit its question, and is it fit to be spoken? The contextual and utility families."""

import pytest

from ragdomains.types import Evidence, Fact, Passage
from tests.validation.drafts import ask, draft, facts

MANUAL = Evidence(
    passages=(Passage("The museum opens at nine. Tickets cost 12 euros. Ask the guard for a plan.", "Museum"),)
)


@pytest.mark.parametrize(
    ("question", "sentence", "language", "fits"),
    [
        ("When does the museum open?", "The museum opens at nine.", "en", True),
        ("When does the museum open?", "It opens on Sunday morning.", "en", True),
        ("When does the museum open?", "The museum has a lovely garden.", "en", False),
        ("When does the museum open?", "I don't know when it opens.", "en", True),
        ("How much is a ticket?", "A ticket costs 12 euros.", "en", True),
        ("How much is a ticket?", "It is free.", "en", True),
        ("How much is a ticket?", "Tickets are sold beside the door.", "en", False),
        ("Who runs the museum?", "Maria Lopez runs it.", "en", True),
        ("Who runs the museum?", "Running museums takes patience.", "en", False),
        ("Where is the key?", "Under the mat.", "en", True),
        ("Is the museum open?", "Yes.", "en", True),
        ("Is the museum open?", "It is closed today.", "en", True),
        ("Is the museum open?", "Lovely old paintings!", "en", False),
        ("How many are there?", "72.", "en", True),
        ("Why is it closed?", "Lovely old paintings!", "en", True),
        ("Wann öffnet das Museum?", "Um neun Uhr.", "de", True),
        ("Wann öffnet das Museum?", "Das Museum hat schöne Bilder.", "de", False),
        ("Wann öffnet das Museum?", "Das weiß ich leider nicht.", "de", True),
    ],
)
async def test_an_answer_holds_what_was_asked_for(question: str, sentence: str, language: str, fits: bool) -> None:
    about = draft(sentence, MANUAL, question=question, language=language)
    assert (await ask("answers_question", about) == []) == fits


async def test_only_the_first_sentence_that_says_anything_must_answer() -> None:
    later = draft("The garden is lovely.", MANUAL, question="When is it open?", before="It is open on Sunday. ")
    assert await ask("answers_question", later) == []
    first = draft("The garden is lovely.", MANUAL, question="When is it open?", before="Sure! ")
    assert await ask("answers_question", first)
    assert await ask("answers_question", first, kinds=["number"]) == []


@pytest.mark.parametrize(
    ("question", "sentence", "language", "same"),
    [
        ("When is it open?", "The museum is open on Sunday.", "en", True),
        ("When is it open?", "Das Museum ist am Sonntag nicht mehr offen.", "en", False),
        ("Wann ist das Museum denn heute offen?", "Das Museum ist am Sonntag nicht mehr offen.", "en", True),
        ("Wann ist es offen?", "The museum is open for all of you on Sunday.", "de", False),
        ("When is it open?", "Le musée est ouvert pour les enfants avec des guides.", "en", False),
        ("When is it open?", "Музей открыт по воскресеньям для всех гостей.", "en", False),
        ("When is it open?", "Ja.", "en", True),
        ("When is it open?", "Museum Sunday nine Maria Lopez Berlin.", "en", True),
    ],
)
async def test_the_language_stays(question: str, sentence: str, language: str, same: bool) -> None:
    about = draft(sentence, MANUAL, question=question, language=language)
    assert (await ask("same_language", about) == []) == same


async def test_the_options_of_language() -> None:
    foreign = draft("Das Museum ist am Sonntag nicht mehr offen.", MANUAL, question="When?")
    assert await ask("same_language", foreign, min_words=20) == []
    assert await ask("same_language", foreign, share=0.9) == []


async def test_an_answer_is_not_longer_than_can_be_listened_to() -> None:
    third = draft("And a third one.", before="One is here. Two is there. ")
    assert await ask("spoken_length", third) == []
    assert await ask("spoken_length", third, sentences=2)
    assert await ask("spoken_length", third, seconds=2)
    assert await ask("spoken_length", third, seconds=2, pace=40) == []
    assert await ask("spoken_length", draft("Word " * 400, spoken=False)) == []
    assert await ask("spoken_length", draft("Word " * 400))


@pytest.mark.parametrize(
    ("before", "sentence", "objections"),
    [
        ("It is open. ", "Shall I call?", 0),
        ("Shall I call? ", "It is open.", 1),
        ("Shall I call? ", "Or would you rather write?", 0),
        ("", "It is open.", 0),
    ],
)
async def test_a_question_stands_last(before: str, sentence: str, objections: int) -> None:
    assert len(await ask("follow_up_last", draft(sentence, before=before))) == objections
    assert await ask("follow_up_last", draft(sentence, before=before, spoken=False)) == []


@pytest.mark.parametrize(
    ("question", "sentence", "evades"),
    [
        ("What do museum tickets cost?", "I don't know what they cost.", True),
        ("What do museum tickets cost?", "Please check their website.", True),
        ("What do museum tickets cost?", "As an AI I cannot help with that.", True),
        ("What do museum tickets cost?", "Tickets cost 12 euros.", False),
        ("Who painted the ceiling of the opera?", "I don't know that.", False),
        ("Where in the museum do I get a plan?", "You can ask the guard for a plan.", False),
    ],
)
async def test_evading_is_noticed_where_the_evidence_answers(question: str, sentence: str, evades: bool) -> None:
    assert bool(await ask("evasive", draft(sentence, MANUAL, question=question))) == evades


async def test_the_option_of_evading_and_facts() -> None:
    warm = facts(Fact("temperature", 12, "degC", "Oslo"))
    about = draft("I don't know that.", warm, question="What is the temperature in the garden of Oslo?")
    assert await ask("evasive", about)
    assert await ask("evasive", about, found=0.9) == []
