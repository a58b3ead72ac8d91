"""How far a plan has come: what its looks saw makes further calls; what is known then is said."""

from collections.abc import Sequence
from dataclasses import replace

from inference.backends import ToolCall
from inference.home.aims import Doubt
from inference.home.changes import Moved, moved
from inference.home.entities import Entity
from inference.home.guard import MOST
from inference.home.plans import Case, Change, Plan, Step
from inference.home.readings import Reading, readings
from inference.home.results import Result, after_tools, results, taken
from inference.home.states import answered
from inference.home.steps import said_value, setting_steps
from inference.home.wishes import Home, home_of
from inference.state import Part, Query


def due_calls(part: Part, query: Query) -> tuple[ToolCall, ...]:
    """The calls that a part makes now; none once the client wants no more of them."""
    if part.plan is None or part.problem or (after_tools(query.messages) and query.tool_choice == "none"):
        return ()
    found = results(query.messages) if after_tools(query.messages) else ()
    steps = pending if query.one_call else due
    return tuple(step.call for step in steps(part.plan, found, home_of(query)))


def due(plan: Plan, found: Sequence[Result], home: Home) -> tuple[Step, ...]:
    """The steps to be taken now: all of a new plan; once the looks are answered, what they make, if none was taken."""
    if not found:
        return once(plan.steps)
    if not plan.waits:
        return ()
    before = {step.call for step in plan.steps}
    further = [step for step in followed(plan, found, home).steps if step.call not in before]
    return () if any(taken(step.call, found) for step in further) else once(further)


def pending(plan: Plan, found: Sequence[Result], home: Home) -> tuple[Step, ...]:
    """The one step whose turn it is, where a client takes one call at a time: the looks before what they make."""
    if len(found) >= MOST:
        return ()
    left = unmade(plan.steps, found)
    if not left and plan.waits:
        left = unmade(followed(plan, found, home).steps, found)
    return tuple(left[:1])


def unmade(steps: Sequence[Step], found: Sequence[Result]) -> list[Step]:
    """The steps whose very call has not been made yet."""
    return [step for step in steps if not any(each.answers(step.call) for each in found)]


def once(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The same look serves several."""
    return tuple({step.call: step for step in steps}.values())


def followed(plan: Plan, found: Sequence[Result], home: Home) -> Plan:
    """The plan with what its looks made known: calls that set, things that stay as they are, or a question back."""
    if not plan.waits:
        return plan
    steps: list[Step] = []
    stays: list[tuple[str, str]] = []
    doubt: Doubt | None = None
    for step in plan.steps:
        if step.change is None:
            steps += [step] if step.case is None else fulfilled(step.case, taken(step.call, found))
            continue
        ends = moved(step.change, seen(step, found))
        made = settled(step.change, ends or (), home)
        if ends is None or made is None or (made and not callable_now(made, found, home)):
            doubt = doubt or step.change.doubt
            continue
        steps += made
        stays += [(each.entity.name, at(each, step.change)) for each in ends if each.stays]
    return replace(plan, steps=tuple(steps), stays=tuple(stays), doubt=doubt)


def fulfilled(case: Case, result: Result | None) -> tuple[Step, ...]:
    """The steps of a case, if what was seen is as it supposes; none where nothing was seen."""
    held = answered(case.look, result.text) if result and result.kind == "told" else None
    return case.steps if held is case.wanted else ()


def callable_now(made: Sequence[Step], found: Sequence[Result], home: Home) -> bool:
    """Whether a call can be made, or was: under the choice "none" a client takes no more."""
    return home.may_call or any(taken(step.call, found) for step in made)


def settled(change: Change, ends: Sequence[Moved], home: Home) -> list[Step] | None:
    values = [(own(each.entity, home), each.number) for each in ends if not each.stays]
    return setting_steps(values, change.quality, home.house, home.box)


def own(entity: Entity, home: Home) -> Entity:
    """The thing as the prompt tells it, where that tells one of this name."""
    bearers = home.house.register.bearers(entity.name)
    return bearers[0] if len(bearers) == 1 else entity


def at(end: Moved, change: Change) -> str:
    return said_value(end.number, change.quality) if end.number or change.quality == "position" else ""


def seen(step: Step, found: Sequence[Result]) -> tuple[Reading, ...]:
    result = taken(step.call, found)
    return readings(result.text) if result and result.kind == "told" else ()
