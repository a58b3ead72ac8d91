"""Decides what a sentence wants of a client's house."""

from collections.abc import Sequence

from inference.home.aims import Doubt
from inference.home.context import House
from inference.home.devices import device_plan, parted
from inference.home.line import LONGEST, Line, line, line_of
from inference.home.list_looks import list_look
from inference.home.lists import list_plan
from inference.home.looks import look_plan
from inference.home.modes import mode_plan
from inference.home.neutral import action_in
from inference.home.phrasing import begun, instead, plainly
from inference.home.plans import UNSURE, Plan
from inference.home.remarks import without_remark
from inference.home.special import action_beside, announced, special_plan
from inference.home.steps import STEPWISE
from inference.home.strung import contrary, strung
from inference.home.timers import delayed, lengths, timer_plan
from inference.home.tools import Toolbox
from inference.home.values import value_of
from intents.actions import Action
from intents.order_words import grammar
from intents.times import find_times
from intents.words import read

ACTIVATED = frozenset(("scene", "script"))


def plan_of(text: str, house: House, box: Toolbox, language: str) -> Plan | None:
    """The plan of one part of a sentence; None where it wants nothing of the house."""
    typed = line_of(text, house, language)
    said = without_remark(plainly(typed))
    if not said.words or not box or len(read(text).words) > LONGEST:
        return None  # of a longer one the end, where "unless" may stand, would not be read
    asked = text.rstrip().endswith("?")
    action = action_in(said, asked) or activated(said, asked)
    if action is None or not action.asks:
        action = action_beside(said) or action
    if (action is None or action.negated) and not asked and (turned := turned_to(said, box)):
        return turned
    found = of_own_form(said, text, action, box) or look_plan(said, asked, action, box)
    if found is None and not asked and (keeps(typed) or (action is None and forbids(said))):
        return Plan("leave")
    return found if found or action is None else ordered(said, action, box)


def turned_to(said: Line, box: Toolbox) -> Plan | None:
    """What is ordered instead of what is forbidden, where that is certain."""
    if not forbids(said):
        return None
    plans = (plan_of(" ".join(words), said.house, box, said.language) for words in instead(said))
    return next((plan for plan in plans if plan and plan.kind == "act"), None)


def of_own_form(said: Line, text: str, action: Action | None, box: Toolbox) -> Plan | None:
    """Timers, lists, orders for later, music, scripts: each has a form of its own."""
    listed = list_plan(said, text, box) if not text.rstrip().endswith("?") else None
    found = timer_plan(said, box) or listed
    if found and found.kind == "act" and swallowed(said, found, box):
        return UNSURE
    orders = action is not None and action.orders
    modes = mode_plan(said, box) if action is None or orders else None
    told = announced(text, said, box) if orders else None  # before what is for later: it may speak of a time itself
    found = found or list_look(said, box) or told or delayed(said, orders, box) or modes
    return found or with_swallowed(said, special_plan(said, text, action, box), box)


def with_swallowed(said: Line, found: Plan | None, box: Toolbox) -> Plan | None:
    """ "Play some jazz and close the blinds": the second order is no part of a title."""
    at = swallowed(said, found, box) if found and found.topic == "play" else 0
    return together((said.words[:at], said.words[at + 1 :]), said, box) if at else found


def ordered(said: Line, action: Action, box: Toolbox) -> Plan | None:
    """The plan of what is ordered; None for what is only asked."""
    if action.negated and complains(said):
        return None
    if action.negated:
        return Plan("leave") if said.of("name", "noun", "area", "every") else None
    if action.asks:
        return None
    if doubt := "later" if later(said, action) else "where" if elsewhere(said) else "":
        return Plan("ask", doubt=Doubt(doubt))
    if refuses(said) or asks_too(said):
        return UNSURE
    if orders := strung(said):
        return together(orders, said, box)
    if several := several_orders(said, action, box):
        return several
    return UNSURE if contrary(said) else device_plan(said, action, box)


def forbids(said: Line) -> bool:
    """Whether something of the house is spoken of and something is not to be."""
    no = grammar(said.language).ones["not"].intersection(said.words)
    return bool(no) and bool(said.of("name", "noun", "area", "every")) and not complains(said)


def keeps(said: Line) -> bool:
    """ "Leave the lights on": what is, is to stay so."""
    words = begun(said.words, said.lexicon)
    if words[0] not in said.lexicon.group("keeping") or not said.of("name", "noun", "area", "every"):
        return False
    text = " ".join(word for word in words if word not in said.lexicon.group("closing"))
    as_is = text.endswith(tuple(f" {phrase}" for phrase in said.lexicon.group("staying")))
    return as_is or text.rpartition(" ")[2] in grammar(said.language).states


def complains(said: Line) -> bool:
    """Whether it is said what a thing does not do: "the lamp won't turn on", which forbids nothing."""
    things = said.of("name", "noun")
    if not things or set(range(things[0].start)) & set(said.unexplained()):
        return False
    return said.words[things[0].end : things[0].end + 2] in said.lexicon.failing


