"""How far a relative order goes: "a bit", "a lot", "by 20 percent", "two degrees warmer"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inference.home.line import Line
from inference.home.values import Value
from intents.quantities import measures

# by how much a value goes: a bit, where nothing is said, a lot
STEPS: Mapping[str, tuple[float, float, float]] = {
    "brightness": (10, 20, 40), "volume": (5, 10, 20), "position": (15, 25, 50), "temperature": (0.5, 1, 3),
    "speed": (34, 34, 67),  # a fan of three speeds moves by one
}  # fmt: skip
LIMITS: Mapping[str, tuple[float, float]] = {
    "brightness": (1, 100),  # dimmed is not switched off
    "volume": (0, 100), "position": (0, 100), "temperature": (-50, 150), "speed": (1, 100),
}  # fmt: skip
FAHRENHEIT = 45  # degrees: no room of a house in Celsius is set that high
UP = frozenset(("increase", "brighten", "open"))
DOWN = frozenset(("decrease", "dim", "close"))
SLIGHT = {
    "en": re.compile(
        r"\b(?:just )?(?:a|one) (?:(?:little|tiny|wee) )?(?:bit|tad|touch|notch|smidge|step|hair|crack)\b"
        r"|\ba little\b|\bslightly\b|\bsomewhat\b"
    ),
    "de": re.compile(
        r"\b(?:ein|eine) (?:kleines |klein )?(?:bisschen|wenig|spur|stück|tick|stufe)\b|\betwas\b|\bleicht\b"
    ),
}
GREAT = {
    "en": re.compile(
        r"\ba lot\b|\blots\b|\bmuch\b|\bway (?=too|brigh|dark|loud|quiet|warm|cool)"
        r"|\bsignificantly\b|\bconsiderably\b|\ba good deal\b"
    ),
    "de": re.compile(r"\bviel\b|\bdeutlich\b|\bwesentlich\b|\bsehr viel\b"),
}
FURTHER = {
    "en": re.compile(r"\beven\b|\bstill\b|\bfurther\b|\bmore\b|\bless\b|\ball the way\b"),
    "de": re.compile(r"\bnoch\b|\bweiter\b|\bmehr\b|\bweniger\b"),
}
# by what the present value is multiplied, and what of the thing that is
TIMES = {
    "en": re.compile(r"\b(half|twice|double|three times) as (bright|loud|fast)(?: as (?:now|before))?\b"),
    "de": re.compile(r"\b(halb|doppelt|dreimal) so (hell|laut|schnell)(?: wie (?:jetzt|vorher))?\b"),
}
FACTORS = {"half": 0.5, "halb": 0.5, "twice": 2.0, "double": 2.0, "doppelt": 2.0, "three times": 3.0, "dreimal": 3.0}
MULTIPLIED = {
    "bright": "brightness", "hell": "brightness", "loud": "volume", "laut": "volume", "fast": "speed",
    "schnell": "speed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extent:
    """How far: `size` is 0 (a bit), 1 (nothing said) or 2 (a lot). `words` say so; `moves`: it is a step from here, or
    by a `factor` of what it is."""

    size: int = 1
    words: frozenset[int] = frozenset()
    moves: bool = False
    factor: float | None = None


PLAIN = Extent()


def multiplied(said: Line) -> tuple[str, Extent] | None:
    """ "Half as bright": what of the thing is multiplied, and by what."""
    text = " ".join(said.words)
    shape = TIMES.get(said.language, TIMES["en"])
    found = shape.search(text)
    if found is None:
        return None
    return MULTIPLIED[found[2]], Extent(words=spans(shape, text), moves=True, factor=FACTORS[found[1]])


def extent_of(said: Line, value: Value) -> Extent:
    """How far an order goes, beside the number that it may name."""
    text, language = " ".join(said.words), said.language
    slight, great, further = (shapes.get(language, shapes["en"]) for shapes in (SLIGHT, GREAT, FURTHER))
    compared = said.lexicon.compared
    named = {at for each in said.of("name", "area") for at in range(each.start, each.end)}
    found = {size: spans(shape, text) - named for size, shape in ((0, slight), (2, great), (1, further))}
    size = 0 if found[0] else 2 if found[2] else 1
    moves = bool(found[0] or found[2]) or any(said.words[at] in compared for at in found[1])
    return Extent(size, found[0] | found[1] | found[2], moves or steps(said, value))


def steps(said: Line, value: Value) -> bool:
    """Whether a number says by how much, not to what: "20 percent brighter", but not "up to 20"."""
    leveled = {at for each in said.of("level") for at in range(each.start, each.end)}
    if value.number is None or value.words <= leveled:
        return False
    first = min(value.words, default=0)
    if first and said.words[first - 1] in said.lexicon.into:
        return False
    return value.relative or not said.lexicon.compared.isdisjoint(said.words)


def amount_words(text: str, language: str) -> frozenset[int]:
    """The words that say "a bit" or "a lot"."""
    return spans(SLIGHT.get(language, SLIGHT["en"]), text) | spans(GREAT.get(language, GREAT["en"]), text)


def spans(shape: re.Pattern[str], text: str) -> frozenset[int]:
    """The words in which a shape is found."""
    found: set[int] = set()
    for match in shape.finditer(text):
        first = text[: match.start()].count(" ")
        found.update(range(first, first + match[0].count(" ") + 1))
    return frozenset(found)


def without_amount(words: Sequence[str], language: str) -> list[str]:
    """The words without what says how much: "20 percent brighter" is "brighter"."""
    text = " ".join(words)
    table = measures(language)
    for shape in (table.amount, SLIGHT.get(language, SLIGHT["en"]), GREAT.get(language, GREAT["en"])):
        text = shape.sub(" ", text)
    gone = {"by", "um", "even", "noch"}
    return [word for word in text.split() if word not in gone and not word.replace(".", "").isdigit()]
