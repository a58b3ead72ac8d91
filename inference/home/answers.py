"""The words for a plan: the question back, or what came of its steps, from the tools' own results."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from inference.backends import ToolCall
from inference.home.aims import MOST_OPTIONS, Doubt
from inference.home.calls import PLAYER
from inference.home.list_looks import read_out
from inference.home.looks import LIVE
from inference.home.plans import Plan, Step
from inference.home.results import Result, parsed, taken
from inference.home.sentences import Speech, listed, speech
from inference.home.spoken import UNITS, lasting, of_list, worded
from inference.home.states import told
from inference.home.tools import suffix
from ragdomains.languages import base

MOST_NAMES = 3  # things that are named; more are counted


def question(plan: Plan, language: str) -> str:
    """What is asked back, or why nothing is done."""
    say = speech(language)
    if plan.kind == "leave":
        return say.doubts["leave"]
    return doubt_text(plan.doubt, say) if plan.doubt else say.doubts["unsure"]


def doubt_text(doubt: Doubt, say: Speech) -> str:
    kind = doubt.kind
    if kind == "several" and len(doubt.options) > MOST_OPTIONS:
        kind = "many"
    if kind == "none" and not doubt.options:
        kind = "nowhere"
    if kind == "list" and not doubt.options:
        kind = "no_list"
    return say.doubts[kind].format(doubt.said, listed(doubt.options, say, say.or_))


def outcome(plan: Plan, found: Sequence[Result], language: str) -> tuple[str, bool]:
    """What came of the plan, and whether all of it was done. Only what a result calls done is said to be."""
    say = speech(language)
    pairs = [(step, taken(step.call, found)) for step in plan.steps]
    if plan.look is not None:
        return looked(plan, pairs, language)
    done = [(step, result) for step, result in pairs if result and result.kind == "done"]
    text = [sentence(step, names, language) for step, names in grouped(done)]
    missed = [name for step, result in pairs if result and result.kind == "failed" for name in missing(step, result)]
    partly = [(step, result) for step, result in pairs if result and result.kind == "failed" and result.names]
    text += [sentence(step, list(result.names), language) for step, result in partly]
    if any(result and result.kind == "failed" for _, result in pairs):
        text.append(say.failed.format(listed(list(dict.fromkeys(missed)), say)) if missed else say.nothing)
    if any(result is None or result.kind == "silent" for _, result in pairs):
        text.append(say.silent)
    text += [heard(result, say) for _, result in pairs if result and result.kind == "told"]
    text += [stayed(name, value, language) for name, value in plan.stays]
    text += [beside(plan.doubt, say) if text else doubt_text(plan.doubt, say)] if plan.doubt else []
    said = " ".join(dict.fromkeys(text)) or say.doubts["leave"]  # where what it hangs on is not so
    return said, len(done) == len(pairs) and plan.doubt is None


def beside(doubt: Doubt, say: Speech) -> str:
    """What is asked back behind other words, where it must be said for which thing."""
    asked = doubt_text(doubt, say)
    return f"{doubt.said}: {asked}" if doubt.said and doubt.kind.startswith("how_") else asked


def heard(result: Result, say: Speech) -> str:
    """What a tool told, as far as it is words to speak: a list of states is none."""
    return say.unseen if suffix(result.tool) == LIVE else result.text or say.silent


def stayed(name: str, value: str, language: str) -> str:
    """That a thing could go no further."""
    say = speech(language)
    if not value:
        return say.is_.format(name, say.states.get("off", "off"))
    return say.already.format(name, worded(value, say, base(language)))


ACTIONS = {tool: action for action, tool in {**PLAYER, "turn_on": "HassTurnOn", "turn_off": "HassTurnOff"}.items()}


def summary(found: Sequence[Result], language: str) -> str:
    """What came of calls that a model chose, in the same words; "" where there were none."""
    if not found:
        return ""
    steps = [
        Step(
            ToolCall(each.tool, orjson.dumps(each.arguments).decode()),
            ACTIONS.get(suffix(each.tool), ""),
            said_in(each),
        )
        for each in found
    ]
    return outcome(Plan("act", tuple(steps)), found, language)[0]


def said_in(result: Result) -> str:
    return str(result.arguments.get("name") or result.arguments.get("area") or "")


def missing(step: Step, result: Result) -> Sequence[str]:
    return result.missed or ((step.said,) if step.said and not result.text else (result.text,) if result.text else ())


def grouped(done: Sequence[tuple[Step, Result]]) -> list[tuple[Step, list[str]]]:
    """Steps that did the same with other things are said together."""
    found: dict[tuple[str, str, str], tuple[Step, list[str]]] = {}
    for step, result in done:
        apart = step.call.arguments if step.action.endswith(("_timer", "_timers")) else ""
        same = found.setdefault((step.action, step.value, apart), (step, []))
        own = step.action.endswith("_item")  # the client names the list that it was put on
        for name in (not own and result.names) or ((step.said,) if step.said else ()):
            if name not in same[1]:
                same[1].append(name)
    return list(found.values())


def sentence(step: Step, names: Sequence[str], language: str) -> str:
    """One sentence for a step, or for several of the same kind."""
    say = speech(language)
    named = names if step.action not in OWN_WORDS else [step.said] if step.said else []
    what = listed(named, say) if len(named) <= MOST_NAMES else say.many.format(len(named))
    if step.action.endswith("_item"):
        whole = say.done if step.value else say.plain
        text = whole[step.action].format(listed(names, say), of_list(step.action, step.value, say))
        return text[:1].upper() + text[1:]
    shape = shape_of(step, bool(what), say)
    text = shape.format(what, value_of(step, language)).strip()
    return text[:1].upper() + text[1:]


def shape_of(step: Step, named: bool, say: Speech) -> str:
    if "conversation_command" in parsed(step.call.arguments):
        return say.plain["delayed"]
    louder = f"{step.action}_volume" if suffix(step.call.name) == "HassSetVolumeRelative" else ""
    shape = (say.done.get(louder) or say.done.get(step.action)) if named else None
    return shape or say.plain.get(step.action) or (say.finished_for if named else say.finished)


def value_of(step: Step, language: str) -> str:
    say = speech(language)
    long = lasting(parsed(step.call.arguments), say) if step.action.endswith("_timer") else ""
    return long or worded(step.value, say, base(language))


OWN_WORDS = frozenset((
    "start_timer", "cancel_timer", "pause_timer", "unpause_timer", "increase_timer", "decrease_timer", "play", "script",
    "remind_timer",
))  # fmt: skip


def looked(plan: Plan, pairs: Sequence[tuple[Step, Result | None]], language: str) -> tuple[str, bool]:
    """The answer to a question, from what the client told."""
    say = speech(language)
    result = pairs[0][1] if pairs else None
    if plan.look is None or result is None or result.kind in {"silent", "failed"}:
        return say.unseen, False
    if plan.look.form == "timers":
        return remaining(result, say), True
    if plan.look.form == "list":
        text = read_out(result, plan.look, plan.steps[0].said, say)
        return text or say.unseen, bool(text)
    text = told(plan.look, result.text, language)
    return text or say.unseen, bool(text)


def remaining(result: Result, say: Speech) -> str:
    """How long each timer still runs."""
    slots = (result.data or {}).get("speech_slots")
    timers = slots.get("timers") if isinstance(slots, Mapping) else None
    if not isinstance(timers, list):
        return result.text or say.unseen
    text = [running(each, say) for each in timers if isinstance(each, Mapping)]
    return " ".join(text) or say.timers["none"]


def running(timer: Mapping[str, Any], say: Speech) -> str:
    left = lasting({unit: timer.get(f"{unit}_left", 0) for unit in UNITS}, say) or say.timers["seconds"].format(0)
    name = str(timer.get("name") or "")
    text = say.timers["named" if name else "one"].format(*([name, left] if name else [left]))
    return text[:1].upper() + text[1:]
