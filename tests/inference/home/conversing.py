"""A client with a house that asks through all the stages, brings results, and asks again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import orjson

from inference import pipeline
from inference.home.tools import suffix
from inference.models import LLM
from inference.snapshot import Snapshot
from inference.state import Query, Run
from tests.inference.home.houses import PROMPT, TOOLS
from tests.inference.queries import query, run

SYSTEM = {"role": "system", "content": PROMPT}


def asked(text: str, *before: dict[str, Any], **fields: Any) -> Query:
    messages = (SYSTEM, *before, {"role": "user", "content": text})
    return query(text, **{"messages": messages, "tools": TOOLS, **fields})


async def answered(question: Query, house: Snapshot) -> tuple[Query, Run, list[Any]]:
    said: list[Any] = []
    made = run(house, said=said)
    try:
        return await pipeline.answer(question, made), made, said
    finally:
        await made.lookups.http.close()


def called(done: Query) -> list[tuple[str, dict[str, Any]]]:
    return [(suffix(call.name), orjson.loads(call.arguments)) for call in done.tool_calls]


def with_results(done: Query, contents: Sequence[dict[str, Any]]) -> Query:
    """The next round: the calls, and what the client's tools say to them."""
    number = len(done.messages)
    calls = [
        {"id": f"c{number}_{n}", "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for n, call in enumerate(done.tool_calls)
    ]
    brought = [
        {"role": "tool", "tool_call_id": f"c{number}_{n}", "content": orjson.dumps(content).decode()}
        for n, content in enumerate(contents)
    ]
    messages = (*done.messages, {"role": "assistant", "content": None, "tool_calls": calls}, *brought)
    return query(done.question, messages=messages, tools=TOOLS, mode=done.mode, language=done.language)


def success(name: str) -> dict[str, Any]:
    return {
        "data": {"response_type": "action_done", "data": {"success": [{"name": name, "type": "entity"}], "failed": []}},
        "error": False,
    }


def with_model(house: Snapshot, **options: Any) -> Snapshot:
    model = LLM(pk=900, name="echo", kind="echo", priority=1, options=options)
    return replace(house, llms=(model, *house.llms))


def saw(*things: tuple[str, str, dict[str, str]], domain: str = "light") -> dict[str, Any]:
    """A live context: the name, state and attributes of each thing, as Home Assistant tells them."""
    lines = [
        f"- names: {name}\n  domain: {domain}\n  state: '{state}'\n  areas: Living Room\n"
        + ("  attributes:\n" + "".join(f"    {key}: '{value}'\n" for key, value in fields.items()) if fields else "")
        for name, state, fields in things
    ]
    return {
        "success": True,
        "result": "Live Context: An overview of the devices in this smart home:\n" + "".join(lines),
    }
