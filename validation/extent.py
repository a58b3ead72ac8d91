"""How far a sentence reaches: the second place, the first appointment, only one of two, all of the teams."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from validation.comparing import NOT
from validation.cues import cue, cues_near
from validation.known_states import counted, known_states
from validation.records import Field, Record
from validation.states import agree, states_in
from validation.subjects import plain, spoken_of, titled
from validation.support import comparable
from validation.tokens import held, words
from validation.types import Claim, Draft

_NUMBERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5, "top": 1,
}  # fmt: skip
_PLACED = re.compile(
    r"\b(?:(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))[- ]"
    r"(?:place|position|spot|rank)\b|(?:is|are|sits?|ranks?|ranked|stands?|finished) (?:currently )?(?:in )?"
    r"(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|top)\b(?! half| time| best| day)"
    r"|(?:auf )?platz (\d{1,2})\b)",
    re.IGNORECASE,
)
_RANKS = frozenset({"rank", "position", "place", "standing", "platz", "rang", "pos"})
_ENDMOST = re.compile(
    r"\b(first|earliest|next|last|latest|final|erster?|erstes|nächster?|nächstes|letzter?|letztes)\s+(?:\w+\s+)?"
    r"(?:appointments?|events?|meetings?|flights?|trains?|bus|buses|departures?|games?|match(?:es)?|shows?|entry|alarms?"
    r"|screenings?|termine?|zug|flug)\b",
    re.IGNORECASE,
)
_LATE = frozenset({"last", "latest", "final", "letzter", "letzte", "letztes"})
_MOST = re.compile(r"\b(most|fewest|highest|lowest|least|meisten|wenigsten)\s+(\w+)", re.IGNORECASE)
_LEAST = frozenset({"fewest", "lowest", "least", "wenigsten"})
_ONLY = re.compile(r"\b(?:only|solely|exclusively|nur|ausschließlich)\b", re.IGNORECASE)
_OPENS = re.compile(r"^\W*(?:(?:no|yes|nein|ja)\W+)?(?:only|nur)\s", re.IGNORECASE)


# A sentence that holds none of these needs no further look.
_PLACES = frozenset({*_NUMBERS, "place", "position", "spot", "rank", "platz"})
_ENDS = _LATE | words("first earliest next erste erster erstes nächste nächster nächstes letzte letzter letztes")
_EXTREMES = words("most fewest highest lowest least meisten wenigsten")
_ALONE = words("only solely exclusively nur ausschließlich")


def _search(expression: re.Pattern[str], needs: frozenset[str], sentence: str) -> re.Match[str] | None:
    return None if needs.isdisjoint(held(sentence)) else expression.search(sentence)


def unreached(draft: Draft, claims: Sequence[Claim], records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is so) for what reaches further, or less far, than the records do."""
    if len(records) > 1:
        yield from _ranks(draft, records)
        yield from _endmost(draft, records)
        yield from _alone(draft, records)
        yield from _all(draft, claims, records)
        yield from _every(draft, records)
        yield from _most(draft, records)
    yield from _only(draft, records)


def _one(records: Sequence[Record], sentence: str) -> Record | None:
    named = spoken_of(records, sentence)
    return named[0] if len(named) == 1 else None


