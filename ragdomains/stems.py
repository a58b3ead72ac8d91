"""The words of a text by their stems: what a passage is found by."""

import re

from ragdomains.household_words import SHARED, SMALL, called, is_german

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Words of a question that say nothing about what it is about.
STOP = frozenset(
    WORD.findall(
        """a about an and any anyone are as at be been being but by can could did do does doing done for from get gets
        go goes had has have having he her here hers him his how i if in into is it its just let like long many may me
        might mine much must my need no not of off often ok on one or our ours out own please put say she should so some
    somebody someone tell than that the their them then there these they this those to too up us use used was we were
    what when where which while who whom whose why will with would yes you your yours am going know want find give
    show us's what's where's who's when's how's it's i'm don't doesn't can't hey athena"""
    )
)


LONG = 8  # letters: "wi-fi" is written as one word, too, and "wlan-passwort" is not
UNSAID = SMALL - SHARED  # of German questions
# Two names of one thing: papers use the one and people say the other.
SAME = {
    "telephone": "phone", "television": "tv", "refrigerator": "fridge", "wlan": "wifi", "automobile": "car",
    "bicycle": "bike", "trash": "waste", "garbage": "waste", "rubbish": "waste", "cellphone": "phone",
}  # fmt: skip


def terms(text: str) -> list[str]:
    """The words of a text by their stems, small words left out."""
    words = WORD.findall(text.casefold())
    small = SHARED if is_german(words) else frozenset[str]()
    return [term for word in words if word not in small for term in stems(word)]


def stems(word: str) -> list[str]:
    """What a word is found by: nothing for a small one; "wi-fi" counts as wifi and as its two halves."""
    if word in STOP or word in UNSAID:
        return []
    parts = re.split(r"[-'’]", word)
    if len(parts) == 1 or "-" not in word:
        return named(parts[0])
    whole = "".join(parts)
    return [
        *(each for part in parts if part not in STOP for each in named(part)),
        *([stem(whole)] if len(whole) < LONG else []),
    ]


def named(word: str) -> list[str]:
    return [stem(each) for each in called(word) or (word,)]


def stem(word: str) -> str:
    """A word without its commonest English endings: bins, baking and baked become bin and bak."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and not word.endswith("eed") and len(word) > len(ending) + 2:
            word = word[: -len(ending)]
            word = word[:-1] if len(word) > 2 and word[-1] == word[-2] and word[-1] not in "lsz" else word
            break
    word = SAME.get(word, word)
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
