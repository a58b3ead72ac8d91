"""Orders that hang on the answer to a question: "is the heater on? if so turn it off"."""

from collections.abc import Iterator, Sequence

from inference.home.aims import Doubt
from inference.home.line import Line, line, line_of
from inference.home.orders import CONDITION, condition, plan_of
from inference.home.plans import Case, Plan, Step
from inference.home.pointing import of_looked_at
from inference.home.wishes import Home, Wish
from inference.state import Query
from intents.followups import Turn
from intents.settling import HANGS

DECIDED = frozenset(("is", "all", "which"))  # forms of questions that a yes or no answers: "are any lights on"


def at_condition(query: Query, home: Home) -> tuple[str, str] | tuple[()]:
    """The question and what hangs on it, with its condition; () for any other sentence, or without a house."""
    found = HANGS.get(query.language, HANGS["en"]).search(query.question) if home else None
    if found is None:
        return ()
    question, rest = query.question[: found.start()], query.question[found.start() :].lstrip(" ,;?.")
    asked = plan_of(question, home.house, home.box, query.language)
    hangs = condition(line_of(rest, home.house, query.language))
    return (question.strip(), rest) if hangs and asked and asked.kind == "look" else ()


def hanging(text: str, before: Sequence[Turn], query: Query, home: Home) -> Wish | None:
    """The order with what it hangs on; None where it hangs on nothing. Without a question before it is asked back."""
    said = line_of(text, home.house, query.language) if home else None
    found = condition(said) if said else None
    if said is None or found is None:
        return None
    size, wanted = found
    last = plan_of(before[-1].text, home.house, home.box, query.language) if before else None
    look = last.look if last else None
    rest = line(behind(said, size), home.house, query.language)
    order = next(ordered(rest, before, query, home), None)
    if last is None or look is None or not look.sure or not look.state or look.form not in DECIDED or order is None:
        return Wish(text, Plan("ask", doubt=Doubt("later", CONDITION)))
    step = Step(last.steps[0].call, "look", case=Case(look, wanted, order.steps))
    return Wish(text, Plan("act", (step,), topic=order.topic, wary=order.wary))


def behind(said: Line, size: int) -> Sequence[str]:
    """The words behind the condition, without "then"."""
    while size < len(said.words) and said.words[size] in said.lexicon.adding | said.lexicon.group("closing"):
        size += 1
    return said.words[size:]


def ordered(rest: Line, before: Sequence[Turn], query: Query, home: Home) -> Iterator[Plan]:
    """The certain plans of an order: of its own words, or with what was asked about in the stead of "it"."""
    for words in (" ".join(rest.words), *of_looked_at(before, rest, (query, home))):
        plan = plan_of(words, home.house, home.box, query.language)
        if plan and plan.kind == "act" and not plan.waits and all(step.said for step in plan.steps):
            yield plan
