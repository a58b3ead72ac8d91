"""Who is answered by a canary: through the gateway and the pipeline, with nothing asked of the database between."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from athena_project import releases
from athena_project.doorbell import doorbell, ring
from athena_project.models import HouseSettings, Release
from athena_project.releases import Content
from inference import canary_runs, tried_runs
from inference.allotment import Allotment
from inference.api.entry import Gateway
from inference.auth import issue
from inference.canary_rows import Canary
from inference.canary_snapshot import with_access
from inference.models import Assistant, QueryLog
from inference.runtime import Runtime
from inference.snapshot import AccessRows, Snapshot, Tried, build
from intents.models import Intent, Pattern
from tests.inference.asgi import KEY, SECRET, Client, message
from tests.inference.queries import query

OLD, NEW = "Slow is smooth.", "Fast is fine."
ASK = "what is our motto"
ROOM = "You are in area Bedroom and all generic commands like 'turn on the lights' should target this area."
ACCESS = AccessRows(keys={KEY.key_id: KEY})


def content(reply: str, **assistants: dict[str, Any]) -> Content:
    athena: dict[str, Any] = {"name": "athena", "default": True}
    rows: dict[str, dict[str, Any]] = {"1": athena, "2": {"name": "study"}, **assistants}
    motto = {"name": "motto", "title": "the motto", "mode": "decline", "reply": reply}
    return {
        "inference.assistant": rows,
        "intents.intent": {"1": motto, "2": {**motto, "name": "cheer", "reply": "Hooray."}},
        "intents.pattern": {"1": {"intent": 1, "type": "phrase", "text": "our motto"}},
    }


def both(allotment: Allotment, tried: Content | None = None) -> Snapshot:
    live = build(content(OLD), Release(number=1), "", ACCESS)
    beside = build(tried or content(NEW), Release(number=2), "", ACCESS, earlier=live)
    return replace(live, canary=Tried(allotment, beside))


class House:
    """A gateway before a runtime that holds these snapshots."""

    def __init__(self, found: Snapshot | None = None, key: str = SECRET) -> None:
        doorbell.tokens = {} if found else doorbell.tokens
        self.runtime = Runtime("test")
        self.runtime.current = found
        self.key = key
        self.client = Client()
        self.client.gateway = Gateway(lambda: self.runtime)

    async def says(self, *said: str, model: str = "athena", room: str = "", prompt: str = "", **fields: Any) -> str:
        """The answer to the last of what was said."""
        messages = [{"role": "user", "content": text} for text in said or (ASK,)]
        messages = [{"role": "system", "content": prompt}, *messages] if prompt else messages
        body = {"model": model, "messages": messages, **fields}
        reply = await self.client.post("/v1/chat/completions", body, headers={"x-athena-room": room}, key=self.key)
        return str(message(reply)["content"])


async def test_a_share_of_the_conversations_is_answered_by_the_canary() -> None:
    """pytest-django refuses every query of a test that does not ask for the database."""
    house = House(both(Allotment("one", 30)))
    first = [await house.says(user=f"talk {number}") for number in range(40)]
    again = [await house.says("hello", ASK, user=f"talk {number}") for number in range(40)]
    assert first == again and set(first) == {OLD, NEW}
    assert 5 <= first.count(NEW) <= 20
    assert house.runtime.recorder.waiting() == 80


async def test_without_a_name_a_conversation_is_known_by_its_beginning() -> None:
    """Home Assistant sends none to Ollama's address; its prompt tells the time, which changes from turn to turn."""
    house = House(both(Allotment("one", 50)))
    for number in range(12):
        first = await house.says(f"{ASK} {number}", prompt="Current time is 10:00.")
        assert await house.says(f"{ASK} {number}", ASK, prompt="Current time is 10:01.") == first


@pytest.mark.parametrize(
    ("room", "prompt", "answer"), [("", ROOM, NEW), ("bedroom", "", NEW), ("Kitchen", ROOM, OLD), ("", "", OLD)]
)
async def test_a_room_is_told_by_the_header_or_the_prompt(room: str, prompt: str, answer: str) -> None:
    house = House(both(Allotment("one", 100, rooms=frozenset({"bedroom"}))))
    assert await house.says(room=room, prompt=prompt) == answer


async def test_an_assistant_is_the_same_whatever_it_is_called() -> None:
    tried = content(NEW, **{"2": {"name": "library"}})
    house = House(both(Allotment("one", 100, assistants=frozenset({"study"})), tried))
    assert [await house.says(model=model) for model in ("study", "athena")] == [NEW, OLD]


