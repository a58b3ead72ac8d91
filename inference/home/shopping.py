"""What is only said to be needed: "we need bread and cheese", "we're out of milk" are for the shopping list."""

import re

from inference.home.context import House
from inference.home.line import line_of
from inference.home.lists import on_shopping_list
from inference.home.plans import Plan
from inference.home.tools import Toolbox

OUT_OF = r"(?:have|are|am)(?: (?:just|all|nearly|almost|run|running))* (?:out of|low on|short of|short on)"
GONE = r"(?:(?:ist|sind) (?:fast )?(?:alle|leer|aus|ausgegangen)|fehlt|fehlen)"
NEEDED = {
    "en": (
        re.compile(
            r"(?:(?:i|we)(?: (?:really|also|still|just|do))* (?:need|want)(?: to (?:buy|get|pick up|order))?"
            rf"|(?:i|we) (?:{OUT_OF}|ran out of)|there (?:is|are) no(?: more)?"
            r"|(?:remember to |do not forget to )?(?:buy|pick up|get))"
            r"(?: (?:some|more|a few|a bit of|any))* (?P<item>.+?)(?: (?:left|again|too|please|soon))*"
        ),
        re.compile(
            r"(?:(?:the|our|my) )?(?P<item>.+?) (?:is|are)(?: (?:all|nearly|almost))?"
            r" (?:gone|empty|running low|finished|out)"
        ),
    ),
    "de": (
        re.compile(r"(?:wir|ich) (?:brauchen?|bräuchten?)(?: (?:noch|auch|wieder|mehr))* (?P<item>.+?)(?: bitte)?"),
        re.compile(r"(?:(?:wir|ich) haben?|es (?:gibt|ist|sind)) keine?n? (?P<item>.+?) mehr(?: da)?"),
        re.compile(rf"(?:(?:der|die|das) )?(?P<item>.+?) {GONE}(?: noch)?"),
        re.compile(r"(?:kaufe?|besorge?|hole?)(?: (?:noch|bitte|mal))* (?P<item>.+?)(?: ein)?"),
    ),
}


def needed(text: str, house: House, box: Toolbox, language: str) -> Plan | None:
    """The plan that puts it on the shopping list; None where nothing is said to be needed, or there is no such list.

    The words alone do not tell that it can be bought: it is for whoever asks to know that lists are spoken of.
    """
    said = line_of(text, house, language)
    if not box or text.rstrip().endswith("?") or said.of("name", "area", "floor"):
        return None
    words = " ".join(said.words)
    found = next(filter(None, (shape.fullmatch(words) for shape in NEEDED.get(language, NEEDED["en"]))), None)
    return on_shopping_list(found["item"], text, said, box) if found else None
