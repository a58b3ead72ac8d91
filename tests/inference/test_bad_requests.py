"""What is refused, how it is told, and what is mended instead."""

from typing import Any

import pytest

from tests.inference.asgi import LIGHT, Client, refused

USER = {"role": "user", "content": "Hello?"}


WRONG: list[tuple[dict[str, Any], str | None]] = [
    ({"messages": []}, "messages"),
    ({}, "messages"),
    ({"messages": "Hello?"}, "messages"),
    ({"messages": ["Hello?"]}, "messages[0]"),
    ({"messages": [USER, {"content": "x"}]}, "messages[1].role"),
    ({"messages": [{"role": 7, "content": "x"}]}, "messages[0].role"),
    ({"messages": [{"role": ["user"], "content": "x"}]}, "messages[0].role"),
    ({"messages": [{"role": "robot", "content": "x"}]}, "messages[0].role"),
    ({"messages": [{"role": "user", "content": 7}]}, "messages[0].content"),
    ({"messages": [USER], "model": 7}, "model"),
    ({"messages": [USER], "stream": "perhaps"}, "stream"),
    ({"messages": [USER], "max_tokens": "many"}, "max_tokens"),
    ({"messages": [USER], "temperature": []}, "temperature"),
    ({"messages": [USER], "tools": {}}, "tools"),
    ({"messages": [USER], "tools": ["x"]}, "tools[0]"),
    ({"messages": [USER], "tools": [LIGHT], "tool_choice": 7}, "tool_choice"),
    ({"messages": [USER], "response_format": "json"}, "response_format"),
    ({"messages": [USER], "response_format": {"type": "json_schema", "json_schema": 7}}, "response_format"),
    ({"messages": [USER], "stream_options": 7}, "stream_options"),
]


@pytest.mark.parametrize(("fields", "param"), WRONG)
async def test_a_wrong_type_is_refused_and_named(fields: dict[str, Any], param: str | None) -> None:
    assert await refused(**fields) == (400, param)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"hello",
        b'{"messages":',
        b"\xff\xfe\x00",
        b"{" * 5_000,
        b'{"a":' * 5_000,
        b"1" * 5_000,
        b"[" * 500 + b"]" * 500,
    ],
)
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/embeddings"])
async def test_what_is_no_json_is_refused(path: str, body: bytes) -> None:
    reply = await Client().post(path, body)
    assert (reply.status, reply.headers["x-should-retry"]) == (400, "false")


@pytest.mark.parametrize("body", [b"[]", b"7", b'"x"', b"null"])
async def test_json_that_is_no_object_is_refused(body: bytes) -> None:
    reply = await Client().post("/v1/chat/completions", body)
    assert (reply.status, reply.error["message"]) == (400, "The request must be a JSON object.")


SECRETS = {
    "messages": [{"role": "user", "content": "the code is 4711"}],
    "model": {"key": "4711"},
    "tools": "4711",
    "stream": "4711",
}


async def test_an_error_never_holds_what_was_sent_and_is_short_enough_to_be_spoken() -> None:
    for fields, _param in [*WRONG, (SECRETS, None)]:
        reply = await Client().post("/v1/chat/completions", fields)
        assert b"4711" not in reply.body
        assert len(reply.error["message"]) < 120


async def test_nul_and_lone_surrogates_are_mended_not_refused() -> None:
    client = Client()
    body = rb'{"model":"athena","messages":[{"role":"user","content":"a\u0000b\ud800c\ud83d\ude00"}],"temperature":NaN}'
    assert (await client.post("/v1/chat/completions", body)).status == 200
    mended = "a\ufffdb\ufffdc\U0001f600"
    assert client.double.asked[0].question == mended
    assert client.double.asked[0].messages[0]["content"] == mended


async def test_raw_control_characters_and_a_byte_order_mark_are_taken() -> None:
    client = Client()
    body = b'\xef\xbb\xbf{"messages":[{"role":"user","content":"one\n\x00two"}]}'
    assert (await client.post("/v1/chat/completions", body)).status == 200
    assert client.double.asked[0].question == "one\n\ufffdtwo"


@pytest.mark.parametrize(("levels", "status"), [(60, 200), (150, 400), (900, 400)])
@pytest.mark.parametrize("poison", [b"", rb"\u0000"])
async def test_json_may_nest_as_deep_as_any_client_needs_and_no_deeper(levels: int, status: int, poison: bytes) -> None:
    deep = b'{"a":' * levels + b'"' + poison + b'"' + b"}" * levels
    body = b'{"messages":[{"role":"user","content":"?"}],"x":' + deep + b"}"
    assert (await Client().post("/v1/chat/completions", body)).status == status


async def test_a_crash_behind_an_operation_is_an_error_in_openai_s_shape(caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    object.__setattr__(client.double.seen, "assistants", None)
    reply = await client.get("/v1/models")
    assert (reply.status, reply.error["code"], reply.headers["x-should-retry"]) == (500, "internal_error", "false")
    assert "an operation failed" in caplog.text
