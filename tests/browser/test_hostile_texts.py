"""Whatever a row, a question, a person, a program, a model or a source says is text on every page."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import numpy as np
import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from playwright.sync_api import Page

from athena_project import releases
from athena_project.models import ConfigChange, HouseSettings, Job, Release
from inference.canary_rows import Canary
from inference.models import (
    LLM,
    Assistant,
    Fix,
    QueryLog,
    QueryStep,
    Replay,
    ReplayedQuestion,
    SuiteResult,
    SuiteRun,
    Unanswered,
)
from inference.rollup import roll_up
from inference.shadow_rows import Shadow, ShadowedQuestion
from ragdomains.heard import CALLS
from ragdomains.models import Domain, Place
from tests.browser.conftest import Look
from tests.inference.hostile import PAYLOADS, Hostile
from validation.models import Rule

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Before anything of a page runs: what an execution would call, and what the policy forbids.
WATCH = """
window.found = [];
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = (told) => found.push(`${name} ${told}`);
document.addEventListener('securitypolicyviolation', (told) => found.push(`${told.violatedDirective} ${told.sample}`));
"""
# What would run at a touch, and what a page shows in words or in its fields.
TOUCHY = """() => [...document.querySelectorAll('*')].flatMap((node) => [...node.attributes]
  .filter((each) => each.name.startsWith('on') || (['href', 'src', 'action', 'formaction'].includes(each.name)
    && /^\\s*(javascript|vbscript|data:text)/i.test(each.value)))
  .map((each) => `${node.tagName} ${each.name}=${each.value}`))"""
SHOWN = """() => [...document.querySelectorAll('input, textarea')].map((each) => each.value)
  .concat(document.body.textContent).join(' ')"""
LINKS = """() => [...document.querySelectorAll('a[href]')].map((each) => each.href)"""
NUMBER = re.compile(r"[0-9a-f-]{32,36}|[0-9]+")  # by which one row is called, and not another
OF_A_SORT = 4  # pages: there are no more rows of a kind than that
LEFT_OUT = ("/logout/", "/jsi18n/", ".csv", "/figures/", "/export", "/static/")


# What no page shows: digests, what rows are found by, and what is said only of a state in which these rows are not.
UNSHOWN = {
    *("auth.User.password", "inference.ApiKey.digest", "inference.SuiteRun.sha256", "inference.SuiteRun.learned"),
    *("inference.SuiteResult.model", "athena_project.ConfigChange.model", "athena_project.ConfigChange.row"),
    *("ragdomains.IndexVersion.token", "ragdomains.IndexVersion.step", "inference.Fix.undone_by"),
    "replayed answers intents",
}


@pytest.mark.timeout(600)  # some 500 pages, beside all else that the machine does
def test_what_would_run_runs_on_no_page_and_is_read_on_one(look: Look) -> None:
    hostile = Hostile()
    fill(hostile)
    with look("/admin/") as page:
        page.add_init_script(WATCH)
        pages = dict(crawled(page))
    assert {address: each for address, (each, _) in pages.items() if each} == {}
    everything = plain(" ".join(shown for _, shown in pages.values()))
    lost = {place: text for place, text in hostile.written.items() if plain(text) not in everything}
    assert lost.keys() == UNSHOWN
    seen = {way_of(address)[0].partition("/admin/")[2].partition("/")[2].partition("/")[0] for address in pages}
    assert {str(model._meta.model_name) for model in admin.site._registry} <= seen


DECISION = {
    "text": "?", "intent": "?", "understood": "?", "tier": "words", "score": 0.7, "sure": True, "margin": 0.25,
    "runner-up": "?", "rows": [], "mode": "facts", "domain": "?", "slots": {"?": "?"}, "problem": "?",
    "scores": [{"intent": "?", "score": 0.7, "tier": "words"}, {"intent": "?", "score": 0.4, "tier": "?"}],
}  # fmt: skip
CLAIM = {"text": "?", "kind": "?", "start": 0, "verdict": "supported", "why": "?"}
CLAIM |= {"evidence": [{"kind": "fact", "name": "?", "text": "?", "place": "?", "source": "?"}]}
STEPS: dict[str, dict[str, Any]] = {
    "understand": {"decisions": [DECISION]},
    "retrieve:pantry": {"asked for": "?", "cache key": "?", "answered by": "live", "source": "?", "address": "?"}
    | {CALLS: [{"url": "?", "status": 200, "bytes": 9, "text": "?"}], "question": "?", "why": "?"},
    "papers": {"domain": "?", "because": "?", "found": "?"},
    "generate:model": {"llm": "?", "prompt": [{"role": "?", "characters": 1, "text": "?"}], "passed over": {"?": "?"}},
    "examine": {"sentence": "?", "verdict": "fix", "said instead": "?", "rules": ["?"], "findings": ["?"]}
    | {"question": "?", "claims": [CLAIM]},
}
ANSWERED = {"answer": "?", "outcome": "answered", "intents": "?", "error": "?", "ms": 1.0}
SAID = {"assistant": "?", "mode": "owner", **ANSWERED}
TOLD = {"text": "?", "intent": "?", "mode": "facts", "domain": "?", "slots": {"?": "?"}}


def fill(hostile: Hostile) -> None:
    """Rows of every kind with pages; those that configure twice, so that the draft differs from the live release."""
    HouseSettings.objects.all().delete()
    hostile.row(HouseSettings, name="house", review_mode=True)
    configure(hostile)
    release = releases.publish(author=hostile.text("release author"), note=hostile.text("release note"))
    configure(hostile)
    tried = Release.objects.create(number=99, content=release.content, sha256="x", schema_version=1, trial=True)
    asked(hostile, release)
    machine(hostile, release, tried)


def configure(hostile: Hostile) -> None:
    for model in releases.config_models():
        zone = {"time_zone": "Europe/Oslo"} if model in (Place, Assistant) else {}
        if model is not HouseSettings:
            hostile.row(model, **zone)
    hostile.row(Domain, kind="calculator", options={})
    hostile.row(Rule, kind="grounded_numbers", options={})
    hostile.row(LLM, kind="echo", options={"reply": hostile.text("echo reply")})


def asked(hostile: Hostile, release: Release) -> None:
    """A question for each text, and two with all that can be told of how it came about."""
    for text in PAYLOADS:
        question = text.format(1)
        QueryLog.objects.create(id=uuid4(), at=timezone.now(), assistant="a", mode="owner", ms=1, question=question)
    question = hostile.text("question asked twice")
    for _ in range(2):
        row = hostile.row(QueryLog, id=uuid4(), at=timezone.now(), question=question, release=release)
        for number, (name, shape) in enumerate(STEPS.items()):
            told = hostile.within(f"step {name}", shape)
            hostile.row(QueryStep, query=row, name=name, position=number, detail=told)
    hostile.row(QueryStep, position=9)


def machine(hostile: Hostile, release: Release, tried: Release) -> None:
    """What Athena writes by itself."""
    hostile.row(User, username=hostile.text("user name", 150))
    steps = [{"position": 0, "depth": 0, "name": name, "start_ms": 0, "ms": 1.0, "problem": "?", "detail": shape}
             for name, shape in STEPS.items()]  # fmt: skip
    replay = hostile.row(Replay, state="done", changed=1, worse=1)
    sides = {"answers": [SAID, SAID], "traces": [{"log": SAID, "steps": steps}] * 2}
    hostile.row(ReplayedQuestion, replay=replay, verdict="worse", **hostile.within("replayed", {
        "before": [TOLD], "after": [TOLD], **sides}))  # fmt: skip
    for model in (Canary, Shadow):
        hostile.row(model, release=tried, base=release)
    hostile.row(ShadowedQuestion, verdict="worse", **hostile.within("shadowed", {"answered": ANSWERED, "steps": steps}))
    hostile.row(SuiteRun, state="done")
    hostile.row(SuiteResult, passed=False, blocking=True, flaky=True)
    hostile.row(Unanswered, centre=np.zeros(384, np.float32).tobytes(), reasons=hostile.within("reasons", {"?": 2}))
    hostile.row(Fix, changes=[])
    hostile.row(LogEntry, content_type=ContentType.objects.get_for_model(Domain), object_id="1", action_flag=2)
    kinds: list[type[Model]] = [*admin.site._registry, LogEntry]
    for kind in kinds:
        if not kind._default_manager.exists():
            hostile.row(kind)
    hostile.row(ConfigChange, before=hostile.within("change", {"?": "?"}), after=hostile.within("change", {"?": "?"}))
    hostile.row(Job, id="hostile", state="failed")
    roll_up(timezone.now())


def crawled(page: Page) -> Iterator[tuple[str, tuple[list[str], str]]]:
    """The pages that links lead to, a few of each sort: what ran, might run or was forbidden, and what they show."""
    waiting, known, sorts = [page.url], set(), Counter[tuple[str, ...]]()
    while waiting:
        page.goto(waiting.pop())
        yield page.url, (page.evaluate("window.found") + page.evaluate(TOUCHY), page.evaluate(SHOWN))
        for link in page.evaluate(LINKS):
            way = way_of(link)
            here = urlsplit(link).netloc == urlsplit(page.url).netloc and not any(each in link for each in LEFT_OUT)
            sort = tuple(NUMBER.sub("", each) for each in way)
            if here and len(way) < 4 and way not in known and sorts[sort] < OF_A_SORT:
                known.add(way)
                sorts[sort] += 1
                waiting.append(link)


def way_of(link: str) -> tuple[str, ...]:
    """Its path, and what is asked of that: not with what, and not how a list is sorted or was filtered before."""
    parts = urlsplit(link)
    asked = {each.partition("=")[0] for each in parts.query.split("&")}
    return parts.path, *sorted(asked - {"", "o", "_facets", "_changelist_filters"})


def plain(text: str) -> str:
    return " ".join(text.split())
