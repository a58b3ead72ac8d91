"""What one thing is called in two languages: papers use the one word, and people say the other."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "household_words.txt"
Words = Mapping[str, tuple[str, ...]]

ENDINGS = ("", "e", "n", "en", "s", "es", "em")
LINKS = ("", "s", "n", "en", "es")  # between the halves of a German word: Versicherung-s-nummer
HALF = 4  # letters of half a word, at least
SHORT = 9  # letters of a word that may be two
TAILS = frozenset(("tage", "tages", "tees", "grad", "grades", "namen"))  # of English words: percentage, committees
SURE = 3  # two small words, or one and a hint, by which a question is known to be German

ASKING = {
    "wie": "how", "viel": "much", "viele": "many", "wann": "when", "wo": "where", "wer": "who", "was": "what",
    "warum": "why", "welche": "which", "welcher": "which", "welches": "which", "welchen": "which", "lange": "long",
    "oft": "often", "hoch": "high", "groß": "big", "darf": "may", "kann": "can", "muss": "must", "ich": "I",
    "wir": "we", "nicht": "not", "für": "for", "mit": "with", "ohne": "without", "in": "in", "von": "of", "bei": "at",
    "und": "and", "oder": "or", "bis": "until", "ist": "is", "sind": "are", "der": "the", "die": "the", "das": "the",
    "den": "the", "dem": "the", "des": "of the", "im": "in the", "am": "on the", "zum": "to the", "zur": "to the",
    "ein": "a", "eine": "a", "einen": "a", "auf": "on", "unser": "our", "unsere": "our", "mein": "my", "meine": "my",
    "bedeutet": "means", "heißt": "means",
}  # fmt: skip
SMALL = frozenset(ASKING) | frozenset(
    re.findall(
        r"\w+",
        """wen wem wessen wieso weshalb wozu womit wohin woher einem einer eines waren war wird werden wurde wurden hat
        haben habe hast müssen musst können kannst könnte dürfen darfst soll sollen sollte du er sie es ihr mich mir
        dich dir uns euch sich man meinen meiner meinem unserer unseren unserem dein deine euer eure aber auch nur noch
        schon kein keine keinen vom zu an aus nach vor über unter um durch gegen als wenn ob dass denn mal bitte gibt
        geht steht liegt mache machen macht tun eigentlich genau lautet laufen welchem so da hier dort dann beim ins ans
        alle""",
    )
)
# Words of both languages: in an English text they say something.
SHARED = frozenset(["was", "in", "die", "den", "war", "man", "hat", "am", "so", "an", "um", "also", "alle", "des"])
HINTS = frozenset(["die", "den", "war", "man", "hat", "des", "um"])  # of them those that are seldom in English


@cache
def tables() -> tuple[Words, Words]:
    """English and German words -> the words by which each is found."""
    lines = (line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    english: dict[str, tuple[str, ...]] = {}
    german: dict[str, tuple[str, ...]] = {}
    for found, words in (line.split(": ", 1) for line in lines):
        ours, _, others = words.partition("|")
        english |= dict.fromkeys(ours.split(), tuple(found.split()))
        german |= dict.fromkeys(others.split(), tuple(found.split()))
    return english, german


def called(word: str) -> tuple[str, ...]:
    """The words by which a word is found; its halves' where only those are known; () for one that stands for itself."""
    english, german = tables()
    known = english.get(word) or english.get(word.removesuffix("s"))
    return known or one(word, german) or tuple(halves(word, german))


def one(word: str, german: Words) -> tuple[str, ...]:
    for ending in ENDINGS:
        whole = word.removesuffix(ending)
        if word.endswith(ending) and (len(whole) > HALF or not ending) and (found := german.get(whole)):
            return found
    return ()


def halves(word: str, german: Words) -> Iterator[str]:
    """Of "Wollprogramm" wool and programme; of a first half that is not known the half itself."""
    if len(word) < SHORT or not word.isalpha():
        return
    for at in range(HALF, len(word) - HALF + 1):
        last = one(word[at:], german)
        if last and word[at:] not in TAILS:
            yield from (*first(word[:at], german), *last)
            return


def first(half: str, german: Words) -> tuple[str, ...]:
    for link in LINKS:
        if half.endswith(link) and (found := one(half.removesuffix(link) if link else half, german)):
            return found
    return german.get(f"{half}e", (half,))


def is_german(words: Iterable[str]) -> bool:
    """By its small words, in lower case; those that English has too are no more than a hint."""
    held = [word for word in words if word in SMALL]
    certain = sum(word not in SHARED for word in held)
    return certain > 0 and 2 * certain + sum(word in HINTS for word in held) >= SURE


def glossed(question: str) -> str:
    """A German question word for word in English, for a model that reads no German; "" for any other."""
    words = re.findall(r"\w+", question.casefold())
    if not is_german(words):
        return ""
    said = [ASKING.get(word) or " ".join(called(word)) or word for word in words]
    return " ".join(said)
