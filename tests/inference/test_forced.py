"""Tool calls through a JSON schema."""

from typing import Any

import orjson
import pytest

from inference.backends import BackendError, Piece, Prompt
from inference.forced import Forced, must_call, offered, schema_of, told
from inference.json_schema import fits
from inference.reply import Reply
from tests.inference.asking import TOOLS, TURN_ON, asked, calls, end, text

NAMED = {"type": "function", "function": {"name": "intent__HassTurnOff"}}
CALL = {"calls": [{"tool": "intent__HassTurnOn", "arguments": {"name": "Lamp"}}]}


def read(pieces: list[str], prompt: Prompt | None = None) -> list[Piece]:
    reply = Reply(prompt or asked(tools=TOOLS))
    forced = Forced(reply)
    found = [piece for part in pieces for piece in forced.feed(part)]
    return [*found, *forced.close(), *reply.end("stop")]


@pytest.mark.parametrize(
    ("choice", "must", "names"),
    [
        ("auto", False, ["intent__HassTurnOn", "intent__HassTurnOff"]),
        ("none", False, []),
        ("required", True, ["intent__HassTurnOn", "intent__HassTurnOff"]),
        (NAMED, True, ["intent__HassTurnOff"]),
    ],
)
def test_the_choice_decides_what_is_offered(choice: Any, must: bool, names: list[str]) -> None:
    prompt = asked(tools=TOOLS, tool_choice=choice)
    assert must_call(prompt) is must
    assert [tool["function"]["name"] for tool in offered(prompt)] == names


def test_the_schema_allows_declared_tools_with_their_own_arguments_only() -> None:
    schema = schema_of(asked(tools=TOOLS))
    assert fits(CALL, schema, schema)
    assert fits({"answer": "Hello."}, schema, schema)
    assert not fits({"calls": [{"tool": "SelfDestruct", "arguments": {}}]}, schema, schema)
    assert not fits({"calls": [{"tool": "intent__HassTurnOn", "arguments": {}}]}, schema, schema)
    assert not fits({"calls": []}, schema, schema)


def test_a_required_call_leaves_no_room_for_words() -> None:
    schema = schema_of(asked(tools=TOOLS, tool_choice="required"))
    assert fits(CALL, schema, schema) and not fits({"answer": "Hello."}, schema, schema)


def test_words_leave_as_they_come() -> None:
    whole = orjson.dumps({"answer": 'Say "hi" \\ to\nAnna 🌞.'}).decode()
    for cut in range(1, len(whole)):
        assert text(read([whole[:cut], whole[cut:]])) == 'Say "hi" \\ to\nAnna 🌞.'
    assert text(read(list(whole))[:4]) == "Say "


def test_escaped_characters_may_be_cut_anywhere() -> None:
    whole = r'{"answer": "\ud83c\udf1e caf\u00e9\n"}'
    assert text(read(list(whole))) == "🌞 café\n"


def test_calls_come_when_they_are_whole() -> None:
    pieces = read(list(orjson.dumps(CALL).decode()))
    assert [(call.name, call.arguments) for call in calls(pieces)] == [("intent__HassTurnOn", '{"name":"Lamp"}')]
    assert end(pieces).reason == "tool_calls"


@pytest.mark.parametrize("raw", ["", "no json", '{"answer": "half', '["x"]', '{"calls": [{"tool": "a", "argu'])
def test_half_an_answer_is_a_failure(raw: str) -> None:
    with pytest.raises(BackendError) as caught:
        read([raw])
    assert caught.value.kind == "broken"


@pytest.mark.parametrize(
    ("raw", "kept"), [('{"answer": "half', "half"), ('{"ans', ""), ('{"calls": [{"tool": "intent__', "")]
)
def test_what_a_limit_cut_off_keeps_its_words_and_loses_its_calls(raw: str, kept: str) -> None:
    reply = Reply(asked(tools=TOOLS, max_tokens=3))
    forced = Forced(reply)
    pieces = [*forced.feed(raw), *forced.close(cut=True), *reply.end("length")]
    assert (text(pieces), calls(pieces), end(pieces).reason) == (kept, [], "length")


def test_an_endless_answer_is_cut_off() -> None:
    with pytest.raises(BackendError, match="made no sense"):
        read(['{"answer": "', *["x" * 1000] * 200])


def test_the_tools_are_told_in_words_with_the_turns_in_the_same_json() -> None:
    call = {"id": "c1", "function": {"name": "intent__HassTurnOn", "arguments": '{"name":"Lamp"}'}}
    messages = (
        {"role": "system", "content": "Be short."},
        {"role": "user", "content": "lamp on"},
        {"role": "assistant", "content": "", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c1", "content": "ok"},
    )
    system, _user, assistant, result = told(asked(messages=messages, tools=(TURN_ON,)))
    assert system["content"].startswith("Be short.") and '"name":"intent__HassTurnOn"' in system["content"]
    assert orjson.loads(assistant["content"]) == CALL
    assert result == {"role": "user", "content": "Result of the call: ok"}
