"""The page of background work in a real browser: it follows by itself, and a job is tried again by key."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from athena_project import jobs
from athena_project.models import Job
from inference import tasks
from tests.browser.conftest import Look
from tests.model_servers import OllamaServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = reverse("admin:athena_project_job_changelist")


def meanwhile(act: Callable[[], object]) -> None:
    """The database is not asked on the thread that drives the browser."""

    def apart() -> None:
        act()
        connection.close()

    thread = threading.Thread(target=apart)
    thread.start()
    thread.join()


def make(key: str, **fields: object) -> None:
    now = timezone.now()
    Job.objects.create(id=key, name="ragdomains.reindex", args=[1], queued=now, started=now, seen=now, **fields)


def test_the_page_follows_what_runs_and_tells_of_newer_jobs(look: Look) -> None:
    make("one", about="documents", state="running", done=3, total=40, step="3 of 40 passages embedded")
    with look(PAGE) as page:
        bar = page.get_by_role("progressbar", name="Progress of ragdomains.reindex documents")
        assert bar.evaluate("bar => [bar.value, bar.max]") == [3, 40]
        newer = page.get_by_role("link", name="There are newer jobs")
        assert not newer.is_visible()
        meanwhile(lambda: Job.objects.update(done=20, step="20 of 40 passages embedded"))
        page.get_by_text("20 of 40 passages embedded").wait_for()
        assert bar.evaluate("bar => bar.value") == 20
        meanwhile(lambda: Job.objects.update(state="failed", problem="It is being built."))
        page.get_by_role("button", name="Retry ragdomains.reindex documents").wait_for()
        meanwhile(lambda: make("two"))
        newer.wait_for()


def test_the_page_of_an_ollama_server_follows_a_model_on_its_way(look: Look, settings: Settings) -> None:
    with OllamaServer() as server:
        settings.OLLAMA_URL = server.url
        make("pull", about="gemma3:4b", state="running", done=1, total=4, step="1 of 4 GB")
        Job.objects.update(name=tasks.PULL)
        with look(reverse("admin:inference_llm_ollama")) as page:
            again = page.get_by_role("link", name="Look again")
            meanwhile(lambda: Job.objects.update(done=3, step="3 of 4 GB"))
            page.get_by_text("3 of 4 GB").wait_for()
            assert page.get_by_role("progressbar").evaluate("bar => [bar.value, bar.max]") == [3, 4]
            assert not again.is_visible()
            meanwhile(lambda: Job.objects.update(state="done", finished=timezone.now()))
            again.wait_for()


def test_a_job_is_tried_again_by_key_and_without_scripts(look: Look) -> None:
    make("one", state="poison", problem=jobs.POISONED, attempts=3)
    with look(PAGE, scripts=False) as page:
        page.get_by_role("button", name="Retry ragdomains.reindex").focus()
        page.keyboard.press("Enter")
        page.get_by_text("It is tried again.").wait_for()
    assert (Job.objects.get().state, Job.objects.get().attempts) == ("waiting", 0)
