"""Converts an amount from units to another: "how many ounces in 2 kg", "5 feet 11 in cm", "70 F to celsius"."""

import re
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from ragdomains.languages import base
from ragdomains.sums import german
from ragdomains.sums.grammar import calculate
from ragdomains.sums.operations import PRECISION, bounded
from ragdomains.sums.results import spoken
from ragdomains.sums.units import LONGEST, NAMES, Unit
from ragdomains.types import ProviderError

ZERO = {"degC": Decimal("273.15"), "degF": Decimal("459.67"), "K": Decimal(0)}
ASKED_FIRST = re.compile(r"\bhow (?:many|much)\b")
TURNING = {"in", "to", "into", "as", "is", "equals", "are", "="}
MONEY = re.compile(
    r"\b(dollars?|euros?|usd|eur|gbp|yen|rupees?|pesos?|kroner|francs?|yuan|currency|currencies|bucks|quid|sterling)\b|[$€£]"
)
PLACES = 2  # decimals that are spoken
LOST = "I could not make out what to convert into what. Please say it like: 5 miles in kilometres."


@dataclass(frozen=True, slots=True)
class Named:
    """A unit at its place in the text, with the number before it, if there is one."""

    units: tuple[Unit, ...]
    number: Decimal | None
    start: int
    end: int
    begins: int  # where the number begins


@dataclass(frozen=True, slots=True)
class Converted:
    """The result and how both sides are said."""

    value: Decimal
    unit: str
    unit_word: str
    amount: str


def is_conversion(text: str) -> bool:
    """Whether two units of one kind stand in the text (digits already)."""
    found = find_units(words_of(text))
    return len(found) >= 2 and any(matching(found[0], other) for other in found[1:])


def words_of(text: str) -> list[str]:
    """The words, with the inches that nobody says in "5 ft 11 in cm"."""
    return re.sub(r"(\b(?:ft|feet|foot)|') (\d+(?:\.\d+)?) (?=(?:in|to|into|as) )", r"\1 \2 inches ", text).split()


def find_units(words: list[str]) -> list[Named]:
    found: list[Named] = []
    place = 0
    while place < len(words):
        size = next((n for n in range(LONGEST, 0, -1) if " ".join(words[place : place + n]) in NAMES), 0)
        if size and stands_alone(words, place, size):
            number, begins = number_before(words, place)
            found.append(
                Named(tuple(NAMES[" ".join(words[place : place + size])]), number, place, place + size, begins)
            )
        place += size or 1
    return found


def stands_alone(words: list[str], place: int, size: int) -> bool:
    """Whether a short word is a unit here: "in" only before one like "to", a letter only after a number or "to"."""
    word = words[place]
    if size > 1 or len(word) > 2:
        return True
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if word == "in":
        return is_number(before) and (after in TURNING or after in {"", "?"})
    return is_number(before) or before in TURNING or before in {"many", "and", "degrees", "°", "convert"}


def is_number(word: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:\.\d+)?|\.\d+|\)", word))


def number_before(words: list[str], place: int) -> tuple[Decimal | None, int]:
    """The number before a unit, fractions as (2 * (1/3)) too; "a" and "an" are one."""
    start = end = place
    while end and words[end - 1] in {"a", "an", "of"}:  # half of a mile
        end -= 1
    start = end
    while start and re.fullmatch(r"\d+(?:\.\d+)?|\.\d+|[()/*+]", words[start - 1]):
        start -= 1
    if start == end:
        return (Decimal(1), end) if "a" in words[end:place] or "an" in words[end:place] else (None, place)
    sign = -1 if start and words[start - 1] in {"-", "minus", "negative"} else 1
    return sign * calculate(words[start:end]), start - (sign < 0)


def matching(one: Named, other: Named) -> tuple[Unit, Unit] | None:
    """The units of both that measure the same, where names are ambiguous."""
    for first in one.units:
        for second in other.units:
            if first.dimension == second.dimension:
                return first, second
    return None


def convert(text: str, language: str = "en") -> Converted:
    """Raises ProviderError (missing) where no amount, or no unit of the same kind, is to be found."""
    if MONEY.search(text):
        raise ProviderError("I did not make out the currencies. Please say it like: 50 dollars in euros.", "missing")
    found = find_units(words_of(text))
    if len(found) < 2:
        raise ProviderError(LOST, "missing")
    target, sources = roles(text, found)
    pair = matching(target, sources[0])
    if pair is None:
        raise unlike(sources[0].units[0], target.units[0], language)
    wanted = pair[0]
    with localcontext(Context(prec=PRECISION)):
        value, said = Decimal(0), []
        for source in sources:
            both = matching(target, source)
            if both is None:
                raise ProviderError(LOST, "missing")
            amount = Decimal(1) if source.number is None else bounded(source.number)
            value += turned(amount, both[1], wanted)
            said.append(f"{spoken(amount, 6, language)} {worded(both[1], amount == 1, language)}")
        value = +value
    word = worded(wanted, spoken(value, PLACES) == "1", language)
    return Converted(value, wanted.symbol, word, " ".join(said))


def unlike(given: Unit, other: Unit, language: str) -> ProviderError:
    one, two = worded(given, False, language), worded(other, False, language)
    return ProviderError(f"{one[:1].upper()}{one[1:]} cannot be converted into {two}.", "missing")


def worded(unit: Unit, single: bool, language: str) -> str:
    """A unit as a language says it, one or several of it."""
    names = {"de": german.UNITS}.get(base(language), {})
    one, many = names.get(unit.symbol, (unit.one, unit.many))
    return one if single else many


def roles(text: str, found: list[Named]) -> tuple[Named, list[Named]]:
    """The unit asked for, and the amounts that are given."""
    bare = [unit for unit in found if unit.number is None]
    given = [unit for unit in found if unit.number is not None]
    if not given:  # "convert inches to centimetres", "how many ounces in pounds"
        first, last = found[0], found[-1]
        return (first, [last]) if ASKED_FIRST.search(text) else (last, [first])
    if not bare:  # "how many teaspoons in one tablespoon" has one; "one pound is a kilo" none
        return found[-1], found[:-1]
    target = bare[0] if ASKED_FIRST.search(text) else bare[-1]
    return target, given


def turned(amount: Decimal, source: Unit, target: Unit) -> Decimal:
    if source.dimension == "temperature":
        return temperature(amount, source.symbol, target.symbol)
    return amount * source.size / target.size


def temperature(amount: Decimal, source: str, target: str) -> Decimal:
    """By way of kelvin; raises ProviderError below absolute zero."""
    kelvin = amount + ZERO[source]
    if source == "degF":
        kelvin = kelvin * 5 / 9
    if kelvin < 0:
        raise ProviderError("That is below absolute zero.", "missing")
    if target == "degF":
        return kelvin * 9 / 5 - ZERO["degF"]
    return kelvin - ZERO[target]
