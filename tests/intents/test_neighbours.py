"""Tests of what belongs to the clause before it, and of where another question plainly begins."""

import pytest

from intents.boundaries import Boundaries
from intents.gaps import Connectors, Gap, gaps_of, words_of
from intents.neighbours import Clauses
from intents.runs import Count, Knowledge

CONNECTORS = Connectors(["also", "and", "and then", "then", "or", "but"])


def beside(marked: str) -> tuple[Clauses, Gap]:
    """The clauses of a sentence, and the gap before the word behind "|"."""
    left, right = marked.split("|")
    words = words_of(left + right)
    gaps = gaps_of(left + right, words, CONNECTORS)
    gap = next(each for each in gaps if words.starts[each.start] >= len(left))
    return Clauses.between(gaps, words), gap


@pytest.mark.parametrize(
    "marked",
    [
        "play the song that goes, |hold me closer",
        "what have i got on friday |between 9 and 10",
        "find the bar |which serves tea",
        "for the first of april, |find me a hotel",
        "weather in rome, and in six days, |what will it be",
        "please check and |repeat it",
        "skip this one and |play the next instead",
        "i was on the train and |i can't find my bag",
        "i need my bag back, |i was on the train",
        "we're in reno and |need a room",
        "call the bakery and |order a large loaf",
        "find a pub in leeds and |book a table for two",
        "is it warmer in rome then |in madrid",
        "i want to eat out but |have no idea where",
        "my daughter and |i want a table",
        "reckon |i need boots for the walk",
        "find a pub in leeds that |is open late",
        "is it going to rain because |i want to go out",
        "will it still rain |when i fetch the kids",
        "find a pub in leeds that also |serves fish",
    ],
)
def test_keeps_together_what_is_one_clause(marked: str) -> None:
    clauses, gap = beside(marked)
    assert clauses.one(gap)
    assert not clauses.two(gap)


@pytest.mark.parametrize(
    "marked",
    [
        "apple shares and |the weather",
        "how is nvidia doing and |tonight's weather please",
        "tesla price, |yankees score and the weather",
        "what's the weather in paris |what time is it there",
        "lock the front door |dim the hallway",
        "turn the lights off |close all the blinds",
        "who wrote dracula and |when was it published",
        "how tall is everest and |who climbed it first",
        "how big is iceland and |how many people live there",
        "how long is the nile and |which countries does it cross",
        "who directed jaws and |what else did they make",
        "how big is iceland |how many people live there",
        "price of gold and |the euro rate please",
        "how many feet are in a mile and |how fast is sound",
        "how cold is it outside, |is everyone at home",
        "what is trending, |what is the score",
        "how did the lakers do, |can you play some jazz",
        "book the inn in leeds, |please turn up the volume",
        "did everton win |did liverpool win",
        "regnet es heute |regnet es morgen",
        "who painted the scream |where does it hang",
        "did the mets win |when do they play next",
        "how long do potatoes take and |at what temperature do i roast a chicken",
        "weather london |weather paris",
        "wie warm ist es in rom |wie warm ist es in oslo",
        "the calendar and |finally the headlines",
        "what is 15 times 12 and |divide that by 4",
        "add 5 and 7 and |multiply the result by 3",
        "what's 20% of 350 and |convert it to euros",
        "wie viel sind 20 prozent von 350 and |das in euro",
    ],
)
def test_begins_a_question_where_one_plainly_begins(marked: str) -> None:
    clauses, gap = beside(marked)
    assert clauses.two(gap)
    assert not clauses.one(gap)


@pytest.mark.parametrize(
    "marked",
    [
        "a book about the sun and |the weather",
        "if i have 20 yen, |how much is that in dollars",
        "do you know what ingredients |do i need",
        "show the tv |show the last samurai",
        "who knows |where is he now",
        "turn on the radio and |the news",
        "can you tell my daughter |what time it is",
        "what is bigger, |the moon or mars",
        "is milk on the list, |please add it",
        "tell anna, |can you play jazz",
        "if it rains, |please close the blinds",
        "lock the door, |please",
        "who asked and |i was wondering whether",
        "how many eggs and |how much flour do i need",
        "how many eggs |how much flour do i need",
        "do you know who she is and |how many there are",
        "price of gold and |the euro in general",
        "what song says when and |where is my mind",
        "play open up |close the door",
        "turn off the |open fire in the den",
    ],
)
def test_leaves_the_rest_to_the_model(marked: str) -> None:
    clauses, gap = beside(marked)
    assert not clauses.two(gap)


@pytest.mark.parametrize(("known", "cut"), [((), ()), (("brandie",), (Gap(3, 4),))])
def test_cuts_nothing_between_two_names_that_no_example_holds(known: tuple[str, ...], cut: tuple[Gap, ...]) -> None:
    words = words_of("room for delores and brandie")
    runs = {word: Count(1, 0, 1) for word in ("room", "for", *known)}
    model = Boundaries(Knowledge(runs, frozenset(), {}, [1]), {"Gnand": 9.0}, -9.0)
    assert model.choose(words.low, gaps_of("room for delores and brandie", words, CONNECTORS)) == cut
