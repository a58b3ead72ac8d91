"""How an answer answers: yes, no, or neither."""

import re

_YES = re.compile(
    r"\W*(?:yes|yep|yeah|correct|right|indeed|ja|genau|stimmt|richtig"
    r"|that['’]s (?:right|correct)|it (?:is|does|will)(?=\W*$|\s*[,;.!]))\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:no|nope|nein|nee|noch nicht"
    r"|not (?:yet|today|now)|it (?:is|does|will) not|it (?:isn|doesn|won)['’]t)\b(?!\s+one)",
    re.IGNORECASE,
)


def said_yes(sentence: str) -> bool | None:
    """True where it begins with a yes, False with a no."""
    if _NO.match(sentence):
        return False
    return True if _YES.match(sentence) else None


# "No umbrella is needed" is no answer of no, and "It is 12 degrees" none of yes.
_PLAIN_YES = re.compile(r"\W*(?:yes|yep|yeah|ja)\b\s*(?:[,.!:;–—]|$)", re.IGNORECASE)
_PLAIN_NO = re.compile(r"\W*(?:no|nope|nein)\b\s*(?:[,.!:;–—]|$)", re.IGNORECASE)


def plainly(sentence: str) -> bool | None:
    """True where it begins with a yes that stands alone, False with such a no."""
    if _PLAIN_NO.match(sentence):
        return False
    return True if _PLAIN_YES.match(sentence) else None
