"""What a model's stream may become: text without thinking, whole calls of declared tools, then the end."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from inference.backends import BackendError, Done, Habit, Piece, Prompt, Text, ToolCall
from inference.messages import plain_text, sound
from inference.thinking import Thinking
from inference.written_calls import WrittenCalls

NONSENSE = "The language model's answer made no sense."
SILENT = "The language model gave no answer."
CUT_OFF = "The language model broke off in the middle of its answer."
LATE = "The language model did not answer in time."
STALLED = "The language model fell silent in the middle of its answer."
HALF_CALL = "The language model's call of a tool was not whole."
NO_TOOL = "The language model asked for a tool that does not exist."

CALLS = 64  # tool calls of one answer


def function(tool: Mapping[str, Any]) -> Mapping[str, Any]:
    """The function of an OpenAI tool; {} where it has none."""
    found = tool.get("function")
    return found if isinstance(found, Mapping) else {}


def declared(name: str, tools: tuple[Mapping[str, Any], ...]) -> str:
    """The declared tool a model means by a name, "" if there is none.

    Clients prefix their tools (intent__HassTurnOn) and small models leave prefixes out, so what follows the last "__"
    decides where it is unambiguous.
    """
    names = [str(function(tool).get("name", "")) for tool in tools]
    if name in names:
        return name
    bare = name.rsplit("__", 1)[-1]
    alike = [known for known in names if bare and known.rsplit("__", 1)[-1] == bare]
    return alike[0] if len(alike) == 1 else ""


def arguments(given: object) -> str:
    """A call's arguments as the text of a JSON object; raises BackendError for half of one."""
    if isinstance(given, str):
        try:
            given = orjson.loads(given) if given.strip() else {}
        except orjson.JSONDecodeError:
            raise BackendError(HALF_CALL, "malformed") from None
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise BackendError(HALF_CALL, "malformed")
    return sound(orjson.dumps(given).decode())


def made_before(messages: Sequence[Mapping[str, Any]]) -> frozenset[tuple[str, bytes]]:
    """The calls since the user spoke last, of which the client has brought the results."""
    made: set[tuple[str, bytes]] = set()
    for message in messages:
        if message.get("role") == "user":
            made.clear()
        for call in message.get("tool_calls") or ():
            made.add(same(str(function(call).get("name", "")), str(function(call).get("arguments") or "{}")))
    return frozenset(made)


def same(name: str, given: str) -> tuple[str, bytes]:
    """What two calls that do the same have in common: the name, and the arguments in whatever order."""
    try:
        return name, orjson.dumps(orjson.loads(given), option=orjson.OPT_SORT_KEYS)
    except orjson.JSONDecodeError:
        return name, given.encode("utf-8", "replace")


class Reply:
    """One answer on its way. `calls` and `said` count what was let through.

    A call of an undeclared tool is not, and none that has its result already: clients would go round in circles.
    """

    def __init__(self, prompt: Prompt, habit: Habit | None = None) -> None:
        self.prompt = prompt
        self.thinking = Thinking(habit)
        self.written = written_by(prompt)
        self.calls = 0
        self.said = False
        self.refused = ""
        self.repeats = False
        self.half = ""
        self._made = made_before(prompt.messages)

    def text(self, raw: str) -> Iterator[Piece]:
        """A piece of text as it came; some servers cut it inside a surrogate pair."""
        raw, self.half = self.half + raw, ""
        if "\ud800" <= raw[-1:] <= "\udbff":
            raw, self.half = raw[:-1], raw[-1]
        yield from self._let_through(self.thinking.feed(sound(raw)))

    def call(self, name: str, given: object, call_id: str = "") -> Iterator[Piece]:
        """A whole call; its arguments are an object or its JSON text."""
        known = declared(name, self.prompt.tools)
        if not known:
            self.refused = name
            return
        call = ToolCall(known, arguments(given), call_id)
        if same(known, call.arguments) in self._made:
            self.repeats = True
            return
        if self.calls == CALLS:
            raise BackendError(NONSENSE, "broken")
        self.calls += 1
        yield call

    def end(self, reason: str, tokens_in: int = 0, tokens_out: int = 0) -> Iterator[Piece]:
        """The last pieces; raises BackendError where nothing at all was said, so that another model can be asked."""
        yield from self._let_through(self.thinking.feed(sound(self.half)) + self.thinking.flush(reason == "length"))
        yield from self._calls_written()
        if not self.said and not self.calls:
            self._excuse(reason)
        detail: dict[str, object] = {"undeclared tool": sound(self.refused)[:80]} if self.refused else {}
        yield Done("tool_calls" if self.calls else reason, tokens_in, tokens_out, detail)

    def _calls_written(self) -> Iterator[Piece]:
        """The calls that stood among the words, and the last of the words; raises BackendError for half a call."""
        if self.written is None:
            return
        try:
            rest, calls = self.written.close()
        except ValueError:
            raise BackendError(HALF_CALL, "malformed") from None
        self.written = None
        told = quotable(self.prompt) if calls else frozenset()
        for call in calls:
            if declared(call.name, self.prompt.tools) not in told:
                yield from self.call(call.name, call.arguments)
        yield from self._let_through(rest)

    def _let_through(self, text: str) -> Iterator[Piece]:
        text = self.written.feed(text) if self.written else text
        if text:
            self.said = self.said or not text.isspace()
            yield Text(text)

    def _excuse(self, reason: str) -> None:
        if self.repeats:
            raise BackendError("The language model asks for what has been done already.", "broken")
        if self.refused:
            raise BackendError(NO_TOOL, "malformed")
        if (
            reason != "length" or self.prompt.max_tokens is None
        ):  # a client that allows three tokens gets what it asked for
            raise BackendError(SILENT, "broken")


def written_by(prompt: Prompt) -> WrittenCalls | None:
    """The reader of calls among the words, where there may be any: JSON that was asked for is none.

    Nor is what may be a quotation of what was found, or of a tool that the results of others name.
    """
    if not prompt.tools or prompt.tool_choice == "none" or prompt.schema is not None or prompt.evidence:
        return None
    told = quotable(prompt)

    def known(name: str) -> bool:
        return declared(name, prompt.tools) not in {"", *told}

    names = [str(function(tool).get("name", "")) for tool in prompt.tools]
    spoken = [*names, *(name.rsplit("__", 1)[-1] for name in names)]  # models leave prefixes out
    return WrittenCalls(list(filter(known, spoken)), known)


def quotable(prompt: Prompt) -> frozenset[str]:
    """The tools that a result names: what a tool told may be repeated, and must not become an order by that."""
    results = [message.get("content") for message in prompt.messages if message.get("role") == "tool"]
    told = "\n".join(map(plain_text, results)).casefold()
    names = [str(function(tool).get("name", "")) for tool in prompt.tools] if told else []
    return frozenset(name for name in names if name.rsplit("__", 1)[-1].casefold() in told)


def count(value: object) -> int:
    """A token counter as a server sent it; 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
