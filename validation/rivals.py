"""Where one text bears out what a sentence says, and another text, or a record, says something else of the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from ragdomains.types import Evidence, Passage
from validation.assertions import Assertion, moments
from validation.opposites import OPPOSITES
from validation.otherwise import against, prose, saying
from validation.records import Field, Record, records_of
from validation.same import once
from validation.sentences import sentences_of
from validation.sources import by_source
from validation.stated import Stated, stated
from validation.structure import rows_of
from validation.topic import content, stem, stems
from validation.types import Claim

SOURCES = 8  # that are compared with each other
SENTENCES = 120  # of one source


@dataclass(frozen=True, slots=True)
class Voice:
    """A source with its running texts, cut into sentences, what its records hold, and the date that it gives itself.

    `words` are the stems of its name, `told` those of its texts: a name that stands there tells it from no other.
    """

    name: str
    cut: tuple[str, ...]
    held: tuple[Stated, ...]
    written: date | None
    words: frozenset[str]
    told: frozenset[str] = frozenset()

    def states(self, known: frozenset[str]) -> Iterator[Stated]:
        """What it states in sentences that share a word with these; to read all of them would take too long."""
        yield from self.held
        for each in self.cut:
            if not known.isdisjoint(content(each)):
                yield from stated(each)

    def near(self, known: frozenset[str]) -> tuple[str, ...]:
        """Its sentences that hold half of these words."""
        return tuple(each for each in self.cut if 2 * len(known & content(each)) >= max(1, len(known)))


@dataclass(frozen=True, slots=True)
class Rival:
    """What two sources say of the same, by their names; `claim` is the value that the sentence follows."""

    names: tuple[str, str]
    said: tuple[Stated, Stated]
    claim: Claim | None = None


def rivals(sentence: str, question: str, evidence: Sequence[Evidence]) -> Iterator[Rival]:
    """At most one for each thing that the sentence states, and one for a yes against a no."""
    every = voices(evidence)
    if len(every) < 2 or sentence.rstrip().endswith("?") or _one_meant(f"{sentence} {question}", every):
        return
    found = [*chain.from_iterable(_of_value(own, every) for own in stated(sentence))]
    yield from found or _denied(sentence, every)


@once
def voices(evidence: Sequence[Evidence]) -> tuple[Voice, ...]:
    """Each document is a source of its own, and so is each that facts and records name."""
    passages: dict[str, list[Passage]] = {}
    for each in evidence:
        for passage in each.passages:
            passages.setdefault(passage.title or each.source, []).append(passage)
    texts = [_voice(name, held) for name, held in passages.items() if any(not rows_of(p.text) for p in held)]
    return (*texts, *_of_facts(evidence))[:SOURCES] if texts else ()


def _voice(name: str, passages: Sequence[Passage]) -> Voice:
    texts = prose((Evidence(passages=tuple(passages)),))
    cut = [each for text in texts for each in sentences_of(text)][:SENTENCES]
    told = frozenset().union(*map(stems, texts))
    written = max((each.written for each in passages if each.written), default=None)
    return Voice(name, tuple(cut), (), written, stems(name), told)


def _one_meant(text: str, every: Sequence[Voice]) -> bool:
    """Does it name one of the sources, so that only this one's word is told: "the X200 manual says"?"""
    said = stems(text)
    shared = frozenset.intersection(*(each.words for each in every))
    named = [each for each in every if each.words - shared - each.told and each.words <= said]
    return bool(named) and len(named) < len(every)


def _of_value(own: Stated, every: Sequence[Voice]) -> Iterator[Rival]:
    known = content(own.text)
    for voice in every:
        bearing = [each for each in voice.states(known) if _bears(own, each)]
        if not bearing:
            continue
        for other in every:
            against = _against(own, bearing[0], other) if other is not voice and not _older(other, voice) else None
            if against:
                yield Rival((voice.name, other.name), (bearing[0], against), own.claim)
                return


def _bears(own: Stated, told: Stated) -> bool:
    return own.alike(told) and own.frame <= told.frame and own.when <= told.when and own.agrees(told)


