"""What is wanted: the sentence in parts, each with its intent and slots."""

from collections.abc import Sequence

from athena_project.row_use import label
from athena_project.values import replace
from inference.arbiter import decided
from inference.attached import UNSEEN, about_unseen
from inference.conversation import turns
from inference.home.cases import at_condition, hanging
from inference.home.leaning import moved, of_timer, opened, there
from inference.home.plans import Plan, described
from inference.home.pointing import pointed
from inference.home.wholes import whole
from inference.home.wishes import (
    GUEST_REFUSAL,
    Home,
    Wish,
    certain,
    furthered,
    home_of,
    is_more,
    planned,
    replied,
    topic_of,
    wished,
)
from inference.long_texts import shaped, text_in, works_on_text
from inference.several import one_each
from inference.snapshot import Snapshot
from inference.state import NOT_MINE, Part, Query, Run, Span
from inference.understood import recall, remember
from intents import comparing, repairs
from intents.classifier import Match
from intents.followups import BACK, Turn, Understood, resolve
from intents.going_on import goes_on, says_yes_or_no
from intents.manner import apart
from intents.models import Chain
from intents.slots import Slots
from intents.unfolding import comparison

MANNER = "to be said"  # what the trace calls it


async def understand(query: Query, run: Run) -> Query:
    """Splits the question (or expands a chain) and understands each part; a text to work on stays whole."""
    with run.span("understand") as span:
        span.detail.update(query.trimmed)
        if written := text_in(query, run):
            span.detail["parts"] = [written.text]
            explain(span, written)
            return replace(shaped(query), parts=(guarded(written, query),))
        if about_unseen(query):
            return replace(query, parts=(unseen(query, span),))
        if found := recall(query, run, span):
            parts, chain = found.parts, found.chain
        else:
            chain = None if query.must_call else run.snapshot.chains.find(query.question)
            parts = await spoken(query, run, span, chain)
            remember(query, run, span, parts, chain)
    return replace(query, parts=parts, stops=chain is not None and stopping(chain, query))


def unseen(query: Query, span: Span) -> Part:
    """What is asked about a picture asks no domain, whatever its words are like."""
    part = guarded(Part(query.question, None, Match("", 0.0, "", reason="what came with it cannot be seen")), query)
    part = part if part.problem else replace(part, problem=UNSEEN, problem_kind="unseen")
    explain(span, part)
    return part


async def spoken(query: Query, run: Run, span: Span, chain: Chain | None) -> tuple[Part, ...]:
    """The parts of what was said, each in the light of what was said before it."""
    home = home_of(query)
    if home:
        span.detail["house"] = home.described()
    before, asked = said_before(query, run.snapshot, span)
    said = compared(query, before, run.snapshot)
    if manner := apart(said)[1]:
        span.detail[MANNER] = manner
    texts = divided(said, query, run.snapshot, home)
    span.detail["parts"] = list(texts)
    if chain is not None:
        run.used.add(label(chain))
        span.detail["chain"] = label(chain)
    elif len(texts) > 1:
        run.used.update(label(rule) for rule in run.snapshot.splitter(query.language).rules)
    parts: list[Part] = []
    for number, text in enumerate(texts):
        text = there(opened(text, query, home), [*before, *(Turn(part.text) for part in parts)], query, home)
        turn = Turn(text, "" if number else asked)
        leant = of_timer(text, before, query, home) if before and not parts else None
        if plan := leant.plan if leant else certain(text, query, home):
            part = sure(leant.text if leant else text, plan, query, run)
        else:
            part = await gathered(turn, [*before, *(Turn(part.text) for part in parts)], parts, (query, run, home))
        for each in one_each(part):
            parts.append(each)
            explain(span, each)
    return tuple(parts)


def sure(text: str, plan: Plan, query: Query, run: Run) -> Part:
    """A part whose every word is known to the house: no tier need be asked."""
    intent = run.snapshot.intents.get(topic_of(plan))
    match = Match(topic_of(plan), 1.0, "house", sure=True, reason="every word is known to the house", confidence=1.0)
    run.used.update({label(intent)} if intent else ())
    return planned(guarded(Part(text, intent, match), query), Wish(text, plan), query, run.snapshot)


