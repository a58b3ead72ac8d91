"""Which language a text is in, by the share of small words of each."""

import re
from collections.abc import Sequence
from functools import lru_cache

from validation.tokens import LIMIT, words

_WORD = re.compile(r"[^\W\d_]+")
# Small words that are in no other of these languages with the same letters, or seldom.
SMALL = {
    "en": words(
        "the of and is are was were that this with for you it its from have has will be been not they which their "
        "there your "
        "what when where how can would should about into than then these those does did do i we he she his her "
        "our at by"
    ),
    "de": words(
        "der die das und ist sind ein eine einen einem einer nicht mit für auf den dem des im zu zum zur von vom "
        "wird werden "
        "auch bei nach aus es sie er wir ihr ich du dass sich wie wenn oder aber noch nur kein keine haben kann um uhr "
        "wo wer wann warum mein meine meinen dein deine deinen unser unsere beim wurde wurden ist"
    ),
    "fr": words(
        "le la les des une est sont et dans pour que qui avec sur pas vous nous il elle du au aux ce cette ont mais"
    ),
    "es": words("el los las una es son y para que con por del se su pero más como está hay en lo al este esta no muy"),
    "it": words("il lo gli una è sono e per che con del della di nel alla si ma più come questo questa non le"),
    "nl": words("het een en is zijn van voor dat met op niet de er aan door naar ook maar bij wordt om uw je te"),
}

_OF = {
    word: tuple(code for code, known in SMALL.items() if word in known) for word in frozenset().union(*SMALL.values())
}


def spoken_in(text: str, min_words: int, share: float) -> str:
    """The language that clearly has more small words in the text than any other; "" where none has."""
    words, most, code = _counted(text)
    return code if words >= min_words and most >= share * words else ""


@lru_cache(maxsize=256)
def _counted(text: str) -> tuple[int, int, str]:
    """Its words, the small ones of the language that has most of them, and that one; "" where two have as many."""
    said = _WORD.findall(text[:LIMIT].lower())
    if not text.isascii() and _other_script(said):
        return len(said), len(said), "another script"
    found = dict.fromkeys(SMALL, 0)
    for word in said:
        for code in _OF.get(word, ()):
            found[code] += 1
    (most, code), (second, _) = sorted(((count, code) for code, count in found.items()), reverse=True)[:2]
    return len(said), most, code if most > second else ""


def _other_script(said: Sequence[str]) -> bool:
    """Most letters are beyond Latin."""
    letters = "".join(said)
    return sum(ord(letter) > 0x24F for letter in letters) > len(letters) / 2
