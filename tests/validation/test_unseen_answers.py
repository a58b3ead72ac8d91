"""Short answers read with their question, shares, sides, comparisons, causes, days reached: wrong and right twins."""

from typing import Any

import pytest

from ragdomains.types import Evidence, Passage
from tests.validation.drafts import ask, draft
from validation.completed import completed
from validation.coordinated import wrong_shares
from validation.ellipsis import spelled_out
from validation.models import Scenario
from validation.scenarios import drafts
from validation.verify import item_of, verify

RULES = (
    "Ida Kern is the caretaker, not Ole Brandt any more. Pia feeds the rabbits, while Sven waters the beds. The left "
    "tap is for rain water. The ladder must not be used until it is mended. The long rake is heavier than the short "
    "one. The barbecue was put off because of a gale. The mower was bought on 12 May 2024 and has a warranty of three "
    "years. Entry costs 6 euros a day. Nets are kept by Pia, pots by Sven. Open ten to two. The hedge is cut twice a "
    "year."
)
PAPER = (
    "Frau Berger leitet den Chor, Herr Danz die Kapelle. Plastik gehört nicht in die braune Tonne. Die Probe wurde "
    "verlegt, weil der Saal gestrichen wird."
)
TWINS: list[tuple[str, str, str, str]] = [
    (RULES, "Who is the caretaker?", "Ole Brandt.", "Ida Kern."),
    (RULES, "Who is caretaker?", "It is Ole Brandt.", "It is Ida Kern."),
    (RULES, "Who feeds the rabbits?", "Sven does.", "Pia does."),
    (RULES, "Who keeps the nets?", "Sven.", "Pia."),
    (RULES, "Who waters?", "Pia waters the beds.", "Sven waters the beds."),
    (RULES, "Which tap?", "The right tap is for rain water.", "The left tap is for rain water."),
    (RULES, "May I use the ladder?", "Yes, you may use it.", "No, not until it is mended."),
    (RULES, "Which rake?", "The short rake is heavier.", "The long rake is heavier."),
    (RULES, "Why?", "The barbecue was put off because of illness.", "It was put off because of a gale."),
    (RULES, "Until when?", "The warranty runs until May 2028.", "The warranty runs until May 2027."),
    (RULES, "What are four days?", "26 euros.", "24 euros."),
    (RULES, "When is it open?", "It is open from ten to five.", "It is open from ten to two."),
    (RULES, "How often is the hedge cut?", "Every four months.", "Every six months."),
    (PAPER, "Wer leitet die Kapelle?", "Frau Berger leitet die Kapelle.", "Herr Danz leitet die Kapelle."),
    (PAPER, "Darf Plastik in die braune Tonne?", "Ja, es darf in die braune Tonne.", "Nein, das darf es nicht."),
    (PAPER, "Warum?", "Die Probe wurde verlegt, weil Herr Danz krank ist.", "Weil der Saal gestrichen wird."),
]


@pytest.mark.parametrize(("context", "question", "wrong", "right"), TWINS)
async def test_a_wrong_answer_is_found_and_its_right_twin_passes(
    context: str, question: str, wrong: str, right: str
) -> None:
    said = [item_of({"question": question, "context": context, "response": each}) for each in (wrong, right)]
    found = [await verify(each, meaning=False) for each in said]
    assert [bool(each.findings) for each in found] == [True, False], found


@pytest.mark.parametrize(
    ("question", "answer", "whole"),
    [
        ("Who is the vet?", "Dr. Salas on Elm Street.", "Dr. Salas is the vet."),
        ("Who is treasurer?", "Nadia, since May.", "Nadia is the treasurer."),
        ("Which gate is shut?", "The north one.", "The north gate is shut."),
        ("How often is it cleaned?", "Twice a year.", "is it cleaned twice a year."),
        ("May I swim here?", "Yes.", "You may swim here."),
        ("May I swim here?", "Yes, but only with an adult.", ""),
        ("Who drove Ben?", "Mara drove Ben.", ""),
        ("Who did Mara drive?", "Ben.", ""),
    ],
)
def test_a_short_answer_leaves_the_rest_to_its_question(question: str, answer: str, whole: str) -> None:
    assert completed(question, answer) == whole


def test_what_a_clause_leaves_out_is_taken_from_the_one_before() -> None:
    assert spelled_out("The hall is lit, the cellar is not.") == "The hall is lit, the cellar is not lit."
    assert spelled_out("It is not.") == "It is not."


@pytest.mark.parametrize(
    "text",
    ["Ada ... and Ben !", "Mr. and Mrs. Holm, the Holms", "Ada, Ben, Cleo", "Ada . , Ben ?", "to Ada and to Ben"],
)
def test_a_list_of_names_shares_out_nothing(text: str) -> None:
    assert not list(wrong_shares("Ada went to Ben.", (text,)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "NORA members passed the plan, naming the land around Vik, Hamar, Moss and Skien as quiet zones for birds.",
            "NORA declared the south a quiet zone for birds.",
        ),
        (
            "Founded in 1998, Blue Coast is a union between the League and the DELTA Office.",
            "She was made chair of the League's DELTA Council, a union of both.",
        ),
        ("Hale-Bopp grant (Northern and New Zealand College of Painters).", "Hale is a painter of the College."),
    ],
)
def test_names_in_a_list_have_no_clause_of_their_own(text: str, said: str) -> None:
    assert not list(wrong_shares(said, (text,)))


async def test_a_temperature_that_goes_down_is_no_minus() -> None:
    found = Evidence(passages=(Passage('{"place": "Oslo", "temperature_low": -4.6, "unit": "celsius"}', ""),))
    assert await ask("grounded_numbers", draft("It goes down to five degrees.", found))
    assert not await ask("grounded_numbers", draft("It goes down to minus five degrees.", found))


async def test_a_class_of_air_is_a_state() -> None:
    found = Evidence(passages=(Passage('{"place": "Linz", "aqi": 38, "category": "fair"}', ""),))
    assert await ask("true_states", draft("The air in Linz is hazardous.", found))
    assert not await ask("true_states", draft("The air in Linz is fair.", found))


def test_a_scenario_is_in_the_language_of_its_words() -> None:
    german: dict[str, Any] = {
        "question": "Wann öffnet das Bad?",
        "answer": "Das Bad öffnet um neun Uhr.",
        "evidence": [],
    }
    assert [each.language for each in drafts(Scenario(**german))] == ["de"]
