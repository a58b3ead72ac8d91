"""What people say to a house in many ways: fractions, what stays as it is, floors, lists, and what leans on before."""

from typing import Any

import pytest

from inference.home.answers import outcome
from inference.home.context import told
from inference.home.leaning import moved, of_timer, opened, there
from inference.home.results import Result
from inference.home.states import told as told_of
from inference.home.tools import Toolbox
from inference.home.wholes import whole
from inference.home.wishes import home_of
from intents.followups import Turn
from tests.inference.home.conversing import asked
from tests.inference.home.houses import GERMAN, TOOLS, calls, doubt, kind, plan

STRING = {"type": "string"}
READER = {"name": "todo__todo_get_items", "parameters": {"type": "object", "properties": {"todo_list": STRING}}}
READING = Toolbox([*TOOLS, {"type": "function", "function": READER}])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("set the floor lamp to a third", {"brightness": 33}),
        ("floor lamp to three quarters", {"brightness": 75}),
        ("overhead light halfway please", {"brightness": 50}),
        ("make the floor lamp a deep red", {"color": "red"}),
        ("patio awning a quarter open", {"position": 25}),
        ("volume 15 on the kitchen radio", {"volume_level": 15}),
        ("office thermostat to 20 and a half degrees", {"temperature": 20.5}),
    ],
)
def test_takes_a_value_as_it_is_said(text: str, value: dict[str, Any]) -> None:
    [(_, arguments)] = calls(text)
    assert arguments | value == arguments


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dimm die Stehlampe auf ein Drittel", {"brightness": 33}),
        ("Stehlampe auf die Hälfte", {"brightness": 50}),
        ("stell den Rollladen Küche auf ein Drittel", {"position": 33}),
        ("Heizung auf einundzwanzigeinhalb Grad", {"temperature": 21.5}),
    ],
)
def test_takes_a_german_value_as_it_is_said(text: str, value: dict[str, Any]) -> None:
    [(_, arguments)] = calls(text, GERMAN, "de")
    assert arguments | value == arguments


def test_a_degree_warmer_is_no_degree_to_be_set() -> None:
    found = plan("im Wohnzimmer ein Grad wärmer", GERMAN, "de")
    assert found and [change.by for change in found.changes] == [1]


@pytest.mark.parametrize("text", ["leave the lights on", "keep the tv on please", "leave the floor lamp as it is"])
def test_what_is_to_stay_is_left(text: str) -> None:
    assert kind(text) == "leave"


def test_what_is_to_stay_is_left_in_german() -> None:
    assert kind("lass das Licht an", GERMAN, "de") == "leave"


@pytest.mark.parametrize(
    "text",
    [
        "turn off all lights upstairs except the bedroom lamp",
        "turn on all the ceiling lights upstairs",
        "what's the temperature upstairs",
        "are the lights on downstairs",
    ],
)
def test_asks_for_rooms_where_a_floor_is_not_told(text: str) -> None:
    assert doubt(text).kind == "floor"


def test_asks_which_tv_where_only_other_rooms_have_one() -> None:
    listed = "".join(
        f"- names: {name}\n  domain: media_player\n  areas: {area}\n"
        for name, area in (("Speaker", "Kitchen"), ("Cinema TV", "Cinema"), ("Loft TV", "Loft"))
    )
    kitchen = told(f"{listed}\nYou are in area Kitchen and all generic commands like 'turn on' target this area.\n")
    assert doubt("turn on the tv", kitchen).options == ("Cinema TV", "Loft TV")


def test_asks_where_there_is() -> None:
    assert doubt("turn the volume there to 25").kind == "where"


def test_an_order_that_ends_in_then_is_understood() -> None:
    assert calls("turn the floor lamp off then")[0][1]["name"] == "Floor Lamp"


def test_a_title_swallows_no_order() -> None:
    names = [name for name, _ in calls("play some Abba in here and close the kitchen window")]
    assert names == ["HassMediaSearchAndPlay", "HassTurnOff"]


