"""How much an order says: a percentage, degrees, a level, a color; and in which words it says so."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from inference.home.line import Line, Mention
from inference.home.numbering import spellings
from intents.quantities import Amount, amounts, measures, plain_number, spoken_number

BLANK = "|"
# shades of white are color temperatures, in kelvin; other names that no browser knows become the nearest that it does
KELVIN = {"warm white": 2700, "candlelight": 2000, "neutral white": 4000, "daylight": 5500, "cool white": 6000}
NEAREST = {
    "amber": "orange", "cream": "cornsilk", "mint": "palegreen", "emerald": "mediumseagreen", "peach": "peachpuff",
    "rose": "pink", "light yellow": "lightyellow", "rainbow": "", "random": "", "hot pink": "hotpink",
}  # fmt: skip
POINT = {"en": "point", "de": "komma"}
HALVED = {
    "en": re.compile(r"\b([a-z]+|\d{1,3}) and a half\b(?: (degrees?))?"),
    "de": re.compile(r"\b([a-zäöüß]+?|\d{1,3}) ?(?:und )?(?:einhalb|ein halb|eine halbe)\b(?: (grad))?"),
}
RELATIVE = {"en": "by", "de": "um"}
INTO = {"en": (" to", " at"), "de": (" auf",)}


@dataclass(frozen=True, slots=True)
class Value:
    """What is to be set, and the words that say it. `relative`: by so much, not to so much."""

    number: float | None = None
    unit: str = ""
    color: str = ""
    kelvin: int | None = None
    relative: bool = False
    words: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.number is not None or bool(self.color) or self.kelvin is not None


NOTHING = Value()


def value_of(line: Line) -> Value:
    """The first color, amount or level that an order names."""
    colors = line.of("color")
    starts = {each.start for each in colors}
    shade = next((colored(each, line) for each in colors if each.end not in starts), NOTHING)  # "a warm orange"
    much = number_in(line)
    if not shade:
        return much
    if is_share(much, line) and shade.words.isdisjoint(much.words):  # "red at 40 percent"
        return replace(shade, number=much.number, words=shade.words | much.words)
    return shade


def is_share(much: Value, line: Line) -> bool:
    """Whether beside a color it can only be its brightness: "40 percent", or "at 40"."""
    bare = not much.unit and much.number is not None and 0 <= much.number <= 100
    into = min(much.words, default=0) > 0 and line.words[min(much.words) - 1] in line.lexicon.into
    return not much.relative and (much.unit == "%" or (bare and into))


def number_in(line: Line) -> Value:
    """The amount or level that an order names."""
    for each in line.of("level"):
        if each.end - each.start > 1 and counted(line.words[each.start], line.language):  # "three quarters" is not 3
            return leveled(each)
    names = {at for each in line.of("name", "area", "floor", "noun") for at in range(each.start, each.end)}
    shown = [BLANK if at in names else word for at, word in enumerate(line.words)]
    text = " ".join(shown)
    found = (
        decimal(text, line.language)
        or and_a_half(text, line.language)
        or last_said(amounts(text, line.language), text, line.language)
    )
    found = found or plain_number(text) or spoken_number(text, line.language)
    if found:
        return numbered(found, shown, line.language)
    for each in line.of("level"):
        return leveled(each)
    return NOTHING


def tells_which(value: Value, said: Line, never: bool) -> bool:
    """Whether a bare number says which thing is meant, not how far: `never` is an order that takes no value, and where
    things of the house are numbered so, "dim lamp 4" means one of them."""
    first = min(value.words, default=0)
    if value.number is None or value.unit or not first or value.relative:
        return False
    if said.words[first - 1] in said.lexicon.adding and counts_on(said, first - 1):
        return True
    follow = said.house.register.behind.get(said.stems[first - 1], ())
    counts = any(each.end == first for each in said.of("noun"))
    return never or (counts and any(spellings(word, said.language) for word in follow))


def counts_on(said: Line, at: int) -> bool:
    """ "Bay 3 and 4", where no Bay 4 is: no value for the one before."""
    return any(each.end == at and spellings(said.words[at - 1], said.language) for each in said.of("name"))


def counted(word: str, language: str) -> bool:
    return word in measures(language).numbers


def leveled(each: Mention) -> Value:
    return Value(float(each.value), "%", words=frozenset(range(each.start, each.end)))


def last_said(found: Sequence[Amount], text: str, language: str) -> Amount | None:
    """The amount to which something is to go, where several are named; else the first."""
    into = INTO.get(language, INTO["en"])
    return next((each for each in found if text[: each.start].rstrip().endswith(into)), found[0] if found else None)


def colored(each: Mention, line: Line) -> Value:
    shaded = each.start > 0 and line.words[each.start - 1] in line.lexicon.group("shade")  # "a deep red"
    other = next((before for before in line.of("color") if before.end == each.start), each)
    words = frozenset(range(min(each.start - shaded, other.start), each.end))
    if each.value in KELVIN:
        return Value(kelvin=KELVIN[each.value], unit="K", words=words)
    return Value(color=NEAREST.get(each.value, each.value).replace(" ", ""), words=words)


def numbered(found: Amount, shown: list[str], language: str) -> Value:
    ends = list(accumulate(len(word) + 1 for word in shown))
    first, last = bisect_right(ends, found.start), bisect_left(ends, found.end)
    words = frozenset(range(first, last + 1))
    relative = first > 0 and shown[first - 1] == RELATIVE.get(language, "by")
    number = float(found.number.replace(",", "."))
    if found.unit == "K":
        return Value(kelvin=round(number), unit="K", words=words)
    return Value(number, found.unit, relative=relative, words=words)


def decimal(text: str, language: str) -> Amount | None:
    """ "Twenty point five degrees"."""
    found = spoken_decimal(language).search(text)
    if found is None:
        return None
    numbers = measures(language).numbers
    whole = sum(int(numbers[word]) for word in re.split("[ -]", found[1]))
    return Amount(f"{whole}.{numbers[found[2]]}", "deg" if found[3] else "", found.start(), found.end())


def and_a_half(text: str, language: str) -> Amount | None:
    """ "19 and a half degrees", "zweiundzwanzigeinhalb Grad"."""
    found = HALVED.get(language, HALVED["en"]).search(text)
    if found is None:
        return None
    whole = str(measures(language).numbers.get(found[1], found[1]))
    unit = "deg" if found[2] else ""
    return Amount(f"{whole}.5", unit, found.start(), found.end()) if whole.isdigit() else None


@cache
def spoken_decimal(language: str) -> "re.Pattern[str]":
    table = measures(language)
    single = "|".join(re.escape(word) for word in sorted(table.numbers, key=len, reverse=True) if " " not in word)
    degrees = "|".join(re.escape(unit) for unit, kind in table.units.items() if kind.startswith("deg"))
    word = POINT.get(language, "point")
    return re.compile(rf"\b((?:{single})(?:[ -](?:{single}))?) {word} ({single})\b(?: ({degrees}))?")
