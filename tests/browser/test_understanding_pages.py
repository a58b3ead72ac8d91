"""Understanding, taught in a real browser: edits change the next answer, test cases turn red and green."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, StorageState

from athena_project import releases, row_use
from athena_project.models import RowUse
from inference.models import QueryLog
from inference.scores import Answer, scores
from intents.case_admin import key
from intents.lent import Verdict
from intents.models import Chain, Entity, Evaluation, Intent, Pattern, SplitRule, TestCase, TrainedModel
from tests.acceptance.asking import answer, logged, until
from tests.acceptance.served import Served
from tests.browser import chromium
from tests.browser.conftest import Look, in_every_size
from tests.browser.test_admin import STICKING_OUT, UNREADABLE
from tests.installation import first_start

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# a list that is wider than its frame hides its last columns
CUT_OFF = """() => Math.max(0, ...[...document.querySelectorAll('.results')].map(n => n.scrollWidth - n.clientWidth))"""
PASSWORD = "quite-A-long-one-4711"
CSV = b"text,intent\nwhat about the moon,moon\ntell me of the moon,moon\n,moon\n"


@dataclass(frozen=True, slots=True)
class House:
    """A running assistant, a key of it, and the cookies of its administrator."""

    served: Served
    key: str
    cookies: StorageState

    def ask(self, question: str) -> str:
        return answer(self.served, self.key, question)


@contextmanager
def running(folder: Path, *commands: tuple[str, ...]) -> Iterator[House]:
    served = first_start().copy(folder)
    for command in commands:
        served.manage(*command)
    try:
        served.start()
        yield House(served, first_start().key, administrator(served))
    finally:
        served.stop()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """With three intents only: what is edited is learned, and evaluated, in a moment."""
    folder = tmp_path_factory.mktemp("understanding")
    things = {"tea": "brew the leaves", "kettle": "heat the water", "lamp": "dim the light"}
    lines = [f"{text} {when},{name}" for name, text in things.items() for when in ("now", "soon", "later", "today")]
    file = folder / "small.csv"
    file.write_text("\n".join(["text,intent", *lines]), encoding="utf-8")
    with running(folder, ("import_examples", str(file), "--replace")) as found:
        yield found


def administrator(served: Served) -> StorageState:
    """Signs in by the link that the first start printed."""
    link = served.wait_for(r"First administrator .*?(http\S+)")
    with chromium.opened() as page:
        page.goto(link)
        page.fill("#id_username", "ann")
        page.fill("#id_password1", PASSWORD)
        page.fill("#id_password2", PASSWORD)
        page.click("input[type=submit]")
        page.wait_for_url(f"{served.url}/admin/")
        return page.context.storage_state()


@pytest.fixture
def admin(house: House) -> Iterator[Page]:
    with signed_in(house) as page:
        yield page


@contextmanager
def signed_in(house: House) -> Iterator[Page]:
    with chromium.opened(storage_state=house.cookies, base_url=house.served.url) as page:
        yield page


def add(page: Page, kind: str, fields: dict[str, str]) -> str:
    """Fills a form of the admin and saves it; returns what the admin says."""
    page.goto(f"/admin/intents/{kind}/add/")
    for name, value in fields.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Save", exact=True).click()
    return page.locator("ul.messagelist").inner_text()


def add_intent(page: Page, name: str, reply: str) -> None:
    add(page, "intent", {"name": name, "title": name, "mode": "decline", "reply": reply})


def add_pattern(page: Page, intent: str, kind: str, text: str) -> str:
    """On the page of its intent, in the empty row of the inline."""
    page.goto(f"/admin/intents/intent/?q={intent}")
    page.get_by_role("link", name=intent, exact=True).first.click()
    row = page.locator("tr.form-row:not(.has_original):not(.empty-form)").last
    row.locator("select[name$=type]").select_option(kind)
    row.locator("[name$=text]").fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    return page.locator("ul.messagelist").inner_text()


def test_an_example_changes_the_next_answer_and_says_so_before(house: House, admin: Page) -> None:
    question = "what do owls nibble at midnight"
    add_intent(admin, "owl-food", "Owls eat mice.")
    assert house.ask(question) != "Owls eat mice."
    until(lambda: logged(house.served, question), 10)
    said = add_pattern(admin, "owl-food", "example", question)
    assert question in said and "owl-food" in said and "out differently" in said
    assert house.ask(question) == "Owls eat mice."


def test_a_negative_pattern_stops_a_wrong_answer(house: House, admin: Page) -> None:
    add_intent(admin, "airship", "An airship is on its way.")
    add_pattern(admin, "airship", "phrase", "zeppelin")
    assert house.ask("when does the zeppelin land") == "An airship is on its way."
    assert house.ask("is led zeppelin a band") == "An airship is on its way."
    add_pattern(admin, "airship", "negative", "led zeppelin")
    assert house.ask("is led zeppelin a band") != "An airship is on its way."
    assert house.ask("when does the zeppelin land") == "An airship is on its way."


def put_right(page: Page, question: str, intent: str) -> None:
    """From the list of the log: the question, what it should have been, what that would change, add it."""
    page.goto("/admin/inference/querylog/")
    page.get_by_role("link", name=question).first.click()
    page.locator("#id_fix0_intent").select_option(intent)
    shown = page.locator(".previewed")
    shown.wait_for()
    assert question in shown.inner_text() and f"Example of {intent}, new" in shown.inner_text()
    page.get_by_role("button", name="Add it").click()
    page.locator(".card.made").wait_for()


def test_a_wrong_answer_is_put_right_from_the_log_and_undone(house: House, admin: Page) -> None:
    question, right = "what do badgers dig for at dusk", "Badgers dig for worms."
    add_intent(admin, "badgers", right)
    assert house.ask(question) != right
    until(lambda: logged(house.served, question), 20)
    put_right(admin, question, "badgers")
    assert house.ask(question) == right
    admin.get_by_role("button", name="Undo").click()
    admin.get_by_text("Undone").first.wait_for()
    assert house.ask(question) != right


def run_case(page: Page, question: str) -> str:
    """Runs one test case from the list; returns what its row says."""
    page.goto("/admin/intents/testcase/?q=" + question.split()[-1])
    row = page.locator("#result_list tbody tr", has_text=question)
    row.locator("input[type=checkbox]").check()
    page.locator("select[name=action]").select_option("run")
    page.get_by_role("button", name="Go").click()
    page.locator("ul.messagelist").wait_for()
    return row.locator(".field-last_run").inner_text()


def test_a_test_case_turns_red_and_green(house: House, admin: Page) -> None:
    question = "fluff up the pillows of the hammock"
    add_intent(admin, "hammock", "It is fluffed.")
    add(admin, "testcase", {"question": question, "intents": "hammock"})
    assert run_case(admin, question).startswith("fails")
    add_pattern(admin, "hammock", "example", question)
    assert run_case(admin, question) == "passes"


@pytest.mark.timeout(300)  # five times of learning, beside all else that the machine does
def test_an_evaluation_runs_in_the_background_and_shows_its_picture(house: House) -> None:
    with signed_in(house) as page:
        page.goto("/admin/intents/evaluation/")
        page.get_by_role("button", name="Evaluate").click()
        page.locator(".matrix svg").wait_for(timeout=240_000)
        assert "Accuracy" in page.locator(".figures").inner_text()
        cell = page.locator(".matrix a").first
        count = cell.locator("text").text_content()
        cell.click()
        page.locator("#questions").wait_for()
        assert page.locator("#questions li").count() == int(count or 0)


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
    row_use.add([RowUse(row=row_use.label(row), hour=timezone.now(), count=3) for row in others])
    Entity.objects.create(type="person", value="Anna")
    Chain.objects.create(name="morning", triggers=["good morning"], questions=["what day is it"])
    rule = SplitRule.objects.create(name="english", connectors=["and", "then", "after that"])
    case = TestCase.objects.create(question="is this a question that goes on and on " * 4, intents=["none"])
    cache.set(key(case), Verdict(False, "intents ['an-intent-with-quite-a-long-name']; expected ['none']", 1))
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
