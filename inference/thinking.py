"""Takes a model's thinking out of its text, piece by piece as it streams."""

import re

OPEN = re.compile(r"<(think|thinking)>", re.IGNORECASE)
CLOSE = re.compile(r"</(think|thinking)>", re.IGNORECASE)
LONGEST = len("</thinking>")


class Thinking:
    """Fed with pieces, it gives back what is answer. A tag may be cut anywhere; what never closes is all thinking."""

    def __init__(self) -> None:
        self.held = ""
        self.inside = False
        self.begun = False

    def feed(self, piece: str) -> str:
        """The part of the answer that is certain by now."""
        self.held += piece
        said = ""
        while found := (CLOSE if self.inside else OPEN).search(self.held):
            said += "" if self.inside else self.held[: found.start()]
            self.held = self.held[found.end() :]
            self.inside = not self.inside
        keep = self._undecided()
        certain, self.held = self.held[: len(self.held) - keep], self.held[len(self.held) - keep :]
        return self._stripped(said if self.inside else said + certain)

    def flush(self) -> str:
        """What was held back, once nothing more comes."""
        rest, self.held = self.held, ""
        return self._stripped("" if self.inside else rest)

    def _undecided(self) -> int:
        """How many characters at the end may be the beginning of a tag."""
        start = self.held.rfind("<", max(0, len(self.held) - LONGEST + 1))
        if start < 0:
            return 0
        tail = self.held[start:].lower()
        tags = ("</think>", "</thinking>") if self.inside else ("<think>", "<thinking>", "</think>", "</thinking>")
        return len(tail) if any(tag.startswith(tail) for tag in tags) else 0

    def _stripped(self, text: str) -> str:
        """Without a stray closing tag (the prompt held its opening one) and without white space at the very start."""
        text = CLOSE.sub("", text)
        if not self.begun:
            text = text.lstrip()
            self.begun = bool(text)
        return text
