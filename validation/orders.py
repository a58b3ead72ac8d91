"""Orders to a model: how injected text speaks to it, and where found text does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import re2

from ragdomains.types import Evidence
from validation.addressed import ADDRESSED
from validation.eastern import EASTERN
from validation.entrusted import ENTRUSTED
from validation.relayed import relays
from validation.same import once
from validation.sentences import Sentences
from validation.small_words import spoken_in
from validation.staged import STAGED
from validation.steering import STEERING
from validation.structure import rows_of
from validation.summoned import SPEECH, SUMMONED, WORDS
from validation.topic import content, stems
from validation.types import Draft
from validation.unmasking import forms, mirrored, unmasked

# To forget what it was told, in the languages that such texts come in most.
_FORGET = (
    r"(?:ignor\w*|disregard\w*|forget|override|bypass|vergiss|missachte\w*|überschreib\w*|oublie\w*|olvida\w*"
    r"|dimentica\w*"
    r"|negeer|vergeet|esque[cç]a)\b[^.!?\n]{0,40}?"
    r"\b(?:instruct\w+|prompts?|guidelines?|directives?|system messages?|rules you|your rules|(?:the )?(?:previous"
    r"|prior|above|earlier|existing) (?:rules|text|messages?|data|context)"
    r"|anweisung\w*|vorgaben|anleitung\w*|regeln|consignes|instrucciones|reglas|istruzioni|instructies|opdrachten"
    r"|instru[cç]\w+)"
)
_MODEL = r"(?:ai|dan|llm|assistant|language model|chat ?bot|bot|model|unrestricted|developer mode)"
_ROLE = (
    rf"you are now (?:in |an? |the |no longer )?(?:[a-z-]+ )?{_MODEL}\b|from now on,? you (?:will |must "
    rf"|shall )?(?:answer|respond|act|obey)\b"
    rf"|pretend (?:to be|that you are|you are) (?:an? |the )?(?:[a-z-]+ )?{_MODEL}\b|act as (?:an? "
    rf"|the )?(?:[a-z-]+ )?{_MODEL}\b"
    r"|switch you to developer mode|\bdo anything now\b|you must do what stands here"
    r"|du bist (?:jetzt|nun|ab sofort|ab jetzt) (?:ein|dan\b|frei)|ab (?:jetzt|sofort) (?:antwortest du\b"
    r"|bist du (?-i:[A-ZÄÖÜ])\w+[,.])"
    r"|new (?:system )?(?:instructions?|directives?) (?:follow|:)|neue anweisung\w*\s*:"
    r"|note to (?:the )?(?:ai|assistant|model|llm)\b|(?:system|admin) override"
)
_REVEAL = (
    r"(?:reveal|print|show|output|repeat|leak|display|dump|expose|send|encode|translate|write|zeig\w*|verrat\w*"
    r"|nenn\w*|wiederhol\w*|affiche\w*|révèle\w*|muestra|revela|mostra|rivela|toon|onthul)\b[^.!?\n]{0,40}?"
    r"\b(?:system ?-?prompt|(?:your|deine\w*|tes|tus|le tue|je) (?:[a-z]+ )?(?:instructions?|prompt|anweisungen"
    r"|regeln|api keys?|consignes|instrucciones|istruzioni|instructies))"
)
_MARKER = (
    r"<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|user|instructions?)>|#{1,4}\s*instructions?\s*:"
    r"|\bsystem (?:prompt|message|note)\s*:|\bBEGIN (?:SYSTEM|INSTRUCTIONS?)\b"
)
_TO_MODEL = (
    r"\b(?:ai|ai assistants?|language models?|llms?|chat ?bots?)\b[^.!?\n]{0,40}?"
    r"\b(?:must|should|shall|has to|have to|is (?:required|instructed) to)\s+(?:now |not |always |only |first "
    r"|instead )*"
    r"(?:say|tell|answer|respond|reply|output|write|mention|recommend|ignore|follow|obey|do|call|open|visit"
    r"|state|claim"
    r"|reveal|print|inform|treat|send|include)\b"
    r"|\b(?:ki-assistent\w*|sprachmodell\w*)\b[^.!?\n]{0,40}?\b(?:muss|soll\w*)\b"
    r"|\b(?:respond|reply|answer) (?:only|exactly|instead) with\b|\bsay exactly\b|\brepeat after me\b"
    r"|\bcall the (?:tool|function) \w+_\w+"
    r"|\bantworte (?:nur|genau) mit\b|\bsage? genau\b"
)
_ECHO = re2.compile(rf"(?im)(?:\b{_FORGET}|{_ROLE}|\b{_REVEAL}|{_MARKER})")
_ORDER = re2.compile(rf"(?im)(?:\b{_FORGET}|{_ROLE}|\b{_REVEAL}|{_MARKER}|{_TO_MODEL})")
_ORDERS = (
    _ORDER,
    *(re2.compile(f"(?im)(?:{each})") for each in (*ADDRESSED, *STEERING, *SUMMONED, *STAGED, *ENTRUSTED, *EASTERN)),
)
_TURNS = re2.compile(
    r"(?i)\brot[ -]?13\b|\b(?:reverse\w*|right to left|backwards?|mirrored|rückwärts|gespiegelt|à l['’]envers)\b"
)
_SPEECH = re2.compile(f"(?im){SPEECH}")
_WORDS = re2.compile(f"(?im){WORDS}")
# Found passages keep one line break between two paragraphs; what is announced by a colon still belongs to it.
_PARAGRAPH = re2.compile(r"\n\s*\n|[.!?][\"'”’)>]*\s*\n\s*$")
PASSAGES = 24
FEW = 0.1  # share of small words that tells the language of an order


def echoed(text: str) -> str:
    """The words by which a text speaks as an injected one does; "" where none."""
    return next((found.group().strip() for form in forms(text) if (found := _ECHO.search(form))), "")


@once
def commands(evidence: Sequence[Evidence]) -> bool:
    """Does any found text give orders to a model?"""
    return any(ordering(text) for text in _texts(evidence))


def tempts(tool: str, question: str, evidence: Sequence[Evidence]) -> bool:
    """Does a passage speak of what the tool is called by, and the question not? Then the text chose it."""
    named = content(tool.replace("_", " ").replace("-", " "))
    if not named or named & content(question):
        return False
    texts = [passage.text for each in evidence for passage in each.passages[:PASSAGES]]
    several = len(named) > 1 and any(named <= stems(text) for text in texts)
    return several or any(tool.lower() in text.lower() for text in texts)


@once
def ordered_words(evidence: Sequence[Evidence]) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that only the orders in found text hold, and those of all else in it: who says the first "
    "follows them."""
    orders, rest = set[str](), set[str]()
    for text in _texts(evidence):
        told, other = _told(text)
        orders |= told
        rest |= other
    return frozenset(orders - rest), frozenset(rest)


