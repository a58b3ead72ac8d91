""" "How do you know that?" is answered from the answer before, by whichever protocol it is asked."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from athena_project.http import Http
from athena_project.models import Release
from inference import pipeline
from inference.auth import issue
from inference.models import QueryLog
from inference.recent import Recent, digest
from inference.snapshot import AccessRows, Snapshot, build
from inference.sources import Source
from inference.state import Emit, Query
from tests.inference.asgi import KEY, Client, Double
from tests.inference.queries import query, run
from tests.intents.rows import seed_patterns

OTHER, OTHER_KEY = issue("other")
SIGNS = [row.text for row in seed_patterns() if row.intent.name == "provenance"]
ROWS: Any = {
    "ragdomains.domain": {"1": {"name": "calculator", "title": "the calculator", "kind": "calculator"}},
    "intents.intent": {
        "1": {"name": "sum", "title": "a sum", "mode": "facts", "domain": 1, "ask": "calculate"},
        "2": {"name": "provenance", "title": "its source", "mode": "explain"},
        "3": {"name": "hello", "title": "hello", "mode": "decline", "reply": "Hello there."},
    },
    "intents.pattern": {
        "1001": {"intent": 1, "type": "regex", "text": "what is [0-9]"},
        "1002": {"intent": 3, "type": "phrase", "text": "hello"},
        **{str(number): {"intent": 2, "type": "regex", "text": text} for number, text in enumerate(SIGNS, 1)},
    },
    "inference.assistant": {"1": {"name": "athena", "default": True}},
}
SUM, HOW = "what is 15 percent of 80", "How do you know that?"
WORKED_OUT, FORGOTTEN = "I worked that out myself.", "I no longer know how I came to that answer."


@lru_cache
def house() -> Snapshot:
    access = AccessRows(keys={key.key_id: key for key in (KEY, OTHER)})
    return build(ROWS, Release(number=1), "", access)


class Remembering(Double):
    """A runtime that answers through the pipeline and remembers its answers."""

    def __init__(self) -> None:
        super().__init__(play=self.through, seen=house())

    async def through(self, query: Query, emit: Emit) -> Query:
        made = run(self.seen, Http(tuple))
        made.emit, made.recall = emit, self.recent.find
        done = await pipeline.answer(query, made)
        self.recent.keep(done, made.spans)
        return done


@pytest.fixture(autouse=True, scope="module")
def tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What memory does not hold is looked for in the log; it is empty here."""
    with django_db_blocker.unblock():
        yield


def turns(*texts: str) -> list[dict[str, str]]:
    return [{"role": ("user", "assistant")[number % 2], "content": text} for number, text in enumerate(texts)]


async def chat(client: Client, *texts: str, **options: Any) -> str:
    reply = await client.post("/v1/chat/completions", {"model": "athena", "messages": turns(*texts)}, **options)
    return str(reply.json()["choices"][0]["message"]["content"])


async def ollama(client: Client, *texts: str) -> str:
    body = {"model": "athena", "messages": turns(*texts), "stream": False}
    return str((await client.post("/api/chat", body)).json()["message"]["content"])


async def responses(client: Client, *texts: str) -> str:
    reply = await client.post("/v1/responses", {"model": "athena", "input": turns(*texts)})
    return str(reply.json()["output"][0]["content"][0]["text"])


@pytest.mark.parametrize("ask", [chat, ollama, responses])
async def test_it_is_known_by_every_protocol_and_asked_twice(ask: Any) -> None:
    client = Client(Remembering())
    said = await ask(client, SUM)
    known = await ask(client, SUM, said, HOW)
    assert (known, await ask(client, SUM, said, HOW, known, "says who?")) == (WORKED_OUT, WORKED_OUT)


async def test_the_responses_api_needs_no_history_but_the_id() -> None:
    client = Client(Remembering())
    first = (await client.post("/v1/responses", {"input": SUM})).json()
    then = await client.post("/v1/responses", {"input": HOW, "previous_response_id": first["id"]})
    assert then.json()["output"][0]["content"][0]["text"] == WORKED_OUT


async def test_what_another_key_was_told_and_what_nobody_said_is_not_known() -> None:
    client = Client(Remembering())
    said = await chat(client, SUM)
    assert await chat(client, SUM, said, HOW, key=OTHER_KEY) == FORGOTTEN
    assert await chat(client, SUM, "It is 99.", HOW) == FORGOTTEN
    assert await chat(client, HOW) == "I have not told you anything yet."


async def test_fixed_words_say_that_they_rest_on_nothing() -> None:
    client = Client(Remembering())
    said = await chat(client, "hello")
    assert await chat(client, "hello", said, HOW) == "Those were my own words, they rest on no source."


async def test_it_changes_no_topic() -> None:
    client = Client(Remembering())
    said = await chat(client, SUM)
    assert "24" in await chat(client, SUM, said, HOW, WORKED_OUT, "times two")


def asking(said: str, conversation: str = "a", key: str = "k") -> Query:
    messages = tuple(turns("hm", said, HOW)) if said else ({"role": "user", "content": HOW},)
    return query(HOW, messages=messages, conversation=conversation, api_key=key)


async def test_the_same_words_are_those_of_the_same_conversation_else_the_newest() -> None:
    recent, made = Recent(), run()
    first, last = (query(answer="It  is 12. ", conversation=name, api_key="k", id=uuid.uuid4()) for name in ("a", "b"))
    recent.keep(first, made.spans)
    recent.keep(last, made.spans)
    found = [await recent.find(asking("It is 12.", name)) for name in ("a", "b", "elsewhere")]
    assert [each and each.query_id for each in found] == [first.id, last.id, last.id]
    nothing_shown = await recent.find(asking("", "a"))
    assert nothing_shown and nothing_shown.query_id == first.id
    assert (recent.knows(first.id, "k"), recent.knows(first.id, "x")) == (True, False)


@pytest.mark.django_db(transaction=True)
async def test_what_another_process_said_is_found_in_the_log() -> None:
    fields = {"assistant": "athena", "question": SUM, "ms": 1, "api_key": "k"}
    row = query(api_key="k")
    log = await QueryLog.objects.acreate(id=row.id, at=row.now, answer="That is 12.", conversation="b", **fields)
    detail = {"verdict": "pass", "domain": "", "mode": "llm", "question": SUM}
    await log.steps.acreate(position=0, name="examine", start_ms=0, ms=0, detail=detail)
    found = await Recent().find(asking("That  is 12."))
    assert found and (found.query_id, found.sources) == (log.pk, (Source("model"),))
    assert await Recent().find(asking("That is 12.", key="other")) is None
    assert await Recent().find(replace(asking("That is 13."), conversation="b")) is None


def test_a_copy_with_other_white_space_is_the_same_answer() -> None:
    assert digest(" It is\n12. \ud800") == digest("It is 12. \ud800") != digest("It is 13.")
