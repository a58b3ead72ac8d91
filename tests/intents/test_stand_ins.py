"""An expression may name a whole kind: every team, every device."""

from intents.classifier import Classifier
from intents.models import Intent, Pattern
from intents.stand_ins import forms, named_kinds

SCORES, HOUSE, GREETING = Intent(name="scores"), Intent(name="house"), Intent(name="greeting")
CLASSIFIER = Classifier.build(
    [SCORES, HOUSE, GREETING],
    [
        Pattern(intent=SCORES, type="regex", text=r"^how did (the )?<team> do\b"),
        Pattern(intent=HOUSE, type="regex", text=r"^<device> (in|im) (the )?<area> (off|aus)$"),
        Pattern(intent=GREETING, type="regex", text=r"^how did \w+ do$"),
    ],
)


def test_any_team_stands_where_the_expression_names_one() -> None:
    assert CLASSIFIER.classify("how did man utd do").intent == "scores"
    assert CLASSIFIER.classify("how did the red sox do last night").intent == "scores"


def test_what_is_no_team_does_not() -> None:
    assert CLASSIFIER.classify("how did grandma do").intent == "greeting"


def test_devices_are_named_as_the_language_names_them() -> None:
    assert CLASSIFIER.classify("lamp in the attic off").intent == "house"
    everywhere = Pattern(intent=HOUSE, type="regex", text="^<device> runter$", language="de")
    german = Classifier.build([HOUSE], [everywhere])
    assert german.classify("rollos runter", "de").intent == "house"


def test_a_kind_without_brackets_is_a_word() -> None:
    assert named_kinds("^did <team> win the <cup>$") == {"team"}
    assert named_kinds("^did the team win$") == frozenset()


def test_a_line_without_such_a_name_has_no_form() -> None:
    assert list(forms("what is a haiku", frozenset({"team"}), "en")) == []
    assert list(forms("did the celtics win", frozenset({"team"}), "en")) == ["did the <team> win"]


def test_a_holiday_is_named_as_it_stands_in_a_plain_line() -> None:
    kinds = frozenset({"holiday"})
    assert list(forms("when is mother day this year", kinds, "en")) == ["when is <holiday> this year"]
    assert list(forms("when is midsummer", kinds, "en")) == ["when is <holiday>"]
    assert list(forms("wann ist heiligabend", kinds, "de")) == ["wann ist <holiday>"]
