"""Makes a Query of a chat request."""

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from inference.api.errors import MIB, Refused, invalid, too_large, unknown_model
from inference.api.payload import dumps
from inference.api.request import Admitted
from inference.api.sampling import no_logprobs, only_one, sampling_of, stops_of
from inference.api.schemas import ChatRequest
from inference.api.tools import Tools, allowed, choice_of, legacy, modern, tools_of
from inference.conversation import language_of
from inference.history import newest, shortened
from inference.home.context import room_in
from inference.home.results import after_tools
from inference.messages import last_user, plain_text, sound, unseen
from inference.models import Assistant
from inference.now import now_at
from inference.snapshot import Snapshot
from inference.state import Query

ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})
ROOM = "x-athena-room"
DEPLOYMENT = re.compile(r"/openai/deployments/([^/]+)/")
CLIENT = 200  # characters of a User-Agent that the log keeps
CONVERSATION = 64
HISTORY = 200_000  # characters of the conversation; instructions come on top of that
QUESTION = 32_768  # characters of what a user says at once, as many as the log keeps


def ask(body: ChatRequest, admitted: Admitted) -> Query:
    """The question as the pipeline takes it; raises Refused for what no pipeline could make sense of."""
    assistant = assistant_of(body.model or deployment(admitted.caller.path), admitted.snapshot)
    only_one(body.n)
    no_logprobs(body.logprobs)
    messages, trimmed = fitting(body, admitted)
    tools, told = allowed(body, tools_of(body)), modern(messages)
    return Query(
        messages=told,
        question=last_user(messages),
        assistant=assistant,
        now=now_at(assistant),
        deadline=admitted.deadline,
        mode=assistant.mode_for(admitted.key.mode),
        language=language_of(assistant, messages),
        tools=tools,
        tool_choice=choice_now(body, tools, told),
        one_call=body.parallel_tool_calls is False or legacy(body),
        schema=schema_of(body.response_format),
        max_tokens=limit(body),
        temperature=temperature(body.temperature),
        sampling=sampling_of(vars(body)),
        stop=stops_of(body.stop, "stop"),
        conversation=conversation(body, body.messages),
        thread=named(body),
        client=sound(admitted.caller.headers.get("user-agent", ""))[:CLIENT],
        room=room_of(told, admitted),
        api_key=admitted.key.key_id,
        streamed=bool(body.stream),
        trimmed=trimmed,
        unseen=unseen(body.messages),
    )


def room_of(messages: Sequence[Mapping[str, Any]], admitted: Admitted) -> str:
    """The room that the client names in a header, or that its prompt says it stands in."""
    return " ".join(sound(admitted.caller.headers.get(ROOM, "")).split()) or room_in(messages)


def fitting(body: ChatRequest, admitted: Admitted) -> tuple[Sequence[Mapping[str, Any]], Mapping[str, int]]:
    """The messages as far as they are worked with, and in numbers what is not, for the trace; raises Refused."""
    kept, left_out = newest(checked(body.messages), HISTORY)
    bounded(admitted, [kept, body.tools])
    kept, cut_off = shortened(kept, QUESTION)
    counts = {"earlier messages left out": left_out, "characters cut off": cut_off}
    return kept, {name: count for name, count in counts.items() if count}


def bounded(admitted: Admitted, kept: Any) -> None:
    """Raises Refused where what is left without the oldest turns is larger than a request may be."""
    most = admitted.snapshot.house.max_body_mib
    if admitted.size > most * MIB and len(dumps(kept)) > most * MIB:
        raise too_large(most)


def choice_now(body: ChatRequest, tools: Tools, messages: Sequence[Mapping[str, Any]]) -> str | Mapping[str, Any]:
    """The client's choice. Once there are results no call is owed any more: clients wait for an answer in words."""
    choice = choice_of(body, tools)
    return choice if choice in ("auto", "none") or not after_tools(messages) else "auto"


def prompt_of(prompt: Any) -> str:
    """The one prompt of a text completion; raises Refused."""
    one = prompt[0] if isinstance(prompt, list) and len(prompt) == 1 else prompt
    if isinstance(one, str):
        return one
    if isinstance(one, list) and one and isinstance(one[0], str):
        raise invalid("Send one prompt at a time.", "prompt")
    raise Refused(400, "prompt must be text.", "invalid_type", param="prompt")


def deployment(path: str) -> str | None:
    """The model that a path of Azure's form names: its clients need not name it in the body too."""
    found = DEPLOYMENT.search(path)
    return unquote(found[1]) if found else None


def assistant_of(model: str | None, snapshot: Snapshot) -> Assistant:
    """The assistant a client means; the default one where it names none."""
    assistant = snapshot.assistant(model) if model else next(iter(snapshot.assistants), None)
    if assistant is None:
        raise unknown_model(model or "")
    return assistant


def checked(messages: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    if not messages:
        raise invalid("There are no messages.", "messages")
    for number, message in enumerate(messages):
        if str(message.get("role")) not in ROLES:
            raise invalid(f"messages[{number}].role is no known role.", f"messages[{number}].role")
        if not isinstance(message.get("content"), str | list | dict | None):
            field = f"messages[{number}].content"
            raise Refused(400, f"{field} must be text or a list of parts.", "invalid_type", param=field)
    return messages


def conversation(body: ChatRequest, messages: Sequence[Mapping[str, Any]]) -> str:
    """What the client calls the conversation, else a hash of what stays the same in one: how it was begun."""
    if name := named(body):
        return name
    system = next((plain_text(m.get("content")) for m in messages if m["role"] in {"system", "developer"}), "")
    first = next((plain_text(m.get("content")) for m in messages if m["role"] == "user"), "")
    return _digest(f"{system[:QUESTION]}\x00{first[:QUESTION]}")


def named(body: ChatRequest) -> str:
    """What the client calls the conversation; "" where it has no name for it."""
    metadata = body.metadata if isinstance(body.metadata, dict) else {}
    for name in (body.user, body.safety_identifier, metadata.get("session_id")):
        if isinstance(name, str | int) and str(name).strip():
            return str(name) if len(str(name)) <= CONVERSATION else _digest(str(name))
    return ""


def _digest(text: str) -> str:
    return hashlib.sha256(sound(text).encode()).hexdigest()[:32]


def schema_of(wanted: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The JSON schema the answer must fit, {} for any JSON object, None for text."""
    kind = (wanted or {}).get("type")
    if wanted is None or kind not in {"json_object", "json_schema"}:
        return None
    if kind == "json_object":
        return {}
    holder = wanted.get("json_schema")
    schema = holder.get("schema", {}) if isinstance(holder, dict) else holder
    if not isinstance(schema, dict):
        raise invalid("response_format.json_schema must be an object.", "response_format")
    return schema


def limit(body: ChatRequest) -> int | None:
    """Most tokens of the answer; zero and less mean no limit, as some clients send it."""
    tokens = body.max_completion_tokens or body.max_tokens
    return max(1, int(tokens)) if tokens and 0 < tokens < math.inf else None


def temperature(wanted: float | None) -> float | None:
    return None if wanted is None else min(max(wanted, 0.0), 2.0)
