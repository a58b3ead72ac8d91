"""What is learned from examples: the right intent, none of these, an honest confidence, the same from the same."""

import random
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from intents import kernel
from intents.fitting import FEW, Learner
from intents.model import Model, UnreadableModelError, logistic
from intents.training import SPOILT, TooFewExamplesError, calibrated, cut, gathered, train
from intents.words import read
from ragdomains.embeddings import embed_twice

Bools = npt.NDArray[np.bool_]

WATER = ["water the roses", "sprinkle the lawn", "give the plants water", "the flowers look thirsty", "soak the herbs",
         "start the garden hose", "irrigate the vegetable bed", "the tomatoes need a drink"]  # fmt: skip
STORY = ["tell a tale about a pirate", "read us a bedtime story", "make up a fable", "a legend about dragons please",
         "narrate something scary", "once upon a time", "a story with a knight", "recite a fairy tale"]  # fmt: skip
BOOKS = ["which novels did i borrow", "renew my library card", "are my books overdue", "reserve that novel",
         "what do i have on loan", "when must the books be back", "extend the loan", "library fines"]  # fmt: skip
STRANGE = ["the square root of jealousy", "file my divorce", "is this mole cancer", "compile the kernel",
           "who stole the tarts", "translate my dreams", "sell my shares in the moon", "a form for a boat",
           "my landlord is a thief", "which saddle fits a mule", "print the spreadsheet", "debug a loop"]  # fmt: skip
ROWS = [(name, text) for name, rows in {"water": WATER, "story": STORY, "books": BOOKS}.items() for text in rows]


@pytest.fixture(scope="module")
def model() -> Model:
    return train([*ROWS, *(("none", text) for text in STRANGE)], {"none"})


def best(model: Model, text: str) -> str:
    scores = [
        (-np.inf if name in model.none else score)
        for name, score in zip(model.intents, model.judge(read(text)).scores, strict=True)
    ]
    return model.intents[int(np.argmax(scores))]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("could you water my orchids", "water"),
        ("i would love to hear a story", "story"),
        ("return date of my novels", "books"),
    ],
)
def test_new_wordings_reach_their_intent(model: Model, text: str, intent: str) -> None:
    assert best(model, text) == intent


def test_what_is_out_of_scope_is_less_sure_than_what_is_in_it(model: Model) -> None:
    known = min(model.judge(read(text)).confidence for text in WATER + STORY)
    assert model.judge(read("invoice the embassy for a submarine")).confidence < known


def test_the_same_rows_in_another_order_give_the_same_bytes() -> None:
    rows = ROWS.copy()
    random.Random(1).shuffle(rows)
    assert train(rows).dumps() == train(ROWS).dumps()


def test_bytes_and_back_judge_alike(model: Model) -> None:
    again = Model.loads(model.dumps())
    one, other = model.judge(read("soak my lawn")), again.judge(read("soak my lawn"))
    assert (one.confidence, one.tier, one.like) == (other.confidence, other.tier, other.like)
    assert np.array_equal(one.scores, other.scores)


def test_many_are_judged_at_once_as_each_is_alone(model: Model) -> None:
    data = model.dumps()
    texts = [*WATER[:3], "soak my lawn", "who borrowed the dragon", "invoice the embassy for a submarine", WATER[0]]
    together = Model.loads(data).judge_all([read(text) for text in texts])
    for text, found in zip(texts, together, strict=True):
        alone = Model.loads(data).judge(read(text))
        assert (found.tier, found.like) == (alone.tier, alone.like)
        assert found.confidence == pytest.approx(alone.confidence, abs=0.02)  # a batch is rounded as a whole
        assert np.allclose(found.scores, alone.scores, atol=0.05)
    assert {each.tier for each in together} == {"words", "vectors"}


@pytest.mark.parametrize("data", [b"", b"no model", b"\x78\x9c\x03\x00\x00\x00\x00\x01"])
def test_bytes_that_are_no_model_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableModelError):
        Model.loads(data)


@pytest.mark.parametrize("rows", [[], [("water", "a")], [("water", text) for text in WATER]])
def test_too_little_to_learn_from_is_said(rows: list[tuple[str, str]]) -> None:
    with pytest.raises(TooFewExamplesError):
        train(rows)


def test_two_intents_are_enough() -> None:
    small = train([row for row in ROWS if row[0] != "books"])
    assert best(small, "please water the roses again") == "water"


