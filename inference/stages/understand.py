"""What is wanted: the sentence in parts, each with its intent and slots."""

from dataclasses import replace

from inference.messages import earlier_user_questions
from inference.snapshot import Snapshot
from inference.state import Part, Query, Run, Span
from intents.classifier import Match
from intents.followups import Understood, resolve
from intents.models import Intent

GUEST_REFUSAL = "That is not available to guests."


async def understand(query: Query, run: Run) -> Query:
    """Splits the question (or expands a chain) and understands each part, in the light of the earlier questions."""
    with run.span("understand") as span:
        snapshot = run.snapshot
        texts = expanded(query.question, snapshot)
        span.detail["parts"] = list(texts)
        earlier = earlier_user_questions(query.messages)
        parts: list[Part] = []
        for text in texts:
            before = [*earlier, *(part.text for part in parts)]
            understood = resolve(text, before, snapshot.classifier, snapshot.names, query.now, query.assistant.home())
            part = placed(part_of(understood, snapshot), parts, snapshot)
            part = guarded(part, query)
            parts.append(part)
            explain(span, part, understood.match)
    return replace(query, parts=tuple(parts))


def expanded(question: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The questions that a chain's trigger stands for, or the parts of the sentence."""
    return snapshot.chains.expand(question) or snapshot.splitter.split(question) or (question,)


def part_of(understood: Understood, snapshot: Snapshot) -> Part:
    intent = snapshot.intents.get(understood.match.intent, snapshot.fallback)
    return Part(understood.text, intent, understood.match, understood.slots)


def placed(part: Part, before: list[Part], snapshot: Snapshot) -> Part:
    """In one sentence a place holds on: "the weather in Boston tomorrow and do I need an umbrella on Friday"."""
    last = before[-1] if before else None
    if last is None or last.slots.spot is None or part.slots.spot or part.intent is None or last.intent is None:
        return part
    if not snapshot.classifier.related(last.intent.name, part.intent.name):
        return part
    return replace(part, slots=replace(part.slots, spot=last.slots.spot, carried=(*part.slots.carried, "place")))


def guarded(part: Part, query: Query) -> Part:
    """Guest mode is decided here, before anything is fetched or done."""
    if query.mode == "guest" and (part.intent is None or not part.intent.guests):
        return replace(part, problem=GUEST_REFUSAL, problem_kind="guest")
    return part


def explain(span: Span, part: Part, match: Match) -> None:
    """Keeps every tier's scores and the alternatives not taken."""
    decided: Intent | None = part.intent
    entries = span.detail.setdefault("decisions", [])
    assert isinstance(entries, list)
    entries.append(
        {
            "text": part.text,
            "intent": decided.name if decided else "",
            "tier": match.tier or "none of these",
            "score": match.score,
            "sure": match.sure,
            "why": match.reason,
            "runner-up": match.runner_up,
            "margin": match.margin,
            "scores": [
                {"intent": s.intent, "score": s.score, "tier": s.tier, "why": s.reason} for s in match.scores[:8]
            ],
            "place": part.slots.spot.name if part.slots.spot else "",
            "days": f"{part.slots.days.first} to {part.slots.days.last}" if part.slots.days else "",
            "slots": dict(part.slots.values),
            "carried over": list(part.slots.carried),
        }
    )
