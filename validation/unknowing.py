"""Whether a sentence says that it does not know, refuses or puts off, in English and German."""

from functools import lru_cache

import re2

from validation.tokens import held, words

_UNKNOWING = re2.compile(
    r"(?i)\b(?:(?:do(?:es)? not|don['’]?t|doesn['’]?t|did not|didn['’]?t|can ?not|can['’]?t|could not|couldn['’]?t"
    r"|unable to|not able to) (?:\w+ )?(?:know|say|tell|find|answer|help|see|have|access|look|provide|determine"
    r"|mention|contain)"
    r"|not (?:sure|known|certain|available|mentioned|found|stated|given|listed|specified|answer)|unknown|unclear"
    r"|no (?:information|data|answer|record|mention|details|idea|results?)|nothing (?:about|on|was found)|(?:says?"
    r"|say) nothing"
    r"|(?:weiß|kenne|finde|habe|kann|steht|gibt|liegt)[^.!?]{0,40}\b(?:nicht|keine?\w*|nichts)|unbekannt|unklar"
    r"|nicht (?:bekannt|sicher|verfügbar|gefunden|erwähnt)|keine? (?:information\w*|daten|angaben?|antwort|ahnung"
    r"|ergebnis\w*))\b"
)
_EVASIVE = re2.compile(
    r"(?i)\b(?:as an? (?:ai|language model|virtual assistant)|als (?:ki|sprachmodell)|(?:please|you (?:can|could"
    r"|should|may want to)|i(?:['’]d| would)? (?:recommend|suggest)) (?:\w+ )?(?:check|consult|visit|refer to"
    r"|look up|search|contact|ask|see)\b"
    r"|(?:it|that|this) (?:really )?depends\b|das kommt (?:ganz )?darauf an|(?:bitte )?(?:prüfe|prüfen|schau"
    r"|schauen|frag|fragen|wende|wenden) (?:du |sie |dich |sich )?(?:bitte )?(?:auf|an|in|bei|nach)\b"
    r"|i (?:can ?not|can['’]t|am unable to|['’]m unable to) (?:help|assist|answer|provide)|(?:hard|difficult"
    r"|impossible) to say|there are many (?:factors|possibilities))"
)


# Each way to say it holds one of these words.
_NOT = words(
    "not t dont doesnt didnt cant couldnt cannot unable unknown unclear no nothing nicht nichts unbekannt unklar"
)
_AWAY = words(
    "ai language virtual ki sprachmodell check consult visit refer look search contact ask see depends kommt prüfe "
    "prüfen überprüfe überprüfen schau schauen frag fragen wende wenden help assist answer provide say "
    "factors possibilities"
)


@lru_cache(maxsize=512)
def unknowing(sentence: str) -> bool:
    """Does it say that it does not know?"""
    said = held(sentence)
    may = not _NOT.isdisjoint(said) or any(word.startswith("kein") for word in said)
    return may and _UNKNOWING.search(sentence) is not None


@lru_cache(maxsize=512)
def evasive(sentence: str) -> bool:
    """Does it send away, or put off, instead of answering?"""
    return not _AWAY.isdisjoint(held(sentence)) and _EVASIVE.search(sentence) is not None
