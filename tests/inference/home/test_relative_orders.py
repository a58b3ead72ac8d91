"""Orders that say how far, not to what: look first, then set what the state and the step make, then say it."""

from typing import Any

import orjson
import pytest

from inference.home.context import told
from inference.home.tools import Toolbox
from inference.snapshot import Snapshot
from inference.state import Outcome
from tests.inference.home.conversing import answered, asked, called, saw, success, with_results
from tests.inference.home.houses import GERMAN, NOWHERE, TOOLS, calls, doubt, plan

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database
LAMP = ("Floor Lamp", "on", {"brightness": "102"})  # 40 percent
LOOK = "GetLiveContext"


async def test_it_looks_then_sets_then_says_so(shipped: Snapshot) -> None:
    looked, _, _ = await answered(asked("make the floor lamp a bit brighter"), shipped)
    assert called(looked) == [(LOOK, {"name": "Floor Lamp"})]
    put, _, _ = await answered(with_results(looked, [saw(LAMP)]), shipped)
    assert called(put) == [("HassLightSet", {"brightness": 50, "name": "Floor Lamp", "domain": ["light"]})]
    assert put.answer == ""
    done, _, _ = await answered(with_results(put, [success("Floor Lamp")]), shipped)
    assert done.tool_calls == () and done.answer == "Floor Lamp set to 50 percent."


async def test_what_cannot_be_seen_is_asked_and_the_reply_completes_it(shipped: Snapshot) -> None:
    order = "make the floor lamp 20% brighter"
    looked, _, _ = await answered(asked(order), shipped)
    done, _, _ = await answered(with_results(looked, [saw(("Floor Lamp", "on", {}))]), shipped)
    assert done.answer == "To how many percent?" and done.tool_calls == ()
    before = ({"role": "user", "content": order}, {"role": "assistant", "content": done.answer})
    put, _, _ = await answered(asked("50", *before), shipped)
    assert called(put) == [("HassLightSet", {"brightness": 50, "name": "Floor Lamp", "domain": ["light"]})]


async def test_a_failed_set_is_said(shipped: Snapshot) -> None:
    looked, _, _ = await answered(asked("dim the floor lamp"), shipped)
    put, _, _ = await answered(with_results(looked, [saw(LAMP)]), shipped)
    failed = {"data": {"response_type": "error", "speech": {}}, "error": True}
    done, _, _ = await answered(with_results(put, [failed]), shipped)
    assert done.answer == "That did not work: Floor Lamp." and done.tool_calls == ()


async def test_a_client_that_wants_no_more_calls_is_asked(shipped: Snapshot) -> None:
    looked, _, _ = await answered(asked("dim the floor lamp"), shipped)
    query = with_results(looked, [saw(LAMP)])
    done, _, _ = await answered(type(query)(**{**_fields(query), "tool_choice": "none"}), shipped)
    assert done.tool_calls == () and done.answer.endswith("?")


def _fields(query: Any) -> dict[str, Any]:
    return {name: getattr(query, name) for name in type(query).__slots__}


async def test_beside_a_question_the_answer_waits_for_the_last_result(shipped: Snapshot) -> None:
    looked, _, _ = await answered(asked("make the floor lamp brighter and what is 6 times 7"), shipped)
    put, _, _ = await answered(with_results(looked, [saw(LAMP)]), shipped)
    assert len(put.tool_calls) == 1 and put.answer == ""
    done, _, _ = await answered(with_results(put, [success("Floor Lamp")]), shipped)
    assert done.answer.startswith("Floor Lamp set to 60 percent.") and "42" in done.answer
    assert done.outcome is Outcome.ANSWERED


async def test_a_bit_more_goes_one_step_further(shipped: Snapshot) -> None:
    before = (
        {"role": "user", "content": "open the patio awning halfway"},
        {"role": "assistant", "content": "Patio Awning set to 50 percent."},
    )
    looked, _, _ = await answered(asked("a bit more", *before), shipped)
    seen = saw(("Patio Awning", "open", {"current_position": "50"}), domain="cover")
    put, _, _ = await answered(with_results(looked, [seen]), shipped)
    assert called(put) == [("HassSetPosition", {"position": 65, "name": "Patio Awning", "domain": ["cover"]})]


async def test_it_is_what_was_spoken_of(shipped: Snapshot) -> None:
    before = (
        {"role": "user", "content": "turn on the kitchen lights"},
        {"role": "assistant", "content": "Kitchen Ceiling turned on."},
    )
    looked, _, _ = await answered(asked("make it brighter", *before), shipped)
    assert called(looked) == [(LOOK, {"area": "Kitchen", "domain": ["light"]})]


