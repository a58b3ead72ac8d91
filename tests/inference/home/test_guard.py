"""A model's calls are held to what was said."""

from typing import Any

import orjson
import pytest

from inference.backends import ToolCall
from inference.home.context import House, told
from inference.home.guard import Guard, claims
from tests.inference.home.houses import HOUSE, TOOLS


def guard(text: str) -> Guard:
    return Guard(text, HOUSE, TOOLS, "en")


def let(text: str, tool: str, **arguments: Any) -> dict[str, Any] | None:
    call = guard(text).let_through(ToolCall(tool, orjson.dumps(arguments).decode()))
    return orjson.loads(call.arguments) if call else None


ON = "intent__HassTurnOn"


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("make it cozy in here", {"name": "Floor Lamp"}),
        ("make it cozy in here", {"area": "Living Room", "domain": ["light"]}),
        ("make the kitchen cozy", {"area": "Kitchen", "domain": ["light"]}),
        ("make the whole house bright", {"domain": ["light"]}),
        ("make the office cozy", {"area": "Office"}),
        ("make it cozy upstairs", {"floor": "upstairs", "domain": ["light"]}),
        ("make the living room dim", {"area": "Living Room", "domain": ["cover"], "device_class": ["curtain"]}),
    ],
)
def test_what_was_spoken_of_passes(text: str, arguments: dict[str, Any]) -> None:
    assert let(text, ON, **arguments) == arguments


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("make it cozy in here", {"name": "Disco Ball"}),
        ("make it cozy in here", {"area": "Bedroom", "domain": ["light"]}),
        ("make it cozy in here", {"domain": ["light"]}),
        ("I am leaving", {"name": "Front Door Lock"}),
        ("I am leaving", {"name": "Garage Door"}),
        ("I am leaving", {"area": "Kitchen", "domain": ["lock"]}),
        ("make it cozy in here", {}),
        ("make it cozy in here", {"device_class": ["tv"]}),
        ("make the kitchen cozy", {"area": "Kitchen"}),
        ("make the garage cozy", {"area": "Garage", "domain": ["cover"]}),
        ("make it cozy upstairs", {"floor": "upstairs"}),
        ("make it cozy in here", {"floor": "upstairs", "domain": ["light"]}),
        ("is the floor lamp on?", {"name": "Floor Lamp"}),
    ],
)
def test_what_nobody_spoke_of_does_not(text: str, arguments: dict[str, Any]) -> None:
    assert let(text, ON, **arguments) is None


SCRIPTS = (
    {"type": "function", "function": {"name": "open_garage", "parameters": {}}},
    {"type": "function", "function": {"name": "disarm_alarm", "parameters": {}}},
    {"type": "function", "function": {"name": "cozy_evening", "parameters": {}}},
    {"type": "function", "function": {"name": "execute_services", "parameters": {}}},
)


def script(text: str, tool: str, /, house: House = HOUSE, **arguments: Any) -> bool:
    held = Guard(text, house, (*TOOLS, *SCRIPTS), "en")
    return held.let_through(ToolCall(tool, orjson.dumps(arguments).decode())) is not None


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("open_garage", {}),
        ("disarm_alarm", {}),
        ("intent__HassStartTimer", {"seconds": 1, "conversation_command": "unlock the front door"}),
        ("execute_services", {"list": [{"domain": "lock", "service": "unlock", "service_data": {"area_id": "hall"}}]}),
        ("execute_services", {"list": [{"domain": "light", "service": "turn_on", "service_data": {}}]}),
    ],
)
def test_what_keeps_the_house_shut_is_moved_by_no_way_round(name: str, arguments: dict[str, Any]) -> None:
    assert not script("make it cozy in here", name, **arguments)


def test_a_script_is_run_and_one_that_opens_only_in_the_users_own_words() -> None:
    assert script("make it cozy in here", "cozy_evening")
    assert script("be so kind and see to the garage", "open_garage")


def test_where_the_house_is_not_told_a_lock_is_known_by_its_name() -> None:
    assert script("make it cozy", ON, house=House(), name="Floor Lamp")
    assert not script("make it cozy", ON, house=House(), name="Front Door")
    assert not script("make it cozy", ON, house=House(), name="Yale", domain=["lock"])


def test_a_switch_that_opens_the_garage_is_guarded_as_a_door_is() -> None:
    house = told("- names: Garage Opener\n  domain: switch\n- names: Garage Light\n  domain: light\n  areas: Garage\n")
    assert not script("I am leaving the garage", ON, house=house, name="Garage Opener")
    assert script("I am in the garage", ON, house=house, name="Garage Light")


def test_arguments_are_mended_where_only_their_shape_is_wrong() -> None:
    made = let("make it cozy", "light__HassLightSet", name="Floor Lamp", brightness="30", domain="light", mood="warm")
    assert made == {"name": "Floor Lamp", "brightness": 30, "domain": ["light"]}
    assert let("make it cozy", "light__HassLightSet", name="Floor Lamp", brightness=400) is None


def test_a_look_is_free() -> None:
    assert let("is the floor lamp on?", "homeassistant__GetLiveContext", domain="light") == {"domain": "light"}


def test_two_hundred_calls_are_cut_short_and_none_is_made_twice() -> None:
    held = guard("make it cozy in here")
    names = ["Floor Lamp", "Overhead Light", "TV"]
    made = [ToolCall(ON, orjson.dumps({"name": names[n % 3]}).decode()) for n in range(200)]
    assert len([call for call in made if held.let_through(call)]) == 3


@pytest.mark.parametrize(
    ("sentence", "language", "claimed"),
    [
        ("Done. The lamp is on.", "en", True),
        ("I've turned on the lamp.", "en", True),
        ("Shall I turn on the lamp?", "en", False),
        ("Which lamp is it?", "en", False),
        ("There is no such lamp.", "en", False),
        ("Ich habe das Licht eingeschaltet.", "de", True),
        ("Welches Licht?", "de", False),
    ],
)
def test_a_claim_is_known_by_its_words(sentence: str, language: str, claimed: bool) -> None:
    assert claims(sentence, language) is claimed
