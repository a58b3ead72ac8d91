"""Pages of the admin in Chromium; these tests are skipped where it is not installed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import ConsoleMessage, Error, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import chromium
from tests.browser.chromium import CHROMIUM

SIZES = ((360, 740), (768, 1024), (1440, 900))

Look = Callable[..., AbstractContextManager[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = pytest.mark.skip(reason=f"{CHROMIUM} is not installed")
    for item in items:
        if "browser" in item.keywords and not CHROMIUM.exists():
            item.add_marker(missing)


@pytest.fixture
def look(live_server: LiveServer) -> Look:
    return looking(live_server.url)


def looking(url: str) -> Look:
    """Opens a page of the admin as an administrator; leaving it fails on any complaint in the console.

    The rows of a test are made before: while Chromium is driven, Django refuses to touch the database here.
    """
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))

    @contextmanager
    def opened(path: str, width: int = 1440, scheme: str = "light", scripts: bool = True) -> Iterator[Page]:
        complaints: list[str] = []

        def listen(said: ConsoleMessage) -> None:
            if said.type in ("error", "warning"):
                complaints.append(said.text)

        def note(error: Error) -> None:
            complaints.append(str(error))

        with chromium.lent(scripts) as page:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
            page.on("console", listen)
            page.on("pageerror", note)
            page.goto(f"{url}{path}")
            yield page
            page.remove_listener("console", listen)
            page.remove_listener("pageerror", note)
        assert complaints == []

    return opened


def in_every_size(page: Page) -> Iterator[str]:
    """The page as it is, light and dark, on a telephone, a tablet and a screen; names which."""
    page.wait_for_load_state()  # its sheets too: what was waited for may stand there before them
    chromium.style(page, "* { transition: none !important }")  # colours would fade over
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for width, height in SIZES[:: 1 if scheme == "light" else -1]:
            page.set_viewport_size({"width": width, "height": height})
            yield f"{width} {scheme}"