SEEN = [
    ("make it brighter", "light", [LAMP, ("Overhead Light", "off", {})], [("Floor Lamp", 60)]),
    ("make it brighter", "light", [("Floor Lamp", "off", {}), ("Overhead Light", "off", {})],
     [("Floor Lamp", 20), ("Overhead Light", 20)]),
    ("dim the floor lamp a lot", "light", [LAMP], [("Floor Lamp", 1)]),
    ("two degrees warmer", "climate", [("Living Room Thermostat", "heat", {"temperature": "20.5"})],
     [("Living Room Thermostat", 22.5)]),
    ("make it a bit cooler", "climate", [("Living Room Thermostat", "heat", {"temperature": "70"})],
     [("Living Room Thermostat", 69)]),
    ("speed up the bathroom fan", "fan", [("Bathroom Fan", "on", {"percentage": "33"})], [("Bathroom Fan", 67)]),
    ("close the bedroom blind by 20 percent", "cover", [("Bedroom Blind", "open", {"current_position": "90"})],
     [("Bedroom Blind", 70)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "domain", "things", "wanted"), SEEN, ids=[f"{n} {row[0]}" for n, row in enumerate(SEEN)]
)
async def test_the_value_is_the_step_from_what_was_seen(
    shipped: Snapshot, text: str, domain: str, things: list[Any], wanted: list[tuple[str, float]]
) -> None:
    looked, _, _ = await answered(asked(text), shipped)
    put, _, _ = await answered(with_results(looked, [saw(*things, domain=domain)]), shipped)
    values = ("brightness", "temperature", "percentage", "position")
    assert [
        (given["name"], next(given[each] for each in values if each in given)) for _, given in called(put)
    ] == wanted


@pytest.mark.parametrize(
    ("text", "thing", "words"),
    [
        ("make the floor lamp brighter", ("Floor Lamp", "on", {"brightness": "255"}), "already at 100 percent"),
        ("dim the floor lamp", ("Floor Lamp", "off", {}), "Floor Lamp is off."),
    ],
)
async def test_what_is_at_its_end_stays(shipped: Snapshot, text: str, thing: Any, words: str) -> None:
    looked, _, _ = await answered(asked(text), shipped)
    done, _, _ = await answered(with_results(looked, [saw(thing)]), shipped)
    assert done.tool_calls == () and words in done.answer


def test_a_state_in_the_prompt_needs_no_look() -> None:
    house = told("light.lamp 'Lamp' = on;40%;\nlight.bulb 'Bulb' = off;\n")
    assert calls("make the lamp brighter", house) == [
        ("HassLightSet", {"brightness": 60, "name": "Lamp", "domain": ["light"]})
    ]
    assert calls("make the bulb a bit brighter", house)[0][1]["brightness"] == 10


WITHOUT_LOOKS = Toolbox([tool for tool in TOOLS if not tool["function"]["name"].endswith(LOOK)])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("dim the floor lamp", "how_brightness"),
        ("make it warmer", "how_temperature"),
        ("open the bedroom blind a bit", "how_position"),
    ],
)
def test_where_nobody_can_look_it_is_asked(text: str, why: str) -> None:
    found = plan(text, box=WITHOUT_LOOKS)
    assert found and found.kind == "ask" and found.doubt and found.doubt.kind == why


def test_the_volume_has_a_tool_of_its_own_and_is_reckoned_without_it() -> None:
    assert calls("turn the kitchen radio up by 10") == [
        ("HassSetVolumeRelative", {"volume_step": 10, "name": "Kitchen Radio"})
    ]
    box = Toolbox([tool for tool in TOOLS if "Relative" not in tool["function"]["name"]])
    found = plan("turn up the kitchen radio", box=box)
    assert found and found.changes[0].quality == "volume"


def test_a_floor_is_asked_because_nobody_tells_what_is_on_it() -> None:
    assert doubt("turn down the lights upstairs").kind == "how_brightness"


@pytest.mark.parametrize(
    "text",
    [
        "is it brighter now?", "it is warmer in the bedroom", "is the bedroom warmer than the office",
        "don't make it brighter", "why is it so much colder in the office", "did you make it warmer?",
    ],
)  # fmt: skip
def test_what_only_speaks_of_more_changes_nothing(text: str) -> None:
    found = plan(text)
    assert found is None or found.kind in {"leave", "look"}


ENTRY = {"type": "object", "properties": {name: {} for name in ("domain", "service", "service_data")}}
LIST = {"type": "object", "properties": {"list": {"type": "array", "items": ENTRY}}}
SERVICES = Toolbox([{"type": "function", "function": {"name": "execute_services", "parameters": LIST}}])


def test_a_list_of_services_takes_steps_itself() -> None:
    house = told("entity_id,name,state,aliases\nlight.lamp,Lamp,on,\nmedia_player.tv,TV,on,\n")
    for text, service, data in (
        ("make the lamp 15% brighter", "turn_on", {"entity_id": "light.lamp", "brightness_step_pct": 15}),
        ("turn down the tv", "volume_down", {"entity_id": "media_player.tv"}),
    ):
        ((_, given),) = calls(text, house, box=SERVICES)
        assert given["list"][0]["service"] == service and given["list"][0]["service_data"] == data


MODES = Toolbox([*TOOLS, {"type": "function", "function": {"name": "climate__HassClimateSetHvacMode", "parameters": {
    "type": "object", "properties": {"name": {"type": "string"}, "area": {"type": "string"},
                                     "hvac_mode": {"type": "string", "enum": ["heat", "cool", "off"]}}}}}])  # fmt: skip


def test_a_mode_is_set_where_the_client_has_a_tool_for_it() -> None:
    assert calls("set the bedroom to heat", box=MODES) == [
        ("HassClimateSetHvacMode", {"hvac_mode": "heat", "name": "Bedroom Radiator"})
    ]
    assert doubt("set the bedroom to heat").kind == "mode"
    found = plan("turn the heating to auto", box=MODES)
    assert found and found.doubt and found.doubt.kind == "mode"
    assert calls("set the office thermostat to off")[0][0] == "HassTurnOff"
    assert calls("is the bedroom set to heat", box=MODES) == []


def test_a_share_is_no_temperature() -> None:
    assert calls("set the office thermostat to max") == []


def test_german() -> None:
    found = plan("mach das Licht etwas heller", GERMAN, "de")
    assert found and found.changes and found.changes[0].size == 0
    found = plan("mach die Heizung zwei Grad wärmer", GERMAN, "de")
    assert found and found.changes[0].by == 2 and found.changes[0].up
    assert orjson.loads(found.steps[0].call.arguments) == {"name": "Heizung"}
    assert NOWHERE.known
