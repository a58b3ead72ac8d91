"""Whether a value is plainly said of something: no bound, no range, no change, no order, no name of something."""

import re
from collections.abc import Collection

from validation import german
from validation.cues import ATTRIBUTES, cue
from validation.numbers import SUFFIXES
from validation.tokens import words
from validation.types import Claim
from validation.wording import LABELS, wording

# Beside a value these say that it is no plain one: a bound, a range, a choice, a change, a comparison.
_BEFORE = words(
    "over above below under than least most between from by or not never no per every each minus plus another next "
    "beyond within nearly almost maybe perhaps possibly only until till up down extra"
).union(german.BEFORE)
_AFTER = words(
    "or to more less fewer warmer colder cooler hotter higher lower above below later earlier longer shorter ago apart "
    "off each per every cheaper faster slower older younger ahead behind left remaining away"
).union(german.AFTER)
_MAYBE = re.compile(
    r"\b(?:if|whether|unless|might|may|could|should|or|not|never|cannot|depending|depends|example|instance|e\.g"
    rf"|{german.MAYBE})\b"
    r"|n['’]t\b|\?",
    re.IGNORECASE,
)
_SOME = re.compile(r"\b(?:an?|some|any|each|every|another|several|many|most|other)\s+([^\W\d_]+)", re.IGNORECASE)
# What tells how to do a thing gives each step its own values: "Bake for 25 minutes."
_ORDERS = words(
    "add bake beat blend boil bring brush call charge check chill clean close cook cool count cover cut descale drain "
    "drink drop dry empty enter fill flip fold fry give go grill heat hold insert keep knead leave let lower melt mix "
    "move open pour preheat press pull push put raise reduce release remove repeat replace rest rinse roast roll run "
    "select serve set shake simmer sit soak sprinkle stand start steam stir stop take tap transfer try turn unplug use "
    "wait walk wash whisk wipe"
)
_OPENING = re.compile(
    r"\W*(?:\d+[.)]\W*)?(?:(?:then|now|next|first|finally|and|please|afterwards|step)\b\W*)*([^\W\d_]+)", re.IGNORECASE
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|costs?|takes?|took|lasts?|runs?|won|lost|beats?|opens?|closes?"
    rf"|[^\W\d_]{{2,}}ed|{german.FINITE})\b"
    r"|['’](?:s|re|ve|ll)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(r"\b(?:lead|leads|leading|led|ahead|trail|trails|trailing|half-?time)\b", re.IGNORECASE)
# Behind these a plain number is a name or a year: route 66, in 2016.
NAMING = LABELS | words("in of on at number no since route row season episode page chapter section step part version")
_TIMED = words("start end depart arrive sunrise sunset scheduled estimated actual open close")


def states(sentence: str) -> bool:
    """Does the sentence state something, and not suppose, ask, choose or order it?"""
    found = _OPENING.match(sentence)
    ordered = found is not None and found[1].lower() in _ORDERS
    return not ordered and _MAYBE.search(sentence) is None


def is_plain(claim: Claim, sentence: str, before: str, attribute: Collection[str]) -> bool:
    """`before` is what stands before the value, from the value before that on; `attribute` what it is said to be."""
    if claim.kind == "time":
        if _TIMED.isdisjoint(attribute):
            return False  # when something is so, and not what is said of it
    elif not attribute and _FINITE.search(sentence[: claim.start]) is None:
        return False
    if claim.text[-2:].lower() in SUFFIXES or _hangs(claim, sentence):
        return False
    said = wording(sentence, claim)
    if not _BEFORE.isdisjoint(said.before[:2]) or not _AFTER.isdisjoint(said.after[:2]):
        return False
    return not _names(claim, sentence, attribute) and not _some(before)


def _hangs(claim: Claim, sentence: str) -> bool:
    """Does it hang on letters or a stroke, as in what was scraped from a table?"""
    around = sentence[max(0, claim.start - 1) : claim.start] + sentence[claim.end : claim.end + 1]
    return any(char.isalnum() or char == "/" for char in around)


def _names(claim: Claim, sentence: str, attribute: Collection[str]) -> bool:
    """Is a number rather a name, a year in which something was, or how a game stood for a while?"""
    if claim.unit == "score":
        return _RUNNING.search(sentence) is not None
    before = wording(sentence, claim).before[:1]
    return not claim.unit and claim.kind == "number" and "year" not in attribute and not NAMING.isdisjoint(before)


def _some(before: str) -> bool:
    """ "A train leaves at 7:32", and another at 8:05; but there is one high of a day."""
    return any(cue(found[1].lower()) not in ATTRIBUTES for found in _SOME.finditer(before))