async def test_an_assistant_that_the_canary_lacks_is_answered_by_the_live_release() -> None:
    tried = content(NEW)
    del tried["inference.assistant"]["2"]
    house = House(both(Allotment("one", 100), tried))
    assert [await house.says(model=model) for model in ("study", "athena")] == [OLD, NEW]


def test_what_both_hold_is_in_memory_once() -> None:
    live = both(Allotment("one", 100))
    assert live.canary is not None
    tried = live.canary.snapshot
    assert tried.intents["cheer"] is live.intents["cheer"] and tried.intents["motto"] is not live.intents["motto"]
    assert tried.assistants[0] is live.assistants[0]


async def test_each_side_remembers_for_itself_what_went_wrong_and_both_spend_one_quota() -> None:
    """Else a domain that has other options in the canary would have its breaker begin anew at each question."""
    live = both(Allotment("one", 100))
    assert live.canary is not None
    runtime = House(live).runtime
    mine, _ = await runtime.traced(query(ASK), snapshot=replace(live.canary.snapshot, tried=True))
    others, _ = await runtime.traced(query(ASK), snapshot=live)
    assert mine.lookups is not others.lookups and mine.models is not others.models
    assert mine.lookups.quotas is others.lookups.quotas is runtime.lookups.quotas


def test_a_key_is_revoked_for_both() -> None:
    found = with_access(both(Allotment("one", 100)), AccessRows(token="new"))
    assert found.canary is not None
    assert found.access is found.canary.snapshot.access and not found.keys


@pytest.fixture
async def running(transactional_db: None) -> AsyncIterator[House]:
    doorbell.tokens = {}
    house = House(key=await sync_to_async(furnish)())
    await asyncio.to_thread(house.runtime.start)
    yield house
    await house.runtime.stop()


def furnish() -> str:
    """A house in review whose draft has a new motto; returns a key."""
    HouseSettings.objects.create(name="house", review_mode=True)
    Assistant.objects.create(name="athena", default=True)
    intent = Intent.objects.create(name="motto", title="the motto", mode="decline", reply=OLD)
    Pattern.objects.create(intent=intent, type="phrase", text="our motto")
    releases.publish()
    intent.reply = NEW
    intent.save()
    row, text = issue("a client")
    row.save()
    return text


def start(**wanted: Any) -> Canary:
    return canary_runs.start(None, "ann", {"percent": 100, "rooms": ["Bedroom"], **wanted})


async def test_it_acts_at_the_next_question_and_so_does_its_end(running: House) -> None:
    assert await running.says(room="Bedroom") == OLD
    row = await sync_to_async(start)()
    assert [await running.says(room=room) for room in ("Bedroom", "Hall")] == [NEW, OLD]
    found = running.runtime.current
    assert found is not None and found.canary is not None and found.canary.snapshot.tried and not found.tried
    await sync_to_async(tried_runs.end)(row, Canary.TAKEN_BACK, "Enough.")
    assert await running.says(room="Bedroom") == OLD
    await asyncio.to_thread(running.runtime.recorder.stop)
    by = [each async for each in QueryLog.objects.order_by("at").values_list("release__number", flat=True)]
    assert by == [1, row.release.number, 1, 1]


async def test_promoted_it_answers_all(running: House) -> None:
    row = await sync_to_async(start)()
    await sync_to_async(canary_runs.promote)(row, "bob")
    assert await running.says(room="Hall") == NEW


async def test_what_is_published_meanwhile_answers_all(running: House) -> None:
    """An edit acts at the next question, everywhere: that is worth more than a comparison."""
    await sync_to_async(start)()

    def publish() -> None:
        Intent.objects.get().save()
        Intent.objects.filter(name="motto").update(reply="Steady goes.")
        releases.publish()

    await sync_to_async(publish)()
    assert [await running.says(room=room) for room in ("Bedroom", "Hall")] == ["Steady goes.", "Steady goes."]


async def test_one_that_cannot_be_built_harms_nobody(running: House, caplog: pytest.LogCaptureFixture) -> None:
    row = await sync_to_async(start)()
    await Release.objects.filter(pk=row.release_id).aupdate(content="{")
    await sync_to_async(ring)("release")
    assert await running.says(room="Bedroom") == OLD
    assert "cannot be tried" in caplog.text
