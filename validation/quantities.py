"""Quantities in a text: a number with sign, currency and unit; ranges, scores, and sums such as 2 hours 30 minutes."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from validation.german_numbers import ONE
from validation.moments import Moment, moment
from validation.numbers import SMALL, VULGAR, Numeral, numeral
from validation.tokens import Token, at, glued, words
from validation.units import CENTS, LONGEST, NAMES, UNITS, convert, dimension

CURRENCIES = frozenset(
    {"$", "€", "£", "¥", "₹", "USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN"}
)
_BIG = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "B": 1e9, "bn": 1e9, "mn": 1e6}  # behind money: $57M
SIGNS = frozenset({*"-–−+", *CURRENCIES, *VULGAR})  # a number may begin with one of these
_MINUS = frozenset({"minus", "negative"})
_BELOW = (["below", "zero"], ["below", "freezing"], ["unter", "null"])
_DASHES = frozenset("-–—−")
_COINED = words("euro euros franken pound pounds dollar dollars")  # eight pounds fifty
_BELOW_ONE = {
    "thirds": 3, "quarters": 4, "fifths": 5, "sixths": 6, "tenths": 10, "third": 3, "fifth": 5, "drittel": 3,
    "viertel": 4, "fünftel": 5,
}  # fmt: skip
_PARTS_OF = {"half": 2, "hälfte": 2, "third": 3, "drittel": 3, "quarter": 4, "viertel": 4, "fifth": 5, "fünftel": 5}
_ONE_OF = words("a one die ein")
_WHOLES = words("the them all those these our its their us")
_GERMAN_WHOLES = words("der aller von unserer ihrer")
# what stands before a half that is a piece of time or space, and before a day of a month
_THERE = words("in on at and or by but overnight tonight tomorrow today outside while with until")
_NO_SHARE = words("first second other better latter last top bottom next upper lower early late each either and")
_BEGIN = frozenset(name.split(" ")[0] for name in NAMES)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HALVES = words("halbe halben halber halbes")
_AND_A_HALF = ["and", "a", "half"]
_ADDED = ("time", "length", "mass", "money")  # 2 hours 30 minutes, 5 feet 10 inches
# After a number "in" is mostly a preposition, "s" closes a decade and these letters open other words.
_AFTER_INCH = frozenset(
    {"", "of", "tall", "wide", "long", "deep", "high", "and", "or", "to", "tonight", "today", "tomorrow"}
)


# Behind these "one" counts, and is no pronoun.
_COUNTED = words(
    "season episode goal point run set game win loss ticket person guest event flight stop item headline room seat "
    "device light door window result match alert warning"
)


class Part(NamedTuple):
    """A claim in the making: its tokens from `first` to before `next`."""

    kind: str
    value: str | float
    first: int
    next: int
    unit: str = ""
    step: float = 0.0


class Found(NamedTuple):
    """What a reader found: claims, and the token to go on with."""

    parts: tuple[Part, ...]
    next: int

    @classmethod
    def one(cls, kind: str, value: str | float, first: int, behind: int, unit: str = "") -> "Found":
        return cls((Part(kind, value, first, behind, unit),), behind)


def quantity(tokens: Sequence[Token], index: int) -> Found | None:
    """The number, range or score that begins at this token."""
    part = _share(tokens, index) or _signed(tokens, index)
    if part is None:
        return None
    return _score(tokens, part) or _range(tokens, part) or Found((_added(tokens, part),), _added(tokens, part).next)


def _share(tokens: Sequence[Token], index: int) -> Part | None:
    """Three quarters of them, two thirds, half of the children, four in five: as exact as such words are."""
    first = tokens[index]
    if first.kind == "sign":
        return None
    low = [at(tokens, index + place).low for place in range(4)]
    many, below = SMALL.get(low[0], 0), _BELOW_ONE.get(low[1], 0)
    if 0 < many < below and not (low[2] == "of" and low[3] in {"a", "an"}):
        return Part("number", 100 * many / below, index, index + 2, "%", 2.0)
    if one := _one_part(low, at(tokens, index - 1).low if index else ""):
        return Part("number", 100 / one[0], index, index + one[1], "%", 4.0)
    return _out_of(tokens, index)


def _one_part(low: Sequence[str], before: str) -> tuple[int, int] | None:
    """Of "half of the", "a quarter of our" and "die Hälfte der": the part, and how many words say it."""
    if before in _NO_SHARE:
        return None
    article = 1 if low[0] in _ONE_OF else 0
    part, of = _PARTS_OF.get(low[article], 0), low[article + 1 : article + 3]
    if not part or (not article and part != 2):
        return None
    whole = (of[:1] == ["of"] and of[1:] and of[1] in _WHOLES) or (article and of[:1] and of[0] in _GERMAN_WHOLES)
    return (part, article + 1) if whole else None


def _out_of(tokens: Sequence[Token], index: int) -> Part | None:
    """ "Four in five", "9 in 10", and no hour: "two in five minutes" counts something else."""
    many, whole = numeral(tokens, index), numeral(tokens, index + 2)
    if at(tokens, index + 1).low != "in" or not many or not whole or many.next != index + 1:
        return None
    if not 0 < many.value < whole.value <= 10 or many.value % 1 or _unit(tokens, whole.next)[0]:
        return None
    return Part("number", 100 * many.value / whole.value, index, whole.next, "%", 2.0)


def _signed(tokens: Sequence[Token], index: int) -> Part | None:
    """A number with what belongs to it, before and behind: minus $5.20, 18 degrees, 5 below zero."""
    place, sign = index, 1.0
    if at(tokens, place).low in _MINUS or _is_sign(tokens, place):
        place, sign = place + 1, -1.0
    elif at(tokens, place).text == "+":
        place += 1
    money = NAMES[tokens[place].text] if at(tokens, place).text in CURRENCIES else ""
    place += 1 if money else 0
    if at(tokens, place).text in _DASHES and money and glued(tokens, place):
        place, sign = place + 1, -1.0
    figures = at(tokens, place).kind == "number"
    found = (None if figures else _half(tokens, place)) or numeral(tokens, place)
    if found is None or _no_quantity(tokens, place, found, money):
        return None
    value, step, unit, behind = _measured(tokens, found, money)
    if unit and [at(tokens, behind).low, at(tokens, behind + 1).low] in _BELOW:
        sign, behind = -1.0, behind + 2
    elif not unit and at(tokens, behind).low == "below" and _below_zero(at(tokens, behind + 1)):
        sign, behind = -1.0, behind + 1
    elif not unit and [at(tokens, behind).low, at(tokens, behind + 1).low] in _BELOW[::2]:
        sign, behind = -1.0, behind + 2
    return Part("number", sign * value, index, behind, unit, step)


def _below_zero(following: Token) -> bool:
    """ "3 below in the valleys" is a temperature, "3 below the bridge" is none."""
    return following.kind != "word" or following.low in _THERE


def _is_sign(tokens: Sequence[Token], index: int) -> bool:
    """A dash is a sign before a digit, where it does not hang on what stands before it."""
    token, after = at(tokens, index), at(tokens, index + 1)
    if token.text not in {"-", "−", "–"} or not glued(tokens, index + 1):
        return False
    return (after.kind == "number" or after.text in CURRENCIES) and (
        not glued(tokens, index) or tokens[index - 1].text in '(=:|["'
    )


def _half(tokens: Sequence[Token], index: int) -> Numeral | None:
    """half an hour, a quarter of an hour: the number alone."""
    low = [at(tokens, index + i).low for i in range(4)]
    if low[0] == "half" and low[1] in {"a", "an"} and low[2] in NAMES:
        return Numeral(0.5, 0.1, index + 2, said=True)
    if low[:2] == ["quarter", "of"] and low[2] in {"a", "an"} and low[3] in NAMES:
        return Numeral(0.25, 0.01, index + 3, said=True)
    if low[1] == "quarters" and low[2] == "of" and low[3] in {"a", "an"} and SMALL.get(low[0], 9) < 4:
        return Numeral(SMALL[low[0]] / 4, 0.01, index + 4, said=True)
    return _one(tokens, index, low)


def _one(tokens: Sequence[Token], index: int, low: Sequence[str]) -> Numeral | None:
    """eine Stunde, eine halbe Stunde, an hour and a half: the number alone."""
    if low[0] in ONE and low[1] in _HALVES and low[2] in NAMES:
        return Numeral(0.5, 0.1, index + 2, said=True)
    follows = [at(tokens, index + place).low for place in (2, 3, 4)]
    more = follows == _AND_A_HALF or (low[1] in NAMES and follows[0] == "and" and _goes_on(tokens, index))
    if low[1] in NAMES and (low[0] in ONE or (low[0] in {"a", "an"} and more)):
        return Numeral(1, 1, index + 1, said=True)
    return None


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """ "an hour and thirty-five minutes", "a day and six hours": more of the same kind follows."""
    more = numeral(tokens, index + 3)
    unit = NAMES.get(at(tokens, more.next).low, "") if more else ""
    return bool(unit) and _family(unit) == _family(NAMES[at(tokens, index + 1).low])


def _no_quantity(tokens: Sequence[Token], place: int, found: Numeral, money: str) -> bool:
    """Numbers glued to letters (5G, 49ers), "one" as a pronoun, Seven as a title."""
    first, behind = at(tokens, place), at(tokens, found.next)
    if found.said and found.next == place + 1:
        plain = not (_unit(tokens, found.next)[0] or _ranges(tokens, found.next) or _negative(tokens, place, found))
        plain = plain and not _ends_range(tokens, place)
        if first.low in {"one", "third"} and plain and at(tokens, found.next).low not in _COUNTED:
            return True
        if first.text[0].isupper() and place and tokens[place - 1].kind == "word":
            return True
    if first.kind == "number" and glued(tokens, place) and _lettered(tokens[place - 1], -1) and not money:
        return True
    if not _lettered(behind, 0) or not glued(tokens, found.next) or found.next - place > 1 or found.said:
        return False
    return not (money or _unit(tokens, found.next)[0] or _decade(tokens, found))


def _lettered(token: Token, place: int) -> bool:
    """Is it a word that, glued to a figure, makes a name with it? Not where a script sets no spaces: 9米."""
    return token.kind == "word" and not _UNSPACED.match(token.text[place])


def _negative(tokens: Sequence[Token], place: int, found: Numeral) -> bool:
    """Is it "minus one" or "one below zero"?"""
    before = at(tokens, place - 1).low if place else ""
    return before in _MINUS or [at(tokens, found.next).low, at(tokens, found.next + 1).low] in _BELOW


def _ranges(tokens: Sequence[Token], index: int) -> bool:
    """Does another number follow, as in "one to three minutes"?"""
    return at(tokens, index).low in {"to", "or", "-", "–"} and numeral(tokens, index + 1) is not None


def _ends_range(tokens: Sequence[Token], place: int) -> bool:
    """Is it the last of "four to one"?"""
    return place > 1 and tokens[place - 1].low in {"to", "zu"} and tokens[place - 2].low in {*SMALL, "nil"}


def _decade(tokens: Sequence[Token], found: Numeral) -> bool:
    return at(tokens, found.next).low in {"s", "'s", "’s"} and found.value % 10 == 0 and found.value >= 10


def _measured(tokens: Sequence[Token], found: Numeral, money: str) -> tuple[float, float, str, int]:
    """Value, step and unit of a number, and the token behind."""
    value, step, behind = found.value, found.step, found.next
    token = at(tokens, behind)
    if money and glued(tokens, behind) and token.text in _BIG:
        return value * _BIG[token.text], step * _BIG[token.text], money, behind + 1
    if token.kind == "word" and glued(tokens, behind) and _decade(tokens, found) and not money:
        return value + 4.5, 9, "", behind + 1
    if token.low in CENTS:
        return value / 100, step / 100, "money", behind + 1
    if found.ordinal:
        return value, step, "", behind
    unit, after = _unit(tokens, behind)
    return (
        value,
        step,
        (unit if not money or (dimension(unit).startswith("money") and unit != "dollar") else money),
        after,
    )


def _unit(tokens: Sequence[Token], index: int) -> tuple[str, int]:
    """The unit said at this place, and the token behind it: "km/h", "degrees Celsius", "-minute"."""
    place = index
    if (
        at(tokens, place).text == "-"
        and glued(tokens, place)
        and glued(tokens, place + 1)
        and at(tokens, place + 1).kind == "word"
    ):
        place += 1
    token = at(tokens, place)
    if token.kind not in {"word", "sign"} or (token.text not in _BEGIN and token.low not in _BEGIN):
        return "", index
    for length in range(LONGEST, 0, -1):
        words = tokens[place : place + length]
        name = " ".join(word.text for word in words)
        unit = NAMES.get(name) or (NAMES.get(name.lower(), "") if len(name) > 1 else "")
        if unit and len(words) == length and not _other(tokens, place, length):
            return unit, place + length
    return "", index


def _other(tokens: Sequence[Token], place: int, length: int) -> bool:
    """Is this word no unit here? "5 in the morning", "12 second helpings", "3 V 2"."""
    token, after = tokens[place], at(tokens, place + 1)
    if token.fresh and at(tokens, place + length).text == ":":
        return True  # the label of the next line
    if length > 1:
        return False
    if token.low == "in" and not glued(tokens, place):
        return after.low not in _AFTER_INCH and after.kind != "sign"
    return (
        len(token.text) == 1 and token.kind == "word" and after.kind in {"word", "number"} and glued(tokens, place + 1)
    )


def _score(tokens: Sequence[Token], part: Part) -> Found | None:
    """3-1, 3:1, 10-4-2: whole numbers without a unit."""
    values, place = [part.value], part.next
    if part.unit or part.step != 1 or part.next - part.first != 1:
        return None
    while at(tokens, place).text in {"-", "–", ":"} and glued(tokens, place) and glued(tokens, place + 1):
        other = numeral(tokens, place + 1)
        if other is None or other.step != 1 or other.said or other.next != place + 2 or _unit(tokens, other.next)[0]:
            break
        values.append(other.value)
        place = other.next
    if len(values) == 1:
        return None
    return Found.one("number", "-".join(f"{value:.0f}" for value in values), part.first, place, "score")


def _range(tokens: Sequence[Token], part: Part) -> Found | None:
    """15-18 °C, between 15 and 18 degrees, $5 to $7: two claims that share the unit."""
    if at(tokens, part.next).text == "." and at(tokens, part.next + 1).low == "bis":
        part = part._replace(next=part.next + 1)  # vom 3. bis 11. Mai
    link, between = at(tokens, part.next), at(tokens, part.first - 1).low in {"between", "zwischen"}
    if not (
        link.text in _DASHES
        or link.low in {"to", "through", "bis"}
        or (link.low in {"and", "or", "und", "oder"} and (between or not part.unit))
    ):
        return None
    if until := moment(tokens, part.next + 1) if at(tokens, part.next + 1).kind else None:
        return _hours(part, until)
    second = _signed(tokens, part.next + 1)
    if second is None or (at(tokens, part.next + 1).text in _DASHES and link.text in _DASHES):
        return None
    if (
        part.unit == "%"
        and not second.unit
        and at(tokens, part.first - 1).low not in {"from", "between", "von", "zwischen"}
    ):
        return None  # "gained 2.4 percent to 41.20"
    if second.step >= 1000 and not part.unit and isinstance(part.value, float) and part.value < 1000:
        scale = max((scale for scale in (1e3, 1e6, 1e9, 1e12) if scale <= abs(float(second.value))), default=1e3)
        part = part._replace(value=part.value * scale, step=part.step * scale)  # 5 to 7 million
    if part.unit and second.unit and dimension(part.unit) != dimension(second.unit):
        second = _added(tokens, second)  # "down 3 percent to 48 dollars and 20 cents"
        return Found((part, second), second.next)
    unit = part.unit or second.unit
    return Found((part._replace(unit=unit), second._replace(unit=second.unit or unit)), second.next)


def _hours(part: Part, until: Moment) -> Found | None:
    """5 to 7 pm: two times; which half of the day the first lies in is not said."""
    if part.unit or part.step != 1 or isinstance(part.value, str) or not 1 <= part.value <= 31:
        return None
    if until.kind == "date" and "-" in until.value[-3:] and len(until.value) > 5:  # 3 to 11 May
        first = Part("date", f"{until.value[:-2]}{int(part.value):02}", part.first, part.next, until.unit)
        return Found((first, Part("date", until.value, part.next + 1, until.next, until.unit)), until.next)
    if until.kind != "time" or part.value > 24:
        return None
    first = Part("time", f"{int(part.value) % 24:02}:00", part.first, part.next, "12h")
    last = Part("time", until.value, part.next + 1, until.next, until.unit)
    return Found((first, last), until.next)


def _added(tokens: Sequence[Token], part: Part) -> Part:
    """2 hours and 30 minutes as one claim of 2.5 hours; 5 dollars and 20 cents."""
    kind, place = _family(part.unit), part.next
    if kind not in _ADDED:
        return part
    coined = tokens[place - 1].low in _COINED and not at(tokens, place).fresh
    cents = _cents(tokens, place) if coined else None
    if cents and isinstance(part.value, float | int):
        unit = "GBP" if part.unit == "pound" else part.unit  # nobody weighs four pounds fifty
        return part._replace(value=part.value + cents.value / 100, unit=unit, step=0.01, next=cents.next)
    if [at(tokens, place + i).low for i in range(3)] == _AND_A_HALF and isinstance(part.value, float | int):
        return part._replace(value=part.value + 0.5, step=0.5, next=place + 3)
    behind_comma = at(tokens, place).low == ","
    place += 1 if at(tokens, place).low in {"and", "und", ","} else 0
    second = _signed(tokens, place)
    if second and part.unit == "h" and second.unit == "m":
        second = second._replace(unit="min")  # 2h 30m
    if (
        second is None
        or _family(second.unit) != kind
        or not isinstance(second.value, float)
        or not isinstance(part.value, float)
    ):
        return part
    if kind == "money":
        more = second.value if second.unit == "money" and second.value < 1 else None
    else:
        more = convert(second.value, second.unit, part.unit)
        more = more if UNITS[second.unit].factor < UNITS[part.unit].factor else None
    if more is None or more < 0 or (behind_comma and more == part.value):  # "half a day, twelve hours" says it twice
        return part
    step = second.step if kind == "money" else convert(second.step, second.unit, part.unit)
    return part._replace(value=part.value + more, next=second.next, step=step or part.step)


def _cents(tokens: Sequence[Token], index: int) -> Numeral | None:
    """Those that stand behind the money with no word of theirs: zwölf Euro achtzig, four pounds fifty-five."""
    found = numeral(tokens, index)
    plain = found is not None and found.step == 1 and 1 <= found.value < 100 and not found.ordinal
    return found if plain and found and not _unit(tokens, found.next)[0] else None


def _family(unit: str) -> str:
    return dimension(unit).partition(" ")[0]
