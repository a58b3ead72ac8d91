"""Counts a day in slices: questions that share assistant, room, intents and domains. So figures can be filtered.

A question lies in one slice. A day has MOST of them, whatever is asked: of what is rare, first the subject is put
together under OTHERS, then the room. So the counts of a day stay small, and what is missing under a filter is known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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

FIELDS = ("day__day", "assistant", "room", "intents", "domains", "questions", "counts", "unanswered")


@dataclass(frozen=True, slots=True)
class Held:
    """A slice as it is read: FIELDS of its row."""

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


def bounded(slices: Slices) -> Slices:
    """At most MOST of them."""
    if len(slices) <= MOST:
        return slices
    rooms: Counter[str] = Counter()
    for (_, room, *_), counts in slices.items():
        rooms[room] += counts["questions", ""]
    usual = {room for room, _ in rooms.most_common(ROOMS)}
    found = together(slices, {key: (key[0], key[1] if key[1] in usual else OTHERS, *key[2:]) for key in slices})
    for keep in (2, 1, 0):  # so many of a key's fields stay as they are
        if len(found) > MOST:
            often = sorted(found, key=lambda key: (-found[key]["questions", ""], key))
            found = together(found, {key: rarer(key, keep) for key in often[TOLD_APART:]})
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
    return [row(day, key, counts, texts) for key, counts in bounded(slices).items()]


def row(day: TalliedDay, key: Key, counts: Counts, texts: set[str]) -> Slice:
    nested: dict[str, dict[str, int]] = {}
    for (what, name), often in counts.items():
        if often and what != "questions":
            nested.setdefault(what, {})[name] = often
    unanswered = {text: often for text, often in nested.pop("unanswered", {}).items() if text in texts}
    assistant, room, intents, domains = key
    return Slice(
        day=day, assistant=assistant, room=room, intents=intents, domains=domains, unanswered=unanswered,
        questions=counts["questions", ""], counts=orjson.dumps(nested).decode(),
    )  # fmt: skip


def pour(held: Held, counts: Counts) -> None:
    """Adds all that the slice counts, as the counts of whole days say it."""
    questions, found = held.questions, {**orjson.loads(held.counts), "unanswered": held.unanswered}
    for what, names in found.items():
        for name, often in names.items():
            counts[what, name] += often
    for pair in (("questions", ""), ("assistant", held.assistant), ("room", held.room)):
        counts[pair] += questions
    outcomes, tokens = found.get("outcome", {}), sum(found.get("tokens", {}).values())
    for intent in names_of(held.intents):
        counts["intent", intent] += questions
        counts["intent unanswered", intent] += sum(outcomes.get(name, 0) for name in UNANSWERED)
        counts["intent tokens", intent] += tokens
        counts["intent ms", intent] += found.get("ms", {}).get("models", 0)
