"""What points at the calls of earlier turns, through all the stages."""

from typing import Any

import pytest

from inference.snapshot import Snapshot
from inference.state import Query
from tests.inference.home.conversing import answered, asked, called, success, with_results

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database
NAMES = {"Floor Lamp", "Chandelier"}


async def after(house: Snapshot, *texts: str, failed: bool = False) -> Query:
    """The last of these turns, each before it with its calls and their results."""
    said: tuple[dict[str, Any], ...] = ()
    for text in texts:
        done, _, _ = await answered(asked(text, *said), house)
        contents = [{"error": "x"} if failed else success(str(made.get("name"))) for _, made in called(done)]
        said = (*map(dict, with_results(done, contents).messages[1:]), {"role": "assistant", "content": "All right."})
    return done


@pytest.mark.parametrize(
    "texts",
    [
        ("turn on the floor lamp", "turn on the chandelier", "both off again"),
        ("turn on the floor lamp and the chandelier", "turn them back off"),
        ("turn on the floor lamp", "turn on the chandelier", "turn all of them off"),
    ],
    ids=["two orders", "one order", "all of them"],
)
async def test_several_are_those_that_were_called(shipped: Snapshot, texts: tuple[str, ...]) -> None:
    made = called(await after(shipped, *texts))
    assert {tool for tool, _ in made} == {"HassTurnOff"} and {each["name"] for _, each in made} == NAMES


async def test_both_are_never_three(shipped: Snapshot) -> None:
    made = await after(shipped, "turn on the floor lamp, the chandelier and the desk light", "both off again")
    assert called(made) == []


async def test_doors_that_were_locked_are_not_unlocked_together(shipped: Snapshot) -> None:
    texts = ("lock the front door lock", "lock the kitchen door lock", "unlock them both")
    assert called(await after(shipped, *texts)) == []


@pytest.mark.parametrize(
    ("order", "tool"), [("turn on the chandelier", "HassTurnOff"), ("unlock the front door lock", "HassTurnOn")]
)
async def test_an_order_is_taken_back(shipped: Snapshot, order: str, tool: str) -> None:
    assert [name for name, _ in called(await after(shipped, order, "undo that"))] == [tool]


@pytest.mark.parametrize("order", ["lock the front door lock", "dim the floor lamp to 20 percent", "movie night"])
async def test_what_cannot_be_taken_back_for_certain_is_asked(shipped: Snapshot, order: str) -> None:
    done = await after(shipped, order, "undo that")
    assert called(done) == [] and done.answer.endswith("?")


async def test_what_failed_is_not_taken_back(shipped: Snapshot) -> None:
    assert called(await after(shipped, "turn on the chandelier", "undo that", failed=True)) == []
