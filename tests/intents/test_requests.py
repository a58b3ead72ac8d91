"""A request of its own is told from one that goes on with the request before it."""

import pytest

from intents.clauses import looks
from intents.requests import asked_again, asked_kindly, comes_next, follows, is_other


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("turn on the heating", "lock the front door"),
        ("book a table in Leeds for four", "find film times"),
        ("i would like to hear some jazz", "find the game chess for two"),
        ("please play some jazz", "i want to see a film tonight"),
        ("is it raining", "i would like to know the time"),
        ("turn off the porch light", "tell me if it'll rain tonight"),
        ("remind me to call anna", "add milk to my list"),
        ("dim the lights", "play something romantic please"),
        ("play the beatles", "turn it up"),
        ("play the beatles", "turn down the lights"),
        ("what's the weather in Boston", "i need a taxi to the airport"),
        ("i want to book a table in Leeds for four", "is it going to be colder tonight"),
        ("book a table in Leeds", "is the museum open"),
        ("i d like to eat fish tonight", "is jaws playing at seven"),
        ("play some jazz", "i d like to see a film tonight"),
        ("can you please add some olives", "find a film for tonight"),
        ("find me a recipe for soup", "find a film for tonight"),
        ("what's the weather in Boston", "need a taxi to the airport"),
        ("play the beatles", "need to book a taxi"),
        ("we want to eat out", "looking for a film with cats"),
        ("play the beatles", "rate dracula four stars"),
    ],
)
def test_another_request_begins(left: str, right: str) -> None:
    assert follows(left.lower().split(), right.lower().split())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("call the bakery now", "order a loaf"),
        ("look up the price", "tell me what it costs"),
        ("turn off the lamp when", "tell me what it costs"),
        ("remind me to eat", "put it on the list"),
        ("play the beatles", "turn it off"),
        ("remind me to call mom", "i need to buy milk"),
        ("tell anna i am late", "i want dinner at eight"),
        ("turn off the lights when i leave", "i want to sleep now"),
        ("i'm hungry", "i want some pizza now"),
        ("open the shop", "find warm shoes"),
        ("call anna tonight", "find out when she comes"),
        ("add milk to the list", "search for it online"),
        ("tell the guests to come in", "please take a seat"),
        ("play", "please play some jazz"),
        ("please", "i want some jazz now"),
        ("find a pub that is quiet", "is the whole night open"),
        ("find a pub in leeds", "is it open on mondays"),
        ("i want some sushi", "is there a place nearby"),
        ("book a room in leeds", "is still cheap on sundays"),
        ("find people who are alone", "need a friend to talk"),
        ("i want to eat out", "need a table for two"),
        ("we're in reno tonight", "looking for a quiet room"),
        ("play the beatles", "rate them all"),
        ("what's", "need a table for two"),
        ("do you know leeds my brother in law", "i would like to go there tonight"),
    ],
)
def test_a_request_goes_on(left: str, right: str) -> None:
    assert not follows(left.split(), right.split())


def test_an_order_may_begin_with_please() -> None:
    assert asked_kindly(["lock", "the", "door"], ["please", "close", "the", "blinds"])
    assert not asked_kindly(["tell", "the", "guests"], ["please", "take", "a", "seat"])


@pytest.mark.parametrize("left", ["find", "please look up", "dim the lamp and search for"])
def test_what_is_looked_for_to_be_used_is_one_request(left: str) -> None:
    assert looks(left.split(), ["play", "a", "song"])


@pytest.mark.parametrize("left", ["the song that you find", "i like the look"])
def test_other_words_tie_nothing(left: str) -> None:
    assert not looks(left.split(), ["play", "a", "song"])


@pytest.mark.parametrize(
    ("left", "right", "again"),
    [
        ("is it raining", "is the front door locked", True),
        ("what is 12 times 12", "what time is it", True),
        ("how much is 5 plus 7", "is it raining", True),
        ("are there delays at jfk", "is apple up", True),
        ("do you know what time", "what day it is", False),
        ("what is my card's rate", "is it good", False),
        ("can you find me a taxi", "have it here at seven", False),
        ("is he very tall", "could be taller", False),
        ("tell me when it opens", "is it far", False),
    ],
)
def test_a_question_follows_a_whole_one(left: str, right: str, again: bool) -> None:
    assert asked_again(left.split(), right.split()) is again


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("weather in Boston", "the price of Apple"),
        ("what's the weather in Boston", "the news"),
        ("capital of France", "population of Peru"),
        ("the president of France", "the king of Spain"),
        ("what is the capital of Chad", "the population of Niger"),
    ],
)
def test_something_else_than_the_next_place_is_named(left: str, right: str) -> None:
    assert is_other(left.lower().split(), right.lower().split())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("weather in Bath", "the Isle of Wight"),
        ("what's the weather", "the time in Boston"),
        ("who was the king of England", "duke of Normandy"),
        ("turn off the lamp of Anna", "light of Ben"),
        ("what's", "the capital of Peru"),
    ],
)
def test_what_goes_on_with_the_list_is_no_other(left: str, right: str) -> None:
    assert not is_other(left.lower().split(), right.lower().split())


def test_a_topic_may_come_next_in_a_row() -> None:
    words = ["the", "news", "and", "after", "that", "the", "time"]
    assert comes_next(words[2:5], words[:2], words[5:])
    assert not comes_next(words[2:3], words[:2], words[5:])  # "the news and the time" is left to the model
    assert not comes_next(["after", "that"], ["she", "left"], ["the", "house"])
