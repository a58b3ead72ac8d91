"""What is said: each part becomes drafts, one sentence at a time, by the intent's answer mode."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from athena_project.metrics import TOKENS
from inference.backends import BackendError, Done, Prompt, Text, ToolCall
from inference.fixed_replies import in_language
from inference.history import alone
from inference.measure import MOST, Measure
from inference.models import LLM
from inference.prompts import Brief, build
from inference.speech import Sentences
from inference.state import Part, Query, Run, Span
from inference.tool_results import report
from intents.models import Intent
from ragdomains.models import Domain
from ragdomains.sentences import say
from ragdomains.types import Evidence
from validation.types import Draft

NO_MODEL = "I have no answer to that: no language model is set up, and your documents say nothing about it."
NO_ANSWER = "I have no answer to that."
UNHEARD = "I did not catch that. Please say it again."
UNCHECKED = "I had an answer, but it did not hold up when I checked it, so I will not say it."
QUOTING = "extractive"
KEPT_BACK = {"guest", "declined"}  # problems that no model may go round

Drafts = AsyncGenerator[Draft | ToolCall | Done, None]


@dataclass(frozen=True, slots=True)
class Way:
    """How a part is tried: at first, once more with the objections told to the model, or without a model."""

    name: str = "first"
    objections: tuple[str, ...] = ()
    why: str = ""


async def drafts(query: Query, number: int, run: Run, way: Way) -> Drafts:
    """The part's sentences and tool calls, and a model's Done; raises BackendError where one was needed and failed."""
    part = query.parts[number]
    if way.name == "instead":
        source = instead(part, query, run, way)
    elif from_model(part, query):
        source = by_model(part, query, run, way)
    else:
        source = said(plain_text(part, query, run), part, query)
    async with aclosing(source) as pieces:
        async for piece in pieces:
            yield piece


def from_model(part: Part, query: Query) -> bool:
    """A model answers the mode llm, what a client's tools are offered for, and what follows a tool's result."""
    if query.messages and query.messages[-1].get("role") in {"tool", "function"}:
        return True
    if part.problem_kind in KEPT_BACK or part.problem.endswith("?"):
        return False  # refused, or asked back
    if part.intent is None or part.intent.open:
        return True  # what the house's documents lack, a model may know
    # a question that its domain is not set up for may still be one for a tool of the client
    if part.mode == "act" or (part.intent.mode == "act" and part.problem_kind == "setup"):
        return bool(query.tools) and query.tool_choice != "none"
    return part.intent.mode == "llm" and not part.problem


def plain_text(part: Part, query: Query, run: Run) -> str:
    """What is said without a model: the problem, the domain's own sentence, or the intent's reply."""
    intent = part.intent
    if part.problem or intent is None:
        return in_language(part.problem or NO_ANSWER, query.language, part.domain)
    if part.mode == "facts" and part.evidence and part.domain:
        return stated(part.domain, part.evidence, form_of(query), query, run)
    return intent.reply or in_language(declined(intent), query.language)


def form_of(query: Query) -> str:
    """Which of a domain's sentences is said: what is spoken is short, what is written long, unless it was chosen."""
    usual = "short" if query.assistant.spoken else "long"
    form = {"short": "short", "long": "long"}.get(query.assistant.answer_length, usual)
    return "among" if form == "short" and len(query.parts) > 1 else form


def stated(domain: Domain, evidence: Evidence, form: str, query: Query, run: Run) -> str:
    """The domain's evidence in the language of the question, by the house's own sentence where it has one."""
    return say(domain, evidence, form, run.snapshot.wordings(query.language), query.now, query.language)


def declined(intent: Intent) -> str:
    """Of an intent without words of its own: that what it is about cannot be had here."""
    return f"I cannot help with {intent.title}." if intent.title and intent.mode in {"decline", "act"} else NO_ANSWER


async def said(text: str, part: Part, query: Query) -> Drafts:
    mode = "facts" if part.evidence and not part.problem else "decline"
    cutter = Sentences()
    for sentence in [*cutter.feed(text), *cutter.flush()]:
        yield draft_of(sentence, part, query, mode)


