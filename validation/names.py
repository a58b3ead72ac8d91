"""What names consist of: their own words, titles before them, initials, and a name that opens a sentence."""

import re
from collections.abc import Iterator, Sequence

from validation.records import Record, records_of
from validation.states import states_of_value
from validation.subjects import plain
from validation.tokens import words
from validation.topic import PLAIN
from validation.types import Claim, Draft

# Words that go before or behind any name, and say nothing that could be wrong.
TITLES = words(
    "mr mrs ms miss dr prof sir lady lord saint st the a an of and at in on for de la le el von van "
    "flight gate terminal airport city county state street avenue road river lake mount mountain airlines airways air "
    "inc corp corporation company ltd group team club fc sc united-states season episode channel radio network news "
    "officials official officer mayor governor senator minister president coach captain director player yes no "
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight yesterday morning evening"
)
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?:[A-Z][\w’']*\s+){1,6}[A-Z][\w’']*")
_PRONOUN = re.compile(r"\W*(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
_OPENS = re.compile(r"\W*([A-Z][^\W\d_]+)\s+(?=[a-z])")
_COMMON = words(
    "temperatures conditions skies winds rain snow traffic tickets admission doors parking shares stocks trading "
    "police residents people there forecast weather currently yes no sure well here enjoy expect bring remember "
    "please note"
)


def parts_of(claim: Claim) -> Iterator[str]:
    """The words of a name; without a possessive, and without a number that only tells it apart."""
    for part in _WORD.findall(re.sub(r"['’]s\b", "", claim.text)):
        if not part.isdecimal() and len(part) > 1:
            yield part


def acronyms(text: str) -> frozenset[str]:
    """The initials of the names of a text: "United States" is us."""
    return frozenset("".join(part[0] for part in match.split()).lower() for match in _NAME.findall(text))


def opening_name(draft: Draft, claims: Sequence[Claim]) -> Claim | None:
    """A capitalised word that opens the sentence, where the thing asked about should be named and is not.

    Every sentence begins with a capital; only the missing name tells that this one is a name.
    """
    found = _OPENS.match(draft.sentence)
    if found is None or any(claim.start <= found.start(1) < claim.end for claim in claims):
        return None
    low = found[1].lower()
    if found[1].isupper() and low not in PLAIN and low not in _COMMON:
        return Claim("name", found[1], found.start(1), found.end(1), found[1])  # DHL is no common word
    if low in PLAIN or low in _COMMON or low in TITLES or low.endswith(("ing", "ly", "s")):
        return None
    named = {word for record in records_of(draft.evidence) for name in _names(record) for word in name.split()}
    asked = {word for word in plain(draft.question).split() if word in named and word not in PLAIN and len(word) > 2}
    if not asked or low in named or asked & set(plain(f"{draft.before} {draft.sentence}").split()):
        return None
    return Claim("name", found[1], found.start(1), found.end(1), found[1])


def referred(claim: Claim, sentence: str, texts: Sequence[str]) -> bool:
    """Does a text that begins with "he" mean whom the sentence begins with, or name its Steve Ditko by Ditko alone?"""
    if sentence[: claim.start].strip().lower() in {"", "the"} and any(map(_PRONOUN.match, texts)):
        return True
    *given, last = _WORD.findall(claim.text)
    alone = re.compile(rf"(?:(?<![\w’'])([A-Z][\w’'.-]*)\s+)?\b{re.escape(last)}\b")
    found = [match[1] for text in texts for match in alone.finditer(text)]
    return bool(given and found) and all(before is None or before in given for before in found)


def _names(record: Record) -> Iterator[str]:
    """The names that a record holds: short texts with a capital that are no state, day or number."""
    for field in record.fields:
        text, grounds = field.text, field.grounds
        named = text[:1].isupper() and len(text) < 40 and not states_of_value(text)
        if named and not (grounds.weekdays or grounds.spans or grounds.times or grounds.numbers):
            yield plain(text)
