"""What stands in quotation marks in an answer must stand so in a text."""

import re
from collections.abc import Iterator

from validation.otherwise import Against
from validation.subjects import plain

QUOTED = 4  # words of a quotation that must stand there word for word
_QUOTE = re.compile(r"(?<![^\s(:,;–-])[\"“„«](?=\S)([^\"“”„«»]{12,400})(?<=\S)[\"”“»]")


def misquoted(sentence: str, texts: tuple[str, ...]) -> Iterator[Against]:
    """What stands in quotation marks must stand so in a text."""
    known = [f" {plain(text)} " for text in texts]
    for found in _QUOTE.finditer(sentence) if known else ():
        said = plain(found[1])
        whole = len(said.split()) >= QUOTED and {"[", "…"}.isdisjoint(found[1])
        if whole and not any(f" {said} " in text for text in known):
            yield Against("The text does not say it in these words.", "")
