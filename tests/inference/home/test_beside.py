"""Orders beside each other, and orders without a verb: scenes, lists, what is multiplied, what is narrowed down."""

from typing import Any

import pytest

from inference.home.context import told
from inference.home.tools import Toolbox
from inference.snapshot import Snapshot
from tests.inference.home.conversing import answered, asked, called
from tests.inference.home.houses import BOX, GERMAN, TOOLS, calls, plan

SCRIPT = {"type": "function", "function": {"name": "script__good_night", "parameters": {"type": "object"}}}
WITH_SCRIPT = Toolbox((*TOOLS, SCRIPT))
NACHT = told("- names: Gute Nacht\n  domain: script\n- names: Fernseher\n  domain: media_player\n  areas: Bad\n")


def tools_of(text: str, **house: Any) -> list[str]:
    return [tool for tool, _ in calls(text, **house)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tv off and movie night", ["TV", "Movie Night"]),
        ("movie night and tv off", ["Movie Night", "TV"]),
        ("turn off the chandelier and party mode", ["Chandelier", "Party Mode"]),
    ],
)
def test_a_scene_stands_beside_an_order(text: str, names: list[str]) -> None:
    assert [arguments["name"] for _, arguments in calls(text)] == names


def test_orders_in_a_row_end_with_a_script() -> None:
    found = tools_of("lights out lock up and good night", box=WITH_SCRIPT)
    assert found == ["HassTurnOff", "HassTurnOn", "good_night"]


def test_locking_up_locks_all_doors() -> None:
    assert calls("lock up") == [("HassTurnOn", {"domain": ["lock"]})]
    assert calls("schließ alles ab", GERMAN, "de") == [("HassTurnOn", {"domain": ["lock"]})]


def test_blinds_that_are_dropped_are_closed() -> None:
    assert calls("drop the bedroom blind") == [("HassTurnOff", {"name": "Bedroom Blind", "domain": ["cover"]})]


def test_a_script_of_several_words_is_run_by_its_name_alone() -> None:
    call = ("HassTurnOn", {"name": "Gute Nacht", "domain": ["script"]})
    assert calls("gute nacht", NACHT, "de") == [call]
    assert calls("Fernseher aus und gute Nacht", NACHT, "de")[1:] == [call]
    assert calls("gute nacht?", NACHT, "de") == []


def test_what_plays_is_turned_up_not_the_track() -> None:
    assert tools_of("next track and turn it up") == ["HassMediaNext", "HassSetVolumeRelative"]


LISTED = [
    ("milk and eggs on the shopping list", ["milk", "eggs"]),
    ("bread to the shopping list", ["bread"]),
    ("mow the lawn on chores", ["mow the lawn"]),
    ("milk is on the shopping list", []),
    ("no milk on the shopping list", []),
    ("i put milk on the shopping list", []),
    ("is there milk on the shopping list", []),
    ("milk on the wish list", []),
]


@pytest.mark.parametrize(("text", "items"), LISTED, ids=[text for text, _ in LISTED])
def test_items_alone_are_put_on_a_list_that_is_there(text: str, items: list[str]) -> None:
    assert [arguments["item"] for tool, arguments in calls(text) if tool == "HassListAddItem"] == items


def test_items_alone_in_german() -> None:
    assert [each["item"] for _, each in calls("Brot und Käse auf die Einkaufsliste", GERMAN, "de")] == ["Brot", "Käse"]
    assert calls("das Brot ist auf der Einkaufsliste", GERMAN, "de") == []


@pytest.mark.parametrize("text", ["tv twice as loud", "make the tv twice as loud"])
def test_a_thing_is_multiplied_without_a_verb(text: str) -> None:
    found = plan(text)
    assert found and [(change.quality, change.factor) for change in found.changes] == [("volume", 2.0)]


VALUES: list[tuple[str, str, tuple[str, dict[str, Any]]]] = [
    ("floor lamp to purple at 40", "en", ("HassLightSet", {"color": "purple", "brightness": 40, "name": "Floor Lamp"})),
    ("Bathroom Fan auf höchste Stufe", "de", ("HassFanSetSpeed", {"percentage": 100, "name": "Bathroom Fan"})),
    ("Bathroom Fan auf niedrige Stufe", "de", ("HassFanSetSpeed", {"percentage": 25, "name": "Bathroom Fan"})),
    ("Chandelier für mich an", "de", ("HassTurnOn", {"name": "Chandelier"})),
]


@pytest.mark.parametrize(("text", "language", "call"), VALUES, ids=[text for text, _, _ in VALUES])
def test_a_value_is_read(text: str, language: str, call: tuple[str, dict[str, Any]]) -> None:
    [(tool, arguments)] = calls(text, language=language, box=BOX)
    assert tool == call[0] and call[1].items() <= arguments.items()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["not all of them just the kitchen", "no, the kitchen", "not everywhere, only the kitchen"]
)
async def test_all_is_narrowed_to_a_room(shipped: Snapshot, text: str) -> None:
    said = ({"role": "user", "content": "turn off all the lights"}, {"role": "assistant", "content": "All right."})
    done, _, _ = await answered(asked(text, *said), shipped)
    assert called(done) == [("HassTurnOff", {"area": "Kitchen", "domain": ["light"]})]


@pytest.mark.django_db
async def test_what_somebody_left_open_is_closed(shipped: Snapshot) -> None:
    before = (
        {"role": "user", "content": "did somebody leave the garage door open"},
        {"role": "assistant", "content": "Yes."},
    )
    done, _, _ = await answered(asked("close it please", *before), shipped)
    assert called(done) == [("HassTurnOff", {"name": "Garage Door", "domain": ["cover"]})]
