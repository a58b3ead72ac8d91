"""The states that evidence speaks of: named, as yes or no, or following from a delay or a change."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ragdomains.types import Evidence
from validation.changes import moves
from validation.records import Field, Record
from validation.states import FORMS, State, agree, states_in, states_of_value
from validation.structure import rows_of
from validation.tokens import held, words
from validation.topic import content
from validation.types import Draft

_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})
_FIGURES = frozenset({"0", "1"})
# the other state of a pair, for "locked: false"
_OTHER = {
    "on": "off", "open": "closed", "locked": "unlocked", "armed": "disarmed", "charging": "discharging",
    "connected": "disconnected", "enabled": "disabled", "home": "away", "occupied": "vacant", "delayed": "on time",
    "in stock": "sold out", "playing": "stopped",
}  # fmt: skip
_BACK = {other: state for state, other in _OTHER.items()}
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_COUNTS = re.compile(
    r"\b(?:(?P<all>all|both|every|each|everything|alle|beide|jede[rs]?|alles)|(?P<none>none|neither|nothing|no|keine[rs]?|nichts))\b",
    re.IGNORECASE,
)
_COUNTING = words(
    "all both every each everything alle beide jede jeder jedes alles none neither nothing no keine keiner keines "
    "nichts"
)
_NEARLY = re.compile(
    r"\b(?:not|nearly|almost|nicht|fast)\s+(?:all|every|both|alle|jede)|\ball (?:day|week|night|right|in all|the time)"
    r"|\bat all|\bno (?:longer|delay|chance|more|one)|\beach other|\bevery (?:\w+ )?(?:minute|hour|day|week|month)s?",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\b(?:except|excluding|außer|ausgenommen)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")


def known_states(records: Sequence[Record]) -> dict[str, frozenset[str]]:
    """Group -> the states that the records say."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        for group, value in _of_record(record):
            found[group].add(value)
    if "opening" not in found and found["lock"] == {"locked"}:
        found["opening"].add("closed")
    return {group: frozenset(values) for group, values in found.items() if values}


@lru_cache(maxsize=256)
def _of_record(record: Record) -> tuple[tuple[str, str], ...]:
    told = (pair for field in record.fields for pair in (*_of_field(field), *_followed(field)))
    return (*told, *_moved(record), *_timed(record))


def _of_field(field: Field) -> Iterator[tuple[str, str]]:
    low = field.text.lower()
    if low in _TRUE | _FALSE:
        name = _WORDS.findall(field.name.lower().replace("_", " "))
        if low in _FIGURES and len(name) > 1 and name[0] not in {"is", "was"}:
            return  # away_score: 1 counts
        for word in (*name, " ".join(name)):  # sold_out
            group, state = FORMS.get(word, ("", ""))
            other = _OTHER.get(state) or _BACK.get(state)
            if group and (low in _TRUE or other):
                yield group, state if low in _TRUE else other or state
    elif not isinstance(field.fact.value, int | float):  # a measured value is no state
        yield from states_of_value(field.text)


def _followed(field: Field) -> Iterator[tuple[str, str]]:
    """What a number says of a state: a delay of 0 is on time, a change below 0 is down."""
    values = [entry.value for entry in field.grounds.numbers]
    if not values:
        return
    if "delay" in field.cues:
        yield "course", "delayed" if values[0] > 0 else "on time"
    if "price" in field.cues:
        yield "cost", "paid" if values[0] else "free"
    if "change" in field.cues and values[0] and not field.grounds.numbers[0].unit.startswith(("min", "h", "s")):
        yield "direction", "up" if values[0] > 0 else "down"


def _moved(record: Record) -> Iterator[tuple[str, str]]:
    """Up or down from what it is and what it was before."""
    for before, now in moves(record.fields):
        if before != now:
            yield "direction", "up" if now > before else "down"


def _timed(record: Record) -> Iterator[tuple[str, str]]:
    """Late or on time from when it is planned and when it is expected."""
    planned, expected = (
        [
            next(iter(field.grounds.times))
            for field in record.fields
            if cue in field.cues and len(field.grounds.times) == 1
        ]
        for cue in ("scheduled", "estimated")
    )
    if len(planned) == len(expected) == 1:
        late = (expected[0] - planned[0] + 720) % 1440 - 720
        yield "course", "delayed" if late > 0 else "early" if late < 0 else "on time"


def counted(clause: str) -> str:
    """ "all" where a clause speaks of every one of several things, "none" of not one; "" where of neither."""
    found = None if _COUNTING.isdisjoint(held(clause)) else _COUNTS.search(clause)
    return "" if found is None or _NEARLY.search(clause) else "none" if found.lastgroup == "none" else "all"


def exception(count: str, state: State, records: Sequence[Record], clause: str) -> str:
    """The state of one of those things that is not as all are said to be; "" where there is none."""
    own = content(_without(clause, ()))
    named = [record for record in records if own & record.words()] or records
    known = [states for record in named if (states := _of_group(record, state.group))]
    wanted = (count == "all") != (state.denied and count == "all")
    wrong = (states for states in known if any(agree(state.value, value) for value in states) != wanted)
    return ", ".join(sorted(next(wrong, frozenset())))


def _of_group(record: Record, group: str) -> frozenset[str]:
    """What one thing is, of a group of states; what stands open is not locked."""
    states = known_states((record,))
    if group == "lock" and group not in states and "open" in states.get("opening", ()):
        return frozenset({"open"})
    return states.get(group, frozenset())


def denied_by(state: State, sentence: str, evidence: Sequence[Evidence]) -> str:
    """The state that a text about the same thing gives instead, and never the one that is said."""
    told = {each.value for each in _told(sentence, evidence) if each.group == state.group and not each.denied}
    if state.value in told or len(told) != 1 or state.denied:
        return ""
    return next(iter(told))


def _told(sentence: str, evidence: Sequence[Evidence]) -> Iterator[State]:
    """The states in those sentences of running text that share a word with the answer's."""
    own = content(sentence)
    for each in evidence:
        for passage in each.passages:
            for told in _ENDS.split(passage.text) if not rows_of(passage.text) else ():
                found = () if _EXCEPT.search(told) else states_in(told)
                words = content(_without(told, found)) if found else frozenset()
                yield from found if words & own else ()


def _without(text: str, states: Sequence[State]) -> str:
    for state in reversed(states):
        text = f"{text[: state.start]} {text[state.end :]}"
    return text


def unstructured(draft: Draft, state: State) -> bool:
    """Does any text beside the records speak of the state: a passage, the question, what was said before?"""
    prose = [passage.text for each in draft.evidence for passage in each.passages if not rows_of(passage.text)]
    values = [text for each in draft.evidence for text in each.values.values()]
    texts = [*prose, *values, draft.before, *draft.results]
    return any(each.group == state.group for text in texts for each in (*states_in(text), *_bare(text)))


def _bare(text: str) -> Iterator[State]:
    return (State(group, value, 0, 0) for group, value in states_of_value(text))
