"""What a sentence orders is told by rules: which way round, and whether it is an order at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.actions import Action, action_of

ORDERS = {
    "turn_on": """
        turn on the kitchen light
        turn the lights on
        switch the tv on please
        could you turn on the fan
        put the kettle on
        lights on
        kitchen lights on please
        please turn the lights on in the kitchen
        i want to turn on the heater
        turn the lamp on the desk on
        hit the lights
        leave the porch light on
        in the kitchen turn on the light
        when i come home turn on the porch light
        if it gets dark turn on the lamps
        i want the lights on
        why don't you turn on the light
        would you mind turning on the lamp
        power up the amplifier
        kitchen lights turn on
        activate the sprinklers
        make sure the heating is on
        athena, turn on the radio
    """,
    "turn_off": """
        turn off the lights
        switch the x-ray lamp off
        turn the light on the porch off
        lights off
        kill the lights
        everything off
        turn off everything except the hall light
        turn the lights off in the hall
        turn the tv on channel four off
        shut the lights
        cut the power to the heater
        shut off the coffee machine
        all lights out downstairs
        fan off
        the tv off please
        if i open the window turn off the heating
        at ten turn off the tv
        i forgot to turn off the oven
        make sure the lights are off
        turn off the lights but not the hall light
    """,
    "open": "open the blinds|raise the shutters|roll up the blinds|turn on the tap|blinds up|pull the curtains back",
    "close": "shut the garage|close the curtains|lower the blinds|shut the front door|blinds down",
    "lock": "lock the front door|lock up|make sure the door is locked|bolt the back door",
    "unlock": "unlock the side door|please unlock the gate",
    "start": "start the dishwasher|run the vacuum|set off the sprinklers",
    "stop": "stop|stop the music|cancel the timer|quit playing",
    "pause": "pause|pause the movie|put the music on hold|hold on",
    "resume": "resume|continue|carry on|keep playing",
    "next": "next|next song|skip this song|skip to the next track",
    "previous": "previous song|go back|play the last song",
    "increase": "turn up the volume|louder|a bit louder|turn the heating up|volume up|raise the temperature"
    "|knock the heating up a degree|make it a touch warmer in the study",
    "decrease": "turn down the tv|turn the music down|reduce the volume|turn the heat down by two degrees",
    "set": "set the lamp to 40 percent|turn the heat up to 21|make the lights blue|change the color to red"
    "|make it 20 degrees",
    "mute": "mute|mute the tv|turn the sound off|be quiet",
    "unmute": "unmute|turn the sound back on",
    "dim": "dim the lights|turn the lights down|dim the bedroom lamp to 20%|make the lamp a little darker",
    "brighten": "brighten the office|turn up the lights|brighter|make it brighter",
    "toggle": "toggle the lamp|turn the light on and off",
    "restart": "restart the router|turn the router off and on again|reboot the hub|reset the thermostat",
    "play": "play some jazz|play bohemian rhapsody|put on some music|listen to the radio",
    "shuffle": "shuffle|shuffle my playlist",
    "repeat": "play it again|repeat this song|once more",
    "add": "add milk to the list|put eggs on the shopping list",
    "remove": "remove milk from the list|take apples off the shopping list",
    "clean": "vacuum the living room|clean the kitchen",
    "dock": "send the robot home",
    "arm": "arm the alarm",
    "disarm": "disarm the alarm system",
}
SAID = [
    (text.strip(), name.strip())
    for name, texts in ORDERS.items()
    for text in texts.replace("\n", "|").split("|")
    if text.strip()
]


@pytest.mark.parametrize(("text", "name"), SAID)
def test_an_order_is_found(text: str, name: str) -> None:
    assert action_of(text) == Action(name)
    assert Action(name).orders


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("is the lamp on?", "turn_on", "on"),
        ("is the porch light on", "turn_on", "on"),
        ("is the light in the hall off", "turn_off", "off"),
        ("are the windows open", "open", "open"),
        ("is the front door locked", "lock", "locked"),
        ("which lights are on", "turn_on", "on"),
        ("did i leave the oven on", "turn_on", "on"),
        ("did i lock the door", "lock", "locked"),
        ("have you closed the garage", "close", "closed"),
        ("did you turn off the heater", "turn_off", "off"),
        ("lights on?", "turn_on", "on"),
        ("kitchen lights off?", "turn_off", "off"),
        ("tell me if the gate is closed", "close", "closed"),
        ("check if the back door is unlocked", "unlock", "unlocked"),
        ("do you know whether the tv is off", "turn_off", "off"),
        ("any lights on upstairs", "turn_on", "on"),
        ("is the fan running", "turn_on", "on"),
        ("how do i turn on the dishwasher", "turn_on", ""),
        ("should i close the window", "close", ""),
        ("can i turn the lights off with my voice", "turn_off", ""),
        ("what happens if i turn off the router", "turn_off", ""),
        ("when do the blinds open", "open", ""),
        ("why did you turn off the light", "turn_off", ""),
        ("will the lights turn off at ten", "turn_off", ""),
    ],
)
def test_a_question_is_never_an_order(text: str, name: str, state: str) -> None:
    found = action_of(text)
    assert found is not None
    assert (found.asks, found.orders) == (True, False)
    assert (found.state, found.name if not state else name) == (state, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("don't turn off the lamp", "turn_off"),
        ("do not open the garage", "open"),
        ("please don't lock the door", "lock"),
        ("never turn on the siren", "turn_on"),
        ("i don't want you to turn off the heating", "turn_off"),
        ("you should not close the blinds", "close"),
        ("no need to turn on the light", "turn_on"),
        ("let's not start the dishwasher", "start"),
    ],
)
def test_what_is_forbidden_is_not_done(text: str, name: str) -> None:
    found = action_of(text)
    assert found == Action(name, negated=True)
    assert not found.orders


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "remind me to turn off the oven",
        "what's the weather",
        "the lights are off",
        "put turn down the heating away",
        "a light went on",
        "light",
        "who turned",
        "tell anna to open the door",
        "what is on tonight",
        "what's going on",
        "the man who killed the lights in the film",
        "book a table for four",
        "is it raining",
        "translate turn off the light into german",
        "i like to open windows",
        "no lights",
    ],
)
def test_there_is_no_order(text: str) -> None:
    found = action_of(text)
    assert found is None or not found.orders


PIECES = (
    "turn",
    "on",
    "off",
    "the light",
    "is",
    "don't",
    "if",
    "in the kitchen",
    "up",
    "to",
    "21",
    "?",
    "why",
    "make sure",
)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=100), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)))
def test_it_never_raises_and_a_question_mark_never_makes_an_order(text: str) -> None:
    found = action_of(text)
    assert found == action_of(text)
    asked = action_of(f"is {text}")
    assert asked is None or not asked.orders


def test_a_very_long_sentence_is_read_too() -> None:
    assert action_of("turn off the light " * 2000) == Action("turn_off")


def test_a_language_without_a_table_is_read_as_english() -> None:
    assert action_of("turn off the light", "xx") == Action("turn_off")
