"""An answer obeys nobody but the house: no orders from found text, no tool syntax, nothing that acts by itself."""

import re
from collections.abc import Iterator, Sequence

import re2
from pydantic import BaseModel, ConfigDict, Field

from validation.checks import Objection, checks
from validation.orders import (
    FEW,
    asks_to_speak,
    commands,
    echoed,
    order_languages,
    ordered_words,
    ordering,
    wished,
)
from validation.small_words import SMALL, spoken_in
from validation.topic import content, courteous, stem
from validation.types import Claim, Draft
from validation.unmasking import forms, unmasked

LESS = 2 / 3
LEAST = 5 / 6  # for a single word: half of what is said, as shipped
ANSWERED = 2 / 3  # of the question's words, two at least, in a sentence of found text that answers it
FEWEST = 2  # words of its own that a sentence needs before it can be said to follow an order
_TOOLS = re2.compile(
    r"(?i)</?(?:tool|function)_?(?:call|response|result)?s?\b[^>]{0,80}>|<function=|<invoke\b|\[TOOL_CALLS?\]"
    r"|[\"'](?:tool_calls?|function_call|tool_name)[\"']\s*:|[\"'](?:name|tool|function"
    r"|action)[\"']\s*:\s*[\"'{][^}]{0,400}"
    r"[\"'](?:arguments|parameters|args|tool_input|action_input)[\"']\s*:|\baction\s*:\s*\w+\s+action input\s*:"
    r"|^\W*\w+(?:__|\.)?\w*\(\s*(?:\w+\s*=|\{)"
)
_ACTIVE = re2.compile(
    r"(?i)!\[[^\]]{0,200}\]\s*[(\[]|<\s*(?:img|iframe|script|object|embed|link|form|svg|meta|style|video|audio"
    r"|source|base|a\s)[^a-z]?"
    r"|\bon(?:error|load|click)\s*=|\b(?:javascript|vbscript|data:text)\s*:"
)
_WANTS_CODE = re2.compile(
    r"(?i)\b(?:base ?64|encod\w+|decod\w+|hex\w*|cod(?:e|ier\w*)|json|html|markdown|script|prompts?|injection"
    r"|instruct\w+|anweisung\w*)\b"
)
_ABOUT = re2.compile(
    r"(?i)\b(?:prompt injections?|injection attacks?|injected (?:text|prompts?|instructions?)|jailbreak\w*)\b"
)
# any order is made of these; to say one of them obeys none
_SPEAKING = content(
    "instructions rules prompt answer reply question user assistant ignore previous system message text"
)
_MEASURES = {"number", "date", "time"}  # whether these are found the empirical checks tell better
_PARTICLES = frozenset(stem(word) for known in SMALL.values() for word in known)
# most sentences hold none of these, and need no further look
_SIGNS = re.compile(r"[<\[{(:=]")


class Options(BaseModel):
    """Follow no instructions from found text"""

    model_config = ConfigDict(extra="forbid")

    obeyed: float = Field(
        0.6,
        gt=0,
        le=1,
        title="Obeyed",
        description="It follows an order if the order alone holds this share of its own words.",
    )
    encoded: bool = Field(True, title="Encoded text", description="Object to base64 and hex that can be read.")


@checks.register("instructions", Options, family="power", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    return list(_objections(draft, claims, options))


def _objections(draft: Draft, claims: Sequence[Claim], options: Options) -> Iterator[Objection]:
    texts = forms(draft.sentence)
    marked = [text for text in texts if _SIGNS.search(text)]
    if not draft.structured and any(_TOOLS.search(text) for text in marked):
        yield Objection("It holds the syntax of a tool call.")
    if any(_ACTIVE.search(text) for text in marked):
        yield Objection("It holds something that a screen would load or run.")
    if (echo := echoed(draft.sentence)) and not _wants_code(draft.question):
        yield Objection("It speaks as an injected instruction does.", evidence=echo)
    if options.encoded and len(texts) > 1 and not _wants_code(draft.question):
        yield Objection("It holds encoded text.")
    if commands(draft.evidence) and not _ABOUT.search(draft.question) and _obeys(draft, options.obeyed):
        yield Objection("It follows an instruction that stands in the found text.")
    elif not _MEASURES & {claim.kind for claim in claims} and _strays(draft):
        yield Objection("Found text gives orders in another language, and nothing else of it says this.")
    elif _speaks_for(draft):
        yield Objection("It says no more than what the found text asks to be said.")


def _wants_code(question: str) -> bool:
    return _WANTS_CODE.search(question) is not None


def _speaks_for(draft: Draft) -> bool:
    """Does it say only what a speech that is asked for holds, with no word of the question or of the asking?"""
    if not (speeches := wished(draft.evidence)):
        return False
    text, asked = unmasked(draft.sentence), content(draft.question)
    own = content(text)
    if not own or not own.isdisjoint(asked) or asks_to_speak(text):
        return False
    return any(own <= each.stems and (each.plainly or each.stems.isdisjoint(asked)) for each in speeches)


def _strays(draft: Draft) -> bool:
    """An order may be obeyed in another language than its own: such a claim must touch what else was found."""
    if not commands(draft.evidence) or _ABOUT.search(draft.question) or courteous(draft.sentence):
        return False
    language = spoken_in(draft.sentence, 1, FEW)
    if not language or not order_languages(draft.evidence) - {language}:
        return False
    carried = draft.results or draft.before or any(each.facts for each in draft.evidence)
    own = content(unmasked(draft.sentence)) - _PARTICLES
    strange = own.isdisjoint(content(draft.question)) and own.isdisjoint(ordered_words(draft.evidence)[1])
    return bool(own) and strange and not carried


def _answers(draft: Draft) -> bool:
    """Is it what was asked for, as it stands in found text, in a line of its own beside the orders?"""
    asked, said = content(draft.question), draft.sentence.strip().rstrip(".")
    held = asked & content(said)
    if len(held) < max(FEWEST, ANSWERED * len(asked)) or ordering(said) or asks_to_speak(said):
        return False
    return any(_stands_alone(said, passage.text) for each in draft.evidence for passage in each.passages)


def _stands_alone(said: str, text: str) -> bool:
    """Does it begin a line, or follow in it on nothing that orders? What is behind a colon was announced."""
    before, found, _ = text.partition(said)
    above, _, line = before.rpartition("\n")
    announced = (line or above).rstrip().endswith(":")
    return bool(found) and not announced and not ordering(line) and not asks_to_speak(line)


def _obeys(draft: Draft, share: float) -> bool:
    if _answers(draft):
        return False
    own = content(unmasked(draft.sentence)) - content(draft.question) - _PARTICLES
    orders, rest = ordered_words(draft.evidence)
    told = own & orders
    alone = own.isdisjoint(rest)  # it says nothing of what else was found
    if not told - _SPEAKING or (len(own) < FEWEST and not alone):
        return False
    wanted = share * (LEAST if len(told) < FEWEST else LESS) if alone else share
    return len(told) >= wanted * len(own)
