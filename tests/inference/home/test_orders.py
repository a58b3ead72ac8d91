"""Orders for devices: what is certain is called, what is in doubt asks back, and nothing is ever widened."""

from typing import Any

import pytest

from inference.home.context import House
from tests.inference.home.houses import GERMAN, HOUSE, NOWHERE, calls, doubt, kind, plan

ON, OFF, SET = "HassTurnOn", "HassTurnOff", "HassLightSet"
HERE: dict[str, Any] = {"area": "Living Room", "domain": ["light"]}


def named(name: str, domain: str) -> dict[str, Any]:
    return {"name": name, "domain": [domain]}


CERTAIN: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = [
    ("turn on the light", [(ON, HERE)]),
    ("switch every light in here off", [(OFF, HERE)]),
    ("could you please light up the bedroom?", [(ON, {"area": "Bedroom", "domain": ["light"]})]),
    ("turn on the bedroom lamp", [(ON, named("Bedroom Lamp", "light"))]),
    ("turn the lamp in the bedroom on", [(ON, named("Bedroom Lamp", "light"))]),
    ("toggle the desk light", [("HassToggle", named("Desk Light", "light"))]),
    ("dim the floor lamp to 30 percent", [(SET, {"brightness": 30, **named("Floor Lamp", "light")})]),
    ("set the hall light to half", [(SET, {"brightness": 50, **named("Hall Light", "light")})]),
    ("make the lights in the office blue", [(SET, {"color": "blue", **named("Desk Light", "light")})]),
    ("make the chandelier blue", [(SET, {"color": "blue", **named("Chandelier", "light")})]),
    ("make the light in the office warm white", [(SET, {"temperature": 2700, **named("Desk Light", "light")})]),
    (
        "set the office thermostat to 21.5 degrees",
        [("HassClimateSetTemperature", {"temperature": 21.5, "name": "Office Thermostat"})],
    ),
    ("open the patio awning to 40%", [("HassSetPosition", {"position": 40, **named("Patio Awning", "cover")})]),
    ("open the blind in the bedroom", [(ON, named("Bedroom Blind", "cover"))]),
    ("shut the kitchen window", [(OFF, named("Kitchen Window", "cover"))]),
    ("lock the front door", [(ON, named("Front Door Lock", "lock"))]),
    ("unlock the kitchen door lock", [(OFF, named("Kitchen Door Lock", "lock"))]),
    ("close the garage door", [(OFF, named("Garage Door", "cover"))]),
    ("start Rover", [("HassVacuumStart", {"name": "Rover"})]),
    ("send the kitchen robot back to its base", [("HassVacuumReturnToBase", {"name": "Kitchen Robot"})]),
    ("set the volume of the tv to 15", [("HassSetVolume", {"volume_level": 15, "name": "TV"})]),
    ("turn the volume down", [("HassSetVolumeRelative", {"volume_step": "down", "name": "TV"})]),
    ("pause the outdoor speakers", [("HassMediaPause", {"name": "Outdoor Speakers"})]),
    ("pause the speakers outside", [("HassMediaPause", {"name": "Outdoor Speakers"})]),
    ("next song", [("HassMediaNext", {"name": "TV"})]),
    ("activate movie night", [(ON, named("Movie Night", "scene"))]),
    ("change to party mode", [(ON, named("Party Mode", "scene"))]),
    ("set the bathroom fan to 60 percent", [("HassFanSetSpeed", {"percentage": 60, "name": "Bathroom Fan"})]),
    ("turn on the water in the front yard", [(ON, named("Front Yard Valve", "valve"))]),
    ("broadcast that dinner is served", [("HassBroadcast", {"message": "dinner is served"})]),
]


@pytest.mark.parametrize(("text", "wanted"), CERTAIN, ids=[text for text, _ in CERTAIN])
def test_what_is_certain_is_called(text: str, wanted: list[tuple[str, dict[str, Any]]]) -> None:
    assert calls(text) == wanted


def test_the_fan_tool_takes_a_share() -> None:
    assert calls("turn on the bathroom fan") == [(ON, named("Bathroom Fan", "fan"))]