async def gathered(turn: Turn, before: Sequence[Turn], parts: list[Part], asked: tuple[Query, Run, Home]) -> Part:
    """A part as the tiers understand it, in the light of what was said before, with what it wants of the house."""
    query, run, home = asked
    reply = replied(turn, before[-1].text, query, home) if turn.asked and before else None
    reply = reply or more(turn, before, asked)
    if reply and reply.plan:
        return sure(reply.text, reply.plan, query, run)
    understood = in_talk(turn, before, query, run.snapshot)
    wish = wished(turn.text, understood.text, query, home)
    if not wish.certain:
        match = await decided(understood.match, understood.text, query, run)
        understood = understood._replace(match=match)
    part = guarded(placed(part_of(understood, run.snapshot), parts, run.snapshot), query)
    part = replace(part, by_client=left_to_client(part, query))
    run.used.update(rows_behind(understood, part, run.snapshot))
    return planned(part, wish, query, run.snapshot)


def more(turn: Turn, before: Sequence[Turn], asked: tuple[Query, Run, Home]) -> Wish | None:
    """ "A bit more", "pause it", "the landing" after an order, which may itself lean on an earlier one."""
    query, run, home = asked
    if leant := of_timer(turn.text, before, query, home) or moved(turn.text, before, query, home):
        return leant
    if hangs := hanging(turn.text, before, query, home):
        return hangs
    if found := pointed(turn.text, before, query, home):
        return found
    for number in range(len(before) - 1, -1, -1):
        order = read(before[number], before[:number], query, run.snapshot).text
        if found := furthered(turn.text, order, query, home):
            return found
        if not is_more(before[number].text, query.language):
            return None
    return None


def stopping(chain: Chain, query: Query) -> bool:
    """Whether what fails ends the chain. Once the client brings its tools' results, all of it has been done or left."""
    return chain.on_failure == "stop" and query.messages[-1].get("role") not in {"tool", "function"}


def said_before(query: Query, snapshot: Snapshot, span: Span) -> tuple[list[Turn], str]:
    """The user's earlier turns, the last one in its parts; and the assistant's question that is open now."""
    said = turns(query.messages)
    now = said.pop() if said and said[-1].text == query.question.strip() else None
    asked = now.asked if now else ""
    if asked:
        span.detail["open question"] = asked
    if not query.assistant.follow_ups:
        return [], ""
    if not said:
        return [], asked
    first, *more = expanded(said[-1].text, snapshot, query.language)
    return [*said[-BACK:-1], Turn(first, said[-1].asked), *(Turn(text) for text in more)], asked


def compared(query: Query, before: Sequence[Turn], snapshot: Snapshot) -> str:
    """The question, where it compares places with those of earlier ones: "which one's sunnier", "is that warmer than
    Athens"."""
    missing = comparing.leans(query.question) if before else 0
    if not missing:
        return query.question
    slots = [read(before[at], before[:at], query, snapshot).slots for at in range(len(before))]
    named = list(dict.fromkeys(each.spot.name for each in slots if each.spot))[-missing:]
    if len(named) < missing:
        return query.question
    day = next((each.days.said for each in reversed(slots) if each.spot and each.days), "")
    whole_one = comparing.completed(query.question, named, day)
    return whole_one if comparing.of_clocks(query.question) or comparison(whole_one) else query.question


def read(turn: Turn, before: Sequence[Turn], query: Query, snapshot: Snapshot) -> Understood:
    return resolve(
        turn.text,
        before,
        snapshot.classifier,
        snapshot.names,
        query.now,
        query.assistant.home(),
        asked=turn.asked,
        language=query.language,
        categories=snapshot.topics,
        asides=snapshot.asides,
    )


def in_talk(turn: Turn, before: Sequence[Turn], query: Query, snapshot: Snapshot) -> Understood:
    """The question as it is read in the light of the talk before it."""
    understood = read(turn, before, query, snapshot)
    if not before:
        return understood
    more = goes_on(turn.text, query.language)
    told = last_told(before, query, snapshot) if more or says_yes_or_no(turn, query.language) else None
    if told is None:
        return understood
    own = part_of(understood, snapshot).intent
    if not more and own is not None and own.mode != "decline" and not own.open:
        return understood  # the order or the question that the assistant offered
    return Understood(turn.text, replace(told.match, reason=f"goes on with: {told.text}"), Slots())


def last_told(before: Sequence[Turn], query: Query, snapshot: Snapshot) -> Understood | None:
    """The last question, where a model answers it from what it knows: it can go on, as it hears the talk before."""
    asked = [at for at, turn in enumerate(before) if not goes_on(turn.text, query.language)]
    if not asked:
        return None
    found = read(before[asked[-1]], before[: asked[-1]], query, snapshot)
    teller = part_of(found, snapshot).intent
    return found if teller is None or teller.open else None


