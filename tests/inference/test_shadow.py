"""A shadow answers what was answered: unheard, without asking anybody, within its day, and its differences are kept."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async
from django.core.cache.backends.locmem import LocMemCache

from athena_project import releases
from athena_project.doorbell import doorbell
from athena_project.http import HttpError
from athena_project.models import HouseSettings
from inference import shadow_runs, tried_runs
from inference.backends import ToolCall
from inference.models import Assistant, QueryLog
from inference.runtime import Runtime
from inference.shadow import WAITING, Shadows, claimed
from inference.shadow_hush import Given, Held
from inference.shadow_rows import Shadow, ShadowedQuestion
from inference.shadow_verdict import judged
from inference.state import Outcome
from intents.models import Intent, Pattern
from ragdomains.models import Domain
from tests.inference.queries import query, run

OLD, NEW = "Slow is smooth.", "Fast is fine."
NIGHT = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
SPOKEN = query(outcome=Outcome.ANSWERED, answer="Yes.", tool_calls=(ToolCall("HassTurnOn", "{}", "1"),))


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "same"),
        ({"tool_calls": (ToolCall("HassTurnOn", "{}", "2"),)}, "same"),
        ({"tool_calls": ()}, "changed"),
        ({"answer": "No."}, "changed"),
        ({"outcome": Outcome.PARTLY}, "worse"),
        ({"outcome": Outcome.FAILED, "answer": "Sorry."}, "worse"),
    ],
    ids=["same", "same call", "no call", "other words", "partly", "failed"],
)
def test_each_difference_has_its_verdict(changes: dict[str, object], verdict: str) -> None:
    assert judged(SPOKEN, replace(SPOKEN, **changes))[0] == verdict  # type: ignore[arg-type]  # fields of a Query


async def test_nothing_leaves_not_even_on_behalf_of_a_domain() -> None:
    held = Held()
    for http in (held, held.on_behalf("domain weather")):
        with pytest.raises(HttpError):
            await http.get("http://127.0.0.1:1/")
        with pytest.raises(HttpError):
            async with http.stream("GET", "http://127.0.0.1:1/"):
                pass
    assert held.wanted == ["", "", "domain weather", "domain weather"]


def test_its_cache_gives_and_keeps_nothing() -> None:
    real = LocMemCache("shadow", {})
    real.set("known", 1)
    given = Given(real)
    given.set("new", 2)
    given.delete("known")
    assert (given.get("known"), given.get_many(["known", "new"]), real.get("new")) == (1, {"known": 1}, None)


def furnish() -> None:
    """A house in review whose draft has a new motto, and asks a source for the weather."""
    HouseSettings.objects.create(name="house", review_mode=True)
    Assistant.objects.create(name="athena", default=True)
    feed = Domain.objects.create(name="news", title="the news", kind="rss", options={"feeds": ["http://127.0.0.1:1/"]})
    for name, text, reply in (
        ("motto", "our motto", OLD),
        ("cheer", "hooray", "Hooray."),
        ("news", "the news", "None."),
    ):
        intent = Intent.objects.create(name=name, title=name, mode="decline", reply=reply)
        Pattern.objects.create(intent=intent, type="phrase", text=text)
    releases.publish()
    Intent.objects.filter(name="motto").update(reply=NEW)
    Intent.objects.filter(name="news").update(mode="facts", domain=feed, ask="headlines")


def begun(**wanted: object) -> Shadow:
    return shadow_runs.start(None, "ann", {"percent": 100, **wanted})


@pytest.fixture
async def process(transactional_db: None) -> AsyncIterator[Runtime]:
    doorbell.tokens = {}
    made = Runtime("test")
    await sync_to_async(furnish)()
    await asyncio.to_thread(made.start)
    yield made
    await made.stop()


async def shadowed(process: Runtime, *questions: str) -> list[str]:
    """What was spoken; when it returns, the shadow has answered too and all is written."""
    shadows = Shadows(process)
    process.recorder.also("what shadows found", shadows.write)
    said = [(await process.answer(query(text, assistant=await athena()))).answer for text in questions]
    await shadows.idle()
    await asyncio.to_thread(process.recorder.stop)
    await asyncio.to_thread(shadows.write)
    return said


async def athena() -> Assistant:
    return await Assistant.objects.aget()


async def test_what_it_answers_otherwise_is_kept_and_nobody_hears_it(process: Runtime) -> None:
    row = await sync_to_async(begun)()
    assert await shadowed(process, "what is our motto", "hooray", "what is the news") == [OLD, "Hooray.", "None."]
    await row.arefresh_from_db()
    assert (row.same, row.changed, row.worse, row.left_out, row.today) == (1, 1, 0, 1, 3)
    found = await ShadowedQuestion.objects.select_related("query").aget()
    assert (found.query.answer, found.answered["answer"], found.why) == (OLD, NEW, "The answer reads otherwise.")
    assert {step["name"] for step in found.steps} >= {"understand", "generate"}
    assert await QueryLog.objects.acount() == 3 and not await QueryLog.objects.filter(release=row.release_id).aexists()


async def test_what_it_may_not_ask_is_left_out_however_often(process: Runtime) -> None:
    """A breaker that opened in the shadow would say that the source is down, and the draft would look worse."""
    row = await sync_to_async(begun)()
    await shadowed(process, *["what is the news"] * 7)
    await row.arefresh_from_db()
    assert (row.left_out, row.worse) == (7, 0)


async def test_the_day_has_its_cap_and_the_end_acts(process: Runtime) -> None:
    row = await sync_to_async(begun)(per_day=1)
    await shadowed(process, "what is our motto", "what is our motto")
    await row.arefresh_from_db()
    assert (row.changed, row.today) == (1, 1)


@pytest.mark.django_db
def test_the_cap_is_claimed_and_begins_anew_each_day() -> None:
    furnish()
    row = begun(per_day=2)
    assert [claimed(row.pk, NIGHT) for _ in range(3)] == [True, True, False]
    assert claimed(row.pk, NIGHT + timedelta(minutes=2))
    tried_runs.end(row, Shadow.TAKEN_BACK, "Enough.")
    assert not claimed(row.pk, NIGHT + timedelta(minutes=2))


@pytest.mark.django_db
def test_another_publish_ends_it() -> None:
    furnish()
    row = begun()
    releases.publish()
    assert "went live meanwhile" in shadow_runs.watch()
    row.refresh_from_db()
    assert (row.state, row.by_guard, shadow_runs.watch()) == (Shadow.OVERTAKEN, True, "no shadow runs")


async def test_more_than_a_few_do_not_wait(process: Runtime) -> None:
    await sync_to_async(begun)()
    shadows = Shadows(process)
    found = await process.snapshot()
    asked = query(assistant=await athena())
    for _ in range(WAITING + 5):
        shadows.offer(asked, replace(asked, outcome=Outcome.ANSWERED), run(found))
    assert len(shadows._waiting) == WAITING
    await shadows.stop()