SEVERAL = [
    ("turn on the kitchen and bedroom lights", ["Kitchen", "Bedroom"]),
    ("turn off the lights in the kitchen and the office", ["Kitchen", "Desk Light"]),
    ("switch off the lights and the fan in the kitchen", ["Kitchen", "Kitchen Fan"]),
    ("turn on the bedroom lamp, the floor lamp and the chandelier", ["Bedroom Lamp", "Floor Lamp", "Chandelier"]),
    ("turn off all lights except the floor lamp", ["Overhead Light"]),
    ("turn off everything in the bathroom", ["Bathroom"]),
]


@pytest.mark.parametrize(("text", "where"), SEVERAL, ids=[text for text, _ in SEVERAL])
def test_several_things_are_several_calls(text: str, where: list[str]) -> None:
    assert [arguments.get("name") or arguments["area"] for _, arguments in calls(text)] == where


def test_all_but_another_room_means_the_other_rooms() -> None:
    names = {arguments["name"] for _, arguments in calls("turn off all lights except the kitchen")}
    assert "Bedroom Lamp" in names and "Porch Light" in names
    assert not names & {"Kitchen Ceiling", "Counter Spots"}


def test_everything_is_what_can_be_switched_without_harm() -> None:
    ((_, arguments),) = calls("turn off everything in the kitchen")
    assert arguments == {"area": "Kitchen", "domain": ["light", "switch", "fan", "media_player"]}


def test_the_whole_house_only_where_it_is_said() -> None:
    assert calls("turn off the lights in the whole house") == [(OFF, {"domain": ["light"]})]
    assert calls("turn off all the lights") == [(OFF, HERE)]
    assert doubt("turn off all the lights", NOWHERE).kind == "where"


DOUBTS = [
    ("shut the front door", "cannot"),
    ("turn on the ceiling light", "several"),
    ("turn on the spotlights", "none"),
    ("turn off the christmas lights", "none"),
    ("stop the vacuum", "cannot"),
    ("pause the vacuum", "cannot"),
    ("toggle the garage door", "cannot"),
    ("turn on hall motion", "cannot"),
    ("turn on the lights for ten minutes", "later"),
    ("turn on the frobnicator lights", "unknown"),
    ("turn on the small light", "unknown"),
    ("turn on the lights in the attic", "area"),
    ("turn off the tv lights", "unknown"),
    ("turn on the fan in the garage", "none"),
    ("lock the door", "several"),
    ("turn off everything", "where"),
    ("open the front door lock", "unlock"),
    ("turn on the floor lamp at 7 pm", "later"),
    ("if it rains, close the kitchen window", "later"),
    ("turn off the lights and everything in the frobnicator", "unknown"),
]


@pytest.mark.parametrize(("text", "why"), DOUBTS, ids=[text for text, _ in DOUBTS])
def test_what_is_in_doubt_asks_back(text: str, why: str) -> None:
    assert doubt(text).kind == why


def test_a_choice_names_the_things() -> None:
    assert doubt("lock the door").options == ("Kitchen Door Lock", "Front Door Lock")


@pytest.mark.parametrize(
    "text",
    [
        "is the bedroom lamp on?", "did you turn on the light?", "how do I turn on the fan?", "lights on?",
        "what happens if I open the garage door", "why is the kitchen window open", "should I lock the front door?",
    ],
)  # fmt: skip
def test_a_question_is_never_an_order(text: str) -> None:
    assert calls(text) == []


def test_what_is_forbidden_is_left() -> None:
    assert kind("don't turn off the floor lamp") == "leave"
    assert kind("never open the garage door") == "leave"


@pytest.mark.parametrize(
    "text", ["what's the weather in Paris", "who wrote Faust", "tell me a joke", "open an account"]
)
def test_other_things_are_no_orders(text: str) -> None:
    assert kind(text) in {"", "ask"} and calls(text) == []


def test_a_long_sentence_is_no_order() -> None:
    assert kind("turn on the floor lamp " + "please " * 60 + "unless it is on") == ""


def test_a_thing_called_by_a_small_word_is_not_meant_by_it() -> None:
    odd = type(HOUSE)(register=_register("- names: On\n  domain: light\n- names: Lamp\n  domain: light\n"))
    assert calls("turn on the lamp", odd) == [(ON, named("Lamp", "light"))]


def test_a_class_that_no_name_tells_is_left_to_the_client() -> None:
    ((tool, arguments),) = calls("open the window")
    assert tool == ON and arguments == {"area": "Living Room", "domain": ["cover"], "device_class": ["window"]}


