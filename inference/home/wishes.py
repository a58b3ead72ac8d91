"""Gives a part of a question its plan for the client's house, and refuses a guest what only owners may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inference.home.aims import Doubt
from inference.home.context import House, house_of
from inference.home.further import asks_more, once_more
from inference.home.orders import CONDITION, plan_of
from inference.home.plans import Plan
from inference.home.replies import completions
from inference.home.results import after_tools
from inference.home.services import SERVICES
from inference.home.shopping import needed
from inference.home.tools import Toolbox, suffix
from inference.reply import function
from inference.snapshot import Snapshot
from inference.state import Part, Query
from intents.followups import Turn
from intents.words import read

GUEST_REFUSAL = "That is not available to guests."
TOPICS = {
    "devices": "device_command", "media": "media_control", "timers": "timers", "lists": "lists", "play": "play_music",
    "states": "device_status",
}  # fmt: skip
SPOKEN_OF = frozenset(("watch", "clock", "none", "several", "before"))  # doubts that only an order to the house raises
KNOWN = ("Hass", "GetLiveContext", SERVICES)  # by these a client is known that has a house


@dataclass(frozen=True, slots=True)
class Home:
    """The client's house and tools, as one query sees them, and whether it takes calls now."""

    house: House
    box: Toolbox
    may_call: bool = True

    def __bool__(self) -> bool:
        return any(name.startswith(KNOWN) for name in self.box.names())

    def described(self) -> dict[str, object]:
        """For the explain page."""
        house = self.house
        return {
            "entities": len(house.register.entities), "areas": list(house.register.areas)[:40], "room": house.room,
            "floor": house.floor, "timers": house.timers, "moment": house.moment,
        }  # fmt: skip


def home_of(query: Query) -> Home:
    box = Toolbox(query.tools, query.tool_choice)
    home = Home(House(), box)
    if not home and not (after_tools(query.messages) and Home(House(), Toolbox(query.tools))):
        return home
    # with the results at hand the plan is made again as it was, whatever may be called now
    box = Toolbox(query.tools) if after_tools(query.messages) else box
    return Home(house_of(query.messages), box, query.tool_choice != "none")


def certain(text: str, query: Query, home: Home) -> Plan | None:
    """The plan of words that are certain as they stand: no earlier ones need complete them."""
    plan = plan_of(text, home.house, home.box, query.language) if home else None
    return plan if plan and plan.kind == "act" and all(step.said for step in plan.steps) else None


def topic_of(plan: Plan) -> str:
    """The intent whose row says whether guests may have this."""
    return TOPICS["states" if plan.kind == "look" else plan.topic]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a part wants of the house, in which words: as it was said, or as it was completed from earlier ones."""

    text: str
    plan: Plan | None = None

    @property
    def certain(self) -> bool:
        return self.plan is not None and self.plan.kind in {"act", "look", "leave"}


def replied(turn: Turn, order: str, query: Query, home: Home) -> Wish | None:
    """The order that was in doubt, made certain by the reply to what was asked back; None where it is no such reply."""
    first = plan_of(order, home.house, home.box, query.language) if home else None
    doubt = open_doubt(first) if first else None
    if doubt is None:
        return None
    for text in completions(order, doubt, turn.text, query.language):
        plan = plan_of(text, home.house, home.box, query.language)
        if plan and plan.kind == "act" and not plan.waits:
            return Wish(text, plan)
    return None


def is_more(text: str, language: str) -> bool:
    return asks_more(" ".join(read(text).words), language)


def furthered(text: str, order: str, query: Query, home: Home) -> Wish | None:
    """ "A bit more": the last order with one step more; None where it is none, or had no value."""
    if not home or not is_more(text, query.language):
        return None
    plan = plan_of(order, home.house, home.box, query.language)
    further = once_more(order, plan, " ".join(read(text).words), home.house, query.language) if plan else ""
    again = plan_of(further, home.house, home.box, query.language) if further else None
    return Wish(further, again) if again and again.kind == "act" else None


def open_doubt(plan: Plan) -> Doubt | None:
    """What may have been asked back: what is in doubt, or the value of a thing that could not be looked at."""
    if plan.kind in {"ask", "unsure"}:
        return plan.doubt
    return plan.changes[0].doubt if plan.changes else None


def wished(said: str, completed: str, query: Query, home: Home) -> Wish:
    """What is wanted; words that are certain as they stand are not completed from earlier ones."""
    if not home:
        return Wish(completed)
    first = plan_of(said, home.house, home.box, query.language)
    if said == completed:
        return Wish(said, first)
    whole = plan_of(completed, home.house, home.box, query.language)
    return Wish(completed, whole) if whole or not first else Wish(said, first)


def planned(part: Part, wish: Wish, query: Query, snapshot: Snapshot) -> Part:
    """The part with its plan, where it wants something of the house."""
    if wish.plan is None and (bought := for_shopping(part, wish, query)):
        wish = bought
    if wish.plan is None or not relevant(wish.plan, part):
        return part
    if query.mode == "guest" and not allowed(wish.plan, snapshot):
        return replace(part, problem=GUEST_REFUSAL, problem_kind="guest")
    cleared = replace(part, problem="", problem_kind="") if part.problem_kind == "guest" else part
    return replace(cleared, text=wish.text, plan=wish.plan)


def for_shopping(part: Part, wish: Wish, query: Query) -> Wish | None:
    """ "We need bread and cheese", where that is surely about a list."""
    home = home_of(query)
    sure = (
        part.match is not None and part.match.sure and part.intent is not None and part.intent.name == TOPICS["lists"]
    )
    plan = needed(wish.text, home.house, home.box, query.language) if home and sure else None
    return Wish(wish.text, plan) if plan else None


def relevant(plan: Plan, part: Part) -> bool:
    """What is in doubt is no order where it is surely about something else: "turn on the news", "what's on tv"."""
    vague = plan.look is not None and not plan.look.sure
    if plan.doubt is not None and (plan.doubt.kind in SPOKEN_OF or plan.doubt.said == CONDITION):
        return True
    if (plan.kind not in {"ask", "unsure"} and not vague) or part.intent is None or part.match is None:
        return True
    return part.intent.mode == "act" or part.intent.of_devices or part.intent.fallback or not part.match.sure


def allowed(plan: Plan, snapshot: Snapshot) -> bool:
    """Whether a guest may have it: as the row of its topic says, and never what keeps the house shut."""
    intent = snapshot.intents.get(topic_of(plan))
    return intent is not None and intent.guests and not plan.wary


def guest_tools(tools: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The tools that a model may use for a guest: what only tells, and what is no house's."""
    names = [(tool, suffix(str(function(tool).get("name")))) for tool in tools]
    return tuple(tool for tool, name in names if not name.startswith("Hass") and name != SERVICES)
