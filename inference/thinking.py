"""Takes a model's thinking, and what its template put between the words, out of its text as it streams."""

import re

from inference.backends import Habit

TAGS = (
    "think", "thinking", "thought", "thoughts", "reasoning", "reflection", "scratchpad", "analysis", "seed:think",
    "longcat_think",
)  # fmt: skip
# how model families write that they think; where a server knows the family, it says so in a field of its own
OPENS = (
    *(f"<{tag}>" for tag in TAGS), "[think]", "◁think▷", "<|begin_of_thought|>", "<|start_thinking|>", "<|thinking|>",
    "<|channel|>analysis<|message|>", "<|channel|>commentary<|message|>",
    "<unused94>",
)  # fmt: skip
CLOSES = (
    *(f"</{tag}>" for tag in TAGS), "[/think]", "◁/think▷", "<|end_of_thought|>", "<|end_thinking|>", "<|/thinking|>",
    "<|end|>", "<unused95>",
)  # fmt: skip
# the tokens of chat templates that a server without the right template lets through
CONTROLS = (
    "<|im_start|>assistant", "<|im_end|>", "<|start|>assistant", "<|channel|>final<|message|>", "<|return|>",
    "<|start_header_id|>assistant<|end_header_id|>", "<|eot_id|>", "<|eom_id|>", "<|eot|>", "<|end_of_text|>",
    "<|endoftext|>", "<|assistant|>", "<|end_of_turn|>", "<end_of_turn>", "<|begin_of_solution|>",
    "<|end_of_solution|>", "<|start_response|>", "<|end_response|>", "<answer>", "</answer>", "</s>",
)  # fmt: skip
MARKS = (*OPENS, *CLOSES, *CONTROLS)
ENDS_A_TURN = "<|end|>"  # also of an answer, so that alone it tells of no thinking


def any_of(marks: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile("|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)), re.IGNORECASE)


MARK, CLOSE = any_of(MARKS), any_of(CLOSES)
BEGINS = "".join(sorted({mark[0] for mark in MARKS}))
BEGIN = re.compile(f"[{re.escape(BEGINS)}]")
LONGEST = max(map(len, MARKS))


class Thinking:
    """Fed with pieces, it gives back what is answer. A mark may be cut anywhere; what never closes is all thinking.

    Where a template writes the opening mark, only the closing one comes: what stands before it was thinking, and the
    model's next answers are taken to begin so. What has left of the first one by then cannot be called back.
    """

    def __init__(self, habit: Habit | None = None) -> None:
        self.habit = habit or Habit()
        self.held = ""
        self.inside = self.habit.thinks_unopened
        self.begun = False
        self._marked = False  # whether thinking was opened or closed by a mark
        self._unclosed: list[str] = []  # of an answer that is only taken to be thinking

    def feed(self, piece: str) -> str:
        """The part of the answer that is certain by now."""
        self.held += piece
        if not self.inside and not BEGIN.search(self.held):  # most pieces: the long pattern costs more than the rest
            certain, self.held = self.held, ""
            return self._stripped(certain)
        said = ""
        while found := (CLOSE if self.inside else MARK).search(self.held):
            said += "" if self.inside else self.held[: found.start()]
            self.held = self.held[found.end() :]
            said = self._passed(found[0].lower(), said)
        keep = self._undecided()
        certain, self.held = self.held[: len(self.held) - keep], self.held[len(self.held) - keep :]
        if self.inside and not self._marked:
            self._unclosed.append(certain)
        return self._stripped(said if self.inside else said + certain)

    def _passed(self, mark: str, said: str) -> str:
        """What is answer of what was said before this mark, and from here on."""
        if mark in CLOSES and mark != ENDS_A_TURN and not self._marked:
            self.habit.thinks_unopened, said = True, ""
        self._marked = self._marked or mark in OPENS or mark in CLOSES
        self.inside = not self.inside and mark in OPENS  # a closing one may stray
        return said

    def flush(self, cut: bool = False) -> str:
        """What was held back, once nothing more comes; `cut`: at a limit, so that thinking may have no end."""
        rest, self.held = self.held, ""
        if not self.inside:
            return self._stripped(rest)
        if cut or self._marked:
            return ""
        plain = Thinking()  # it was no thinking this time
        return plain.feed("".join((*self._unclosed, rest))) + plain.flush()

    def _undecided(self) -> int:
        """How many characters at the end may be the beginning of a mark."""
        first = max(0, len(self.held) - LONGEST + 1)
        for found in BEGIN.finditer(self.held, first):
            tail = self.held[found.start() :].lower()
            if any(mark.startswith(tail) for mark in (CLOSES if self.inside else MARKS)):
                return len(tail)
        return 0

    def _stripped(self, text: str) -> str:
        """Without white space at the very start."""
        if not self.begun:
            text = text.lstrip()
            self.begun = bool(text)
        return text
