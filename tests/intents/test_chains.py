"""A chain stands for its questions."""

from intents.chains import Chains
from intents.models import Chain
from tests.intents.rows import seed_chains


def test_a_trigger_stands_for_its_questions_in_any_polite_form() -> None:
    chains = Chains.build([Chain(name="brief", triggers=["my briefing"], questions=["what day is it", "will it rain"])])
    assert chains.expand("My briefing, please!") == ("what day is it", "will it rain")
    assert chains.expand("my long briefing") == ()


def test_no_shipped_chain_triggers_another() -> None:
    chains = Chains.build(seed_chains())
    assert not [each for row in seed_chains() for each in row.questions if chains.expand(each)]


def test_blank_text_triggers_nothing() -> None:
    assert Chains.build([Chain(name="odd", triggers=[""], questions=["what day is it"])]).expand("") == ()
