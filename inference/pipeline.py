"""The way of a question: understand, retrieve, then generate and examine sentence by sentence."""

from contextlib import aclosing

from athena_project.values import replace
from inference.backends import BackendError, Done, ToolCall
from inference.fixed_replies import in_language
from inference.home.progress import due_calls
from inference.model_drafts import UNCHECKED, Way
from inference.stages.examine import examine
from inference.stages.generate import drafts, why
from inference.stages.retrieve import known, retrieve
from inference.stages.understand import understand
from inference.state import Outcome, Part, Query, Run
from inference.stopping import Stopping
from inference.structured import fit, found, valid
from validation.types import Draft

CUT_SHORT = "The answer was cut short: {}"
ANSWERLESS = frozenset({"missing", "setup", "guest", "declined", "refused", "unseen"})  # problems that are no failure
AGAIN = 1.0  # seconds that a model must have left to be asked once more
NO_FIT = "It was no JSON that fits the schema."
LEFT_OUT = "I left out the rest, because that did not work."


async def answer(query: Query, run: Run) -> Query:
    """Answers the query; what leaves on the way goes to run.emit. Raises nothing but cancellation."""
    if not query.stop or query.schema is not None:
        return await whole(query, run)
    run.emit = stopping = Stopping(run.emit, query.stop)
    return await stopping.ended(await whole(query, run))


async def whole(query: Query, run: Run) -> Query:
    """The answer as if it stopped nowhere."""
    query = run.latest = await understand(query, run)
    if query.stops:
        return await conclude(await in_turn(query, run), run)
    first = acting(query)[: 1 if query.one_call else None]
    if not first:
        query = run.latest = await retrieve(query, run)
    with run.span("generate"):
        for number in first or range(len(query.parts)):
            query = run.latest = await speak(query, number, run)
    return await conclude(query, run)


def acting(query: Query) -> list[int]:
    """The parts that call tools for certain: they go first and alone, the rest is answered beside their results."""
    return [number for number, part in enumerate(query.parts) if due_calls(part, query)]


async def in_turn(query: Query, run: Run) -> Query:
    """A chain that stops: each part is looked up and answered before the next; behind one that failed none is."""
    for number in range(len(query.parts)):
        calls = len(query.tool_calls)
        with run.span("retrieve"):
            query = run.latest = with_part(query, number, await known(query.parts[number], query, run))
        with run.span("generate"):
            query = run.latest = await speak(query, number, run)
        if failed(query.parts[number], len(query.tool_calls) > calls):
            return await left_out(query, number + 1, run)
    return query


def failed(part: Part, called: bool) -> bool:
    """Whether a part could not be answered, or not be done: an order without a call of a tool is not done."""
    return part.outcome is not Outcome.ANSWERED or part.mode == "decline" or (part.mode == "act" and not called)


async def left_out(query: Query, first: int, run: Run) -> Query:
    """The parts from here on are neither asked nor done; that is said once."""
    said = in_language(LEFT_OUT, query.language)
    for number in range(first, len(query.parts)):
        part = replace(query.parts[number], problem=said, problem_kind="stopped", outcome=Outcome.REFUSED)
        query = with_part(query, number, part)
    return await release(said, query, run) if first < len(query.parts) else query


async def speak(query: Query, number: int, run: Run) -> Query:
    """One part: as it should be, once more if a check asks for it, else without a model."""
    way: Way | None = Way()
    while way is not None:
        query, way = await attempt(query, number, run, way)
    return query


async def attempt(query: Query, number: int, run: Run, way: Way) -> tuple[Query, Way | None]:
    """Says the part's sentences as far as they pass; returns the next way to try, or None when the part is done."""
    begun, full, modelled = query, False, False
    try:
        async with aclosing(drafts(query, number, run, way)) as pieces:
            async for piece in pieces:
                if isinstance(piece, ToolCall):
                    query = replace(query, tool_calls=(*query.tool_calls, piece))
                elif isinstance(piece, Done):
                    query, full, modelled = counted(query, piece), piece.reason == "length", True
                else:
                    query, objection = await consider(piece, query, number, run)
                    if objection:
                        return refused(query, number, way, objection)
    except BackendError as error:
        # a call of an answer that broke off does not leave: others may have belonged to it
        return broken(replace(query, tool_calls=begun.tool_calls), number, way, error)
    if full:  # the model stopped at its limit of tokens
        query = replace(query, finish="length")
    elif modelled and way.name == "first" and misshapen(query):
        return spent(begun, query), Way("again", (NO_FIT,))
    return settle(query, number, outcome_of(query.parts[number], query)), None


def counted(query: Query, done: Done) -> Query:
    """The query with the tokens of one more call of a model."""
    return replace(query, tokens_in=query.tokens_in + done.tokens_in, tokens_out=query.tokens_out + done.tokens_out)


def spent(begun: Query, query: Query) -> Query:
    """The query before an attempt, with the tokens that it took."""
    return replace(begun, tokens_in=query.tokens_in, tokens_out=query.tokens_out)


