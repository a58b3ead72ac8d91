"""Every page that links lead to is usable by everybody: axe-core finds nothing serious, and nothing sticks out.

Pages of one sort are seen once, by turns on a screen in the light and on a telephone in the dark.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
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

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LOOKS: tuple[tuple[int, Any], ...] = ((1440, "light"), (360, "dark"))
ONCE = "/assistant/"  # history and the question before deleting look alike everywhere: they are seen of these rows
STICKING_OUT = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def asked(client: OpenAI) -> None:
    """The house was asked something: there is a log to look at."""
    for question in ("what is the wifi password for guests and what is 3 times 4", "who won the war of the teapots"):
        ask(client, question)


@pytest.fixture
def page(session: Any, asked: None) -> Iterator[Page]:
    with chromium.lent() as found:
        found.context.add_cookies(session)
        found.set_default_timeout(60_000)
        yield found


def test_nothing_serious_keeps_anybody_from_signing_in(served: Served) -> None:
    with chromium.lent() as page:
        page.goto(f"{served.url}/admin/login/")
        assert [*serious(page), *sticking_out(page)] == []


@pytest.mark.parametrize(
    "section", ["", "inference/", "intents/", "ragdomains/", "validation/", "athena_project/", "auth/"]
)
def test_nothing_serious_stands_in_the_way(served: Served, page: Page, section: str) -> None:
    found: dict[str, Any] = {}
    for number, address in enumerate(addresses(page, served.url, section)):
        width, scheme = LOOKS[number % 2]
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        chromium.style(page, "* { transition: none !important }")  # colours would fade over
        if problems := [*serious(page), *sticking_out(page)]:
            found[f"{address} {width} {scheme}"] = problems
    assert found == {}


def addresses(page: Page, url: str, section: str) -> Iterator[str]:
    """Opens a page of each sort of this section of the admin, and says which; nothing but the first page for ""."""
    start = f"{url}/admin/"
    waiting, seen = [start], set()
    while waiting:
        address = waiting.pop(0)
        if sort(address) in seen:
            continue
        seen.add(sort(address))
        response = page.goto(address)
        assert response and response.status == 200, address
        if address != start or not section:
            yield sort(address)
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href.split('#')[0])")
        waiting += [link for link in links if section and link.startswith(start + section) and worth_a_look(link)]


def sort(address: str) -> str:
    """Pages that differ by their rows only are of one sort."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b\d+\b", "*", urlsplit(address).path)


def worth_a_look(link: str) -> bool:
    """Whether it leads to a page of its own: not to the same with a filter, nor to what looks alike everywhere."""
    alike = link.endswith(("/history/", "/delete/")) and ONCE not in link
    return not (alike or "?" in link or link.endswith(".csv"))


def serious(page: Page) -> list[str]:
    seen = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in seen["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def sticking_out(page: Page) -> list[str]:
    beyond = page.evaluate(STICKING_OUT)
    return [f"{beyond} px beyond the edge"] if beyond > 0 else []
