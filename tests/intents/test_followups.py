"""A question that leans on an earlier one is completed; a new topic is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.classifier import Classifier
from intents.followups import BACK, Turn, resolve
from intents.models import Intent, Pattern
from tests.intents.talks import CLASSIFIER, HOME, NAMES, NOW, named, understood

# The conversation, then what its end means: intent, the question in full, slots that it has, what was carried over.
PLACES_AND_TIMES = [
    (("what's the weather in Paris", "and tomorrow?"), "forecast", "what's the weather in Paris tomorrow",
     {"place": "Paris", "days": "tomorrow"}, ("intent", "place")),
    (("will it rain in Oslo tomorrow", "what about Denver?"), "rain", "will it rain in Denver tomorrow",
     {"place": "Denver", "days": "tomorrow"}, ("intent", "days")),
    (("is it raining", "how about the weekend"), "rain", "is it raining the weekend",
     {"days": "the weekend"}, ("intent",)),
    (("weather in oslo", "what about bergen"), "now", "weather in bergen", {"place": "bergen"}, ("intent",)),
    (("weather in oslo", "and tomorrow", "what about bergen"), "forecast", "weather in bergen tomorrow",
     {"place": "bergen", "days": "tomorrow"}, ("intent", "days")),
    (("is it windy in Rome", "and in Paris?"), "wind", "is it windy in Paris", {"place": "Paris"}, ("intent",)),
    (("what time is it in Tokyo", "in New York?"), "time", "what time is it in New York",
     {"place": "New York"}, ("intent",)),
    (("is it raining in Oslo", "and here?"), "rain", "is it raining in Bergen", {"place": "Bergen"}, ("intent",)),
    (("what's the weather in Bergen", "Denver?"), "now", "what's the weather in Denver",
     {"place": "Denver"}, ("intent",)),
    (("weather in Paris tomorrow", "and now?"), "now", "weather in Paris now", {"place": "Paris"}, ("intent", "place")),
    (("weather in Boston", "what time is it there"), "time", "what time is it there", {"place": "Boston"}, ("place",)),
    (("weather in Paris", "and the wind?"), "wind", "and the wind?", {"place": "Paris"}, ("place",)),
    (("weather in Paris", "and the time"), "time", "and the time", {"place": "Paris"}, ("place",)),
    (("weather in Paris", "Rome too"), "now", "weather in Rome", {"place": "Rome"}, ("intent",)),
    (("weather in Paris", "same for Rome"), "now", "weather in Rome", {"place": "Rome"}, ("intent",)),
    (("weather in Paris", "thanks", "and tomorrow?"), "forecast", "weather in Paris tomorrow",
     {"place": "Paris"}, ("place",)),
    (("weather in Paris", "who painted the Mona Lisa", "and tomorrow?"), "forecast", "weather in Paris tomorrow",
     {"place": "Paris"}, ("intent", "place")),
    (("weather in Paris tomorrow", "and the day after?"), "forecast", "weather in Paris Friday 13 March",
     {"place": "Paris", "days": "Friday 13 March"}, ("intent", "place")),
    (("weather in Paris on Saturday", "the day before that"), "forecast", "weather in Paris Friday 13 March",
     {"place": "Paris"}, ("intent", "place")),
    (("what is 15 percent of 80", "times two"), "sums", "(what is 15 percent of 80) times two", {}, ()),
    (("what is 15 percent of 80", "now double it"), "sums", "(what is 15 percent of 80) times 2", {}, ()),
    (("add 5 and 7", "multiply the result by 3"), "sums", "12 times 3", {}, ()),
]  # fmt: skip
LEANING = [
    (("who painted the Mona Lisa", "who's the owner"), "who's the owner of the Mona Lisa"),
    (("what's the population of Chad", "what is its capital"), "what is Chad's capital"),
    (("who was Mozart", "how old was he", "and his wife?"), "how old was Mozart's wife"),
    (("how many grams is 3 ounces", "and 5?"), "how many grams is 5 ounces"),
    (("weather in Boston", "i meant Boston in England"), "weather in Boston England"),
    (("what's the weather", "not here in Oslo"), "what's the weather in Oslo"),
    (("weather in Paris", "what about trinidad and tobago"), "weather in trinidad and tobago"),
]
LEANING_DE = [
    (("wie viele Einwohner hat Island", "wie heißt die Hauptstadt"), "wie heißt die Hauptstadt von Island"),
    (("wer war Mozart", "wo ist der geboren"), "wo ist Mozart geboren"),
    (("wer hat Momo geschrieben", "wie alt ist der"), "wie alt ist der Autor von Momo"),
    (("wie ist das Wetter", "nicht hier sondern in Bonn"), "wie ist das Wetter in Bonn"),
]
CONVERTED = [
    (("what's 20% of 350", "convert it to euros"), "convert 70 to euros"),
    (("what is 20% of 350 dollars", "and what's that in euros"), "convert 70 dollars to euros"),
    (("what is 20% of 350 dollars", "and in pounds?"), "convert 70 dollars to pounds"),
    (("what is 15 percent of 60 pounds", "and in dollars"), "convert 9 pounds to dollars"),
    (("how many grams is 3 ounces", "convert that to pounds"), "convert 3 oz to pounds"),
]
LACKING: list[tuple[tuple[str, ...], str, str, dict[str, str], tuple[str, ...]]] = [
    (("when was Hamlet written", "by whom?"), "", "by whom was Hamlet written", {}, ("question",)),
    (("who painted the Mona Lisa", "when?"), "", "who painted the Mona Lisa when", {}, ("question",)),
    (("did the Celtics win", "and when?"), "games", "when did the Celtics win", {}, ("intent",)),
    (("what's the wifi password", "since when?"), "papers", "since when is the wifi password", {}, ("intent",)),
    (("where is the Louvre", "how far?"), "", "how far is the Louvre", {}, ("question",)),
]  # fmt: skip
OTHER_NAMES = [
    (("who wrote Hamlet", "what about Macbeth?"), "", "who wrote Macbeth", {"topic": "Macbeth"}, ("question",)),
    (("did the Celtics win", "how about the Lakers"), "games", "did the Lakers win", {}, ("intent",)),
    (("how tall is the Eiffel Tower", "and the Atomium?"), "", "how tall is the Atomium",
     {"topic": "Atomium"}, ("question",)),
    (("how is the Microsoft stock doing", "and Apple?"), "shares", "how is the Apple stock doing", {}, ("intent",)),
]  # fmt: skip
NEW_TOPICS = [
    ("weather in Boston", "and what time is it in Tokyo"),
    ("weather in Boston", "who wrote Hamlet"),
    ("weather in Boston", "what about the wifi password"),
    ("what's the weather", "thank you"),
    ("weather in Boston", "what is 5 plus 3"),
    ("weather in Boston", "thanks. what time is it"),
    ("weather in Boston", "never mind", "and tomorrow?"),
    ("and tomorrow?",),
    ("by whom?",),
    ("when?",),
    ("weather in Boston", "turn on the lamp"),
    ("turn on the lamp", "what's the weather in Rome"),
    ("who wrote Hamlet", "set a timer for ten minutes"),
    ("weather in Boston", ""),
    ("weather in Boston", "?!"),
]


@pytest.mark.parametrize(("turns", "intent", "text", "slots", "carried"), [*PLACES_AND_TIMES, *LACKING, *OTHER_NAMES])
def test_what_is_left_out_is_carried_over(
    turns: tuple[str, ...], intent: str, text: str, slots: dict[str, str], carried: tuple[str, ...]
) -> None:
    found = understood(*turns)
    assert (found.match.intent, found.text) == (intent, text)
    assert named(found).items() >= slots.items()
    assert set(found.slots.carried) >= set(carried)


@pytest.mark.parametrize("turns", NEW_TOPICS)
def test_a_new_topic_carries_nothing(turns: tuple[str, ...]) -> None:
    found = understood(*turns)
    assert (found.text, found.slots.carried) == (turns[-1], ())


def test_a_room_is_no_place_to_go_on_with() -> None:
    assert understood("weather in tokyo", "what about the kitchen lights").slots.spot is None


def test_a_room_does_not_go_on_with_the_weather() -> None:
    assert understood("weather in tokyo", "and the kitchen?").slots.carried == ()


def test_what_was_said_long_ago_is_forgotten() -> None:
    filler = [f"who wrote book {number}" for number in range(BACK)]
    assert understood("weather in Paris", *filler[1:], "and tomorrow?").slots.spot is not None
    assert understood("weather in Paris", *filler, "and tomorrow?").slots.spot is None


def test_a_long_text_leans_on_nothing() -> None:
    assert understood("weather in Paris", "and tomorrow? " + "so " * 200).slots.carried == ()


def test_the_reason_says_what_was_carried_over() -> None:
    assert understood("will it rain in Oslo", "and in Rome?").match.reason.startswith(("carried over:", "regex"))


def test_a_language_without_words_of_its_own_is_read_in_english() -> None:
    found = resolve("and tomorrow?", ["weather in Paris"], CLASSIFIER, NAMES, NOW, HOME, language="fi-FI")
    assert found.text == "weather in Paris tomorrow"


PHRASES = """
weather in Paris|and tomorrow?|there|turn on the lamp|turn it off|louder|a bit more|again|no, I meant the kitchen|yes|no
not Paris, Rome|the other one too|the second one|by whom?|who is Ada Lovelace|how old is she|what is their number
what about Macbeth|never mind|make it blue|50 percent|set the lamp to 30 percent|a bit less|too loud|off again
"""
SAID = st.one_of(st.text(max_size=60), st.sampled_from(PHRASES.strip().replace("\n", "|").split("|")))
ASKED = st.one_of(
    st.just(""), st.text(max_size=60), st.sampled_from(["Do you mean Rome or Paris?", "Shall I turn it on?"])
)


@settings(max_examples=150)
@given(st.lists(st.builds(Turn, SAID, ASKED), min_size=1, max_size=5))
def test_it_never_raises_and_equal_talk_gives_an_equal_result(turns: list[Turn]) -> None:
    def ask() -> object:
        return resolve(turns[-1].text, turns[:-1], CLASSIFIER, NAMES, NOW, HOME, asked=turns[-1].asked)

    assert ask() == ask()


def test_a_city_stands_for_its_own_airport() -> None:
    flights = Intent(name="delays", category="airports")
    classifier = Classifier.build([flights], [Pattern(intent=flights, type="phrase", text="delays")])
    turns = [Turn("are there delays at Logan airport")]
    found = resolve("and at Newark?", turns, classifier, NAMES, NOW, HOME, categories={"delays": "airports"})
    assert (found.match.intent, found.slots.values) == ("delays", {"airport": "EWR"})
    assert found.text == "are there delays at Newark"


@pytest.mark.parametrize(("talk", "text"), CONVERTED)
def test_converts_what_the_last_sum_came_to(talk: tuple[str, ...], text: str) -> None:
    assert understood(*talk).text == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20% of 350 dollars in euros", "convert 70 dollars to euros"),
        ("what is 15% of 80 pounds in dollars", "convert 12 pounds to dollars"),
        ("10% of 90 euros in pounds", "convert 9 euros to pounds"),
        ("350 dollars in euros", "350 dollars in euros"),
        ("20% of 350 in june", "20% of 350 in june"),
    ],
)
def test_a_sum_of_money_in_another_currency_is_converted(text: str, meant: str) -> None:
    assert understood(text).text == meant


@pytest.mark.parametrize("text", ["cancel it", "no cancel that please", "delete it"])
def test_what_was_set_is_called_off(text: str) -> None:
    found = understood("set a timer for ten minutes", text)
    assert (found.match.intent, found.slots.carried) == ("timers", ("intent",))


@pytest.mark.parametrize("before", ["what time is it", "weather in Oslo"])
def test_what_was_only_asked_cannot_be_called_off(before: str) -> None:
    assert understood(before, "cancel it").match.intent == understood("cancel it").match.intent


def test_a_place_is_no_unit_of_a_sum() -> None:
    assert understood("what is 12 times 7", "and in Paris?").text != "convert 84 to Paris"


def test_the_result_is_converted_in_german() -> None:
    assert (
        understood("wie viel sind 20 prozent von 350", "und das in euro", language="de").text == "rechne 70 in euro um"
    )


@pytest.mark.parametrize(("talk", "text"), LEANING)
def test_what_was_spoken_of_stands_for_what_is_left_out(talk: tuple[str, ...], text: str) -> None:
    assert understood(*talk).text == text


@pytest.mark.parametrize(("talk", "text"), LEANING_DE)
def test_so_it_does_in_german(talk: tuple[str, ...], text: str) -> None:
    assert understood(*talk, language="de").text == text
