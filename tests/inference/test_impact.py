"""What an edit changes: test cases and recorded questions are asked of the rows before and after it."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from athena_project import releases
from inference.lending import newest_questions
from inference.models import QueryLog
from intents import impact
from intents.impact import Change, Draft, Question
from intents.models import Intent, Pattern, SplitRule, TestCase, TrainedModel
from intents.training import train

TEA = Intent(name="tea", title="tea", mode="decline")
KETTLE = Intent(name="kettle", title="the kettle", mode="decline")
GENERAL = Intent(name="general", title="anything", mode="llm", fallback=True)


def pattern(owner: Intent, text: str, kind: str = "phrase") -> Pattern:
    return Pattern(intent=owner, type=kind, text=text)


BEFORE = Draft((TEA, KETTLE, GENERAL), (pattern(TEA, "make tea"),))
AFTER = BEFORE.with_pattern(pattern(KETTLE, "boil it"))


def changed(*questions: Question) -> tuple[Change, ...]:
    return impact.changes(impact.compiled(BEFORE), impact.compiled(AFTER), questions)


def asked(text: str, minutes: int = 0) -> None:
    at = timezone.now() - timedelta(minutes=minutes)
    QueryLog.objects.create(
        id=uuid.uuid4(), at=at, assistant="a", mode="owner", question=text, outcome="answered", ms=1
    )


def test_a_question_that_comes_out_differently_is_a_change() -> None:
    found = changed(Question("boil it", ("boil it",)), Question("make tea", ("make tea",)))
    assert found == (Change("boil it", "none", "kettle"),)


def test_every_part_of_a_question_counts() -> None:
    found = changed(Question("make tea and boil it", ("make tea", "boil it")))
    assert found == (Change("make tea and boil it", "tea, none", "tea, kettle"),)


@pytest.mark.parametrize(
    ("expected", "verdict"),
    [
        (("kettle",), "this test case passes now"),
        (("none",), "this test case FAILS now"),
        (("tea",), "this test case fails as before"),
    ],
)
def test_of_a_test_case_it_says_what_becomes_of_it(expected: tuple[str, ...], verdict: str) -> None:
    assert changed(Question("boil it", ("boil it",), expected))[0].verdict == verdict


def test_a_negative_pattern_changes_what_it_stops() -> None:
    after = BEFORE.with_pattern(pattern(TEA, "make tea quickly", "negative"))
    asked_again = [Question(text, (text,)) for text in ("make tea quickly", "make tea")]
    found = impact.changes(impact.compiled(BEFORE), impact.compiled(after), asked_again)
    assert found == (Change("make tea quickly", "tea", "none"),)


def test_a_pattern_that_is_off_changes_nothing() -> None:
    off = Pattern(intent=KETTLE, type="phrase", text="boil it", enabled=False)
    assert BEFORE.with_pattern(off).same_as(BEFORE)


def test_a_saved_pattern_takes_its_own_place() -> None:
    saved = Pattern(pk=7, intent=TEA, type="phrase", text="make tea")
    edited = Pattern(pk=7, intent=TEA, type="phrase", text="brew tea")
    assert Draft((TEA,), (saved,)).with_pattern(edited).patterns == (edited,)


@pytest.mark.parametrize(
    "change", [{"weight": 2.0}, {"language": "de"}, {"type": "keyword"}, {"text": "other"}], ids=str
)
def test_any_edit_of_a_pattern_is_noticed(change: dict[str, object]) -> None:
    edited = Pattern(**{"intent": TEA, "type": "phrase", "text": "make tea", **change})
    assert not Draft(BEFORE.intents, (edited,)).same_as(BEFORE)


@pytest.mark.parametrize("change", [{"threshold": 0.9}, {"margin": 0.3}, {"priority": 1}, {"mode": "none"}], ids=str)
def test_any_setting_of_an_intent_is_noticed(change: dict[str, object]) -> None:
    edited = Intent(**{"name": "tea", "title": "tea", "mode": "decline", **change})
    assert not Draft((edited, KETTLE, GENERAL), BEFORE.patterns).same_as(BEFORE)


def test_rows_that_say_the_same_are_compiled_once() -> None:
    def read_again() -> Draft:
        return Draft((TEA, KETTLE, GENERAL), (Pattern(pk=7, intent=TEA, type="phrase", text="make tea"),))

    assert impact.compiled(read_again()) is impact.compiled(read_again())


def test_a_row_with_the_same_key_but_another_text_is_compiled_anew() -> None:
    one, other = (Draft((TEA,), (Pattern(pk=7, intent=TEA, type="phrase", text=text),)) for text in ("a tea", "b tea"))
    assert impact.compiled(one) is not impact.compiled(other)


def test_what_was_learned_makes_a_difference() -> None:
    models = [TrainedModel(digest=digest, content=b"", examples=1, seconds=1) for digest in "ab"]
    one, other = (Draft(BEFORE.intents, BEFORE.patterns, model) for model in models)
    assert one != other and one.same_as(other)


@pytest.mark.django_db
def test_the_newest_different_questions_are_asked_again() -> None:
    for minutes, text in enumerate(["new", "middle", "new", " ", "old"]):
        asked(text, minutes)
    assert list(newest_questions(2)) == ["new", "middle"]
    assert list(newest_questions(9)) == ["new", "middle", "old"]


@pytest.mark.django_db
def test_questions_and_test_cases_are_asked_in_turn_and_none_twice() -> None:
    TestCase.objects.create(question="boil it", intents=["kettle"])
    TestCase.objects.create(question="who knows", intents=["general"])
    TestCase.objects.create(question="off", intents=[], enabled=False)
    asked("boil it")
    asked("make tea", 1)
    asked("who won", 2)
    found = impact.questions(BEFORE, recorded=True)
    assert [(each.text, each.expected) for each in found] == [
        ("make tea", None),
        ("boil it", ("kettle",)),
        ("who won", None),
        ("who knows", ("none",)),
    ]


@pytest.mark.django_db
def test_questions_are_taken_apart_as_when_they_are_asked() -> None:
    SplitRule.objects.create(name="en", connectors=["and"])
    asked("what time is it and what is the weather")
    (question,) = impact.in_time(impact.questions(BEFORE, recorded=True), [], impact.splitter_of(BEFORE))
    assert len(question.parts) == 2


@pytest.mark.django_db
def test_without_the_log_only_test_cases_are_asked() -> None:
    asked("make tea")
    assert impact.questions(BEFORE, recorded=False) == []


@pytest.mark.django_db
def test_all_are_looked_at_while_there_is_time() -> None:
    asked("boil it")
    asked("make tea")
    found = impact.impact(BEFORE, AFTER)
    assert (found.looked_at, found.questions, len(found.changes)) == (2, 2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("limit", ["SECONDS", "BUILDING"])
def test_what_there_is_no_time_for_is_counted(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked("boil it")
    monkeypatch.setattr(impact, limit, -1.0)
    found = impact.impact(BEFORE, AFTER)
    assert (found.looked_at, found.questions, found.changes) == (0, 1, ())


@pytest.fixture(scope="module")
def learned() -> TrainedModel:
    parts = (("tea", "brew", "leaves"), ("kettle", "heat", "water"))
    times = ("now", "soon", "later", "today")
    model = train([(name, f"{verb} the {thing} {when}") for name, verb, thing in parts for when in times])
    return TrainedModel(digest="a", content=model.dumps(), examples=8, seconds=0.1)


@pytest.mark.django_db
def test_what_was_learned_answers_on_both_sides(learned: TrainedModel) -> None:
    tea, kettle = (Intent(name=name, title=name, mode="decline", threshold=0.3) for name in ("tea", "kettle"))
    rows = (pattern(tea, "brew now", "example"), pattern(kettle, "heat now", "example"))
    before = Draft((tea, kettle), rows, learned)
    asked("heat the water soon")
    found = impact.impact(before, before.with_pattern(pattern(kettle, "water soon", "negative")))
    assert [change.before for change in found.changes] == ["kettle"]


@pytest.mark.django_db
def test_the_newest_model_is_read_with_the_rows(learned: TrainedModel) -> None:
    releases.publish()
    before = impact.current().learned
    assert before is not None and before._state.adding  # what ships: it is not saved
    learned.save()
    assert impact.current().learned == learned


def test_an_example_in_two_intents_is_named_once() -> None:
    one = BEFORE.with_pattern(pattern(TEA, "Boil the water, please", "example"))
    both = one.with_pattern(pattern(KETTLE, "boil the water", "example"))
    found = impact.shared_examples(one, both)
    assert len(found) == 1 and "stands under kettle and tea" in found[0]
    assert impact.shared_examples(both, both) == []
