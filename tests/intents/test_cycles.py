"""A chain that would call itself is found, however far the way is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.cycles import Steps, cycle

AND = ["and", "and then"]


@pytest.mark.parametrize(
    "questions",
    [
        ["good morning"],
        ["Hey Athena, good morning, please!"],
        ["what time is it", "good morning"],
        ["what time is it and good morning"],
        ["what time is it? Good morning."],
        ["good morning, and then what time is it"],
    ],
)
def test_a_question_that_is_the_trigger_calls_its_chain(questions: list[str]) -> None:
    assert cycle("a", {"a": Steps(["good morning"], questions)}, AND) == ("a", "a")


@pytest.mark.parametrize(
    ("triggers", "questions"),
    [
        (["good morning"], ["what time is it", "weather"]),
        (["rise and shine"], ["rise", "shine"]),
        (["good morning"], ["say good morning to mom"]),
        ([""], ["", "?"]),
        ([], []),
    ],
)
def test_a_chain_that_asks_something_else_does_not(triggers: list[str], questions: list[str]) -> None:
    assert cycle("a", {"a": Steps(triggers, questions)}, AND) == ()


def test_a_trigger_with_a_connector_in_it_is_found_whole() -> None:
    assert cycle("a", {"a": Steps(["rise and shine"], ["rise and shine"])}, AND) == ("a", "a")


def test_the_way_through_other_chains_is_named() -> None:
    chains = {"a": Steps(["one"], ["two"]), "b": Steps(["two"], ["three", "four"]), "c": Steps(["three"], ["one"])}
    assert cycle("a", chains, AND) == ("a", "b", "c", "a")


def test_other_chains_may_be_called_once() -> None:
    assert cycle("a", {"a": Steps(["one"], ["two"]), "b": Steps(["two"], ["weather"])}, AND) == ()


def test_a_ring_of_others_is_no_ring_of_this_one() -> None:
    chains = {"a": Steps(["one"], ["two"]), "b": Steps(["two"], ["three"]), "c": Steps(["three"], ["two"])}
    assert cycle("a", chains, AND) == ()


WORD = st.sampled_from(["one", "two", "three", "one and two", "", "?", "four"])
STEPS = st.builds(Steps, st.lists(WORD, max_size=3), st.lists(WORD, max_size=4))


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from("bcd"), STEPS, max_size=3), STEPS)
def test_the_way_is_one_of_calls_and_ends_where_it_began(others: dict[str, Steps], own: Steps) -> None:
    way = cycle("a", {**others, "a": own}, AND)
    assert way == () or (way[0] == way[-1] == "a" and len(way) == len(set(way)) + 1)