@pytest.mark.parametrize("text", ["kitchen plug on is the printer on", "kitchen plug on and is the printer on?"])
def test_parts_an_order_from_the_question_behind_it(text: str) -> None:
    question = asked(text)
    assert [part.split()[0] for part in whole((text,), question, home_of(question))] == ["kitchen", "is"]


@pytest.mark.parametrize(
    ("text", "name"), [("what's on the chores list", "Chores"), ("read me the shopping list", "Shopping List")]
)
def test_reads_a_list(text: str, name: str) -> None:
    found = plan(text, box=READING)
    assert found and found.steps[0].call.arguments == f'{{"todo_list":"{name}"}}'
    items = [{"summary": "eggs", "status": "needs_action"}, {"summary": "rye bread", "status": "needs_action"}]
    result = Result("todo__todo_get_items", {"todo_list": name}, "done", data={"success": True, "result": items})
    assert outcome(found, [result], "en") == (f"On {name}: eggs and rye bread.", True)


def test_says_whether_something_is_on_a_list() -> None:
    found = plan("is rye bread on the shopping list?", box=READING)
    assert found is not None
    result = Result(found.steps[0].call.name, {"todo_list": "Shopping List"}, "done", data={"result": []})
    assert outcome(found, [result], "en")[0] == "No, rye bread is not on Shopping List."


def test_says_what_was_put_on_a_list_not_what_the_list_is_called() -> None:
    found = plan("put eggs on the chores list")
    assert found is not None
    result = Result(found.steps[0].call.name, {"item": "eggs", "name": "Chores"}, "done", names=("Chores",))
    assert outcome(found, [result], "en")[0] == "Added eggs to Chores."


LIVE = """- names: Kitchen Window
  domain: binary_sensor
  state: 'on'
  areas: Kitchen
  attributes:
    device_class: window
- names: Counter Spots
  domain: light
  state: 'on'
  areas: Kitchen
  attributes:
    brightness: 128
- names: Kitchen Radio
  domain: media_player
  state: 'playing'
  areas: Kitchen
  attributes:
    volume_level: 0.3
"""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("how bright are the counter spots", "Counter Spots is 50 percent."),
        ("how loud is the kitchen radio", "Kitchen Radio is 30 percent."),
        ("what's on in the kitchen", "2 of 2 are on: Counter Spots and Kitchen Radio."),
        ("what's playing in the kitchen", "Kitchen Radio is playing."),
    ],
)
def test_answers_from_what_the_client_tells(text: str, answer: str) -> None:
    found = plan(text)
    assert found and found.look and told_of(found.look, LIVE, "en") == answer


def test_a_window_is_open_and_not_on() -> None:
    house = told(LIVE)
    found = plan("is the kitchen window open", house)
    assert found and found.look and told_of(found.look, LIVE, "en") == "Yes, Kitchen Window is open."


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("pause it", "HassPauseTimer"),
        ("how much is left", "HassTimerStatus"),
        ("give it another minute", "HassIncreaseTimer"),
        ("add two more minutes", "HassIncreaseTimer"),
        ("cancel it", "HassCancelTimer"),
    ],
)
def test_leans_on_the_timer_that_was_spoken_of(text: str, tool: str) -> None:
    question = asked(text)
    before = [Turn("set a tea timer for 4 minutes"), Turn("how long is left")]
    wish = of_timer(text, before, question, home_of(question))
    assert wish and wish.plan and wish.plan.steps[0].call.name.endswith(tool)
    assert '"name":"tea"' in wish.plan.steps[0].call.arguments


@pytest.mark.parametrize("text", ["pause it", "what is the capital of france", "turn off the tv"])
def test_leans_on_no_timer_where_none_was_spoken_of(text: str) -> None:
    question = asked(text)
    assert of_timer(text, [Turn("turn on the tv")], question, home_of(question)) is None


