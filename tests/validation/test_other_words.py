"""What a text says in other words than the answer: wrong and right twins, by the rule that tells them apart."""

import pytest

from validation.beaten import wrong_winners
from validation.chances import wrong_chances
from validation.claims import find_claims
from validation.graded import wrong_grades
from validation.instead import given_up
from validation.needed import wrong_needs
from validation.verb_parts import joined
from validation.verify import item_of, verify
from validation.whose import of_another

TWINS: list[tuple[str, str, str, str]] = [
    # verbs in two parts
    ("The board turned the plan down.", "And?", "The board accepted the plan.", "The board rejected the plan."),
    ("The fair was called off.", "And?", "The fair was postponed.", "The fair was cancelled."),
    ("Der Rat lehnte den Zaun ab.", "Und?", "Der Rat nahm den Zaun an.", "Der Rat lehnte den Zaun ab."),
    ("Der Verein hob den Beitrag an.", "Und?", "Der Verein senkte den Beitrag.", "Der Verein erhöhte den Beitrag."),
    ("She took up the post.", "And?", "She declined the post.", "She accepted the post."),
    # who won
    ("The Rooks beat the Wrens 2-0.", "Who won?", "The Rooks lost 2-0 to the Wrens.", "The Wrens lost to the Rooks."),
    ("Bonn unterlag Trier mit 0:2.", "Wer gewann?", "Bonn schlug Trier mit 2:0.", "Trier gewann gegen Bonn."),
    ("Bonn unterlag am Samstag Trier 0:2.", "Wer?", "Bonn schlug Trier am Samstag 2:0.", "Trier schlug Bonn 2:0."),
    ("Ada Quill came third in the final.", "Who won?", "Ada Quill won the final.", "Ada Quill came third."),
    ("Bonn und Trier trennten sich 1:1.", "Wer gewann?", "Bonn gewann das Spiel gegen Trier.", "Es stand 1:1."),
    # what one clause says of its own subject
    ("Hart was booked in May; Milo was the captain.", "Who?", "Milo was booked in May.", "Hart was booked in May."),
    (
        "The landlord must mend the oven; the tenant must mow.",
        "Oven?",
        "The tenant must mend the oven.",
        "The landlord must.",
    ),
    (
        "They waved the path through but threw out the hall.",
        "And?",
        "They approved the hall.",
        "They rejected the hall.",
    ),
    (
        "Boxes must be small. They are banned from the cellar.",
        "And?",
        "Boxes may go into the cellar.",
        "They are banned.",
    ),
    ("Two drops in adults and one drop in children.", "Dose?", "Two drops in children.", "Two drops in adults."),
    # what is given up, and which code is meant
    ("It leaves from gate K4 instead of K9.", "Which gate?", "It leaves from gate K9.", "It leaves from gate K4."),
    ("H1: the filter is dirty. H2: the lid is open.", "H1?", "H1 means the lid is open.", "H2: the lid is open."),
    ("Use a lamp of Type F7.", "Which lamp?", "Use a lamp of Type F9.", "Use Type F7."),
    # whose value it is
    ("Adults pay 9 euros. Pupils pay 4 euros.", "And?", "Pupils pay 9 euros.", "Pupils pay 4 euros."),
    ("Entry is 6 euros; infants get in free.", "And?", "Infants pay 6 euros.", "Entry is 6 euros."),
    (
        "Notice is two weeks; after three years it becomes eight weeks.",
        "And?",
        "After three years it is two weeks.",
        "After three years it is eight weeks.",
    ),
    # what must be, how likely, how good
    ("A ticket is required; a photo is not needed.", "And?", "You must bring a photo.", "You need a ticket."),
    ("Ein Helm ist nicht nötig.", "Und?", "Sie brauchen einen Helm.", "Sie brauchen keinen Helm."),
    ("Bergen: 75% chance of rain.", "Rain?", "No, rain is unlikely.", "Yes, rain is likely."),
    ("Regenwahrscheinlichkeit 10 %.", "Regen?", "Regen ist wahrscheinlich.", "Regen ist unwahrscheinlich."),
    ("The index is 112, which is unhealthy.", "Air?", "An index of 112 is good.", "An index of 112 is bad."),
    # shares, gaps and multiples
    ("Of 300 homes, 180 have heat pumps.", "Share?", "80% of the homes.", "60% of the homes."),
    ("90 of the 120 pupils came.", "Share?", "A quarter of the pupils came.", "Three quarters of the pupils came."),
    ("Finch has 31 points, three more than Swift.", "Swift?", "Swift has 34 points.", "Swift has 28 points."),
    ("Profit halved to 40 million euros.", "Before?", "It was 60 million euros.", "It was 80 million euros."),
    (
        "Doors close 20 minutes before the start at 13:45.",
        "When?",
        "20 minutes before, at 13:35.",
        "At 13:25, before it.",
    ),
    ("It goes to 3 below in the hills.", "Cold?", "It goes to minus five.", "It goes to minus three."),
    ("One ticket is 6 euros.", "Two?", "Two tickets are 14 euros.", "Two tickets are 12 euros."),
    ("Sales were 2,391 million dollars.", "Sales?", "About 2.8 billion dollars.", "About 2.4 billion dollars."),
    ("Open from 8 in the morning until 1 in the afternoon.", "Long?", "It lasts six hours.", "It lasts five hours."),
]


