"""The playground in a real browser, served as the assistant serves it: the answer of the draft as it is written."""

import asyncio
import threading
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from athena_project import releases
from athena_project.asgi import django_application
from athena_project.models import EgressRule
from inference.models import LLM, Assistant, QueryLog
from intents.models import Intent
from tests.browser.conftest import Look, in_every_size, looking
from tests.browser.test_admin import STICKING_OUT, UNREADABLE
from tests.model_servers import OpenAIServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST, REST = "Paris is <img src=x onerror=alert(1)> big. ", "It is <script>alert(2)</script> old."


@dataclass
class Halting(OpenAIServer):
    """Says its first sentence and then waits until it is let go."""

    go: threading.Event = field(default_factory=threading.Event)

    async def frames(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        async for number, frame in numbered(super().frames(body)):
            if number == len(FIRST.split()) + 3:  # a sentence is known by the beginning of the next
                await asyncio.to_thread(self.go.wait, 30)
            yield frame


async def numbered(frames: AsyncIterator[bytes]) -> AsyncIterator[tuple[int, bytes]]:
    number = 0
    async for frame in frames:
        yield number, frame
        number += 1


@pytest.fixture
def look(transactional_db: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Look]:
    """Django's handler under uvicorn: the server that the other pages are looked at on cannot stream."""
    server = uvicorn.Server(uvicorn.Config(django_application, port=0, lifespan="off", log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    with django_db_blocker.unblock():
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield looking(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
        server.should_exit = True
        thread.join(10)


@contextmanager
def house() -> Iterator[Halting]:
    """Only the draft has a language model."""
    with Halting(reply=FIRST + REST) as server:
        Assistant.objects.create(name="athena", default=True, spoken=False)
        Intent.objects.create(name="chat", title="chat", mode="llm", fallback=True)
        EgressRule.objects.create(network="127.0.0.1/32", port=server.port)
        releases.publish()
        row = {"kind": "openai", "options": {**server.options, "model": "qwen3:4b"}}
        LLM.objects.bulk_create([LLM(name="writer", **row)])
        yield server


def test_the_draft_answers_while_one_looks_and_then_tells_how(look: Look) -> None:
    log = QueryLog.objects.create(id=uuid.uuid4(), at=timezone.now(), question="tell me about Paris", ms=1)
    with house() as server, look(f"{reverse('admin:inference_querylog_ask')}?query={log.pk}") as page:
        page.get_by_label("Asked of").select_option("draft")
        page.get_by_role("button", name="Ask", exact=True).press("Enter")
        box = page.locator("#asked")
        expect(box.locator(".answer")).to_have_text(FIRST.strip(), timeout=60_000)  # the rest is not written yet
        expect(box).to_have_attribute("aria-busy", "true")
        server.go.set()
        box.get_by_role("heading", name="How it came about").wait_for(timeout=60_000)
        assert box.locator(".answer").inner_text() == FIRST + REST
        box.get_by_text("The prompt:").click()
        assert box.get_by_text("tell me about Paris", exact=True).first.is_visible()
        assert box.get_by_text("generate:model").first.is_visible()
        for size in in_every_size(page):
            assert page.evaluate(STICKING_OUT) == 0, size
            assert page.evaluate(UNREADABLE) == [], size
        page.get_by_label("Asked of").select_option("both")
        page.get_by_role("button", name="Ask", exact=True).click()
        box.locator(".compared").wait_for(timeout=60_000)
        for size in in_every_size(page):
            assert page.evaluate(STICKING_OUT) == 0, size
            assert page.evaluate(UNREADABLE) == [], size
    assert QueryLog.objects.count() == 1
