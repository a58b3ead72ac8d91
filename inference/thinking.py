"""Takes a model's thinking, and what its template put between the words, out of its text as it streams."""

import re

TAGS = (
    "think", "thinking", "thought", "thoughts", "reasoning", "reflection", "scratchpad", "seed:think", "longcat_think",
)  # fmt: skip
# how model families write that they think; where a server knows the family, it says so in a field of its own
OPENS = (
    *(f"<{tag}>" for tag in TAGS), "[think]", "◁think▷", "<|begin_of_thought|>", "<|start_thinking|>", "<|thinking|>",
    "<|channel|>analysis<|message|>", "<|channel|>commentary<|message|>",
)  # fmt: skip
CLOSES = (
    *(f"</{tag}>" for tag in TAGS), "[/think]", "◁/think▷", "<|end_of_thought|>", "<|end_thinking|>", "<|/thinking|>",
    "<|end|>",
)  # fmt: skip
# the tokens of chat templates that a server without the right template lets through
CONTROLS = (
    "<|im_start|>assistant", "<|im_end|>", "<|start|>assistant", "<|channel|>final<|message|>", "<|return|>",
    "<|start_header_id|>assistant<|end_header_id|>", "<|eot_id|>", "<|eom_id|>", "<|eot|>", "<|end_of_text|>",
    "<|endoftext|>", "<|assistant|>", "<|end_of_turn|>", "<end_of_turn>", "<|begin_of_solution|>",
    "<|end_of_solution|>", "<|start_response|>", "<|end_response|>", "<answer>", "</answer>", "</s>",
)  # fmt: skip
MARKS = (*OPENS, *CLOSES, *CONTROLS)


def any_of(marks: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile("|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)), re.IGNORECASE)


MARK, CLOSE = any_of(MARKS), any_of(CLOSES)
BEGINS = "".join(sorted({mark[0] for mark in MARKS}))
BEGIN = re.compile(f"[{re.escape(BEGINS)}]")
LONGEST = max(map(len, MARKS))


class Thinking:
    """Fed with pieces, it gives back what is answer. A mark may be cut anywhere; what never closes is all thinking."""

    def __init__(self) -> None:
        self.held = ""
        self.inside = False
        self.begun = False

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
            self.inside = not self.inside and found[0].lower() in OPENS  # a closing one may stray
        keep = self._undecided()
        certain, self.held = self.held[: len(self.held) - keep], self.held[len(self.held) - keep :]
        return self._stripped(said if self.inside else said + certain)

    def flush(self) -> str:
        """What was held back, once nothing more comes."""
        rest, self.held = self.held, ""
        return self._stripped("" if self.inside else rest)

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
