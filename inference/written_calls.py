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
# JSON, a list of it, and no "[1] says so"; what is not there yet may still come
POSSIBLE = re.compile(r"""\{\s*(?:["']|$)|\[\s*(?:[\[{"']|$)""")


class WrittenCalls:
    """Fed with pieces of text, it gives back the words. What may be calls is kept until it is sure to be none.

    From the first mark of a call on all is kept until close(), and so is all from a block that holds calls on.
    """

    def __init__(self, names: Sequence[str], known: Known) -> None:
        self._known = known
        self._starts = tuple(f"{before}{name}(" for name in names for before in ("", "["))
        self._held = ""  # the last characters, as long as a mark may begin in them
        self._calls = ""
        self._marked = self._begun = False

    def feed(self, text: str) -> str:
        """The words that are certain by now."""
        if not self._calls:
            return self._words(self._held + text)
        if self._marked:
            self._calls = (self._calls + text)[:LONGEST]
            return ""
        self._calls += text
        return self._let_go()

    def _words(self, whole: str) -> str:
        self._held = ""
        if found := MARK.search(whole) if BEGIN.search(whole) else None:
            self._marked, self._calls = found[0] != FENCE, whole[found.start() :]
            self._begun = self._begun or bool(whole[: found.start()].strip())
            return whole[: found.start()] + ("" if self._marked else self._let_go())
        if not self._begun and self._possible(whole.lstrip()):  # an answer that may be nothing but calls
            self._calls = whole
            return ""
        keep = begun(whole)
        said, self._held = whole[: len(whole) - keep], whole[len(whole) - keep :]
        self._begun = self._begun or bool(said.strip())
        return said

    def _possible(self, head: str) -> bool:
        """Whether an answer that begins so may be, or become, one that is nothing but calls."""
        calls = POSSIBLE.match(head) or head.startswith(self._starts)
        return bool(calls) or any(start.startswith(head) for start in self._starts)

    def _let_go(self) -> str:
        """What was kept without a mark, where it is no call: a block that is over, an answer that goes on otherwise."""
        kept = self._calls
        fenced = kept.startswith(FENCE)
        block = kept[: kept.find(FENCE, len(FENCE)) + len(FENCE)] if FENCE in kept[len(FENCE) :] and fenced else ""
        if block and self._calls_of(block):
            self._marked = True
            return ""
        if not block and len(kept) <= LONGEST and (fenced or self._possible(kept.lstrip())):
            return ""
        self._calls, self._begun = "", True
        sure = block or (kept if fenced else "")
        return sure + self._words(kept[len(sure) :])

    def _calls_of(self, text: str) -> list[Written]:
        """What carries no mark is a call only of tools that are there."""
        found = calls_in(text, self._known)
        return found if all(self._known(call.name) for call in found) else []

    def close(self) -> tuple[str, list[Written]]:
        """What is left of the words, and the calls; raises ValueError for half a call."""
        if not self._marked:
            calls = self._calls_of(self._calls) if self._calls else []
            return "" if calls else self._held + self._calls, calls
        calls = calls_in(self._calls, self._known)
        if not calls:
            raise ValueError("half a call")
        return "", calls


def begun(text: str) -> int:
    """How many characters at the end may be the beginning of a mark."""
    for found in BEGIN.finditer(text, max(0, len(text) - LONGEST_MARK + 1)):
        tail = text[found.start() :]
        if any(mark.startswith(tail) for mark in (*MARKS, FENCE)):
            return len(tail)
    return 0
