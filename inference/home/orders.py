"""Decides what a sentence wants of a client's house."""

from collections.abc import Sequence

from inference.home.aims import Doubt
from inference.home.complaints import complained
from inference.home.context import House
from inference.home.devices import device_plan, parted
from inference.home.halves import halves
from inference.home.hearing import Heard, heard
from inference.home.line import LONGEST, Line, line, line_of
from inference.home.list_looks import list_look
from inference.home.lists import list_plan
from inference.home.looks import look_plan
from inference.home.modes import mode_plan
from inference.home.neutral import action_in
from inference.home.phrasing import instead, plainly
from inference.home.plans import UNSURE, Plan
from inference.home.remarks import without_remark
from inference.home.reminders import reminder_plan
from inference.home.reservations import asks_too, complains, forbids, keeps, kept_back, refuses, taken_back
from inference.home.rewording import is_indirect
from inference.home.schedules import without_time
from inference.home.special import action_beside, announced, special_plan
from inference.home.strung import contrary, strung
from inference.home.timers import delayed, timer_plan
from inference.home.tools import Toolbox
from inference.home.wordings import bids_light, bids_value
from intents.actions import Action
from intents.order_words import grammar
from intents.words import read

VAGUE = frozenset(("unknown", "none", "what", "area"))  # doubts that a misheard word may have made
CONDITION = "condition"  # what is to be done hangs on something else
NARROWING = frozenset(("where", "several", "many"))  # doubts about which of the things that there are
ACTIVATED = frozenset(("scene", "script"))
TITLED = frozenset(("activate", "script"))  # what is done with these


def plan_of(text: str, house: House, box: Toolbox, language: str) -> Plan | None:
    """The plan of one part of a sentence; None where it wants nothing of the house."""
    typed = line_of(text, house, language)
    found = plan_as_said(typed, text, box)
    vague = found is None or found.kind == "unsure" or (found.look is not None and not found.look.sure)
    vague = vague or (found is not None and found.doubt is not None and found.doubt.kind in VAGUE)
    if not (vague and typed.words and box):
        return found
    return as_heard(typed, text, box) or as_titled(typed, box) or found


def as_titled(typed: Line, box: Toolbox) -> Plan | None:
    """ "Water the plants" where a script is called Water Plants: its name with the articles of a sentence."""
    words = tuple(word for word in typed.words if word not in typed.lexicon.article)
    if len(words) == len(typed.words) or not words:
        return None
    found = plan_as_said(line(words, typed.house, typed.language), " ".join(words), box)
    titled = found is not None and found.kind == "act" and all(step.action in TITLED for step in found.steps)
    return found if titled else None


def as_heard(typed: Line, text: str, box: Toolbox) -> Plan | None:
    """The plan of an order with a name that was misheard; asked back where another word may have been said."""
    meant = heard(typed) if len(typed.words) < LONGEST else None
    if meant is None:
        return None
    mark = "?" if text.rstrip().endswith("?") else ""
    mended = line(meant.words, typed.house, typed.language)
    found = plan_as_said(mended, " ".join(meant.words) + mark, box)
    if found is None or found.kind not in {"act", "look"} or (found.look is not None and not found.look.sure):
        return None
    if meant.sure and not found.wary:
        return found
    doubt = Doubt("heard", *asked_back(meant, typed, mended))
    return Plan("ask", doubt=doubt, wary=found.wary) if found.kind == "act" else None


def asked_back(meant: Heard, typed: Line, mended: Line) -> tuple[str, tuple[str, ...]]:
    """What was heard and what may be meant, as the whole name that the word is of."""
    whole = next((each for each in mended.mentions if each.start <= meant.at < each.end), None)
    if whole is None or len(mended.words) != len(typed.words):
        return meant.wrong, (meant.right,)
    return " ".join(typed.words[whole.start : whole.end]), (mended.said(whole),)


