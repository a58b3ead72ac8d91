"""Finds flight numbers, airports by their codes, and the symbols of shares: names that are codes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from intents.gazetteer import Mention, airports_of, city_airports
from intents.grammar import GENERIC, PREPOSITIONS
from intents.kinds import either
from intents.quantities import measures
from intents.sheet import Sheet
from intents.tables import rows, words
from intents.words import fold

FLIGHT = re.compile(r"(?<![\w.])([a-z]{2}|[a-z]\d|\d[a-z]) ?(\d{1,4})(?![\w.:%])")
CODE = re.compile(r"(?<!\w)[A-Z]{3}(?!\w)")
CITY_AIRPORT = re.compile(r"\s+airports?$")
FROM_TO = re.compile(r"\bfrom\b.*\bto\b|\bto\b.*\bfrom\b|\bvon\b.*\bnach\b")
FILL = "~"
ONES, TENS = frozenset("123456789"), frozenset(map(str, range(20, 100, 10)))
SMALL = ("a", "an", "ein", "eine", "einer", "einem", "einen")  # "is a flight": no number
SYMBOL = re.compile(r"(?<![\w$])\$?([A-Z]{1,5}(?:\.[A-Z]{1,2})?)(?![\w'])")


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What stands before a code: "flight number 601", "ticker ACME"."""

    after_name: re.Pattern[str]
    numbered: re.Pattern[str]
    ticker: re.Pattern[str]


@cache
def code_words(language: str) -> CodeWords:
    said = words("cues", language, "code")
    flight, number = either(said["flight"]), rf"(?:{either(said['number'])} ?)?"
    return CodeWords(
        re.compile(rf"(?:'s)?\s*(?:{flight} )?{number}(\d{{1,4}})(?![\w:%])"),
        re.compile(rf"\b{flight} {number}(?:([a-z]{{2}}|[a-z]\d|\d[a-z]) ?)?(\d{{1,4}})(?!\w)"),
        re.compile(rf"\b{either(said['ticker'])} (?:{either(said['symbol'])} )?$", re.IGNORECASE),
    )


@cache
def airlines() -> dict[str, str]:
    """Airlines by their codes in lower case."""
    return {row.extra.lower(): row.value for row in rows("airlines") if row.kind == "airline"}


@cache
def listed() -> dict[str, tuple[str, str]]:
    """What is traded, by its symbol: its kind and name."""
    return {row.extra: (row.kind, row.value) for row in rows("companies") if row.extra and row.kind != "currency"}


def find_flight(sheet: Sheet, found: Sequence[Mention], known: bool, language: str) -> None:
    """A flight number, as "UA 482"; without a known airline "601". `known`: the question is about flights."""
    said, low = code_words(language), in_digits(sheet.low, language)
    for airline in (each for each in found if each.kind == "airline"):
        number = said.after_name.match(low, airline.end)
        if number:
            take(sheet, airline.extra, number[1], (airline.start, said_until(low, number.end())))
            return
    numbered = said.numbered.search(low)
    for match in FLIGHT.finditer(low):
        named = numbered is not None and numbered.start() < match.start() < numbered.end()
        if match[1] in airlines() and (named or sure(sheet, match, known)):
            take(sheet, match[1].upper(), match[2], (match.start(), said_until(low, match.end())))
            return
    if numbered and not numbered[1]:
        take(sheet, "", numbered[2], (numbered.start(2), said_until(low, numbered.end(2))))


def in_digits(low: str, language: str) -> str:
    """With numbers that are read out digit by digit, or in pairs, as digits: "two eight seven", "eleven seventy five".
    Positions stay: what is left of the words is filled up."""
    return spoken(language).sub(lambda run: digits_of(run[0], language).ljust(len(run[0]), FILL), low)


def digits_of(run: str, language: str) -> str:
    zero = dict.fromkeys(words("cues", language, "code").get("zero", ()), "0")
    numbers = {**measures(language).numbers, **zero}
    values = [numbers[word] for word in run.replace("-", " ").split()]
    read: list[str] = []
    for value in values:
        if read and read[-1] in TENS and value in ONES:
            read[-1] = f"{read[-1][0]}{value}"
        else:
            read.append(value)
    return "".join(read)


@cache
def spoken(language: str) -> re.Pattern[str]:
    """A row of numbers in words, each below a hundred."""
    zero = words("cues", language, "code").get("zero", ())
    word = either([*(each for each in measures(language).numbers if " " not in each and each not in SMALL), *zero])
    return re.compile(rf"(?<![\w.]){word}(?:[ -]{word})*(?!\w)")


def said_until(low: str, end: int) -> int:
    """Where the words of a number end that was filled up."""
    return end + len(low[end:]) - len(low[end:].lstrip(FILL))


def sure(sheet: Sheet, match: re.Match[str], known: bool) -> bool:
    """A code in capitals is one; in small letters it may be a word: "at 10", "is 5"."""
    small = match[1] in GENERIC or match[1] in PREPOSITIONS
    return sheet.text[match.start() : match.start() + 2].isupper() or (known and not small)


def take(sheet: Sheet, code: str, number: str, span: tuple[int, int]) -> None:
    sheet.take("flight", f"{code} {int(number)}".strip(), span)
    sheet.note("airline", airlines().get(code.lower(), ""), span[0])


def find_airports(sheet: Sheet, every: bool = False) -> None:
    """Codes in capitals, and cities that have an airport; a city stays free, for it is a place too.

    `every`: of a city that has several all are meant, "delays in New York", unless it is an end of a journey.
    """
    for match in CODE.finditer(sheet.free):
        sheet.take("airport", match[0], match.span())
    text = sheet.with_own_places()
    every = every and not FROM_TO.search(text)
    for each in city_airports(text):
        for code in (every and airports_of().get(text[each.start : each.end])) or (each.value,):
            sheet.note("airport", code, each.start)
    said = CITY_AIRPORT.sub("", fold(sheet.said.get("airport", "")))
    for code in airports_of().get(said, ()) if every else ():
        sheet.note("airport", code, fold(sheet.text).find(said))


def find_symbols(sheet: Sheet, language: str) -> None:
    """Symbols of shares in capitals: known ones, and whatever is called one. Alone, a known one may be small."""
    alone = sheet.text.strip(" ?!.$").upper()
    if alone in listed() and not sheet.has("symbol"):
        sheet.note("symbol", alone, 0)
        sheet.note(*listed()[alone], 0)
        return
    for match in SYMBOL.finditer(sheet.free):
        kind, name = listed().get(match[1], ("", ""))
        called = match[0].startswith("$") or code_words(language).ticker.search(sheet.free[: match.start()])
        if (name and len(match[1]) > 1) or called:
            sheet.take("symbol", match[1], match.span())
            sheet.note(kind, name, match.start())
