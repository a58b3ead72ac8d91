"""One Chromium for all tests of a process, because its start takes longer than most pages: each test gets a context."""

import asyncio
import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")  # as Debian ships it
SILENT = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def opened(**options: Any) -> Iterator[Page]:
    """A page in a new context with these options, which knows nothing of any other.

    Playwright runs its loop in this thread. Between the pages that loop must not count as running, or Django would
    refuse the database, and async tests a loop of their own, for the rest of the process.
    """
    before = asyncio._get_running_loop()
    browser, loop = started()
    asyncio._set_running_loop(loop)
    try:
        with browser.new_context(**options) as context:
            yield context.new_page()
    finally:
        asyncio._set_running_loop(before)


@cache
def started() -> tuple[Browser, asyncio.AbstractEventLoop]:
    driver = sync_playwright().start()
    loop = asyncio.get_running_loop()
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=SILENT)

    def stop() -> None:
        asyncio._set_running_loop(loop)
        browser.close()
        driver.stop()

    atexit.register(stop)
    return browser, loop
