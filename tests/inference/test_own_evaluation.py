"""The evaluation of the admin: it fills its row, says how far it is, and never leaves it hanging."""

import subprocess
import sys

import pytest

from athena_project import releases
from athena_project.models import Release
from inference import own_evaluation
from inference.own_evaluation import Progress
from inference.tasks import watched
from intents.models import Evaluation, Intent, Pattern, TestCase

THINGS = {"tea": ("brew", "leaves"), "kettle": ("heat", "water"), "lamp": ("dim", "light")}


def configured() -> None:
    for name, (verb, thing) in THINGS.items():
        intent = Intent.objects.create(name=name, title=name, mode="decline", reply="No.")
        for when in ("now", "soon", "later", "today", "at once", "tonight"):
            Pattern.objects.create(intent=intent, type="example", text=f"{verb} the {thing} {when}")
    TestCase.objects.create(question="brew the leaves now", intents=["tea"])
    TestCase.objects.create(question="heat the water now", intents=["lamp"])
    releases.publish()


def run(**fields: str) -> Evaluation:
    row = Evaluation.objects.create(**fields)
    own_evaluation.run(row.pk)
    row.refresh_from_db()
    return row


@pytest.mark.django_db
def test_it_asks_the_test_cases_and_every_example() -> None:
    configured()
    row = run()
    assert (row.state, row.progress, row.problem) == ("done", 1.0, "")
    assert row.result["cases"]["asked"] == 2
    assert [case["question"] for case in row.result["cases"]["failed"]] == ["heat the water now"]
    examples = row.result["examples"]
    assert len(examples["asked"]) == 18 and examples["scores"]["rows"] == 18
    assert {expected for expected, _, _, _ in examples["asked"]} == set(THINGS)


@pytest.mark.django_db
def test_too_few_examples_are_said_and_the_test_cases_asked_all_the_same() -> None:
    Intent.objects.create(name="tea", title="tea", mode="decline")
    TestCase.objects.create(question="tea", intents=[])
    releases.publish()
    row = run()
    assert row.state == "done" and row.result["cases"]["asked"] == 1
    assert "two intents" in row.result["examples"]["problem"].casefold()


@pytest.mark.django_db
def test_without_a_release_it_says_so() -> None:
    assert run().result["examples"] == {"problem": "There is no release yet."}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["done", "failed"])
def test_what_is_finished_is_not_done_again(state: str) -> None:
    assert run(state=state).result == {}


@pytest.mark.django_db
def test_one_that_was_cut_off_is_done_again() -> None:
    assert run(state="running").state == "done"


@pytest.mark.django_db
def test_one_that_breaks_says_so_and_is_not_hushed_up() -> None:
    Release.objects.create(number=1, content="{broken", sha256="", schema_version=1)
    row = Evaluation.objects.create()
    with pytest.raises(ValueError, match="unexpected character"):
        own_evaluation.run(row.pk)
    row.refresh_from_db()
    assert row.state == "failed" and "It could not be done (JSONDecodeError)" in row.problem


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "after"), [("waiting", "failed"), ("running", "failed"), ("done", "done")])
def test_what_is_given_up_is_not_left_under_way(state: str, after: str) -> None:
    row = Evaluation.objects.create(state=state)
    Evaluation.give_up(row.pk, "It took long.")
    row.refresh_from_db()
    assert (row.state, row.problem) == (after, "It took long." if after == "failed" else "")


@pytest.mark.django_db
def test_the_progress_is_written_now_and_then() -> None:
    row = Evaluation.objects.create()
    said = Progress(row.pk)
    said(50, 100)
    said(99, 100)  # at once after the first: not written
    row.refresh_from_db()
    assert row.progress == pytest.approx(0.05 + 0.95 * 0.5)


@pytest.mark.parametrize(("code", "said"), [(3, "code 3"), (0, "code 0")])
def test_a_process_that_ends_early_is_explained(code: int, said: str) -> None:
    with subprocess.Popen([sys.executable, "-c", f"raise SystemExit({code})"]) as working:
        assert said in watched(working)


@pytest.mark.django_db
def test_a_row_that_is_gone_is_no_trouble() -> None:
    own_evaluation.run(987_654)
    assert not Evaluation.objects.exists()
