"""Whether a question is about the picture, sound or file that came with it, which nobody here can see or hear."""

import re

from inference.state import Query

# What clients attach, by its names; the words that point at it, unless at a time ("this evening"); and a person or
# thing that is asked about without a name, as an object or of what it is ("who is she", "describe it").
THINGS = (
    "picture|pic|photo|photograph|image|screenshot|snapshot|drawing|sketch|diagram|scan|video|clip|footage|recording|"
    "audio|file|attachment|pdf|bild|foto|aufnahme|zeichnung|skizze|diagramm|datei|anhang|tonaufnahme|tonspur"
)
TIMES = (
    "morning|afternoon|evening|night|noon|week|weekend|month|year|season|spring|summer|autumn|fall|winter|time|hour|"
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|woche|wochenende|monat|jahr|abend|morgen|mal|sommer|winter|"
    "herbst|frühling|frühjahr|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
)
REFERS = re.compile(
    rf"\b(?:{THINGS})(?:s|er|en|n)?\b"
    rf"|\b(?:this|that|these|those|dies(?:e[mnrs]?)?)\b(?!\s+(?:{TIMES})s?\b)"
    r"|\b(?:is|are|was|were|ist|sind|war)\s+(?:he|she|they|er|sie)\b"
    r"|\b(?:describe|read|identify|recogni[sz]e|explain|caption|transcribe|name)\s+(?:it|them|him|her)\b"
    r"|^\W*(?:what|who|where)(?: is|'s| are)\s+(?:it|here)\W*$|^\W*(?:was|wer|wo) ist (?:das|hier)\b",
    re.IGNORECASE,
)
UNSEEN = "I can neither look at pictures nor listen to recordings. Please tell me in words."


def about_unseen(query: Query) -> bool:
    """Whether the answer would have to be read off what came with the question; a client that wants a call gets one."""
    return query.unseen and not query.must_call and REFERS.search(query.question) is not None