def test_an_intent_with_few_examples_is_not_drowned() -> None:
    owners = ("anna", "my son", "the club", "grandma")
    pairs = [(verb, thing) for verb in ("renew", "extend", "return", "find") for thing in ("novel", "atlas", "loan")]
    many = [("books", f"{verb} the {thing} of {owner}") for verb, thing in pairs for owner in owners]
    assert best(train([*ROWS, *many]), "give the plants a drink") == "water"


SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe")


def made_up(intents: int, each: int) -> list[tuple[str, str]]:
    """So many sentences of each intent: two of its own words among three that all use."""
    chance = random.Random(0)

    def words(count: int) -> list[str]:
        return ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(count)]

    shared, own = words(300), {f"i{number}": words(6) for number in range(intents)}
    return [
        (name, " ".join([*chance.sample(said, 2), *chance.sample(shared, 3)]))
        for name, said in own.items()
        for _ in range(each)
    ]


def test_beyond_few_examples_what_is_in_scope_is_not_refused() -> None:
    rows = made_up(100, 17)
    learned, asked = [row for at, row in enumerate(rows) if at % 17], rows[::17]
    assert FEW < len(learned) < 1.5 * FEW  # a part of these would be few
    model = train(learned)
    assert sum(model.judge(read(text)).confidence < 0.5 for _, text in asked) <= 3


@pytest.mark.parametrize("learner", Learner)
def test_what_is_tried_on_a_part_is_what_learns_the_whole(learner: Learner) -> None:
    material = replace(gathered(ROWS, frozenset(), embed_twice), learner=learner)
    assert material.part(np.arange(4)).learner is learner


def test_what_learns_depends_on_how_many_examples_there_are() -> None:
    counts = (FEW, FEW + 1, kernel.MOST, kernel.MOST + 1)
    assert [Learner.of(count) for count in counts] == [Learner.FEW, Learner.NEAR, Learner.NEAR, Learner.MANY]


def tried(words_right: Bools, both_right: Bools) -> dict[str, float]:
    """The numbers fitted on questions in scope of which the second half has a high score by its words."""
    high = np.repeat(np.array([0, 1], np.float32), len(words_right) // 2)
    signs = np.stack([high, np.zeros_like(high)], axis=1)
    right = {"words": words_right, "both": both_right}
    weights, numbers = calibrated({"words": signs, "both": signs}, right, np.ones(len(high), np.bool_))
    return numbers | {"high": float(logistic(float(signs[-1] @ weights["enough_sure"]) + numbers["enough_sure"]))}


COUNT = 4000
HIGH = np.arange(COUNT) >= COUNT // 2
TENTH = np.arange(COUNT) % 10 == 0


@pytest.mark.parametrize("text", ["water the roses", "soak my lawn", "compile a legend", "who reads to the tarts"])
def test_what_is_judged_is_the_opinion_of_the_words_where_they_suffice_else_that_of_both(
    model: Model, text: str
) -> None:
    sentence = read(text)
    words, both, sure = model.both_opinions(sentence, embed_twice([sentence.whole])[0])
    expected = words if sure >= model.about()["cut"] else both
    found = model.judge(sentence)
    assert found.tier == expected.tier
    assert found.confidence == pytest.approx(expected.confidence)
    assert np.allclose(found.scores, expected.scores)


def test_words_decide_alone_where_the_vectors_would_not_know_better() -> None:
    found = tried(HIGH & ~TENTH, ~TENTH)  # every tenth is beyond both of them
    assert found["high"] >= found["cut"]


def test_words_do_not_decide_alone_where_the_vectors_know_better() -> None:
    found = tried(HIGH & ~TENTH, np.ones(COUNT, np.bool_))
    assert found["high"] < found["cut"]


def test_words_decide_alone_as_often_as_it_spoils_little() -> None:
    enough = np.linspace(0, 1, 1001, dtype=np.float32)
    bound = cut(enough)
    alone = enough[enough >= bound]
    assert 0 < (1 - alone).sum() <= SPOILT * len(enough) < (1 - enough[enough >= bound - 0.002]).sum()


def test_words_decide_alone_everywhere_where_they_always_suffice() -> None:
    assert cut(np.ones(100, np.float32)) == 0


def test_words_never_decide_alone_where_nothing_is_sure() -> None:
    assert cut(np.full(100, 0.8, np.float32)) > 0.8
