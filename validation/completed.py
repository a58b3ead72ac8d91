"""A short answer with what its question leaves for it to say: "Dr. Reuter." to "Who is the vet?" names the vet."""

import re
from functools import lru_cache

from validation.answers import plainly
from validation.deeds import verb_of
from validation.small_words import SMALL
from validation.tokens import words
from validation.topic import content, stem

_GERMAN = frozenset(map(stem, SMALL["de"]))  # content() knows the small words of English
LONGEST = 8  # words of an answer that leaves the rest to its question
_WHO = re.compile(r"^\W*(?:who|wer|which of \w+|what)\s+(?P<rest>[^?]{3,120})\?\W*$", re.IGNORECASE)
_HOW = re.compile(
    r"^\W*(?:how often|when|where|wie oft|wann|wo)\s+(?P<rest>[^?]{3,120})\?\W*$",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^\W*(?P<verb>may|can|could|must|should|is|are|was|were|do|does|did|has|have|darf|dürfen|kann|können|ist"
    r"|sind|muss)"
    r"\s+(?P<rest>[^?]{3,120})\?\W*$",
    re.IGNORECASE,
)
_WHICH = re.compile(r"^\W*which (?P<thing>\w+) (?P<rest>[^?]{3,120})\?\W*$", re.IGNORECASE)
_ONE = re.compile(r"^(?P<told>the [\w-]+) one\b", re.IGNORECASE)
_POINTING = re.compile(
    r"^(?:that|it|this|he|she|das|es|er|sie)(?:['’]s|\s+(?:is|was|ist|war|macht|tut|machen))\s+", re.IGNORECASE
)
_TAIL = re.compile(r"\s+(?:does|do|did|is|was|has|can|will)$", re.IGNORECASE)
_IS_OFFICE = re.compile(
    r"^(is|was) (?=[a-z]+\b)(?!the |an? |my |our |your |his |her |not |in |at |on |it |this |that )"
)
_ANSWERED = re.compile(r"^\W*(?:yes|yep|yeah|ja)\b\W*", re.IGNORECASE)
# behind them the name is over
_ON = re.compile(r"\s+(?:on|in|at|from|of|with|for|aus|in|von|bei|mit|für)\s.*$|[,;:–(].*$", re.IGNORECASE | re.DOTALL)
_ASKS_WHOM = words("did do does has have had can will would hat haben kann wird hast")
_VERBS = words(
    "is are was were be been has have had does do did will would can could may might must shall should ist sind war "
    "waren wird werden hat haben hatte kann können darf dürfen muss müssen soll sollen"
)
_THE = r"\1 the "  # "Who is treasurer?"
_YOURS = {"i": "you", "we": "you", "my": "your", "our": "your", "me": "you", "ich": "du", "wir": "ihr", "man": "man"}


@lru_cache(maxsize=256)
def completed(question: str, sentence: str) -> str:
    """The statement that a short answer makes; "" where it is none, or says all of it itself."""
    said = sentence.strip().rstrip(".!")
    if len(said.split()) > LONGEST or said.endswith("?"):
        return ""
    if plainly(sentence) and (asked := _YES_NO.match(question)):
        return _confirmed(asked, _ANSWERED.sub("", said))
    said = _TAIL.sub("", _POINTING.sub("", said))
    if (which := _WHICH.match(question)) and (one := _ONE.match(said)):
        return f"{one['told']} {which['thing']} {which['rest'].strip()}{said[one.end() :]}."
    if _has_verb(said):
        return ""
    asked = _WHO.match(question)
    if asked and asked["rest"].split()[0].lower() not in _ASKS_WHOM | set(said.lower().split()):
        name = _ON.sub("", said)
        return f"{name} {_IS_OFFICE.sub(_THE, asked['rest'].strip())}." if name[:1].isupper() else ""
    asked = _HOW.match(question)
    return f"{asked['rest'].strip()} {said[:1].lower()}{said[1:]}." if asked else ""


def _confirmed(asked: re.Match[str], rest: str) -> str:
    """A yes says the question. What it adds to that is no part of it: "Yes, but only on Mondays"."""
    if content(rest) - content(asked.group()) - _GERMAN:
        return ""
    first, *others = asked["rest"].split()
    if first.lower() in _YOURS:
        return " ".join([_YOURS[first.lower()].capitalize(), asked["verb"].lower(), *map(_yours, others)]) + "."
    return f"{asked['verb']} {asked['rest'].strip()}."


def _yours(word: str) -> str:
    return _YOURS.get(word.lower(), word)


def _has_verb(text: str) -> bool:
    return any(word in _VERBS or verb_of(word) for word in re.findall(r"[^\W_]+", text))
