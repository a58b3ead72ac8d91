"""What is said of results: done only where a result says so, what failed by its name, states as they were told."""

from typing import Any

import orjson
import pytest

from inference.home.answers import outcome, question, summary
from inference.home.plans import Plan
from inference.home.results import Result, after_tools, results
from tests.inference.home.houses import BOX, GERMAN, HOUSE, plan

Messages = list[dict[str, Any]]


def turn(text: str, contents: list[Any], language: str = "en", **changes: Any) -> tuple[Plan, Messages]:
    """The plan of a sentence and the messages by which a client brings these results to its calls."""
    found = plan(text, GERMAN if language == "de" else HOUSE, language)
    assert found and found.steps, text
    asked = [
        {"id": f"c{n}", "type": "function", "function": {"name": step.call.name, "arguments": step.call.arguments}}
        for n, step in enumerate(found.steps)
    ]
    brought = [
        {
            "role": "tool",
            "tool_call_id": f"c{n}",
            "content": each if isinstance(each, str) else orjson.dumps(each).decode(),
            **changes,
        }
        for n, each in enumerate(contents)
    ]
    return found, [{"role": "user", "content": text}, {"role": "assistant", "tool_calls": asked}, *brought]


def said(text: str, *contents: Any, language: str = "en", **changes: Any) -> str:
    found, messages = turn(text, list(contents), language, **changes)
    return outcome(found, results(messages), language)[0]


def done(*names: str, failed: tuple[str, ...] = (), wrapped: bool = True) -> dict[str, Any]:
    things = [{"name": name, "type": "entity", "id": f"light.{n}"} for n, name in enumerate(names)]
    inner = {
        "speech": {},
        "response_type": "action_done",
        "data": {"success": things, "failed": [{"name": each, "type": "entity"} for each in failed]},
    }
    return {"data": inner, "error": False} if wrapped else inner


@pytest.mark.parametrize("wrapped", [True, False])
def test_both_forms_of_success(wrapped: bool) -> None:
    assert said("turn on the floor lamp", done("Floor Lamp", wrapped=wrapped)) == "Floor Lamp turned on."


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        ("lock the front door", ("Front Door Lock",), "Front Door Lock locked."),
        ("dim the floor lamp to 30%", ("Floor Lamp",), "Floor Lamp set to 30 percent."),
        (
            "turn on the kitchen lights",
            ("Kitchen Ceiling", "Counter Spots"),
            "Kitchen Ceiling and Counter Spots turned on.",
        ),
        ("turn on the kitchen lights", ("A", "B", "C", "D"), "4 devices turned on."),
        ("set a timer for ten minutes", (), "Timer set for 10 minutes."),
        ("put eggs on the shopping list", (), "Added eggs to the Shopping List."),
    ],
)
def test_what_was_done_in_words(text: str, names: tuple[str, ...], words: str) -> None:
    assert said(text, done(*names)).casefold() == words.casefold()


def test_two_results_are_one_sentence() -> None:
    text = "turn on the bedroom lamp and the chandelier"
    assert said(text, done("Bedroom Lamp"), done("Chandelier")) == "Bedroom Lamp and Chandelier turned on."


def test_part_of_it_failed() -> None:
    text = "turn on the bedroom lamp and the chandelier"
    words = said(text, done("Bedroom Lamp"), {"error": "MatchFailedError", "error_text": "<MatchFailedError ...>"})
    assert words == "Bedroom Lamp turned on. That did not work: Chandelier."
    assert said("turn on the kitchen lights", done("Kitchen Ceiling", failed=("Counter Spots",))) == (
        "Kitchen Ceiling turned on. That did not work: Counter Spots."
    )


@pytest.mark.parametrize("content", ["", "{}", "null", "[]", '{"data": {}}', "{broken"])
def test_a_result_that_says_nothing_is_no_success(content: str) -> None:
    words = said("turn on the floor lamp", content)
    assert words == "The device did not say whether it worked."


