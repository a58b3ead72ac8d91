"""Orders that point at what was spoken of before, through all the stages."""

import pytest

from inference.snapshot import Snapshot
from tests.inference.home.conversing import answered, asked, called

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database

LAMP = {"domain": ["light"]}
FOLLOWED = [
    ("which lights are on in the kitchen", "turn them off", ("HassTurnOff", {"area": "Kitchen", **LAMP})),
    ("which lights are on in the house", "turn them off please", ("HassTurnOff", LAMP)),
    ("which lights are on in the house", "switch those off", ("HassTurnOff", LAMP)),
    ("is the chandelier on?", "switch it off then", ("HassTurnOff", {"name": "Chandelier", **LAMP})),
    ("are the doors locked?", "lock them", ("HassTurnOn", {"domain": ["lock"]})),
    ("is the kitchen robot running?", "send it home", ("HassVacuumReturnToBase", {"name": "Kitchen Robot"})),
    ("how warm is it in the office", "set it to 20", ("HassClimateSetTemperature", {"temperature": 20})),
    ("turn on the chandelier", "sorry I meant the hall light", ("HassTurnOn", {"name": "Hall Light", **LAMP})),
    ("open curtain left", "no I meant the right one", ("HassTurnOn", {"name": "Curtain Right", "domain": ["cover"]})),
    ("open the garage door", "no wait, close it", ("HassTurnOff", {"name": "Garage Door", "domain": ["cover"]})),
    ("turn on the kitchen ceiling", "the other one too", ("HassTurnOn", {"name": "Counter Spots", **LAMP})),
    ("turn on bedroom lamp", "no, the other one", ("HassTurnOn", {"name": "Bedroom Ceiling", **LAMP})),
    ("play jazz in the kitchen", "louder", ("HassSetVolumeRelative", {"volume_step": "up", "name": "Kitchen Radio"})),
    ("play jazz in the kitchen", "pause it", ("HassMediaPause", {"name": "Kitchen Radio"})),
]


@pytest.mark.parametrize(("before", "text", "call"), FOLLOWED, ids=[f"{a}|{b}" for a, b, _ in FOLLOWED])
async def test_it_is_what_was_spoken_of(
    shipped: Snapshot, before: str, text: str, call: tuple[str, dict[str, object]]
) -> None:
    said = ({"role": "user", "content": before}, {"role": "assistant", "content": "All right."})
    done, _, _ = await answered(asked(text, *said), shipped)
    tool, arguments = call
    assert [name for name, _ in called(done)] == [tool]
    assert arguments.items() <= called(done)[0][1].items()


async def test_of_several_others_it_is_asked_which(shipped: Snapshot) -> None:
    said = ({"role": "user", "content": "open curtain left"}, {"role": "assistant", "content": "Done."})
    done, _, _ = await answered(asked("no, the other one", *said), shipped)
    assert called(done) == [] and "Curtain Right" in done.answer and done.answer.endswith("?")
    more = ({"role": "user", "content": "no, the other one"}, {"role": "assistant", "content": done.answer})
    done, _, _ = await answered(asked("the right one", *said, *more), shipped)
    assert called(done) == [("HassTurnOn", {"name": "Curtain Right", "domain": ["cover"]})]


async def test_doors_that_were_asked_about_are_not_unlocked_together(shipped: Snapshot) -> None:
    said = ({"role": "user", "content": "are the doors locked"}, {"role": "assistant", "content": "Yes."})
    done, _, _ = await answered(asked("unlock them", *said), shipped)
    assert called(done) == [] and done.answer.endswith("?")


LENGTHS = [
    ("set a timer for eight minutes", "make that nine", ("HassIncreaseTimer", {"minutes": 1})),
    ("set a timer for eight minutes", "no, six minutes", ("HassDecreaseTimer", {"minutes": 2})),
    ("set a pasta timer for eight minutes", "two more minutes", ("HassIncreaseTimer", {"minutes": 2, "name": "pasta"})),
    ("set a pasta timer for 8 minutes", "how much time has the pasta got?", ("HassTimerStatus", {"name": "pasta"})),
]


@pytest.mark.parametrize(("before", "text", "call"), LENGTHS, ids=[text for _, text, _ in LENGTHS])
async def test_another_length_is_no_second_timer(
    shipped: Snapshot, before: str, text: str, call: tuple[str, dict[str, object]]
) -> None:
    said = ({"role": "user", "content": before}, {"role": "assistant", "content": "Timer set."})
    done, _, _ = await answered(asked(text, *said), shipped)
    assert called(done) == [call]


BESIDE = [
    ("is anything on in the office and close the garage door", ["GetLiveContext", "HassTurnOff"]),
    ("is the front door locked and turn off the chandelier", ["GetLiveContext", "HassTurnOff"]),
    ("what's the temperature in the kitchen and turn on the kitchen fan", ["GetLiveContext", "HassTurnOn"]),
    ("turn on the chandelier and tell me what time it is", ["HassTurnOn"]),
    ("turn on the coffee maker and set a timer for three minutes", ["HassTurnOn", "HassStartTimer"]),
    ("coffee maker on and set a timer for three minutes", ["HassTurnOn", "HassStartTimer"]),
    ("did I close the garage door and turn off the chandelier", ["GetLiveContext"]),
    ("is it safe to leave the washer on and lock the front door", []),
    ("should I close the garage door and turn off the chandelier", []),
    ("what happens if I close the main valve and turn on the washer", []),
    ("which lights turn on and turn off the bedroom fan", ["GetLiveContext"]),
    ("what is 6 times 7 and turn on the chandelier", ["HassTurnOn"]),
    ("when is sunset and turn on the chandelier", ["HassTurnOn"]),
]


@pytest.mark.parametrize(("text", "tools"), BESIDE, ids=[text for text, _ in BESIDE])
async def test_an_order_beside_a_question_is_done_and_one_inside_is_not(
    shipped: Snapshot, text: str, tools: list[str]
) -> None:
    done, _, _ = await answered(asked(text), shipped)
    assert [name for name, _ in called(done)] == tools
