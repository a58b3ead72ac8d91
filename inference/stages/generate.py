"""What is said: each part becomes drafts, one sentence at a time, by the intent's answer mode."""

from collections.abc import Mapping
from contextlib import aclosing, suppress
from typing import Any

from athena_project.values import replace
from inference.attached import UNSEEN
from inference.backends import BackendError, Done, ToolCall
from inference.fixed_replies import in_language
from inference.home.answers import outcome, question, summary
from inference.home.plans import UNSURE, Plan
from inference.home.progress import due_calls, followed
from inference.home.results import after_tools, results, taken
from inference.home.services import SERVICES
from inference.home.tools import suffix
from inference.home.wishes import home_of
from inference.model_drafts import UNCHECKED, Drafts, Way, by_guarded_model, by_held_model, by_model, draft_of
from inference.origins import told
from inference.reply import function
from inference.speech import Sentences
from inference.state import EXPLAIN, TEXT, Part, Query, Run
from intents.asking import asks
from intents.models import Intent
from ragdomains.models import Domain
from ragdomains.sentences import say
from ragdomains.types import Evidence
from validation.types import Draft

NO_MODEL = "I have no answer to that: no language model is set up, and your documents say nothing about it."
NO_READER = "To work on a text I need a language model, and none is set up."
NO_ANSWER = "I have no answer to that."
UNHEARD = "I did not catch that. Please say it again."
QUOTING = "extractive"
MOST_GREETED = 2  # words of a greeting
KEPT_BACK = {"guest", "declined"}  # problems that no model may go round
LOOKS = {"GetLiveContext", "GetDateTime"}  # tools that only tell of the house


def drafts(query: Query, number: int, run: Run, way: Way) -> Drafts:
    """The part's sentences and tool calls, and a model's Done; raises BackendError where one was needed and failed."""
    part = query.parts[number]
    if way.name == "excuse":
        return said(excuse(part, query, way), replace(part, evidence=None), query)
    if planned(part, query):
        return carried_out(part, query)
    if way.name == "instead":
        return instead(part, query, run, way)
    if from_model(part, query):
        if reports(query):
            return next_step(part, query, run, way)
        return (by_guarded_model if calling(part, query) else by_held_model)(part, query, run, way)
    if lacks(part, query):
        return calls_or(plain_text(part, query, run), part, query, run, way)
    return said(plain_text(part, query, run), part, query)


def planned(part: Part, query: Query) -> bool:
    """Whether the part's plan says all: what to call, what to ask back, or what came of the calls."""
    plan = part.plan
    if plan is None or part.problem:
        return False
    if not plan.steps and after_tools(query.messages) and not (plan.kind == "ask" and by_plan(query)):
        return False  # something was called all the same: what came of it is to be told
    return plan.kind != "unsure" or plan.wary


async def carried_out(part: Part, query: Query) -> Drafts:
    """The calls of a plan; once their results are here, what came of them; or the question that is open."""
    plan = part.plan
    assert plan is not None
    calls = due_calls(part, query)
    for call in calls:
        yield call
    if calls:
        return
    text = became(plan, query) if plan.steps else question(plan, query.language)
    async for draft in said(text, part, query):
        yield draft


def became(plan: Plan, query: Query) -> str:
    """What came of the plan's calls; of calls that it would not make, what their results say."""
    found, language = results(query.messages), query.language
    way = followed(plan, found, home_of(query))
    others = not plan.changes and not any(taken(step.call, found) for step in way.steps)
    if others and any(result.kind in {"done", "failed"} for result in found):
        return summary(found, language)
    return outcome(way, found, language)[0]


def next_step(part: Part, query: Query, run: Run, way: Way) -> Drafts:
    """The model's next calls after those that were carried out; else what came of them, in the results' own words."""
    return calls_or(summary(results(query.messages), query.language), part, query, run, way)


async def calls_or(text: str, part: Part, query: Query, run: Run, way: Way) -> Drafts:
    """The calls that a model makes of it, without its words; where it makes none, or there is no model, the text."""
    made: list[ToolCall | Done] = []
    with suppress(BackendError):  # of an answer that broke off no call is made
        async with aclosing(by_held_model(part, query, run, way)) as pieces:
            made = [piece async for piece in pieces if not isinstance(piece, Draft)]
    for piece in made:
        yield piece
    if not any(isinstance(piece, ToolCall) for piece in made):
        async for draft in said(text, part, query):
            yield draft


def calling(part: Part, query: Query) -> bool:
    """Whether a model may act in the client's house for this part."""
    return bool(home_of(query)) and query.schema is None and part.mode != TEXT and not after_tools(query.messages)