def test_a_result_for_another_call_or_none_is_no_success() -> None:
    silent = "The device did not say whether it worked."
    assert said("turn on the floor lamp", done("Floor Lamp"), tool_call_id="another") == silent
    assert (
        said("turn on the bedroom lamp and the chandelier", done("Bedroom Lamp")) == f"Bedroom Lamp turned on. {silent}"
    )


def test_results_without_ids_are_paired_by_order() -> None:
    assert said("turn on the floor lamp", done("Floor Lamp"), tool_call_id=None) == "Floor Lamp turned on."


def test_plain_words_of_a_tool_are_passed_on_and_not_called_done() -> None:
    assert said("turn on the floor lamp", "The bulb is broken.") == "The bulb is broken."


def test_german_words() -> None:
    assert said("schalte die Stehlampe aus", done("Stehlampe"), language="de") == "Stehlampe ausgeschaltet."
    assert said("stell die Heizung auf 21 Grad", done("Heizung"), language="de") == "Heizung auf 21 Grad gestellt."
    words = said("schalte die Stehlampe aus", {"error": "X"}, language="de")
    assert words == "Das hat nicht geklappt: Stehlampe."


LIVE = """Live Context: An overview of the areas and the devices in this smart home:
- names: Bedroom Lamp
  domain: light
  state: 'off'
  areas: Bedroom
- names: Bedroom Ceiling
  domain: light
  state: 'on'
  areas: Bedroom
- names: Front Door Lock
  domain: lock
  state: unlocked
  areas: Entrance
- names: Kitchen Door Lock
  domain: lock
  state: locked
  areas: Kitchen
- names: Living Room Temperature
  domain: sensor
  state: '21.5'
  areas: Living Room
  attributes:
    unit_of_measurement: °C
    device_class: temperature
- names: Office Thermostat
  domain: climate
  state: heat
  areas: Office
  attributes:
    current_temperature: 19.5
    temperature: 21
- names: Kitchen Window
  domain: cover
  state: unavailable
  areas: Kitchen
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("is the bedroom lamp on?", "No, Bedroom Lamp is off."),
        ("is the bedroom ceiling on?", "Yes, Bedroom Ceiling is on."),
        ("is the front door lock locked?", "No, Front Door Lock is unlocked."),
        ("which lights are on in the bedroom?", "Bedroom Ceiling is on."),
        ("are all doors locked?", "No, Front Door Lock is unlocked."),
        ("what is the temperature in the living room?", "It is 21.5 degrees in the Living Room."),
        ("how warm is it in the office?", "It is 19.5 degrees in the Office."),
        ("is the kitchen window open?", "The state of Kitchen Window is not known right now."),
    ],
)
def test_states_are_said_as_they_were_told(text: str, words: str) -> None:
    assert said(text, {"success": True, "result": LIVE}) == words
    assert said(text, {"data": {"success": True, "result": LIVE}, "error": False}) == words


LIVELY = """Live Context: An overview:
- names: Heizung
  domain: climate
  state: heat
  areas: Wohnzimmer
  attributes:
    current_temperature: '19.5'
- names: Fernseher
  domain: media_player
  state: playing
  areas: Wohnzimmer
  attributes:
    media_title: Tatort
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wie warm ist es im wohnzimmer", "Wohnzimmer: 19,5 Grad."),
        ("ist es kalt im wohnzimmer", "Wohnzimmer: 19,5 Grad."),
        ("was läuft im fernseher", "Fernseher spielt Tatort."),
    ],
)
def test_german_states_are_said_as_people_say_them(text: str, words: str) -> None:
    found = plan(text, GERMAN, "de")
    assert found
    [step] = found.steps
    told = Result(step.call.name, orjson.loads(step.call.arguments), "told", text=LIVELY)
    assert outcome(found, [told], "de") == (words, True)


