"""Questions about lists: what stands on one, and whether something does."""

import re
from collections.abc import Mapping
from typing import Any

from inference.home.aims import Doubt
from inference.home.line import Line
from inference.home.lists import list_of
from inference.home.plans import Look, Plan, Step
from inference.home.results import Result
from inference.home.sentences import Speech, listed
from inference.home.tools import Toolbox
from intents.words import stem

READER = "get_items"  # how the name of Home Assistant's tool for it ends
MOST = 12  # things of a list that are said
ASKED: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "en": tuple(map(re.compile, (
        r"what (?:(?:is|are|else|do|have|has|i|we|got|need|still|left|things|items|all|to|get|buy) )*"
        r"(?:on|in|from|off) "
        r"(?:(?:the|my|our) )?(?P<list>.+?)(?: now| right now| so far| again| still)?",
        r"(?:can you |could you )?(?:read|tell|show|list|give)(?: me| us| out)*(?: what is on)? (?:(?:the|my|our) )?"
        r"(?P<list>.+?)(?: to me| out| please)*",
        r"(?:is|are|do (?:i|we) have|have (?:i|we|you)(?: got)?|did (?:i|we) put) "
        r"(?:(?:the|any|a|an|some) )?(?P<item>.+?) "
        r"(?:already |still )?(?:on|in) (?:(?:the|my|our) )?(?P<list>.+?)(?: already| yet)?",
        r"how many (?:things|items|tasks|entries|jobs) (?:(?:are|is|do|i|we|have|got|left|still) )*(?:on|in) "
        r"(?:(?:the|my|our) )?(?P<list>.+)",
    ))),
    "de": tuple(map(re.compile, (
        r"was (?:(?:steht|ist|habe|haben|ich|wir|noch|alles|denn) )*(?:auf|in|bei) "
        r"(?:(?:der|dem|meiner|meinem|unserer) )?(?P<list>.+?)(?: noch)?(?: drauf)?",
        r"(?:lies|lese|zeig|zeige|nenn|nenne)(?: mir| uns| mal| bitte)* (?:(?:die|den|meine|meinen|unsere) )?"
        r"(?P<list>.+?)(?: vor)?",
        r"(?:steht|stehen|ist|sind|habe ich|haben wir) (?:schon |noch )?(?P<item>.+?) (?:schon |noch )?(?:auf|in) "
        r"(?:(?:der|dem|meiner|meinem|unserer) )?(?P<list>.+)",
        r"wie viele (?:sachen|dinge|einträge|aufgaben) (?:stehen |sind |habe ich )?(?:noch )?(?:auf|in) "
        r"(?:(?:der|dem|meiner|meinem|unserer) )?(?P<list>.+)",
    ))),
}  # fmt: skip


def list_look(said: Line, box: Toolbox) -> Plan | None:
    """The plan of a question about a list; None where it is none, or nothing can read lists."""
    reader = next((name for name in box.names() if name.endswith(READER) and box.takes(name, "todo_list")), "")
    text = " ".join(said.words)
    shapes = ASKED.get(said.language, ASKED["en"]) if reader else ()
    for found in filter(None, (shape.fullmatch(text) for shape in shapes)):
        todo = list_of(found["list"], said, box, known=True)
        if isinstance(todo, Doubt):
            return Plan("ask", doubt=todo, topic="lists")
        made = box.call(reader, {"todo_list": todo}) if todo else None
        if made and todo:
            look = Look(form="list", state=found.groupdict().get("item") or "")
            return Plan("act", (Step(made, "look", todo),), look=look, topic="lists")
    return None


def read_out(result: Result, look: Look, name: str, say: Speech) -> str:
    """What stands on the list, or whether that does; "" where the result is no list."""
    told: Any = (result.data or {}).get("result")
    if not isinstance(told, list):
        return ""
    items = [str(each.get("summary", "")) if isinstance(each, Mapping) else str(each) for each in told]
    items = [item for item in items if item]
    if look.state:
        found = next((item for item in items if alike(item, look.state)), "")
        return (say.yes + say.lists["has"] if found else say.no + say.lists["not"]).format(found or look.state, name)
    if not items:
        return say.lists["empty"].format(name)
    shown = [*items[:MOST], say.many_more.format(len(items) - MOST)] if len(items) > MOST else items
    return say.lists["holds"].format(name, listed(shown, say))


def alike(item: str, said: str) -> bool:
    """Whether that is what stands there: all of its words do, in whichever form."""
    return {stem(word) for word in said.casefold().split()} <= {stem(word) for word in item.casefold().split()}
