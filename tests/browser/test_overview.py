"""The overview and the analytics in a real browser: they fit, and a new question is there without a reload."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inference.rollup import roll_up
from tests.browser.conftest import Look, in_every_size
from tests.browser.test_admin import STICKING_OUT, UNREADABLE
from tests.browser.test_jobs import meanwhile
from tests.inference.asked import MODEL, ask, looked_up

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# the space between each card and the next one beneath it at the same left edge, in pixels
SPACES = """cards => {
  const all = [...document.querySelectorAll(cards)].map(card => card.getBoundingClientRect());
  return all.flatMap(box => {
    const beneath = all.filter(each => each.top >= box.bottom && Math.abs(each.left - box.left) < 2);
    return beneath.length ? [Math.round(Math.min(...beneath.map(each => each.top)) - box.bottom)] : [];
  });
}"""

PAGE = reverse("admin:inference_querylog_overview")


def test_a_new_question_is_there_without_a_reload_and_an_open_table_stays_open(look: Look) -> None:
    ask(timezone.now(), looked_up("live"))
    with look(PAGE) as page:
        page.get_by_text("The same as a table").focus()
        page.keyboard.press("Enter")
        page.evaluate("window.here = true")
        meanwhile(lambda: ask(timezone.now(), looked_up("fresh"), MODEL))
        page.get_by_text("2 of 2, wholly or in part").wait_for()
        assert page.evaluate("window.here") and page.locator("details[open]").count() == 1
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        page.get_by_role("button", name="Pause").click()
        assert page.get_by_role("button", name="Pause", pressed=True).is_visible()


def test_a_short_card_leaves_no_hole_beside_a_long_one(look: Look) -> None:
    with look(PAGE, 1440) as page:
        assert set(page.evaluate(SPACES, ".overview .card")) == {16}
        page.goto(f"{page.url.partition('/admin/')[0]}/admin/")
        assert set(page.evaluate(SPACES, ".groups .module")) == {16}


def test_both_pages_fit_and_can_be_read_in_every_size(look: Look) -> None:
    now = timezone.now()
    for hours in (0, 1, 30, 60):
        ask(now - timedelta(hours=hours), looked_up("live", "a_domain_with_quite_a_long_name"), MODEL)
        ask(
            now - timedelta(hours=hours),
            outcome="failed",
            question="Why" * 60,
            intents="an_intent_with_a_long_name_too",
        )
    roll_up(now)
    with look(PAGE) as page:
        for path in (PAGE, reverse("admin:inference_querylog_analytics")):
            page.goto(f"{page.url.partition('/admin/')[0]}{path}")
            for size in in_every_size(page):
                assert page.evaluate(STICKING_OUT) == 0, f"{path} at {size}"
                assert page.evaluate(UNREADABLE) == [], f"{path} at {size}"