def _texts(evidence: Sequence[Evidence]) -> Iterator[str]:
    for one in evidence:
        for passage in one.passages[:PASSAGES]:
            yield "\n".join(part for part in (passage.title, passage.heading, passage.text) if part)
        yield from one.values.values()
        yield from (fact.value for fact in one.facts if isinstance(fact.value, str))


@lru_cache(maxsize=256)
def ordering(text: str) -> bool:
    """Does a text give orders to a model, also where they are masked?"""
    return any(map(_orders, (*forms(text), *_turned(text))))


def _turned(text: str) -> tuple[str, ...]:
    """The text backwards and with its letters moved, where it says itself that it is to be read so."""
    return mirrored(unmasked(text)) if _TURNS.search(text) else ()


def _orders(text: str) -> bool:
    return any(order.search(text) for order in _ORDERS) or relays(text)


@lru_cache(maxsize=256)
def _told(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of the orders, each with what belongs to it, and those of the rest."""
    if not ordering(text):
        return frozenset(), content(text)
    orders, rest = set[str](), set[str]()
    plain, *hidden = (*forms(text), *_turned(text))
    for sentence, ordered in _marked(plain):
        (orders if ordered else rest).update(content(sentence))
    return frozenset(orders.union(*map(content, hidden))), frozenset(rest)


def _marked(text: str) -> list[tuple[str, bool]]:
    """Each sentence of a text, and whether it belongs to an order to a model.

    An order may need two sentences to be one. What follows it in the same paragraph belongs to it: one sentence, and
    the answer to one that asks.
    """
    cutter = Sentences()
    sentences = [*cutter.feed(text), *cutter.flush()]
    orders = {place for place, sentence in enumerate(sentences) if ordering(sentence)}
    pairs = range(len(sentences) - 1)
    orders = orders or {at + step for at in pairs if ordering("".join(sentences[at : at + 2])) for step in (0, 1)}
    marked = list[tuple[str, bool]]()
    goes_on = False
    for place, sentence in enumerate(sentences):
        own = place in orders
        marked.append((sentence, own or goes_on))
        asks = goes_on and sentence.rstrip().endswith("?")
        goes_on = (own or asks) and not _PARAGRAPH.search(sentence)
    return marked


@once
def order_languages(evidence: Sequence[Evidence]) -> frozenset[str]:
    """The languages of the orders in found text, as far as they can be told."""
    found = (text for text in _texts(evidence) if ordering(text))
    told = (spoken_in(part, 1, FEW) for text in found for part, ordered in _marked(text) if ordered)
    return frozenset(filter(None, told))


@once
def harmless(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What was found, without the orders in its running text and its values: what they say carries no claim."""
    return tuple(
        replace(
            each,
            passages=tuple(replace(passage, text=_without(passage.text)) for passage in each.passages),
            values={name: value for name, value in each.values.items() if not ordering(value)},
        )
        for each in evidence
    )


def harmless_draft(draft: Draft) -> Draft:
    """The draft as a check sees it that compares it with what was found."""
    return replace(draft, evidence=harmless(draft.evidence)) if commands(draft.evidence) else draft


def _without(text: str) -> str:
    """A text in rows stays as it is: cut, it would be no rows any more."""
    if not ordering(text) or rows_of(text):
        return text
    return "".join(sentence for sentence, ordered in _marked(text) if not ordered)


def asks_to_speak(text: str) -> bool:
    """Does the text tell somebody to say something, whoever that is?"""
    return _SPEECH.search(text) is not None


class Wish(NamedTuple):
    """The stems of a sentence that asks for a speech. `plainly`: it begins by that, and may speak of what is asked."""

    stems: frozenset[str]
    plainly: bool


@once
def wished(evidence: Sequence[Evidence]) -> tuple[Wish, ...]:
    """The speeches that found text asks for, without what else is found there."""
    read = [_wishes(text) for text in _texts(evidence)]
    rest = frozenset().union(*(other for _, other in read))
    return tuple(wish._replace(stems=wish.stems - rest) for asked, _ in read for wish in asked)


@lru_cache(maxsize=256)
def _wishes(text: str) -> tuple[tuple[Wish, ...], frozenset[str]]:
    """Each sentence that asks for a speech, and the stems of all else."""
    asked, rest = list[Wish](), set[str]()
    for form in (*forms(text), *_turned(text)):
        cutter = Sentences()
        for sentence in [*cutter.feed(form), *cutter.flush()]:
            if (plainly := asks_to_speak(sentence)) or _WORDS.search(sentence):
                asked.append(Wish(content(sentence), plainly))
            else:
                rest |= content(sentence)
    return tuple(asked), frozenset(rest)
