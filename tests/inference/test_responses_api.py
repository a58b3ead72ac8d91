"""The Responses API: events, items, and answers that the next question may name."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.db import OperationalError
from django.utils import timezone

from inference.auth import issue
from inference.backends import ToolCall
from inference.models import StoredResponse
from inference.responses import Responses
from inference.state import Query
from tests.inference.asgi import LIGHT, Client, Double, Play, Reply, says, snapshot

FLAT = {"type": "function", **LIGHT["function"]}
LAMP = ToolCall("intent__HassTurnOn", '{"name":"Bedroom Lamp"}', "call_1")
FAN = ToolCall("intent__HassTurnOn", '{"name":"Fan"}')


def events(reply: Reply) -> list[Any]:
    """The data of each event, whose name stands in both lines."""
    assert reply.headers["content-type"] == "text/event-stream"
    found = []
    for event in reply.body.decode().removesuffix("\n\n").split("\n\n"):
        name, data = event.split("\n")
        found.append(orjson.loads(data.removeprefix("data: ")))
        assert name == f"event: {found[-1]['type']}"
    return found


async def post(client: Client, given: Any = "Hello?", **fields: Any) -> Reply:
    return await client.post("/v1/responses", {"model": "athena", "input": given, **fields})


async def stream(play: Play, **fields: Any) -> list[Any]:
    return events(await post(Client(Double(play)), stream=True, **fields))


async def asked(given: Any = "Hello?", **fields: Any) -> Query:
    client = Client()
    reply = await post(client, given, **fields)
    assert reply.status == 200, reply.body
    return client.double.asked[0]


async def test_an_answer_in_one_piece_is_a_response() -> None:
    client = Client(Double(says("It is five.")))
    made = (await post(client, metadata={"room": "hall"}, instructions="Be brief.")).json()
    assert made["id"] == f"resp_{client.double.asked[0].id.hex}"
    assert (made["object"], made["status"], made["error"]) == ("response", "completed", None)
    (item,) = made["output"]
    assert (item["type"], item["role"], item["status"]) == ("message", "assistant", "completed")
    assert item["content"] == [{"type": "output_text", "text": "It is five.", "annotations": [], "logprobs": []}]
    assert (made["usage"]["input_tokens"], made["usage"]["output_tokens"], made["usage"]["total_tokens"]) == (12, 7, 19)
    assert (made["metadata"], made["instructions"], made["store"]) == ({"room": "hall"}, "Be brief.", True)


TEXT = [
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    "response.completed",
]
CALL = [
    "response.output_item.added",
    "response.function_call_arguments.delta",
    "response.function_call_arguments.done",
    "response.output_item.done",
]


async def test_the_events_of_a_text_come_in_order() -> None:
    found = await stream(says("It is five.", " Take a coat."))
    assert [event["type"] for event in found] == TEXT
    assert [event["delta"] for event in found[4:6]] == ["It is five.", " Take a coat."]
    assert found[6]["text"] == found[-1]["response"]["output"][0]["content"][0]["text"] == "It is five. Take a coat."
    assert {event["item_id"] for event in found[3:8]} == {found[-1]["response"]["output"][0]["id"]}


async def test_the_sequence_numbers_rise_by_one() -> None:
    found = await stream(says("It is five.", LAMP, FAN), tools=[FLAT])
    assert [event["sequence_number"] for event in found] == list(range(len(found)))


async def test_each_call_is_an_item_of_its_own_behind_the_text() -> None:
    found = await stream(says(LAMP, "One moment.", FAN), tools=[FLAT])
    assert [event["type"] for event in found[9 - 1 : -1]] == CALL * 2
    message, *calls = found[-1]["response"]["output"]
    assert message["content"][0]["text"] == "One moment."
    assert [call["arguments"] for call in calls] == ['{"name":"Bedroom Lamp"}', '{"name":"Fan"}']
    assert calls[0]["call_id"] == "call_1" and calls[1]["call_id"].startswith("call_")
    added, delta, done, item = found[8:12]
    assert (added["item"]["arguments"], delta["delta"], done["arguments"]) == ("", LAMP.arguments, LAMP.arguments)
    assert added["item"]["id"] == delta["item_id"] == done["item_id"] == item["item"]["id"]
    assert [event["output_index"] for event in found[8:16]] == [1] * 4 + [2] * 4


async def test_a_call_alone_makes_no_message() -> None:
    found = await stream(says(LAMP), tools=[FLAT])
    assert [event["type"] for event in found] == [*TEXT[:2], *CALL, TEXT[-1]]
    whole = (await post(Client(Double(says(LAMP))), tools=[FLAT])).json()
    assert [item["type"] for item in whole["output"]] == ["function_call"]


async def test_the_stream_ends_without_a_marker() -> None:
    reply = await post(Client(), stream=True)
    assert b"[DONE]" not in reply.body
    assert reply.headers["connection"] == "close"


async def test_an_answer_cut_at_the_limit_is_incomplete() -> None:
    *_, last = await stream(says("It is", finish="length"), max_output_tokens=3)
    assert last["type"] == "response.incomplete"
    assert last["response"]["incomplete_details"] == {"reason": "max_output_tokens"}
    whole = (await post(Client(Double(says("It is", finish="length"))))).json()
    assert (whole["status"], whole["incomplete_details"]) == ("incomplete", {"reason": "max_output_tokens"})


CONVERSATION = [
    {"type": "message", "role": "developer", "content": "Be brief."},
    {"role": "user", "content": [{"type": "input_text", "text": "Lamp on"}, {"type": "input_image", "image_url": "x"}]},
    {"type": "reasoning", "id": "rs_1", "summary": []},
    {"type": "function_call", "name": "HassTurnOn", "arguments": "{}", "call_id": "call_1"},
    {"type": "function_call", "name": "HassTurnOff", "arguments": "{}", "call_id": "call_2"},
    {"type": "function_call_output", "call_id": "call_2", "output": '{"success":[]}'},
    {"type": "function_call_output", "call_id": "call_1", "output": [{"type": "input_text", "text": "{}"}]},
    {"type": "web_search_call", "id": "ws_1"},
    {"type": "item_reference", "id": "msg_1"},
    {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Done."}]},
    {"type": "message", "role": "user", "content": "And now?"},
]


async def test_items_become_the_messages_of_a_conversation() -> None:
    query = await asked(CONVERSATION)
    assert (query.question, query.unseen) == ("And now?", False)
    assert (await asked(CONVERSATION[:2])).unseen
    roles = [message["role"] for message in query.messages]
    assert roles == ["developer", "user", "assistant", "tool", "tool", "assistant", "user"]
    calls = query.messages[2]["tool_calls"]
    assert [(call["id"], call["function"]["name"]) for call in calls] == [
        ("call_1", "HassTurnOn"),
        ("call_2", "HassTurnOff"),
    ]
    assert [message["tool_call_id"] for message in query.messages[3:5]] == ["call_2", "call_1"]


async def test_what_the_client_says_reaches_the_pipeline() -> None:
    schema = {"type": "object", "properties": {"answer": {"type": "string"}}}
    query = await asked(
        max_output_tokens=800.0,
        temperature=0.7,
        safety_identifier="01M7",
        tools=[FLAT, {"type": "web_search"}],
        tool_choice={"type": "function", "name": "intent__HassTurnOn"},
        text={"format": {"type": "json_schema", "name": "x", "schema": schema, "strict": True}},
        service_tier="auto",
        prompt_cache_retention="24h",
        include=["reasoning.encrypted_content"],
    )
    assert (query.max_tokens, query.temperature, query.conversation) == (800, 0.7, "01M7")
    assert query.tools == (LIGHT,)
    assert query.tool_choice == {"type": "function", "function": {"name": "intent__HassTurnOn"}}
    assert query.schema == schema


async def test_instructions_come_first() -> None:
    query = await asked(instructions="Be brief.")
    assert [message["content"] for message in query.messages] == ["Be brief.", "Hello?"]


WRONG: list[tuple[dict[str, Any], str | None]] = [
    ({"input": None}, "input"),
    ({"input": []}, "input"),
    ({"input": 7}, "input"),
    ({"input": ["Hello?"]}, "input[0]"),
    ({"input": [{"role": "robot", "content": "x"}]}, "input[0].role"),
    ({"input": [{"role": "user", "content": 7}]}, "input[0].content"),
    ({"input": "Hello?", "tools": "x"}, "tools"),
    ({"input": "Hello?", "stream": "perhaps"}, "stream"),
    ({"input": "Hello?", "previous_response_id": 7}, "previous_response_id"),
]


@pytest.mark.parametrize(("fields", "param"), WRONG)
async def test_a_wrong_type_is_refused_and_named(fields: dict[str, Any], param: str) -> None:
    reply = await Client().post("/v1/responses", {"model": "athena", **fields})
    assert (reply.status, reply.error["param"]) == (400, param)


async def test_a_response_continues_the_one_that_it_names() -> None:
    client = Client(Double(says("It is five.")))
    first = (await post(client, "What time is it?", instructions="Be brief.")).json()
    client.double.play = says(LAMP)
    second = (await post(client, "Lamp on", previous_response_id=first["id"], tools=[FLAT], stream=True)).body
    assert first["id"].encode() in second
    last = f"resp_{client.double.asked[1].id.hex}"
    client.double.play = says("Done.")
    given = [{"type": "function_call_output", "call_id": "call_1", "output": "{}"}]
    await post(client, given, previous_response_id=last)
    messages = client.double.asked[2].messages
    assert [message["role"] for message in messages] == ["user", "assistant", "user", "assistant", "tool"]
    assert [message["content"] for message in messages[:3]] == ["What time is it?", "It is five.", "Lamp on"]
    assert messages[3]["tool_calls"][0]["id"] == messages[4]["tool_call_id"] == "call_1"


async def test_only_a_request_that_names_an_answer_reads_the_store() -> None:
    class Unread(Responses):
        async def find(self, response_id: str, api_key: str) -> StoredResponse | None:
            raise AssertionError("the store was read")

    client = Client(Double(responses=Unread()))
    assert (await post(client)).status == 200
    assert (await post(client, stream=True)).status == 200


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize(("fields", "hours"), [({"store": False}, 24), ({}, 0)])
async def test_what_is_not_to_be_stored_is_not(fields: dict[str, Any], hours: float, streamed: bool) -> None:
    client = Client(Double(seen=snapshot(response_hours=hours)))
    reply = await post(client, stream=streamed, **fields)
    assert b'"store":false' in reply.body
    assert client.double.responses._waiting == {}


@pytest.mark.parametrize("hours", [1, 48.5])
async def test_the_house_says_how_long_an_answer_is_kept(hours: float) -> None:
    client = Client(Double(seen=snapshot(response_hours=hours)))
    made = (await post(client)).json()
    left = client.double.responses._waiting[made["id"]].expires - timezone.now()
    assert timedelta(hours=hours) - timedelta(minutes=1) < left <= timedelta(hours=hours)


async def test_an_answer_can_be_read_as_it_was_sent() -> None:
    client = Client(Double(says("It is five.", LAMP)))
    made = (await post(client, tools=[FLAT])).json()
    assert (await client.get(f"/v1/responses/{made['id']}")).json() == made
    assert (await client.get(f"/responses/{made['id']}/")).json() == made


def stored(client: Client, **fields: Any) -> None:
    later = timezone.now() + timedelta(hours=1)
    values = {"api_key": "other", "expires": later, "response": {}, "messages": [], **fields}
    client.double.responses.keep(StoredResponse(id="resp_1", **values))


async def test_what_is_stored_is_fit_for_every_database() -> None:
    client = Client(Double(says("a\x00b")))
    body = b'{"input":[{"role":"user","content":{"n":1e999}}],"temperature":1e999,"instructions":"x\\ud800"}'
    made = (await client.post("/v1/responses", body)).json()
    row = client.double.responses._waiting[made["id"]]
    json.dumps([row.response, row.messages], allow_nan=False).encode()
    assert row.response == made
    assert "\ufffd" in row.messages[-1]["content"]


async def test_an_answer_is_its_key_s_own() -> None:
    row, key = issue("another")
    client = Client(Double(seen=snapshot(row)))
    made = (await post(client)).json()
    body = {"input": "And now?", "previous_response_id": made["id"]}
    for reply, status in (
        (await client.get(f"/v1/responses/{made['id']}", key=key), 404),
        (await client.request("DELETE", f"/v1/responses/{made['id']}", key=key), 404),
        (await client.post("/v1/responses", body, key=key), 400),
    ):
        assert (reply.status, reply.error["message"]) == (status, "There is no stored response with this id.")
    assert (await client.get(f"/v1/responses/{made['id']}")).status == 200


async def test_an_answer_that_expired_is_not_there() -> None:
    client = Client()
    key = client.double.seen.keys
    stored(client, api_key=next(iter(key)), expires=timezone.now() - timedelta(seconds=1))
    assert (await client.get("/v1/responses/resp_1")).status == 404
    reply = await post(client, previous_response_id="resp_1")
    assert (reply.status, reply.error["code"]) == (400, "previous_response_not_found")
    assert not client.double.asked


async def test_a_store_that_is_away_is_an_error_that_may_pass() -> None:
    class Away(Responses):
        async def find(self, response_id: str, api_key: str) -> StoredResponse | None:
            raise OperationalError("secret")

    reply = await post(Client(Double(responses=Away())), previous_response_id="resp_1")
    assert (reply.status, reply.error["code"], reply.headers["x-should-retry"]) == (503, "store_unavailable", "true")
    assert b"secret" not in reply.body


async def test_a_store_that_hangs_ends_with_the_deadline() -> None:
    class Hanging(Responses):
        async def find(self, response_id: str, api_key: str) -> StoredResponse | None:
            await asyncio.sleep(60)
            return None

    client = Client(Double(responses=Hanging(), seen=snapshot(deadline_seconds=0.05)))
    assert (await post(client, previous_response_id="resp_1")).status == 503


async def test_a_long_conversation_is_kept_by_its_newest_turns() -> None:
    client = Client(Double(says("Yes.")))
    turns = [
        {"role": role, "content": f"{number} " + "x" * 1_000} for number in range(200) for role in ("user", "assistant")
    ]
    made = (await post(client, [*turns, {"role": "user", "content": "And now?"}])).json()
    messages = client.double.responses._waiting[made["id"]].messages
    assert 50 < len(messages) < 70
    assert [message["content"] for message in messages[-2:]] == ["And now?", "Yes."]


async def listed(client: Client, made: Any, query: str = "", **options: Any) -> Reply:
    return await client.get(f"/v1/responses/{made['id']}/input_items?{query}", **options)


async def continued(client: Client) -> Any:
    """An answer to the result of a call, in a conversation that another answer began."""
    client.double.play = says(LAMP)
    made = (await post(client, "Light, please.", tools=[FLAT])).json()
    client.double.play = says("It is on.")
    result = {"type": "function_call_output", "call_id": "call_1", "output": "done"}
    return (await post(client, [result], previous_response_id=made["id"])).json()


async def test_the_input_of_an_answer_is_listed_as_items_without_the_answer() -> None:
    client = Client()
    page = (await listed(client, await continued(client), "order=asc")).json()
    told, call, result = page["data"]
    assert (told["role"], told["content"]) == ("user", [{"type": "input_text", "text": "Light, please."}])
    assert (call["type"], call["call_id"], call["name"]) == ("function_call", "call_1", "intent__HassTurnOn")
    assert (result["type"], result["call_id"], result["output"]) == ("function_call_output", "call_1", "done")
    assert (page["object"], page["first_id"], page["last_id"]) == ("list", told["id"], result["id"])
    assert page["has_more"] is False


async def test_the_input_comes_in_pages_the_newest_first() -> None:
    client = Client()
    made = await continued(client)
    first = (await listed(client, made, "limit=2")).json()
    second = (await listed(client, made, f"limit=2&after={first['last_id']}")).json()
    assert [item["type"] for item in first["data"]] == ["function_call_output", "function_call"]
    assert [item["type"] for item in second["data"]] == ["message"]
    assert (first["has_more"], second["has_more"]) == (True, False)


@pytest.mark.parametrize(
    ("query", "param"),
    [("limit=0", "limit"), ("limit=101", "limit"), ("limit=x", "limit"), ("order=up", "order"), ("after=no", "after")],
)
async def test_a_page_that_makes_no_sense_is_refused(query: str, param: str) -> None:
    client = Client()
    reply = await listed(client, await continued(client), query)
    assert (reply.status, reply.error["param"]) == (400, param)


async def test_the_input_is_its_key_s_own() -> None:
    row, key = issue("another")
    client = Client(Double(seen=snapshot(row)))
    made = (await post(client)).json()
    assert (await listed(client, made, key=key)).status == 404
