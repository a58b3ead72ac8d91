"""What a text is about: its content words, reduced to stems, and how far two texts share them."""

import re
from collections.abc import Collection
from functools import lru_cache

import re2

from validation.tokens import LIMIT, words

_WORD = re.compile(r"[^\W_]+")
PLAIN = words(
    "a about after again all almost also although always am an and any are around as at back be because been "
    "before being both but by can cannot could currently did do does doing done down each either else even ever "
    "every few for from further get gets give go goes going good had has have having he her here hers him his how "
    "i if in into is it its just keep know least less let like likely look made make makes many may maybe me "
    "might mine more most much must my near need needs never next no nor not nothing now of off often ok okay on "
    "once one only or other our out over own per perhaps please put quite rather really right said same say says "
    "see seems shall she should so some soon still such sure take than thanks that the their them then there "
    "these they thing things this those though through to today together tomorrow tonight too two under until up "
    "upon us use very want was way we well were what when where whether which while who whom whose why will with "
    "within without would yes yet you your yours s t d ll re ve m don doesn didn isn aren wasn weren won wouldn "
    "couldn shouldn hasn haven hadn monday tuesday wednesday thursday friday saturday sunday morning afternoon "
    "evening night am pm"
)
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "ly", "s", "er", "e", "y")
_SHORT = 4_096  # characters; a longer text is not kept
_STEM = 6  # longer words are compared by their first letters: replacement, replacing

# Sentences that claim nothing about the world: not knowing, greetings, offers, questions back.
_COURTEOUS = re2.compile(
    r"(?i)^\W*(?:"
    # not knowing
    r"(?:i(?:[’']m| am)? |sorry|unfortunately|apologies)[^.!?]{0,80}?(?:\bnot sure|unable|\bnot know|do(?:es)? not"
    r"|don[’']?t|can(?:not|[’']?t)|could(?: not|n[’']?t)|no (?:information|data|answer|access))"
    r"|(?:your |the |my )?(?:documents?|evidence|sources?|data|results?|notes?|manuals?|handbook|information|context)\b"
    r"[^.!?]{0,60}?(?:sa(?:y|ys) nothing|do(?:es)? not|do(?:es)?n[’']?t|nothing about|not (?:say|mention|contain))"
    r"|(?:there(?: is|[’']s)|i have|i found|i find) (?:no|nothing)\b"
    r"|(?:that|this|it) is not (?:in|mentioned|stated|part of)\b"
    # the same in German
    r"|(?:ich |tut mir leid|leider|entschuldig\w*)[^.!?]{0,80}?"
    r"(?:\bweiß[^.!?]{0,30}\bnicht|\bkann\b[^.!?]{0,60}\bnicht"
    r"|\bnicht (?:sicher|gefunden|finden|sagen|helfen)|\bnichts (?:gefunden|darüber|dazu)"
    r"|\bkeine? (?:information\w*|daten|angaben?|antwort|ahnung|ergebnis\w*|zugriff))"
    r"|(?:deine |die |meine )?(?:dokumente|unterlagen|quellen|daten|anleitung)\b[^.!?]{0,60}?(?:\bnichts\b|\bkeine?\b)"
    r"|(?:dazu|darüber) (?:steht|habe|finde|weiß)[^.!?]{0,40}?(?:nichts|kein\w*|nicht)"
    r"|(?:hallo|guten (?:morgen|tag|abend)|gute nacht|danke|gern geschehen|gerne?|viel (?:spaß|erfolg))\b"
    r"[^.!?]{0,60}[.!?]*$"
    r"|(?:soll ich|möchtest du|möchten sie|willst du|kann ich|kannst du|welche\w*|noch etwas)\b[^.!]*\?"
    r"|nothing (?:was )?found\b|not (?:found|available|mentioned)\b"
    # greetings, thanks, offers
    r"|(?:let me know|feel free|please (?:ask|let me)|you (?:can|may) ask|i can (?:help|look)|i hope|happy to|glad to"
    r"|hello|hi|hey|good (?:morning|evening|afternoon|night)|thanks?|thank you|you(?:[’']re| are) welcome|enjoy"
    r"|have a)\b[^.!?]{0,60}[.!?]*$"
    # questions back
    r"|(?:would you|do you|shall i|should i|may i|can i|could you|which|what|anything|is there)\b[^.!]*\?"
    r")"
)
_TURNS = (" but ", " however", ";", ": ")  # "I don't know, but ..." goes on to claim something


@lru_cache(maxsize=512)
def courteous(sentence: str) -> bool:
    """Does the sentence claim nothing: an honest "I don't know", a greeting, an offer, a question back?"""
    plain = sentence[:400].lower()
    return _COURTEOUS.search(plain) is not None and not any(turn in plain for turn in _TURNS)


def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return _kept(text) if len(text) < _SHORT else _content(text)


def _content(text: str) -> frozenset[str]:
    return frozenset(
        stem(word) for word in _WORD.findall(text[:LIMIT].lower()) if word not in PLAIN and not word.isdecimal()
    )


# Every check asks for those of the sentence and of the question.
_kept = lru_cache(maxsize=1024)(_content)


@lru_cache(maxsize=256)
def stems(text: str) -> frozenset[str]:
    """As content(), kept for the passages that come back with every sentence."""
    return content(text)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


def overlap(own: Collection[str], known: frozenset[str]) -> float:
    """The share of stems that are known, from 0 to 1."""
    return sum(word in known for word in own) / len(own) if own else 1.0
