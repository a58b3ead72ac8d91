"""The spans of a text that can be wrong: numbers with units, dates, weekdays, clock times, names and URLs."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from validation import german
from validation.german_numbers import ONE, ORDINALS, cardinal
from validation.moments import MOMENT_WORDS, MONTHS, WEEKDAYS, moment
from validation.numbers import NUMBER_WORDS, SMALL, VULGAR
from validation.quantities import CURRENCIES, SIGNS, Found, quantity
from validation.tokens import Token, at, glued, opens, tokenize, words
from validation.types import Claim

# A reader gets the tokens and a place; it returns what begins there, or None.
Reader = Callable[[Sequence[Token], int], Found | None]

CODE = 12  # pieces of the longest code, such as WH-1000XM4
LISTED = 50  # a greater number with a dot at the start of a line is no list marker
_PLAIN = words(
    "i i'm i'll i've i'd i’m i’ll i’ve i’d ok okay yes no the a an it its it's it’s he she they we you "
    "this that these those there here"
)

# Capitalised only because they open a sentence, or labels whose number counts or measures: Gate 12, Temperature 18.
COMMON = words(
    "about around over under nearly almost only just roughly approximately at in on by from for with of "
    "to and or but so if after before since until up down more less than between all both some exactly is "
    "are was were will has have had gate terminal page room platform seat channel chapter section step "
    "row level floor part number no day week month year temperature temp humidity wind winds gusts rain "
    "snow high low high's price cost tickets ticket score total battery population distance height weight "
    "speed pressure delay flight train bus line track version result results your our my tonight today "
    "tomorrow currently now approx another next last first every each season episode volume rating "
    "gleis bahnsteig steig raum zimmer halle platz reihe sitz seite kapitel abschnitt linie etage stock stufe tor "
    "am im vom zum zur ab bis seit heute gestern"
)


# Words in small letters that a number, a date or a time may begin with.
STARTERS = frozenset(
    {
        *NUMBER_WORDS,
        *MOMENT_WORDS,
        *MONTHS,
        *ORDINALS,
        *VULGAR,
        *ONE,
        "minus",
        "negative",
        "half",
        "quarter",
        "first",
        "second",
    }
)


def find_claims(text: str) -> tuple[Claim, ...]:
    """All claims of a text, in order, without overlap. The text is read to 64 Ki characters."""
    return _cached(text) if len(text) < 20_000 else _find(text)


def _find(text: str) -> tuple[Claim, ...]:
    tokens = tokenize(text)
    return tuple(claim for found in _scan(tokens) for claim in _claims(text, tokens, found))


# The same passages come back with every sentence of an answer, and with every answer of the same look-up.
_cached = lru_cache(maxsize=1024)(_find)


def _scan(tokens: Sequence[Token]) -> Iterator[Found]:
    index = 0
    while index < len(tokens):
        found = _read(tokens, index)
        if found is None:
            index += 1
        else:
            yield found
            index = max(found.next, index + 1)


def _read(tokens: Sequence[Token], index: int) -> Found | None:
    for read in _readers(tokens, index):
        if found := read(tokens, index):
            return found
    return None


def _readers(tokens: Sequence[Token], index: int) -> tuple[Reader, ...]:
    """Those that can find anything here. Most words begin nothing: the small ones that name no number, day or month."""
    token = tokens[index]
    if token.kind != "word":
        return _SIGNS if token.kind == "sign" and token.text in SIGNS else READERS.get(token.kind, ())
    if token.low in STARTERS or token.text in CURRENCIES or cardinal(token.low) is not None:
        return _STARTING
    return () if token.text.islower() and not glued(tokens, index + 1) else _NAMING


def _claims(text: str, tokens: Sequence[Token], found: Found) -> Iterator[Claim]:
    for part in found.parts:
        start, end = tokens[part.first].start, tokens[part.next - 1].end
        yield Claim(part.kind, text[start:end], start, end, part.value, part.unit, part.step)


def _whole(tokens: Sequence[Token], index: int) -> Found | None:
    """What one token says alone: a URL, a phone number, an ISO date with or without its time."""
    token = tokens[index]
    if token.kind == "url":
        return Found.one("url", token.text, index, index + 1)
    if token.kind == "phone":
        return Found.one("name", "".join(char for char in token.text if char.isdecimal()), index, index + 1, "phone")
    if token.kind == "iso":
        return _iso(token, index)
    return None


def _iso(token: Token, index: int) -> Found | None:
    try:
        when = datetime.fromisoformat(token.text)
    except ValueError:
        return Found.one("date", token.text[:10], index, index + 1)
    day = Found.one("date", when.date().isoformat(), index, index + 1)
    clock = Found.one("time", f"{when:%H:%M}", index, index + 1, "24h")
    return day if len(token.text) == 10 else Found((*day.parts, *clock.parts), index + 1)


def _marker(tokens: Sequence[Token], index: int) -> Found | None:
    """ "1." or "2)" before an item of a list, or "(3)", is no claim."""
    token, after = tokens[index], at(tokens, index + 1)
    if token.kind != "number" or after.text not in {".", ")"} or len(token.text) > 2 or not token.text.isdecimal():
        return None
    item = at(tokens, index + 2)
    if at(tokens, index - 1).text == "(" and after.text == ")" and int(token.text) <= LISTED:
        return Found((), index + 1)
    first = token.fresh or (at(tokens, index - 1).text in {"*", "-", "•"} and tokens[index - 1].fresh)
    if (
        first
        and int(token.text) <= LISTED
        and item.kind == "word"
        and item.start > after.end
        and item.low not in MONTHS
    ):
        return Found((), index + 2)
    return None


def _always(tokens: Sequence[Token], index: int) -> Found | None:
    """24/7 is neither a date nor two numbers."""
    round_the_clock = [token.text for token in tokens[index : index + 3]] == ["24", "/", "7"]
    return Found((), index + 3) if round_the_clock else None


def _moment(tokens: Sequence[Token], index: int) -> Found | None:
    if tokens[index].kind not in {"clock", "number", "word"}:
        return None
    found = moment(tokens, index)
    return Found.one(found.kind, found.value, index, found.next, found.unit) if found else None


def _code(tokens: Sequence[Token], index: int) -> Found | None:
    """Letters and digits in one: WH-1000XM4, E37, COVID-19, 49ers, 1.5.2, F/2.8 is none."""
    end, digits, capitals = index + 1, tokens[index].kind == "number", tokens[index].text[:1].isupper()
    if tokens[index].kind not in {"word", "number"} or (
        digits and glued(tokens, index) and tokens[index - 1].text in "-–$€£"
    ):
        return None
    while end < index + CODE and glued(tokens, end) and _joins(tokens, end):
        digits = digits or tokens[end].kind == "number"
        capitals = capitals or tokens[end].text[:1].isupper()
        end += 1
    if tokens[end - 1].text == "-":
        end -= 1
    if end - index < 2 or not digits or not capitals:
        return None
    text = "".join(token.text for token in tokens[index:end])
    return Found.one("name", text, index, end, "code")


def _joins(tokens: Sequence[Token], end: int) -> bool:
    if tokens[end].text == "-":
        return glued(tokens, end + 1) and at(tokens, end + 1).kind in {"number", "word"}
    return tokens[end].kind in {"number", "word"}


def _name(tokens: Sequence[Token], index: int) -> Found | None:
    """Capitalised words in a row, with a number that only tells them apart: Windows 11, Route 66, Ocean's Eleven."""
    end = index
    while _capital(tokens, end) and (end == index or _goes_on(tokens, end)):
        end += 1
    if end == index:
        return None
    numbered = _telling(tokens, end) and not (end == index + 1 and tokens[index].low in COMMON)
    if end == index + 1 and opens(tokens, index) and not numbered:
        return None
    parts = tokens[index : end + numbered]
    return Found.one(
        "name", " ".join(token.text for token in parts), index, end + numbered, "label" if numbered else ""
    )


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Does a name go on with this word? Not where it begins a code (Type F9) or a time (Um Viertel vor elf)."""
    plain = _code(tokens, index) is None and moment(tokens, index) is None
    return tokens[index].start - tokens[index - 1].end == 1 and plain


def _telling(tokens: Sequence[Token], index: int) -> bool:
    """Is this a number without a unit, right behind a name?"""
    token = at(tokens, index)
    if token.kind not in {"number", "word"} or token.start - tokens[index - 1].end != 1:
        return False
    if token.kind == "word":
        return token.low in SMALL and token.text[0].isupper()
    found = quantity(tokens, index)
    plain = found is not None and len(found.parts) == 1 and found.next == index + 1 and not found.parts[0].unit
    return plain and moment(tokens, index) is None


def _capital(tokens: Sequence[Token], index: int) -> bool:
    token = at(tokens, index)
    if token.kind != "word" or token.text.islower() or token.low in _PLAIN:
        return False
    if token.low in MONTHS or token.low in WEEKDAYS or token.low in german.WEEKDAYS:
        return False
    return not (token.low in SMALL and opens(tokens, index))


# In this order: what is read first keeps its words from being read as something else.
READERS: dict[str, tuple[Reader, ...]] = {
    "url": (_whole,), "phone": (_whole,), "iso": (_whole,), "clock": (_moment,),
    "number": (_marker, _always, _moment, quantity, _code),
}  # fmt: skip
_STARTING: tuple[Reader, ...] = (_moment, quantity, _code, _name)
_NAMING: tuple[Reader, ...] = (_code, _name)
_SIGNS: tuple[Reader, ...] = (quantity,)
