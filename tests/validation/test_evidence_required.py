"""The check evidence_required."""

import pytest

from ragdomains.types import Evidence, Passage
from tests.validation.drafts import EVIDENCE, ask, draft

KIND = "evidence_required"
MANUAL = Evidence(
    passages=(Passage("To descale the coffee machine, fill the tank and hold the steam button.", "Manual"),)
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Fill the tank, then hold the steam button.",
        "You should be filling up the machine's tank.",
        "Yes.",
        "72.",
        "I don't know.",
        "I’m sorry, I could not find anything on that.",
        "Your documents say nothing about it.",
        "There is no information about the warranty period of that product.",
        "Let me know if you need anything else!",
        "Would you like to hear the complete cleaning instructions?",
    ],
)
async def test_faithful_short_and_honest_sentences_pass(sentence: str) -> None:
    assert await ask(KIND, draft(sentence, MANUAL)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The governor opens a swimming pool near the castle.",
        "I don't know, but the governor opens a swimming pool near the castle.",
        "Let me know, the governor opens a swimming pool near the castle, and all of the dukes come with their horses.",
    ],
)
async def test_a_sentence_beside_the_evidence_is_objected_to(sentence: str) -> None:
    assert len(await ask(KIND, draft(sentence, MANUAL))) == 1


async def test_repeating_the_question_is_no_evidence() -> None:
    about = draft("The best cat food is chicken liver paste.", MANUAL, question="What is the best cat food?")
    assert len(await ask(KIND, about)) == 1


@pytest.mark.parametrize("evidence", [None, Evidence()])
async def test_nothing_found_lets_only_non_answers_pass(evidence: Evidence | None) -> None:
    assert len(await ask(KIND, draft("Yes.", evidence))) == 1
    assert await ask(KIND, draft("I don't know.", evidence)) == []


async def test_only_the_modes_named_and_answers_of_a_domain_are_checked() -> None:
    assert await ask(KIND, draft("It rains cats.", None, mode="facts")) == []
    assert await ask(KIND, draft("It rains cats.", None, domain="")) == []
    assert len(await ask(KIND, draft("It rains cats.", None, mode="facts"), modes=["facts"])) == 1


async def test_the_overlap_asked_for_can_be_set() -> None:
    sentence = "Fill the tank with vinegar, lemon juice and plenty of patience."
    assert await ask(KIND, draft(sentence, MANUAL)) == []
    assert len(await ask(KIND, draft(sentence, MANUAL), min_overlap=0.9)) == 1


async def test_words_of_facts_count_as_evidence() -> None:
    assert await ask(KIND, draft("The wind speed in Berlin stays moderate, bringing showers.", EVIDENCE)) == []
