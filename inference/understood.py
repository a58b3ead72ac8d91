"""What was understood of a question that leans on nothing before it, for who asks just that again."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from athena_project.values import replace
from inference.models import Assistant
from inference.plain import settled
from inference.state import Part, Query, Run, Span
from intents.models import Chain

LONGEST = 200  # characters of a question that is remembered: what is said, not what is written
SAID = frozenset({"system", "developer"})  # roles that are no turns of a conversation


@dataclass(frozen=True, slots=True)
class Understood:
    """The parts of a question, with what the trace tells of them and the rows that decided them."""

    assistant: Assistant
    parts: tuple[Part, ...]
    chain: Chain | None
    detail: Mapping[str, object]
    used: frozenset[str]
    again: bool = False  # whether it was asked for since: then the lists of the detail are plain already


def recall(query: Query, run: Run, span: Span) -> Understood | None:
    """What was understood of the same words before, told to the trace as it was then."""
    if not alone(query):
        return None
    memory, key = run.snapshot.understood, key_of(query, at_any_time=True)
    found: Understood | None = memory.find(key)
    if found is None:
        key = key_of(query)
        found = memory.find(key)
    if found is None or found.assistant is not query.assistant:
        return None
    if not found.again:  # most things are asked once; what is asked again may be asked often
        found = replace(found, detail=all_settled(found.detail), again=True)
        memory.keep(key, found)
    span.detail.update(found.detail)
    run.used.update(found.used)
    return found


def remember(query: Query, run: Run, span: Span, parts: tuple[Part, ...], chain: Chain | None) -> None:
    if alone(query):
        found = Understood(query.assistant, parts, chain, dict(span.detail), frozenset(run.used))
        timeless = all(part.slots.days is None for part in parts)
        run.snapshot.understood.keep(key_of(query, timeless), found)


def all_settled(detail: Mapping[str, object]) -> dict[str, object]:
    return {name: settled(each) if isinstance(each, list) else each for name, each in detail.items()}


def alone(query: Query) -> bool:
    """Whether nothing but its own words decides how a question is understood: no turn before it, no house, no model."""
    return (
        len(query.question) <= LONGEST
        and not query.tools
        and not query.trimmed
        and query.assistant.understanding_llm is None
        and [message.get("role") for message in query.messages if message.get("role") not in SAID] == ["user"]
    )


def key_of(query: Query, at_any_time: bool = False) -> Hashable:
    """What it was made of: days are reckoned from the day, and times ("in two hours") to the minute."""
    now = query.now
    moment = (now.date(), None if at_any_time else (now.hour, now.minute))
    return query.question, query.language, query.mode, query.assistant.pk, str(now.tzinfo), moment
