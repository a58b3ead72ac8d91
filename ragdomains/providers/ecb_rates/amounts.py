"""Reads the amount before a currency: "1,200", "15.50", "half a million", "six hundred and fifty", "zweitausend"."""

import re
from collections.abc import Mapping

from ragdomains.types import ProviderError

ONES: Mapping[str, float] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "half": 0.5, "quarter": 0.25, "dozen": 12,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
    "neunzehn": 19, "halbe": 0.5, "halben": 0.5, "halber": 0.5, "anderthalb": 1.5,
}  # fmt: skip
TENS: Mapping[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90,
}  # fmt: skip
SCALES: Mapping[str, int] = {
    "hundred": 100, "hundert": 100, "thousand": 1000, "grand": 1000, "tausend": 1000, "k": 1000, "million": 10**6,
    "millionen": 10**6, "billion": 10**9, "milliarde": 10**9, "milliarden": 10**9,
}  # fmt: skip
ARTICLES = frozenset(("a", "an", "ein", "eine", "einen", "einem", "einer", "eines"))
JOINS = frozenset(("and", "und", "-"))
PIECE = re.compile(r"\d[\d.,]*|[^\W\d_]+|[^\w\s]")
AFTER = re.compile(r" ?(\d[\d.,]*)")
SHARE = re.compile(r"\b(half|quarters?|thirds?|fifths?|tenths?|percent|prozent|hälfte|drittel|viertel)$|%$")
LARGEST = 1e12
LOST = "I could not make out how much that is. Please say the amount as one number."


def before(text: str, comma: str) -> float | None:
    """The number that the text ends with. `comma` is the sign that its language writes before the decimals.

    Raises ProviderError (missing) for a share of an amount: half understood it would be told wrong.
    """
    pieces = PIECE.findall(text)
    start = len(pieces)
    while start and (is_number(pieces[start - 1]) or pieces[start - 1] in JOINS):
        start -= 1
    said = pieces[start:]
    while said and said[0] in JOINS:
        said = said[1:]
    if said and start and pieces[start - 1] == "of" and SHARE.search(" ".join(pieces[: start - 1])):
        raise ProviderError(LOST, "missing")
    return value_of(said, comma) if said else None


def behind(text: str, comma: str) -> float | None:
    """The number that the text begins with: what stands after a sign such as $."""
    found = AFTER.match(text)
    return value_of([found[1]], comma) if found else None


def is_number(piece: str) -> bool:
    return piece[0].isdigit() or piece in ARTICLES or piece in SCALES or compound(piece) is not None


def value_of(pieces: list[str], comma: str) -> float | None:
    """ "six hundred and fifty" is 650, "half a million" 500,000; None for what is no amount."""
    total, part = 0.0, 0.0
    for place, piece in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else ""
        if piece in SCALES:
            part = (part or 1) * SCALES[piece]
            if SCALES[piece] > 100:
                total, part = total + part, 0.0
        elif piece in ARTICLES:
            part += 1 if not part and (len(pieces) == 1 or following in SCALES) else 0  # not "a 25 dollar book"
        else:
            part += digits(piece, comma) if piece[0].isdigit() else compound(piece) or 0
    value = total + part
    return value if 0 < value <= LARGEST else None


def compound(word: str) -> float | None:
    """A number in one word, with those that German writes together: "fünfundzwanzig", "zweihundertfünfzig"."""
    if word in ONES or word in TENS:
        return ONES.get(word, TENS.get(word))
    for scale, size in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = word.partition(scale)
        if found:
            many = 1 if head in {"", "ein"} else compound(head)
            rest = compound(tail.removeprefix("und")) if tail else 0
            return None if many is None or rest is None else many * size + rest
    one, joined, ten = word.partition("und")
    unit = 1 if one == "ein" else ONES.get(one)
    return TENS[ten] + unit if joined and ten in TENS and unit else None


def digits(word: str, comma: str) -> float:
    """A written number, also with the decimals of the other language: 15,50 in English."""
    point = "," if comma == "." else "."
    plain = word.rstrip(".,")
    if re.fullmatch(rf"\d+\{point}\d{{1,2}}", plain):
        plain = plain.replace(point, comma)
    try:
        return float(plain.replace(point, "").replace(comma, "."))
    except ValueError:
        return 0.0
