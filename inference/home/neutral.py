"""Reads the action of an order with the house's own names out of the way: "start Rover" is "start vacuum"."""

from inference.home.extents import without_amount
from inference.home.line import Line, Mention
from inference.home.values import value_of
from inference.home.wordings import as_one, bare
from intents.actions import Action, action_of
from intents.order_words import grammar

# plain words that the grammar of orders knows, for names that it cannot know
PLAIN = {
    "en": {
        "light": "lights", "fan": "fan", "cover": "blinds", "lock": "deadbolt", "climate": "thermostat",
        "valve": "valve",
        "media_player": "tv", "vacuum": "robot vacuum", "": "plug", "area": "kitchen",
    },
    "de": {
        "light": "licht", "fan": "ventilator", "cover": "rollladen", "lock": "türschloss", "climate": "heizung",
        "valve": "ventil", "media_player": "fernseher", "vacuum": "staubsauger", "": "steckdose", "area": "küche",
    },
}  # fmt: skip
SWITCHED = frozenset(("turn_on", "turn_off"))
FURTHER = frozenset(("increase", "decrease", "dim", "brighten", "set"))


def action_in(said: Line, asked: bool = False) -> Action | None:
    """The action; where a thing is addressed first ("TV, skip this") that of the words behind it."""
    words = list(said.words)
    for each in reversed(said.mentions):
        if word := stand_in(each, said):
            words[each.start : each.end] = word.split()
    text = as_one(words, said.lexicon.shorter)
    words = text.split()
    action = action_of(text + ("?" if asked else ""), said.language)
    if action and action.name in SWITCHED and action.orders and (further := bare(said, asked)):
        action = further if further.name in FURTHER else action  # "ein Grad wärmer" switches nothing on
    if action and action.name == "set" and action.orders:  # "set the lamp a bit brighter", "Licht ein"
        return bare(said, asked) or switched(said) or action
    if action is None and words[:1] == ["open"]:  # "open all windows": not the state that it looks like
        action = action_of(" ".join(["open", "the", *words[1:]]), said.language)
    if action is None and len(kept := without_amount(words, said.language)) < len(words):
        action = action_of(" ".join(kept) + ("?" if asked else ""), said.language)
    if action is None and said.mentions and said.mentions[0].kind == "name" and not said.mentions[0].start:
        action = action_of(" ".join(said.words[said.mentions[0].end :]), said.language)
    return action or bare(said, asked) or by_parts(said, asked)


def by_parts(said: Line, asked: bool) -> Action | None:
    """ "Die Lampe von Ben an": with the words out of the way that stand in names of the house only."""
    parts = {at for at in said.unexplained() if said.stems[at] in said.house.register.by_word}
    if not parts or not said.of("noun"):
        return None
    plain = PLAIN.get(said.language, PLAIN["en"])
    words = [plain[""] if at in parts else word for at, word in enumerate(said.words)]
    return action_of(" ".join(words) + ("?" if asked else ""), said.language)


def switched(said: Line) -> Action | None:
    """The state in which an order ends that names no value."""
    state = grammar(said.language).states.get(said.words[-1])
    return Action(state[1]) if state and not value_of(said) else None


def stand_in(each: Mention, said: Line) -> str:
    plain = PLAIN.get(said.language, PLAIN["en"])
    if each.kind == "name":
        domain = said.house.register.entities[each.owners[0]].domain
        return plain.get(domain, plain[""])
    if each.kind == "every" and each.start:
        return plain[""]
    if each.kind in {"place", "floor"} or (each.kind == "area" and each.known):
        return plain["area"]
    if each.kind == "noun" and each.noun and each.noun.domain in plain:
        return plain[each.noun.domain]
    return ""
