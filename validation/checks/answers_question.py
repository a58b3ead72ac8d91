"""What a question asks for must be in its answer: a time, a number, a place, a yes or no."""

from collections.abc import Sequence
from functools import lru_cache

import re2
from pydantic import BaseModel, ConfigDict, Field

from ragdomains.languages import base
from validation.checks import Objection, checks
from validation.topic import content, courteous
from validation.types import Claim, Draft
from validation.unknowing import unknowing

_LEAD = re2.compile(
    r"(?i)^\W*(?:(?:so|and|ok|okay|please|hey|hi|athena|well|und|also|bitte)[ ,]+)*(?:(?:can"
    r"|could) you (?:please )?)?(?:tell me |do you know |sag mir,? )?"
)
# how a question asks for what
_ASKS = (
    (
        "time",
        r"(?:at )?what time\b|when(?:['’]?s| (?:is|are|was|were|do|does|did|will|would|can|could|should|shall|has"
        r"|have|had|must|may))\b|what (?:day|date)\b|wann\b|um wie viel uhr\b|wie spät\b"
        r"|an welchem tag\b",
    ),
    (
        "number",
        r"how (?:many|much|old|tall|high|far|long|big|hot|warm|cold|deep|wide|heavy|fast)\b"
        r"|wie (?:viele?|alt|hoch|weit|lang|groß|warm|kalt|tief|schwer|schnell)\b",
    ),
    ("name", r"(?:who(?:['’]?s)?|whom|where(?:['’]?s)?|wer|wo|wohin)\b"),
    (
        "yes",
        r"(?:is|are|was|were|does|do|did|has|have|had|will|can|could|should|shall|ist|sind|war|waren|hat|haben|wird"
        r"|werden|kann|können|gibt|muss|darf|soll)\b",
    ),
)
_QUESTIONS = tuple((kind, re2.compile(f"(?i)^(?:{asks})")) for kind, asks in _ASKS)
_TIMES = (
    r"now|today|tonight|tomorrow|yesterday|always|never|daily|hourly|weekly|monthly|yearly|soon|later|every|each"
    r"|after|before|during|until|since"
    r"|morning|noon|afternoon|evening|night|midnight|spring|summer|autumn|fall|winter|weekends?|weekdays?|week"
    r"|month|year|day|hours?|minutes?|days?"
    r"|jetzt|heute|morgen|gestern|immer|nie|täglich|bald|später|jede\w*|nach|vor|während|bis|seit|früh|mittags?"
    r"|nachmittags?|abends?|nachts?|woche\w*|monat\w*|jahr\w*|tag\w*|uhr|stunden?|minuten?"
)
_AMOUNTS = (
    r"no|none|nothing|free|several|many|few|some|all|both|half|twice|once|single|a|an|enough|little|zero|kein\w*"
    r"|nichts|kostenlos|einige|viele|wenige|alle|beide|ein\w*|halb\w*|genug"
)
_HOLDS = {"time": re2.compile(rf"(?i)\b(?:{_TIMES})\b"), "number": re2.compile(rf"(?i)\b(?:{_AMOUNTS})\b")}
_PLACES = re2.compile(
    r"(?i)\b(?:in|on|at|under|behind|beside|next to|near|inside|above|below|between|here|there|home|nobody|no one"
    r"|everyone|by|from|to|he|she|they|it"
    r"|im|am|auf|unter|hinter|neben|bei|über|zwischen|hier|dort|zu|niemand|alle|von|nach|er|sie|es)\b|[\"“„]"
)


class Options(BaseModel):
    """Answer what was asked: a time, a number, a name"""

    model_config = ConfigDict(extra="forbid")

    kinds: list[str] = Field(
        ["time", "number", "name", "yes"],
        title="Questions",
        description="Kinds of questions that are looked at: time, number, name, yes.",
    )


@checks.register("answers_question", Options, family="contextual", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    """The first sentence that says anything decides; one before it ("Let me see.") does not."""
    kind = asked_kind(draft.question)
    if (
        kind not in options.kinds
        or content(draft.before)
        or draft.structured
        or base(draft.language) not in {"en", "de"}
    ):
        return ()
    if not content(draft.sentence) or courteous(draft.sentence) or unknowing(draft.sentence):
        return ()
    if _HAS[kind](draft, claims):
        return ()
    return [Objection(f"The question asks for {_WANTED[kind]}, and the answer holds none.")]


@lru_cache(maxsize=256)
def asked_kind(question: str) -> str:
    """time, number, name or yes; "" for what asks for none of them."""
    bare = _LEAD.sub("", question, count=1)
    return next((kind for kind, asks in _QUESTIONS if asks.search(bare)), "")


def _time(draft: Draft, claims: Sequence[Claim]) -> bool:
    return any(claim.kind in {"time", "date", "number"} for claim in claims) or _matches("time", draft.sentence)


def _number(draft: Draft, claims: Sequence[Claim]) -> bool:
    return any(claim.kind in {"number", "time", "date"} or claim.unit for claim in claims) or _matches(
        "number", draft.sentence
    )


def _name(draft: Draft, claims: Sequence[Claim]) -> bool:
    return any(claim.kind == "name" for claim in claims) or _PLACES.search(draft.sentence) is not None


def _yes(draft: Draft, claims: Sequence[Claim]) -> bool:
    """Yes, no, or a word of what was asked about: "It is open." """
    return bool(content(draft.sentence) & content(draft.question)) or _STATED.search(draft.sentence) is not None


def _matches(kind: str, text: str) -> bool:
    return _HOLDS[kind].search(text) is not None


_STATED = re2.compile(
    r"(?i)^\W*(?:yes|no|yep|nope|not|maybe|probably|perhaps|sometimes|always|never|only|of course|sure|certainly"
    r"|definitely|ja|nein|nicht|vielleicht|manchmal|nur|natürlich|doch|kein\w*)\b"
    r"|\b(?:is|are|was|were|has|have|had|will|can|cannot|does|do|did|should|must|may|won|lost|ist|sind|war|waren"
    r"|hat|haben|wird|werden|kann|können|muss|darf|soll)\b|n['’]t\b|['’]s\b"
)
_HAS = {"time": _time, "number": _number, "name": _name, "yes": _yes}
_WANTED = {"time": "a time or a date", "number": "a number", "name": "a name or a place", "yes": "yes or no"}
