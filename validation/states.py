"""States of things: on, locked, delayed, sunny. Which exclude each other, and where a sentence or a value says one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from validation import german
from validation.tokens import LIMIT

# group -> state -> how it is said. Within a group one state excludes the others, except where MIXED says otherwise.
_SAID: dict[str, dict[str, str]] = {
    "power": {
        "on": "on|switched on|turned on|powered on|glowing|lit|illuminated",
        "off": "off|switched off|turned off|powered off",
    },
    "opening": {"open": "open|opened|reopened|reopens|ajar", "closed": "closed|shut"},
    "lock": {"locked": "locked", "unlocked": "unlocked", "jammed": "jammed"},
    "alarm": {"armed": "armed", "disarmed": "disarmed", "triggered": "triggered"},
    "player": {"playing": "playing", "paused": "paused", "idle": "idle", "stopped": "stopped"},
    "cleaner": {
        "cleaning": "cleaning|vacuuming|mowing",
        "docked": "docked|in its dock|on its dock|at its dock",
        "returning": "returning to its dock|returning home|returning",
    },
    "charge": {"charging": "charging", "discharging": "discharging"},
    "network": {"connected": "connected|online", "disconnected": "disconnected|offline"},
    "active": {"enabled": "enabled|active|activated", "disabled": "disabled|inactive|deactivated"},
    "presence": {"home": "at home|home", "away": "not home|not_home|away|out of the house"},
    "occupancy": {"occupied": "occupied", "vacant": "vacant|unoccupied"},
    "course": {
        "on time": "on time|on schedule|punctual|no delay|no delays|without delay|without delays|not delayed",
        "delayed": "delayed|late|behind schedule|running late|delays",
        "cancelled": "cancelled|canceled|called off",
        "diverted": "diverted",
        "early": "early|ahead of schedule",
    },
    "journey": {
        "boarding": "boarding",
        "departed": "departed|taken off|en route|in flight|in the air|airborne",
        "landed": "landed|arrived",
        "gate closed": "gate closed",
    },
    "sky": {
        "sunny": "sunny|sunshine|clear|clear sky|clear skies",
        "partly cloudy": "partly cloudy|partly sunny|mostly sunny|mostly clear|partly clear",
        "cloudy": "cloudy|overcast|clouds|mostly cloudy|broken clouds|scattered clouds",
        "rain": "rain|rainy|raining|rains|light rain|heavy rain|showers|drizzle|drizzling|wet",
        "snow": "snow|snowy|snowing|snows|light snow|heavy snow|sleet|blizzard|flurries",
        "fog": "fog|foggy|mist|misty|haze|hazy",
        "storm": "storm|stormy|thunderstorm|thunderstorms|thunder",
        "hail": "hail",
        "dry": "dry",
    },
    "direction": {
        "up": "above the previous close|above its previous close|above yesterday's close|up|rose|risen|gained"
        "|gaining|climbed|higher|increased|rising|rallied|jumped|gains|gain|grown|grew by|rose by",
        "down": "below the previous close|below its previous close|below yesterday's close|down|fell|fallen"
        "|lost|dropped|declined|lower|decreased|falling|slipped|slid|losing|loses|shrank|shrunk|fell by",
    },
    "game": {
        "final": "final|finished|full time|full-time",
        "live": "live|in progress|underway|under way",
        "postponed": "postponed|suspended|abandoned",
        "scheduled": "upcoming|not started",
    },
    "stock": {"in stock": "in stock|available", "sold out": "sold out|out of stock|unavailable"},
    "cost": {"free": "free|free of charge|for free", "paid": "paid"},
    "delivery": {
        "delivered": "delivered",
        "under way": "out for delivery|in transit|on its way|on the way|shipped|dispatched",
    },
    "air": {  # the classes of the European and the American index
        "good": "good air|good air quality",
        "fair": "fair",
        "moderate": "moderate",
        "poor": "poor",
        "unhealthy": "unhealthy|unhealthy for sensitive groups|very unhealthy|very poor|extremely poor",
        "hazardous": "hazardous",
    },
    "yes": {"true": "true", "false": "false"},
}
MIXED = {
    *(frozenset({"dry", other}) for other in ("sunny", "partly cloudy", "cloudy", "fog")),
    frozenset({"partly cloudy", "cloudy"}),
    frozenset({"partly cloudy", "sunny"}),
    frozenset({"rain", "storm"}),
}
DEVICE = frozenset(
    {"power", "opening", "lock", "alarm", "player", "cleaner", "charge", "network", "active", "presence"}
)
ASKED = DEVICE | {"course", "journey", "game", "stock", "occupancy"}
FORMS = {
    form: (group, state)
    for table in (german.STATES, _SAID)
    for group, states in table.items()
    for state, forms in states.items()
    for form in forms.split("|")
}
# In a sentence these words say a state only behind a form of "to be": "on Saturday", "turn left out of the house".
_BARE = frozenset(
    {
        "cleaning",
        "vacuuming",
        "mowing",
        "returning",
        "closed",
        "shut",
        "stopped",
        "paused",
        "on",
        "off",
        "open",
        "up",
        "down",
        "home",
        "away",
        "clear",
        "late",
        "early",
        "live",
        "final",
        "idle",
        "lost",
        "gain",
        "gains",
        "wet",
        "active",
        "available",
        "higher",
        "lower",
        "storm",
        "dry",
        "true",
        "false",
        "out of the house",
        "free",
        "paid",
        "arrived",
        "departed",
        "opened",
    }
)
_FORM = "|".join(sorted(map(re.escape, FORMS), key=len, reverse=True))
_ANY = re.compile(rf"(?<![\w-])(?:{_FORM})(?![\w-])")
# A hundred ways are tried only where a word stands that one of them begins with.
_FIRST = re.compile(r"(?<![\w-])[^\W\d_]+")
_OPENERS = frozenset(found.group() for form in FORMS if (found := _FIRST.match(form)))
_BE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|stays?|remains?|now|currently|still|already|both|all|left|costs?"
    r"|admission|entry|turned|switched|to|not|trading|closed)|"
    r"'s|’s|n't|n’t|,)\s+(?:(?:currently|now|still|also|already|all|both|not|quite|very|slightly|mostly|running"
    r"|trading)\s+){0,2}$"
)
_AFTER_ON = re.compile(r"\s+(?:the|a|an|my|your|its?|his|her|their|our|mon|tue|wed|thu|fri|sat|sun|\w+day\b|\d|[A-Z])")
_NOT = re.compile(
    r"(?:\b(?:not|no longer|never|neither|nor|no|without|nicht|kein\w*|nie|ohne)|n't|n’t)\s+(?:[\w’']+\s+){0,2}$"
)
_MAYBE = re.compile(
    r"\b(?:(?:chance|probability|risk|possibility|likelihood|wahrscheinlichkeit|risiko)s?\s+(?:of|for|von|für)"
    r"|(?:mm|cm|milli\w+|centi\w+|zentimeter|inch|inches|litres?|liters?|amounts?)\s+(?:of|von)?"
    r"|if|whether|unless|until|when|might|may|could|should|would|wenn|falls|ob|bis|könnten?|konnten?|kann"
    r"|können|sollten?|würden?"
    r"|vielleicht|möglicherweise)\s+(?:[\w’']+\s+){0,5}$"
)
_TO_COME = re.compile(r"\b(?:will|to|being|get|soon|expected|wird|not|n't|yet)\s+(?:[\w’']+\s+){0,3}$")
# Said of a thing only at the end of a clause: "ist an", and not "ist an der Wand".
_SHORT = re.compile(
    r"\b(?:ist|sind|waren|bleibt|bleiben)\b((?:\s+[\w-]+){0,6}?)\s+(an|aus|auf|zu)(?=\s*(?:[.,;!?]|$)|\s+(?:und"
    r"|aber)\b)"
)
_SHORT_STATES = {
    "an": ("power", "on"),
    "aus": ("power", "off"),
    "auf": ("opening", "open"),
    "zu": ("opening", "closed"),
}
# "rain or snow": of two that are possible neither is said to be so.
_OR_BEFORE = re.compile(r"\b(?:or|oder)\s+$")
_OR_BEHIND = re.compile(r"\s+(?:or|oder)\b")
_WORDS = 60  # characters before a state that are looked at


@dataclass(frozen=True, slots=True)
class State:
    """A state that is said of something: `denied` where it is said not to be so."""

    group: str
    value: str
    start: int
    end: int
    denied: bool = False


@lru_cache(maxsize=512)
def states_in(sentence: str) -> tuple[State, ...]:
    """The states that a sentence says of something; what it only supposes ("a chance of rain") is none."""
    text = sentence[:LIMIT]
    return tuple(_found(text))


@lru_cache(maxsize=256)
def asked_states(question: str) -> tuple[State, ...]:
    """The states that a question asks for, each as its yes would say it: "Is the light on?" """
    low = question[:LIMIT].lower().rstrip("?!. ")
    found = [match for match in _forms(low) if match.group() not in _BARE or match.end() == len(low)]
    named = [(*FORMS[match.group()], match.start()) for match in found]
    named += [(*_SHORT_STATES[match[2]], match.start(2)) for match in _SHORT.finditer(low)]
    return tuple(State(g, value, 0, 0, _NOT.search(low[:start]) is not None) for g, value, start in named if g in ASKED)


def _found(text: str) -> Iterator[State]:
    low = text.lower()
    for match in _forms(low):
        word, before = match.group(), low[max(0, match.start() - _WORDS) : match.start()]
        group, value = FORMS[word]
        if group == "yes" or (word in _BARE and not _said_so(word, before, text[match.end() :])):
            continue
        if group == "delivery" and _TO_COME.search(before):
            continue
        if _MAYBE.search(before) or _OR_BEFORE.search(before) or _OR_BEHIND.match(low, match.end()):
            continue
        yield State(group, value, match.start(), match.end(), _NOT.search(before) is not None)
    for match in _SHORT.finditer(low):
        if _MAYBE.search(low[max(0, match.start() - _WORDS) : match.start()]) is None:
            yield State(*_SHORT_STATES[match[2]], match.start(2), match.end(2), "nicht" in match[1])


def _forms(low: str) -> Iterator[re.Match[str]]:
    """As _ANY.finditer would find them."""
    end = 0
    for first in _FIRST.finditer(low):
        if first.start() >= end and first.group() in _OPENERS and (found := _ANY.match(low, first.start())):
            end = found.end()
            yield found


def _said_so(word: str, before: str, after: str) -> bool:
    if _BE.search(before) is None:
        return word in {"up", "down"} and re.match(r"\s+(?:by\s+)?[$€£]?\d", after) is not None
    counted = word in {"up", "down"} and re.match(r"\s+\d", after) is not None  # "is down 2.5 euros"
    return counted or not (word in {"on", "off", "up", "down"} and _AFTER_ON.match(after))


@lru_cache(maxsize=1024)
def states_of_value(text: str) -> frozenset[tuple[str, str]]:
    """The states that a value names: "light rain", "unlocked", "on time"."""
    low = text.lower().replace("_", " ").strip()
    if len(low) > 80:
        return frozenset()
    return frozenset(FORMS[match.group()] for match in _forms(low))


def agree(said: str, known: str) -> bool:
    return said == known or frozenset({said, known}) in MIXED