def reports(query: Query) -> bool:
    """Whether the results say all by themselves what came of the calls."""
    found = results(query.messages) if after_tools(query.messages) else ()
    return (
        bool(found)
        and all(of_house(result.tool) for result in found)
        and not by_plan(query)
        and all(result.kind in {"done", "failed", "silent"} for result in found)
    )


def by_plan(query: Query) -> bool:
    """Whether the calls were those of a plan, which says itself what came of them."""
    return any(part.plan and part.plan.steps for part in query.parts)


def from_model(part: Part, query: Query) -> bool:
    """A model answers the mode llm, what a client's tools are offered for, and what follows a tool's result."""
    if after_tools(query.messages) and not by_plan(query):
        return not (part.mode == "facts" and part.evidence)
    if part.problem_kind in KEPT_BACK or part.problem_kind == "unseen":
        return False
    if query.must_call or (query.schema is not None and lacking(part)):
        return True
    if part.problem.endswith("?"):
        return False  # asked back
    if part.intent is None or part.intent.open:
        return True  # what the house's documents lack, a model may know
    # a question that its domain is not set up for may still be one for a tool of the client
    if part.mode == "act" or (part.intent.mode == "act" and part.problem_kind == "setup"):
        return bool(query.tools) and query.tool_choice != "none"
    return part.mode in {"llm", TEXT} and not part.problem


def lacking(part: Part) -> bool:
    """Whether its domain did not make out what is meant or is not there, or only a fixed reply is there.

    A program that wants JSON in a form of its own seldom asked for the domain, can answer no question of it, and would
    find nothing in "I keep no ratings" that fits the form.
    """
    return part.mode == "decline" or part.problem.endswith("?") or part.problem_kind in {"setup", "missing"}


def lacks(part: Part, query: Query) -> bool:
    """Whether there is no source or service for it here, and a tool that the client's program brought may be one."""
    if part.problem_kind in KEPT_BACK or part.mode == EXPLAIN:
        return False
    if query.mode == "guest" or after_tools(query.messages):
        return False
    if query.tool_choice == "none" or not any(map(own, query.tools)):
        return False
    return bool(part.problem) or (part.intent is not None and part.intent.lacks_service)


def own(tool: Mapping[str, Any]) -> bool:
    """Whether a tool is a program's own, and none of those that every Home Assistant sends."""
    name = str(function(tool).get("name", ""))
    return not of_house(name) and suffix(name) not in LOOKS


def of_house(name: str) -> bool:
    return suffix(name).startswith(("Hass", SERVICES))


def plain_text(part: Part, query: Query, run: Run) -> str:
    """What is said without a model: the problem, the domain's own sentence, or the intent's reply."""
    intent = part.intent
    if part.sources:
        return told(part.sources, query.now, query.language)
    if part.problem or intent is None:
        return in_language(part.problem or NO_ANSWER, query.language, part.domain)
    if part.mode == "facts" and part.evidence and part.domain:
        return stated(part.domain, part.evidence, form_of(query), query, run)
    return opening(in_language(intent.reply or declined(intent), query.language), query)


def opening(reply: str, query: Query) -> str:
    """Of a greeting, before an answer to what was asked with it, only the greeting itself: "Hello!"."""
    first, sign, _ = reply.partition("!")
    return first + sign if sign and len(query.parts) > 1 and len(first.split()) <= MOST_GREETED else reply


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
    untold = after_tools(query.messages) and (part.plan is not None or not by_plan(query))
    told = summary(results(query.messages), query.language) if untold else ""
    if told:
        source = said(told, part, query)
    elif part.mode != TEXT and part.evidence and part.evidence.passages and quoting:
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
    if part.plan is not None and not after_tools(query.messages):
        return question(part.plan, query.language)
    if part.mode == "act" and home_of(query) and not asks(part.text) and not after_tools(query.messages):
        return question(UNSURE, query.language)
    if part.intent and part.intent.reply:
        return opening(in_language(part.intent.reply, query.language), query)
    return in_language(way.why or UNCHECKED, query.language, part.domain)


def why(error: BackendError, part: Part, unseen: bool = False) -> str:
    """What is said where no model could answer: the domain's own problem, unless papers were asked anything at all."""
    if error.kind != "setup":
        return str(error)
    if part.match and not part.match.tier:  # there was no word in it
        return UNSEEN if unseen else UNHEARD
    if part.mode == TEXT:
        return NO_READER
    asked_anything = part.intent is None or part.intent.fallback or part.intent.open
    further = part.intent is not None and part.intent.otherwise is not None and part.domain == part.intent.otherwise
    return NO_MODEL if not part.problem or (asked_anything and not further) else part.problem
