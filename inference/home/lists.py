"""Lists: what is put on them and what is ticked off."""

import re
from collections.abc import Mapping

from inference.home.aims import Doubt
from inference.home.entities import Entity, plain, stems
from inference.home.line import Line
from inference.home.plans import UNSURE, Plan, Step
from inference.home.tools import Toolbox
from intents.order_words import grammar
from intents.words import clean

# an item, then the list behind a preposition; the item is the shortest that leaves a list
ADD = {
    "en": re.compile(
        r"(?:add|put|append|write|include|stick|jot|throw|place|pop|chuck|bung|shove|whack|slap|get|i need|we need)"
        r" (?:down )?(?P<item>.+?)"
        r" (?:to|on|onto|in|into|down on) (?:(?:the|my|our|your) )?(?P<list>.+)"
    ),
    "de": re.compile(
        r"(?:setze?|schreibe?|packe?|füge?|tue?|notiere?) (?P<item>.+?)"
        r" (?:auf|zu|zur|zum|in|an) (?:(?:die|der|den|meine\w?|unsere\w?) )?(?P<list>.+?)(?: hinzu| drauf)?"
    ),
}
BARE = {  # "bread and cheese on the shopping list"
    "en": re.compile(r"(?P<item>.+?) (?:to|on|onto) (?:(?:the|my|our|your) )?(?P<list>.+)"),
    "de": re.compile(r"(?P<item>.+?) (?:auf|zu|zur|zum) (?:(?:die|den|meine\w?|unsere\w?) )?(?P<list>.+?)"),
}
DONE = {
    "en": re.compile(
        r"(?:check|tick|cross|mark|strike|complete|remove|delete|take|scratch|clear) (?:off )?(?P<item>.+?)"
        r" (?:off from|off of|off on|off|from|in|on|as done on|as complete on|as completed on|done on)"
        r" (?:(?:the|my|our|your) )?(?P<list>.+)"
    ),
    "de": re.compile(
        r"(?:streiche?|hake?|lösche?|entferne?|nimm) (?P<item>.+?)"
        r" (?:von|aus|auf) (?:(?:der|dem|den|meiner|meinem|unserer) )?(?P<list>.+?)(?: ab| runter)?"
    ),
}
LIST = {
    "en": re.compile(r"(?:(?P<name>.*?) )?(?:(?:todo|to do|to-do) )?lists?"),
    "de": re.compile(r"(?P<name>[^\W\d_]*?)-?(?:liste|zettel)"),
}
SHOPPING = {"en": {"shopping", "grocery", "groceries"}, "de": {"einkaufs", "einkauf", "einkaufszettel"}}
EVERYTHING = frozenset((
    "everything", "all", "all items", "all of it", "it", "that", "them", "those", "these", "one", "some",
    "alles", "es", "sie", "ihn", "das", "die", "den",
))  # fmt: skip
JOINED = {
    "en": re.compile(r" (?:and|plus) (?:also )?", re.IGNORECASE),
    "de": re.compile(r" (?:und|sowie) (?:auch )?", re.IGNORECASE),
}
# "the milk" is no other milk; "a lemon" may be one of several
ARTICLE = {
    "en": re.compile(r"(?:(?:and|also) )?(?:(?:the|some|my|our) )?", re.IGNORECASE),
    "de": re.compile(r"(?:(?:und|auch|noch) )?(?:(?:die|den|das|der|etwas|noch) )?", re.IGNORECASE),
}
# what an item is wanted for, told before the list itself is spoken of: "we are out of coffee, put it on the list"
TOLD = {
    "en": re.compile(
        r"(?:(?:i|we) (?:have|am|are)?(?: just)?(?: already)? ?(?:(?:all|nearly|almost) )?"
        r"(?:out of|run out of|ran out of|low on|running low on|short of|short on|need"
        r"|bought|got|picked up|finished|done|did)"
        r"|there is no(?: more)?|there are no(?: more)?|(?:you can )?put) "
        r"(?P<item>.+?)(?: left| now| today| already)?(?: (?:so|and|please|can you|could you|would you))* "
        r"(?P<order>(?:add|put|stick|write|pop|cross|tick|check|strike|mark|take|remove|get) )"
        r"(?:it|that|them|those|some|this)(?: down)? (?P<list>.+)"
    ),
    "de": re.compile(
        r"(?:(?:wir|ich) (?:haben?|brauchen?|hab) (?:kein\w* |schon )?)?(?P<item>.+?)"
        r"(?: (?:mehr|ist alle|sind alle|ist leer|fehlt|fehlen|gekauft|erledigt))*(?: (?:und|also|bitte|mehr))* "
        r"(?P<order>(?:setze?|schreibe?|packe?|tue?|streiche?|hake?|nimm) )(?:es|sie|ihn|das|die|den)(?: bitte)? "
        r"(?P<list>.+)"
    ),
}
DEEDS: Mapping[str, tuple[str, str]] = {
    "add": ("HassListAddItem", "HassShoppingListAddItem"),
    "done": ("HassListCompleteItem", "HassShoppingListCompleteItem"),
}


