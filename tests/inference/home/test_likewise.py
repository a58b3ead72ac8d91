"""What is said once for two things, and an order that is given once more for another."""

from typing import Any

import pytest

from inference.home.context import told
from inference.snapshot import Snapshot
from tests.inference.home.conversing import answered, asked, called
from tests.inference.home.houses import HOUSE, calls

WOHNUNG = told(
    """- names: Stehlampe
  domain: light
  areas: Wohnzimmer
- names: Pendelleuchte
  domain: light
  areas: Esszimmer
- names: Rollladen Schlafzimmer
  domain: cover
  areas: Schlafzimmer
- names: Rollladen Kinderzimmer
  domain: cover
  areas: Kinderzimmer

You are in area Schlafzimmer and all generic commands should target it.
"""
)


@pytest.mark.parametrize(
    "text", ["lights on in the living and dining rooms", "turn on the living and dining room lights"]
)
def test_rooms_share_the_end_of_their_names(text: str) -> None:
    assert [arguments.get("area") or arguments.get("name") for _, arguments in calls(text)] == [
        "Living Room",
        "Chandelier",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Licht im Wohn- und Esszimmer an", ["Stehlampe", "Pendelleuchte"]),
        ("Rollläden im Schlaf- und Kinderzimmer runter", ["Rollladen Schlafzimmer", "Rollladen Kinderzimmer"]),
    ],
)
def test_compounds_share_their_end(text: str, names: list[str]) -> None:
    assert [arguments["name"] for _, arguments in calls(text, WOHNUNG, "de")] == names


def test_things_share_the_end_of_their_names() -> None:
    house = told("- names: Left Hatch\n  domain: cover\n- names: Right Hatch\n  domain: cover\n")
    assert [arguments["name"] for _, arguments in calls("open the left and right hatch", house)] == [
        "Left Hatch",
        "Right Hatch",
    ]


def test_things_share_the_beginning_of_their_names() -> None:
    assert [arguments["name"] for _, arguments in calls("open curtain left and right")] == [
        "Curtain Left",
        "Curtain Right",
    ]


def test_a_part_of_a_name_is_of_whom_it_is() -> None:
    house = told(
        "- names: Bettlampe Anna\n  domain: light\n  areas: Schlafzimmer\n"
        "- names: Bettlampe Ben\n  domain: light\n  areas: Schlafzimmer\n"
        "- names: Legolampe\n  domain: light\n  areas: Jonas Zimmer\n"
    )
    assert [each["name"] for _, each in calls("die Lampe von Ben an", house, "de")] == ["Bettlampe Ben"]
    assert [each["name"] for _, each in calls("die Lampe von Jonas an", house, "de")] == ["Legolampe"]


def test_a_room_is_told_by_a_word_of_its_own() -> None:
    house = told("- names: Pendants\n  domain: light\n  areas: Breakfast Nook\n- names: Spots\n  domain: light\n")
    assert [each["name"] for _, each in calls("lights on in the nook", house)] == ["Pendants"]


def test_what_is_called_so_in_no_room_stays_unknown() -> None:
    assert calls("lights on in the sewing and dining rooms", HOUSE) == []


AGAIN: list[tuple[str, str, str, tuple[str, dict[str, Any]]]] = [
    ("turn on the chandelier", "the hall light too", "en", ("HassTurnOn", {"name": "Hall Light"})),
    ("set the chandelier to 30", "and the hall light as well", "en", ("HassLightSet", {"name": "Hall Light"})),
    ("open curtain left", "and the right", "en", ("HassTurnOn", {"name": "Curtain Right"})),
    ("start Rover", "okay send him home", "en", ("HassVacuumReturnToBase", {"name": "Rover"})),
    ("start Rover", "back to base", "en", ("HassVacuumReturnToBase", {"name": "Rover"})),
    ("Chandelier an", "Hall Light auch", "de", ("HassTurnOn", {"name": "Hall Light"})),
    ("starte Rover", "wieder zurück zur Station", "de", ("HassVacuumReturnToBase", {"name": "Rover"})),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "text", "language", "call"), AGAIN, ids=[f"{a}|{b}" for a, b, _, _ in AGAIN])
async def test_the_order_before_is_for_another_thing_too(
    shipped: Snapshot, before: str, text: str, language: str, call: tuple[str, dict[str, Any]]
) -> None:
    said = ({"role": "user", "content": before}, {"role": "assistant", "content": "All right."})
    done, _, _ = await answered(asked(text, *said, language=language), shipped)
    tool, arguments = call
    assert [name for name, _ in called(done)] == [tool]
    assert arguments.items() <= called(done)[0][1].items()


SIZES = [
    ("set the floor lamp to 50", "a bit brighter", "en", 0),
    ("set the floor lamp to 50", "brighter", "en", 1),
    ("set the floor lamp to 50", "a lot brighter", "en", 2),
    ("Floor Lamp auf 50 Prozent", "ein bisschen heller", "de", 0),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "text", "language", "size"), SIZES, ids=[text for _, text, _, _ in SIZES])
async def test_how_much_further_is_kept(shipped: Snapshot, before: str, text: str, language: str, size: int) -> None:
    said = ({"role": "user", "content": before}, {"role": "assistant", "content": "All right."})
    done, _, _ = await answered(asked(text, *said, language=language), shipped)
    plan = done.parts[0].plan
    assert plan and [(change.quality, change.size) for change in plan.changes] == [("brightness", size)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "text"), [("what time is it", "the hall light too"), ("start Rover", "is he going back to base?")]
)
async def test_nothing_is_done_where_nothing_was_ordered(shipped: Snapshot, before: str, text: str) -> None:
    said = ({"role": "user", "content": before}, {"role": "assistant", "content": "All right."})
    done, _, _ = await answered(asked(text, *said), shipped)
    assert [name for name, _ in called(done) if name != "GetLiveContext"] == []
