"""Reads the amount before a currency: "1,200", "15.50", "a thousand", "six hundred and fifty", "zwei Millionen"."""

import re
from collections.abc import Mapping

ONES: Mapping[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "a": 1, "an": 1,
    "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
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
WORD = rf"(?:\d[\d.,]*|{'|'.join({**ONES, **TENS, **SCALES, 'and': 0, 'und': 0})})"
BEFORE = re.compile(rf"(?<![\w.,])({WORD}(?:[ -]?{WORD})*) ?$")
AFTER = re.compile(r" ?(\d[\d.,]*)")
LARGEST = 1e12


def before(text: str, comma: str) -> float | None:
    """The number that the text ends with. `comma` is the sign that its language writes before the decimals."""
    found = BEFORE.search(text)
    return value_of(found[1], comma) if found else None


def behind(text: str, comma: str) -> float | None:
    """The number that the text begins with: what stands after a sign such as $."""
    found = AFTER.match(text)
    return value_of(found[1], comma) if found else None


def value_of(said: str, comma: str) -> float | None:
    """ "six hundred and fifty" is 650, "2.5 million" 2,500,000; None for what is no number."""
    total, part = 0.0, 0.0
    words = re.findall(r"\d[\d.,]*|[^\W\d_]+", said)
    if len(words) > 1 and ONES.get(words[0]) == 1 and words[1] not in SCALES:
        words = words[1:]  # "a 25 dollar book"
    for word in words:
        if word[0].isdigit():
            part += digits(word, comma)
        elif (scale := SCALES.get(word, 0)) == 100:
            part = (part or 1) * scale
        elif scale:
            total, part = total + (part or 1) * scale, 0.0
        else:
            part += ONES.get(word, TENS.get(word, 0))
    value = total + part
    return value if 0 < value <= LARGEST else None


def digits(word: str, comma: str) -> float:
    """A written number. A sign before exactly three digits groups thousands, unless its language writes decimals so."""
    point = "," if comma == "." else "."
    plain = word.rstrip(".,")
    if re.fullmatch(rf"\d+\{point}\d{{1,2}}", plain):
        plain = plain.replace(point, comma)  # the other language's decimals: 15,50 in English
    try:
        return float(plain.replace(point, "").replace(comma, "."))
    except ValueError:
        return 0.0
