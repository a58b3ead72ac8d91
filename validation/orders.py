"""Orders to a model: how injected text speaks to it, and where found text does."""

from collections.abc import Iterator
from functools import lru_cache

import re2

from ragdomains.types import Evidence
from validation.sentences import Sentences
from validation.topic import content
from validation.unmasking import forms

# To forget what it was told, in the languages that such texts come in most.
_FORGET = (
    r"(?:ignor\w*|disregard\w*|forget|override|bypass|skip|vergiss|missachte\w*|überschreib\w*|oublie\w*|olvida\w*"
    r"|dimentica\w*"
    r"|negeer|vergeet|esque[cç]a)\b[^.!?\n]{0,40}?"
    r"\b(?:instruct\w+|prompts?|guidelines?|directives?|system messages?|rules you|your rules|(?:the )?(?:previous"
    r"|prior|above|earlier|existing) (?:rules|text|messages?|data|context)"
    r"|anweisung\w*|vorgaben|anleitung\w*|regeln|consignes|instrucciones|reglas|istruzioni|instructies|opdrachten"
    r"|instru[cç]\w+)"
)
_ROLE = (
    r"you are now\b|from now on,? you\b|pretend (?:to be|that you|you)\b|act as (?:if|an? |the )(?:[a-z-]+ )?(?:ai"
    r"|assistant|model|dan|admin\w*|developer|root|unrestricted)\b"
    r"|developer mode|\bjailbreak|\bdo anything now\b|du bist (?:jetzt|nun|ab sofort|ab jetzt)\b|ab (?:jetzt"
    r"|sofort) (?:bist|antwortest) du\b"
    r"|tu es (?:maintenant|désormais)|ahora eres|adesso sei|je bent nu|agora você é"
    r"|new (?:system )?(?:instructions?|directives?)\s*:"
    r"|neue anweisung\w*\s*:|(?:admin|root|debug) (?:mode|override)|note to (?:the )?(?:ai|assistant|model|llm)"
    r"|system override"
)
_REVEAL = (
    r"(?:reveal|print|show|output|repeat|leak|display|dump|expose|send|post|encode|translate|write|zeig\w*"
    r"|verrat\w*|nenn\w*|wiederhol\w*|affiche\w*|révèle\w*|muestra|revela|mostra|rivela|toon|onthul)\b"
    r"[^.!?\n]{0,40}?\b(?:system ?-?prompt|(?:your|the|all|initial|hidden|secret|deine\w*|tes|tus|le tue"
    r"|je) (?:\w+ )?(?:instructions?|prompt|anweisungen|rules|regeln|configuration|api keys?|credentials|secrets?"
    r"|consignes|instrucciones|istruzioni|instructies))"
)
_MARKER = (
    r"<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|user|instructions?)>|(?:^"
    r"|\n)\s*(?:#{1,4}\s*)?(?:system|assistant|developer|instruction)s?\s*:"
    r"|\bSYSTEM\s*(?:PROMPT|MESSAGE|NOTE)?\s*:|\bBEGIN (?:SYSTEM|INSTRUCTIONS?)\b"
)
_TO_MODEL = (
    r"\b(?:ai|a\.i\.|assistants?|language models?|llms?|chat ?bots?|ki|assistent\w*|sprachmodell\w*"
    r"|agents?)\b[^.!?\n]{0,40}?"
    r"\b(?:must|should|shall|has to|have to|need to|needs to|will now|is (?:required|instructed)|muss|soll\w*|say"
    r"|reply|respond|answer with|tell|sag|antworte)\b"
    r"|\b(?:respond|reply|answer) (?:only |exactly |instead )*with\b|\bsay (?:exactly|only|this)\b"
    r"|\brepeat after me\b|\b(?:print|output|append|include|insert) the following\b"
    r"|\bantworte (?:nur |genau )*mit\b|\bsag(?:e)? (?:genau|nur)\b|\bcall the (?:tool|function)\b"
    r"|\brufe? (?:das werkzeug|die funktion)\b|\btell the user (?:that|to)\b"
)
_ECHO = re2.compile(rf"(?im)(?:\b{_FORGET}|{_ROLE}|\b{_REVEAL}|{_MARKER})")
_ORDER = re2.compile(rf"(?im)(?:\b{_FORGET}|{_ROLE}|\b{_REVEAL}|{_MARKER}|{_TO_MODEL})")
PASSAGES = 24


def echoed(text: str) -> str:
    """The words by which a text speaks as an injected one does; "" where none."""
    return next((found.group().strip() for form in forms(text) if (found := _ECHO.search(form))), "")


def commands(evidence: tuple[Evidence, ...]) -> bool:
    """Does any found text give orders to a model?"""
    return any(_ordering(text) for text in _texts(evidence))


def ordered_words(evidence: tuple[Evidence, ...]) -> frozenset[str]:
    """The stems that only the orders in found text hold: who says them follows those."""
    orders, rest = set[str](), set[str]()
    for text in _texts(evidence):
        told, other = _told(text)
        orders |= told
        rest |= other
    return frozenset(orders - rest)


def _texts(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    for one in evidence:
        for passage in one.passages[:PASSAGES]:
            yield "\n".join(part for part in (passage.title, passage.heading, passage.text) if part)
        yield from one.values.values()
        yield from (fact.value for fact in one.facts if isinstance(fact.value, str))


@lru_cache(maxsize=256)
def _ordering(text: str) -> bool:
    return any(_ORDER.search(form) for form in forms(text))


@lru_cache(maxsize=256)
def _told(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of the orders, each with the sentence behind it, and those of the rest."""
    if not _ordering(text):
        return frozenset(), content(text)
    orders, rest, after = set[str](), set[str](), False
    plain, *hidden = forms(text)
    cutter = Sentences()
    for sentence in [*cutter.feed(plain), *cutter.flush()]:
        orders_here = _ORDER.search(sentence) is not None
        (orders if orders_here or after else rest).update(content(sentence))
        after = orders_here
    return frozenset(orders.union(*map(content, hidden))), frozenset(rest)
