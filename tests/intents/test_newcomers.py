"""Examples that were added since the last training act at once, and disturb nothing else."""

import pytest

from intents import newcomers
from intents.classifier import Classifier
from intents.model import Model
from intents.models import Intent, Pattern
from intents.training import train
from tests.intents.test_training import BOOKS, ROWS, STORY, WATER

CHESS = ["let us play chess", "set up the chess board", "a game of chess please", "i move my bishop", "pawn to e4"]


@pytest.fixture(scope="module")
def old() -> Model:
    return train(ROWS)


def classifier(model: Model | None, *, without: str = "", **added: list[str]) -> Classifier:
    rows = [row for row in ROWS if row[0] != without]
    rows += [(name, text) for name, texts in added.items() for text in texts]
    intents = {name: Intent(name=name, title=name, mode="decline", threshold=0.3) for name, _ in rows}
    patterns = [
        Pattern(pk=n, intent=intents[name], type="example", text=text) for n, (name, text) in enumerate(rows, 1)
    ]
    return Classifier.build(list(intents.values()), patterns, model)


def test_five_examples_of_a_new_intent_act_before_any_training(old: Model) -> None:
    match = classifier(old, chess=CHESS).classify("who wants to play chess with me")
    assert (match.intent, match.tier) == ("chess", "newcomers")
    assert match.rows and match.rows[0].startswith("intents.pattern:")


@pytest.mark.parametrize(
    ("text", "intent"),
    [("water my orchids", "water"), ("tell us a story", "story"), ("when are my books due", "books")],
)
def test_they_leave_the_others_alone(old: Model, text: str, intent: str) -> None:
    assert classifier(old, chess=CHESS).classify(text).intent == intent


def test_new_examples_of_an_old_intent_win_too(old: Model) -> None:
    rows = ["fill the aquarium", "the goldfish bowl is low", "top up the fish tank"]
    assert classifier(old, water=rows).classify("please top up the fish tank now").intent == "water"


def test_an_intent_that_lost_its_examples_is_not_guessed_any_more(old: Model) -> None:
    assert classifier(old, without="story").classify("read us a long story").intent != "story"


def test_very_many_new_examples_are_compared_by_their_words(old: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomers, "ENCODED", 3)
    assert classifier(old, chess=CHESS).classify("let us play chess again").intent == "chess"


def test_without_a_model_likeness_decides() -> None:
    match = classifier(None).classify("water the red roses")
    assert (match.intent, match.tier) == ("water", "examples")


def test_a_veto_holds_against_what_was_learned(old: Model) -> None:
    intents = {name: Intent(name=name, title=name, mode="decline") for name in ("water", "story", "books")}
    rows = [Pattern(intent=intents[name], type="example", text=text) for name, text in ROWS]
    rows.append(Pattern(intent=intents["water"], type="negative", text="roses"))
    assert Classifier.build(list(intents.values()), rows, old).classify("please water all the roses").intent != "water"


def test_what_is_known_word_for_word_needs_no_model(old: Model) -> None:
    assert classifier(old).classify(WATER[0]).tier == "exact"
    assert {classifier(old).classify(text).intent for text in (*STORY, *BOOKS)} == {"story", "books"}