def misshapen(query: Query) -> bool:
    """Whether an answer lacks the JSON that the client waits for, and there is time to ask a model once more."""
    schema = query.schema
    if schema is None or query.tool_calls or len(query.parts) > 1 or query.seconds_left() < AGAIN:
        return False
    return not found(query.answer, schema)


async def consider(draft: Draft, query: Query, number: int, run: Run) -> tuple[Query, tuple[str, ...]]:
    """Examines a sentence and lets it go; or returns the objections to it."""
    part = query.parts[number]
    decided = await examine(draft if draft.before == part.answer else replace(draft, before=part.answer), query, run)
    findings = (*part.findings, *decided.findings)
    if decided.action in {"refuse", "retry"}:
        objections = tuple(finding.message for finding in decided.findings if finding.action in {"refuse", "retry"})
        return with_part(query, number, replace(part, findings=findings)), (decided.action, *objections)
    part = replace(part, findings=findings, answer=part.answer + decided.sentence)
    said = "" if said_before(draft, decided.sentence, query.parts[:number]) else decided.sentence
    return await release(said, query, run, parts=with_one(query.parts, number, part)), ()


def said_before(draft: Draft, sentence: str, earlier: tuple[Part, ...]) -> bool:
    """What holds for several parts alike is said once; a source is named again for each quotation."""
    said = sentence.strip()
    return any(said == part.answer.strip() or (draft.mode != "llm" and said in part.answer) for part in earlier)


async def release(sentence: str, query: Query, run: Run, parts: tuple[Part, ...] | None = None) -> Query:
    """Adds the sentence to the answer and sends it, unless the whole answer has to become JSON first.

    `parts` are those of the query with what is said now.
    """
    parts = query.parts if parts is None else parts
    if not sentence:
        return replace(query, parts=parts)
    gap = " " if query.answer and not query.answer[-1].isspace() else ""
    if query.schema is None:
        if run.first_ms is None:
            run.first_ms = run.ms()
        await run.emit(gap + sentence)
    return replace(query, parts=parts, answer=query.answer + gap + sentence)


def refused(query: Query, number: int, way: Way, objection: tuple[str, ...]) -> tuple[Query, Way | None]:
    """What was said stays said; a part of which nothing was said is tried otherwise."""
    action, *messages = objection
    if query.parts[number].answer:
        return settle(query, number, Outcome.PARTLY), None
    if way.name == "first" and action == "retry" and query.seconds_left() > AGAIN:
        return query, Way("again", tuple(messages))
    if way.name in {"first", "again"}:
        return query, Way("instead", why=UNCHECKED)
    if way.name == "instead":  # what was quoted did not hold up either
        return query, Way("excuse", why=UNCHECKED)
    return settle(query, number, Outcome.REFUSED), None


def broken(query: Query, number: int, way: Way, error: BackendError) -> tuple[Query, Way | None]:
    """A model that failed: before its first sentence there is another way, after it the client is told."""
    if query.parts[number].answer:
        failed = replace(query, error=CUT_SHORT.format(error), finish="error")
        return settle(failed, number, Outcome.FAILED), None
    if error.kind == "malformed" and way.name == "first" and query.seconds_left() > AGAIN:
        return query, Way("again", (str(error),))
    part = replace(query.parts[number], problem=str(error), problem_kind=error.kind)
    if way.name == "instead":
        return settle(with_part(query, number, part), number, Outcome.FAILED), None
    kept = with_part(query, number, part)
    if error.kind != "setup" and not query.assistant.spoken_errors and part.evidence is None:
        return settle(replace(kept, error=str(error)), number, Outcome.FAILED), None
    return kept, Way("instead", why=why(error, query.parts[number], query.unseen))


def outcome_of(part: Part, query: Query) -> Outcome:
    if query.tool_calls and not part.answer:
        return Outcome.ANSWERED
    if not part.problem:
        return Outcome.ANSWERED if part.answer else Outcome.REFUSED
    return Outcome.REFUSED if part.problem_kind in ANSWERLESS else Outcome.FAILED


def with_part(query: Query, number: int, part: Part) -> Query:
    return replace(query, parts=with_one(query.parts, number, part))


def with_one(parts: tuple[Part, ...], number: int, part: Part) -> tuple[Part, ...]:
    return (*parts[:number], part, *parts[number + 1 :])


def settle(query: Query, number: int, outcome: Outcome) -> Query:
    return with_part(query, number, replace(query.parts[number], outcome=outcome))


async def conclude(query: Query, run: Run) -> Query:
    """The outcome of the whole, the answer as JSON where that was asked for, and the tool calls last."""
    outcomes = {part.outcome for part in query.parts} - ({Outcome.OPEN} if query.tool_calls else set())
    whole = outcomes.pop() if len(outcomes) == 1 else Outcome.PARTLY
    calls = query.tool_calls[: 1 if query.one_call else None]
    query = replace(query, outcome=whole, answer=query.answer.strip(), tool_calls=calls)
    if query.schema is not None and not query.tool_calls:
        text = query.answer if valid(query.answer, query.schema) else fit(query.answer, query.schema)
        query = replace(query, answer=text)
        await run.emit(text)
    for call in query.tool_calls:
        await run.emit(call)
    return replace(query, finish="tool_calls") if query.tool_calls else query
