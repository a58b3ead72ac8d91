"""An owner's story in a real browser: the one-time link, an edit in a form, and the answer that follows from it."""

from collections.abc import Iterator
from typing import Any

import pytest
from openai import OpenAI
from playwright.sync_api import Page

from tests.acceptance.one_house.asked import ask
from tests.acceptance.served import Served
from tests.browser import chromium
from tests.browser.chromium import CHROMIUM

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed; .ci/run installs it"),
]


@pytest.fixture(scope="module")
def page(served: Served, session: Any) -> Iterator[Page]:
    """The browser of the first administrator."""
    with chromium.opened() as found:
        found.context.add_cookies(session)
        found.goto(f"{served.url}/admin/")
        yield found


def open_row(page: Page, served: Served, path: str, name: str) -> None:
    page.goto(f"{served.url}/admin/{path}/?q={name}")
    page.get_by_role("link", name=name, exact=True).first.click()


def test_an_edit_in_the_form_changes_the_next_answer(page: Page, served: Served, client: OpenAI) -> None:
    before = ask(client, "who are you")
    open_row(page, served, "intents/intent", "who_are_you")
    page.fill("textarea[name=reply]", "I am the owl of this house.")
    page.click("input[name=_save]")
    assert ask(client, "who are you") == "I am the owl of this house." != before


def test_an_option_of_a_plug_in_is_a_field_of_the_form(page: Page, served: Served, client: OpenAI) -> None:
    question = "What must never go into the dryer?"
    open_row(page, served, "ragdomains/domain", "documents")
    page.fill("[name$=min_score]", "1")
    page.click("input[name=_save]")
    assert "rubber" not in ask(client, question)
    open_row(page, served, "ragdomains/domain", "documents")
    page.fill("[name$=min_score]", "0.4")
    page.click("input[name=_save]")
    assert "rubber" in ask(client, question)


def test_a_rollback_takes_the_edit_back(page: Page, served: Served, client: OpenAI) -> None:
    open_row(page, served, "intents/intent", "thanks")
    page.fill("textarea[name=reply]", "No bother at all.")
    page.click("input[name=_save]")
    assert ask(client, "thank you") == "No bother at all."
    page.goto(f"{served.url}/admin/athena_project/release/")
    page.locator("#result_list tbody tr").nth(1).locator("a").first.click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Roll back").click()
    page.wait_for_load_state()
    assert ask(client, "thank you") != "No bother at all."


def test_a_question_is_found_in_the_log_with_its_steps(page: Page, served: Served, client: OpenAI) -> None:
    ask(client, "what is 17 times 3")
    page.wait_for_timeout(1500)
    page.goto(f"{served.url}/admin/inference/querylog/")
    page.locator("#result_list a", has_text="17 times 3").first.click()
    text = page.locator("#content").inner_text()
    assert "understand" in text and "retrieve" in text and "51" in text
