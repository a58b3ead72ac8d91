"""A model's words and calls for one part of a question, as drafts; its calls are held to what was said."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from athena_project.metrics import TOKENS, labelled
from athena_project.values import replace
from inference.backends import BackendError, Done, Prompt, Text, ToolCall
from inference.earlier import earlier
from inference.history import alone
from inference.home.context import house_of
from inference.home.guard import NOTHING_CALLED, Guard, claims
from inference.home.ranking import matter, offered, shown
from inference.home.results import tool_texts
from inference.home.wishes import guest_tools, home_of
from inference.leads import followed
from inference.measure import LIMIT, MOST, Measure
from inference.models import LLM
from inference.prompts import Brief, build, secret
from inference.reply import function
from inference.state import TEXT, Part, Query, Run, Span
from intents.manner import apart
from intents.slots import Slots
from ragdomains.types import Evidence, Passage
from validation.orders import commands, tempts
from validation.types import Draft

UNCHECKED = "I had an answer, but it did not hold up when I checked it, so I will not say it."

Drafts = AsyncGenerator[Draft | ToolCall | Done, None]


@dataclass(frozen=True, slots=True)
class Way:
    """How a part is tried: first, again (with the objections told to the model), instead (without a model), excuse."""

    name: str = "first"
    objections: tuple[str, ...] = ()
    why: str = ""


async def by_model(part: Part, query: Query, run: Run, way: Way, llms: Sequence[LLM] | None = None) -> Drafts:
    """Asks the models in order; what comes is cut into sentences as it comes. Leads that led astray are left out."""
    part = followed(part) if way.name == "first" else part
    measure = measure_of(query)
    chosen = query.assistant.choice(run.snapshot.llms) if llms is None else llms
    secrets = {llm.pk: run.snapshot.secret(llm.credential) for llm in chosen}
    with run.span("generate:model") as span:
        prompt = prompt_of(part, query, way)
        whole = draft_of("", part, query, "llm", secret(prompt))
        span.detail["way"] = way.name
        span.detail.update({"earlier messages left out": prompt.left_out} if prompt.left_out else {})
        async with aclosing(run.models.generate(chosen, prompt, secrets, span.detail, measure.anew)) as pieces:
            async for piece in pieces:
                if not isinstance(piece, Text):
                    counted(piece, span)
                    yield piece
                    continue
                for sentence in measure.heard(piece.text):
                    yield replace(whole, sentence=sentence)
                if measure.over:
                    span.detail["cut after sentences"] = measure.said
                    return
        for sentence in measure.rest():
            yield replace(whole, sentence=sentence)


def measure_of(query: Query) -> Measure:
    """How much of a model's words is said; JSON is whole or nothing, and so is what comes beside calls of tools."""
    assistant = query.assistant
    if query.schema is not None or (query.tools and query.tool_choice != "none"):
        return Measure(whole=query.schema is not None)
    most = MOST.get(assistant.answer_length, LIMIT) if assistant.spoken else LIMIT
    return Measure(most, questions=assistant.follow_ups)


async def by_guarded_model(part: Part, query: Query, run: Run, way: Way) -> Drafts:
    """A model that may call tools: its calls are held to what was said, and without one it may claim nothing."""
    guard = guard_of(part, query)
    held: list[Draft] = []
    called = spoken = False
    async with aclosing(by_model(part, query, run, way)) as pieces:
        async for piece in pieces:
            if isinstance(piece, Draft) and (held or must_wait(piece, part)):
                held.append(piece)
                continue
            if isinstance(piece, ToolCall):
                call = guard.let_through(piece)
                called = called or call is not None
                if call is None:
                    continue
                piece = call
            spoken = spoken or isinstance(piece, Draft)
            yield piece
    if not called and (held or not spoken):
        async for draft in settled(held, guard, (part, query, run, Way("said") if spoken else way)):
            yield draft


def guard_of(part: Part, query: Query) -> Guard:
    return Guard(part.text, house_of(query.messages), query.tools, query.language, query.mode == "guest")


def by_held_model(part: Part, query: Query, run: Run, way: Way) -> Drafts:
    """A model without those calls that a client's house must not get: what a tool told may give orders too."""
    pieces = by_model(part, query, run, way)
    return without_harm(pieces, part, query) if query.tools and home_of(query) else pieces


async def without_harm(pieces: Drafts, part: Part, query: Query) -> Drafts:
    guard = guard_of(part, query)
    async with aclosing(pieces):
        async for piece in pieces:
            kept = guard.let_through(piece) if isinstance(piece, ToolCall) else piece
            if kept is not None:
                yield kept


def must_wait(draft: Draft, part: Part) -> bool:
    """Whether a sentence must not leave before it is known if a call comes: beside one it says too much too soon."""
    return part.mode == "act" or claims(draft.sentence, draft.language, ordered=False)


