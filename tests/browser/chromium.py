"""One Chromium for all tests of a process, because its start takes longer than most pages."""

import asyncio
import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

# As Debian ships them. The shell is the same engine without the browser around it, at two thirds of the cost.
SHELL = Path("/usr/bin/chromium-headless-shell")
CHROMIUM = SHELL if SHELL.exists() else Path("/usr/bin/chromium")
SILENT = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


# What stands in a page itself is refused by its policy; a sheet that a script makes is not.
STYLED = """rules => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
}"""


def style(page: Page, rules: str) -> None:
    """Adds rules to those of a page."""
    page.evaluate(STYLED, rules)


@contextmanager
def opened(**options: Any) -> Iterator[Page]:
    """A page in a new context with these options, which knows nothing of any other."""
    with driven() as browser, browser.new_context(**options) as context:
        yield context.new_page()


@contextmanager
def lent(scripts: bool = True) -> Iterator[Page]:
    """The page of this process, empty and without cookies: a new context takes a second of a core, a new page half.

    What a test leaves behind that failed is thrown away with its context.
    """
    with driven() as browser:
        page = kept(browser, scripts)
        try:
            yield page
            page.unroute_all()
            page.goto("about:blank")
            page.context.clear_cookies()
        except BaseException:
            kept.cache_clear()
            page.context.close()
            raise


@contextmanager
def driven() -> Iterator[Browser]:
    """Playwright runs its loop in this thread. Between the pages that loop must not count as running, or Django would
    refuse the database, and async tests a loop of their own, for the rest of the process.
    """
    before = asyncio._get_running_loop()
    browser, loop = started()
    asyncio._set_running_loop(loop)
    try:
        yield browser
    finally:
        asyncio._set_running_loop(before)


@cache
def kept(browser: Browser, scripts: bool) -> Page:
    return browser.new_context(java_script_enabled=scripts).new_page()


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
