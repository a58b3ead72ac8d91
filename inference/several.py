"""A question that names several things of a kind: one part for each, where its domain answers one at a time."""

from dataclasses import replace

from athena_project.plugins import UnknownKind
from inference.state import Part
from intents.slots import only
from ragdomains.models import Domain

MOST = 6  # things that are told of in one answer


def one_each(part: Part) -> tuple[Part, ...]:
    """ "How are Apple and Tesla doing" as two parts; any other part as it is."""
    domain = part.intent.domain if part.intent else None
    if domain is None or part.problem or part.mode not in {"facts", "llm"}:
        return (part,)
    kind = told_singly(domain, part.text)
    values = part.slots.many.get(kind, ())[:MOST]
    return tuple(replace(part, slots=only(part.slots, kind, value)) for value in values) or (part,)


def told_singly(domain: Domain, text: str) -> str:
    """The slot of which the domain's kind answers one value at a time; "" where there is none, or no such kind."""
    try:
        each = domain.plugins[domain.kind].extra.get("each", "")
    except UnknownKind:
        return ""
    return str(each(text) if callable(each) else each)
