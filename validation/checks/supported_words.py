"""What a sentence says must stand in the records: no invented clause, no other thing in a record's place."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.languages import base
from ragdomains.types import Evidence
from validation.checks import Objection, checks
from validation.cues import cue
from validation.records import Record, records_of
from validation.same import once
from validation.states import states_in
from validation.structure import rows_of
from validation.tokens import words
from validation.topic import PLAIN, courteous, stem, stems
from validation.types import Claim, Draft

MOST = 5  # objections of one sentence
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_AND = re.compile(r"\b(?:and|but|because(?: of)?|due to|thanks to|after|which)\s+", re.IGNORECASE)
_CAUSES = ("because", "due", "thanks")  # one word is a cause
_ENDS = re.compile(r"[,;:.!?()]")
# What an answer is made with, whatever it is about; nothing that could be wrong.
_GLUE = frozenset(
    map(
        stem,
        words(
            "high low chance degree degrees percent temperature weather forecast condition conditions wind "
            "humidity rain outside inside outdoors indoors moment time day week month year hour minute latest "
            "update report according source data result results answer information detail details list item items "
            "number total count average status state current expected scheduled available located called named "
            "known set show shows showing feel feels start starts begin begins end ends open opens close closes "
            "leave leaves leaving depart departs arrive arrives cost costs price priced trade trading share "
            "shares stock worth value last latest recent previous next first second third early late earlier "
            "later morning afternoon evening tonight noon midnight score scored win won lost beat game match play "
            "played team against point points home device room battery level charge changed switch turned "
            "happening event events ticket tickets headline headlines news story people streaming watch stream "
            "season episode rating rated premiered created made year flight gate terminal airline airport delay "
            "delayed approved affected official officials lead led leading bit lot kind sort thing way good great "
            "nice enjoy expect plan bring umbrella jacket coat warm cold cool hot mild light heavy strong dry wet "
            "running behind ahead found find look looks here there please note"
        ),
    )
)
# A thing so called is none of its own: the best option, a whole day.
_GENERAL = frozenset(
    map(
        stem,
        words(
            "day time idea option way thing moment week weekend month year hour minute morning afternoon evening "
            "night forecast weather temperature conditions bit lot update kind sort umbrella jacket coat sky "
            "skies chance rest question answer information detail place part end start"
        ),
    )
)
_DETERMINERS = words("the a an this that these those its their his her")
_BREAKS = words(
    "in on at to of for with by from and or but is are was were be been has have had will would can could may might "
    "that which who as than about around until since during after before into over under between it they he she not"
)

# as a whole word, however words are cut
_ARTICLE = re.compile(
    rf"(?<![^\W\d_])(?<![^\W\d_]['’])(?:{'|'.join(sorted(_DETERMINERS))})(?![^\W\d_]|['’][^\W\d_])", re.IGNORECASE
)
_PARTING = _BREAKS | _DETERMINERS


class Options(BaseModel):
    """Sentences and things that no record speaks of"""

    model_config = ConfigDict(extra="forbid")

    fewest: int = Field(
        2,
        ge=1,
        le=20,
        title="Unknown words",
        description="So many unknown words in a row, or in a sentence of nothing else.",
    )
    share: float = Field(
        0.25,
        ge=0,
        le=1,
        title="Least share",
        description="Share of its words that a longer sentence must have from the records.",
    )


@checks.register("supported_words", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    if base(draft.language) != "en" or not structured(draft.evidence) or courteous(draft.sentence):
        return ()
    known = _known(draft)
    said = _words(_without(draft.sentence, claims))
    held = [word for word in said if stem(word) in known or cue(word) in known]
    unknown = [word for word in said if word not in held and stem(word) not in _GLUE]
    counted = sum(claim.kind in {"number", "time"} for claim in claims)
    anchored = max(len(held), len(states_in(draft.sentence))) + counted  # a weekday alone ties nothing to a record
    if (len(unknown) >= options.fewest and anchored <= options.share * (anchored + len(unknown))) or (
        not anchored and len(unknown) >= options.fewest
    ):
        return [Objection("No record speaks of this.", evidence=", ".join(dict.fromkeys(unknown)))]
    return list(islice((*_halves(draft, claims, known, options), *_things(draft, claims, known, options)), MOST))


def _halves(draft: Draft, claims: Sequence[Claim], known: frozenset[str], options: Options) -> Iterator[Objection]:
    """ "They won 3-1 and are top of the league": the half behind "and" of which no word is known."""
    found = [*_AND.finditer(draft.sentence)]
    ends = [*(each.start() for each in found), len(draft.sentence)][1:]
    for place, (start, end) in enumerate(zip((each.end() for each in found), ends, strict=True)):
        said = draft.sentence[start:end]
        held = [claim for claim in claims if claim.start < end and start < claim.end and claim.kind != "name"]
        cause = found[place].group().lower().startswith(_CAUSES)
        words = [] if held or (states_in(said) and not cause) or courteous(said) else _words(said)
        unknown = [word for word in words if stem(word) not in _GLUE]
        if len(unknown) >= (1 if cause else options.fewest) and known.isdisjoint((*map(stem, words), *map(cue, words))):
            claim = Claim("name", said, start, end, said.lower())
            yield Objection("No record speaks of this.", claim, evidence=", ".join(dict.fromkeys(unknown)))


@once
def structured(evidence: Sequence[Evidence]) -> bool:
    """Is all of the evidence structured, so that what it does not hold is not known?"""
    passages = [passage for each in evidence for passage in each.passages]
    return bool(records_of(evidence)) and all(rows_of(passage.text) for passage in passages)


def _known(draft: Draft) -> frozenset[str]:
    results = draft.results if draft.evidence else ()
    return _found(draft.evidence).union(*map(stems, (draft.question, draft.before, *filter(None, results))))


@once
def _found(evidence: Sequence[Evidence]) -> frozenset[str]:
    texts = [text for each in evidence for text in (*each.values.values(), each.source) if text]
    return frozenset().union(*map(_of_record, records_of(evidence)), *map(stems, texts))


def _of_record(record: Record) -> frozenset[str]:
    """The words of its values, and what its names say."""
    names = [stems(field.name.replace("_", " ")) for field in record.fields]
    return frozenset().union(record.words(), *names, *(field.cues for field in record.fields))


@lru_cache(maxsize=64)
def _words(text: str) -> Sequence[str]:
    found = (word.replace("’", "'").partition("'")[0] for word in _WORD.findall(text.lower()))  # "it's" is it
    return [word for word in found if word not in PLAIN and len(word) > 1]


def _without(sentence: str, claims: Sequence[Claim]) -> str:
    for claim in reversed(claims):
        if claim.kind in {"number", "date", "time"}:
            sentence = f"{sentence[: claim.start]} {sentence[claim.end :]}"
    return sentence


def _things(draft: Draft, claims: Sequence[Claim], known: frozenset[str], options: Options) -> Iterator[Objection]:
    """Things of several words, named with an article, of which no word is known."""
    for start, end in _phrases(draft.sentence):
        if any(claim.start < end and start < claim.end for claim in claims):
            continue
        said = _words(draft.sentence[start:end])
        found = [stem(word) for word in said]
        # a strange word that stands last may be the verb: "the stock hit"
        if (
            len(found) > 1
            and found[0] not in _GLUE
            and found[-1] not in _GENERAL
            and known.isdisjoint((*found, *map(cue, said), *_initials(said)))
        ):
            text = draft.sentence[start:end]
            yield Objection(f"No record speaks of “{text}”.", Claim("name", text, start, end, text.lower()))


def _initials(said: Sequence[str]) -> tuple[str, ...]:
    """A chief executive officer is the CEO; the officer is mostly left out."""
    short = "".join(word[0] for word in said)
    return (short, f"{short}o")


def _phrases(sentence: str) -> Iterator[tuple[int, int]]:
    """Where the words behind an article stand, up to the next small word or sign."""
    for article in _ARTICLE.finditer(sentence):
        start, end = -1, article.end()
        while (found := _WORD.search(sentence, end)) and found.group().lower() not in _PARTING:
            if _ENDS.search(sentence, end, found.start()):
                break
            start, end = found.start() if start < 0 else start, found.end()
        if start >= 0:
            yield start, end
