"""Understands what is said after a timer was spoken of: "pause it", "how much is left", "add two minutes"."""

import re
from collections.abc import Sequence

from inference.home.context import House
from inference.home.lengths import lengths
from inference.home.line import line_of
from inference.home.plans import Plan
from inference.home.results import parsed

LEADS = {"en": r"(?:(?:and|now|please|ok|okay|so|then|just) )*", "de": r"(?:(?:und|jetzt|bitte|ok|so|dann|nur) )*"}
THING = {"en": r"(?:it|that|that one|this)", "de": r"(?:ihn|den|es|das)"}
LEANS = {
    "en": re.compile(
        LEADS["en"] + r"(?:(?:pause|stop|hold|resume|continue|unpause|restart|cancel|end|delete|extend|shorten) "
        + THING["en"] + r"(?: again| now| please| then| by .+)*|(?:resume|unpause|cancel)(?: please)?"
        r"|how (?:long|much|much time|much longer|many minutes)(?: (?:is|are|does|do|has|have|it|i|we|got|still))*"
        r"(?: (?:left|to go|remaining|remain))?(?: on " + THING["en"] + r")?"
        r"|(?:add|give it|take|take off|knock off|extend it by|shorten it by) .+)"
    ),
    "de": re.compile(
        LEADS["de"] + r"(?:(?:pausiere?|stoppe?|beende|lösche?|verlängere?|verkürze?) "
        + THING["de"] + r"(?: (?:wieder|bitte|jetzt|um .+))*|halte? " + THING["de"] + r" an|setze? " + THING["de"]
        + r" fort|lass " + THING["de"] + r" weiterlaufen|wie (?:lange|viel|viel zeit)(?: \w+){0,2}(?: noch| übrig)*"
        r"|brich " + THING["de"] + r" ab|(?:füge?|verlängere?|verkürze?|noch) .+)"
    ),
}  # fmt: skip
MORE = re.compile(r"\b(?:more|mehr) (?=hour|minute|second|stunde|sekunde)")  # "two more minutes"
GIVEN, ANOTHER = re.compile(r"\bgive it\b"), re.compile(r"\b(?:another|one more|a further)\b")
NAMED = {"en": "the {} timer", "de": "timer für {}"}
BARE = {"en": "the timer", "de": "den timer"}
ONTO = {"en": " on ", "de": " auf "}
MOVED = {
    "en": re.compile(r"(?:add|give it|extend it by|take|take off|knock off|shorten it by) "),
    "de": re.compile(r"(?:füge?|verlängere? \w+|verkürze? \w+|noch) "),
}


def spelled(words: str) -> str:
    """ "Give it another minute" as an order that a timer is made longer by."""
    return MORE.sub("", ANOTHER.sub("one", GIVEN.sub("add", words)))


def leans(words: str, house: House, language: str) -> bool:
    """Whether it may be about a timer that was spoken of: it names nothing of the house."""
    words = spelled(words)
    if not LEANS.get(language, LEANS["en"]).fullmatch(words):
        return False
    said = line_of(words, house, language)
    if said.of("name", "noun", "area", "floor"):
        return False
    return MOVED.get(language, MOVED["en"]).match(words) is None or len(lengths(words, language)) == 1


def completed(words: str, last: Plan, language: str) -> str:
    """The words with the timer in them that the last order was for."""
    words = spelled(words)
    named: Sequence[str] = [str(parsed(step.call.arguments).get("name") or "") for step in last.steps]
    language = language if language in BARE else "en"
    timer = NAMED[language].format(named[0]) if named and named[0] else BARE[language]
    shape = re.compile(rf"\b{THING[language]}\b")
    if not MOVED[language].match(words) and shape.search(words):
        return shape.sub(timer, words, count=1)
    return f"{words}{ONTO[language]}{timer}" if " " in words else f"{words} {timer}"
