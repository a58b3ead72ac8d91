"""A house as clients tell it, its tools, and the plan of a sentence in it."""

from typing import Any

import orjson

from benchmarks.home_fixture import prompt, tools
from inference.home.aims import Doubt
from inference.home.context import House, told
from inference.home.orders import plan_of
from inference.home.plans import Plan
from inference.home.tools import Toolbox, suffix

PROMPT = prompt()
HOUSE = told(PROMPT)
NOWHERE = told(PROMPT.split("\nYou are in area")[0])  # a satellite without a room
TOOLS = tools()
BOX = Toolbox(TOOLS)
GERMAN = told(
    """Du bist ein Sprachassistent.
- names: Deckenlampe
  domain: light
  areas: Küche
- names: Stehlampe
  domain: light
  areas: Wohnzimmer
- names: Wohnzimmerlicht
  domain: light
  areas: Wohnzimmer
- names: Rollladen Küche
  domain: cover
  areas: Küche
- names: Heizung
  domain: climate
  areas: Wohnzimmer
- names: Fernseher
  domain: media_player
  areas: Wohnzimmer
- names: Haustür
  domain: lock
- names: Einkaufsliste
  domain: todo

You are in area Wohnzimmer and all generic commands like 'turn on the lights' should target this area.
"""
)


def plan(text: str, house: House = HOUSE, language: str = "en", box: Toolbox = BOX) -> Plan | None:
    return plan_of(text, house, box, language)


def calls(
    text: str, house: House = HOUSE, language: str = "en", box: Toolbox = BOX
) -> list[tuple[str, dict[str, Any]]]:
    """The calls of a sentence that is certain; [] for any other."""
    found = plan(text, house, language, box)
    steps = found.steps if found and found.kind == "act" else ()
    return [(suffix(step.call.name), orjson.loads(step.call.arguments)) for step in steps]


def doubt(text: str, house: House = HOUSE, language: str = "en") -> Doubt:
    found = plan(text, house, language)
    assert found and found.kind == "ask" and found.doubt, (text, found)
    return found.doubt


def kind(text: str, house: House = HOUSE, language: str = "en") -> str:
    found = plan(text, house, language)
    return found.kind if found else ""