def test_a_negation_is_left_in_german_too() -> None:
    assert kind("mach das licht nicht an", GERMAN, "de") == "leave"


TOGETHER: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = [
    ("turn on the floor lamp and close the kitchen window",
     [(ON, named("Floor Lamp", "light")), (OFF, named("Kitchen Window", "cover"))]),
    ("make the floor lamp red and the chandelier blue",
     [(SET, {"color": "red", **named("Floor Lamp", "light")}),
      (SET, {"color": "blue", **named("Chandelier", "light")})]),
    ("set the floor lamp to 30 and the chandelier to 60 percent",
     [(SET, {"brightness": 30, **named("Floor Lamp", "light")}),
      (SET, {"brightness": 60, **named("Chandelier", "light")})]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TOGETHER, ids=[text for text, _ in TOGETHER])
def test_two_orders_in_one_are_two(text: str, wanted: list[tuple[str, dict[str, Any]]]) -> None:
    assert calls(text) == wanted


def test_two_orders_of_which_one_is_in_doubt_move_nothing() -> None:
    assert calls("turn on the floor lamp and close the frobnicator") == []


WORDED = [
    ("i need the garage door open", (ON, named("Garage Door", "cover"))),
    ("i'd like the chandelier at 75%", (SET, {"brightness": 75, **named("Chandelier", "light")})),
    ("would you mind turning off the chandelier", (OFF, named("Chandelier", "light"))),
    ("turn the chandelier back on", (ON, named("Chandelier", "light"))),
    ("raise the bedroom blind all the way", (ON, named("Bedroom Blind", "cover"))),
    ("set the office thermostat to 19 and a half degrees",
     ("HassClimateSetTemperature", {"temperature": 19.5, "name": "Office Thermostat"})),
    ("close everything in the bedroom", (OFF, named("Bedroom Blind", "cover"))),
    ("close the garage door, not the bedroom blind", (OFF, named("Garage Door", "cover"))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), WORDED, ids=[text for text, _ in WORDED])
def test_other_wordings(text: str, wanted: tuple[str, dict[str, Any]]) -> None:
    assert calls(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "whatever you do, don't unlock the front door", "under no circumstances open the garage door",
        "it's movie night", "open everything in the garage", "i turned on the floor lamp",
        "when the timer is done turn off the floor lamp", "nobody should unlock the front door",
    ],
)  # fmt: skip
def test_nothing_moves_by_what_is_forbidden_told_or_wide(text: str) -> None:
    assert calls(text) == []


def test_without_a_list_of_things_a_room_and_a_kind_are_enough() -> None:
    bare = House(room="Kitchen")
    assert calls("turn on the lights", bare) == [(ON, {"area": "Kitchen", "domain": ["light"]})]
    assert calls("turn on the bedroom lights", bare) == [(ON, {"area": "bedroom", "domain": ["light"]})]
    assert kind("turn on the lights", House()) == "unsure"


def test_a_thing_in_two_rooms_is_told_apart_by_its_room() -> None:
    assert HOUSE.register.bearers("TV")
    lamp = "- names: Lamp\n  domain: light\n  areas: {}\n"
    from_two = type(HOUSE)(register=_register(lamp.format("Hall") + lamp.format("Study")))
    assert calls("turn on the lamp in the hall", from_two) == [
        (ON, {"name": "Lamp", "area": "Hall", "domain": ["light"]})
    ]
    assert doubt("turn on the lamp", from_two).options == ("Lamp (Hall)", "Lamp (Study)")


def _register(text: str) -> Any:
    from inference.home.context import listed  # noqa: PLC0415 for this one test

    return listed(text)


GERMAN_ORDERS: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = [
    ("mach das licht an", [(ON, {"area": "Wohnzimmer", "domain": ["light"]})]),
    ("schalte die Stehlampe aus", [(OFF, named("Stehlampe", "light"))]),
    ("mach die Deckenlampe in der Küche auf 40 Prozent", [(SET, {"brightness": 40, **named("Deckenlampe", "light")})]),
    ("fahr den Rollladen in der Küche runter", [(OFF, named("Rollladen Küche", "cover"))]),
    ("stell die Heizung auf 21 Grad", [("HassClimateSetTemperature", {"temperature": 21, "name": "Heizung"})]),
    ("schließ die Haustür ab", [(ON, named("Haustür", "lock"))]),
    ("färbe die Stehlampe rot", [(SET, {"color": "red", **named("Stehlampe", "light")})]),
    ("stell einen Timer auf 10 Minuten", [("HassStartTimer", {"minutes": 10})]),
    ("setze Milch auf die Einkaufsliste", [("HassListAddItem", {"item": "Milch", "name": "Einkaufsliste"})]),
]


