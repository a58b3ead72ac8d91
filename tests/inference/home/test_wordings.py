"""Orders in words that are names, verbs and courtesy at once; times that are said anywhere; steps and their numbers."""

import orjson
import pytest

from inference.home.aims import Doubt
from inference.home.context import House, told
from inference.home.replies import completions
from inference.home.tools import suffix
from inference.home.wholes import behind_telling
from tests.inference.home.houses import GERMAN, calls, doubt, kind, plan

ODD = told(
    """You are in area Lounge and all generic commands like 'turn on the lights' should target this area.
- names: Wind
  domain: fan
  areas: Lounge
- names: Rover
  domain: vacuum
  areas: Lounge
- names: Lounge Thermostat
  domain: climate
  areas: Lounge
- names: Heating Study
  domain: climate
  areas: Study
- names: Extractor
  domain: fan
  areas: Kitchen
- names: Bathroom Extractor
  domain: fan
  areas: Bathroom
- names: Bay Curtains
  domain: cover
  areas: Lounge
- names: Study Blind
  domain: cover
  areas: Study
- names: Den Blind
  domain: cover
  areas: Den
- names: Hall Lamp
  domain: light
  areas: Hall
- names: Stair Light
  domain: light
  areas: Hall
- names: TV
  domain: media_player
  areas: Lounge
"""
)


def step_of(text: str, house: House, language: str) -> tuple[str, str]:
    """The one call of an order or a question: the tool, and the thing or the room that it is for."""
    found = plan(text, house, language)
    assert found is not None
    [step] = found.steps
    arguments = orjson.loads(step.call.arguments)
    return suffix(step.call.name), arguments.get("name") or arguments["area"]


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("switch the wind off", ("HassTurnOff", "Wind")),
        ("turn down the wind", ("GetLiveContext", "Wind")),
        ("light the hall lamp", ("HassTurnOn", "Hall Lamp")),
        ("light in the hall off", ("HassTurnOff", "Hall")),
        ("light in the hall please", ("HassTurnOn", "Hall")),
        ("make the hall warm white", ("HassLightSet", "Hall")),
        ("make the hall a warm white", ("HassLightSet", "Hall")),
        ("send rover out to clean", ("HassVacuumStart", "Rover")),
        ("rover can go home now", ("HassVacuumReturnToBase", "Rover")),
        ("the hall lamp can go off", ("HassTurnOff", "Hall Lamp")),
        ("kill everything in the hall", ("HassTurnOff", "Hall")),
        ("warm up the lounge", ("GetLiveContext", "Lounge Thermostat")),
        ("cool the lounge to 19", ("HassClimateSetTemperature", "Lounge Thermostat")),
        ("turn the extractor off in the bathroom", ("HassTurnOff", "Bathroom Extractor")),
        ("turn the heating down", ("GetLiveContext", "Lounge Thermostat")),
        ("can't see anything in the hall", ("GetLiveContext", "Hall")),
        ("is the wind running", ("GetLiveContext", "Wind")),
    ],
)
def test_understands_words_by_where_they_stand(text: str, call: tuple[str, str]) -> None:
    assert step_of(text, ODD, "en") == call


def test_a_verb_behind_an_article_is_a_thing_that_is_not_there() -> None:
    assert calls("turn down the wind") == []


@pytest.mark.parametrize("text", ["open all the blinds", "close the blinds"])
def test_no_curtain_is_taken_for_blinds_of_other_rooms(text: str) -> None:
    assert doubt(text, ODD).kind == "where"


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("im wohnzimmer bitte licht", ("HassTurnOn", "Wohnzimmer")),
        ("mach licht", ("HassTurnOn", "Wohnzimmer")),
        ("der fernseher kann aus", ("HassTurnOff", "Fernseher")),
        ("mach den ton aus", ("HassMediaPlayerMute", "Fernseher")),
        ("heizung ein grad runter", ("GetLiveContext", "Heizung")),
        ("stehlampe zehn prozent runter", ("GetLiveContext", "Stehlampe")),
        ("setz milch auf die liste", ("HassListAddItem", "Einkaufsliste")),
    ],
)
def test_understands_german_words_by_where_they_stand(text: str, call: tuple[str, str]) -> None:
    assert step_of(text, GERMAN, "de") == call


@pytest.mark.parametrize(
    ("text", "house", "language"),
    [
        ("every evening at eight hall lamp on", ODD, "en"),
        ("tomorrow morning turn on the hall lamp", ODD, "en"),
        ("turn on the hall lamp every monday", ODD, "en"),
        ("at sunset hall lamp on", ODD, "en"),
        ("jeden abend um acht die stehlampe an", GERMAN, "de"),
        ("stehlampe morgens an", GERMAN, "de"),
        ("wenn ich nach hause komme stehlampe an", GERMAN, "de"),
    ],
)
def test_what_is_for_another_time_is_not_done_now(text: str, house: House, language: str) -> None:
    assert doubt(text, house, language).kind == "later"


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("make the floor lamp a bit brighter and the chandelier blue", ["GetLiveContext", "HassLightSet"]),
        ("lights at 30 in the bedroom and off in the office", ["HassLightSet", "HassTurnOff"]),
    ],
)
def test_each_thing_becomes_what_is_said_of_it(text: str, tools: list[str]) -> None:
    assert [tool for tool, _ in calls(text)] == tools


OPTIONS = ("Bedside Left", "Bedside Right")


@pytest.mark.parametrize(
    ("reply", "order"),
    [
        ("the left one", "turn on the bedside left"),
        ("both", "turn on the bedside left and bedside right"),
        ("all of them", "turn on the bedside left and bedside right"),
    ],
)
def test_a_choice_is_made_by_what_tells_the_things_apart(reply: str, order: str) -> None:
    assert order in completions("turn on the bedside", Doubt("several", options=OPTIONS), reply, "en")


def test_a_choice_is_made_in_german_by_any_form_of_the_word() -> None:
    asked = Doubt("several", options=("Nachttisch links", "Nachttisch rechts"))
    assert "mach den nachttisch links an" in completions("mach den nachttisch an", asked, "den linken", "de")


def test_what_no_tool_does_is_said_to_be_so() -> None:
    found = plan("stop the bay curtains", ODD)
    assert found and found.kind == "unsure" and found.doubt and found.doubt.kind == "cannot"


def test_a_question_is_found_behind_the_asking_to_be_told() -> None:
    assert behind_telling(("could", "you", "tell", "me", "if", "it", "is", "on"), "en") == (
        ("if", "it", "is", "on"),
        True,
    )
    assert behind_telling(("is", "it", "on"), "en") == (("is", "it", "on"), False)


def test_a_title_by_somebody_is_searched_for_without_the_by() -> None:
    [(_, arguments)] = calls("spiel musik von queen", GERMAN, "de")
    assert arguments["search_query"] == "queen"


def test_a_lamp_at_eight_percent_is_not_for_eight_o_clock() -> None:
    assert kind("set the floor lamp to eight") == "act"
