"""The admin as it is seen: nothing sticks out, everything can be read, keys suffice, also without scripts."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from athena_project import releases
from athena_project.models import Job
from inference.models import LLM, QueryLog, QueryStep
from inference.rollup import roll_up
from intents.models import Intent, Pattern
from ragdomains.models import Domain
from tests.browser import chromium
from tests.browser.conftest import Look, in_every_size

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STICKING_OUT = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""

# the contrast of each text against the first opaque background behind it, by WCAG 2's formula; returns those below 4.5
UNREADABLE = """() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const known = new Map();
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    if (!known.has(node)) {
      const colour = rgb(getComputedStyle(node).backgroundColor);
      known.set(node, colour.length === 3 || colour[3] === 1 ? colour : behind(node.parentElement));
    }
    return known.get(node);
  };
  const found = [];
  for (const node of document.querySelectorAll('main *, header *, nav *')) {
    const own = [...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !node.getClientRects().length || node.closest('option, .visually-hidden, [disabled]')) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const text = node.textContent.trim().slice(0, 30);
    if (ratio < 4.5) found.push(`${node.tagName}.${node.className} ${text}: ${ratio.toFixed(2)}`);
  }
  return [...new Set(found)];
}"""


def rows() -> dict[str, str]:
    """A page of each sort, by name."""
    domain = Domain.objects.create(name="sums", title="sums", kind="calculator")
    llm = LLM.objects.create(name="a-model-with-a-very-long-name-that-does-not-end", kind="echo")
    intent = Intent.objects.create(name="sum", title="a sum", domain=domain)
    Pattern.objects.bulk_create([Pattern(intent=intent, text=f"what is {n} and {n}") for n in range(50)])
    release = releases.publish(author="pat", note="the first one")
    query = QueryLog.objects.create(
        id=uuid.uuid4(), at=datetime.now(UTC), assistant="athena", mode="owner", ms=120, outcome="partly answered",
        question="What is 2 and 2? " * 9, answer="4", intents="sum", release=release,
    )  # fmt: skip
    step = {
        "query": query,
        "start_ms": 1,
        "ms": 60,
        "detail": {"scores": [{"intent": "sum", "score": 0.9, "why": "what is"}]},
    }
    QueryStep.objects.create(position=0, name="understand", problem="it took long " * 9, **step)
    QueryStep.objects.create(position=1, depth=3, name="retrieve:" + "x" * 60, **step)
    roll_up(datetime.now(UTC))
    return {
        "index": "/admin/",
        "account": reverse("admin:account"),
        "kinds": reverse("admin:ragdomains_domain_add"),
        "domain": reverse("admin:ragdomains_domain_change", args=[domain.pk]),
        "llm": reverse("admin:inference_llm_change", args=[llm.pk]),
        "llms": reverse("admin:inference_llm_changelist"),
        "intent": reverse("admin:intents_intent_change", args=[intent.pk]),
        "key": reverse("admin:inference_apikey_add"),
        "log": reverse("admin:inference_querylog_changelist"),
        "query": reverse("admin:inference_querylog_change", args=[query.pk]),
        "releases": reverse("admin:athena_project_release_changelist"),
        "release": reverse("admin:athena_project_release_change", args=[release.pk]),
        "changes": reverse("admin:athena_project_configchange_changelist"),
        "jobs": reverse("admin:athena_project_job_changelist"),
        "job": reverse("admin:athena_project_job_change", args=[jobs()]),
    }


def jobs() -> str:
    """Jobs in every state; returns the key of one."""
    now = datetime.now(UTC)
    for state, _ in Job.STATES:
        Job.objects.create(
            id=state, name="ragdomains.refresh", about="documents: " + "a-long-folder-name/" * 5, state=state, args=[1],
            queued=now, started=now, seen=now, attempts=1, done=3, total=40, step="3 of 40 documents: " + "x" * 60,
            problem="" if state == "running" else "it could not be read " * 9,
        )  # fmt: skip
    return "poison"


def test_every_sort_of_page_fits_and_can_be_read(look: Look) -> None:
    pages = rows()
    found: dict[str, Any] = {}
    with look("/admin/") as page:
        for name, path in pages.items():
            page.goto(page.url.split("/admin/")[0] + path)
            for size in in_every_size(page):
                found[f"{name} {size}"] = (page.evaluate(STICKING_OUT), page.evaluate(UNREADABLE))
    assert len(found) == 90
    assert {name: each for name, each in found.items() if each != (0, [])} == {}


def test_what_cannot_be_read_or_sticks_out_is_noticed(look: Look) -> None:
    with look("/admin/", 360) as page:
        chromium.style(page, ".quiet { color: #bbb } .card { width: 500px }")
        assert page.evaluate(STICKING_OUT) > 0
        assert any("quiet" in found for found in page.evaluate(UNREADABLE))


def kind_shown(page: Page) -> str:
    return page.locator("#id_shown_kind").input_value()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_row_is_added_with_and_without_scripts(scripts: bool, look: Look) -> None:
    with look(reverse("admin:inference_llm_add"), scripts=scripts) as page:
        page.get_by_role("link", name="openai").click()
        page.locator("#id_name").fill("mine")
        page.locator("#id_kind").select_option("echo")
        page.get_by_role("button", name="Show its options").click()
        assert (kind_shown(page), page.locator("#id_name").input_value()) == ("echo", "mine")
        page.get_by_label("Reply").fill("Hello.")
        page.get_by_role("button", name="Save", exact=True).click()
        page.locator("ul.messagelist").wait_for()
    row = LLM.objects.get()
    assert (row.name, row.kind, row.options) == ("mine", "echo", {"reply": "Hello."})


def test_the_keyboard_reaches_the_content_and_shows_where_it_is(look: Look) -> None:
    with look("/admin/") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_details_of_a_step_open_by_key(look: Look) -> None:
    path = rows()["query"]
    with look(path) as page:
        page.locator(".waterfall summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator(".waterfall details").first.get_by_text("what is").is_visible()


def test_a_second_page_of_patterns_is_saved_in_the_browser(look: Look) -> None:
    path = rows()["intent"]
    with look(path) as page:
        page.get_by_role("link", name="Next").click()
        page.locator("#id_patterns-0-text").fill("how much is that")
        page.get_by_role("button", name="Save", exact=True).click()
        page.locator("ul.messagelist").wait_for()
    assert Pattern.objects.filter(text="how much is that").count() == 1
    assert Pattern.objects.count() == 50
