"""Lengths of time in an order: "an hour and a half", "one hour twenty"."""

import re
from dataclasses import dataclass
from functools import cache

from intents.quantities import length, measures

FIELDS = ("hours", "minutes", "seconds")
HALF = re.compile(r"\b1/2\b")
# what stands between a number and its unit and counts nothing: "five more minutes"
ADDED = re.compile(
    r"\b(?:more|extra|additional|further|weitere|zusätzliche) (?=(?:hour|minute|min|second|sec|stunde|sekunde)\w*\b)"
)


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long, in seconds, and where it is said."""

    seconds: int
    start: int
    end: int
    said: str

    def fields(self, prefix: str = "") -> dict[str, int]:
        parts = (self.seconds // 3600, self.seconds // 60 % 60, self.seconds % 60)
        return {f"{prefix}{name}": part for name, part in zip(FIELDS, parts, strict=True) if part}


def halves(text: str, language: str) -> str:
    """ "1 and a 1/2 hours" as it is said, "1 hour 20" with its minutes, "five more minutes" as five."""
    text = ADDED.sub("", HALF.sub("half" if language == "en" else "halbe", text))
    return smaller(language).sub(lambda found: f"{found[0]} {'min' if found['long'] else 'sec'}", text)


@cache
def smaller(language: str) -> re.Pattern[str]:
    """A number behind hours or minutes that counts the next smaller unit."""
    words = sorted(measures(language).numbers, key=len, reverse=True)
    tens, any_ = ("|".join(map(re.escape, said)) for said in ([w for w in words if w.endswith("ty")] or words, words))
    count = rf"(?:an?|eine?|\d+|{any_})"
    another = r"(?!(?:and |und )?(?:one|another|an?|eine[nrm]?) (?:for|für|auf)\b)"  # "ten minutes and one for twenty"
    rest = rf"(?:[1-5]?\d|(?:{tens})[ -](?:{any_})|{any_})"
    ends = r"(?=$| (?:for|from|to|on|für|auf|please|bitte|timers?|countdown)\b)"
    return re.compile(rf"\b{count} (?:(?P<long>hours?|stunden?)|minutes?|minuten?) {another}(?:and |und )?{rest}{ends}")


def lengths(text: str, language: str) -> list[Lasts]:
    """All lengths of time in a text, in order."""
    table = measures(language)
    found = []
    for match in table.time.finditer(text):
        seconds = length(match[0], table)
        if seconds:
            found.append(Lasts(seconds, match.start(), match.end(), match[0]))
    return found
