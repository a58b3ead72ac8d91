"""The form of a source without code, and its test, in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from athena_project.models import EgressRule
from ragdomains.models import Domain
from tests.answering import Answering
from tests.browser.conftest import Look
from tests.browser.test_understanding_pages import bad

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIELDS = (
    {"name": "leaves", "path": "stationboard[0].stop.departure", "type": "time", "required": "on"},
    {"name": "train", "path": "stationboard[0].name"},
    {"name": "goal", "path": "stationboard[0].to", "required": "on"},
    {"name": "platform", "path": "stationboard[0].stop.platform"},
    {"name": "delay", "path": "stationboard[0].stop.delay", "type": "number", "unit": "min"},
)
SENTENCE = (
    "The next train[ from {place}] goes to {goal} at {leaves}[ on {leaves_day}][, from platform {platform}]"
    "[, {delay} late]."
)


@contextmanager
def timetable() -> Iterator[Answering]:
    """The service that is asked."""
    with Answering({"/v1/stationboard": "http_json/stationboard.json"}) as server:
        yield server


def fill_rows(page: Page, option: str, rows: tuple[dict[str, str], ...], scripts: bool) -> None:
    """Types the rows; where none is left to type into, asks for one more."""
    for number, row in enumerate(rows):
        prefix = f"#id_option_{option}-{number}"
        if scripts and not page.locator(f"{prefix}-name").count():
            page.locator(f".field-option_{option}").get_by_role("button", name="Add a row").click()
        for name, value in row.items():
            field = page.locator(f"{prefix}-{name}")
            if value == "on":
                field.check()
            elif name == "type":
                field.select_option(value)
            else:
                field.fill(value)


def build(page: Page, url: str, scripts: bool = True) -> None:
    """The example of docs/providers/http_json.md, on the page that adds a domain of this kind."""
    page.locator("#id_name").fill("trains")
    page.locator("#id_title").fill("the trains")
    page.locator("#id_option_url").fill(f"{url}/v1/stationboard?station={{place}}&limit=1")
    fill_rows(page, "slots", ({"name": "place", "ask_back": "From which station?"},), scripts)
    fill_rows(page, "fields", FIELDS if scripts else FIELDS[:3], scripts)
    page.locator("#id_option_short_sentence").fill(SENTENCE if scripts else "To {goal}[ by {train}].")
    page.locator("#id_option_source").fill("Swiss timetable")
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator("ul.messagelist").wait_for()


def try_it(page: Page, question: str) -> str:
    """What the test says; of a failure, the problem."""
    page.locator("#id_try-question").fill(question)
    page.get_by_role("button", name="Test", exact=True).click()
    page.locator("#tried-heading").wait_for()
    return page.locator("#tried .spoken, #tried .trouble").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_lists_are_filled_in_and_emptied_with_and_without_scripts(scripts: bool, look: Look) -> None:
    with look(f"{reverse('admin:ragdomains_domain_add')}?kind=http_json", scripts=scripts) as page:
        page.locator("#id_option_long_sentence").fill("{goal} at {leaves}.")
        build(page, "https://trains.example.org", scripts)
        page.locator("#id_option_fields-1-remove").check()
        page.locator("#id_option_short_sentence").fill("To {goal} at {leaves}.")
        page.get_by_role("button", name="Save", exact=True).click()
        page.locator("ul.messagelist").wait_for()
    options = Domain.objects.get().options
    assert options["slots"] == [{"name": "place", "ask_back": "From which station?"}]
    assert [field["name"] for field in options["fields"]][:2] == ["leaves", "goal"]
    assert options["fields"][0] == {**FIELDS[0], "required": True}


@pytest.mark.parametrize("scripts", [True, False])
def test_a_domain_is_tested_with_and_without_scripts(scripts: bool, look: Look) -> None:
    with timetable() as service:
        options = {"fields": [dict(FIELDS[1])], "url": f"{service.url}/v1/stationboard", "short_sentence": "{train}."}
        row = Domain.objects.create(name="trains", title="the trains", kind="http_json", options=options)
        EgressRule.objects.create(network="127.0.0.1")
        with look(reverse("admin:ragdomains_domain_change", args=[row.pk]), scripts=scripts) as page:
            assert try_it(page, "which train is next") == "IC 8."
            assert page.url.endswith("/change/") == scripts


def test_the_form_and_the_test_fit_and_can_be_read(look: Look) -> None:
    found = {}
    with timetable() as service:
        EgressRule.objects.create(network="127.0.0.1")
        with look(f"{reverse('admin:ragdomains_domain_add')}?kind=http_json") as page:
            found["add"] = bad(page)
            page.get_by_role("button", name="Save", exact=True).click()
            page.locator(".errornote").wait_for()
            found["refused"] = bad(page)
            page.set_viewport_size({"width": 1440, "height": 900})
            build(page, service.url)
            page.locator("#id_try-question").fill("the next train from Bern")
            for way in ("answered", "failed"):
                page.get_by_role("button", name="Test", exact=True).click()
                page.locator("#tried .trouble" if way == "failed" else "#tried .spoken").wait_for()
                found[way] = bad(page)
                service.mode = "error"
    assert {name: each for name, each in found.items() if each} == {}
