"""A product, a share and a sum of known values pass; another colour, or a permission against a ban, does not."""

import pytest

from ragdomains.types import Evidence, Passage
from tests.validation.drafts import ask, draft


async def objections(kind: str, sentence: str, text: str, question: str = "How is it?") -> list[str]:
    about = draft(sentence, Evidence(passages=(Passage(text, "page"),)), question=question)
    return [each.message for each in await ask(kind, about)]


RENT = "The deposit is two months' rent. The monthly rent is 940 euros."
COUNTED = "Of 300 invited households, 180 took part."
COSTS = "Die Kaltmiete beträgt 710 Euro, die Nebenkosten 190 Euro."


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (RENT, "The deposit is two months' rent, 1,880 euros.", "The deposit is two months' rent, 1,990 euros."),
        (COUNTED, "180 of the 300 took part, that is 60 percent.", "180 of the 300 took part, that is 40 percent."),
        (COSTS, "Zusammen sind es 900 Euro.", "Zusammen sind es 950 Euro."),
    ],
)
async def test_a_product_a_share_and_a_sum_are_worked_out(text: str, right: str, wrong: str) -> None:
    assert await objections("grounded_numbers", right, text) == []
    assert await objections("grounded_numbers", wrong, text)


FOLDER = "The warranty card is in the blue folder on the shelf."


@pytest.mark.parametrize(
    ("sentence", "objects"),
    [
        ("The warranty card is in the red folder.", True),
        ("It is in the red folder.", True),
        ("It is in the blue folder.", False),
        ("It is not in the red folder.", False),
        ("The sofa by the window is red.", False),
        ("The card on the shelf with the red heads is in the folder.", False),
    ],
)
async def test_another_colour_of_the_same_is_an_objection(sentence: str, objects: bool) -> None:
    found = await objections("said_otherwise", sentence, FOLDER)
    assert ("The text names another colour." in found) is objects


async def test_you_may_do_what_is_forbidden_is_an_objection() -> None:
    ban = "Smoking is forbidden on balconies and in the stairwell."
    assert await objections("said_otherwise", "Yes, you may smoke on the balcony.", ban, "May I smoke?")
    assert await objections("said_otherwise", "No, smoking is forbidden on balconies.", ban, "May I smoke?") == []


async def test_two_numbers_of_one_sentence_keep_their_own_words() -> None:
    room = "The room holds 40 guests seated or 60 standing."
    assert await objections("said_otherwise", "40 seated or 60 standing.", room) == []
    assert await objections("said_otherwise", "60 seated or 40 standing.", room)


async def test_who_stands_right_before_the_verb_does_it() -> None:
    text = "The vaccine reduced severe cases by 41 percent in adults over 60."
    assert await objections("said_otherwise", "In adults over 60 it reduced severe cases by 41 percent.", text) == []
