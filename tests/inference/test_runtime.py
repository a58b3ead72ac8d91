"""A process follows edits, answers without the database, and records what became of every question."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from asgiref.sync import sync_to_async

from athena_project import going_back, releases
from athena_project.doorbell import doorbell
from athena_project.http import HttpError
from athena_project.models import Bell, EgressUse, HouseSettings, Release
from inference import runtime as runtimes
from inference.auth import issue
from inference.models import Assistant, QueryLog
from inference.runtime import APOLOGY, TOO_LATE, NotReadyError, Runtime
from inference.snapshot import Snapshot
from inference.state import Outcome
from intents.models import Intent, Pattern
from tests.inference.queries import query


@pytest.fixture
async def runtime(transactional_db: None) -> AsyncIterator[Runtime]:
    doorbell.tokens = {}
    made = Runtime("test")
    await sync_to_async(house)()
    await asyncio.to_thread(made.start)
    yield made
    await made.stop()


def house() -> None:
    """A house with one assistant that knows one answer."""
    Assistant.objects.create(name="athena", default=True)
    intent = Intent.objects.create(name="motto", title="the motto", mode="decline", reply="Slow is smooth.")
    Pattern.objects.create(intent=intent, type="phrase", text="our motto")
    releases.publish()


def edit(reply: str) -> None:
    intent = Intent.objects.get(name="motto")
    intent.reply = reply
    intent.save()


async def asked(runtime: Runtime, question: str = "what is our motto") -> str:
    return (await runtime.answer(query(question))).answer


async def test_an_edit_acts_at_the_next_question(runtime: Runtime) -> None:
    assert await asked(runtime) == "Slow is smooth."
    await sync_to_async(edit)("Fast is fine.")
    assert await asked(runtime) == "Fast is fine."


async def test_a_rollback_acts_at_the_next_question(runtime: Runtime) -> None:
    first = await sync_to_async(releases.current)()
    await sync_to_async(edit)("Fast is fine.")
    assert first is not None
    await sync_to_async(going_back.restore)(first)
    assert await asked(runtime) == "Slow is smooth."


async def test_a_change_by_another_process_is_heard_by_polling(runtime: Runtime) -> None:
    await asked(runtime)
    known = dict(doorbell.tokens)
    await sync_to_async(edit)("Fast is fine.")
    doorbell.tokens = known  # this process has not heard of it
    until = time.monotonic() + 5
    while await asked(runtime) != "Fast is fine.":
        assert time.monotonic() < until, "the edit was not noticed"
        await asyncio.sleep(0.05)


async def test_a_revoked_key_is_gone_from_the_next_snapshot(runtime: Runtime) -> None:
    row, _ = issue("kitchen")
    await sync_to_async(row.save)()
    assert row.key_id in (await runtime.snapshot()).keys
    row.revoked = True
    await sync_to_async(row.save)()
    assert row.key_id not in (await runtime.snapshot()).keys


async def test_a_rollback_does_not_bring_a_revoked_key_back(runtime: Runtime) -> None:
    row, _ = issue("kitchen")
    await sync_to_async(row.save)()
    before = await sync_to_async(releases.current)()
    await sync_to_async(row.delete)()
    assert before is not None
    await sync_to_async(going_back.restore)(before)
    assert row.key_id not in (await runtime.snapshot()).keys


async def test_every_question_is_recorded_with_its_release(runtime: Runtime) -> None:
    done = await runtime.answer(query("what is our motto"))
    await asyncio.to_thread(runtime.recorder.stop)
    row = await QueryLog.objects.select_related("release").aget(pk=done.id)
    assert row.release is not None and row.release.number == (await runtime.snapshot()).number
    assert (row.answer, row.intents, row.outcome) == ("Slow is smooth.", "motto", "answered")


async def test_a_client_that_hangs_up_is_recorded(runtime: Runtime) -> None:
    async def hang(_piece: object) -> None:
        await asyncio.sleep(60)

    asking = query("what is our motto")
    task = asyncio.create_task(runtime.answer(asking, hang))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.to_thread(runtime.recorder.stop)
    assert (await QueryLog.objects.aget(pk=asking.id)).outcome == "cancelled"


async def test_a_defect_is_answered_with_an_apology_and_recorded(
    runtime: Runtime, caplog: pytest.LogCaptureFixture
) -> None:
    asking = replace(query("what is our motto"), messages=None)  # type: ignore[arg-type]  # what no gateway lets in
    done = await runtime.answer(asking)
    assert (done.outcome, done.answer) == (Outcome.FAILED, APOLOGY)
    assert "could not be answered" in caplog.text


async def test_a_question_past_its_deadline_gets_an_apology(runtime: Runtime) -> None:
    heard: list[object] = []

    async def slow_at_first(piece: object) -> None:
        heard.append(piece)
        await asyncio.sleep(5 if len(heard) == 1 else 0)

    done = await runtime.answer(query("what is our motto", deadline=time.monotonic()), slow_at_first)
    assert done.outcome is Outcome.FAILED
    assert done.answer == TOO_LATE


async def test_a_release_that_cannot_be_loaded_leaves_the_old_one(
    runtime: Runtime, caplog: pytest.LogCaptureFixture
) -> None:
    old = await runtime.snapshot()
    await Release.objects.filter(number=old.number).aupdate(content="{")
    await Bell.objects.filter(name="release").aupdate(token="broken")  # in the row too: the follower polls meanwhile
    doorbell.hear({"release": "broken"})
    assert (await runtime.snapshot()) is old
    assert await asked(runtime) == "Slow is smooth."
    assert "cannot be loaded" in caplog.text


async def test_a_release_without_a_bell_is_found_by_the_thorough_look(runtime: Runtime) -> None:
    before = await runtime.snapshot()
    known = dict(doorbell.tokens)
    await sync_to_async(edit)("Fast is fine.")
    await Bell.objects.filter(name="release").aupdate(token=known["release"])
    doorbell.tokens = known  # as after a database was restored: the bell is as it was, the release is not
    await asyncio.to_thread(runtime.follow, True)
    assert runtime.current is not None and runtime.current.number == before.number + 1
    assert (await runtime.snapshot()).number == before.number + 1


async def test_a_database_that_hangs_does_not_hold_a_question_up_for_long(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtimes, "RENEWAL", 0.3)
    old = await runtime.snapshot()
    doorbell.hear({"release": "unheard of"})
    with runtime._loading:  # as while the database hangs
        began = time.monotonic()
        assert (await runtime.snapshot()) is old
        assert time.monotonic() - began < 2


@pytest.mark.django_db
async def test_without_a_release_nothing_is_answered() -> None:
    doorbell.tokens = {}
    with pytest.raises(NotReadyError):
        await Runtime("test").snapshot()


@pytest.mark.parametrize(
    "question",
    ["what is 6 times 7", "what time is it in Tokyo", "turn on the light", "and what is 15% of 80?", "who was Bach"],
)
async def test_between_snapshot_and_recorder_the_database_is_not_asked(shipped: Snapshot, question: str) -> None:
    """pytest-django refuses every query of a test that does not ask for the database."""
    runtime = Runtime("test")
    done = await runtime.answer(query(question), snapshot=shipped)
    assert done.error == "" and done.answer
    assert runtime.recorder.waiting() == 1
    await runtime.http.close()


def keep_to_itself() -> None:
    row, _ = HouseSettings.objects.get_or_create(name="house")
    row.local_only = True
    row.save()


async def test_a_house_that_keeps_to_itself_asks_nobody_outside(runtime: Runtime) -> None:
    assert not runtime.http.local_only()
    await sync_to_async(keep_to_itself)()
    await asked(runtime)
    with pytest.raises(HttpError, match="blocked by the egress policy"):
        await runtime.http.on_behalf("domain weather").get("http://93.184.216.34:9/")
    await asyncio.to_thread(runtime.recorder.stop)  # it writes what waits
    row = await EgressUse.objects.aget()
    assert (row.purpose, row.host, row.refused, row.calls) == ("domain weather", "93.184.216.34:9", 1, 0)