def _ranks(draft: Draft, records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    found = _search(_PLACED, _PLACES, draft.sentence)
    record = _one(records, draft.sentence[: found.start()]) or _one(records, draft.sentence) if found else None
    if found is None or record is None:
        return
    word = next(filter(None, found.groups())).lower()
    said = _NUMBERS.get(word) or int(re.sub(r"\D", "", word))
    for field in record.fields:
        if field.name.lower() in _RANKS and field.grounds.numbers and field.grounds.numbers[0].value != said:
            yield found.start(), found.end(), f"{field.name}: {field.text}"


def _endmost(draft: Draft, records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    """Another one of the same day begins before the first."""
    found = _search(_ENDMOST, _ENDS, draft.sentence)
    record = _one(records, draft.sentence) if found else None
    begins = _begin(record) if record else None
    if found is None or record is None or begins is None:
        return
    late = found[1].lower() in _LATE
    for other in records:
        there = _begin(other) if other is not record else None
        same = there is not None and there.date() == begins.date() and (there.tzinfo is None) == (begins.tzinfo is None)
        if there is not None and same and (there > begins if late else there < begins):
            yield found.start(), found.end(), f"{there:%H:%M}"
            return


@lru_cache(maxsize=256)
def _begin(record: Record) -> datetime | None:
    """When the thing begins."""
    return next((field.grounds.moments[0] for field in record.fields if _starts(field)), None)


def _starts(field: Field) -> bool:
    return bool(field.grounds.moments and field.cues & {"start", "depart", "scheduled", "time"})


def _only(draft: Draft, records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    """ "Only on Apple TV" where it is on MUBI too."""
    found = _search(_ONLY, _ALONE, draft.sentence)
    if not found:
        return
    behind = f" {plain(draft.sentence[found.end() :])} "
    for field in (field for record in spoken_of(records, draft.sentence, draft.question) for field in record.fields):
        items = [plain(item) for item in field.text.split(", ")] if ", " in field.text and len(field.text) < 200 else []
        said = [item for item in items if item and f" {item} " in behind]
        if said and len(said) < len(items) and all(items) and len(behind.split()) <= len(" ".join(said).split()) + 4:
            yield found.start(), len(draft.sentence), f"{field.name}: {field.text}"


def _alone(draft: Draft, records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    """ "Only the hall light is on" where another one is on too."""
    states = states_in(draft.sentence) if _search(_OPENS, _ALONE, draft.sentence) else ()
    named = [record for record, title in titled(tuple(records)) if f" {title} " in f" {plain(draft.sentence)} "]
    for state in states if named else ():
        for record, title in titled(tuple(records)):
            known = known_states((record,)).get(state.group, frozenset())
            if record not in named and not state.denied and any(agree(state.value, each) for each in known):
                yield state.start, state.end, f"{title}: {state.value}"
                return


def _all(draft: Draft, claims: Sequence[Claim], records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    """ "All have played 12 games" where one has played 11."""
    if counted(draft.sentence) != "all" or len(spoken_of(records, draft.sentence)) == 1:
        return
    for claim in claims:
        if claim.kind != "number" or not isinstance(claim.value, float):
            continue
        said = cues_near(draft.sentence, claim, claims)
        fields = [field for record in records for field in record.fields if field.cues & (said.before | said.after)]
        numbers = [f for f in fields if f.grounds.numbers and comparable(f.grounds.numbers[0], claim.unit)]
        names = {field.name for field in numbers}
        other = [f for f in numbers if f.grounds.numbers[0].value != claim.value]
        if len(names) == 1 and len(numbers) > 1 and other and len(other) < len(numbers):
            yield claim.start, claim.end, f"{other[0].name}: {other[0].text}"


def _every(draft: Draft, records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    """ "All three drive for Falke" where one drives for Orca."""
    if (
        counted(draft.sentence) != "all"
        or _one(records, draft.sentence)
        or not NOT.isdisjoint(plain(draft.sentence).split())
    ):
        return
    low = f" {plain(draft.sentence)} "
    for name in dict.fromkeys(field.name for record in records for field in record.fields):
        values = [plain(field.text) for record in records for field in record.fields if field.name == name]
        said = {value for value in values if value and not value.isdecimal() and f" {value} " in low}
        if len(said) == 1 and len(values) == len(records) > 1 and (other := sorted(set(values) - said)):
            yield 0, len(draft.sentence), f"{name}: {other[0]}"
            return


def _most(draft: Draft, records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    """ "Has the most points" where another has more."""
    found = _search(_MOST, _EXTREMES, draft.sentence)
    record = _one(records, draft.sentence) if found else None
    if found is None or record is None:
        return
    way, what = -1 if found[1].lower() in _LEAST else 1, cue(found[2].lower())
    own = [field for field in record.fields if what in field.cues and field.grounds.numbers]
    others = [f for each in records if each is not record for f in each.fields if own and f.name == own[0].name]
    for other in others:
        if other.grounds.numbers and way * (other.grounds.numbers[0].value - own[0].grounds.numbers[0].value) > 0:
            yield found.start(), found.end(), f"{other.name}: {other.text}"
            return