def list_plan(said: Line, typed: str, box: Toolbox) -> Plan | None:
    """The plan of an order for a list; None where it is none."""
    text = whole_order(" ".join(said.words), said.language)
    for deed, shapes in (("add", ADD), ("done", DONE)):
        found = shapes.get(said.language, shapes["en"]).fullmatch(text)
        if found and (todo := list_of(found["list"], said, box)) is not None:
            items = items_of(found["item"], typed, said.language)
            return (
                ticked(deed, items, todo, box)
                if not isinstance(todo, Doubt)
                else Plan("ask", doubt=todo, topic="lists")
            )
    return put_bare(text, said, typed, box)


def put_bare(text: str, said: Line, typed: str, box: Toolbox) -> Plan | None:
    """ "Bread and cheese on the shopping list": nothing but items and a list; None where more is said of them."""
    found, table = BARE.get(said.language, BARE["en"]).fullmatch(text), grammar(said.language)
    items = found["item"].split() if found else []
    telling = said.lexicon.speaking | said.lexicon.group("no_item") | table.ones["not"]
    if found is None or items[0] in table.verbs or telling.intersection(items) or table.begins("ask", said.words):
        return None
    todo = list_of(found["list"], said, box)
    return ticked("add", items_of(found["item"], typed, said.language), todo, box) if isinstance(todo, str) else None


def on_shopping_list(items: str, typed: str, said: Line, box: Toolbox) -> Plan | None:
    """The plan that puts items on the shopping list; None where there is none for sure."""
    todos = said.house.register.of_domain({"todo"})
    todo = shopping_list(True, todos, SHOPPING.get(said.language, SHOPPING["en"]), box)
    if isinstance(todo, Doubt):
        return None
    plan = ticked("add", items_of(items, typed, said.language), todo, box)
    return plan if plan.kind == "act" else None


def whole_order(text: str, language: str) -> str:
    """The order with the item that was told before it, in the stead of "it"."""
    found = TOLD.get(language, TOLD["en"]).fullmatch(text)
    return f"{found['order']}{found['item']} {found['list']}" if found else text


def items_of(words: str, typed: str, language: str) -> list[str]:
    """The items one by one; the commas between them stand in what was typed only."""
    shape = r"(?:['’]s)?[^\w]+".join(map(re.escape, words.split()))
    found = re.search(rf"(?<!\w){shape}(?!\w)", clean(typed), re.IGNORECASE)
    pieces = (found[0] if found else words).split(",")
    joined, article = JOINED.get(language, JOINED["en"]), ARTICLE.get(language, ARTICLE["en"])
    items = [item.strip() for piece in pieces for item in joined.split(f" {piece.strip()} ") if item.strip()]
    return [article.sub("", item, count=1) for item in items]


def ticked(deed: str, items: list[str], todo: str, box: Toolbox) -> Plan:
    tool, shopping = DEEDS[deed]
    steps = []
    for item in items:
        if item in EVERYTHING:
            return UNSURE
        called = box.call(tool, {"item": item, "name": todo}) if todo else box.call(shopping, {"item": item})
        if called is None:
            return UNSURE
        steps.append(Step(called, f"{deed}_item", item, todo))
    return Plan("act", tuple(steps), topic="lists")


def list_of(phrase: str, said: Line, box: Toolbox, known: bool = False) -> str | Doubt | None:
    """The list's name as the house knows it, "" for the shopping list of the client; None where no list is meant.

    `known`: only a list that the house exposes will do.
    """
    todos = said.house.register.of_domain({"todo"})
    if named := called(phrase, todos):
        return named.name
    found = LIST.get(said.language, LIST["en"]).fullmatch(phrase)
    if found is None:
        return None
    name = (found["name"] or "").strip()
    if name and (named := called(name, todos)):
        return named.name
    shopping = SHOPPING.get(said.language, SHOPPING["en"])
    if not name or name in shopping:
        return shopping_list(bool(name) and not known, todos, shopping, box)
    return Doubt("list", phrase, tuple(each.name for each in todos[:4]))


def shopping_list(told: bool, todos: list[Entity], shopping: set[str], box: Toolbox) -> str | Doubt:
    own = [each for each in todos if any(plain(name)[0].startswith(tuple(shopping)) for name in each.names)]
    if "HassShoppingListAddItem" in box and (told or not own):
        return ""
    if own or (len(todos) == 1 and not told):
        return (own or todos)[0].name
    return Doubt("list", "", tuple(each.name for each in todos[:4]))


def called(phrase: str, todos: list[Entity]) -> Entity | None:
    """The list that is called so, with or without the word for a list behind it."""
    words = stems(plain(phrase))
    spelled = {words, tuple(word for word in words if word not in {"list", "todo"})}
    for each in todos:
        names = {stems(plain(name)) for name in each.names}
        short = {tuple(word for word in name if word not in {"list", "todo", "to", "do"}) for name in names}
        if spelled & (names | short) - {()}:
            return each
    return None
