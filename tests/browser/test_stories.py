"""An owner's stories in a running house, told in a real browser: each edit changes the next answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from openai import OpenAI
from playwright.sync_api import Page, StorageState

from tests.acceptance.asking import answer, logged, until
from tests.acceptance.served import Served
from tests.browser import chromium
from tests.browser.keyboard import Keys
from tests.browser.test_own_source import build, timetable, try_it
from tests.installation import first_start

pytestmark = [pytest.mark.acceptance, pytest.mark.browser]

PASSWORD = "quite-A-long-one-4711"
THINGS = {
    "tea": "brew the leaves",
    "kettle": "heat the water",
    "lamp": "dim the light",
    "transit": "when does the next train leave",
}


@dataclass(frozen=True, slots=True)
class House:
    """A running assistant, a key of it, and the cookies of its administrator."""

    served: Served
    key: str
    cookies: StorageState

    def ask(self, question: str) -> str:
        return answer(self.served, self.key, question)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all stories. It knows a few things only: what is edited is learned, and evaluated, in a moment."""
    served = first_start().copy(tmp_path_factory.mktemp("stories"))
    file = served.data / "small.csv"
    lines = [f"{text} {when},{name}" for name, text in THINGS.items() for when in ("now", "soon", "later", "today")]
    file.write_text("\n".join(["text,intent", *lines]), encoding="utf-8")
    served.operate("import_examples", str(file), "--replace")
    try:
        served.start()
        yield House(served, first_start().key, administrator(served))
    finally:
        served.stop()


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


def review(page: Page, on: bool) -> None:
    page.goto("/admin/athena_project/housesettings/")
    page.get_by_label("Review mode").set_checked(on)
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("ul.messagelist").wait_for()


def replay(page: Page) -> str:
    """From the draft: what it would change for the questions that were asked."""
    page.goto("/admin/athena_project/release/")
    page.get_by_role("link", name="Replay before publishing").click()
    page.locator(".replay-start button[type=submit]").click()
    page.locator("#result-heading").wait_for()
    return page.locator("main").inner_text()


def publish(page: Page, note: str) -> int:
    """The draft, from its page; returns the number of the release."""
    page.goto("/admin/athena_project/release/")
    page.get_by_label("Note").first.fill(note)
    page.get_by_role("button", name="Publish the draft").click()
    row = page.locator("#result_list tbody tr", has_text=note)
    assert "live" in row.inner_text()
    return int(row.locator("a").first.inner_text())


def roll_back(page: Page, number: int) -> None:
    page.goto("/admin/athena_project/release/")
    page.locator("#result_list").get_by_role("link", name=str(number), exact=True).click()
    page.get_by_role("button", name=f"Roll back to release {number}").click()
    page.get_by_text(f"Back to release {number}").first.wait_for()


def test_the_whole_story_of_a_wrong_answer(house: House, admin: Page) -> None:
    """It is seen in the log, explained, fixed from there, replayed, published, heard by a client, and taken back."""
    question, right = "where do otters keep their pebbles", "Otters keep them in a pocket."
    add_intent(admin, "otters", right)
    review(admin, True)
    wrong = heard(house, question)
    until(lambda: logged(house.served, question), 20)
    admin.goto("/admin/inference/querylog/")
    admin.get_by_role("link", name=question).first.click()
    admin.get_by_role("heading", name="Why it came out like this").wait_for()
    put_right(admin, question, "otters")
    assert "acts once the draft is published" in admin.locator(".card.made").inner_text()
    assert heard(house, question) == wrong != right
    told = replay(admin)
    assert "0 worse" in told and question in told and "otters" in told
    number = publish(admin, "What otters do")
    assert heard(house, question) == right
    roll_back(admin, number - 1)
    assert heard(house, question) == wrong
    admin.goto("/admin/inference/fix/")
    assert "taken back" in admin.locator("#result_list tbody tr").first.inner_text()
    review(admin, False)


def open_by_keys(keys: Keys, name: str) -> None:
    """From any page to a list of the admin: by way of the first page."""
    keys.press(keys.page.get_by_role("link", name="Athena", exact=True))
    keys.page.wait_for_url("**/admin/")
    keys.content()
    keys.press(keys.page.locator("main .groups").get_by_role("link", name=name, exact=True))
    keys.page.get_by_role("heading", level=1).wait_for()
    assert keys.round() > 10
    keys.content()


def review_by_keys(keys: Keys, on: bool) -> None:
    open_by_keys(keys, "House settings")
    box = keys.page.get_by_label("Review mode")
    if box.is_checked() != on:  # going back to an earlier release may have changed it
        keys.press(box, "Space")
    keys.press(keys.page.get_by_role("button", name="Save", exact=True))
    keys.page.locator("ul.messagelist").wait_for()


def put_right_by_keys(keys: Keys, question: str, intent: str) -> None:
    page = keys.page
    open_by_keys(keys, "Query log")
    keys.write(page.locator("#searchbar"), question)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    keys.content()
    keys.press(page.locator("#result_list").get_by_role("link", name=question))
    page.get_by_role("heading", name="Why it came out like this").wait_for()
    assert keys.round() > 10
    keys.content()
    keys.press(page.locator(".waterfall summary").first)
    assert page.locator(".waterfall details").first.get_attribute("open") is not None
    keys.choose(page.locator("#id_fix0_intent"), intent)
    page.locator(".previewed").wait_for()
    keys.press(page.get_by_role("button", name="Add it"))
    page.locator(".card.made").wait_for()


