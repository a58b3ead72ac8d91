"""The state of the devices: asked of the house's own domain, unless the client brought tools that know it."""

from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from athena_project.http import Allowed, Http
from athena_project.models import Release
from inference import pipeline
from inference.home.wishes import GUEST_REFUSAL
from inference.snapshot import AccessRows, Snapshot, build
from inference.state import Query
from tests.answering import Answering
from tests.inference.asking import TOOLS
from tests.inference.queries import query, rows, run
from tests.ragdomains.test_home_assistant import CONTRACT

REPLY = "I cannot see the devices of the house from here yet."
LOOPBACK = (Allowed(ip_network("127.0.0.0/8")),)


@pytest.fixture(scope="module")
def server() -> Iterator[Answering]:
    with Answering(CONTRACT.answers) as running:
        yield running


@pytest.fixture
def house(server: Answering) -> Snapshot:
    server.asked = []
    status = {
        "name": "device_status",
        "title": "the devices",
        "mode": "facts",
        "domain": 1,
        "ask": "state",
        "reply": REPLY,
    }
    content = {
        **rows(
            "ragdomains.domain",
            {
                "name": "home",
                "title": "the house",
                "kind": "home_assistant",
                "credential": "house",
                "fresh_for": 0,
                "stale_for": 0,
                "options": {"base_url": server.url},
            },
        ),
        **rows("intents.intent", {**status, "category": "control", "guests": False}),
        **rows(
            "intents.pattern",
            {"intent": 1, "type": "phrase", "text": "which lights are on"},
            {"intent": 1, "type": "phrase", "text": "is the door locked"},
        ),
    }
    return build(content, Release(pk=None, number=1), "token", AccessRows(secrets={"house": "token"}))


async def answered(asked: Query, house: Snapshot) -> Query:
    made = run(house, Http(lambda: LOOPBACK))
    try:
        return await pipeline.answer(asked, made)
    finally:
        await made.lookups.http.close()


async def test_without_tools_the_domain_tells_it(house: Snapshot) -> None:
    done = await answered(query("which lights are on"), house)
    assert done.answer.startswith("2 lights are on: Kitchen Ceiling and Hall Light")


async def test_two_that_fit_are_asked_back(house: Snapshot) -> None:
    done = await answered(query("is the door locked"), house)
    assert done.answer == "Which one do you mean: Front Door or Back Door?"


async def test_the_reply_to_it_names_the_one(house: Snapshot) -> None:
    said = ("is the door locked", "Which one do you mean: Front Door or Back Door?", "the back door")
    roles = ("user", "assistant", "user")
    messages = tuple({"role": role, "content": text} for role, text in zip(roles, said, strict=True))
    done = await answered(query(said[-1], messages=messages), house)
    assert done.answer == "No, Back Door is unlocked."


async def test_with_tools_of_the_client_the_house_is_not_asked(house: Snapshot, server: Answering) -> None:
    done = await answered(query("which lights are on", tools=TOOLS), house)
    assert (done.answer, done.parts[0].mode, server.asked) == (REPLY, "act", [])
    done = await answered(query("which lights are on", tools=TOOLS, tool_choice="none"), house)
    assert done.answer.startswith("2 lights are on")


async def test_a_guest_is_not_told(house: Snapshot, server: Answering) -> None:
    done = await answered(query("which lights are on", mode="guest"), house)
    assert (done.answer, server.asked) == (GUEST_REFUSAL, [])
