"""Understands "a bit more" after an order: the same step once more, or one further from the value that was set."""

import re

from inference.home.context import House
from inference.home.extents import DOWN, GREAT, SLIGHT
from inference.home.line import line_of
from inference.home.neutral import action_in
from inference.home.plans import Plan
from inference.home.results import parsed
from inference.home.tools import suffix

MORE = {
    "en": re.compile(
        r"(?:(?:and|no|ok|okay|yes|please|now|just|maybe) )*"
        r"(?:(?:an?|one|some|even|still|quite) )*(?:(?:little|tiny|wee) )?(?:(?:bit|tad|touch|notch|lot|step|much) )?"
        r"(?:more|further)(?: please| now)*"
    ),
    "de": re.compile(
        r"(?:(?:und|nein|ok|ja|bitte|jetzt|nur) )*(?:noch )?(?:(?:ein|etwas|viel) )?(?:(?:bisschen|wenig|stück) )?"
        r"(?:mehr|weiter)(?: bitte| jetzt)*|noch (?:ein bisschen|etwas|ein wenig)(?: bitte)?"
    ),
}
# tool that set a value: how a step up and a step down from it are said
STEP = {
    "en": {
        "HassLightSet": ("brighten {}", "dim {}"), "HassSetPosition": ("open {}", "close {}"),
        "HassClimateSetTemperature": ("make {} warmer", "make {} cooler"),
        "HassSetVolume": ("turn up {}", "turn down {}"),
        "HassFanSetSpeed": ("speed up {}", "slow down {}"),
    },
    "de": {
        "HassLightSet": ("mach {} heller", "mach {} dunkler"), "HassSetPosition": ("öffne {}", "schließe {}"),
        "HassClimateSetTemperature": ("mach {} wärmer", "mach {} kälter"),
        "HassSetVolume": ("mach {} lauter", "mach {} leiser"),
        "HassFanSetSpeed": ("mach {} schneller", "mach {} langsamer"),
    },
}  # fmt: skip
ROOM = {"en": "the {} in the {}", "de": "{} in {}"}
THINGS = {
    "en": {"light": "lights", "cover": "covers", "fan": "fans", "climate": "thermostats", "media_player": "speakers"},
    "de": {"light": "lichter", "cover": "rollläden", "fan": "ventilatoren", "climate": "thermostate",
           "media_player": "lautsprecher"},
}  # fmt: skip
BIT = {"en": "a bit", "de": "ein bisschen"}
LOT = {"en": "a lot", "de": "viel"}


def asks_more(words: str, language: str) -> bool:
    """Whether nothing is said but that it should be more."""
    return MORE.get(language, MORE["en"]).fullmatch(words) is not None


def once_more(order: str, plan: Plan, more: str, house: House, language: str) -> str:
    """The order for a step further than that plan's; "" where the plan set nothing that goes further."""
    language = language if language in STEP else "en"
    size = next((said[language] for shapes, said in ((SLIGHT, BIT), (GREAT, LOT)) if shapes[language].search(more)), "")
    if plan.kind != "act" or len(plan.steps) != 1:
        return ""
    step = plan.steps[0]
    if step.change or suffix(step.call.name) == "HassSetVolumeRelative":
        return order if not size or size in order else f"{order} {size}"
    said = line_of(order, house, language)
    action = action_in(said)
    shapes = STEP[language].get(suffix(step.call.name))
    what = spoken_of(parsed(step.call.arguments), language)
    if shapes is None or action is None or not what or '"color"' in step.call.arguments:
        return ""
    return f"{shapes[action.name in DOWN].format(what)} {size or BIT[language]}"


def spoken_of(arguments: dict[str, object], language: str) -> str:
    """What a call is for, in words: a name, or the things of a room."""
    domain, area = arguments.get("domain"), arguments.get("area")
    if arguments.get("name"):
        return str(arguments["name"])
    kind = domain[0] if isinstance(domain, list) and len(domain) == 1 else domain
    word = THINGS[language].get(str(kind), "")
    return ROOM[language].format(word, area) if word and area else ""