def divided(said: str, query: Query, snapshot: Snapshot, home: Home) -> Sequence[str]:
    """The parts of what was said. What must become calls of a program's own tools is its model's to divide."""
    if query.must_call and not home:
        return (said,)
    texts = expanded(said, snapshot, query.language)
    if home and len(texts) == 1 and texts[0] != said and certain(said, query, home):
        texts = (said,)  # what is put right in it, the house's own names tell best
    if len(texts) > 1 and works_on_text(said, query, snapshot):
        return (said,)
    return at_condition(query, home) or whole(texts, query, home)


def expanded(question: str, snapshot: Snapshot, language: str) -> tuple[str, ...]:
    """The questions that a chain's trigger stands for, or the parts of the sentence, without how it is to be said."""
    asked = apart(question)[0]
    return (
        snapshot.chains.expand(question)
        or repairs.parts(asked, snapshot.splitter(language).split, language)
        or (asked,)
    )


def part_of(understood: Understood, snapshot: Snapshot) -> Part:
    """What fits no intent, or only one that teaches what is none of these, is for the fallback."""
    intent = snapshot.intents.get(understood.match.intent)
    if intent is None or intent.mode == "none":
        intent = snapshot.fallback
    return Part(understood.text, intent, understood.match, understood.slots)


def left_to_client(part: Part, query: Query) -> bool:
    """Whether it is about the devices of the house, and the client brought tools of its own for them."""
    return bool(query.tools) and query.tool_choice != "none" and part.intent is not None and part.intent.of_devices


def rows_behind(understood: Understood, part: Part, snapshot: Snapshot) -> set[str]:
    """The rows that decided a part: its patterns, its intent, and the house's own names in it."""
    rows = {label(entity) for entity in snapshot.names.behind(part.slots.values)} | {*understood.match.rows}
    return rows | {label(part.intent)} if part.intent else rows


def placed(part: Part, before: list[Part], snapshot: Snapshot) -> Part:
    """In one sentence a place holds on: "the weather in Boston tomorrow and do I need an umbrella on Friday"."""
    last = before[-1] if before else None
    if last is None or last.slots.spot is None or part.slots.spot or part.intent is None or last.intent is None:
        return part
    if not snapshot.classifier.related(last.intent.name, part.intent.name):
        return part
    return replace(part, slots=replace(part.slots, spot=last.slots.spot, carried=(*part.slots.carried, "place")))


def guarded(part: Part, query: Query) -> Part:
    """What guests may and what the assistant is for is decided here, before anything is fetched or done."""
    if query.mode == "guest" and (part.intent is None or not part.intent.guests):
        return replace(part, problem=GUEST_REFUSAL, problem_kind="guest")
    if not query.assistant.may_use(part.intent.name if part.intent else ""):
        return replace(part, problem=NOT_MINE, problem_kind="declined")
    return part


def explain(span: Span, part: Part) -> None:
    """Keeps every tier's scores and the alternatives not taken."""
    match = part.match
    assert match is not None
    entries = span.detail.setdefault("decisions", [])
    assert isinstance(entries, list)
    entries.append(
        {
            "text": part.text,
            "intent": part.intent.name if part.intent else "",
            **weighed(match),
            **filled(part.slots),
            "mode": part.mode,
            "problem": part.problem,
            "rows": list(match.rows),
            "house": described(part.plan) if part.plan else {},
        }
    )


def weighed(match: Match) -> dict[str, object]:
    """What the tiers said, and how sure they were."""
    scores = [{"intent": s.intent, "score": s.score, "tier": s.tier, "why": s.reason} for s in match.scores[:8]]
    return {
        "understood": match.intent,
        "tier": match.tier or "none of these",
        "score": match.score,
        "sure": match.sure,
        "confidence": match.confidence,
        "why": match.reason,
        "runner-up": match.runner_up,
        "margin": match.margin,
        "scores": scores,
    }


def filled(slots: Slots) -> dict[str, object]:
    """What was named in it, and what it took over."""
    return {
        "place": slots.spot.name if slots.spot else "",
        "days": f"{slots.days.first} to {slots.days.last}" if slots.days else "",
        "slots": dict(slots.values),
        "all of a kind": {name: list(values) for name, values in slots.many.items()},
        "other meanings": {name: list(values) for name, values in slots.choices.items()},
        "carried over": list(slots.carried),
    }