@pytest.mark.parametrize(("context", "question", "wrong", "right"), TWINS)
async def test_a_wrong_answer_is_found_and_its_right_twin_passes(
    context: str, question: str, wrong: str, right: str
) -> None:
    said = [item_of({"question": question, "context": context, "response": each}) for each in (wrong, right)]
    found = [await verify(each, meaning=False) for each in said]
    assert [bool(each.findings) for each in found] == [True, False], found


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("They turned the old plan down.", "they rejected the old plan ."),
        ("They turned down the street.", "they rejected the street ."),
        ("Er lehnte das Angebot über 2,5 Millionen ab.", "er abgelehnt das angebot über 2,5 millionen ."),
        ("Sie nahm an der Wahl teil.", "sie nahm an der wahl teil ."),
        ("Die Firma kürzte die Löhne.", "die firma gekürzt die löhne ."),
    ],
)
def test_a_verb_in_two_parts_is_read_as_one(text: str, whole: str) -> None:
    assert joined(text) == whole


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("half of the members", "%", 50.0),
        ("ein Viertel der Mitglieder", "%", 25.0),
        ("four in five", "%", 80.0),
    ],
)
def test_a_share_in_words_is_a_claim(text: str, unit: str, value: float) -> None:
    assert (find_claims(text)[0].value, find_claims(text)[0].unit) == (value, unit)


@pytest.mark.parametrize("text", ["the second half of the match", "two in five minutes", "a quarter of an hour"])
def test_what_only_looks_like_a_share_is_none(text: str) -> None:
    assert all(claim.unit != "%" for claim in find_claims(text))


@pytest.mark.parametrize(
    ("rule", "text", "said"),
    [
        (
            wrong_winners,
            "The Rooks beat the Wrens in May. The Wrens beat the Rooks in June.",
            "The Wrens beat the Rooks.",
        ),
        (given_up, "Gate K4 instead of K9. K9 is for guests.", "Guests use K9."),
        (given_up, "It leaves from K4 instead of K9.", "It was moved from K9."),
        (wrong_needs, "Boots are required in winter. Boots are not required in summer.", "You need boots."),
        (wrong_chances, "A 75% chance of rain in Bergen, 5% chance of rain in Oslo.", "Rain is unlikely."),
        (wrong_grades, "112 is good for adults. 112 is bad for children.", "112 is good."),
        (of_another, "The ticket costs 5 euros on weekdays and 7 euros on Sundays.", "The ticket costs 7 euros."),
        (of_another, "The Swan Inn has 40 rooms. It seats 25 guests.", "The Swan Inn seats 25 guests."),
    ],
)
def test_what_the_texts_bear_out_somewhere_is_no_objection(rule: object, text: str, said: str) -> None:
    assert callable(rule)
    assert not list(rule(said, (text,)))