def replay_by_keys(keys: Keys) -> str:
    open_by_keys(keys, "Releases")
    keys.press(keys.page.get_by_role("link", name="Replay before publishing"))
    keys.page.wait_for_url("**/replay/start/**")
    keys.content()
    keys.press(keys.page.locator(".replay-start button[type=submit]"))
    keys.page.locator("#result-heading").wait_for()
    assert keys.round() > 10
    return keys.page.locator("main").inner_text()


def publish_by_keys(keys: Keys, note: str) -> int:
    open_by_keys(keys, "Releases")
    keys.write(keys.page.get_by_label("Note").first, note)
    keys.press(keys.page.get_by_role("button", name="Publish the draft"))
    row = keys.page.locator("#result_list tbody tr", has_text=note)
    row.wait_for()
    return int(row.locator("a").first.inner_text())


def roll_back_by_keys(keys: Keys, number: int) -> None:
    open_by_keys(keys, "Releases")
    keys.press(keys.page.locator("#result_list").get_by_role("link", name=str(number), exact=True))
    keys.page.wait_for_url("**/change/")
    keys.content()
    keys.press(keys.page.get_by_role("button", name=f"Roll back to release {number}"))
    keys.page.get_by_text(f"Back to release {number}").first.wait_for()


@pytest.mark.timeout(300)  # it stops at each link of eight pages
def test_the_whole_story_is_told_by_keys_alone(house: House, admin: Page) -> None:
    """Each stop is in sight and marked, and no page holds the keys."""
    question, right = "where do squirrels keep their acorns", "Squirrels bury them."
    add_intent(admin, "squirrels", right)
    wrong = heard(house, question)
    until(lambda: logged(house.served, question), 20)
    keys = Keys(admin)
    review_by_keys(keys, on=True)
    put_right_by_keys(keys, question, "squirrels")
    assert heard(house, question) == wrong != right
    assert "0 worse" in replay_by_keys(keys)
    number = publish_by_keys(keys, "What squirrels do")
    assert heard(house, question) == right
    roll_back_by_keys(keys, number - 1)
    assert heard(house, question) == wrong
    review_by_keys(keys, on=False)


def heard(house: House, question: str) -> str:
    """What the official client gets."""
    with OpenAI(base_url=f"{house.served.url}/v1", api_key=house.key) as client:
        said = client.chat.completions.create(model="athena", messages=[{"role": "user", "content": question}])
    return said.choices[0].message.content or ""


def run_case(page: Page, question: str) -> str:
    """Runs one test case from the list; returns what its row says afterwards."""
    page.goto("/admin/intents/testcase/?q=" + question.split()[-1])
    row = page.locator("#result_list tbody tr", has_text=question)
    row.locator("input[type=checkbox]").check()
    page.locator("select[name=action]").select_option("run")
    page.get_by_role("button", name="Go").click()
    page.locator(".ran").wait_for()
    page.goto("/admin/intents/testcase/?q=" + question.split()[-1])
    return row.locator(".field-last_run").inner_text()


def test_a_test_case_turns_red_and_green(house: House, admin: Page) -> None:
    question = "fluff up the pillows of the hammock"
    add_intent(admin, "hammock", "It is fluffed.")
    add(admin, "testcase", {"question": question, "intents": "hammock"})
    assert run_case(admin, question).startswith("failed")
    add_pattern(admin, "hammock", "example", question)
    assert run_case(admin, question) == "passed"


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


def allow(page: Page, url: str) -> None:
    page.goto("/admin/athena_project/egressrule/add/")
    page.locator("#id_network").fill("127.0.0.1")
    page.locator("#id_port").fill(str(urlsplit(url).port))
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("ul.messagelist").wait_for()


def lead_here(page: Page) -> None:
    """An intent with a phrase that outweighs what ships."""
    page.goto("/admin/intents/intent/add/")
    page.locator("#id_name").fill("next-train")
    page.locator("#id_title").fill("the next train")
    page.locator("#id_domain").select_option(label="trains")
    page.locator("#id_patterns-0-type").select_option("phrase")
    page.locator("#id_patterns-0-text").fill("next train")
    page.locator("#id_patterns-0-weight").fill("2")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("ul.messagelist").wait_for()


def test_a_source_is_built_by_hand_tested_and_asked(house: House) -> None:
    with timetable() as service, signed_in(house) as page:
        page.goto("/admin/ragdomains/domain/add/")
        page.get_by_role("link", name="http_json").click()
        build(page, service.url)
        at = page.url
        assert try_it(page, "the next train") == "From which station?"
        assert "leads to the intent transit" in page.locator("#tried").inner_text()
        lead_here(page)
        page.goto(at)
        assert "may not be reached: its address is not allowed here" in try_it(page, "the next train from Bern")
        allow(page, service.url)
        page.goto(at)
        spoken = try_it(page, "when does the next train leave from Bern")
        assert spoken.startswith("The next train from Bern goes to Brig at ")
        assert spoken.endswith(" on Saturday 21 November, from platform 8.")
        assert house.ask("tell me when the next train leaves from Bern please") == spoken
        assert house.ask("when is the next train") == "From which station?"
    assert {query["station"] for _, query, _ in service.asked} == {"Bern"}
