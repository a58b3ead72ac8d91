"""Understands what is said after a timer was spoken of: "pause it", "how much is left", "add two minutes"."""

import re

from inference.home.context import House
from inference.home.lengths import lengths
from inference.home.line import line_of
from inference.home.plans import Plan
from inference.home.results import parsed
from intents.quantities import measures

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
ALONE = re.compile(
    r"(?:(?:and|ok|okay|now|just|no|actually|make that|make it) )*"
    r"(?:another(?: (?P<another>[\w-]+))?|(?P<more>[\w-]+) more) (?P<unit>hours?|minutes?|seconds?)(?: please| now)*"
)
GIVEN, ANOTHER = re.compile(r"\bgive it\b"), re.compile(r"\b(?:another|one more|a further)\b")
NAMED = {"en": "the {} timer", "de": "timer für {}"}
BARE = {"en": "the timer", "de": "den timer"}
ONTO = {"en": " on ", "de": " auf "}
MOVED = {
    "en": re.compile(r"(?:add|give it|extend it by|take|take off|knock off|shorten it by) "),
    "de": re.compile(r"(?:füge?|verlängere? \w+|verkürze? \w+|noch) "),
}


RESET = {
    "en": re.compile(
        r"(?:(?:no|actually|sorry|ok|okay|and|please|wait|oh) )*"
        r"(?:(?:make|change|set) (?:it|that)(?: to)?|i mean|i meant|no|sorry|actually) "
        r"(?P<new>.+?)(?: please| instead)*"
    ),
    "de": re.compile(
        r"(?:(?:nein|sorry|ok|und|bitte|doch|lieber) )*(?:mache?|stelle?|ändere?) (?:das|ihn|es|daraus|den)(?: auf)? "
        r"(?P<new>.+?)(?: bitte| lieber)*"
    ),
}
LEFT = {
    "en": re.compile(r"how (?:long|much)\b|when (?:is|are|will)\b"),
    "de": re.compile(r"wie (?:lange|viel)\b|wann\b"),
}
ASKED = {"en": "how long is left on {}", "de": "wie lange läuft der {} noch"}
LONGER = {"en": "add {} seconds to {}", "de": "verlängere {1} um {0} sekunden"}
SHORTER = {"en": "take {} seconds off {}", "de": "verkürze {1} um {0} sekunden"}
SECONDS = {"hours": 3600, "minutes": 60, "seconds": 1}


def resets(words: str, house: House, language: str) -> bool:
    """Whether it may set a timer that was spoken of to another length: "make that nine"."""
    found = RESET.get(language, RESET["en"]).fullmatch(words)
    bare = found is not None and found["new"] in measures(language).numbers
    timed = found is not None and len(lengths(found["new"], language)) == 1
    return (bare or timed or bool(found and found["new"].isdigit())) and not line_of(words, house, language).of(
        "name", "noun"
    )


def reset(words: str, last: Plan, language: str) -> str:
    """The order that makes the timer that was started as much longer or shorter; "" where none was."""
    language = language if language in BARE else "en"
    found = RESET[language].fullmatch(words)
    if found is None or len(last.steps) != 1 or last.steps[0].action != "start_timer":
        return ""
    old = {
        unit: int(count)
        for unit, count in parsed(last.steps[0].call.arguments).items()
        if unit in SECONDS and isinstance(count, int)
    }
    told = lengths(found["new"], language)
    number = measures(language).numbers.get(found["new"], found["new"])
    new = told[0].seconds if told else int(number) * SECONDS[min(old, key=lambda each: SECONDS[each])] if old else 0
    by = new - sum(count * SECONDS[unit] for unit, count in old.items())
    shapes = LONGER if by > 0 else SHORTER
    return shapes[language].format(abs(by), timer_of(last, language)) if new and by else ""


def timer_of(last: Plan, language: str) -> str:
    """The timer of a plan, in words."""
    named = [str(parsed(step.call.arguments).get("name") or "") for step in last.steps]
    return NAMED[language].format(named[0]) if named and named[0] else BARE[language]


def asked_by_name(words: str, last: Plan, language: str) -> str:
    """ "How much time has the pasta got?" after a pasta timer was set; "" where none of that name was."""
    named = [str(parsed(step.call.arguments).get("name") or "") for step in last.steps]
    name = next((each for each in named if each and re.search(rf"\b{re.escape(each)}\b", words)), "")
    language = language if language in LEFT else "en"
    return ASKED[language].format(NAMED[language].format(name)) if name and LEFT[language].match(words) else ""


def spelled(words: str) -> str:
    """ "Give it another minute", "two more minutes" as an order that a timer is made longer by."""
    if alone := ALONE.fullmatch(words):
        return f"add {alone['more'] or alone['another'] or 'one'} {alone['unit']}"
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
    language = language if language in BARE else "en"
    timer = timer_of(last, language)
    shape = re.compile(rf"\b{THING[language]}\b")
    if not MOVED[language].match(words) and shape.search(words):
        return shape.sub(timer, words, count=1)
    return f"{words}{ONTO[language]}{timer}" if " " in words else f"{words} {timer}"
