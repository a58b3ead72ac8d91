"""A chain stands for its questions, and never for itself."""

import pytest
from django.core.exceptions import ValidationError

from intents.chains import Chains
from intents.models import Chain, SplitRule
from tests.intents.rows import seed_chains

BRIEF = Chain(name="brief", triggers=["my briefing"], questions=["what day is it", "will it rain"])


@pytest.mark.parametrize(
    "text", ["My briefing, please!", "hey athena, my briefing please", "could you please my briefing", "MY BRIEFING"]
)
def test_a_trigger_stands_for_its_questions_in_any_polite_form(text: str) -> None:
    assert Chains.build([BRIEF]).expand(text) == ("what day is it", "will it rain")


def test_other_words_trigger_nothing() -> None:
    assert Chains.build([BRIEF]).expand("my long briefing") == ()
    assert Chains.build([BRIEF]).find("my long briefing") is None


def test_no_shipped_chain_triggers_another() -> None:
    chains = Chains.build(seed_chains())
    assert not [each for row in seed_chains() for each in row.questions if chains.expand(each)]


def test_blank_text_triggers_nothing() -> None:
    assert Chains.build([Chain(name="odd", triggers=[""], questions=["what day is it"])]).expand("") == ()


def test_the_first_chain_keeps_a_trigger_that_two_name() -> None:
    other = Chain(name="other", triggers=["my briefing"], questions=["what time is it"])
    assert Chains.build([BRIEF, other]).find("my briefing") is BRIEF


@pytest.mark.django_db
class TestRefusal:
    """What the form says of a chain that calls itself, or that nobody can call."""

    def test_a_trigger_that_nobody_can_say(self) -> None:
        with pytest.raises(ValidationError, match="holds no word"):
            Chain(name="day", triggers=["good day", "?!"], questions=["what time is it"]).clean()

    def test_its_own_trigger(self) -> None:
        with pytest.raises(ValidationError, match="would call itself: day -> day"):
            Chain(name="day", triggers=["good day"], questions=["what time is it", "Good day!"]).clean()

    def test_through_another_chain(self) -> None:
        Chain.objects.create(name="b", triggers=["two"], questions=["one"])
        with pytest.raises(ValidationError, match="would call itself: a -> b -> a"):
            Chain(name="a", triggers=["one"], questions=["two"]).clean()

    def test_through_the_splitter(self) -> None:
        SplitRule.objects.create(name="plain", connectors=["plus"])
        with pytest.raises(ValidationError, match="would call itself"):
            Chain(name="a", triggers=["one"], questions=["what time is it plus one"]).clean()

    def test_not_through_one_that_is_switched_off(self) -> None:
        Chain.objects.create(name="b", triggers=["two"], questions=["one"], enabled=False)
        Chain(name="a", triggers=["one"], questions=["two"]).clean()

    def test_not_what_is_edited_into_something_else(self) -> None:
        chain = Chain.objects.create(name="a", triggers=["one"], questions=["one"])
        chain.questions = ["two"]
        chain.clean()

    @pytest.mark.parametrize("fields", [{"triggers": "one"}, {"questions": {"a": 1}}])
    def test_what_is_no_list(self, fields: dict[str, object]) -> None:
        with pytest.raises(ValidationError, match="Write a list"):
            Chain(**{"name": "a", "triggers": [], "questions": [], **fields}).clean()
