"""A source without code, built by hand in the admin, tested there, and asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import orjson
import pytest
from django.urls import reverse
from playwright.sync_api import Page

from athena_project.models import EgressRule
from ragdomains.models import Domain
from tests.answering import Answering
from tests.browser.conftest import Look
from tests.browser.test_understanding_pages import add_pattern, bad, running, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TIDES = {
    "harbour": "Bergen",
    "tides": [{"kind": "high", "at": "2026-11-21T18:40:00+00:00", "metres": 1.4, "warning": None}],
}
FIELDS = (
    {"name": "high", "path": "tides[0].at", "type": "time", "required": "on"},
    {"name": "height", "path": "tides[0].metres", "type": "number", "unit": "metres"},
    {"name": "warning", "path": "tides[0].warning"},
)
SENTENCE = "High water[ in {place}] is at {high}[ on {high_day}][, {height} high][. Mind: {warning}]."


@contextmanager
def harbour() -> Iterator[Answering]:
    """The service that is asked."""
    with Answering({"/v1/tides": orjson.dumps(TIDES)}) as server:
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
    """On the page that adds a domain of this kind."""
    page.locator("#id_name").fill("tides")
    page.locator("#id_title").fill("the tides")
    page.locator("#id_option_url").fill(f"{url}/v1/tides?harbour={{place}}")
    fill_rows(page, "slots", ({"name": "place", "ask_back": "Which harbour?"},), scripts)
    fill_rows(page, "fields", FIELDS, scripts)
    page.locator("#id_option_short_sentence").fill(SENTENCE)
    page.locator("#id_option_source").fill("Harbour office")
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator("ul.messagelist").wait_for()


def allow(page: Page, url: str) -> None:
    page.goto("/admin/athena_project/egressrule/add/")
    page.locator("#id_network").fill("127.0.0.1")
    page.locator("#id_port").fill(str(urlsplit(url).port))
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("ul.messagelist").wait_for()


def test_a_source_is_built_by_hand_tested_and_asked(tmp_path: Path) -> None:
    with running(tmp_path) as house, harbour() as service, signed_in(house) as page:
        allow(page, service.url)
        page.goto("/admin/ragdomains/domain/add/")
        page.get_by_role("link", name="http_json").click()
        build(page, service.url)
        page.locator("#id_try-question").fill("when is high water in Bergen")
        page.get_by_role("button", name="Test", exact=True).click()
        page.locator("#tried-heading").wait_for()
        spoken = page.locator("#tried .spoken").inner_text()
        assert spoken.startswith("High water in Bergen is at ") and spoken.endswith(", 1.4 metres high.")
        page.goto("/admin/intents/intent/add/")
        page.locator("#id_name").fill("tides")
        page.locator("#id_title").fill("the tides")
        page.locator("#id_domain").select_option(label="tides")
        page.get_by_role("button", name="Save", exact=True).click()
        add_pattern(page, "tides", "phrase", "high water")
        assert house.ask("tell me when it is high water in Bergen please") == spoken
    assert [query["harbour"] for _, query, _ in service.asked] == ["Bergen", "Bergen"]


@pytest.mark.parametrize("scripts", [True, False])
def test_lists_are_filled_in_and_emptied_with_and_without_scripts(scripts: bool, look: Look) -> None:
    with look(f"{reverse('admin:ragdomains_domain_add')}?kind=http_json", scripts=scripts) as page:
        build(page, "https://tides.example.org", scripts)
        page.locator("#id_option_fields-1-remove").check()
        page.locator("#id_option_short_sentence").fill("High water is at {high}.")
        page.get_by_role("button", name="Save", exact=True).click()
        page.locator("ul.messagelist").wait_for()
    options = Domain.objects.get().options
    assert options["slots"] == [{"name": "place", "ask_back": "Which harbour?"}]
    assert options["fields"] == [
        {"name": "high", "path": "tides[0].at", "type": "time", "required": True},
        {"name": "warning", "path": "tides[0].warning"},
    ]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_domain_is_tested_with_and_without_scripts(scripts: bool, look: Look) -> None:
    options = {"fields": [{"name": "height", "path": "tides[0].metres", "type": "number", "unit": "metres"}]}
    with harbour() as service:
        options |= {"url": f"{service.url}/v1/tides", "short_sentence": "It is {height} high."}  # type: ignore[dict-item]  # JSON
        row = Domain.objects.create(name="tides", title="the tides", kind="http_json", options=options)
        EgressRule.objects.create(network="127.0.0.1")
        with look(reverse("admin:ragdomains_domain_change", args=[row.pk]), scripts=scripts) as page:
            page.locator("#id_try-question").fill("how high is it")
            page.get_by_role("button", name="Test", exact=True).click()
            page.locator("#tried-heading").wait_for()
            assert page.locator("#tried .spoken").inner_text() == "It is 1.4 metres high."
            assert page.url.endswith("/change/") == scripts


def test_the_form_and_the_test_fit_and_can_be_read(look: Look) -> None:
    found = {}
    with harbour() as service:
        EgressRule.objects.create(network="127.0.0.1")
        with look(f"{reverse('admin:ragdomains_domain_add')}?kind=http_json") as page:
            found["add"] = bad(page)
            page.get_by_role("button", name="Save", exact=True).click()
            page.locator(".errornote").wait_for()
            found["refused"] = bad(page)
            page.set_viewport_size({"width": 1440, "height": 900})
            build(page, service.url)
            page.locator("#id_try-question").fill("when is high water in Bergen")
            for way in ("answered", "failed"):
                page.get_by_role("button", name="Test", exact=True).click()
                page.locator("#tried .trouble" if way == "failed" else "#tried .spoken").wait_for()
                found[way] = bad(page)
                service.mode = "error"
    assert {name: each for name, each in found.items() if each} == {}
