"""Cuts a passage of a document into sentences that can be quoted, lists and tables too."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ragdomains.tables import taken_apart
from validation.sentences import Sentences

ITEM = re.compile(r"^\s*(?:[-*•‣–]|\(?\d{1,2}[.)])\s+")
ENDED = re.compile(r"[.!?…:;]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that can be quoted. `ended` is whether it ended as one in its document: rows and captions do not."""

    text: str
    ended: bool


def sentences(text: str) -> Iterator[Said]:
    """The sentences of a passage: the items of a list joined, each with an end mark."""
    for paragraph in paragraphs(text.splitlines()):
        if taken_apart(paragraph):  # "2. floor" in a cell ends no sentence
            yield Said(f"{paragraph.rstrip('.')}.", ended=False)
            continue
        cutter = Sentences()
        for sentence in [*cutter.feed(paragraph), *cutter.flush()]:
            if quoted := " ".join(sentence.split()):
                ended = ENDED.search(quoted) is not None
                yield Said(quoted if ended else f"{quoted}.", ended)


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Lines that belong together as one: an introduction and the items behind it, which may have lost their marks."""
    held: list[str] = []
    before = ""
    for line in lines:
        text = ITEM.sub("", line).strip()
        if held and not (text and continues(before, line, introduced=held[0].endswith(":"))):
            yield listed(held)
            held = []
        if text:
            held.append(text)
        before = line
    if held:
        yield listed(held)


def continues(before: str, line: str, introduced: bool) -> bool:
    """Whether a line goes on with the list that the line before it stands in."""
    if before.rstrip().endswith(":"):
        return True
    if ENDED.search(before.rstrip()):
        return False
    return is_item(line) if is_item(before) else introduced and not ENDED.search(line.rstrip())


def is_item(line: str) -> bool:
    return ITEM.match(line) is not None


def listed(items: Sequence[str]) -> str:
    """The items in one sentence, where they are not sentences themselves."""
    joined = items[0]
    for item in items[1:]:
        joined += f" {item}" if ENDED.search(joined) else f", {item}"
    return joined
