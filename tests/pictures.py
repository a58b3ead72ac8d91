"""Takes the pictures of docs/ in Chromium, in a fresh house whose weather comes from a stand-in; or those named."""

import json
import sys
import time
import urllib.request
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.served import Rows, serving
from tests.acceptance.served import Served
from tests.browser.chromium import CHROMIUM, SILENT
from tests.stand_ins import OpenMeteo

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
WIDE, TELEPHONE = (1280, 860), (360, 740)
NAME, WORD = "ada", "a-long-word-for-pictures-1"  # of an administrator in a folder that is deleted afterwards
QUESTIONS = (
    "what is the wifi password for guests",
    "what's the weather in Oslo and what is 15 percent of 80",
    "what time is it in Tokyo",
    "will it rain in Boston tomorrow",
    "who won the war of the broken teapots",
    "when do we clean the gutters",
    "who won the war of the broken teapots",
    "when do we clean the gutters",
)

# What is done every five minutes: without it the pictures of figures would be empty.
COUNT = "from django.utils import timezone; from inference.pruning import roll_up; roll_up(timezone.now())"

Step = Callable[[Page], None]


def main(wanted: Collection[str] = ()) -> None:
    FOLDER.mkdir(exist_ok=True)
    with OpenMeteo() as weather, serving(rows(weather)) as (server, key):
        server.manage("allow_egress", "127.0.0.1")
        for question in QUESTIONS:
            ask(server, key, question)
        time.sleep(2)  # the log is written twice a second
        server.manage("shell", "-c", COUNT)
        with browsing() as browser:
            state = signed_in(browser, server)
            for name, path, small, step in pictures():
                if wanted and name not in wanted:
                    continue
                width, height = TELEPHONE if small else WIDE
                context = browser.new_context(
                    storage_state=state,
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if small else "light",
                )
                take(context, f"{server.url}/admin/{path}", name, step)


def rows(weather: OpenMeteo) -> Rows:
    domain: dict[str, object] = {"name": "weather", "title": "the weather", "kind": "open_meteo"}
    domain["options"] = weather.options
    return {"ragdomains.domain": [domain]}


def pictures() -> Iterator[tuple[str, str, bool, Step]]:
    """Name, address, whether on a telephone in the dark, and what is done on the page before it is taken."""
    log = "inference/querylog/"
    yield "first-page", "", False, still
    yield "overview", f"{log}overview/", False, still
    yield "overview-telephone", f"{log}overview/", True, still
    yield "analytics", f"{log}analytics/", False, still
    yield "ask", f"{log}ask/", False, asked
    yield "query-log", log, False, still
    yield "why", f"{log}?q=weather", False, explained
    yield "intent", "intents/intent/?q=weather_rain", False, opened
    yield "jobs", "athena_project/job/", False, still
    yield "outgoing", "athena_project/egressuse/", False, still
    yield "changes", "athena_project/configchange/", False, still
    yield "rule", "validation/rule/?q=grounded-numbers", False, opened
    yield "domain", "ragdomains/domain/?q=weather", False, opened
    yield "releases", "athena_project/release/", False, still
    yield "suites", "inference/suiterun/", False, still
    yield "run-tests", "validation/scenario/", False, run_these
    yield "canary", "inference/canary/start/", False, still
    yield "replay", "inference/replay/start/", False, replayed
    yield "key", "inference/apikey/add/", False, named
    yield "key-issued", "inference/apikey/add/", False, issued
    yield "assistants", "inference/assistant/", False, still
    yield "account", "account/", False, still
    yield "file", "../api/config/plan/", False, looked_at
    yield "config-api", "../api/config/", False, still
    yield "people", "auth/user/", False, still
    yield "compare", f"{log}?q=gutters", False, compared
    yield "evaluation", "intents/evaluation/", False, evaluated
    yield "test-cases", "intents/testcase/", False, still
    yield "inbox", "inference/unanswered/", False, looked_again
    yield "inbox-card", "inference/unanswered/", False, card_opened
    yield "fix", f"{log}?q=teapots", False, put_right
    yield "fixes", f"{log}?q=teapots", False, written
    yield "draft", "athena_project/release/", False, drafted
    yield "time-line", "athena_project/release/quality/", False, still
    yield "shadow", "inference/shadow/start/", False, still


def still(page: Page) -> None:
    page.wait_for_load_state("networkidle")


def asked(page: Page) -> None:
    page.fill("textarea, input[name=question]", "what's the weather in Oslo tomorrow")
    page.locator(".asking button[type=submit]").click()
    page.locator("#asked .answered, #asked .compared").first.wait_for()


