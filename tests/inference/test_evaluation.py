"""Evaluations: nothing is asked that was learned, and what was found can be kept and read again."""

import json
from dataclasses import replace

import pytest

from athena_project.models import Release
from athena_project.releases import Content
from inference.evaluation import Evaluation, Remembered, ask, cross_validate
from inference.evaluation_sets import Labelled, Material, Question, folds, labels_of, read_labelled
from inference.scores import NONE, Answer
from inference.snapshot import AccessRows, Snapshot, build
from intents.models import Intent, Pattern
from intents.training import TooFewExamplesError
from ragdomains.models import Domain
from tests.inference.own_examples import SENTENCES, intents, material


def test_folds_hold_every_item_once_and_every_label_evenly() -> None:
    items = [(n, "tea" if n % 3 else "cat") for n in range(60)]
    found = folds(items, 5)
    assert sorted(item for fold in found for item in fold) == list(range(60))
    assert {sum(item % 3 == 0 for item in fold) for fold in found} == {4}
    assert folds(items, 5) == found
    assert folds(items, 5, seed=1) != found


def test_what_is_held_out_takes_along_what_reads_alike() -> None:
    owners = intents()
    texts = ("put the kettle on", "Please put the kettle on!", "brew some tea")
    whole = Material.of(
        owners.values(), [Pattern(intent=owners["kettle"], type="example", text=text) for text in texts]
    )
    assert [row.text for row in whole.examples()] == ["put the kettle on", "brew some tea"]
    assert [row.text for row in whole.without(whole.examples()[:1]).patterns] == ["brew some tea"]


def test_patterns_that_are_no_examples_stay_when_examples_are_held_out() -> None:
    owners = intents()
    row = Pattern(intent=owners["cat"], type="keyword", text="cat")
    whole = Material.of(owners.values(), [row, Pattern(intent=owners["cat"], type="example", text="cat")])
    assert whole.without(whole.examples()).patterns == (row,)


def test_the_fallback_is_not_asked_for() -> None:
    general = Intent(name="general", title="general", fallback=True)
    found = Material.of([general], [Pattern(intent=general, type="example", text="explain black holes")])
    assert (found.intents, found.patterns) == ((), ())


def test_every_example_is_asked_of_a_classifier_that_did_not_learn_it() -> None:
    said: list[tuple[int, int]] = []
    found = cross_validate(material(), lambda done, of: said.append((done, of)))
    assert sorted(answer.text for answer in found.answers) == sorted(
        text for each in SENTENCES.values() for text in each
    )
    assert "exact" not in {answer.tier for answer in found.answers}  # a sentence that was learned is an exact match
    assert found.scores.accuracy is not None and found.scores.accuracy > 0.5
    assert {answer.expected for answer in found.answers} == {"kettle", "cat", "garden", "piano", NONE}
    assert (said[0], said[-1]) == ((0, 50), (50, 50))


def test_labels_without_meaning_are_not_learned() -> None:
    owners = intents()
    texts = [text for each in SENTENCES.values() for text in each]
    names = sorted(owners)
    shuffled = [Pattern(intent=owners[names[n % 5]], type="example", text=text) for n, text in enumerate(texts)]
    found = cross_validate(Material.of(owners.values(), shuffled)).scores
    assert found.accuracy is not None and found.accuracy < 0.5


def test_a_release_with_too_few_examples_says_so() -> None:
    with pytest.raises(TooFewExamplesError):
        cross_validate(Material.of(intents().values(), []))


def test_an_evaluation_goes_to_json_and_back() -> None:
    answers = (Answer("a", "tea", "cat", 0.5, "words", 1.5), Answer("b", "tea", "tea", 0.9, "exact", 0.2))
    found = Evaluation("by hand", answers, 3)
    written = json.loads(json.dumps(found.as_json()))
    assert Evaluation.from_json(written) == found
    assert written["confusion"] == {"tea": {"cat": 1, "tea": 1}}
    assert written["scores"]["accuracy"] == 0.5
    assert found.cell("tea", "cat") == answers[:1]


def test_a_vector_is_made_once() -> None:
    vectors = Remembered()
    once = vectors(["feed the cat", "brew some tea", "feed the cat"])
    assert (once[0] == once[2]).all() and (once[0] != once[1]).any()
    assert (vectors(["brew some tea"])[0] == once[1]).all()


def test_labels_are_names_of_intents_or_topics_or_what_is_given() -> None:
    weather = Domain(name="weather", kind="clock")
    rain, cat = Intent(name="rain", title="rain", domain=weather), Intent(name="cat", title="cat", category="pets")
    assert labels_of([rain, cat], frozenset({"rain", "pets"}), {}) == {"rain": "rain", "cat": "pets"}
    assert labels_of([rain, cat], frozenset({"weather"}), {"cat": "oos"}) == {"rain": "weather", "cat": NONE}


def test_the_fallback_stands_for_no_match_where_the_labels_know_nothing_out_of_scope() -> None:
    general = Intent(name="general", title="general", fallback=True)
    assert labels_of([general], frozenset({"general", "tea"}), {})[NONE] == "general"
    assert NONE not in labels_of([general], frozenset({"general", NONE}), {})
    assert labels_of([general], frozenset({"small_talk"}), {NONE: "small_talk"})[NONE] == "small_talk"


def test_labelled_questions_are_read_and_what_the_configuration_holds_is_left_out() -> None:
    data = (
        b'{"text": "Feed the cat!", "topic": "cat"}\n{"text": "the cat looks hungry", "topic": "cat"}\n{"topic": "cat"}'
    )
    found = read_labelled(data, "topic")
    assert (len(found.questions), found.broken[0].line) == (2, 3)
    unknown = found.unknown_to(material())
    assert [question.text for question in unknown.questions] == ["the cat looks hungry"]
    assert unknown.known == 1


@pytest.mark.parametrize("label", ["oos", "OUT_OF_SCOPE", "none"])
def test_what_data_sets_call_out_of_scope_is_none(label: str) -> None:
    found = read_labelled(f'{{"text": "explain black holes", "intent": "{label}"}}'.encode())
    assert found.questions == (Question("explain black holes", NONE),)


@pytest.mark.django_db
def test_the_configuration_is_asked_as_it_is(shipped: Snapshot) -> None:
    questions = (Question("what is 6 times 7", "calculate"), Question("is it raining in Paris", "weather"))
    said: list[tuple[int, int]] = []
    found = ask(Labelled(questions, known=4), shipped, lambda done, of: said.append((done, of)))
    assert [answer.right for answer in found.answers] == [True, True]
    assert (found.known, said) == (4, [(2, 2)])


@pytest.mark.django_db
def test_nothing_is_understood_where_there_are_no_intents(shipped_content: Content) -> None:
    bare = build({**shipped_content, "intents.intent": {}}, Release(pk=None, number=1), "token", AccessRows())
    found = ask(Labelled((Question("feed the cat", "cat"),)), bare)
    assert [answer.found for answer in found.answers] == [NONE]
    assert replace(found.answers[0], found="cat").right