def test_the_same_in_another_room() -> None:
    question = asked("the bedroom")
    wish = moved("the bedroom", [Turn("turn on the lights in the kitchen")], question, home_of(question))
    assert wish and wish.text == "turn on the lights in the bedroom"


def test_there_is_the_room_that_was_spoken_of() -> None:
    question = asked("how warm is it there?")
    before = [Turn("turn on the lights in the kitchen")]
    assert there(question.question, before, question, home_of(question)) == "how warm is it in the kitchen?"


def test_leaves_out_what_only_opens_and_closes_an_order() -> None:
    question = asked("now close them again please")
    assert opened(question.question, question, home_of(question)) == "close them again"


def test_a_timer_carries_an_order_that_it_opens() -> None:
    [(tool, arguments)] = calls("in zehn Minuten die Stehlampe ausschalten", GERMAN, "de")
    assert (tool, arguments["minutes"]) == ("HassStartTimer", 10)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("set a timer called hens for 1 hour 20", {"hours": 1, "minutes": 20, "name": "hens"}),
        ("start a 20 minute timer called laundry", {"minutes": 20, "name": "laundry"}),
    ],
)
def test_sets_a_timer_as_it_is_said(text: str, fields: dict[str, Any]) -> None:
    assert calls(text) == [("HassStartTimer", fields)]


def test_quarters_of_an_hour_are_german_too() -> None:
    assert calls("Timer für die Pizza eine Viertelstunde", GERMAN, "de")[0][1] == {"minutes": 15, "name": "pizza"}


@pytest.mark.parametrize("text", ["every morning at 7 open the bedroom blind", "at 7 every day turn on the floor lamp"])
def test_a_time_before_an_order_stays_with_it(text: str) -> None:
    query = asked(text)
    when, _, order = text.partition(" open " if " open " in text else " turn ")
    parts = (when, f"{text[len(when) + 1 :]}")
    assert order and list(whole(parts, query, home_of(query))) == [text]


def test_what_is_left_as_it_is_beside_an_order_holds_nothing_back() -> None:
    assert [arguments["name"] for _, arguments in calls("turn the chandelier on but leave the floor lamp off")] == [
        "Chandelier"
    ]


def test_a_sensor_is_found_by_what_it_measures_and_its_room() -> None:
    house = told(
        "- names: Den CO2\n  domain: sensor\n  areas: Den\n- names: Attic CO2\n  domain: sensor\n  areas: Attic\n"
    )
    found = plan("how is the CO2 in the den?", house)
    assert found and found.look and [each.said for each in found.look.targets] == ["Den CO2"]


def test_in_german_a_light_that_burns_is_on() -> None:
    found = plan("brennt in der Küche noch Licht?", GERMAN, "de")
    assert found and found.look and (found.look.state, found.look.targets[0].area) == ("on", "Küche")


def test_music_that_is_to_stop_is_paused_where_it_plays() -> None:
    assert calls("stop the music") == [("HassMediaPause", {"name": "TV"})]
    den = told(
        "".join(f"- names: {name}\n  domain: media_player\n  areas: Den\n" for name in ("Left One", "Right One"))
    )
    assert calls("stop the music in the den", den) == [("HassMediaPause", {"area": "Den"})]


def test_all_of_it_says_nothing_more() -> None:
    assert calls("open the patio awning fully") == calls("open the patio awning") != []


def test_the_lights_are_given_where_some_are_wanted() -> None:
    assert calls("give me some light in the bedroom") == [("HassTurnOn", {"area": "Bedroom", "domain": ["light"]})]


def test_a_script_is_run_behind_a_remark() -> None:
    house = told("- names: Bedtime Routine\n  domain: script\n")
    assert [made["name"] for _, made in calls("I'm tired, start the bedtime routine", house)] == ["Bedtime Routine"]


def test_a_script_is_called_with_the_articles_of_a_sentence() -> None:
    house = told("- names: Water Plants\n  domain: script\n")
    assert [made["name"] for _, made in calls("please water the plants", house)] == ["Water Plants"]
