"""The pages of evaluations: starting one, watching it, its numbers, and the confusion matrix as a picture."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from athena_project import celery, releases
from intents import confusion
from intents.models import Evaluation, TestCase, TrainedModel
from tests.athena_project.admin_pages import inline_scripts, staff

LIST = reverse("admin:intents_evaluation_changelist")
START = reverse("admin:intents_evaluation_start")

SCORES = {
    "rows": 6, "out_of_scope": 1, "accuracy": 0.8, "macro_f1": 0.75, "accuracy_all": 0.7, "refused": 0.05,
    "recall": 0.5, "recall_at_5": 0.9, "auroc": 0.9, "ms_mean": 1.5, "ms_p95": 4.25, "slowest_from_ms": 5.0,
    "slowest_mean_ms": 6.125, "confused": [], "tiers": [{"name": "words", "share": 0.6, "accuracy": 0.95}],
}  # fmt: skip
ASKED = [
    ["tea", "tea", "make tea", "words"],
    ["tea", "kettle", "boil <b>tea</b>", "vectors"],
    ["tea", "kettle", "tea on", "words"],
    ["kettle", "none", "put it on", "vectors"],
    ["none", "none", "who won", ""],
]

pytestmark = pytest.mark.django_db


def evaluation(**fields: Any) -> Evaluation:
    return Evaluation.objects.create(**{"release_number": 3, "author": "pat", **fields})


def done() -> Evaluation:
    case = TestCase.objects.create(question="is it tea", intents=["tea"])
    cases = {"asked": 4, "failed": [{"key": case.pk, "question": case.question, "found": "intents ['kettle']"}]}
    result = {"cases": cases, "examples": {"scores": SCORES, "asked": ASKED}}
    return evaluation(state="done", progress=1.0, result=result)


def url(row: Evaluation, query: str = "") -> str:
    return reverse("admin:intents_evaluation_change", args=[row.pk]) + query


def test_the_button_starts_one_in_the_background(
    admin_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    number = releases.publish().number
    with django_capture_on_commit_callbacks() as sent:
        response = admin_client.post(START)
    row = Evaluation.objects.get()
    assert (row.state, row.release_number, row.author) == ("waiting", number, "admin")
    assert (response.status_code, response.headers["Location"], len(sent)) == (302, url(row), 1)


def test_the_task_that_is_sent_exists() -> None:
    celery.app.loader.import_default_modules()
    assert "inference.evaluate" in celery.app.tasks


def test_a_release_is_evaluated_once_at_a_time(admin_client: Client) -> None:
    number = releases.publish().number
    running = evaluation(state="running", release_number=number)
    page = admin_client.post(START, follow=True)
    assert "being evaluated already" in page.text and page.redirect_chain[-1][0] == url(running)
    assert Evaluation.objects.count() == 1


def test_another_can_be_started_beside_one_that_hangs(admin_client: Client) -> None:
    number = releases.publish().number
    evaluation(state="running", release_number=number)
    Evaluation.objects.update(created=timezone.now() - timedelta(hours=1))
    admin_client.post(START)
    assert Evaluation.objects.count() == 2


def test_starting_needs_its_right_and_a_post(admin_client: Client) -> None:
    assert admin_client.get(START).status_code == 405
    client = staff("intents.view_evaluation")
    assert client.post(START).status_code == 403
    assert "Evaluate</button>" not in client.get(LIST).text
    assert "Evaluate</button>" in admin_client.get(LIST).text


def test_the_list_names_the_measures_without_reading_the_questions(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        evaluation(state="done", result={"cases": {"asked": 4, "failed": [1]}, "examples": {"scores": SCORES}})
    with django_assert_max_num_queries(12):
        response = admin_client.get(LIST)
    assert response.text.count("80.0%") == 5 and response.text.count("3 of 4") == 5
    assert "result" in response.context["cl"].result_list[0].get_deferred_fields()


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_a_page_that_is_under_way_shows_how_far_and_looks_again(state: str, admin_client: Client) -> None:
    page = admin_client.get(url(evaluation(state=state, progress=0.43))).text
    assert '<meta http-equiv="refresh"' in page and 'value="43"' in page


@pytest.mark.parametrize("fields", [{"state": "done", "progress": 1.0}, {"state": "failed", "problem": "It broke."}])
def test_a_page_that_is_done_does_not_look_again(fields: dict[str, Any], admin_client: Client) -> None:
    page = admin_client.get(url(evaluation(**fields))).text
    assert '<meta http-equiv="refresh"' not in page
    assert fields.get("problem", "") in page


def test_a_page_shows_every_measure(admin_client: Client) -> None:
    page = admin_client.get(url(done())).text
    for value in ("80.0%", "75.0%", "90.0%", "50.0%", "5.0%", "1.50 ms", "4.25 ms", "6.12 ms", "60.0%", "95.0%"):
        assert value in page
    assert "4 asked, 1 failed" in page and "is it tea" in page and "intents [&#x27;kettle&#x27;]" in page


def test_the_matrix_is_a_picture_with_a_link_in_each_cell(admin_client: Client) -> None:
    page = admin_client.get(url(done())).text
    picture = page[page.index("<svg viewBox") : page.index("</svg>", page.index("<svg viewBox"))]
    links = re.findall(r'<a href="\?expected=(\w+)&amp;found=(\w+)#questions">', picture)
    assert sorted(links) == [("kettle", "none"), ("none", "none"), ("tea", "kettle"), ("tea", "tea")]
    assert "<title>Expected tea, understood kettle: 2</title>" in picture
    assert "The same mistakes as a table" in page


def test_a_cell_shows_its_questions(admin_client: Client) -> None:
    page = admin_client.get(url(done(), "?expected=tea&found=kettle")).text
    questions = page[page.index('id="questions"') : page.index("</ul>", page.index('id="questions"'))]
    assert "boil &lt;b&gt;tea&lt;/b&gt;" in questions and "tea on" in questions and "make tea" not in questions


def test_the_page_needs_no_script_of_its_own(admin_client: Client) -> None:
    assert inline_scripts(admin_client.get(url(done())).text) == []


def test_an_evaluation_that_does_not_exist_is_said(admin_client: Client) -> None:
    assert admin_client.get(reverse("admin:intents_evaluation_change", args=["none"])).status_code == 302


def test_what_was_learned_is_listed_without_its_bytes(admin_client: Client) -> None:
    row = TrainedModel.objects.create(
        digest="ab" * 32, content=b"x", examples=600, seconds=3.5, report={"accuracy": 0.93}
    )
    response = admin_client.get(reverse("admin:intents_trainedmodel_changelist"))
    assert "abababababab" in response.text and "600" in response.text
    assert "content" in response.context["cl"].result_list[0].get_deferred_fields()
    page = admin_client.get(reverse("admin:intents_trainedmodel_change", args=[row.pk])).text
    assert "ab" * 32 in page and "0.93" in page


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 40).map(str), st.integers(0, 40).map(str)), st.integers(1, 99), min_size=1
)


@given(PAIRS)
def test_a_picture_holds_its_intents_and_nothing_sticks_out(found: dict[tuple[str, str], int]) -> None:
    made = confusion.picture(Counter(found))
    assert 1 <= len(made.labels) <= confusion.LARGEST
    assert all(cell.count == found[cell.expected, cell.found] for cell in made.cells)
    assert all(min(cell.x, cell.y) >= confusion.LABELS for cell in made.cells)
    assert all(max(cell.x, cell.y) + confusion.SIDE <= made.size for cell in made.cells)
    assert all(confusion.PALE <= float(cell.tint) <= confusion.STRONG for cell in made.cells)


@given(PAIRS)
def test_the_picture_shows_those_with_the_most_mistakes(found: dict[tuple[str, str], int]) -> None:
    wrong = Counter[str]()
    for (expected, other), count in found.items():
        if expected != other:
            wrong[expected] += count
            wrong[other] += count
    made = confusion.picture(Counter(found))
    shown = {label.name for label in made.labels}
    if wrong:
        assert made.hidden == len(wrong.keys() - shown)
        assert min(wrong[name] for name in shown) >= max((wrong[name] for name in wrong.keys() - shown), default=0)
    else:
        assert shown <= {expected for expected, _ in found} and made.hidden == 0
