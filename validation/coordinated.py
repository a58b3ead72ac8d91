"""Who does which of the things that one sentence tells of several: "Mara kept the dog, Tom watered the plants"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from validation.deeds import Misdeed
from validation.negation import denies
from validation.tokens import words
from validation.topic import PLAIN, stem

LONGEST = 20_000  # characters of a text that are read
MOST = 200  # sentences of it
_SENTENCES = re.compile(r"(?<=[.!?])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)[\"”“']?\s+|\n+")
_PARTS = re.compile(
    r"[,;]\s*(?:(?:and|but|while|whereas|und|aber|während)\s+)?|\s+(?:and|while|whereas|und|während)\s+"
)
# a name, and what is told of it: neither more of the name nor a title ("Ada King, Countess of Lovelace, was")
_LED = re.compile(
    r"^(?:(?:the|while|whereas|but|and|während|und|aber)\s+)?(?P<name>(?:(?:Mr|Mrs|Ms|Dr)\.?\s+|Herrn?\s+|Frau\s+)?"
    r"[A-ZÄÖÜ][\w’-]+(?:\s[A-ZÄÖÜ][\w’-]+)*)(?P<genitive>['’]s\b)?\s+(?P<rest>(?!(?:of|von)\s)[^\sA-ZÄÖÜ].*)$"
)
_ENDED = re.compile(
    r"^(?P<rest>\S.*\s)(?:to|for|by|an|von)\s+(?P<name>(?:(?:Mr|Mrs|Ms|Dr)\.?\s+|Herrn?\s+|Frau\s+)?[A-ZÄÖÜ][\w’-]+)$"
)
_ONE = re.compile(r"\bones?\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_NO_NAMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december the a an it he she they we you i this that these those there his her if when "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag der die das er sie es wir ich ein eine in on at for "
    "from to of with before after während im am bei mit nach vor auf für please bitte never always do not all each"
)
_TITLES = words("mr mrs ms dr herr herrn frau")


class Share(NamedTuple):
    """Whose part of a sentence it is, by the stems of the name, and the stems that only this part holds."""

    name: frozenset[str]
    own: frozenset[str]


def wrong_shares(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """What the sentence says of one of several people, and the text of another of them."""
    if denies(sentence):
        return
    said = _stems(sentence)
    for text, shares in _told(texts):
        mine = [share for share in shares if share.name & said]
        if len(mine) != 1 or mine[0].own & said:
            continue
        others = [share for share in shares if share is not mine[0] and share.own & said]
        if others and all(share.own & said >= share.own - _few(share.own, said) for share in others):
            yield Misdeed("The text says so of someone else.", text)
            return


def _few(own: frozenset[str], said: frozenset[str]) -> frozenset[str]:
    """Half of what is told of someone may be left out."""
    missing = own - said
    return missing if 2 * len(missing) <= len(own) else frozenset()


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[tuple[str, tuple[Share, ...]], ...]:
    cut = [each for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each][:MOST]
    return tuple((each, shares) for each in cut if len(shares := _shares(each)) > 1)


def _shares(sentence: str) -> tuple[Share, ...]:
    """Of each part that begins with a name, or ends with one that gets or does it."""
    sentence = " ".join(sentence.split())  # many blanks would cost their square
    return _distinct(_led(sentence)) or _distinct(_ended(sentence))


def lone(first: str, second: str) -> str:
    """The first without what the second calls "one": the red bike, and the grey one."""
    return first.rsplit(" ", 1)[0] if _ONE.search(second) and not _ONE.search(first) else first


def _led(sentence: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    led = [found for found in _clauses(sentence) if not found["genitive"]]
    named = [(each, _named(each)) for each in led]
    rests = [(name, rest) for each, name in named if name and (rest := each["rest"].strip(" .!?"))]
    gapped = any(_gapped(rest) for _, rest in rests)
    last = rests[-1][1] if rests else ""
    return [(name, _stems(lone(_verbless(rest) if gapped else rest, last))) for name, rest in rests]


def _clauses(sentence: str) -> Iterator[re.Match[str]]:
    """The parts that say something of a name; one without a verb has that of the part right before it.

    "Ghat, Sebha and Kufra as closed zones" lists names, and so does "the Forum and the ASEAN Secretariat".
    """
    before = None
    for part in _PARTS.split(sentence):
        found = _LED.match(part.strip()) if part else None
        if found and (found["rest"][0].isupper() or (_gapped(found["rest"]) and before is None)):
            found = None
        if found:
            yield found
        before = found


def _distinct(every: Sequence[tuple[frozenset[str], frozenset[str]]]) -> tuple[Share, ...]:
    """What only the one and only the other has; none where they share a name, or one has nothing of its own."""
    if len(every) < 2:
        return ()
    found = tuple(
        Share(name, rest - frozenset().union(*(other for place, (_, other) in enumerate(every) if place != own)))
        for own, (name, rest) in enumerate(every)
    )
    names = [name for name, _ in every]
    alone = all(first.isdisjoint(second) for place, first in enumerate(names) for second in names[:place])
    return found if alone and all(share.own for share in found) else ()


def _ended(sentence: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The piano to Jonas and the house to Miriam: each part with the name that it ends with, and its other words."""
    ends = [found for part in _PARTS.split(sentence) if part and (found := _ENDED.match(part.strip(" .!?")))]
    return [(name, _stems(each["rest"])) for each in ends if (name := _named(each))]


def _gapped(rest: str) -> bool:
    """ "Nora drives it on weekdays, Felix at weekends": the second verb is the first."""
    first = rest.split()[0]
    return first.lower() in PLAIN | _GERMAN or not first.islower()


def _verbless(rest: str) -> str:
    return rest if _gapped(rest) else rest.partition(" ")[2]


def _named(led: re.Match[str]) -> frozenset[str]:
    found = [word.lower() for word in _WORD.findall(led["name"])]
    return frozenset(map(stem, set(found) - _TITLES)) if _NO_NAMES.isdisjoint(found) else frozenset()


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    """As content(), with the weekdays and the labels that tell one part from another."""
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in _SMALL)


_GERMAN = words("der die das den dem des ein eine einen und oder im am in bei mit für von zu ist sind war")
_SMALL = (PLAIN | _GERMAN) - words(
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night today tomorrow"
)
