"""Replays: recorded questions, understood with two sets of rows."""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from athena_project import releases
from athena_project.models import Release
from inference import pruning, replay
from inference.models import LLM, Assistant, QueryLog, Replay, ReplayedQuestion
from inference.recorded import earlier, recorded
from intents.models import Intent, Pattern, TestCase
from ragdomains.models import Domain

pytestmark = pytest.mark.django_db

NOW = timezone.now()
BREW, HEAT, DIM = "brew the leaves", "heat the water", "dim the light"
THINGS = {"tea": BREW, "kettle": HEAT, "lamp": DIM}


@pytest.fixture(autouse=True)
def live() -> Release:
    """A release with three intents, of which the first one asks a domain."""
    domain = Domain.objects.create(name="pantry", kind="static")
    for name, text in THINGS.items():
        intent = Intent.objects.create(
            name=name, title=name, mode="facts" if name == "tea" else "llm", domain=domain if name == "tea" else None
        )
        Pattern.objects.create(intent=intent, type="phrase", text=text)
    return releases.publish()


def asked(text: str, minutes: float = 0, **fields: Any) -> QueryLog:
    at = NOW - timedelta(minutes=minutes)
    row = {"id": uuid.uuid4(), "at": at, "assistant": "athena", "mode": "owner", "question": text, "ms": 1, **fields}
    return QueryLog.objects.create(**row)


def replayed(**fields: Any) -> Replay:
    row = Replay.objects.create(**fields)
    replay.run(row.pk)
    row.refresh_from_db()
    return row


def change(name: str, **fields: Any) -> None:
    """An edit of the draft, published by nobody."""
    Intent.objects.filter(name=name).update(**fields)


def verdicts() -> dict[str, str]:
    return {row.query.question: row.verdict for row in ReplayedQuestion.objects.select_related("query")}


def only() -> ReplayedQuestion:
    return ReplayedQuestion.objects.exclude(verdict="same").get()


def test_each_question_has_its_verdict_and_both_sides() -> None:
    for text in (BREW, HEAT, DIM, HEAT):
        asked(text)
    change("kettle", mode="facts", domain=Domain.objects.get())
    change("lamp", mode="decline")
    row = replayed()
    assert (row.state, row.result, row.note) == ("done", "1 same, 2 changed, 1 worse", "")
    assert verdicts() == {BREW: "same", HEAT: "changed", DIM: "worse"}
    heated = ReplayedQuestion.objects.filter(verdict="changed")[0]
    before, after = heated.before[0], heated.after[0]
    assert (before["mode"], before["domain"]) == ("llm", "") and (after["mode"], after["domain"]) == ("facts", "pantry")
    assert row.before_sha256 != row.after_sha256 and row.before_number == 1 and row.after_number is None


@pytest.mark.parametrize(
    ("name", "fields", "why"),
    [
        ("tea", {"enabled": False}, "understood as tea, now as nothing"),
        ("tea", {"mode": "none"}, "understood as tea, now as nothing"),
        ("tea", {"mode": "decline"}, "now tea is declined"),
        ("tea", {"domain": None}, "has no domain"),
        ("tea", {"guests": False}, "guests are refused"),
    ],
)
def test_what_had_an_answer_and_has_none_is_worse(name: str, fields: dict[str, Any], why: str) -> None:
    asked(THINGS[name], mode="guest")
    change(name, **fields)
    assert replayed().worse == 1
    assert why in only().why


def test_a_domain_that_is_gone_takes_its_answers_along() -> None:
    asked(BREW)
    Domain.objects.update(enabled=False)
    assert replayed().worse == 1


def test_a_test_case_of_the_draft_that_the_change_breaks_is_worse() -> None:
    asked(HEAT)
    TestCase.objects.create(question=HEAT, intents=["kettle"])
    TestCase.objects.create(question=DIM, intents=["kettle"])
    Pattern.objects.filter(text=HEAT).update(intent=Intent.objects.get(name="lamp"))
    assert replayed().worse == 1
    assert "A test case fails: expected ['kettle']" in only().why


def test_a_test_case_with_a_context_judges_only_what_was_asked_after_it() -> None:
    TestCase.objects.create(question=HEAT, context=[DIM], forbidden=["lamp"])
    asked(HEAT)
    asked(DIM, 2, conversation="one")
    asked(HEAT, 1, conversation="one")
    Pattern.objects.filter(text=HEAT).update(intent=Intent.objects.get(name="lamp"))
    row = replayed()
    assert (row.changed, row.worse) == (1, 1)


def test_what_understanding_is_not_made_of_is_not_asked_twice() -> None:
    asked(BREW)
    assert replayed().note == "Both sides hold the same rows."
    LLM.objects.create(name="other", kind="echo")
    row = replayed()
    assert "Nothing that decides" in row.note and row.same == 1


def test_sentences_that_are_not_learned_yet_are_told() -> None:
    asked("put the kettle on")
    Pattern.objects.create(intent=Intent.objects.get(name="kettle"), type="example", text="put the kettle on")
    row = replayed()
    assert "has not been learned" in row.note and row.changed == 1