def plan_as_said(typed: Line, text: str, box: Toolbox) -> Plan | None:
    """The plan of the words as they stand."""
    said = without_remark(plainly(typed))
    if not said.words or not box or len(read(text).words) > LONGEST:
        return None  # of a longer one the end, where "unless" may stand, would not be read
    if found := withheld(typed, said) or hinted(text, said, box):
        return found
    asked = text.rstrip().endswith("?") and not is_indirect(typed.words, typed.lexicon) and not requests(text, said)
    action = action_in(said, asked) or activated(said, asked) or bidden(said, text, asked)
    if action is None or not action.asks or addressed(said, asked):
        action = action_beside(said) or action
    if (action is None or action.negated) and not asked and (turned := turned_to(said, box)):
        return turned
    found = of_own_form(said, text, action, box) or look_plan(said, asked, action, box)
    if found is None and not asked and (keeps(typed) or (action is None and forbids(said))):
        return Plan("leave")
    found = found if found or action is None else ordered(said, action, box)
    open_still = found is None or (found.look is not None and not found.look.sure)
    open_still = open_still or (found is not None and found.doubt is not None and found.doubt.kind == "unknown")
    if open_still and (conditional(said) or (not asked and scheduled(said, box))):
        return Plan("ask", doubt=Doubt("later", CONDITION))
    return found


def withheld(typed: Line, said: Line) -> Plan | None:
    """What is taken back, or hangs on what was asked before (cases.py)."""
    if taken_back(said):
        return Plan("leave")
    return Plan("ask", doubt=Doubt("later", CONDITION)) if condition(typed) else None


def requests(text: str, said: Line) -> bool:
    """ "Kannst du das Küchenlicht ausschalten?": what is to be done stands at the end, and is asked for."""
    last, table = said.words[-1:], grammar(said.language)
    opens = read(text).whole.startswith(tuple(f"{each} " for each in said.lexicon.group("requesting")))
    return opens and last[0] not in table.states and any(form.words[-1:] == last for form in table.trailing)


def addressed(said: Line, asked: bool) -> bool:
    """ "Rover can go home now": it is said of a thing first, and asks for nothing."""
    return not asked and bool(said.mentions) and said.mentions[0].kind == "name" and not said.mentions[0].start


def bidden(said: Line, text: str, asked: bool) -> Action | None:
    """What is asked for by courtesy alone: light, or a value."""
    if asked:
        return None
    return Action("turn_on") if bids_light(said, text) else Action("set") if bids_value(said, text) else None


def hinted(text: str, said: Line, box: Toolbox) -> Plan | None:
    """What is only hinted at: "it's too dark in here"."""
    order = complained(text, said.house, said.language)
    found = plan_as_said(order, " ".join(order.words), box) if order else None
    return found if found and found.kind == "act" else None


def turned_to(said: Line, box: Toolbox) -> Plan | None:
    """What is ordered instead of what is forbidden, where that is certain."""
    if not forbids(said):
        return None
    plans = (plan_of(" ".join(words), said.house, box, said.language) for words in instead(said))
    return next((plan for plan in plans if plan and plan.kind == "act"), None)


def of_own_form(said: Line, text: str, action: Action | None, box: Toolbox) -> Plan | None:
    """Timers, lists, orders for later, music, scripts: each has a form of its own."""
    listed = list_plan(said, text, box) if not text.rstrip().endswith("?") else None
    found = reminder_plan(said, text, box) or timer_plan(said, box) or listed
    if found and found.kind == "act" and (both := led(said, found, box)):
        return both
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
    if doubt := kept_back(said, action):
        first = CONDITION if grammar(said.language).begins("clause", said.words) else ""
        return Plan("ask", doubt=Doubt(doubt, first), wary=doubt == "alarm")
    if refuses(said) or asks_too(said):
        return UNSURE
    if orders := strung(said):
        return together(orders, said, box)
    if both := halves(said, action) or beside_title(said, box):
        return together(both, said, box)
    return UNSURE if contrary(parted(said)[0]) else device_plan(said, action, box)