def _against(own: Stated, bearing: Stated, other: Voice) -> Stated | None:
    """What the other source says of the same and nothing narrower; None where it also says what the first one does."""
    alike = [each for each in other.states(content(own.text)) if each.alike(own) and _of_same(own, bearing, each)]
    if not alike or any(each.agrees(bearing) or each.agrees(own) for each in alike):
        return None
    return alike[0]


def _of_same(own: Stated, bearing: Stated, told: Stated) -> bool:
    return own.frame <= told.frame <= bearing.frame and own.when <= told.when and told.when == bearing.when


def _older(voice: Voice, than: Voice) -> bool:
    """What an older dated text says has been overtaken by the newer one."""
    return voice.written is not None and than.written is not None and voice.written < than.written


def _denied(sentence: str, every: Sequence[Voice]) -> Iterator[Rival]:
    """A yes against a no, open against closed: said of the same, in the same words but for that one."""
    known = content(sentence)
    near = [(voice, voice.near(known)) for voice in every]
    for voice, texts in near:
        bearing = saying(sentence, texts) if texts else ()
        if not bearing or any(against(sentence, texts)):
            continue
        for other, theirs in near:
            if other is voice or not theirs or _older(other, voice):
                continue
            for found in against(sentence, theirs):
                if not _narrower(found.told, f"{sentence} {bearing[0]}"):
                    yield Rival((voice.name, other.name), (_whole(bearing[0]), _whole(found.told)))
                    return


def _narrower(told: str, known: str) -> bool:
    """Does it say it only of some of them, or of another day, or of the other one: "the south tower"?"""
    others = (found for found in _TELLING.finditer(told.lower()) if found[1] in OPPOSITES)
    if any(found[1] not in known.lower() for found in others):
        return True
    return bool(content(told) - content(known) - _OPPOSED) or bool(moments(told) ^ moments(known))


def _whole(text: str) -> Stated:
    """A sentence of a source, to be quoted."""
    return Stated(frozenset(), frozenset(), frozenset(), f"“{text.strip().rstrip('.!')}”", text)


def _of_facts(evidence: Sequence[Evidence]) -> Iterator[Voice]:
    """What facts and records say, source by source."""
    for name, held in by_source(evidence).items():
        rows = tuple(passage for passage in held.passages if rows_of(passage.text))
        if records := records_of((replace(held, passages=rows),)):
            yield Voice(name, (), tuple(chain.from_iterable(map(_of_record, records))), None, stems(name))


def _of_record(record: Record) -> Iterator[Stated]:
    """Each value of a record, of the thing that it names: one of its texts, without which nothing is told of it."""
    things = [content(field.text) for field in record.fields if _thing(field)]
    days = frozenset(day.isoformat() for field in record.fields for day, last in field.grounds.spans if day == last)
    for field in record.fields:
        if (claim := _claim(field)) and len(things) == 1:
            what = Assertion(claim, field.text, field.cues, things[0], days)
            yield Stated(what, things[0] | field.cues, days, field.text, "")


def _thing(field: Field) -> bool:
    return not (field.grounds.numbers or field.grounds.times or field.grounds.spans) and field.name in _IDENTITY


def _claim(field: Field) -> Claim | None:
    times = field.grounds.times | field.grounds.loose_times
    if len(times) == 1:
        minutes, unit = next(iter(times)), "24h" if field.grounds.times else "12h"
        return Claim("time", field.text, 0, len(field.text), f"{minutes // 60:02}:{minutes % 60:02}", unit)
    if field.grounds.numbers:
        number = field.grounds.numbers[0]
        step = 1.0 if number.value == int(number.value) else 0.1
        return Claim("number", field.text, 0, len(field.text), number.value, number.unit, step)
    return None


# the word behind one of these says which one is meant
_TELLING = re.compile(r"\b(?:the|an?|in|on|at|by|for|during|my|your|its|their|der|die|das|dem|den|im|am) (\w+)\b")
_IDENTITY = frozenset({"place", "name", "title", "location", "city", "symbol"})
_OPPOSED = frozenset(stem(word) for word in (*OPPOSITES, "allowed", "permitted", "not", "erlaubt", "nicht"))
