"""The tiers decide, veto and admit that nothing fits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.classifier import REMEMBERED, Classifier
from intents.models import Pattern
from tests.intents.rows import intent, pattern

LAMP, MUSIC = intent("lamp", priority=1), intent("music", priority=2)


def built(*patterns: Pattern) -> Classifier:
    return Classifier.build([LAMP, MUSIC], patterns)


def test_an_example_is_matched_exactly_whatever_its_politeness() -> None:
    match = built(pattern(LAMP, "example", "Light the lamp")).classify("Could you light the lamp, please?")
    assert (match.intent, match.tier, match.score, match.sure) == ("lamp", "exact", 1.0, True)


def test_an_example_of_two_intents_is_of_the_one_that_has_it_more_often() -> None:
    rows = [pattern(LAMP, "example", text) for text in ("shut it", "please shut it")]
    match = built(*rows, pattern(MUSIC, "example", "shut it")).classify("shut it")
    assert (match.intent, match.tier, match.score, match.runner_up) == ("lamp", "exact", 1.0, "music")


@pytest.mark.parametrize(("kind", "text"), [("phrase", "the lamp"), ("regex", r"\blamps?\b"), ("keyword", "lamp")])
def test_one_sign_of_weight_one_decides(kind: str, text: str) -> None:
    match = built(pattern(LAMP, kind, text)).classify("bring the lamp over")
    assert (match.intent, match.sure) == ("lamp", True)


def test_what_is_foreseen_is_classified_as_it_is_alone() -> None:
    rows = [
        pattern(LAMP, "example", "light the lamp"),
        pattern(LAMP, "keyword", "bulb"),
        pattern(MUSIC, "phrase", "jazz"),
    ]
    texts = ["Light the lamp", "some jazz please", "is the bulb warm", "light that lamp", "", "nothing of it"]
    foreseen, alone = built(*rows), built(*rows)
    foreseen.foresee([*texts, *texts])
    matches = [foreseen.classify(text) for text in texts]
    assert matches == [alone.classify(text) for text in texts]
    assert len({(match.intent, match.tier) for match in matches}) >= 4


def test_a_keyword_of_several_words_needs_all_of_them() -> None:
    classifier = built(pattern(LAMP, "keyword", "green lamp"))
    assert classifier.classify("is that lamp green").intent == "lamp"
    assert classifier.classify("is that lamp blue").intent == ""


def test_a_light_weight_does_not_decide_alone() -> None:
    assert built(pattern(LAMP, "keyword", "lamp", 0.3)).classify("bring the lamp over").intent == ""


def test_a_negative_vetoes_signs_and_examples() -> None:
    rows = [pattern(LAMP, "keyword", "lamp"), pattern(LAMP, "example", "bring the lamp here")]
    assert built(*rows).classify("bring the lava lamp here").intent == "lamp"
    assert built(*rows, pattern(LAMP, "negative", "lava lamp")).classify("bring the lava lamp here").intent == ""


def test_priority_breaks_a_tie_and_the_match_is_not_sure() -> None:
    match = built(pattern(LAMP, "phrase", "blue light"), pattern(MUSIC, "phrase", "blue light")).classify(
        "some blue light"
    )
    assert (match.intent, match.runner_up, match.margin, match.sure) == ("music", "lamp", 0.0, False)


def test_examples_generalise_to_other_wordings_but_not_to_generic_words() -> None:
    classifier = built(
        pattern(LAMP, "example", "what is the brightest bulb"), pattern(MUSIC, "example", "who sang that song")
    )
    assert classifier.classify("which bulbs are brightest").intent == "lamp"
    assert classifier.classify("what is the matter").intent == ""


def test_below_the_threshold_it_is_none_of_these_and_says_so() -> None:
    strict = intent("lamp", threshold=0.9)
    match = Classifier.build([strict], [pattern(strict, "keyword", "lamp")]).classify("a lamp")
    assert (match.intent, match.runner_up) == ("", "lamp")
    assert "threshold" in match.reason


def test_scores_of_all_tiers_asked_are_kept_best_first() -> None:
    match = built(pattern(LAMP, "keyword", "lamp"), pattern(MUSIC, "example", "the lamp song")).classify(
        "the green lamp"
    )
    assert {score.tier for score in match.scores} == {"patterns", "examples"}
    assert [score.score for score in match.scores] == sorted((score.score for score in match.scores), reverse=True)


def test_an_expression_that_re2_refuses_does_not_stop_the_others() -> None:
    assert built(pattern(LAMP, "regex", "(?=x)"), pattern(LAMP, "regex", "^lamp")).classify("lamp two").intent == "lamp"


def test_patterns_of_an_intent_that_is_off_are_left_out() -> None:
    assert Classifier.build([MUSIC], [pattern(LAMP, "phrase", "a lamp")]).classify("a lamp").intent == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("any idea whether we get showers over the weekend", "weather_rain"),
        ("mind telling me how gusty it is by the sea", "weather_wind"),
        ("hows the weather looking in cape town on sunday", "weather_forecast"),
        ("at what time is sundown in lisbon, when does it get dark", "weather_sun"),
        ("is it colder in Quebec", "weather_temperature"),
        ("what's the clock time in Nairobi, what time is it there", "time_now"),
        ("whats 18 percent of 250", "calculate"),
        ("how many centimeters are in 4 feet", "convert_units"),
        ("how do I defrost our freezer", "documents"),
        ("switch off every lamp upstairs", "device_command"),
        ("did I leave the stove on", "device_status"),
        ("when do the falcons play next", "sports_game"),
        ("celtics game", "sports_game"),
        ("play the killers", "play_music"),
        ("play a round of checkers", "games"),
        ("flip the porch light on", "device_command"),
        ("use a whispering voice", "assistant_settings"),
        ("how big is the amazon rainforest", "general_knowledge"),
        ("what is the meaning of the word serendipity", "definitions"),
        ("why is the sky blue", "general_knowledge"),
        ("how do airplanes stay up", "general_knowledge"),
    ],
)
def test_new_wordings_reach_their_intent(shipped_classifier: Classifier, text: str, wanted: str) -> None:
    assert shipped_classifier.classify(text).intent == wanted


@pytest.mark.parametrize(
    "text",
    [
        "why do lights flicker",
        "who invented the thermostat",
        "what is a dimmer",
        "is a lock safe",
        "is the hall lamp on",
        "are all fans off",
        "are the sprinklers on",
        "is my heater off now",
        "did we leave the tv on",
    ],
)
def test_a_question_about_a_device_is_no_command(shipped_classifier: Classifier, text: str) -> None:
    assert shipped_classifier.classify(text).intent != "device_command"


@pytest.mark.parametrize("text", ["", " ", "a", "🙂", "\u200b", "مرحبا بالعالم", "\x00", "\ud800", "weather " * 4096])
def test_odd_text_is_classified_quietly(shipped_classifier: Classifier, text: str) -> None:
    assert 0 <= shipped_classifier.classify(text).score <= 1


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_it_never_raises_and_equal_text_gives_an_equal_result(text: str) -> None:
    rows = pattern(LAMP, "example", "light the lamp"), pattern(MUSIC, "keyword", "music")
    classifier, other = built(*rows), built(*rows)
    assert classifier.classify(text) == classifier.classify(text) == other.classify(text)


def test_what_is_remembered_is_kept_apart_by_language_and_has_an_end() -> None:
    german = Pattern(intent=MUSIC, type="phrase", text="spiel musik", weight=1.0, language="de")
    classifier = built(pattern(LAMP, "phrase", "light the lamp"), german)
    for number in range(2 * REMEMBERED):
        classifier.classify(f"the lamp number {number}")
    assert classifier.classify("light the lamp").intent == "lamp"
    assert classifier.classify("bitte spiel musik gut", "en").intent == ""
    assert classifier.classify("bitte spiel musik gut", "de").intent == "music"
