"""Keeps back from a model's words, as they stream, the calls of tools that it wrote among them.

Some families do so where a server does not know their template.
"""

import re
from collections.abc import Sequence

from inference.call_forms import Known, Written, calls_in

# how families begin a call: Hermes and Qwen, Granite and Phi, Mistral, Llama, FireFunction, Kimi, DeepSeek, MiniMax,
# gpt-oss; and tags that small models make up
MARKS = (
    "<tool_call>", "<tool_calls>", "<|tool_call|>", "[TOOL_CALLS]", "<|python_tag|>", "<function=", "functools[",
    "<|tool_calls_section_begin|>", "<|tool_call_begin|>", "<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>",
    "<minimax:tool_call>", "<|channel|>commentary to=", "<function_calls>", "<function_call>", "<functioncall>",
    "<invoke name=", "<tools>",
)  # fmt: skip
FENCE = "```"  # may hold a call, and may hold anything else
MARK = re.compile("|".join(map(re.escape, (*MARKS, FENCE))))
BEGIN = re.compile(f"[{re.escape(''.join(sorted({mark[0] for mark in (*MARKS, FENCE)})))}]")
LONGEST_MARK = max(map(len, MARKS))
LONGEST = 20_000  # characters of calls


class WrittenCalls:
    """Fed with pieces of text, it gives back the words. From the first sign of a call on all is kept until close()."""

    def __init__(self, names: Sequence[str], known: Known) -> None:
        self._known = known
        self._starts = tuple(f"{name}(" for name in names)
        self._held = ""  # the last characters, as long as a mark may begin in them
        self._calls = ""
        self._marked = self._begun = False

    def feed(self, text: str) -> str:
        """The words that are certain by now."""
        if self._calls:
            self._calls = (self._calls + text)[:LONGEST]
            return ""
        whole, self._held = self._held + text, ""
        if found := MARK.search(whole) if BEGIN.search(whole) else None:
            self._marked, self._calls = found[0] != FENCE, whole[found.start() :]
            return whole[: found.start()]
        head = "" if self._begun else whole.lstrip()
        if head.startswith(("{", "[", *self._starts)):  # an answer that may be nothing but calls
            self._calls = whole
            return ""
        keep = len(whole) if self._undecided(head) else begun(whole)
        said, self._held = whole[: len(whole) - keep], whole[len(whole) - keep :]
        self._begun = self._begun or bool(said.strip())
        return said

    def _undecided(self, head: str) -> bool:
        """Whether an answer that begins so may still become one that is nothing but calls."""
        return not self._begun and any(start.startswith(head) for start in self._starts)

    def close(self) -> tuple[str, list[Written]]:
        """What is left of the words, and the calls; raises ValueError for half a call.

        What carries no mark is a call only of a tool that is there.
        """
        calls = calls_in(self._calls, self._known) if self._calls else []
        if self._marked and not calls:
            raise ValueError("half a call")
        if self._marked or (calls and all(self._known(call.name) for call in calls)):
            return "", calls
        return self._held + self._calls, []


def begun(text: str) -> int:
    """How many characters at the end may be the beginning of a mark."""
    for found in BEGIN.finditer(text, max(0, len(text) - LONGEST_MARK + 1)):
        tail = text[found.start() :]
        if any(mark.startswith(tail) for mark in (*MARKS, FENCE)):
            return len(tail)
    return 0
