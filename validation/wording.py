"""How a number is said in its sentence: about, more than, down by, in all, apart, at."""

import re
from dataclasses import dataclass
from functools import lru_cache

from validation import german
from validation.tokens import words
from validation.types import Claim

ABOUT = words(
    "about around roughly approximately approx some circa close nearly almost over under above below most least than"
).union(german.ABOUT)
DOWN = words(
    "down fell fallen falls dropped drop drops lost loses loss lower decline declined decrease decreased "
    "minus slipped shed"
)
UP = words("up rose risen rises gained gain gains rise increase increased climbed plus jumped added")
LEVEL = words("to at from of")  # "down to 5 degrees" names a level, not a change
TOTAL = words("total totals altogether together combined sum all plus adds overall").union(german.TOTAL)
APART = words(
    "by difference differ more less fewer warmer colder cooler hotter higher lower than apart later "
    "earlier longer shorter above below left remaining lead margin ahead behind rise drop change gain spread up down "
    "rose fell lead leads leading trail trails trailing unterschied wärmer kälter höher niedriger mehr weniger teurer "
    "free available frei übrig gained lost risen fallen gewonnen verloren gestiegen gefallen zugelegt cheaper billiger "
    "günstiger vorsprung rückstand vor hinter später früher länger kürzer"
)
LASTING = words(
    "last lasts lasting long for until takes take every after before later earlier within between away from late "
    "behind delay delayed early verspätung verspätet "
    "alle lang hindurch später danach dauert dauerte dauern braucht"
)
MOVED = words(
    "delayed now new expected estimated after late until ends end finishes arrive arrives leaving leaves lasting"
)
AT = words("at by until till from to before after around about between and since past um gegen ab bis von seit")
ITEMS = words("ways way things thing steps options reasons parts kinds types choices examples points results items")
COMPARED = words(
    "over above below under than least most more less not no never exceed exceeds reach reaches until between up if of "
    "isn't won't doesn't isn’t won’t doesn’t within beyond short"
)
LISTED = words("step steps option point item part")  # "Step 2" only numbers a list
LABELS = words("gate terminal seat room platform track channel flight bus line tram bay door stand")
# "just before six": how far a time may lie, and on which side
_SHORTLY = {
    (side, near): way
    for sides, way in (("before vor", -1), ("after past nach", 1))
    for side in sides.split()
    for near in ("just", "shortly", "right", "kurz", "knapp")
}
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a sentence around one of its claims, nearest first."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    sentence: str

    def near(self, words: frozenset[str], reach: int = 5) -> bool:
        return not words.isdisjoint(self.before[:reach]) or not words.isdisjoint(self.after[:reach])

    @property
    def hedged(self) -> bool:
        return not ABOUT.isdisjoint(self.before[:2])

    @property
    def shortly(self) -> int:
        """-1 for "just before", 1 for "kurz nach", else 0."""
        near = (*self.before, "", "")
        return _SHORTLY.get((near[0], near[1]), 0)

    @property
    def direction(self) -> int:
        """-1 where the number is said to be a fall, 1 a rise, 0 neither."""
        if self.before and self.before[0] in LEVEL - {"of"}:
            return 0
        close = (*self.before[:3], *self.after[:1])
        falls, rises = (not signs.isdisjoint(close) for signs in (DOWN, UP))
        return rises - falls


# Several checks look at the same claim, and each compares it with many values.
@lru_cache(maxsize=2048)
def wording(sentence: str, claim: Claim) -> Wording:
    before = _WORDS.findall(sentence[max(0, claim.start - 80) : claim.start].lower())
    after = _WORDS.findall(sentence[claim.end : claim.end + 80].lower())
    return Wording(tuple(reversed(before)), tuple(after), sentence)
