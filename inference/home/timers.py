"""Timers: started, stopped, made longer and shorter, asked about; and orders that are to be done after a while."""

import re
from collections.abc import Mapping

from inference.home.aims import Doubt
from inference.home.lengths import Lasts, halves, lengths
from inference.home.line import Line, line
from inference.home.neutral import action_in
from inference.home.plans import UNSURE, Look, Plan, Step
from inference.home.shutting import moves_shut
from inference.home.tools import Toolbox
from intents.order_words import grammar

TIMER = {
    "en": re.compile(
        r"\b(?:timers?|countdown)\b|^how (?:much time|long)(?: is| do i have)?(?: still)? (?:left|remaining)$"
    ),
    "de": re.compile(
        r"\b(?:\w*timers?|countdown|eieruhr)\b|^wie (?:viel zeit|lange)(?: ist| bleibt| habe ich)? noch(?: übrig)?$"
    ),
}
ALL = {"en": re.compile(r"\b(?:all|every|both)\b"), "de": re.compile(r"\b(?:alle|allen|sämtliche)\b")}
# the first that is found says what is to be done with a timer
DEEDS: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "en": tuple((name, re.compile(rf"\b(?:{said})\b")) for name, said in (
        (
            "status",
            r"how (?:long|much|many)|status|left|remaining|what|check (?:on|the|my)|when (?:is|does|will)|which"
            r"|(?:is|are) there|do i have|any",
        ),
        ("unpause", r"resume|continue|unpause|restart"),
        ("pause", r"pause|hold"),
        ("increase", r"add|increase|extend|lengthen|prolong|longer"),
        (
            "decrease",
            r"take|subtract|decrease|reduce|shorten|shorter|cut"
            r"|(?:remove|knock|shave|chop|trim|drop) (?=.*\b(?:from|off)\b)",
        ),
        ("cancel", r"cancel|stop|end|delete|remove|abort|clear|kill|dismiss|turn off"),
        ("start", r"start|set|create|begin|make|new|run|put|give|need|want|remind|timers?"),
    )),
    "de": tuple((name, re.compile(rf"\b(?:{said})\b")) for name, said in (
        ("status", r"wie (?:lange|viel|viele)|status|übrig|verbleibend|läuft|wann|welche|gibt es|habe ich"),
        ("unpause", r"fortsetzen|setze? .*fort|weiter"),
        ("pause", r"pausiere?|pausieren|halte? .*an"),
        ("increase", r"verlängere?|verlängern|füge? .*hinzu|erhöhe|mehr|länger"),
        ("decrease", r"verkürze?|verkürzen|zieh .*ab|ziehe .*ab|verringere|weniger|kürzer"),
        ("cancel", r"stoppe?|stoppen|beende|beenden|lösche?|löschen|brich .*ab|abbrechen|abbreche|aus"),
        ("start", r"starte?|starten|stelle?|stellen|setze?|mache?|neuer|timer|\w*timer"),
    )),
}  # fmt: skip
NAMED = {
    "en": re.compile(
        r"\b(?:named|called|for(?: the| my)?) (?P<name>[^\W\d_].*?)(?: timer)?(?: by| to| for| from| \||$)"
    ),
    "de": re.compile(r"\b(?:namens|für(?: die| den| das)?) (?P<name>[^\W\d_].*?)(?: um| auf| für| \||$)"),
}
BEFORE = {
    "en": re.compile(r"(?P<name>[^\W\d_]+(?: [^\W\d_]+)?) timers?\b"),
    "de": re.compile(r"\b(?P<name>[^\W\d_]+?)-?timer\b"),
}
# "five more minutes", "another minute": what a timer that runs is to be given
MORE = {
    "en": re.compile(r"\b(?:another|more|extra|additional)(?: \w+)? (?:hour|minute|min|second|sec)s?\b(?! timer)"),
    "de": re.compile(r"\b(?:noch|weitere|zusätzliche|mehr)(?: \w+)? (?:stunde|minute|sekunde)n?\b"),
}
NAMELESS = frozenset((
    "timer", "timers", "cancel", "status", "another", "new", "second", "extra", "weiteren", "neuen", "zweiten",
))  # fmt: skip
TOOLS = {
    "status": "HassTimerStatus", "unpause": "HassUnpauseTimer", "pause": "HassPauseTimer", "cancel": "HassCancelTimer",
    "increase": "HassIncreaseTimer", "decrease": "HassDecreaseTimer", "start": "HassStartTimer",
}  # fmt: skip


def timer_plan(said: Line, box: Toolbox) -> Plan | None:
    """The plan of a sentence about timers; None where it is about none."""
    text = halves(" ".join(said.words), said.language)
    if not TIMER.get(said.language, TIMER["en"]).search(text):
        return None
    table = grammar(said.language)
    if table.begins("clause", said.words) and not table.begins("ask", said.words):
        return Plan("ask", doubt=Doubt("later"), topic="timers")  # "when the timer is done, turn off the kettle"
    said_more = MORE.get(said.language, MORE["en"]).search(" ".join(said.words))
    deed = next((name for name, shape in DEEDS.get(said.language, DEEDS["en"]) if shape.search(text)), "")
    deed = "increase" if deed == "start" and said_more else deed
    if deed != "status" and (table.begins("ask", said.words) or table.ones["not"].intersection(said.words)):
        return None  # neither "how do I set a timer" nor "do not stop the timer" is an order
    return deed_plan(deed, said, text, box)


