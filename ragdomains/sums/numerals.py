"""Turns number words into digits: "two hundred and forty six" into 246, "one and a half" into 1.5."""

import re
from decimal import Decimal

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ONES = {word: number for number, word in enumerate(SMALL.split())}
TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 20 + 10 * place for place, word in enumerate(TENS_WORDS.split())} | {"fourty": 40}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
FRACTIONS = {
    "half": "0.5", "halves": "0.5", "quarter": "0.25", "quarters": "0.25", "third": "( 1 / 3 )", "thirds": "( 1 / 3 )",
    "fifth": "0.2", "fifths": "0.2", "tenth": "0.1", "tenths": "0.1", "eighth": "0.125", "eighths": "0.125",
    "sixth": "( 1 / 6 )", "sixths": "( 1 / 6 )", "seventh": "( 1 / 7 )", "sevenths": "( 1 / 7 )",
    "ninth": "( 1 / 9 )", "ninths": "( 1 / 9 )",
}  # fmt: skip
NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|[a-z]+|°|[^\sa-z\d]")


def with_digits(text: str) -> str:
    """The text in lower case, one space between words and signs, every number in digits."""
    plain = text.casefold().replace("’", "'").replace("²", " squared ").replace("³", " cubed ")
    plain = re.sub(r"([a-z])-([a-z])", r"\1 \2", plain)
    words = [word.replace(",", "") if word[0].isdigit() else word for word in WORD.findall(plain)]
    said: list[str] = []
    place = 0
    while place < len(words):
        number, size = number_at(words, place)
        said.append(number if size else words[place])
        place += size or 1
    return " ".join(said)


def number_at(words: list[str], place: int) -> tuple[str, int]:
    """The number that begins at a word, as digits, and how many words it takes; ("", 0) for none."""
    total, current, size = Decimal(0), None, 0
    index = place
    while index < len(words):
        word, joiner = words[index], 0
        if word == "and" and current is not None and size and follows_and(words, index):
            joiner, word = 1, words[index + 1]
        step = extended(total, current, word, words[index - 1] if index > place else "")
        if step is None:
            break
        total, current = step
        index += 1 + joiner
        size = index - place
    if current is None:
        return article(words, place)
    number, taken = decimals(words, index)
    text = plain(total + current) + number
    return mixed(text, words, index + taken, size + taken)


def follows_and(words: list[str], index: int) -> bool:
    """ "two hundred and six" is one number, "two and six" are two."""
    before = words[index - 1]
    after = words[index + 1] if index + 1 < len(words) else ""
    return before in SCALES and before != "dozen" and (after in ONES or after in TENS)


Step = tuple[Decimal, Decimal]


def extended(total: Decimal, current: Decimal | None, word: str, before: str) -> Step | None:
    """The number so far with one more word, or None where the word does not belong to it."""
    if word in SCALES:
        return scaled(total, current, SCALES[word])
    if current is None:
        return (total, value) if (value := simple(word)) is not None else None
    if word in ONES and 0 < ONES[word] < 10 and before in TENS:
        return total, current + ONES[word]
    if (word in ONES or word in TENS) and before in SCALES and before != "dozen":
        return total, current + (ONES.get(word) or TENS.get(word) or 0)
    return None


def scaled(total: Decimal, current: Decimal | None, scale: int) -> Step | None:
    if current is None:
        return None
    if scale in {100, 12}:
        return total, current * scale
    return total + current * scale, Decimal(0)


def simple(word: str) -> Decimal | None:
    if NUMBER.fullmatch(word):
        return Decimal(word)
    value = ONES.get(word, TENS.get(word))
    return None if value is None else Decimal(value)


def article(words: list[str], place: int) -> tuple[str, int]:
    """ "a hundred", "a dozen", "half", "a quarter"; a single "a" stays a word."""
    size = 1 if words[place] in {"a", "an"} else 0
    word = words[place + size] if place + size < len(words) else ""
    if size and word in SCALES:
        number, taken = number_at(["one", *words[place + 1 :]], 0)
        return number, taken
    after = words[place + size + 1] if place + size + 1 < len(words) else ""
    if word in FRACTIONS and (size or word in {"half"}) and after not in {"power"}:
        return FRACTIONS[word], size + 1
    return "", 0


def decimals(words: list[str], index: int) -> tuple[str, int]:
    """ "point five" after a number."""
    if index >= len(words) or words[index] != "point":
        return "", 0
    digits = ""
    taken = 1
    while index + taken < len(words) and (word := words[index + taken]) and (word.isdigit() or ONES.get(word, 10) < 10):
        digits += word if word.isdigit() else str(ONES[word])
        taken += 1
    return (f".{digits}", taken) if digits else ("", 0)


def mixed(text: str, words: list[str], index: int, size: int) -> tuple[str, int]:
    """ "two thirds", "one and a half"."""
    rest = words[index : index + 3]
    if rest and rest[0] in FRACTIONS and rest[0] not in {"half", "quarter"}:
        return f"( {text} * {FRACTIONS[rest[0]]} )", size + 1
    if len(rest) == 3 and rest[0] == "and" and rest[1] in {"a", "one"} and rest[2] in FRACTIONS:
        return f"( {text} + {FRACTIONS[rest[2]]} )", size + 3
    return text, size


def plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
