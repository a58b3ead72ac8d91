"""A file of configuration is brought in on its page: looked at first, then applied, pressed to the end."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from athena_project import configuration, releases
from intents.models import Chain
from ragdomains.models import Place
from tests.athena_project.admin_pages import place
from tests.browser.conftest import Look, in_every_size
from tests.browser.test_admin import STICKING_OUT, UNREADABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILE = reverse("config_plan")
HUT = "ragdomains.place:\n- {name: hut, latitude: 1, longitude: 2, time_zone: UTC}\n"


@pytest.fixture(autouse=True)
def house() -> Iterator[None]:
    place()
    for name in ("morning", "evening"):
        Chain.objects.create(name=name, triggers=[f"good {name}"], questions=["what time is it"])
    releases.publish()
    yield


def look_at(page: Page, text: str, delete: bool = False) -> str:
    page.get_by_label("or its text").fill(text)
    page.get_by_label("Delete what it does not name").set_checked(delete)
    page.get_by_role("button", name="See what it would change").click()
    return page.get_by_role("heading", name="What it would change").locator("xpath=..").inner_text()


def test_a_file_is_looked_at_then_applied_and_the_page_says_where_it_is_live(look: Look, tmp_path: Path) -> None:
    file = tmp_path / "house.yaml"
    file.write_text(HUT)
    with look(reverse("admin:athena_project_release_changelist")) as page:
        page.get_by_role("link", name="bring one in").click()
        page.get_by_label("A file").set_input_files(file)
        page.get_by_role("button", name="See what it would change").click()
        page.get_by_text("Added: place hut").first.wait_for()
        page.get_by_label("Note").fill("A hut in the hills")
        page.get_by_role("button", name="Apply it: live at once").click()
        assert "place: 1 added" in page.get_by_role("heading", name="What it changed").locator("xpath=..").inner_text()
        page.get_by_role("link", name=re.compile(r"^release \d+$")).click()
        assert "A hut in the hills" in page.locator("#result_list").inner_text()
    assert Place.objects.filter(name="hut").exists()


def test_a_file_that_would_delete_everything_asks_with_the_count(look: Look) -> None:
    empty = "".join(f"{label}: []\n" for label in configuration.export())
    rows = Place.objects.count() + Chain.objects.count()
    with look(FILE) as page:
        said = look_at(page, empty, delete=True)
        assert f"{rows} rows would be removed" in said
        apply = page.get_by_role("button", name="Apply it")
        apply.click()
        assert page.url.endswith(FILE)  # the field is empty, and the browser says so
        page.get_by_label("Rows to be removed").fill(str(rows))
        apply.click()
        page.get_by_role("heading", name="What it changed").wait_for()
    assert not Place.objects.exists() and not Chain.objects.exists()


def test_the_page_of_a_file_fits_and_can_be_read(look: Look) -> None:
    found = {}
    with look(FILE) as page:
        look_at(page, "intents.chain: []", delete=True)
        for size in in_every_size(page):
            found[size] = (page.evaluate(STICKING_OUT), page.evaluate(UNREADABLE))
    assert len(found) == 6 and {size: each for size, each in found.items() if each != (0, [])} == {}
