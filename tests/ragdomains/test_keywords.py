"""BM25 finds what has the words, whatever their endings."""

from collections import Counter

import pytest

from ragdomains import keywords as module
from ragdomains.keywords import Keywords, Vocabulary
from ragdomains.stems import terms

TEXTS = ["The grey bins are emptied on Monday.", "Baking bread needs the oven.", "The guest wi-fi is called Alder."]


def best(question: str) -> tuple[int, float]:
    """The row with the best score, and how much of the question it covers."""
    vocabulary = Vocabulary()
    keywords = Keywords.build([*vocabulary.counted(TEXTS)], len(vocabulary.numbers))
    scores, covered = keywords.score(vocabulary.known(question))
    return int(scores.argmax()), float(covered[scores.argmax()])


@pytest.mark.parametrize(
    ("question", "row"),
    [("when is the bin emptied", 0), ("how do I bake breads", 1), ("WIFI", 2), ("the wi-fi's name", 2), ("Alder?", 2)],
)
def test_the_passage_with_the_words_wins(question: str, row: int) -> None:
    assert best(question)[0] == row


def test_an_unknown_word_lowers_what_is_covered() -> None:
    assert best("grey bin")[1] == pytest.approx(1)
    assert 0 < best("grey bin zeppelin")[1] < 0.8


@pytest.mark.parametrize("question", ["", "the of what", "zeppelin", "?!"])
def test_a_question_without_known_words_scores_nothing(question: str) -> None:
    assert best(question) == (0, 0)


def test_no_passages_at_all_are_no_error() -> None:
    scores, covered = Keywords.build([], 0).score([0, -1])
    assert scores.shape == covered.shape == (0,)


def test_words_learned_later_do_not_harm_an_older_index() -> None:
    vocabulary = Vocabulary()
    keywords = Keywords.build([*vocabulary.counted(TEXTS[:1])], len(vocabulary.numbers))
    assert [*vocabulary.counted(["a zeppelin"])]
    assert keywords.score(vocabulary.known("zeppelin"))[0].tolist() == [0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bins", "bin"),
        ("batteries", "battery"),
        ("stopped", "stops"),
        ("washing", "wash"),
        ("use-by", "useby"),
        ("Öl", "öl"),
        ("bleeding", "bleed"),
        ("feeds", "feed"),
        ("telephone", "phone"),
    ],
)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert set(terms(other)) <= set(terms(one))


def test_the_rarer_word_counts_more() -> None:
    vocabulary = Vocabulary()
    texts = ["boiler red", "boiler blue", "boiler green"]
    keywords = Keywords.build([*vocabulary.counted(texts)], len(vocabulary.numbers))
    assert keywords.rarity(vocabulary.numbers["green"]) > keywords.rarity(vocabulary.numbers["boiler"]) > 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("monnday", "monday"),
        ("alderr", "alder"),
        ("qalder", None),
        ("aldr", None),
        ("mondey1", None),
        ("zeppelin", None),
    ],
)
def test_a_mistyped_word_is_guessed(typed: str, meant: str | None) -> None:
    vocabulary = Vocabulary()
    assert [*vocabulary.counted(TEXTS)]
    assert vocabulary.guessed(typed) == ([vocabulary.numbers[meant]] if meant else [])


def test_a_guess_counts_for_the_order_and_proves_nothing() -> None:
    vocabulary = Vocabulary()
    keywords = Keywords.build([*vocabulary.counted(TEXTS)], len(vocabulary.numbers))
    scores, covered = keywords.score(vocabulary.known("monnday"), vocabulary.guessed("monnday"))
    assert scores.argmax() == 0 and scores[0] > 0
    assert covered.tolist() == [0, 0, 0]


def test_names_that_machines_give_are_words() -> None:
    assert terms("Care_of_the_lawn") == terms("care of the lawn")


def test_many_texts_are_counted_as_each_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Wi-Fi, wifi and WIFI!", "", "the of and", "Bins: a bin, two bins; the café's bin", "x" * 40, "wifi"] * 3
    monkeypatch.setattr(module, "TOGETHER", 4)
    vocabulary = Vocabulary()
    found = [*vocabulary.counted(texts)]
    names = {number: term for term, number in vocabulary.numbers.items()}
    said = [{names[n]: int(c) for n, c in zip(each.numbers, each.counts, strict=True)} for each in found]
    assert said == [dict(Counter(terms(text))) for text in texts]
