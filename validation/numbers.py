"""Numbers as they are written and said: 1,234.5, twenty-three, three point five, 1.2 million; and how exact."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from validation.german_numbers import DOUBTFUL, cardinal
from validation.tokens import Token, at, glued, words

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: value for value, word in enumerate(_ONES)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
# Behind digits: "1.2 million", "57M", "10k".
MAGNITUDES = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "millions": 1e6,
    "billions": 1e9,
    "k": 1e3,
    "mn": 1e6,
    "mio": 1e6,
    "bn": 1e9,
    "tausend": 1e3,
    "millionen": 1e6,
    "milliarde": 1e9,
    "milliarden": 1e9,
    "mrd": 1e9,
    "billionen": 1e12,
}
_ORDINALS = dict(
    zip(
        [
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        range(3, 21),
        strict=True,
    )
) | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_LAST = {"first": 1, "second": 2} | {word: value for word, value in _ORDINALS.items() if value < 10}
MOST_WORDS = 24  # nobody says a longer number
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 8), (3, 8), (5, 8), (7, 8)}


class Numeral(NamedTuple):
    """A number read from tokens. `step` is its coarseness: 1 for 12, 0.1 for 12.5; `next` is the token behind it."""

    value: float
    step: float
    next: int
    ordinal: bool = False
    said: bool = False  # in words


def numeral(tokens: Sequence[Token], index: int) -> Numeral | None:
    """The number that begins at this token, in digits or words, with its magnitude; None if none does."""
    token = at(tokens, index)
    if token.kind == "number":
        return _digits(tokens, index)
    if token.text in VULGAR:
        return Numeral(VULGAR[token.text], 0.01, index + 1)
    return _worded(tokens, index) if token.low in NUMBER_WORDS else _german(tokens, index)


def _digits(tokens: Sequence[Token], index: int) -> Numeral | None:
    values = readings(tokens[index].text)
    if not values:
        return None
    value, step = values[0]
    following, behind = at(tokens, index + 1), index + 1
    if following.low in SUFFIXES and glued(tokens, index + 1) and step == 1:
        return Numeral(value, 1, index + 2, ordinal=True)
    if fraction := _fraction(tokens, index):
        return fraction
    if step == 1 and following.kind in {"word", "number"} and (part := _fraction(tokens, behind)) and part.value < 1:
        return part._replace(value=value + part.value)
    if step == 1 and [at(tokens, behind + place).low for place in range(3)] == ["and", "a", "half"]:
        return Numeral(value + 0.5, 0.5, behind + 3)
    factor = 100.0 if following.low == "hundred" else MAGNITUDES.get(following.low, 1.0)
    if following.text == "K":  # 4K is a screen
        factor = 1.0
    return Numeral(value * factor, step * factor, behind + (factor != 1.0))


def _fraction(tokens: Sequence[Token], index: int) -> Numeral | None:
    """3/4 or ¾; 7/12 is none, because it is more often a date."""
    token, below = at(tokens, index), at(tokens, index + 2)
    if token.text in VULGAR:
        return Numeral(VULGAR[token.text], 0.01, index + 1)
    if at(tokens, index + 1).text != "/" or not (glued(tokens, index + 1) and glued(tokens, index + 2)):
        return None
    if len(token.text) > 2 or not (token.text.isdecimal() and below.text.isdecimal()) or len(below.text) > 2:
        return None
    pair = (int(token.text), int(below.text))
    return Numeral(pair[0] / pair[1], 0.001, index + 3) if pair in FRACTIONS else None


def readings(text: str) -> list[tuple[float, float]]:
    """What digits can mean, likeliest first, each with its step: "1.234" is 1.234 (step 0.001), or 1234 elsewhere."""
    plain = text.replace("’", "'").replace("\u00a0", "'").replace("\u202f", "'")
    if len(plain) > 40:
        return []
    signs = [char for char in plain if not char.isdecimal()]
    if not signs:
        return [(float(plain), 1.0)]
    head, _, tail = plain.rpartition(signs[-1])
    whole = _grouped(plain, signs)
    if len(set(signs)) == 1 and len(signs) > 1:
        return [(whole, 1.0)] if whole is not None else []
    decimal = _decimal(head, tail) if signs[-1] != "'" else None
    found = [
        (decimal, 10.0 ** -len(tail)) if decimal is not None else None,
        (whole, 1.0) if whole is not None else None,
    ]
    likeliest_whole = signs[-1] == "," or decimal is None
    ordered = reversed(found) if likeliest_whole else found
    return [reading for reading in ordered if reading is not None]


def _grouped(plain: str, signs: Sequence[str]) -> float | None:
    """The value if every sign groups thousands: 1,234,567."""
    first, *groups = plain.replace(".", ",").replace("'", ",").split(",")
    if len(set(signs)) != 1 or first == "0" or len(first) > 3 or any(len(group) != 3 for group in groups):
        return None
    return float(first + "".join(groups))


def _decimal(head: str, tail: str) -> float | None:
    """The value if the last sign is the decimal one, and those before it group thousands."""
    first, *groups = head.replace(".", ",").replace("'", ",").split(",")
    if any(len(group) != 3 for group in groups):
        return None
    return float(f"{first}{''.join(groups)}.{tail}")


def _worded(tokens: Sequence[Token], index: int) -> Numeral | None:
    number = _cardinal(tokens, index)
    return _tail(tokens, number) if number and not number.ordinal else number


def _cardinal(tokens: Sequence[Token], index: int) -> Numeral | None:
    total, current, place, seen = 0.0, 0.0, index, ""
    while place < index + MOST_WORDS and (step := _word(tokens, place, seen)) is not None:
        word, place = step
        if word in SMALL:
            current += SMALL[word]
        elif word in {"hundred", "dozen"}:
            current = max(current, 1) * SCALES[word]
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0.0
        elif word not in {"a", "an"}:
            return Numeral(total + current + (_LAST.get(word) or _ORDINALS[word]), 1, place, ordinal=True, said=True)
        seen = word
    if place == index or seen in {"a", "an"}:
        return None
    return Numeral(total + current, _coarse(seen), place, said=True)


def _word(tokens: Sequence[Token], place: int, seen: str) -> tuple[str, int] | None:
    """The next word of the number and the place behind it; None where the number ends."""
    if seen in _LAST or seen in _ORDINALS:
        return None
    token = at(tokens, place)
    if (seen and token.text == "-" and glued(tokens, place)) or (
        token.low == "and" and seen in SCALES and at(tokens, place + 1).low in SMALL
    ):
        place, token = place + 1, at(tokens, place + 1)
    return (token.low, place + 1) if _goes_on(seen, token.low) else None


def _goes_on(seen: str, word: str) -> bool:
    if word in SCALES:
        return seen not in {""} or word != "dozen"
    if word in SMALL:
        return seen in {"", *SCALES} or (seen in _TENS and 0 < SMALL[word] < 10)
    if word in {"a", "an"}:
        return seen == ""
    if word in _LAST and seen in _TENS:
        return True
    return word in _ORDINALS and (seen == "" or seen in SCALES)


def _coarse(seen: str) -> float:
    return float(SCALES.get(seen, 1)) if seen not in {"dozen", "hundred"} else 1.0


def _tail(tokens: Sequence[Token], number: Numeral) -> Numeral:
    """What may follow a number in words: "point five", "and a half", a year's second half ("twenty twenty-six")."""
    low = [at(tokens, number.next + i).low for i in range(3)]
    if low[0] == "point" and SMALL.get(low[1], 10) < 10:
        return _pointed(tokens, number)
    if low == ["and", "a", "half"]:
        return number._replace(value=number.value + 0.5, step=0.5, next=number.next + 3)
    if 10 <= number.value < 100 and SMALL.get(low[0], 0) >= 10:
        second = _cardinal(tokens, number.next)
        if second and 10 <= second.value < 100 and not second.ordinal:
            return number._replace(value=number.value * 100 + second.value, next=second.next)
    return number


