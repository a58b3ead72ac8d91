"""Where things are, what comes first, which of a list, and who won a draw: wrong answers with their right twins."""

import pytest

from validation.claims import find_claims
from validation.coordinated import wrong_shares
from validation.listed import wrong_items
from validation.steps import wrong_steps
from validation.verify import item_of, verify
from validation.whereabouts import misplaced

HUT = (
    "The lamp oil is in the tin trunk. The fuses are in the wall cupboard. The boat key hangs behind the door, the "
    "shed key lies under the bench. First drain the pump, then close the valve. Sweep the flue before you light the "
    "stove. Bring candles, matches, rope and tape. The wardens are Signe, Tove and Bjarne."
)
HÜTTE = "Die Decken liegen im Schrank. Die Töpfe stehen auf dem Regal. Zuerst das Wasser abdrehen, dann den Strom."
DRAW = {"home": "Terns", "away": "Gulls", "home_score": 3, "away_score": 3, "status": "final"}
TWINS: list[tuple[object, str, str, str]] = [
    (HUT, "Where is the lamp oil?", "In the wall cupboard.", "In the tin trunk."),
    (HUT, "Where are the fuses?", "The fuses are in the tin trunk.", "The fuses are in the wall cupboard."),
    (HUT, "Where is the boat key?", "The boat key is under the bench.", "The boat key is behind the door."),
    (HUT, "What comes first?", "First close the valve, then drain the pump.", "First drain the pump, then the valve."),
    (HUT, "And then?", "Close the valve first, then drain the pump.", "Drain the pump first, then close the valve."),
    (HUT, "How?", "Close the valve, then drain the pump.", "Drain the pump, and then close the valve."),
    (HUT, "When?", "Light the stove before you sweep the flue.", "You light the stove after you sweep the flue."),
    (HUT, "What do I bring?", "Candles, matches, blankets and tape.", "Candles, tape, rope and matches."),
    (HUT, "Who are they?", "The wardens are Signe, Ragna and Bjarne.", "The wardens are Bjarne, Signe and Tove."),
    (HÜTTE, "Wo sind die Töpfe?", "Die Töpfe stehen im Schrank.", "Die Töpfe stehen auf dem Regal."),
    (HÜTTE, "Was zuerst?", "Zuerst den Strom, dann das Wasser.", "Zuerst das Wasser, dann den Strom."),
    (DRAW, "How did they do?", "They won three to three.", "They drew three all."),
    (DRAW, "How did we do?", "We lost.", "We drew."),
]


@pytest.mark.parametrize(("context", "question", "wrong", "right"), TWINS)
async def test_a_wrong_answer_is_found_and_its_right_twin_passes(
    context: object, question: str, wrong: str, right: str
) -> None:
    said = [item_of({"question": question, "context": context, "response": each}) for each in (wrong, right)]
    found = [await verify(each, meaning=False) for each in said]
    assert [bool(each.findings) for each in found] == [True, False], found


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("an hour and thirty-five minutes", 1 + 35 / 60),
        ("a day and six hours", 30.0),
        ("half a day, twelve hours", 12.0),
        ("2 hours, 30 minutes", 2.5),
    ],
)
def test_a_duration_of_two_parts_is_one_and_one_said_twice_counts_once(said: str, hours: float) -> None:
    first = find_claims(f"It takes {said}.")[0]
    factor = {"h": 1.0, "day": 24.0}[first.unit]
    assert float(first.value) * factor == pytest.approx(hours)


def test_what_somebody_is_may_be_told_in_other_words() -> None:
    text = "Mara Holm is a poet, physician, sailor and gardener."
    assert not list(wrong_items("She is a poet, doctor, sailor and gardener.", (text,)))


@pytest.mark.parametrize("text", ["a" * 65_536, "first" + " " * 65_000 + "x", "a, " * 20_000, "is in the " * 6_000])
def test_a_text_without_any_order_is_read_at_once(text: str) -> None:
    """Each would take minutes if it cost its square."""
    for found in (wrong_items, wrong_steps, misplaced, wrong_shares):
        assert not [*found(text, ("Bring a, b and c.",)), *found("Bring a, b and d.", (text,))]
