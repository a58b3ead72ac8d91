"""Another colour than the one that a text gives: "in the red folder" where it is the blue one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from validation.deeds import Misdeed
from validation.negation import denies
from validation.otherwise import sentences
from validation.tokens import words
from validation.topic import content, stem

COLOURS = words(
    "black white grey gray red orange yellow green blue purple violet pink brown silver golden beige turquoise schwarz "
    "weiß weiss grau rot gelb grün blau lila violett rosa braun silbern"
)
_WORD = re.compile(r"[^\W\d_]+|[,.;:!?]")
_ENDS = ("", "e", "en", "er", "es", "em")
_COLOUR = {f"{colour}{end}": colour for colour in COLOURS for end in _ENDS}
_STEMS = frozenset(map(stem, _COLOUR))


def wrong_colours(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """A colour that no text names, of a thing of which a sentence of a text names another one."""
    own = _coloured(sentence)
    if len(own) != 1 or denies(sentence):
        return
    told = sentences(texts)
    named = content(sentence) - _STEMS
    found = [(each, _coloured(each.text)) for each in told]
    if not named or any(own[0].colour == other.colour for _, others in found for other in others):
        return
    for each, others in found:
        if 2 * len(named & each.content) > len(named) and any(own[0].of_same(other) for other in others):
            yield Misdeed("The text names another colour.", each.whole or each.text)
            return


class Coloured(NamedTuple):
    """A colour with the word before it and the one behind it; "" where the clause ends."""

    colour: str
    before: str
    behind: str

    def of_same(self, other: "Coloured") -> bool:
        """The red folder and the blue folder; blinks red and blinks blue."""
        return self.behind == other.behind if self.behind else self.before == other.before


def _coloured(text: str) -> list[Coloured]:
    said = [*_WORD.findall(text.lower()), ""]
    found = ((place, _COLOUR[word]) for place, word in enumerate(said) if word in _COLOUR)
    return [Coloured(colour, said[place - 1] if place else "", _thing(said[place + 1])) for place, colour in found]


def _thing(word: str) -> str:
    """A word of meaning; behind anything else the colour stands for itself."""
    return word if content(word) else ""
