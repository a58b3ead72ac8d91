"""Numbers that count nothing: gates, flights, telephone numbers, product names."""

import re

from validation.grounds import Grounds
from validation.types import Claim
from validation.wording import LABELS, Wording

LONG = 8  # digits from which a number is rather a code than a quantity
_GROUPED = re.compile(r"(?<=\d)[ ./-](?=\d)")
_TAIL = 7  # the last digits of a telephone number; country and area codes are written in too many ways


def known_code(claim: Claim, said: Wording, known: Grounds) -> bool:
    """False for a code that the evidence should hold and does not: another gate, another flight, an unknown telephone.

    A product or a road that the evidence does not speak of (Windows 11, Route 66) is a name, and passes.
    """
    text, value = known.text(), str(claim.value)
    if claim.unit == "phone":
        return value[-_TAIL:] in "".join(char for char in text if char.isdecimal())
    if _squeezed(value) in _squeezed(text):
        return True
    if claim.unit == "label":
        return _known_label(value.lower(), text, known)
    labelled = bool(said.before) and said.before[0] in LABELS
    return not labelled and not _like(value.lower(), text)


def known_digits(claim: Claim, known: Grounds) -> bool:
    """A long number that somebody writes in groups: 9783161484100 of "978-3-16-148410-0"."""
    digits = claim.text
    return digits.isdecimal() and len(digits) >= LONG and digits in _GROUPED.sub("", known.text())


def _known_label(value: str, text: str, known: Grounds) -> bool:
    *head, last = value.split()
    number = last.replace(",", "")
    if not number.isdecimal() or any(entry.value == float(number) for entry in known.numbers):
        return True
    words = set(re.findall(r"[^\W_]+", text))
    return words.isdisjoint(head)


def _like(value: str, text: str) -> bool:
    """Does the evidence hold another code of the same letters: E37 for E38?"""
    letters = re.match(r"[^\W\d_]+", value)
    return bool(letters) and re.search(rf"\b{re.escape(letters[0])}-?\d", text) is not None if letters else False


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
