"""What the client's tools answered to the calls of the last turn: done, failed, told or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from inference.backends import ToolCall
from inference.history import paired
from inference.home.services import said_done
from inference.messages import Message, plain_text
from validation.outcomes import DONE, FAILED, nested, outcome, spoken, worded

RESULT = frozenset(("tool", "function"))
SHORT = 120  # characters of an error that are said
NO_WORDS = frozenset(("null", "None", "true", "false", "True", "False", "ok", "OK"))
LONGEST_WORD = 40  # characters of a word that is said
TOLD = 300  # characters of a plain result that are said
LONGEST = 200_000  # characters of a result that are read


@dataclass(frozen=True, slots=True)
class Result:
    """One call with what came of it. The kind is done, failed, told (data, or words) or silent (no result came).

    `names` are the things that it was done to, `missed` those that failed; `text` is what was told; `data` all of it.
    """

    tool: str
    arguments: Mapping[str, Any]
    kind: str
    names: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    text: str = ""
    data: Mapping[str, Any] | None = None

    def answers(self, call: ToolCall) -> bool:
        return self.tool == call.name and self.arguments == parsed(call.arguments)


def after_tools(messages: Sequence[Message]) -> bool:
    """Whether the client has just brought results of what was called since the user spoke last."""
    return bool(messages) and messages[-1].get("role") in RESULT and not late(messages)


def late(messages: Sequence[Message]) -> bool:
    """Whether results come for calls of an earlier turn only, when the user has already asked something else."""
    last = max((n for n, message in enumerate(messages) if message.get("role") == "user"), default=0)
    return not paired(messages[last:]) and bool(paired(messages[:last]))


def results(messages: Sequence[Message]) -> tuple[Result, ...]:
    """The results that follow the user's last words, in the order of their calls; a call without one is silent."""
    last = max((n for n, message in enumerate(messages) if message.get("role") == "user"), default=-1)
    calls = paired(messages[last + 1 :])
    if not calls:  # what came for no call that we know
        return tuple(result_of("", {}, text) for text in tool_texts(messages))
    return tuple(result_of(str(call["name"]), parsed(str(call["arguments"])), text) for call, text in calls)


def tool_texts(messages: Sequence[Message]) -> list[str]:
    """What the tools answered that stand last in the messages."""
    found: list[str] = []
    for message in reversed(messages):
        if message.get("role") not in RESULT:
            break
        found.insert(0, plain_text(message.get("content")))
    return found


def taken(call: ToolCall, found: Sequence[Result]) -> Result | None:
    """The result of a call; a client may have changed an argument on the way, but not the name, save its capitals."""
    name, alike = name_in(parsed(call.arguments)), [each for each in found if each.tool == call.name]
    same = next((each for each in alike if each.answers(call)), None)
    return same or next((each for each in alike if name and name_in(each.arguments) == name), None)


def name_in(arguments: Mapping[str, Any]) -> str:
    return str(arguments.get("name") or "").casefold()


def parsed(text: str) -> dict[str, Any]:
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    return data if isinstance(data, dict) else {}


def result_of(tool: str, arguments: Mapping[str, Any], text: str | None) -> Result:
    """Reads both forms of Home Assistant's results; only one that says success is done."""
    if text is None:
        return Result(tool, arguments, "silent")
    data = parsed(text[:LONGEST])
    if not data:
        bare = text.strip()
        words = bare[:TOLD] if speakable(bare[:TOLD]) else ""
        kind = said_done(bare) if bare.startswith("[") else outcome(bare)[0]
        return Result(tool, arguments, kind, text=words)
    inner, (kind, _) = nested(data), outcome(text[:LONGEST])
    told = Result(tool, arguments, "told", named(inner.get("success")), named(inner.get("failed")), data=inner)
    if kind == FAILED or inner.get("error"):
        return replace(told, kind="failed", text="" if told.missed else reason(data, inner))
    said = inner.get("result")
    if isinstance(said, str) and said.strip() and worded(said.strip()) != DONE:
        return replace(told, text=inner["result"])
    return replace(told, kind="done") if kind == DONE else replace(told, text=spoken(inner))


def speakable(text: str) -> bool:
    """Whether it is words that can be said: neither data nor a code nor one endless word."""
    if text[:1] in {"{", "[", "<", ""} or text in NO_WORDS or not any(each.isalpha() for each in text):
        return False
    return max(map(len, text.split())) <= LONGEST_WORD


def named(targets: object) -> tuple[str, ...]:
    """The things among the targets, or the rooms where no thing is named."""
    found = [each for each in targets if isinstance(each, dict)] if isinstance(targets, list) else []
    things = [each for each in found if each.get("type", "entity") == "entity"] or found
    return tuple(dict.fromkeys(str(each["name"]) for each in things if each.get("name")))


def reason(data: dict[str, Any], inner: dict[str, Any]) -> str:
    """What an error says, as far as it is words for people."""
    said = data.get("error_text") or inner.get("error_text") or spoken(inner)
    return str(said) if said and "<" not in str(said) and len(str(said)) <= SHORT else ""
