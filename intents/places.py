"""Finds the place that a question is about, and tells it from a room."""

import re

from intents.grammar import ENDS, JOINED_PLACES, NO_PLACE, NOT_BEFORE, ROOMS, THE, WEAK
from intents.words import fold
from ragdomains.types import Spot

IN = re.compile(r"\b(?:in|near|around|at|for|over in|out in|close to|outside of|to|of)\b\s+", re.IGNORECASE)
HERE = re.compile(
    r"\b(?:(?:at|around|near) (?:my |our )?(?:home|house|place)|here|back home|where i am|my (?:location|area))\b",
    re.IGNORECASE,
)
NAME = re.compile(r"[^\W\d_][\w.'’-]*", re.UNICODE)
AFTER_TOPIC = re.compile(
    r"^(?:what'?s |how'?s |what is |how is |show |check |get |give me )?(?:the )?(?:current )?"
    r"(?:weather|forecast|temperature)(?: forecast| report| like)? (?=[^\W\d_])",
    re.IGNORECASE,
)
BEFORE_TOPIC = re.compile(
    r"((?:[^\W\d_][\w.'’-]*[ ,]+){1,4}?)"
    r"(?:weather|forecast|temperatures?|air quality|uv index|pollen count|sunset|sunrise)\b",
    re.IGNORECASE,
)
MOST = 4  # words of a place's name
WITHIN = ("spring", "one", "may")  # they cannot begin a name, but stand in one: Palm Spring, Cape May
THE_WORD = re.compile(r"the ", re.IGNORECASE)
GAP = re.compile(r" |, ?(?=[A-Z])")
AT_ROOM = re.compile(r"\b(?:in|inside|of|for|at) (?:the |my |our )?((?:[a-z'’]+ )?[a-z]+)\b")


def room_of(text: str) -> tuple[str, int, int] | None:
    """A room behind "in the", with where it stands; it is no place of the world. `text` is in lower case."""
    for match in AT_ROOM.finditer(text):
        words = match[1].split()
        for name in (match[1], words[0], words[-1] if words[0] in ("upstairs", "downstairs") else ""):
            if name in ROOMS:
                start = match.start(1) + match[1].index(name)
                return name, start, start + len(name)
    return None


def spot_in(free: str) -> Spot | None:
    """A place of the world by its name as it is said. What is already understood is blanked in the text by "|"."""
    for match in IN.finditer(free):
        name = name_at(free, match.end(), match[0].strip().lower() in WEAK)
        if name:
            return Spot(name)
    return beside_topic(free)


def beside_topic(free: str) -> Spot | None:
    """A place named before or behind the topic: "Paris weather", "weather Paris"."""
    after = AFTER_TOPIC.match(free)
    if after:
        name = name_at(free, after.end(), False)
        if name:
            return Spot(name)
    before = BEFORE_TOPIC.search(free)
    if not before:
        return None
    words: list[str] = []
    for word in reversed(before[1].split()):
        low = word.strip(",'’").lower()
        if low in NOT_BEFORE or low in ENDS or low in NO_PLACE:
            break
        words.insert(0, word)
    name = re.sub(r"['’]s?$", "", " ".join(words).strip(" ,"))
    return Spot(name) if name and "|" not in name else None


def name_at(free: str, start: int, capital: bool) -> str:
    """The name that begins here; "" where there is none."""
    the = THE_WORD.match(free, start)
    at = the.end() if the else start
    joined = next((name for name in JOINED_PLACES if fold(free).startswith(name, at)), "")
    if joined:
        return free[at : at + len(joined)]
    words: list[str] = []
    while len(words) < MOST and (word := NAME.match(free, at)):
        if ends_name(word[0].lower().strip(".'’"), not words):
            break
        gap = GAP.match(free, word.end())
        words.append(f"{word[0]}," if gap and "," in gap[0] else word[0])
        at = gap.end() if gap else word.end()
        if not gap:
            break
    name = re.sub(r"['’]s$", "", " ".join(words).rstrip(".,'’- "))
    return name if name and allowed(name, the is not None, capital) else ""


def ends_name(word: str, first: bool) -> bool:
    return word in ENDS or (word in NO_PLACE and (first or word not in WITHIN))


def allowed(name: str, the: bool, capital: bool) -> bool:
    if the and name.lower() in THE:
        return True
    if the or capital:
        return name[0].isupper()
    return len(name) > 1 and name.lower() not in ROOMS
