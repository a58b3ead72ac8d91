"""What the calls of earlier turns were for: "both off again" after two orders, "undo that" after one."""

from collections.abc import Iterator, Sequence

from inference.history import paired
from inference.home.aims import Doubt
from inference.home.entities import Entity
from inference.home.further import spoken_of
from inference.home.line import Line
from inference.home.plans import Plan, Step
from inference.home.results import Result, parsed, result_of
from inference.home.shutting import guards
from inference.home.tools import Toolbox, suffix
from inference.messages import Message
from intents.words import read

FOR_THINGS = ("HassTurn", "HassToggle", "HassLight", "HassSet", "HassClimate", "HassFan", "HassMediaP", "HassMediaU")
REVERSED = {"HassTurnOn": "HassTurnOff", "HassTurnOff": "HassTurnOn"}
# how a thing of a domain is said to be moved by either tool; any other is turned on and off
MOVES = {
    "cover": {"HassTurnOn": "open", "HassTurnOff": "close"}, "valve": {"HassTurnOn": "open", "HassTurnOff": "close"},
    "lock": {"HassTurnOn": "lock", "HassTurnOff": "unlock"},
}  # fmt: skip
SWITCHED = {"HassTurnOn": "turn_on", "HassTurnOff": "turn_off"}
ONCE = frozenset(("scene", "script", "button", "input_button", "automation"))  # what they did is not told
PAIR = 2


def before(messages: Sequence[Message]) -> Iterator[list[Result]]:
    """What the orders of each earlier turn called for things, with what came of it; the newest turn first."""
    starts = [number for number, message in enumerate(messages) if message.get("role") == "user"]
    for start, end in zip(reversed(starts[:-1]), reversed(starts[1:]), strict=True):
        calls = paired(messages[start:end])
        found = [result_of(str(call["name"]), parsed(str(call["arguments"])), text) for call, text in calls]
        yield [each for each in found if suffix(each.tool).startswith(FOR_THINGS)]


def group(said: Line, messages: Sequence[Message]) -> Iterator[str]:
    """The order with the things of earlier calls in the stead of "both" or "them"."""
    start, end = pointing_at(said)
    found = called(said, messages) if end else ()
    if found and not said.of("name", "noun", "area", "floor", "every"):
        what = f" {min(said.lexicon.group('joined'), default='')} ".join(found)
        yield " ".join((*said.words[:start], *what.split(), *said.words[end:]))


def pointing_at(said: Line) -> tuple[int, int]:
    """Where several things are pointed at, the longest wording first; (0, 0) where none are."""
    for phrase in sorted(said.lexicon.group("those"), key=len, reverse=True):
        cue = tuple(phrase.split())
        for at in range(len(said.words) - len(cue) + 1):
            if said.words[at : at + len(cue)] == cue:
                return at, at + len(cue)
    return 0, 0


def called(said: Line, messages: Sequence[Message]) -> Sequence[str]:
    """The things of the last order that was for several, or of the last orders for one each, in words; for "both"
    those must be two."""
    phrases: list[str] = []
    count = 0
    for calls in before(messages):
        own = [spoken_of(dict(each.arguments), said.language) for each in calls]
        many = sum(len(meant(each, said)) for each in calls)
        if not own or not all(own) or (phrases and many > 1):
            break
        phrases = [*(each for each in own if each not in phrases), *phrases]
        count += many
        if count >= PAIR:
            break
    pair = not said.lexicon.group("both").isdisjoint(said.words)
    return phrases if count == PAIR or (count > PAIR and not pair) else ()


def meant(call: Result, said: Line) -> list[Entity]:
    """The things of the house that a call was for."""
    register, where = said.house.register, call.arguments
    if where.get("name"):
        return list(register.bearers(str(where["name"])))[:1]
    domains = where.get("domain")
    wanted = [domains] if isinstance(domains, str) else domains or []
    there = (register.entities[number] for number in register.by_area.get(str(where.get("area")), ()))
    return [each for each in there if each.domain in wanted]


def undone(text: str, said: Line, messages: Sequence[Message], box: Toolbox) -> Plan | None:
    """ "Undo that": the last order the other way round; asked back where it cannot be taken back for certain."""
    if " ".join(read(text).words) not in said.lexicon.group("undoing"):
        return None
    last = next((calls for calls in before(messages) if calls), [])
    done = [each for each in last if each.kind == "done"]
    steps = [back(each, said, box) for each in done]
    if not done:
        return None
    found = tuple(step for step in steps if step)
    return Plan("act", found) if len(found) == len(done) else Plan("ask", doubt=Doubt("before"))


def back(call: Result, said: Line, box: Toolbox) -> Step | None:
    """The step that takes a call back; None where that is not certain, or would open what keeps the house shut."""
    tool = REVERSED.get(suffix(call.tool), "")
    things = meant(call, said)
    if not things or any(each.domain in ONCE for each in things):
        return None
    action = MOVES.get(things[0].domain, SWITCHED).get(tool, "")
    if action in {"open", "unlock"} and any(map(guards, things)):
        return None
    made = box.call(tool, call.arguments)
    what = str(call.arguments.get("name") or call.arguments.get("area") or "")
    return Step(made, action, what) if made else None