def opened(page: Page) -> None:
    page.locator("#result_list tbody a").first.click()
    page.wait_for_load_state("networkidle")


def explained(page: Page) -> None:
    opened(page)
    heading = page.get_by_role("heading", name="Why it came out like this")
    heading.evaluate("heading => heading.scrollIntoView()")


def run_these(page: Page) -> None:
    page.locator(".run-shown button").click()
    page.locator("#ran-heading").wait_for()


def replayed(page: Page) -> None:
    page.check("input[value=recorded]")
    page.locator(".replay-start button[type=submit]").click()
    page.locator("#result-heading").wait_for()


def compared(page: Page) -> None:
    """The two newest answers to one question, side by side."""
    for row in (0, 1):
        page.locator("#result_list tbody input[type=checkbox]").nth(row).check()
    page.locator("select[name=action]").select_option("compare")
    page.get_by_role("button", name="Go").click()
    page.wait_for_load_state("networkidle")


def evaluated(page: Page) -> None:
    """The picture of what is taken for what, which takes minutes to make."""
    page.get_by_role("button", name="Evaluate").click()
    page.locator(".matrix svg").wait_for(timeout=900_000)
    page.locator(".matrix svg").evaluate("matrix => matrix.scrollIntoView({block: 'center'})")


def looked_again(page: Page) -> None:
    """Until the job has read and grouped what found no answer."""
    page.locator(".look-again button").click()
    while not page.locator(".acts a.button").count():
        page.wait_for_timeout(500)
        page.reload()


def card_opened(page: Page) -> None:
    looked_again(page)
    page.locator(".acts a.button").first.click()
    page.wait_for_load_state("networkidle")


def put_right(page: Page) -> None:
    """What it would change if the question had been understood as another intent, and then it is written."""
    opened(page)
    page.locator("#id_fix0_intent").select_option(index=3)
    page.get_by_role("button", name="Add it").wait_for()
    page.locator(".previewed").evaluate("shown => shown.scrollIntoView({block: 'center'})")


def written(page: Page) -> None:
    put_right(page)
    page.get_by_role("button", name="Add it").click()
    page.locator(".card.made").wait_for()
    page.goto(f"{page.url.partition('/querylog/')[0]}/fix/")


def drafted(page: Page) -> None:
    """In review mode a reply waits in the draft."""
    there = page.url.partition("/admin/")[0]
    page.goto(f"{there}/admin/athena_project/housesettings/1/change/")
    page.get_by_label("Review mode").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{there}/admin/intents/intent/?q=weather_rain")
    opened(page)
    page.locator("#id_threshold").fill("0.6")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{there}/admin/athena_project/release/")
    page.get_by_role("button", name="Publish the draft").wait_for()


def looked_at(page: Page) -> None:
    page.fill("#send_config", "ragdomains.place:\n- {name: hut, latitude: 61, longitude: 8, time_zone: Europe/Oslo}")
    page.get_by_role("button", name="See what it would change").click()
    page.get_by_role("heading", name="What it would change").wait_for()


def named(page: Page) -> None:
    page.fill("#id_name", "Home Assistant")


def issued(page: Page) -> None:
    named(page)
    page.click("input[name=_save]")
    page.get_by_role("heading", name="The new API key").wait_for()


def take(context: BrowserContext, url: str, name: str, step: Step) -> None:
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(url)
    step(page)
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


@contextmanager
def browsing() -> Iterator[Browser]:
    with sync_playwright() as driver, driver.chromium.launch(executable_path=CHROMIUM, args=SILENT) as browser:
        yield browser


def signed_in(browser: Browser, server: Served) -> str:
    """Makes the first administrator by the link that works once; returns the file with the session."""
    page = browser.new_page()
    page.set_default_timeout(120_000)
    page.goto(server.wait_for(r"First administrator \(this link works once\):\s+(\S+)"))
    page.fill("#id_username", NAME)
    page.fill("#id_password1", WORD)
    page.fill("#id_password2", WORD)
    page.click("input[type=submit]")
    page.wait_for_url("**/admin/")
    file = server.data / "session.json"
    page.context.storage_state(path=file)
    return str(file)


def ask(server: Served, key: str, question: str) -> None:
    body = json.dumps({"model": "athena", "messages": [{"role": "user", "content": question}]}).encode()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(f"{server.url}/v1/chat/completions", body, headers)) as answer:
        print(json.load(answer)["choices"][0]["message"]["content"])


if __name__ == "__main__":
    main(sys.argv[1:])
