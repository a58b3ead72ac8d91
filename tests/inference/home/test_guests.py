"""A guest who may do all else moves nothing that keeps the house shut, by no word, no script and no model."""

from copy import copy
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.home_fixture import prompt
from inference.home.wishes import GUEST_REFUSAL, TOPICS
from inference.snapshot import Snapshot
from tests.inference.home.conversing import answered, asked, called, with_model
from tests.inference.home.houses import TOOLS

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database
THINGS = "".join(
    f"- names: {names}\n  domain: {domain}\n  areas: Front Yard\n"
    for domain, names in (
        ("lock", "Yale, the back gate"),
        ("cover", "Big Gate, driveway gate"),
        ("alarm_control_panel", "House Alarm"),
        ("button", "Garage Opener"),
        ("input_boolean", "Gate Relay"),
        ("scene", "Disarm Everything"),
        ("script", "Open Garage Routine"),
        ("group", "All Locks"),
        ("lock", "Haustür"),
    )
)
HOUSE = prompt().replace("\nYou are in area", f"{THINGS}\nYou are in area")
SCRIPTS = tuple(
    {"type": "function", "function": {"name": name, "parameters": {"type": "object", "properties": {}}}}
    for name in ("open_garage", "disarm_alarm", "cozy_evening")
)


@pytest.fixture
def welcoming(shipped: Snapshot) -> Snapshot:
    """A house whose guests may do whatever a row can allow."""
    opened = {}
    for name in TOPICS.values():
        opened[name] = copy(shipped.intents[name])
        opened[name].guests = True
    return replace(shipped, intents={**shipped.intents, **opened})


async def wanted(text: str, house: Snapshot, language: str = "en", mode: str = "guest") -> tuple[list[Any], str]:
    messages = ({"role": "system", "content": HOUSE}, {"role": "user", "content": text})
    question = replace(asked(text, mode=mode, language=language), messages=messages, tools=(*TOOLS, *SCRIPTS))
    done, _, _ = await answered(question, house)
    return called(done), done.answer


WARY = [
    ("by name", "unlock yale", "en"),
    ("by alias", "open the driveway gate", "en"),
    ("by class", "unlock all the doors", "en"),
    ("by scene", "activate disarm everything", "en"),
    ("by script", "run open garage routine", "en"),
    ("by a script that is a tool", "open garage", "en"),
    ("by switch", "turn on gate relay", "en"),
    ("by group", "turn off all locks", "en"),
    ("by step", "open the garage door a bit", "en"),
    ("for later", "open the garage door in ten minutes", "en"),
    ("alarm", "disarm the alarm", "en"),
    ("in german", "schließ die Haustür auf", "de"),
    ("for later in german", "schließ die Haustür in zehn Minuten auf", "de"),
]


@pytest.mark.parametrize(("text", "language"), [each[1:] for each in WARY], ids=[each[0] for each in WARY])
async def test_what_keeps_the_house_shut_is_refused(welcoming: Snapshot, text: str, language: str) -> None:
    calls, said = await wanted(text, welcoming, language)
    assert calls == [] and said in {GUEST_REFUSAL, "Das steht Gästen nicht zur Verfügung."}


async def test_everything_in_a_room_is_never_its_lock(welcoming: Snapshot) -> None:
    calls, _ = await wanted("turn everything off in the entrance", welcoming)
    assert calls == [("HassTurnOff", {"area": "Entrance", "domain": ["light"]})]


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("open_garage", {}),
    ("disarm_alarm", {}),
    ("intent__HassTurnOff", {"name": "Front Door Lock"}),
]


@pytest.mark.parametrize(("tool", "arguments"), CALLS, ids=[tool for tool, _ in CALLS])
async def test_a_model_moves_it_for_no_guest_whatever_he_says(
    welcoming: Snapshot, tool: str, arguments: dict[str, Any]
) -> None:
    house = with_model(welcoming, calls=[{"name": tool, "arguments": arguments}], reply="The garage is at the side.")
    calls, _ = await wanted("the garage door alarm lock should be open", house)
    assert calls == []


async def test_a_script_that_opens_is_the_owners_and_any_other_a_guests(welcoming: Snapshot) -> None:
    assert await wanted("start disarm alarm", welcoming, mode="owner") == ([("disarm_alarm", {})], "")
    assert await wanted("start disarm alarm", welcoming) == ([], GUEST_REFUSAL)
    assert await wanted("cozy evening", welcoming) == ([("cozy_evening", {})], "")
