"""Reminders as timers with a name; alarms for a time of day and news of what happens later, which no tool can do."""

import re

from inference.home.aims import Doubt
from inference.home.lengths import halves, lengths
from inference.home.line import Line
from inference.home.plans import UNSURE, Plan, Step
from inference.home.tools import Toolbox
from intents.order_words import grammar
from intents.quantities import measures
from intents.times import find_times
from intents.words import clean, fold

START = "HassStartTimer"
REMIND = {
    "en": re.compile(
        r"(?P<when>(?:in .+? )?)(?:(?:can|could|will|would) you )?"
        r"(?:remind (?:me|us)|(?:set|create|make|add)(?: me)? (?:a |an )?reminder|wake (?:me|us)(?: up)?)"
        r"(?P<what>(?: .+)?)"
    ),
    "de": re.compile(r"(?P<when>(?:in .+? )?)(?:erinnere? (?:mich|uns)|weck(?:e)? (?:mich|uns))(?P<what>(?: .+)?)"),
}
ALARM = {
    "en": re.compile(
        r"(?:set|create|make|add|put)(?: me)?(?: an| the| my| a)?(?: wake up)? alarm(?: clock)?(?P<what> .+)"
    ),
    "de": re.compile(r"(?:stelle?|setze?)(?: mir)?(?: den| einen| meinen)? (?:wecker|alarm)(?P<what> .+)"),
}
# what is to be told once something has happened
WATCH = {
    "en": re.compile(
        r"(?:(?:let (?:me|us) know|notify (?:me|us)|alert (?:me|us)|warn (?:me|us)|message (?:me|us)|text (?:me|us)) "
        r"(?:when|once|as soon as|whenever|if)|(?P<told>tell (?:me|us)|say) (?:when|once|as soon as|whenever)) .+"
    ),
    "de": re.compile(
        r"(?:(?:sage?|gib|gebt) (?:mir|uns) bescheid|melde dich|benachrichtige (?:mich|uns)|warne? (?:mich|uns)"
        r"|(?P<told>sage? (?:mir|uns))) (?:wenn|sobald) .+"
    ),
}
BEFORE = {"en": re.compile(r"(?:^| )(?:in|for|after)$"), "de": re.compile(r"(?:^| )(?:in|nach)$")}
LEADS = {
    "en": re.compile(r"^(?:(?:that|to|about|of|for|i|we|have|need|must|should|the|my|called|saying) )+"),
    "de": re.compile(r"^(?:(?:daran|dass|an|die|den|das|meine|meinen|ich|wir) )+"),
}


def reminder_plan(said: Line, typed: str, box: Toolbox) -> Plan | None:
    """The timer of a reminder; why there can be none; None where none is wanted."""
    text = halves(" ".join(said.words), said.language)
    if watched(fold(clean(typed)).rstrip(" .!"), said):
        return Plan("ask", doubt=Doubt("watch"), topic="timers")
    language = said.language if said.language in REMIND else "en"
    if found := REMIND[language].fullmatch(text):
        return reminded(f"{found['what']} {found['when']}".strip(), said, box)
    alarm = ALARM[language].fullmatch(text)
    return Plan("ask", doubt=Doubt("clock"), topic="timers") if alarm and timed(alarm["what"], said) else None


def watched(text: str, said: Line) -> bool:
    """Whether something is to be told later; "tell me when the film begins" is a question, where none of it is here."""
    found = WATCH.get(said.language, WATCH["en"]).fullmatch(text)
    return found is not None and (not found["told"] or bool(said.of("name", "noun")))


def timed(text: str, said: Line) -> bool:
    """Whether a time of day or a number is said."""
    words = set(text.split())
    counted = not words.isdisjoint(measures(said.language).numbers) or re.search(r"\d", text) is not None
    return counted or bool(find_times(text, said.language) or said.lexicon.group("moment") & words)


def reminded(what: str, said: Line, box: Toolbox) -> Plan | None:
    """A timer that is called by what it reminds of."""
    language = said.language if said.language in BEFORE else "en"
    found = lengths(what, language)
    if not said.house.timers or START not in box:
        return Plan("ask", doubt=Doubt("no_timers"), topic="timers")
    if len(found) != 1 or not BEFORE[language].search(what[: found[0].start].rstrip()):
        return Plan(
            "ask", doubt=Doubt("clock" if what and (timed(what, said) or not found) else "how_long"), topic="timers"
        )
    before = BEFORE[language].sub("", what[: found[0].start].rstrip())
    task = LEADS[language].sub("", f"{before} {what[found[0].end :]}".strip() + " ").strip()
    if grammar(language).ones["clause"].intersection(task.split()):
        return UNSURE  # "in ten minutes if I am still here"
    made = box.call(START, {**found[0].fields(), **({"name": task} if task else {})})
    step = Step(made, "remind_timer" if task else "start_timer", task, found[0].said) if made else None
    return Plan("act", (step,), topic="timers") if step else UNSURE
