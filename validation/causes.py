"""Why something is so: a cause that is said must be one that the evidence gives."""

import re
from collections.abc import Iterator, Sequence

from ragdomains.types import Evidence
from validation.otherwise import prose
from validation.records import Record, records_of
from validation.same import once
from validation.small_words import spoken_in
from validation.states import states_in, states_of_value
from validation.tokens import held, words
from validation.topic import content

_BECAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|on account of|thanks to|caused by|wegen|aufgrund|weil|infolge)\s+"
    r"([^.;!?]{3,120})",
    re.IGNORECASE,
)
_CAUSING = words("because due owing account thanks caused wegen aufgrund weil infolge")
# In a text these may lead to a cause, so that a sentence may tell it in words of its own.
_MAY_CAUSE = _CAUSING | words(
    "since therefore thus hence reason reasons cause causes causing led resulted result results denn deshalb daher "
    "darum grund gründe gründen ursache führte"
)
# what any value may be called: a reason that adds nothing to it
_PLAIN = words(
    "cold warm hot cool mild late early dark light wet dry high low far near long short expensive cheap busy full "
    "empty "
    "kalt warm heiß kühl mild spät früh dunkel hell nass trocken hoch niedrig weit nah lang kurz teuer billig voll leer"
)
_GERMAN = ("wegen", "aufgrund", "infolge")
_CLAUSAL = ("because", "weil")
# where the thing ends that is the cause: at a small word; in German behind the first noun
_BEHIND = re.compile(r"\s(?:in|on|at|near|since|until|for|and|from|to|with|which|that|so)\s")
_NOUN = re.compile(r"(?:[a-zäöüß]+\s+){0,4}[A-ZÄÖÜ][\w-]+")
_NAMED = re.compile(r"reason|cause|grund|ursache", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+")
_LONGEST = 20_000  # characters of a text that are read
_FEW = 0.1  # share of small words that tells a language
_BEGIN = 4  # letters of a word that is taken for another form of the same


def tells_cause(sentence: str) -> bool:
    """Does it hold a word that leads to a cause? Most sentences hold none, and need no further look."""
    return not _CAUSING.isdisjoint(held(sentence))


def wrong_causes(sentence: str, records: Sequence[Record]) -> Iterator[tuple[int, int, str]]:
    """(start, end, the cause) where the sentence gives one of which no record holds a word."""
    found = _BECAUSE.search(sentence)
    own = content(found[1]) if found else frozenset()
    if not found or not own:
        return
    given = [field for record in records for field in record.fields if _NAMED.search(field.name)]
    if given and all(own.isdisjoint(record.words()) for record in records):
        yield found.start(1), found.end(1), given[0].text


def invented_cause(sentence: str, around: str, evidence: Sequence[Evidence]) -> tuple[int, int] | None:
    """Where the sentence gives a cause of which nothing is known at all, and none is told of. `around` is known too."""
    found = _BECAUSE.search(sentence)
    own = content(_cause(found)) - _PLAIN if found else frozenset()
    if not found or not own or _tells_causes(evidence):
        return None
    known = _known(evidence) | _begun(content(around))
    groups = {state.group for state in states_in(found[1])} | {group for group, _ in states_of_value(found[1])}
    if not _begun(own).isdisjoint(known) or groups & _groups(evidence):
        return None
    return found.span(1)


def other_cause(sentence: str, question: str, evidence: Sequence[Evidence]) -> str:
    """The sentence that gives another cause of the same, in the same language; "" where none does."""
    found = _BECAUSE.search(sentence)
    own = _begun(content(_cause(found)) - _PLAIN) if found else frozenset()
    effect = content(f"{question} {sentence[: found.start()]}") if found else frozenset()
    if not found or not own or own <= _begun(content(question)):
        return ""
    told = [(cause, text) for cause, about, text in _told_causes(evidence) if about & effect]
    spoken = {spoken_in(text, 3, _FEW) for _, text in told}
    if not told or spoken != {spoken_in(f"{question} {sentence}", 3, _FEW)}:
        return ""
    return "" if any(own & cause for cause, _ in told) else told[0][1]


@once
def _told_causes(evidence: Sequence[Evidence]) -> list[tuple[frozenset[str], frozenset[str], str]]:
    """Of each sentence that tells why: how the words of its cause begin, the words of what it is of, and itself."""
    every = [each for text in prose(evidence) for each in _SENTENCES.split(text[:_LONGEST]) if each]
    found = [(each, _BECAUSE.search(each)) for each in every]
    return [(_begun(content(cause[1])), content(each.replace(cause[1], " ")), each) for each, cause in found if cause]


def _cause(found: re.Match[str]) -> str:
    """What is named as the cause: behind "because of" the thing alone, and not what is said of it further on."""
    if found[0].lower().startswith(_CLAUSAL) and not found[0].lower().startswith("because of"):
        return found[1]
    noun = _NOUN.match(found[1]) if found[0].lower().startswith(_GERMAN) else None
    return noun.group() if noun else _BEHIND.split(found[1], maxsplit=1)[0]


@once
def _tells_causes(evidence: Sequence[Evidence]) -> bool:
    """May any text tell why? Records do by the name of a field."""
    texts = [passage.text for each in evidence for passage in each.passages]
    fields = [field for record in records_of(evidence) for field in record.fields]
    told = (not _MAY_CAUSE.isdisjoint(held(text)) for text in (*texts, *(field.text for field in fields)))
    return any(told) or any(_NAMED.search(field.name) for field in fields)


@once
def _known(evidence: Sequence[Evidence]) -> frozenset[str]:
    texts = [
        text
        for each in evidence
        for passage in each.passages
        for text in (passage.text, passage.title, passage.heading)
    ]
    names = [text for each in evidence for text in (*each.values.values(), each.source)]
    records = [
        f"{field.name.replace('_', ' ')} {field.text}" for record in records_of(evidence) for field in record.fields
    ]
    return _begun(content("\n".join((*texts, *names, *records))))


@once
def _groups(evidence: Sequence[Evidence]) -> frozenset[str]:
    """The kinds of states that the evidence tells: a cause may be one of them, in another language."""
    texts = [passage.text for each in evidence for passage in each.passages]
    said = (state.group for text in texts for state in states_in(text))
    fields = (field.text for record in records_of(evidence) for field in record.fields)
    return frozenset((*said, *(group for text in fields for group, _ in states_of_value(text))))


def _begun(found: frozenset[str]) -> frozenset[str]:
    """How the words begin: rainfall and rain are of one kind."""
    return frozenset(word[:_BEGIN] for word in found)