def _german(tokens: Sequence[Token], index: int) -> Numeral | None:
    """dreiundzwanzig Komma vier, zwei Millionen, anderthalb."""
    token, after = at(tokens, index), at(tokens, index + 1)
    value = cardinal(token.low) if token.kind == "word" else None
    if value is None or (token.low in DOUBTFUL and not _in_german(at(tokens, index - 1), after)):
        return None
    part = cardinal(at(tokens, index + 2).low) if after.low == "komma" else None
    if part is not None and 0 <= part < 100:
        return _decimals(tokens, Numeral(value, 1, index + 2, said=True))
    factor = MAGNITUDES.get(after.low, 1.0)
    step = factor if value == int(value) else 0.5 * factor
    return Numeral(value * factor, step, index + 1 + (factor != 1.0), said=True)


def _decimals(tokens: Sequence[Token], number: Numeral) -> Numeral:
    """Digit by digit, or two of them as one number: null fünf, fünfundzwanzig."""
    place, digits = number.next, ""
    while (part := cardinal(at(tokens, place).low)) is not None and part < (100 if not digits else 10):
        digits += f"{part:.0f}"
        place += 1
    return number._replace(value=number.value + float(f"0.{digits}"), step=10.0 ** -len(digits), next=place)


def _in_german(before: Token, after: Token) -> bool:
    return before.low in _BESIDE or after.low in _BESIDE


def _pointed(tokens: Sequence[Token], number: Numeral) -> Numeral:
    place, digits = number.next + 1, ""
    while (digit := SMALL.get(at(tokens, place).low, 10)) < 10 and len(digits) < 9:
        digits += str(digit)
        place += 1
    return number._replace(value=number.value + float(f"0.{digits}"), step=10.0 ** -len(digits), next=place)


def step_of(value: float, step: float) -> float:
    """How coarse a hedged number is ("about 1200"): its trailing zeros, but never more than a twentieth of it."""
    whole, said = abs(value), step
    while step * 10 <= whole and math.isclose(round(whole / (step * 10)) * step * 10, whole, rel_tol=1e-12):
        step *= 10
    return max(said, min(step, whole / 10)) if whole else step


_BESIDE = words(
    "um gegen ab bis vor nach halb viertel dreiviertel komma uhr grad prozent euro minuten stunden sekunden tage tagen "
    "kilometer kilometern meter metern zu minus plus etwa rund fast knapp unter über sind es mit auf nur genau gibt und"
)
NUMBER_WORDS = frozenset({*SMALL, *_ORDINALS, "a", "an"})