def beside_title(said: Line, box: Toolbox) -> tuple[Sequence[str], Sequence[str]] | None:
    """ "TV off and movie night": an order, and the name of a scene or a script beside it."""
    for at, word in enumerate(said.words):
        if word in said.lexicon.adding and 0 < at < len(said.words) - 1:
            parts = said.words[:at], said.words[at + 1 :]
            plans = [plan_of(" ".join(part), said.house, box, said.language) for part in parts]
            found = [plan for plan in plans if plan and plan.kind == "act"]
            titles = [plan for plan in found if all(step.action in TITLED for step in plan.steps)]
            if titles and len(found) == len(parts):
                return parts
    return None


def swallowed(said: Line, found: Plan, box: Toolbox) -> int:
    """Where an order of another kind follows that would be lost: "cancel the timer and turn off the lights"."""
    for at, word in enumerate(said.words):
        if word in said.lexicon.adding and at:
            behind = plan_of(" ".join(said.words[at + 1 :]), said.house, box, said.language)
            if behind and behind.kind == "act" and behind.topic != found.topic:
                return at
    return 0


def led(said: Line, found: Plan, box: Toolbox) -> Plan | None:
    """ "Kettle on and set a timer for three minutes": an order of another kind before it, and both are certain."""
    for at, word in enumerate(said.words):
        if word in said.lexicon.adding and at:
            before = plan_of(" ".join(said.words[:at]), said.house, box, said.language)
            if before and before.kind == "act" and before.topic in {"devices", "media"}:
                both = together((said.words[:at], said.words[at + 1 :]), said, box)
                return (
                    both
                    if both.kind == "act" and {step.call for step in found.steps} < {s.call for s in both.steps}
                    else None
                )
    return None


def condition(said: Line) -> tuple[int, bool] | None:
    """ "If so", "wenn nicht": how many words at the beginning hang the rest on an answer, and on which one."""
    start = int(said.words[:1] != () and said.words[0] in said.lexicon.adding)
    for group, wanted in (("if_not", False), ("if_so", True)):  # "if it is not" begins with "if it is"
        for phrase in sorted(said.lexicon.group(group), key=len, reverse=True):
            cue = tuple(phrase.split())
            if said.words[start : start + len(cue)] == cue and len(said.words) > start + len(cue):
                return start + len(cue), wanted
    return None


def conditional(said: Line) -> bool:
    """Whether an order stands behind a condition that the house is no part of: "if it rains close the skylight"."""
    table = grammar(said.language)
    if not table.begins("clause", said.words) or table.begins("ask", said.words):
        return False
    named = {each.start for each in said.of("name", "noun", "area")}
    starts = (at for at in range(2, len(said.words) - 1) if at in named or said.words[at] in table.verbs)
    rests = (line(said.words[at:], said.house, said.language) for at in starts)
    return any(
        rest.of("name", "noun") and (act := action_in(rest)) and act.orders and not act.negated for rest in rests
    )


def scheduled(said: Line, box: Toolbox) -> bool:
    """Whether it is an order but for the time at which it is to be done: "every evening at eight porch light on"."""
    rest = without_time(said)
    if rest is None or grammar(said.language).begins("ask", said.words):
        return False
    plan = plan_as_said(rest, " ".join(rest.words), box)
    doubt = plan.doubt.kind if plan and plan.doubt else ""
    return plan is not None and (plan.kind == "act" or doubt in NARROWING)


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
    # the name of a scene alone is enough, as it is on a button; that of a script where it is an order itself, or no
    # single word: "gute Nacht"
    bids = bool(names) and said.words[names[0].start] in grammar(said.language).verbs
    scene = not asked and (domains == {"scene"} or (bids and domains == {"script"})) and names[0].exact
    whole = len(names) == 1 and said.words[names[0].start : names[0].end] == said.words
    beside = bool(names) and not whole
    scene = scene or (not asked and domains == {"script"} and whole and names[0].exact and len(said.words) > 1)
    return Action("turn_on") if not tells and names and domains <= ACTIVATED and (scene or beside) else None