async def settled(held: Sequence[Draft], guard: Guard, asked: tuple[Part, Query, Run, Way]) -> Drafts:
    """The words of a model that called nothing; if they claim a deed, or calls were refused, it is asked once more."""
    part, query, run, way = asked
    if any(claims(each.sentence, query.language, part.mode == "act") for each in held):
        guard.refused.append(NOTHING_CALLED)
    if not guard.refused:
        for draft in held:
            yield draft
    elif way.name == "first":
        async with aclosing(by_guarded_model(part, query, run, Way("again", guard.objections()))) as pieces:
            async for piece in pieces:
                yield piece
    elif way.name != "said":  # what was said before the claim stays said, and the claim is left out
        raise BackendError(UNCHECKED, "refused")


def counted(done: ToolCall | Done, span: Span) -> None:
    if not isinstance(done, Done):
        return
    labelled(TOKENS, "in").inc(done.tokens_in)
    labelled(TOKENS, "out").inc(done.tokens_out)
    span.detail.update({"tokens in": done.tokens_in, "tokens out": done.tokens_out, "ended by": done.reason})
    span.detail.update(done.detail)


def prompt_of(part: Part, query: Query, way: Way) -> Prompt:
    place = query.assistant.place
    house = house_of(query.messages)
    earlier = query.messages if query.assistant.follow_ups else alone(query.messages)
    brief = Brief(
        persona=query.assistant.persona,
        spoken=query.assistant.spoken,
        length=query.assistant.answer_length,
        asks=query.assistant.follow_ups,
        unseen=query.unseen,
        language=query.language,
        now=query.now,
        place=place.name if place else "",
        messages=shown(earlier, part.text, house, query.language),
        question=part.text,
        wish=wish(part, query),
        evidence=(part.evidence,) if part.evidence and part.mode != TEXT else (),  # a text stands in the question
        tools=tools_for(part, query),
        tool_choice=query.tool_choice,
        schema=query.schema,
        max_tokens=query.max_tokens,
        temperature=query.temperature,
        sampling=sampling(query),
        seconds=max(query.seconds_left(), 0.1),
    )
    prompt = build(brief)
    if not way.objections:
        return prompt
    told = "Your last answer was refused: " + " ".join(way.objections) + " Answer again, only from the data."
    return replace(prompt, messages=(*prompt.messages, {"role": "user", "content": told}))


def sampling(query: Query) -> Mapping[str, Any]:
    """How the words are drawn, and where the server may stop: not in JSON, of which the whole is needed."""
    stops = bool(query.stop) and query.schema is None and not query.tools
    return {**query.sampling, "stop": list(query.stop)} if stops else query.sampling


def wish(part: Part, query: Query) -> str:
    """How the whole question wants its answer said; a text that is worked on whole holds it still."""
    return "" if part.mode == TEXT and part.text == query.question else apart(query.question)[1]


def tools_for(part: Part, query: Query) -> tuple[Mapping[str, Any], ...]:
    """What a model may call: nothing under the choice "none", nothing of a house for a guest, else what may help."""
    if query.tool_choice == "none" or (part.mode == TEXT and not query.must_call):
        return ()
    if part.evidence and commands((part.evidence,)):
        return ()  # a text that gives orders must not choose what is switched
    tools = guest_tools(query.tools) if query.mode == "guest" else query.tools
    if part.evidence and isinstance(query.tool_choice, str):
        tools = tuple(
            tool for tool in tools if not tempts(str(function(tool).get("name", "")), part.text, (part.evidence,))
        )
    if not isinstance(query.tool_choice, str):
        return tools  # the client has chosen
    return offered(tools, part.text, matter(part.text, house_of(query.messages), query.language))


def draft_of(sentence: str, part: Part, query: Query, mode: str, told: str = "") -> Draft:
    """`told` is what a model was told of itself."""
    intent = part.intent
    return Draft(
        sentence=sentence,
        question=part.text,
        mode=mode,
        intent=intent.name if intent else "",
        domain=part.domain.name if part.domain and part.evidence else "",
        evidence=grounds_of(part, query),
        results=tuple(tool_texts(query.messages)),
        before=part.answer,
        prompt=told,
        language=query.language,
        spoken=query.assistant.spoken and query.schema is None and part.mode != TEXT,  # a text is answered in writing
        structured=query.schema is not None,
        turns=earlier(query.messages),
        slots=named(part.slots),
        assistant=query.assistant.name,
    )


def named(slots: Slots) -> dict[str, str]:
    """What the question names, as a check asks for it: its place, its days in its own words, and the rest by name."""
    found = dict(slots.values)
    if slots.spot:
        found["place"] = slots.spot.name
    if slots.days and slots.days.said:
        found["day"] = slots.days.said
    return found


def grounds_of(part: Part, query: Query) -> tuple[Evidence, ...]:
    """What a sentence may rest on: what was looked up, and what the client's tools answered."""
    told = tuple(Passage(text, "") for text in tool_texts(query.messages) if text.strip())
    found = (part.evidence,) if part.evidence else ()
    return (*found, Evidence(passages=told)) if told else found
