"""The rules that tell where a clause of its own begins, from the closed words of the language."""

from collections.abc import Sequence
from dataclasses import dataclass

from intents.grammar import (
    ADVERBS,
    ASKS,
    ASKS_IS,
    BEFORE_MAIN,
    BIG,
    FOLLOWS,
    GENERIC,
    GOES_ON,
    HEARERS,
    HELPS,
    INTO,
    LEADS_ON,
    LINKS,
    MUST,
    NUMBERS,
    OPENERS,
    OPERATIONS,
    ORDERS,
    PREPOSITIONS,
    REQUESTS,
    SEEKS,
    SUBJECTS,
    TELLS,
    UNITS,
    URGES,
    WISHERS,
    WISHES,
)

TO_THE_POWER = ("to", "the", "power")
AHEAD = 8  # words that are looked at to see whether a clause begins
ON_WITHOUT_IT = GOES_ON - {"it"}
SAYS_LITTLE = GENERIC | ADVERBS
DOES = REQUESTS | WISHERS | {"off", "on"}  # where one of them stands, not only people are named


@dataclass(frozen=True, slots=True)
class Cut:
    """Where one part may end and the next begin; what lies between is dropped.

    `kind`: stop (a sentence ends), joint (a connector) or bare (nothing stands between).
    """

    end: int
    start: int
    kind: str
    comma: bool = False
    strong: bool = False


def parted(cut: Cut, left: Sequence[str], right: Sequence[str]) -> bool:
    if cut.kind == "stop":
        return True
    if cut.kind == "bare":
        return len(left) > 1 and len(right) > 1 and complete(left) and left[-1] not in ON_WITHOUT_IT
    if len(left) < 2 or left[-1] in ASKS or left[0] in BEFORE_MAIN or all(word in ADVERBS for word in left):
        return False
    if cut.comma and left[0] in PREPOSITIONS and len(left) < 5:  # "in Boston, what are ..."
        return False
    if cut.strong:
        return len(right) > 1
    one_order = not cut.comma and len(left) < 5 and left[0] in LEADS_ON and right[0] in FOLLOWS
    return begins(right) and not one_order


def leaning(right: Sequence[str]) -> bool:
    """Whether these words ask what to do about what was said before: "what should I do"."""
    return (
        len(right) < AHEAD
        and right[0] in ASKS
        and not MUST.isdisjoint(right)
        and {*right} <= SAYS_LITTLE
        and ("i" in right or "we" in right)
    )


def summed(cut: Cut, left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a sum or a conversion of its own begins: "and 12 times 9", "5 km in miles, 10 kg in pounds"."""
    if cut.kind != "joint" or len(right) < 3 or not right[0].isdigit():
        return False
    before = any(word.isdigit() for word in left)
    if right[1] in OPERATIONS or right[1:4] == TO_THE_POWER:
        return len(left) > 1 and (not before or any(word in OPERATIONS for word in left))
    return before and len(right) > 3 and right[2] in INTO and any(word in INTO for word in left)


def begins(right: Sequence[str]) -> bool:
    """Whether these words begin a question, an order or a wish of their own."""
    while right and right[0] in ADVERBS:
        right = right[1:]
    if len(right) < 2:
        return False
    first, second = right[0], right[1]
    if first in ASKS or first in ORDERS or (first in PREPOSITIONS and second in ASKS):
        return True
    if first in HELPS:
        return len(right) > 2 and (second in SUBJECTS or first in {"does", "did", "do", "has", "can"})
    return first in WISHERS and (second in WISHES or first in {"i'd", "let's", "lets", "there's", "we'd"})


def opens(word: str, after: str) -> bool:
    """Whether two words begin a clause so clearly that no connector is needed."""
    if word in ASKS_IS or f"{word} {after}" in OPENERS:
        return True
    return (word in ASKS and after in HELPS) or (word in HELPS and after in {"it", "there", "i"})


def complete(left: Sequence[str]) -> bool:
    """Whether what was asked so far has its verb: "what time" has none yet, "what time is it" has."""
    asked = max((number for number, word in enumerate(left) if word in ASKS), default=-1)
    tail = left[asked + 1 :]
    if asked >= 0:
        return (left[asked] in ASKS_IS and len(tail) > 1) or (
            len(tail) > 1 and any(word in HELPS for word in tail[:-1])
        )
    return len(left) > 2 and (left[0] in ORDERS or left[0] in HELPS or left[0] in WISHERS)


def calculates(left: str, joined: Sequence[str], right: str) -> bool:
    """Whether the connector is the sign of a sum: "2 plus 3", "six plus four"."""
    return is_number(left) and is_number(right) and {*joined} <= OPERATIONS


def is_number(word: str) -> bool:
    return word[0].isdigit() or word in NUMBERS


def tied(left: Sequence[str], joined: Sequence[str], right: Sequence[str]) -> bool:
    """Whether an "and" or "then" belongs to what stands around it: "two hundred and six", "one hour and ten minutes",
    "go ahead and", "between five and seven", "if it rains then", "let me ask you what"."""
    if not joined:
        return handed_on(left, right)
    if joined[-1] == "then" and left[0] == "if":
        return len(left) < AHEAD
    if joined != ("and",):
        return False
    if left[-1] in BIG or (left[-1] in UNITS and len(left) > 1 and is_number(left[-2])):
        return is_number(right[0]) and (left[-1] in BIG or (len(right) > 1 and right[1] in UNITS))
    if left[-1] in URGES or " ".join(left[-2:]) in URGES or looks(left, right):
        return True
    if "between" in left[-4:]:
        return right[0] not in REQUESTS
    return one_more(right) or together(left, right)


def one_more(right: Sequence[str]) -> bool:
    """Whether these words only name another thing of the same: "and another one for ten", "and one in the hall"."""
    return right[0] == "another" or (right[0] == "one" and len(right) > 1 and right[1] in PREPOSITIONS)


def handed_on(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a question is what somebody is asked or told: "let me ask you | how many bones a hand has"."""
    return len(left) > 1 and left[-2] in TELLS and left[-1] in HEARERS and right[0] in ASKS


def looks(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a thing is looked for only to be used: "find and play a song", "look up and read me the news"."""
    found = next((size for size in (1, 2) if " ".join(left[-size:]) in SEEKS), 0)
    alone = len(left) == found or left[-found - 1] in LINKS
    return found > 0 and alone and right[0] in FOLLOWS


def together(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether people are named: "my aunt and i want a table", "a room for my wife and i in Leeds", "me and my son"."""
    if right[0] == "my":
        return left[-1] == "me"
    if right[0] != "i" or len(right) < 2:
        return False
    return right[1] in PREPOSITIONS or (len(left) < 5 and DOES.isdisjoint(left))
