"""Finds amounts in a question: numbers, numbers with a unit, and how long something lasts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from intents.tables import words

DIGITS = re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d+)*(?!\w)")
DECIMAL = r"-?\d+(?:[.,]\d+)?"
BROKEN = re.compile(r"(?P<whole>.+?) (?:and a half|(?:point|komma) (?P<rest>\S+))")  # "nineteen and a half"
LARGEST = 100_000  # days, hours, minutes or seconds that are counted
Table = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as digits, its unit ("" for none), and where it is said."""

    number: str
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Measures:
    """The expressions of a language: a number with a unit, a length of time, a level such as "half"."""

    amount: re.Pattern[str]
    time: re.Pattern[str]
    level: re.Pattern[str]
    token: re.Pattern[str]
    times_follow: re.Pattern[str]
    spoken: re.Pattern[str]
    numbers: Mapping[str, str]
    units: Mapping[str, str]
    times: Mapping[str, str]
    fractions: Mapping[str, str]
    levels: Mapping[str, str]


@cache
def measures(language: str) -> Measures:
    units, times, numbers, fractions, levels = (
        by_word(words("units", language, kind)) for kind in ("unit", "time", "number", "fraction", "level")
    )
    tens = [word for word, value in numbers.items() if value.endswith("0") and value != "0"]
    words_only = rf"(?:{either(tens)})[ -](?:{either(numbers)})|{either(numbers)}"
    number = rf"(?:{DECIMAL}|{words_only})(?: and a half(?! (?:{either(times)})\b)| (?:point|komma) {either(numbers)})?"
    counted = [word for word, value in numbers.items() if int(value) > 1 and " " not in word]
    letters = [unit for unit in units if len(unit) == 1]
    long = [unit for unit in units if len(unit) > 1]
    amount = (
        rf"(?<![\w.,])(?:(?P<n>{number})[ -]?(?P<u>{either(long)})|(?P<d>{DECIMAL}) ?(?P<l>{either(letters)}))(?!\w)"
    )
    part = (
        rf"(?:{number}|{either(fractions)})(?: {either(fractions)})?[ -]?(?:{either(times)})(?: {either(fractions)})?"
    )
    return Measures(
        re.compile(amount),
        re.compile(rf"(?<![\w.,])(?:{part})(?:,? (?:and )?(?:{part}))*(?!\w)"),
        re.compile(rf"\b(?:{either(levels)})\b"),
        re.compile(rf"{DECIMAL}|(?<!\w){either({**fractions, **numbers, **times})}(?!\w)"),
        re.compile(rf"[ -]?{either(times)}(?!\w)"),
        re.compile(
            rf"\b(?:(?:{either(tens)})[ -](?:{either(numbers)})|{either(counted)})"
            rf"(?: and a half| (?:point|komma) {either(numbers)})?(?!\w)"
        ),
        numbers,
        units,
        times,
        fractions,
        levels,
    )


def by_word(table: Table) -> dict[str, str]:
    return {word: value for value, said in table.items() for word in said}


def either(said: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(said, key=len, reverse=True)) + ")"


def amounts(low: str, language: str = "en") -> list[Amount]:
    """The numbers with a unit in a lower-case text: "5 miles", "twenty-five percent", "21°C"."""
    table = measures(language)
    found = []
    for match in table.amount.finditer(low):
        said, unit = match["n"] or match["d"], match["u"] or match["l"]
        found.append(Amount(digits(said, table), table.units[unit], match.start(), match.end()))
    return found


def digits(said: str, table: Measures) -> str:
    """ "twenty five" is 25; a decimal comma becomes a point."""
    if said in table.numbers:
        return table.numbers[said]
    if parts := BROKEN.fullmatch(said):
        return f"{digits(parts['whole'], table)}.{digits(parts['rest'], table) if parts['rest'] else 5}"
    if said[-1].isdigit():
        return said.replace(",", ".")
    tens, _, ones = said.replace("-", " ").rpartition(" ")
    return str(int(table.numbers[tens]) + int(table.numbers[ones]))


def plain_number(low: str) -> Amount | None:
    """The first number in digits."""
    match = DIGITS.search(low)
    return Amount(match[0], "", match.start(), match.end()) if match else None


def every_number(low: str, language: str = "en") -> list[Amount]:
    """All numbers in a lower-case text, in digits and in words (from two on), in order."""
    table = measures(language)
    figures = [Amount(each[0], "", each.start(), each.end()) for each in DIGITS.finditer(low)]
    spoken = [Amount(digits(each[0], table), "", each.start(), each.end()) for each in table.spoken.finditer(low)]
    return sorted(figures + spoken, key=lambda each: each.start)


def level(low: str, language: str = "en") -> Amount | None:
    """ "Full", "half": in percent."""
    table = measures(language)
    match = table.level.search(low)
    return Amount(table.levels[match[0]], "%", match.start(), match.end()) if match else None


def duration(low: str, language: str = "en") -> Amount | None:
    """How long: "an hour and a half" is PT1H30M (ISO 8601)."""
    table = measures(language)
    match = max(table.time.finditer(low), key=lambda each: each.end() - each.start(), default=None)
    seconds = length(match[0], table) if match else 0
    return Amount(iso(seconds), "", match.start(), match.end()) if match and seconds else None


SECONDS = {"S": 1, "M": 60, "Q": 900, "Z": 2700, "H": 3600, "D": 86400, "W": 604800}


def length(said: str, table: Measures) -> int:
    """Seconds, the sum of all parts. A fraction goes with the unit before it ("an hour and a half") or behind it."""
    total, waiting, unit = 0.0, 0.0, ""
    for match in table.token.finditer(said):
        word = match[0]
        if word in table.times:
            unit = table.times[word]
            total, waiting = total + (waiting or 1) * SECONDS[unit], 0.0
        elif word in table.fractions and unit and not table.times_follow.match(said, match.end()):
            total += float(table.fractions[word]) * SECONDS[unit]
        else:
            waiting += float(table.fractions.get(word) or digits(word, table))
    return int(total) if 0 < total < LARGEST * 60 else 0


def iso(seconds: int) -> str:
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    clock = "".join(
        f"{count}{letter}" for count, letter in ((hours, "H"), (rest // 60, "M"), (rest % 60, "S")) if count
    )
    return f"P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}"


def spoken_number(low: str, language: str = "en") -> Amount | None:
    """The first number in words, from two on: "set it to twenty five"."""
    table = measures(language)
    match = table.spoken.search(low)
    return Amount(digits(match[0], table), "", match.start(), match.end()) if match else None
