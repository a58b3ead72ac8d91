"""Counts a day in slices: questions that share assistant, room, intents and domains. So figures can be filtered.

A question lies in one slice. A day has MOST of them, whatever is asked: of what is rare, first the subject is put
together under OTHERS, then the room. So the counts of a day stay small, and what is missing under a filter is known.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from inference.models import Slice, TalliedDay
from inference.tally import NOWHERE, TIMES, UNANSWERED, Asked, Counts

MOST = 240  # slices of a day
TOLD_APART = 180  # of them so many for what is asked most; the others are left for what is put together
ROOMS = 40  # of a day
FULL = 4_000  # slices that are held while a day is counted
OTHERS = "(others)"
# what a slice holds beside what its own fields say; rules and scores are counted for the whole house only
HELD = frozenset({"outcome", "origin", "grounded", "hour", "tokens", "ms", "domain answered", "domain failed", *TIMES,
                  "model calls", "model ms", "model tokens", "questions", "unanswered"})  # fmt: skip

KEY = ("assistant", "room", "intents", "domains")
TOLD = (*KEY, "questions", "counts", "unanswered")
FIELDS = ("day__day", *TOLD)


@dataclass(frozen=True, slots=True)
class Held:
    """A slice as it is read: the day, the last one of a month, and TOLD of its row."""

    day: date
    assistant: str
    room: str
    intents: str
    domains: str
    questions: int
    counts: str
    unanswered: Mapping[str, int]


Key = tuple[str, str, str, str]  # assistant, room, intents, domains
Slices = dict[Key, Counts]


def key_of(each: Asked) -> Key:
    domains = sorted({step.domain for step in each.steps if step.domain})
    return each.assistant, each.room or NOWHERE, barred(sorted(set(each.topics))), barred(domains)


def barred(names: Iterable[str]) -> str:
    """The names between bars, so that one of them is found by |name|."""
    return "".join(f"|{name}" for name in names)[:309] + "|"


def names_of(text: str) -> list[str]:
    return [name for name in text.split("|") if name]


def add(slices: Slices, each: Asked, counts: Counts) -> None:
    """Puts a question with its counts into its slice."""
    held = slices.setdefault(key_of(each), Counter())
    held.update({pair: often for pair, often in counts.items() if pair[0] in HELD})


def bounded(slices: Slices, days: int = 1) -> Slices:
    """At most MOST of them, or of each of so many days."""
    if len(slices) <= MOST * days:
        return slices
    rooms: Counter[str] = Counter()
    for (_, room, *_), counts in slices.items():
        rooms[room] += counts["questions", ""]
    usual = {room for room, _ in rooms.most_common(ROOMS)}
    found = together(slices, {key: (key[0], key[1] if key[1] in usual else OTHERS, *key[2:]) for key in slices})
    for keep in (2, 1, 0):  # so many of a key's fields stay as they are
        if len(found) > MOST * days:
            often = sorted(found, key=lambda key: (-found[key]["questions", ""], key))
            found = together(found, {key: rarer(key, keep) for key in often[TOLD_APART * days :]})
    return found


def rarer(key: Key, keep: int) -> Key:
    assistant, room = (name if number < keep else OTHERS for number, name in enumerate(key[:2]))
    return assistant, room, barred([OTHERS]), barred([OTHERS])


def together(slices: Slices, moved: Mapping[Key, Key]) -> Slices:
    found: Slices = {}
    for key, counts in slices.items():
        found.setdefault(moved.get(key, key), Counter()).update(counts)
    return found


def rows(day: TalliedDay, slices: Slices, texts: set[str]) -> list[Slice]:
    """The rows of a day; of the questions without an answer only these texts are kept."""
    return [Slice(day=day, **fields(key, counts, texts)) for key, counts in bounded(slices).items()]


def fields(key: Key, counts: Counts, texts: Container[str]) -> dict[str, Any]:
    nested: dict[str, dict[str, int]] = {}
    for (what, name), often in counts.items():
        if often and what != "questions":
            nested.setdefault(what, {})[name] = often
    unanswered = {text: often for text, often in nested.pop("unanswered", {}).items() if text in texts}
    told = {"unanswered": unanswered, "questions": counts["questions", ""], "counts": orjson.dumps(nested).decode()}
    return {**dict(zip(KEY, key, strict=True)), **told}


def sum_of(slices: Iterable[Held]) -> tuple[Counts, Counter[date]]:
    """All that these slices count, as the counts of whole days say it, and the questions of each day."""
    sums: dict[str, dict[str, int]] = defaultdict(dict)
    days: Counter[str] = Counter()
    for held in slices:
        found = orjson.loads(held.counts)
        days.update(found.pop("day", None) or {held.day.isoformat(): held.questions})
        for what, names in (*found.items(), *told_by(held, found)):
            mine = sums[what]  # a dict for each kind: pairs as keys cost twice the time, and there may be millions
            for name, often in names.items():
                mine[name] = mine.get(name, 0) + often
    counts = {(what, name): often for what, names in sums.items() for name, often in names.items()}
    return Counter(counts), Counter({date.fromisoformat(day): often for day, often in days.items()})


def told_by(held: Held, found: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, Mapping[str, int]]]:
    """What the fields of the slice say."""
    intents, outcomes = names_of(held.intents), found.get("outcome", {})
    yield "questions", {"": held.questions}
    yield "assistant", {held.assistant: held.questions}
    yield "room", {held.room: held.questions}
    yield "unanswered", held.unanswered
    yield "intent", dict.fromkeys(intents, held.questions)
    yield "intent unanswered", dict.fromkeys(intents, sum(outcomes.get(name, 0) for name in UNANSWERED))
    yield "intent tokens", dict.fromkeys(intents, sum(found.get("tokens", {}).values()))
    yield "intent ms", dict.fromkeys(intents, found.get("ms", {}).get("models", 0))
