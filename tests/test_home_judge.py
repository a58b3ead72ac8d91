"""The judge of household calls: what it lets pass, and what it does not."""

from typing import Any

import pytest

from benchmarks.home_judge import judge

ON = "HassTurnOn"
RIGHT: list[tuple[str, str, str, dict[str, Any]]] = [
    ("turn on the desk light", ON, ON, {"name": "Desk Light"}),
    ("turn on the light", ON, ON, {"area": "Living Room", "domain": ["light"]}),
    ("turn on the lights everywhere", ON, ON, {"domain": ["light"]}),
    ("set the chandelier to 40%", "HassLightSet", "HassLightSet", {"name": "Chandelier", "brightness": 40}),
    ("set a timer for 1 and a half hours", "HassStartTimer", "HassStartTimer", {"hours": 1, "minutes": 30}),
    ("unlock the front door lock", "Assist:smart-lock", "HassTurnOff", {"name": "Front Door Lock"}),
]
WRONG: list[tuple[str, str, str, dict[str, Any]]] = [
    ("turn on the desk light", ON, "HassTurnOff", {"name": "Desk Light"}),
    ("turn on the desk light", ON, ON, {"name": "Chandelier"}),
    ("turn on the light", ON, ON, {"domain": ["light"]}),
    ("turn on the light", ON, ON, {"area": "Office", "domain": ["light"]}),
    ("set the chandelier to 40%", "HassLightSet", "HassLightSet", {"name": "Chandelier", "brightness": 60}),
    ("set a timer for 10 minutes", "HassStartTimer", "HassStartTimer", {"minutes": 11}),
    ("unlock the front door lock", "Assist:smart-lock", ON, {"name": "Front Door Lock"}),
    ("is the desk light on?", "HassGetState", ON, {"name": "Desk Light"}),
]


@pytest.mark.parametrize(("text", "intent", "tool", "arguments"), RIGHT)
def test_what_is_right(text: str, intent: str, tool: str, arguments: dict[str, Any]) -> None:
    assert judge(text, intent, [(tool, arguments)]).right


@pytest.mark.parametrize(("text", "intent", "tool", "arguments"), WRONG)
def test_what_is_wrong(text: str, intent: str, tool: str, arguments: dict[str, Any]) -> None:
    assert not judge(text, intent, [(tool, arguments)]).right


def test_the_whole_house_unsaid_is_widened() -> None:
    assert judge("turn on the light", ON, [(ON, {"domain": ["light"]})]).widened


def test_no_call_is_right_for_a_question_only() -> None:
    assert judge("is the desk light on?", "HassGetState", []).right
    assert judge("is the desk light on?", "HassGetState", [("GetLiveContext", {})]).right
    assert not judge("turn on the desk light", ON, []).right