async def instead(part: Part, query: Query, run: Run, way: Way) -> Drafts:
    """Without a model, or after its answer was refused: the tools' results, the facts, a quotation, or plain words."""
    quoting = [llm for llm in run.snapshot.llms if llm.kind == QUOTING]
    results = report(query.messages)
    if results:
        source = said(in_language(results, query.language), part, query)
    elif part.evidence and part.evidence.passages and quoting:
        source = by_model(part, query, run, way, quoting)
    elif part.evidence and part.evidence.facts and part.domain:
        source = said(stated(part.domain, part.evidence, "short", query, run), part, query)
    else:
        source = said(excuse(part, query, way), part, query)
    async with aclosing(source) as pieces:
        async for piece in pieces:
            yield piece


def excuse(part: Part, query: Query, way: Way) -> str:
    """The intent's own words, else why there is no answer."""
    if part.intent and part.intent.reply:
        return part.intent.reply
    return in_language(way.why or UNCHECKED, query.language, part.domain)


async def by_model(part: Part, query: Query, run: Run, way: Way, llms: Sequence[LLM] | None = None) -> Drafts:
    """Asks the models in order; what comes is cut into sentences as it comes."""
    measure = measure_of(query)
    chosen = query.assistant.choice(run.snapshot.llms) if llms is None else llms
    secrets = {llm.pk: run.snapshot.secret(llm.credential) for llm in chosen}
    with run.span("generate:model") as span:
        prompt = prompt_of(part, query, way)
        span.detail.update({"earlier messages left out": prompt.left_out} if prompt.left_out else {})
        async with aclosing(run.models.generate(chosen, prompt, secrets, span.detail)) as pieces:
            async for piece in pieces:
                if not isinstance(piece, Text):
                    counted(piece, span)
                    yield piece
                    continue
                for sentence in measure.heard(piece.text):
                    yield draft_of(sentence, part, query, "llm")
                if measure.over:
                    span.detail["cut after sentences"] = measure.said
                    return
        for sentence in measure.rest():
            yield draft_of(sentence, part, query, "llm")


def measure_of(query: Query) -> Measure:
    """How much of a model's words is said; JSON is whole or nothing, and so is what comes beside calls of tools."""
    assistant = query.assistant
    if query.schema is not None or (query.tools and query.tool_choice != "none"):
        return Measure(whole=query.schema is not None)
    most = MOST.get(assistant.answer_length) if assistant.spoken else None
    return Measure(most, questions=assistant.follow_ups)


def counted(done: ToolCall | Done, span: Span) -> None:
    if not isinstance(done, Done):
        return
    TOKENS.labels("in").inc(done.tokens_in)
    TOKENS.labels("out").inc(done.tokens_out)
    span.detail.update({"tokens in": done.tokens_in, "tokens out": done.tokens_out, "ended by": done.reason})
    span.detail.update(done.detail)


def prompt_of(part: Part, query: Query, way: Way) -> Prompt:
    place = query.assistant.place
    brief = Brief(
        persona=query.assistant.persona,
        spoken=query.assistant.spoken,
        length=query.assistant.answer_length,
        asks=query.assistant.follow_ups,
        language=query.language,
        now=query.now,
        place=place.name if place else "",
        messages=query.messages if query.assistant.follow_ups else alone(query.messages),
        question=part.text,
        evidence=(part.evidence,) if part.evidence else (),
        tools=query.tools if query.tool_choice != "none" else (),
        tool_choice=query.tool_choice,
        schema=query.schema,
        max_tokens=query.max_tokens,
        temperature=query.temperature,
        seconds=max(query.seconds_left(), 0.1),
    )
    prompt = build(brief)
    if not way.objections:
        return prompt
    told = "Your last answer was refused: " + " ".join(way.objections) + " Answer again, only from the data."
    return replace(prompt, messages=(*prompt.messages, {"role": "user", "content": told}))


def draft_of(sentence: str, part: Part, query: Query, mode: str) -> Draft:
    intent = part.intent
    return Draft(
        sentence=sentence,
        question=part.text,
        mode=mode,
        intent=intent.name if intent else "",
        domain=part.domain.name if part.domain and part.evidence else "",
        evidence=(part.evidence,) if part.evidence else (),
        before=part.answer,
        language=query.language,
        spoken=query.assistant.spoken and query.schema is None,
    )


def why(error: BackendError, part: Part) -> str:
    """What is said where no model could answer: the domain's own problem, unless papers were asked anything at all."""
    if error.kind != "setup":
        return str(error)
    if part.match and not part.match.tier:  # there was no word in it
        return UNHEARD
    asked_anything = part.intent is None or part.intent.fallback or part.intent.open
    further = part.intent is not None and part.intent.otherwise is not None and part.domain == part.intent.otherwise
    return NO_MODEL if not part.problem or (asked_anything and not further) else part.problem
