"""What is called by letters and figures and is no name: a password, a door's code, a network ("plum-tart-17")."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ragdomains.types import Evidence
from validation.claims import find_claims
from validation.records import records_of
from validation.same import once
from validation.tokens import LIMIT
from validation.types import Claim, Draft

# "the password is hunter2", "das Passwort lautet hunter2", "password: hunter2"
_SAID = re.compile(
    r"([^\W\d_]+)(?:\s+(?:is|was|are|ist|war|lautet|heißt)(?:\s+(?:now|still|called|jetzt|noch))?|:)"
    r"\s+[\"“„‘']?([\w@#$%&*+/=~^-]+(?:\.[\w@#$%&*+/=~^-]+)*)"
)


def wrong_identifiers(draft: Draft) -> Iterator[tuple[Claim, str]]:
    """Those of the sentence that stand nowhere, with what the evidence has in their place."""
    for found in _SAID.finditer(draft.sentence[:LIMIT]):
        text, known = found[2], _known(draft.evidence).get(found[1].lower(), ()) if _identifies(found[2]) else ()
        if known and _squeezed(text) not in _all(draft.evidence):
            yield Claim("name", text, found.start(2), found.end(2), text, "code"), ", ".join(known)


@once
def _known(evidence: Sequence[Evidence]) -> Mapping[str, tuple[str, ...]]:
    """Each thing that an identifier is told of, by its last word in small letters, with those that are told."""
    found: dict[str, list[str]] = defaultdict(list)
    for passage in (passage for each in evidence for passage in each.passages):
        for match in _SAID.finditer(passage.text[:LIMIT]):
            found[match[1].lower()].append(match[2])  # "the password is on the card" tells none
    for field in (field for record in records_of(evidence) for field in record.fields):
        found[re.split(r"[\s_]+", field.name.lower())[-1]].append(field.text)
    return {name: tuple(filter(_identifies, texts)) for name, texts in found.items()}


@once
def _all(evidence: Sequence[Evidence]) -> str:
    texts = [passage.text for each in evidence for passage in each.passages]
    return _squeezed(" ".join([*texts, *(record.text() for record in records_of(evidence))]))


def _identifies(text: str) -> bool:
    """Letters and figures in one word that are no quantity, as 20min are."""
    mixed = " " not in text and any(map(str.isalpha, text)) and any(map(str.isdecimal, text))
    return mixed and all(claim.kind == "name" or claim.start for claim in find_claims(text))


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
