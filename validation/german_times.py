"""Clock times as they are said in German: halb drei, viertel nach acht, fünf vor halb neun, acht Uhr dreißig abends."""

from collections.abc import Sequence
from typing import NamedTuple

from validation.german_numbers import cardinal
from validation.tokens import Token, at

WORDS = frozenset({"halb", "viertel", "dreiviertel", "mitternacht"})
_PARTS = {
    "morgens": 0, "früh": 0, "vormittags": 0, "mittags": 12, "nachmittags": 12, "abends": 12,
}  # fmt: skip
_NAMED = {
    "morgen": 0, "frühen": 0, "vormittag": 0, "mittag": 12, "nachmittag": 12, "abend": 12, "späten": 12, "frühe": 0,
}  # fmt: skip
_BEHIND = frozenset({"uhr", "vor", "nach", "minuten", "minute"})  # one of these follows the first word of all others
_QUARTERS = {"viertel": -45, "halb": -30, "dreiviertel": -15}  # "halb drei" is half an hour before three


class Clock(NamedTuple):
    """Hour and minute as said, 0 or 12 where the half of the day is told, and the token behind."""

    hour: int
    minute: int
    half: int | None
    next: int


def part_of_day(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    """abends, am Abend, am frühen Morgen; what is no such word tells nothing."""
    low = at(tokens, index).low
    if low in _PARTS:
        return _PARTS[low], index + 1
    named = at(tokens, index + 1).low
    return (_NAMED[named], index + 2) if low in {"am", "in"} and named in _NAMED else (None, index)


def spoken(tokens: Sequence[Token], index: int) -> Clock | None:
    """The time that begins at this word or number; None where none does."""
    low = at(tokens, index).low
    if low not in WORDS and at(tokens, index + 1).low not in _BEHIND:
        return None
    if low == "mitternacht":
        return Clock(0, 0, 0, index + 1)
    return _before_the_hour(tokens, index) or _minutes(tokens, index) or _uhr(tokens, index)


def whole(tokens: Sequence[Token], index: int) -> int | None:
    """The whole number that one token says, in figures or in words."""
    token = at(tokens, index)
    figures = token.kind == "number" and len(token.text) < 3 and token.text.isdecimal()
    value = float(token.text) if figures else cardinal(token.low)
    return int(value) if value is not None and value == int(value) and value < 60 else None


def _before_the_hour(tokens: Sequence[Token], index: int) -> Clock | None:
    """halb drei, viertel drei, dreiviertel drei."""
    moved, hour = _QUARTERS.get(at(tokens, index).low), whole(tokens, index + 1)
    if moved is None or hour is None or not 1 <= hour <= 12:
        return None
    return _moved(tokens, hour, moved, index + 2)


def _minutes(tokens: Sequence[Token], index: int) -> Clock | None:
    """viertel nach acht, zehn vor zwölf, fünf vor halb drei."""
    count = 15 if at(tokens, index).low == "viertel" else whole(tokens, index)
    named = at(tokens, index + 1).low in {"minuten", "minute"}
    way = at(tokens, index + 1 + named).low
    if not count or way not in {"vor", "nach"} or (count % 5 and not named) or count >= 60:
        return None
    minutes, hour = (count if way == "nach" else -count), index + 2 + named
    if base := _before_the_hour(tokens, hour):
        return _moved(tokens, base.hour, base.minute + minutes, base.next)
    said = whole(tokens, hour)
    return _moved(tokens, said, minutes, hour + 1) if said is not None and 1 <= said <= 24 else None


def _uhr(tokens: Sequence[Token], index: int) -> Clock | None:
    """acht Uhr, 8 Uhr 30, 8.30 Uhr."""
    hour, place, minute = whole(tokens, index), index + 1, 0
    written = at(tokens, index).text.partition(".")
    if hour is None and written[0].isdecimal() and written[2].isdecimal() and len(written[2]) == 2:
        hour, minute = int(written[0]), int(written[2])
    if hour is None and at(tokens, index).low in {"ein", "einem"}:
        hour = 1
    if hour is None or hour > 24 or minute > 59 or at(tokens, place).low != "uhr":
        return None
    more = whole(tokens, place + 1) if not minute and at(tokens, place + 2).low not in {"minuten", "uhr"} else None
    half, behind = part_of_day(tokens, place + 1 + (more is not None))
    return Clock(hour, more or minute, half, behind)


def _moved(tokens: Sequence[Token], hour: int, minutes: int, behind: int) -> Clock:
    behind += at(tokens, behind).low == "uhr"
    half, behind = part_of_day(tokens, behind)
    moved = hour * 60 + minutes
    early = moved // 60 == 0 and hour <= 12  # "halb eins" is half past twelve
    return Clock(12 if early else moved // 60, moved % 60, half, behind)