def deed_plan(deed: str, said: Line, text: str, box: Toolbox) -> Plan | None:
    """What is to be done with a timer, or is asked of it."""
    lasts = lengths(text, said.language)
    if deed == "start":
        return started(said, text, lasts, box)
    if deed == "cancel" and ALL.get(said.language, ALL["en"]).search(text):
        made = box.call("HassCancelAllTimers", area_of(said))
        return Plan("act", (Step(made, "cancel_timers"),), topic="timers") if made else UNSURE
    if deed in {"increase", "decrease"}:
        return changed(deed, said, text, lasts, box)
    if deed == "status" and TOOLS[deed] not in box:
        return None
    which = {**area_of(said), **named(said, text, lasts), **(lasts[0].fields("start_") if lasts else {})}
    made = box.call(TOOLS[deed], which) if deed else None
    if made is None:
        return UNSURE
    about = Look(form="timers") if deed == "status" else None
    return Plan("act", (Step(made, f"{deed}_timer", str(which.get("name", ""))),), look=about, topic="timers")


def started(said: Line, text: str, lasts: list[Lasts], box: Toolbox) -> Plan | None:
    if not said.house.timers or "HassStartTimer" not in box:
        return Plan("ask", doubt=Doubt("no_timers"), topic="timers")
    if not lasts:
        return Plan("ask", doubt=Doubt("how_long"), topic="timers")
    steps = [one_started(said, each, box) for each in timers_in(text, said)]
    made = tuple(step for step in steps if step)
    return Plan("act", made, topic="timers") if len(made) == len(steps) == len(lasts) else UNSURE


def timers_in(text: str, said: Line) -> list[str]:
    """What is said of each timer, where several are started at once: cut at an "and", each with its own length."""
    joined = "|".join(map(re.escape, sorted(said.lexicon.adding)))
    found = lengths(text, said.language)
    if len(found) < 2:
        return [text]
    pieces = re.split(rf" (?:{joined}) ", text)
    if any(len(lengths(each, said.language)) != 1 for each in pieces):  # "four for tea, nine for eggs and ten for ..."
        ends = [*(each.start for each in found[1:]), len(text)]
        pieces = [text[first.start : end] for first, end in zip(found, ends, strict=True)]
        pieces = [re.sub(rf" (?:{joined})? *$", "", each) for each in pieces]
    return pieces


def one_started(said: Line, text: str, box: Toolbox) -> Step | None:
    lasts = lengths(text, said.language)
    if len(lasts) != 1:
        return None
    name = named(said, text, lasts, starts=True)
    made = box.call("HassStartTimer", {**lasts[0].fields(), **name})
    return Step(made, "start_timer", name.get("name", ""), lasts[0].said) if made else None


def changed(deed: str, said: Line, text: str, lasts: list[Lasts], box: Toolbox) -> Plan:
    """ "Add five minutes to the one hour timer": the first length is what is added, another one tells which timer."""
    if not lasts:
        return Plan("ask", doubt=Doubt("how_long"), topic="timers")
    by = next((each for each in lasts if text[: each.start].rstrip().endswith((" by", " um"))), lasts[0])
    other = next((each for each in lasts if each is not by), None)
    which = {**area_of(said), **named(said, text, lasts), **(other.fields("start_") if other else {})}
    made = box.call(TOOLS[deed], {**by.fields(), **which})
    step = Step(made, f"{deed}_timer", str(which.get("name", "")), by.said) if made else None
    return Plan("act", (step,), topic="timers") if step else UNSURE


def delayed(said: Line, acts: bool, box: Toolbox) -> Plan | None:
    """ "Turn off the lights in five minutes": a timer that carries the order; None where no time is said so."""
    text = halves(" ".join(said.words), said.language)
    found = lengths(text, said.language)
    before = text[: found[0].start].rstrip() if found else ""
    if len(found) != 1 or not f" {before}".endswith(" in"):
        return None
    command = (f" {before}".removesuffix(" in") + text[found[0].end :]).strip()
    if not acts and not is_order(command, said):
        return None
    if not said.house.timers or "HassStartTimer" not in box:
        return Plan("ask", doubt=Doubt("no_timers"), topic="timers")
    made = box.call("HassStartTimer", {**found[0].fields(), "conversation_command": command})
    if made is None:
        return Plan("ask", doubt=Doubt("later"), topic="timers")
    # whoever may not give the order now may not give it for later
    wary = moves_shut(line(command.split(), said.house, said.language))
    return Plan("act", (Step(made, "start_timer", "", found[0].said),), wary=wary)


def is_order(command: str, said: Line) -> bool:
    """Whether it is one without the time before it: "in ten minutes coffee machine off"."""
    rest = line(command.split(), said.house, said.language)
    action = action_in(rest) if rest.words and rest.of("name", "noun", "area") else None
    return action is not None and action.orders


def area_of(said: Line) -> dict[str, str]:
    areas = said.of("area")
    return {"area": areas[0].value if areas[0].known else said.said(areas[0])} if areas else {}


def named(said: Line, text: str, lasts: list[Lasts], starts: bool = False) -> dict[str, str]:
    """The name of a timer: "pizza" of the pizza timer, of the timer for pizza; of one that `starts` a room too."""
    blank = text
    for each in lasts:
        blank = blank[: each.start] + "|" * (each.end - each.start) + blank[each.end :]
    for shapes in (NAMED, BEFORE):
        for found in shapes.get(said.language, shapes["en"]).finditer(blank):
            called = found[0].startswith(("named ", "called ", "namens "))  # whatever it is called
            name = " ".join(word for word in found["name"].split() if called or telling(word, said, starts))
            if name and "|" not in name:
                return {"name": name}
    return {}


def telling(word: str, said: Line, starts: bool) -> bool:
    """Whether a word can be a timer's name: no verb, no small word, no room; a new timer has no room but a name."""
    rooms = {each for mention in said.of("area") for each in said.said(mention).split()}
    if word in rooms:
        return starts
    return word not in said.lexicon.known | said.lexicon.questions and word not in NAMELESS
