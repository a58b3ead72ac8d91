"""Whether a shadow's answer is the same as the one that was spoken, another, or a worse one."""

from inference import verdicts
from inference.state import Outcome, Query
from inference.verdicts import CHANGED, SAME, WORSE

RANKS = (Outcome.ANSWERED, Outcome.PARTLY, Outcome.REFUSED, Outcome.FAILED)


def judged(spoken: Query, shadow: Query) -> tuple[str, str]:
    """The verdict, and why it is not the same."""
    said, why = verdicts.verdict(spoken.parts, shadow.parts)
    if rank(shadow) > rank(spoken):
        return WORSE, why or f"It was {spoken.outcome.value}, now it is {shadow.outcome.value}."
    if said == WORSE:
        return WORSE, why
    if said == CHANGED:
        return CHANGED, "It is understood otherwise."
    if calls(spoken) != calls(shadow):
        return CHANGED, "The client is told to do something else."
    return (SAME, "") if spoken.answer == shadow.answer else (CHANGED, "The answer reads otherwise.")


def rank(query: Query) -> int:
    return RANKS.index(query.outcome) if query.outcome in RANKS else len(RANKS)


def calls(query: Query) -> list[tuple[str, object]]:
    """What the client's tools are to do, without the names that the calls are given anew each time."""
    return [(call.name, call.arguments) for call in query.tool_calls]
