"""Another colour than the one that a text gives: "in the red folder" where it is the blue one."""

from collections.abc import Iterator

from validation.deeds import Misdeed
from validation.negation import denies
from validation.otherwise import sentences
from validation.tokens import words
from validation.topic import content, stem

COLOURS = words(
    "black white grey gray red orange yellow green blue purple violet pink brown silver golden beige turquoise schwarz "
    "weiß weiss grau rot gelb grün blau lila violett rosa braun silbern"
)
_ENDS = ("", "e", "en", "er", "es", "em")
_COLOUR = {f"{colour}{end}": colour for colour in COLOURS for end in _ENDS}
_STEMS = frozenset(map(stem, _COLOUR))


def wrong_colours(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """A colour that no text names, of a thing of which a sentence of a text names another one."""
    own = _colours(sentence)
    if len(own) != 1 or denies(sentence):
        return
    told = sentences(texts)
    named = content(sentence) - _STEMS
    if not named or any(own & _colours(each.text) for each in told):
        return
    other = next((each for each in told if _colours(each.text) and _of_same(named, each.content)), None)
    if other:
        yield Misdeed("The text names another colour.", other.whole or other.text)


def _of_same(named: frozenset[str], told: frozenset[str]) -> bool:
    """Most of what the sentence speaks of must stand there."""
    return 2 * len(named & told) > len(named)


def _colours(text: str) -> frozenset[str]:
    found = (word.strip(".,;:!?()\"'“”").lower() for word in text.split())
    return frozenset(_COLOUR[word] for word in found if word in _COLOUR)
