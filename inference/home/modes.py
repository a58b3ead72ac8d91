"""Modes of heating and cooling: "set the bedroom to heat", "turn the heating to auto"."""

import re
from collections.abc import Mapping

from inference.home.aims import Aim, Doubt, Target
from inference.home.calls import Job, calls
from inference.home.lexicon import Noun
from inference.home.line import Line, line
from inference.home.plans import Plan, Step
from inference.home.targets import targets
from inference.home.tools import Toolbox, choices
from intents.order_words import grammar

HEATING = frozenset(("climate",))
CLIMATE = Noun("climate")
SHAPES = {
    "en": re.compile(
        r"(?:(?:please|now|and|then) )*(?:set|turn|switch|change|put|bring) (?P<what>.+?) (?:back )?(?:to|on|into|in)"
        r"(?: the| its)? (?P<mode>[a-z]+(?:[ -](?:only|and|or|cool))*(?: cool)?)(?: mode| setting)?(?: please| now)*"
    ),
    "de": re.compile(
        r"(?:(?:bitte|jetzt|und|dann) )*(?:stell|stelle|setz|setze|schalt|schalte|mach|mache) (?P<what>.+?)"
        r"(?: bitte)? (?:auf|in den|in)(?: den)? (?P<mode>[a-zäöü]+?)(?:modus|betrieb)?(?: modus| um| ein| bitte)*"
    ),
}
# how people say what Home Assistant calls its modes
MODES: Mapping[str, str] = {
    "heat": "heat", "heating": "heat", "cool": "cool", "cooling": "cool", "auto": "auto", "automatic": "auto",
    "dry": "dry", "drying": "dry", "dehumidify": "dry", "dehumidifying": "dry", "fan only": "fan_only",
    "fan-only": "fan_only", "heat cool": "heat_cool", "heat-cool": "heat_cool", "heat and cool": "heat_cool",
    "heizen": "heat", "heiz": "heat", "kühlen": "cool", "kühl": "cool", "automatik": "auto", "automatisch": "auto",
    "trocknen": "dry", "entfeuchten": "dry", "lüften": "fan_only", "off": "off", "aus": "off",
}  # fmt: skip
FIELD = "hvac_mode"


def mode_plan(said: Line, box: Toolbox) -> Plan | None:
    """The plan of an order that sets a mode; None where it is none."""
    text = " ".join(said.words)
    found = SHAPES.get(said.language, SHAPES["en"]).fullmatch(text)
    mode = MODES.get(found["mode"]) if found else None
    if found is None or mode is None or grammar(said.language).begins("ask", said.words):
        return None
    place = line(found["what"].split(), said.house, said.language)
    if any(each.noun and each.noun.domain not in {"climate", ""} for each in place.of("noun")):
        return None
    meant = targets(place, Aim(HEATING, CLIMATE))
    if isinstance(meant, Doubt):
        return Plan("ask", doubt=meant) if any(each.noun == CLIMATE for each in place.of("noun")) else None
    return set_mode(meant, mode, said, box)


def set_mode(meant: list[Target], mode: str, said: Line, box: Toolbox) -> Plan:
    """The calls; where the client has no tool for modes that is said, but off is always to be had."""
    steps: list[Step] = []
    for target in meant:
        job = Job("HassTurnOff", {}, plain=False) if mode == "off" else job_of(mode, box)
        made = calls(job, target, said.house, box) if job else None
        name = target.said or target.area
        if made is None:
            return Plan("ask", doubt=Doubt("mode", name))
        action = "turn_off" if mode == "off" else "set"
        steps += [Step(call, action, name, "" if mode == "off" else mode.replace("_", " ")) for call in made]
    return Plan("act", tuple(steps))


def job_of(mode: str, box: Toolbox) -> Job | None:
    """By a tool of the client that takes this mode, whatever it is called; else by its list of services."""
    for name in box.names():
        if box.takes(name, FIELD) and "properties" in box.schema(name):
            allowed = choices(box.schema(name), FIELD)
            return Job(name, {FIELD: mode}) if not allowed or mode in allowed else None
    return Job("HassClimateSetHvacMode", {FIELD: mode})
