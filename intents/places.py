"""Finds the place that a question is about, and tells it from a room."""

import re

from intents.gazetteer import towns
from intents.grammar import table
from intents.place_words import PlaceWords, place_words
from intents.words import fold
from ragdomains.types import Spot

NAME = re.compile(r"[^\W\d_][\w.'’-]*", re.UNICODE)
MOST = 4  # words of a place's name
GAP = re.compile(r" |, ?(?=[A-Z])")
# words that are cities too
COMMON = table("city national split male nice bath reading hull bend rugby wells rye")
OWNED = re.compile(r"['’]s$")


def is_town(said: str, language: str = "en") -> bool:
    """Whether it is the name of a town that everybody knows, or of a place joined by "and", and no more."""
    name = fold(said).strip(" ,.?!")
    return (name in towns(language) and name not in COMMON) or name in place_words(language).joined


def is_here(text: str, language: str = "en") -> bool:
    """Whether it says "here" or "at home"."""
    return place_words(language).here.search(text) is not None


def room_of(text: str, language: str = "en") -> tuple[str, int, int] | None:
    """A room behind "in the", with where it stands; it is no place of the world. `text` is in lower case."""
    table = place_words(language)
    for match in table.at_room.finditer(text):
        words = match[1].split()
        for name in (match[1], words[0], words[-1] if words[0] in table.floors else ""):
            if name in table.rooms:
                start = match.start(1) + match[1].index(name)
                return name, start, start + len(name)
    return None


def spot_in(free: str, strict: bool = False, language: str = "en") -> Spot | None:
    """A place of the world by its name as it is said. What is already understood is blanked in the text by "|".

    `strict`: behind "for" and "at" only a name with a capital is one ("bags" and "luigi's" are none).
    """
    table = place_words(language)
    for match in table.before.finditer(free):
        word = match[0].strip().lower()
        capital = word in table.weak or (strict and word in table.unsure)
        name = name_at(free, match.end(), table, capital)
        if name:
            return Spot(name)
    return None if strict else as_subject(free, table) or beside_topic(free, table)


def as_subject(free: str, table: PlaceWords) -> Spot | None:
    """A place of which the question speaks: "how cold is Denver", "is China hot", "weather for 90210"."""
    for shape in table.subjects:
        found = shape.search(free)
        if found is None:
            continue
        name = found["x"] if found["x"].isdigit() else name_at(free[: found.end("x")], found.start("x"), table, True)
        if name:
            return Spot(name)
    return None


def beside_topic(free: str, table: PlaceWords) -> Spot | None:
    """A place named before or behind the topic: "Paris weather", "weather Paris"."""
    after = table.after_topic.match(free)
    if after:
        name = name_at(free, after.end(), table, False)
        if name:
            return Spot(name)
    before = table.before_topic.search(free)
    if not before:
        return None
    words: list[str] = []
    for word in reversed(before[1].split()):
        low = word.strip(",'’").lower()
        if low in table.not_before or low in table.ends or low in table.no_place:
            break
        words.insert(0, word)
    name = table.owner.sub("", " ".join(words).strip(" ,"))
    return Spot(name) if name and "|" not in name else None


def name_at(free: str, start: int, table: PlaceWords, capital: bool) -> str:
    """The name that begins here; "" where there is none. `capital`: it must begin with one."""
    article = table.article.match(free, start)
    at = article.end() if article else start
    low = fold(free)
    joined = next((name for name in table.joined if low.startswith(name, at)), "")
    if joined:
        return free[at : at + len(joined)]
    name = OWNED.sub("", " ".join(words_at(free, at, table)).rstrip(".,'’- "))
    if not name or (article and name.lower() in table.with_article):
        return name
    if article or capital:
        return name if name[0].isupper() else ""
    return name if len(name) > 1 and name.lower() not in table.rooms else ""


def words_at(free: str, at: int, table: PlaceWords) -> list[str]:
    """The words of a name from here on, with the comma of "Paris, Texas"."""
    words: list[str] = []
    while len(words) < MOST and (word := NAME.match(free, at)):
        low = word[0].lower().strip(".'’")
        if low in table.ends or (low in table.no_place and (not words or low not in table.within)):
            break
        gap = GAP.match(free, word.end())
        words.append(f"{word[0]}," if gap and "," in gap[0] else word[0])
        at = gap.end() if gap else word.end()
        if not gap:
            break
    return words
