"""The pages of understanding in a real browser: in every size, with and without scripts."""

import re
import uuid
from dataclasses import asdict
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route

from athena_project import by_hand, releases, row_use
from athena_project.by_hand import Outcome
from inference.models import QueryLog
from inference.scores import Answer, scores
from intents.models import Chain, Entity, Evaluation, Intent, Pattern, SplitRule, TestCase, TrainedModel
from tests.browser.conftest import Look, in_every_size
from tests.browser.test_admin import STICKING_OUT, UNREADABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# a list that is wider than its frame hides its last columns
CUT_OFF = """() => Math.max(0, ...[...document.querySelectorAll('.results')].map(n => n.scrollWidth - n.clientWidth))"""
LOOKS_AGAIN = re.compile(r'<meta http-equiv="refresh"[^>]*>')
CSV = b"text,intent\nwhat about the moon,moon\ntell me of the moon,moon\n,moon\n"


def mistaken() -> dict[str, Any]:
    """An evaluation with mistakes among thirty intents."""
    answers = [
        Answer(f"sentence {a} {b}", f"intent-with-a-long-name-{a}", f"intent-with-a-long-name-{(a + b % 3) % 30}", 0.9)
        for a in range(30)
        for b in range(9)
    ]
    asked = [[each.expected, each.found, each.text, "words"] for each in answers]
    return {"cases": {"asked": 3, "failed": []}, "examples": {"scores": asdict(scores(answers)), "asked": asked}}


def rows() -> dict[str, str]:
    """A page of each sort, by name."""
    intent = Intent.objects.create(name="an-intent-with-quite-a-long-name", title="it", category="long", mode="decline")
    pattern = Pattern.objects.create(intent=intent, type="phrase", text="a rather long phrase that goes on and on " * 4)
    others = [Pattern.objects.create(intent=intent, text=f"sentence {number}") for number in range(3)]
    row_use.add([row_use.Use(row=row_use.label(row), hour=timezone.now(), count=3) for row in others])
    Entity.objects.create(type="person", value="Anna")
    Chain.objects.create(name="morning", triggers=["good morning"], questions=["what day is it"])
    rule = SplitRule.objects.create(name="english", connectors=["and", "then", "after that"])
    case = TestCase.objects.create(question="is this a question that goes on and on " * 4, intents=["none"])
    by_hand.remember([Outcome(case, False, "none", "an-intent-with-quite-a-long-name", (), 1.0)])
    QueryLog.objects.create(
        id=uuid.uuid4(), at=timezone.now(), assistant="a", mode="owner", ms=1, outcome="answered", question="do it " * 9
    )  # fmt: skip
    release = releases.publish()
    done = Evaluation.objects.create(state="done", release_number=release.number, result=mistaken())
    running = Evaluation.objects.create(state="running", progress=0.4)
    failed = Evaluation.objects.create(state="failed", problem="It could not be done. " * 9)
    model = TrainedModel.objects.create(digest="a" * 64, content=b"", examples=600, seconds=3, report={"accuracy": 0.9})
    changes = {"intent": intent, "pattern": pattern, "splitrule": rule, "testcase": case, "trainedmodel": model}
    pages = {name: reverse(f"admin:intents_{name}_change", args=[row.pk]) for name, row in changes.items()}
    lists = ("intent", "pattern", "entity", "splitrule", "chain", "testcase", "evaluation", "trainedmodel")
    pages |= {f"{name} list": reverse(f"admin:intents_{name}_changelist") for name in lists}
    cell = "?expected=intent-with-a-long-name-1&found=intent-with-a-long-name-2"
    pages |= {
        f"evaluation {row.state}": reverse("admin:intents_evaluation_change", args=[row.pk]) + cell
        for row in (done, running, failed)
    }
    return {**pages, "import": reverse("admin:intents_pattern_import")}


def without_looking_again(route: Route) -> None:
    """The page as it is, but it stays: measuring takes longer than its two seconds on a slow machine."""
    answer = route.fetch()
    stays, count = LOOKS_AGAIN.subn("", answer.text())
    assert count == 1
    route.fulfill(response=answer, body=stays)


def bad(page: Page) -> dict[str, Any]:
    """What sticks out, is cut off or cannot be read, by size; {} for a good page."""
    found = {
        size: (page.evaluate(STICKING_OUT), page.evaluate(CUT_OFF), page.evaluate(UNREADABLE))
        for size in in_every_size(page)
    }
    return {size: each for size, each in found.items() if each != (0, 0, [])}


def test_every_page_of_understanding_fits_and_can_be_read(look: Look) -> None:
    pages = rows()
    found: dict[str, Any] = {}
    with look("/admin/") as page:
        page.route(f"**{pages['evaluation running']}", without_looking_again)
        for name, path in pages.items():
            page.goto(page.url.split("/admin/")[0] + path)
            found[name] = bad(page)
        page.goto(page.url.split("/admin/")[0] + pages["pattern"])
        page.locator("#id_text").fill("do it")
        page.get_by_role("button", name="What would change?").click()
        page.locator("#previewed-heading").wait_for()
        found["preview"] = bad(page)
        page.get_by_role("button", name="Save", exact=True).click()
        page.locator("ul.messagelist .impact li").wait_for()
        found["saved"] = bad(page)
        look_at_file(page, pages["import"])
        found["import, looked at"] = bad(page)
    assert {name: each for name, each in found.items() if each} == {}


def look_at_file(page: Page, path: str) -> None:
    page.goto(page.url.split("/admin/")[0] + path)
    page.locator("#import-file").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": CSV})
    page.get_by_role("button", name="Look at the file").click()
    page.locator("#good-heading").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_preview_is_shown_and_saved_with_and_without_scripts(scripts: bool, look: Look) -> None:
    path = rows()["pattern"]
    with look(path, scripts=scripts) as page:
        page.locator("#id_text").fill("do it")
        page.get_by_role("button", name="What would change?").click()
        page.locator("#previewed-heading").wait_for()
        assert "1 of 2 questions comes out differently" in page.locator(".previewed").inner_text()
        assert (page.url.endswith("/change/")) == scripts
        page.get_by_role("button", name="Save" if scripts else "Save it like this", exact=True).click()
        page.locator("ul.messagelist").wait_for()
    assert Pattern.objects.filter(text="do it").count() == 1


def test_a_file_of_examples_is_looked_at_and_written(look: Look) -> None:
    with look("/admin/") as page:
        look_at_file(page, reverse("admin:intents_pattern_import"))
        assert "Its text is empty." in page.locator("main").inner_text()
        page.get_by_role("button", name="Write these 2").click()
        page.locator("ul.messagelist").wait_for()
    assert Pattern.objects.filter(intent__name="moon").count() == 2


def test_a_page_that_is_under_way_looks_again_by_itself(look: Look) -> None:
    row = Evaluation.objects.create(state="running", progress=0.4)
    with look(reverse("admin:intents_evaluation_change", args=[row.pk])) as page:
        assert page.locator("progress").get_attribute("value") == "40"
        with page.expect_navigation(timeout=10_000):
            page.locator("progress").hover()
