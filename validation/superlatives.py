"""The greatest of its kind, where nothing that was found ranks anything: "the deepest lake", "the most popular"."""

import re
from collections.abc import Iterator, Sequence

from ragdomains.types import Evidence
from validation.comparing import LONG, NOT
from validation.records import records_of
from validation.same import once
from validation.structure import rows_of
from validation.subjects import plain
from validation.tokens import held, words
from validation.topic import stem

_SHORTEST = 5  # letters of no superlative
_BEGIN = 4  # letters of a word that is taken for another form of the same
# "the latest news", "at least", "the forest" rank nothing that could be wrong
_IDLE = words(
    "latest least most best interest forest rest test west east guest request suggest invest honest modest protest "
    "contest harvest chest nearest closest earliest soonest highest lowest recent likely current important useful"
)
_EST = re.compile(
    r"(?<!\bof )\b(?:the|its|their|our|world[’']s|country[’']s|city[’']s|town[’']s)\s+"
    r"(?:(?:single|very|by far|overall)\s+)?"
    r"(?:([a-z]{3,12}est)|(?:most|least)[- ]([a-z]{4,})|(?:best|worst)[- ]([a-z]{2,}(?:ed|ing|wn)))\b",
)
_STE = re.compile(
    r"\b(?:der|die|das|den|dem|des)\s+(?:mit abstand\s+|aller)?"
    r"((?!beste|nächste|letzte|erste|meiste|neueste|aktuellste)[a-zäöüß]{3,14}ste[nrs]?)\s+[A-ZÄÖÜ]"
)
_NO_STE = re.compile(
    r"^(?:fest|erst|ernst|gewiss|bewusst|selbst|dienst|kunst|künst|wüst|best\w+|meist|obers|unters|ers)"
)
# In a text these rank things, in whatever words.
_RANKING = re.compile(
    r"\b(?:than|record|records|only|unique|top|number one|rank\w*|leading|exceed\w*|surpass\w*|unmatched|favou?rite"
    r"|best|worst|rekord\w*|einzige[nrs]?|spitze\w*|beste[nrs]?|meiste[nrs]?)\b"
    r"|\b(?:the|its|their|der|die|das|den|dem|zum|zur)\s+(?:most|least|\w{3,}(?:est|ste[nrs]?))\b",
    re.IGNORECASE,
)
# several records may rank by what their numbers say
_MEASURED = frozenset({"rated", "reviewed", *LONG})


def unranked(sentence: str, around: str, evidence: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    """Where a sentence ranks what the evidence does not rank. `around` is what was asked and said before."""
    found = any(each.facts or each.passages for each in evidence)
    if not found or "st" not in sentence or not NOT.isdisjoint(held(sentence)):
        return
    for match in (*_EST.finditer(sentence), *_STE.finditer(sentence)):
        word = next(filter(None, match.groups()[::-1]))
        if word in _IDLE or _NO_STE.match(word) or stem(word) in map(stem, held(around)):
            continue
        if not _ranks(evidence) and not _names(evidence, word, measured=match.re is _STE or match[1] is not None):
            yield match.span()


@once
def _ranks(evidence: Sequence[Evidence]) -> bool:
    """May a text rank things, or records be ranked by their values?"""
    texts = [passage.text for each in evidence for passage in each.passages if not rows_of(passage.text)]
    return any(_RANKING.search(text) or any(map(_is_superlative, held(text))) for text in texts)


def _is_superlative(word: str) -> bool:
    return word.endswith("est") and len(word) > _SHORTEST and word not in _IDLE


def _names(evidence: Sequence[Evidence], word: str, measured: bool) -> bool:
    """Does a record say the word, or may several of them be ranked by a number that it means?"""
    records = records_of(evidence)
    if len(records) > 1 and (measured or word in _MEASURED):
        return True
    begun = word[:_BEGIN]
    texts = (f"{field.name} {field.text}" for record in records for field in record.fields)
    return any(part.startswith(begun) for text in texts for part in plain(text.replace("_", " ")).split())
