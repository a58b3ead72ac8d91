"""A canary's share of the conversations: sticky, as large as it was asked for, and drawn anew by the next one."""

from functools import partial

import pytest

from inference.allotment import Allotment, drawn

THREADS = [f"conversation {number}" for number in range(4000)]


def taken(allotment: Allotment) -> list[str]:
    return [thread for thread in THREADS if allotment.takes("athena", "", partial(str, thread))]


def never() -> str:
    raise AssertionError("the conversation decides nothing here")


def test_a_conversation_stays_where_it_began() -> None:
    assert taken(Allotment("one", 30)) == taken(Allotment("one", 30))


@pytest.mark.parametrize("percent", [1, 10, 50, 90])
def test_the_share_is_what_was_asked_for(percent: int) -> None:
    expected = len(THREADS) * percent / 100
    spread = (expected * (1 - percent / 100)) ** 0.5
    assert abs(len(taken(Allotment("one", percent))) - expected) < 4 * spread


def test_a_larger_share_keeps_those_it_had() -> None:
    assert set(taken(Allotment("one", 10))) < set(taken(Allotment("one", 20)))


def test_the_next_canary_draws_others() -> None:
    first, second = set(taken(Allotment("one", 50))), set(taken(Allotment("two", 50)))
    assert abs(len(first & second) - len(THREADS) / 4) < 150


def test_every_process_draws_the_same() -> None:
    assert [round(drawn("canary 1", thread), 6) for thread in ("a", "b", "\ud800")] == [0.496891, 0.565016, 0.381657]


@pytest.mark.parametrize(
    ("assistant", "room", "falls"),
    [("kitchen", "Kitchen", True), ("kitchen", "hall", False), ("athena", "Kitchen", False), ("kitchen", "", False)],
)
def test_assistants_and_rooms_bound_it(assistant: str, room: str, falls: bool) -> None:
    bound = Allotment("one", 100, frozenset({"kitchen"}), frozenset({"kitchen"}))
    assert bound.takes(assistant, room, never) is falls