def test_a_value_has_the_decimal_sign_of_its_language() -> None:
    found = plan("heizung auf 21,5 grad", GERMAN, "de")
    assert found
    [step] = found.steps
    done = Result(step.call.name, orjson.loads(step.call.arguments), "done", ("Heizung",))
    assert outcome(found, [done], "de") == ("Heizung auf 21,5 Grad gestellt.", True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("is there a light on in the bedroom?", "Bedroom Ceiling is on."),
        ("is the light on in the bedroom?", "Bedroom Ceiling is on."),
        ("are the lights in the bedroom off?", "No, Bedroom Ceiling is on."),
        ("are both doors locked?", "No, Front Door Lock is unlocked."),
        ("are all lights in the bedroom off?", "No, Bedroom Ceiling is on."),
    ],
)
def test_one_that_is_otherwise_is_named(text: str, words: str) -> None:
    assert said(text, {"success": True, "result": LIVE}) == words


@pytest.mark.parametrize("content", ["", {"success": False, "error": "no"}, {"success": True, "result": "nothing"}])
def test_what_was_not_told_is_not_made_up(content: Any) -> None:
    assert said("is the bedroom lamp on?", content) == "I could not see that in the house."


def test_how_long_a_timer_still_runs() -> None:
    timers = [{"name": "pasta", "hours_left": 0, "minutes_left": 4, "seconds_left": 1}]
    words = said(
        "how long is left on the pasta timer", {"response_type": "query_answer", "speech_slots": {"timers": timers}}
    )
    assert words == "4 minutes and one second left on the pasta timer."
    assert said("how long is left on the timer", {"speech_slots": {"timers": []}}) == "There is no timer."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lock the door", "Do you mean Kitchen Door Lock or Front Door Lock?"),
        ("turn on the lights in the attic", "I know no room called attic here. Which room do you mean?"),
        ("don't turn on the floor lamp", "All right, I will not do anything."),
        ("turn on the fan in the garage", "I know no fan in Garage. Which device do you mean?"),
    ],
)
def test_what_is_asked_back(text: str, words: str) -> None:
    found = plan(text)
    assert found and question(found, "en") == words


def test_calls_that_a_model_chose_are_reported_by_their_results() -> None:
    call: dict[str, Any] = {
        "id": "a",
        "function": {"name": "intent__HassTurnOff", "arguments": '{"name":"Floor Lamp"}'},
    }
    messages: Messages = [
        {"role": "user", "content": "make it darker"},
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "a", "content": orjson.dumps(done("Floor Lamp")).decode()},
    ]
    assert summary(results(messages), "en") == "Floor Lamp turned off."


def test_services_report_as_lists() -> None:
    assert BOX
    for content, expected in (
        ("[{'success': True}]", "done"),
        ('[{"success": true}]', "done"),
        ("[{'error': 'x'}]", "failed"),
    ):
        call: dict[str, Any] = {"id": "a", "function": {"name": "execute_services", "arguments": "{}"}}
        messages: Messages = [
            {"role": "assistant", "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "a", "content": content},
        ]
        assert results(messages)[0].kind == expected


LATE = (
    {"role": "user", "content": "turn on the hall light"},
    {"role": "assistant", "tool_calls": [{"id": "a", "function": {"name": "HassTurnOn", "arguments": "{}"}}]},
)


def test_results_that_come_when_the_user_speaks_of_something_else_are_late() -> None:
    result = {"role": "tool", "tool_call_id": "a", "content": "{}"}
    asked = {"role": "user", "content": "is the chandelier on?"}
    assert after_tools((*LATE, result)) and after_tools((asked, result))
    assert not after_tools((*LATE, asked, result))


@pytest.mark.parametrize("content", ["500", "1", "x" * 5000, "<html>500</html>", "[]", "null", ""])
def test_what_is_no_words_is_not_read_out(content: str) -> None:
    found = results((*LATE, {"role": "tool", "tool_call_id": "a", "content": content}))
    assert [each.text for each in found] == [""]


@pytest.mark.parametrize("result", ["ok", "Success", '"done"', {"result": "success"}, {"status": "OK"}])
def test_a_word_of_success_is_done(result: Any) -> None:
    assert said("turn on the floor lamp", result) == "Floor Lamp turned on."


@pytest.mark.parametrize("result", ["Error: device offline", "Failed to reach it", {"result": "failed"}])
def test_a_text_that_begins_as_an_error_has_failed(result: Any) -> None:
    assert said("turn on the floor lamp", result).startswith("That did not work")