@pytest.mark.parametrize(("text", "wanted"), GERMAN_ORDERS, ids=[text for text, _ in GERMAN_ORDERS])
def test_german_orders(text: str, wanted: list[tuple[str, dict[str, Any]]]) -> None:
    assert calls(text, GERMAN, "de") == wanted


@pytest.mark.parametrize(
    ("text", "why"), [("mach das licht auf dem dachboden an", "area"), ("mach alles aus", "where")]
)
def test_german_doubts(text: str, why: str) -> None:
    assert doubt(text, GERMAN, "de").kind == why


def test_what_keeps_the_house_shut_is_marked() -> None:
    for text in ("unlock the front door lock", "open the garage door", "lock the door"):
        found = plan(text)
        assert found and found.wary, text
    found = plan("turn on the floor lamp")
    assert found and not found.wary


PLAINLY: list[tuple[str, list[tuple[str, str]]]] = [
    ("tell Rover to go to the dock", [("HassVacuumReturnToBase", "Rover")]),
    ("ask Rover to start cleaning", [("HassVacuumStart", "Rover")]),
    ("Rover should go home", [("HassVacuumReturnToBase", "Rover")]),
    ("don't turn on the floor lamp, turn on the desk light", [(ON, "Desk Light")]),
    ("don't turn on the floor lamp turn on the desk light", [(ON, "Desk Light")]),
    ("don't turn on the floor lamp but the desk light", [(ON, "Desk Light")]),
    ("do not open the bedroom blind, close it", [(OFF, "Bedroom Blind")]),
    ("uh turn on the um floor lamp", [(ON, "Floor Lamp")]),
]


@pytest.mark.parametrize(("text", "wanted"), PLAINLY, ids=[text for text, _ in PLAINLY])
def test_an_order_in_a_roundabout_way(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(tool, arguments["name"]) for tool, arguments in calls(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "don't turn on the floor lamp or the desk light",
        "don't turn on the floor lamp and turn on the desk light",
        "do not forget to turn off the desk light",
        "Rover stop",
    ],
)
def test_what_may_be_forbidden_too_moves_nothing(text: str) -> None:
    assert calls(text) == []


def test_everything_but_a_thing_of_this_room_is_this_room() -> None:
    found = {arguments["name"] for _, arguments in calls("turn off everything but the tv")}
    assert found == {"Overhead Light", "Floor Lamp", "Living Room Fan", "Living Room Thermostat"}


@pytest.mark.parametrize(
    "text", ["turn off everything but the desk light", "turn everything off but leave the desk light on"]
)
def test_everything_but_a_thing_of_another_room_is_the_house(text: str) -> None:
    found = {arguments["name"] for _, arguments in calls(text)}
    assert "Desk Light" not in found and {"TV", "Office Thermostat", "Porch Light"} <= found


def test_everything_but_a_room() -> None:
    found = {arguments["name"] for _, arguments in calls("turn off everything except the bedroom")}
    assert "Bedroom Lamp" not in found and "Floor Lamp" in found


def test_each_half_has_its_own_state() -> None:
    assert [tool for tool, _ in calls("lights off in the kitchen and on in the office")] == [OFF, ON]
    assert [tool for tool, _ in calls("Licht in der Küche aus und im Wohnzimmer an", GERMAN, "de")] == [OFF, ON]


@pytest.mark.parametrize(
    ("text", "tool", "name"),
    [
        ("mach nicht die Stehlampe an, mach die Deckenlampe an", ON, "Deckenlampe"),
        ("mach die Stehlampe nicht an sondern die Deckenlampe", ON, "Deckenlampe"),
        ("sag dem Fernseher er soll pausieren", "HassMediaPause", "Fernseher"),
        ("die Heizung soll aus", OFF, "Heizung"),
    ],
)
def test_a_roundabout_way_in_german(text: str, tool: str, name: str) -> None:
    assert [(called, arguments["name"]) for called, arguments in calls(text, GERMAN, "de")] == [(tool, name)]
