"""Tells a question from an order by how it begins: "what's on my calendar" from "put lunch on my calendar"."""

import re
from collections.abc import Mapping

TELL = r"(?:can|could|would|will) you (?:please )?(?:tell|show|read|check|list|see|look)"
LEADS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:(?:so|and|hey|ok|okay|please|well|um|athena),? )*"
        rf"(?:(?:what|when|where|who|how)(?:['’]?s)?|whose|which|do|does|did|am|is|are|isn't|was|were|have|has|had|should"
        r"|any|anything|show|read|list|tell (?:me|us)|run me through|go through|check|look at|see if|next|upcoming|free"
        rf"|calendar|agenda|meetings|appointments|events|i can['’]?t remember|i was wondering|i wonder|{TELL})\b"
    ),
    "de": re.compile(
        r"(?:(?:so|und|hey|bitte|also|athena),? )*"
        r"(?:was|wann|wo|wer|wie|welche[rsnm]?|habe|hab|haben|hat|bin|ist|sind|steht|stehen|gibt|muss"
        r"|zeige?|lies|sage? mir|nenne?|nächste[rsn]?|termine|kalender"
        r"|(?:kannst|könntest) du (?:mir )?(?:bitte )?(?:sagen|zeigen|vorlesen))\b"
    ),
}


def asks(text: str) -> bool:
    """Whether it begins as a question does, or as the wish to be told something, in one of the languages."""
    plain = " ".join(text.casefold().split())
    return any(lead.match(plain) for lead in LEADS.values())
