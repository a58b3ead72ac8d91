"""The store of answers: in memory at once, in the database soon, gone when it is time."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from inference import responses
from inference.models import StoredResponse
from inference.recorder import Recorder
from inference.responses import Responses

pytestmark = pytest.mark.django_db(transaction=True)


def row(name: str = "resp_1", **fields: Any) -> StoredResponse:
    values = {"api_key": "k", "expires": timezone.now() + timedelta(hours=1), "response": {"id": name}, "messages": []}
    return StoredResponse(id=name, **{**values, **fields})


async def test_an_answer_is_found_before_and_after_it_is_written() -> None:
    store = Responses()
    store.keep(row())
    for _ in range(2):
        found = await store.find("resp_1", "k")
        assert found is not None and found.response == {"id": "resp_1"}
        await asyncio.to_thread(store.write)
    assert await store.find("resp_1", "another") is None


async def test_what_another_process_writes_meanwhile_is_found() -> None:
    here, there = Responses(), Responses()
    there.keep(row())
    found = asyncio.create_task(here.find("resp_1", "k"))
    await asyncio.sleep(0.1)
    await asyncio.to_thread(there.write)
    assert await found is not None


@pytest.mark.parametrize("written", [True, False])
async def test_what_is_forgotten_is_gone(written: bool) -> None:
    store = Responses()
    store.keep(row())
    if written:
        await asyncio.to_thread(store.write)
    assert not await store.forget("resp_1", "another")
    assert await store.forget("resp_1", "k")
    await asyncio.to_thread(store.write)
    assert not await sync_to_async(StoredResponse.objects.exists)()


def test_what_is_forgotten_while_it_is_written_is_gone_too() -> None:
    class Racing(Responses):
        def _taken(self, rows: list[StoredResponse]) -> list[str]:
            self._waiting.pop("resp_1")  # forget() came between the writing and this
            return super()._taken(rows)

    store = Racing()
    store.keep(row())
    store.write()
    assert not StoredResponse.objects.exists()


def test_the_recorder_writes_what_waits_when_it_ends() -> None:
    store = Responses()
    recorder = Recorder({"answers": store.write})
    recorder.start()
    store.keep(row())
    recorder.stop()
    assert StoredResponse.objects.get().api_key == "k"


def test_expired_answers_are_deleted() -> None:
    store = Responses()
    store.keep(row())
    store.keep(row("resp_2", expires=timezone.now() - timedelta(seconds=1)))
    store.write()
    assert responses.prune(timezone.now()) == 1
    assert StoredResponse.objects.get().id == "resp_1"


def test_the_memory_is_bounded() -> None:
    store = Responses()
    for number in range(responses.WAITING + 3):
        store.keep(row(f"resp_{number}"))
    assert len(store._waiting) == responses.WAITING
    assert "resp_0" not in store._waiting