def refuses(said: Line) -> bool:
    """Whether a word forbids something in the middle of an order, which is then not understood to the last word."""
    main, _ = parted(said)
    no = grammar(said.language).ones["not"]
    return any(main.words[at] in no for at in main.unexplained())


def elsewhere(said: Line) -> bool:
    """Whether it is for a place that only "there" stands for: it is not this room."""
    pointed = [at for at, word in enumerate(said.words) if word in said.lexicon.group("there")]
    return bool(pointed) and "let" not in said.words and not said.of("name", "area", "floor")


def asks_too(said: Line) -> bool:
    """Whether a question stands behind what is ordered: "turn on the kettle is the oven on"."""
    table, things = grammar(said.language), said.of("name", "noun")
    ends = [each.end for each in things[:-1]]
    return any(
        said.words[at] in said.lexicon.group("asking")
        and said.words[at + 1] in table.ones["noun_follows"]
        and at in ends
        for at in range(1, len(said.words) - 2)
    )


def later(said: Line, action: Action) -> bool:
    """Whether it is to be done at a time, or under a condition, which no call can say."""
    left = set(parted(said)[0].unexplained())  # "bis auf die Lampe" is no time
    value = value_of(said)
    if value.relative and (value.unit or action.name in STEPWISE):
        left -= value.words  # "up by 10" is no time
    clauses = {at for at, word in enumerate(said.words) if word in grammar(said.language).ones["clause"]}
    if left & clauses:
        return True
    text = " ".join(said.words)
    return bool(left) and action.name != "set" and bool(find_times(text, said.language) or lengths(text, said.language))


def swallowed(said: Line, found: Plan, box: Toolbox) -> int:
    """Where an order of another kind follows that would be lost: "cancel the timer and turn off the lights"."""
    for at, word in enumerate(said.words):
        if word in said.lexicon.adding and at:
            behind = plan_of(" ".join(said.words[at + 1 :]), said.house, box, said.language)
            if behind and behind.kind == "act" and behind.topic != found.topic:
                return at
    return 0


def several_orders(said: Line, action: Action, box: Toolbox) -> Plan | None:
    """ "Turn on the lamp and close the blinds", "the lamp red and the spots blue": the plans of both halves as one.

    None where there is one order only; what cannot be taken apart is not understood.
    """
    inside = value_of(said).words  # "19 and a half"
    cuts = [at for at, word in enumerate(said.words[:-1]) if at and word in said.lexicon.adding and at not in inside]
    for at in cuts:
        behind = action_in(line(said.words[at + 1 :], said.house, said.language))
        other = other_state(said, at, action)
        if other or (behind and behind.name != action.name):
            return together((said.words[:at], other or said.words[at + 1 :]), said, box)
    for at in cuts:
        first, second = (line(part, said.house, said.language) for part in (said.words[:at], said.words[at + 1 :]))
        if value_of(first) and value_of(second):
            lead = said.words[: first.mentions[0].start] if first.mentions else ()
            lead = () if action_in(second) else lead
            return together((first.words, (*lead, *second.words)), said, box)
    return None


def other_state(said: Line, at: int, action: Action) -> Sequence[str]:
    """ "Lights off in the kitchen and on in the office": the second half with the thing of the first."""
    first, second = (line(part, said.house, said.language) for part in (said.words[:at], said.words[at + 1 :]))
    states = grammar(said.language).states
    told = [states[word][1] for word in (second.words[:1] + second.words[-1:]) if word in states]
    things = first.of("noun", "name")
    if not told or told[0] == action.name or not things or second.of("noun", "name"):
        return ()
    return (*first.words[things[0].start : things[0].end], *second.words)


def together(orders: Sequence[Sequence[str]], said: Line, box: Toolbox) -> Plan:
    """The plans of all orders as one, where all are certain."""
    plans = [plan_of(" ".join(words), said.house, box, said.language) for words in orders]
    found = [plan for plan in plans if plan and plan.kind == "act"]
    if len(found) < len(plans):
        return next((plan for plan in plans if plan and plan.kind == "ask"), UNSURE)
    topics = {plan.topic for plan in found}
    steps = tuple(step for plan in found for step in plan.steps)
    return Plan(
        "act", steps, topic=topics.pop() if len(topics) == 1 else "devices", wary=any(plan.wary for plan in found)
    )


def activated(said: Line, asked: bool) -> Action | None:
    """ "Change to party mode": a scene that is named is meant to be, whatever the verb."""
    names = said.of("name")
    domains = {said.house.register.entities[each.owners[0]].domain for each in names}
    tells = not said.lexicon.speaking.isdisjoint(said.words) or grammar(said.language).begins("ask", said.words)
    scene = not asked and domains == {"scene"} and names[0].exact  # its name alone is enough, as it is on a button
    beside = len(said.words) > names[0].end - names[0].start if names else False
    return Action("turn_on") if not tells and names and domains <= ACTIVATED and (scene or beside) else None
