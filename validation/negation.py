"""Where a text denies something: not, never, failed to; without what only says that one is not sure."""

import re
from functools import lru_cache

from ragdomains.stems import STOP, stem
from validation.tokens import words

_DENYING = words(
    "not never no nobody nothing none neither nor without cannot failed fails fail refused refuses refuse denied "
    "declined despite unable lacks lacked hardly rarely except instead rather n't nicht nie kein keine keinen keiner"
)
_PLAIN = words("not never no nothing nobody none cannot without n't nicht nie kein keine keinen keiner ohne")
_LAST = words("nothing none nobody")
_SPEAKER = frozenset({"i", "you"})
_UNSURE = words("sure know think only really even")
_WORD = re.compile(r"n['’]t\b|[^\W_]+")
REACH = 5  # words behind a denial that it may be about


def read(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(re.sub(r"n['’]t\b", " n't", text.lower()))]


def denies(text: str) -> bool:
    """Does an answer deny what it speaks of? "I'm not sure" and a "no" at the start do not."""
    found = read(text)
    return any(_denying(found, place) for place, word in enumerate(found) if word in _DENYING)


def _denying(found: list[str], place: int) -> bool:
    own = not _SPEAKER.isdisjoint(found[max(0, place - 3) : place])
    unsure = not _UNSURE.isdisjoint(found[place + 1 : place + 3])
    return not own and not unsure and not (place == 0 and found[0] == "no")


def denied_words(text: str) -> frozenset[str]:
    """The stems of the words that stand close behind a denial."""
    found = read(text)
    places = [place for place, word in enumerate(found) if word in _DENYING]
    near = [*(found[place + 1 : place + 1 + REACH] for place in places), *(_before(found, place) for place in places)]
    return frozenset(stem(word) for words in near for word in words if word not in STOP)


def _before(found: list[str], place: int) -> list[str]:
    """ "Children pay nothing": what a denial at the end is about stands before it."""
    return found[max(0, place - REACH) : place] if found[place] in _LAST and place > len(found) - 3 else []


@lru_cache(maxsize=1024)
def denied_first(text: str) -> frozenset[str]:
    """The words that a plain no stands right before, or behind which it stands last: "not allowed", "pay nothing"."""
    found = read(text)
    first = set()
    for place, word in enumerate(found):
        if word in _PLAIN:
            near = found[place + 1 : place + 1 + REACH] or found[max(0, place - REACH) : place][::-1]
            first.add(next((each for each in near if each not in STOP), ""))
    return frozenset(first - {""})


def is_denial(word: str) -> bool:
    return word in _DENYING