def test_no_model_is_asked() -> None:
    """An assistant's model would decide between the two: the echo backend says lamp."""
    llm = LLM.objects.create(name="judge", kind="echo", options={"reply": '{"intent": "lamp"}'})
    row = Assistant.objects.create(name="athena", understanding_llm=llm, understanding_seconds=5)
    for name in ("kettle", "lamp"):
        Pattern.objects.create(intent=Intent.objects.get(name=name), type="keyword", text="blue")
    releases.publish()
    change("lamp", title="another")
    asked("something blue please")
    replayed()
    assert ReplayedQuestion.objects.get().after[0]["intent"] == "kettle"
    assert row.understanding_llm == llm


def test_releases_are_compared_by_number() -> None:
    asked(HEAT)
    change("kettle", enabled=False)
    releases.publish()
    assert replayed(before_number=1, after_number=2).result == "0 same, 0 changed, 1 worse"
    assert replayed(before_number=2, after_number=1).result == "0 same, 1 changed, 0 worse"
    row = replayed(after_number=9)
    assert (row.state, row.problem) == ("failed", "There is no release 9.")


def test_the_newest_are_asked_or_the_starred() -> None:
    for age, text in enumerate((BREW, HEAT, DIM, "  ")):
        asked(text, age, starred=age > 0)
    assert [row.asked.text for row in recorded(2)] == [BREW, HEAT]
    assert [row.asked.text for row in recorded(9, starred=True)] == [HEAT, DIM]


def test_a_question_is_asked_after_what_was_said_before_it() -> None:
    asked("first", 40, conversation="a", answer="one")
    asked("second", 20, conversation="a")
    asked("elsewhere", 19, conversation="b")
    asked("third", 10, conversation="a")
    (found,) = recorded(1)
    assert found.asked.questions == ["first", "second"]
    assert [message["content"] for message in found.asked.messages()] == ["first", "one", "second"]


@pytest.mark.parametrize(
    ("newest_first", "left"),
    [
        ([(1, "b"), (2, "a")], ["a", "b"]),
        ([(1, "b"), (40, "a")], ["b"]),
        ([(1, "b"), (2, "a"), (3, "c"), (4, "a")], ["a", "b"]),
        ([(1, "now"), (2, "a")], []),
        ([], []),
    ],
    ids=["order", "a pause", "begun again", "the beginning itself", "nothing"],
)
def test_a_conversation_begins_somewhere(newest_first: list[tuple[int, str]], left: list[str]) -> None:
    at = datetime(2026, 3, 1, 12)
    turns = [(at - timedelta(minutes=ago), text, "") for ago, text in newest_first]
    assert [question for question, _ in earlier(at, "now", turns)] == left


def test_it_is_done_once_and_done_again_where_it_was_cut_off() -> None:
    asked(HEAT)
    row = replayed()
    replay.run(row.pk)
    Replay.objects.update(state="running", same=0)
    replay.run(row.pk)
    assert (ReplayedQuestion.objects.count(), Replay.objects.get().same) == (1, 1)


def test_a_forgotten_question_is_forgotten_here_too_and_a_star_keeps_it() -> None:
    asked(HEAT, 60 * 24 * 400)
    asked(DIM, 60 * 24 * 400, starred=True)
    replayed()
    pruning.prune(NOW)
    assert verdicts() == {DIM: "same"} and Replay.objects.get().same == 2


def test_old_replays_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "KEPT", 1)
    rows = [Replay.objects.create(state=state) for state in ("waiting", "done", "done")]
    assert pruning.prune(NOW)["replays"] == 1
    assert set(Replay.objects.all()) == {rows[0], rows[2]}


def test_the_command_names_each_change_and_fails_where_one_is_worse(capsys: pytest.CaptureFixture[str]) -> None:
    asked(BREW)
    asked(DIM)
    change("lamp", mode="decline")
    with pytest.raises(CommandError) as raised:
        call_command("replay")
    said = capsys.readouterr().out
    assert raised.value.returncode == 1 and said.endswith("1 same, 0 changed, 1 worse\n")
    assert f"worse    {DIM}\n  before lamp (llm; action dim, device light)\n  after  lamp (decline; " in said


def test_the_command_writes_json(capsys: pytest.CaptureFixture[str]) -> None:
    asked(HEAT, starred=True)
    change("kettle", mode="facts", domain=Domain.objects.get())
    call_command("replay", "--json", "--starred", "--last", "5")
    found = json.loads(capsys.readouterr().out)
    assert (found["same"], found["changed"], found["worse"]) == (0, 1, 0)
    assert found["changes"][0]["question"] == HEAT and found["changes"][0]["after"][0]["domain"] == "pantry"


@pytest.mark.parametrize("arguments", [("--release", "9"), ("--last", "0"), ("--last", "many"), ("--against", "x")])
def test_the_command_says_what_it_cannot_do(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as raised:
        call_command("replay", *arguments)
    assert raised.value.returncode == 2 or "argument" in str(raised.value)
