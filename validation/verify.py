"""Verifies an answer against what it was given: every sentence by the checks, and one score for the whole."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from asgiref.sync import sync_to_async

from ragdomains.types import Evidence, Passage
from validation.checks import Objection, UndecidedError, checks
from validation.claims import find_claims
from validation.judging import CONTRADICTED, ENTAILED, UNSUPPORTED, Judged, judge
from validation.meaning import unsupported
from validation.orders import commands, harmless
from validation.outcomes import TOLD, outcome
from validation.scenarios import evidence as facts_of
from validation.sentences import Sentences
from validation.small_words import spoken_in
from validation.structure import rows_of
from validation.topic import content, courteous
from validation.types import Ask, Draft

log = logging.getLogger(__name__)

FAMILIES = ("empirical", "consistency")  # whose checks are asked
ADDRESSES = "foreign_urls"  # asked too: one that was not found is wrong; one that was is unfit to be spoken, and true
RECENT = 1_000  # characters of the answer before a sentence that it may refer to
DEPTH = 8
FOUND = 0.45  # how far a finding moves the score of running text towards 1; it is the verdict in any case
FLAGGED = 0.5  # from here on an answer does not hold
WORD = 1 / 3  # what a judge's word counts: it decides between a quarter and three quarters
FEWEST = 1  # words of meaning beside a value and the question's
SAID = frozenset({"number", "date", "time"})
FEW = 0.1  # share of small words that tells a language where an answer is short
UNDECIDED = "undecided"  # what stands before the reason where a judge gave no verdict
TEXTS = 500  # texts of one context


class BadItemError(ValueError):
    """An item that cannot be verified. The text says why, `param` which of its fields is at fault."""

    def __init__(self, text: str, param: str) -> None:
        super().__init__(text)
        self.param = param


@dataclass(frozen=True, slots=True)
class Item:
    """A question, what was found for it, and the answer that was given."""

    question: str
    context: object
    response: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a check has against a claim. `verdict` is contradicted where evidence says otherwise, else unsupported."""

    claim: str
    family: str
    kind: str
    verdict: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """`score` is from 0 to 1, a higher one is less supported; `flag` is the verdict: it does not hold."""

    score: float
    flag: bool
    findings: tuple[Found, ...]
    ms: float
    judged: str = ""  # what the judge said, or why it said nothing; "" where none was asked
    failed: tuple[str, ...] = ()  # kinds of checks that raised; the others are the verdict

    def described(self) -> dict[str, Any]:
        findings = [
            {"claim": f.claim, "family": f.family, "kind": f.kind, "verdict": f.verdict, "evidence": f.evidence}
            for f in self.findings
        ]
        told = {"score": round(self.score, 6), "flag": self.flag, "findings": findings, "ms": round(self.ms, 3)}
        more: dict[str, Any] = {"judged": self.judged} if self.judged else {}
        return told | more | ({"failed": list(self.failed)} if self.failed else {})


def item_of(row: Mapping[str, Any]) -> Item:
    """An item as clients send it; raises BadItemError. The context may be text, a list, objects, or facts."""
    response, question = row.get("response"), row.get("question")
    if not isinstance(response, str):
        raise BadItemError("It has no response." if response is None else "Its response is no text.", "response")
    if question is not None and not isinstance(question, str):
        raise BadItemError("Its question is no text.", "question")
    context = row.get("context")
    if context is None:
        context = row.get("context_sentences", "")
    if not isinstance(context, str | list | dict):
        raise BadItemError("Its context is neither text nor a list nor an object.", "context")
    return Item(question or "", context, response)


def sound(text: str) -> str:
    """The text without what UTF-8 cannot say: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class Judge:
    """A language model that is asked about each answer: the name of its row, and the way to it."""

    llm: str
    ask: Ask


async def verify(item: Item, meaning: bool = True, by: Judge | None = None) -> Verified:
    """Raises nothing. Without `meaning` no sentence model is asked: quicker, and less exact on running text."""
    begun = time.perf_counter()
    item = replace(item, question=sound(item.question), response=sound(item.response))
    texts = list(texts_of(item.context))
    failed: dict[str, None] = {}  # in the order in which they failed
    findings = [found async for found in _found(item, evidence_of(item.context, texts), texts, failed)]
    structured = (bool(texts) and all(rows_of(text) for text in texts)) or isinstance(item.context, dict)
    if structured or not item.response.strip():
        far = unsupported(item.response, texts, False) if item.response.strip() else 0.0
    else:
        far = await sync_to_async(unsupported, thread_sensitive=False)(item.response, texts, meaning)
    score = _score(far, bool(findings), structured or _says_nothing(item.response) or _says_a_value(item))
    found = await _judged(item, texts, by) if by and item.response.strip() else None
    if found and found.reason:
        firm = any(structured or each.verdict == CONTRADICTED for each in findings)
        score = _weighed(score, found, firm)
        if found.verdict != ENTAILED and score >= FLAGGED:
            findings.append(Found(item.response[:400], "consistency", "entailed", found.verdict, found.reason[:400]))
    judged = found.verdict if found else ""
    took = (time.perf_counter() - begun) * 1000
    return Verified(score, score >= FLAGGED, tuple(findings), took, judged, tuple(failed))


async def _judged(item: Item, texts: Sequence[str], by: Judge) -> Judged:
    """The judge's word on the whole answer; without a reason where it could not tell, which changes nothing."""
    draft = Draft(
        item.response,
        item.question,
        "llm",
        evidence=(evidence_of(item.context, texts),),
        ask=by.ask,
    )
    try:
        found = await judge(draft, by.llm)
    except UndecidedError as error:
        return Judged(f"{UNDECIDED}: {error}", "")
    return found._replace(reason=found.reason or found.verdict)


def _weighed(score: float, found: Judged, firm: bool) -> float:
    """The score with the judge's word: it decides where the checks are unsure, and no more.

    What they found that the evidence contradicts, or that records do not say, does not hold for all that a judge says.
    """
    if firm and found.verdict == ENTAILED:
        return score
    return (1 - WORD) * score + WORD * (found.verdict != ENTAILED)


def _score(far: float, found: bool, by_findings: bool) -> float:
    """One scale for both: 0.5 and more does not hold. Records are judged by what is found, running text by both.

    Running text is refused for its words alone only where more than half of what they weigh is not in the evidence: a
    free paraphrase that is refused costs its reader more than a doubt that is only told.
    """
    if found and by_findings:
        return 0.5 + 0.5 * far
    if found:
        return max(0.5 + 0.01 * far, far + FOUND * (1 - far))
    return 0.49 * far if by_findings else far


def _says_a_value(item: Item) -> bool:
    """ "She was about 41." says a value and little else: the checks of values have judged it."""
    claims = [claim for claim in find_claims(item.response[:200]) if claim.kind in SAID or claim.unit == "phone"]
    rest = item.response[:200]
    for claim in reversed(claims):
        rest = f"{rest[: claim.start]} {rest[claim.end :]}"
    return bool(claims) and len(item.response) < 60 and len(content(rest) - content(item.question)) <= FEWEST


def _says_nothing(response: str) -> bool:
    """ "Yes.", "72." and "I don't know" are judged by what is found alone."""
    return len(response.split()) < 3 or (len(response) < 200 and courteous(response))


async def _found(item: Item, evidence: Evidence, texts: Sequence[str], failed: dict[str, None]) -> AsyncIterator[Found]:
    """What the checks have against each sentence; the kinds of those that raised go into `failed`."""
    cutter = Sentences()
    sentences = [*cutter.feed(item.response), *cutter.flush()]
    results = tuple(text for text in results_of(item.context, texts) if outcome(text)[0] != TOLD)
    language = spoken_in(f"{item.question} {item.response}", 3, FEW) or "en"
    found = harmless((evidence,)) if commands((evidence,)) else (evidence,)
    whole = Draft("", item.question, "llm", domain="verify", evidence=found, results=results, language=language)
    before = ""
    for sentence in sentences:
        if not sentence.strip():
            continue
        await asyncio.sleep(0)  # a long answer must not hold up what else is asked
        draft = replace(whole, sentence=sentence.strip(), before=before)
        before = (before + sentence)[-RECENT:]
        claims = find_claims(draft.sentence)
        for plugin in asked():
            try:
                objections = await plugin.run(draft, claims, plugin.options())
            except Exception as error:  # it may be a foreign plug-in, and costs no other check its word
                log.warning("the check %s failed: %s", plugin.kind, type(error).__name__, exc_info=True)
                failed[plugin.kind] = None
                continue
            for objection in objections:
                if plugin.kind != ADDRESSES or not objection.fixed:
                    yield _described(objection, draft, str(plugin.extra["family"]), plugin.kind)


def results_of(context: object, texts: Sequence[str]) -> Sequence[str]:
    """What tools may have answered: the texts, or each object of a list of them."""
    if not isinstance(context, list) or not all(isinstance(each, dict) for each in context):
        return texts
    return [text for each in context[:TEXTS] for text in texts_of(each)]


def asked() -> list[Any]:
    """The kinds that verify: those of the families asked, which ship or were installed, and that of addresses."""
    checks.load()
    kinds = checks.kinds.values()
    return [plugin for plugin in kinds if plugin.extra.get("family") in FAMILIES or plugin.kind == ADDRESSES]


def _described(objection: Objection, draft: Draft, family: str, kind: str) -> Found:
    claim = objection.claim.text if objection.claim else draft.sentence
    verdict = CONTRADICTED if objection.evidence else UNSUPPORTED
    return Found(claim[:400], family, kind, verdict, (objection.evidence or objection.message)[:400])


def evidence_of(context: object, texts: Sequence[str]) -> Evidence:
    """Facts as facts, all else as passages."""
    items = _listed(context)
    facts = [item for item in items if isinstance(item, dict) and {"name", "value"} <= item.keys()]
    if len(facts) == len(items) and facts:
        return facts_of(facts)
    return Evidence(passages=tuple(Passage(text, "") for text in texts))


def _listed(context: object) -> list[Any]:
    """Its items; those of a JSON text that tells facts are these."""
    if isinstance(context, str) and context.lstrip()[:1] == "[" and '"value"' in context:
        try:
            context = orjson.loads(context)
        except orjson.JSONDecodeError:
            return [context]
    return context if isinstance(context, list) else [context]


def texts_of(context: object, left: int = DEPTH) -> Iterator[str]:
    """The context as texts: a list of objects stays one, so that its rows stay together."""
    if isinstance(context, str):
        if context.strip():
            yield sound(context)
    elif isinstance(context, dict) or (isinstance(context, list) and all(isinstance(each, dict) for each in context)):
        if context:
            yield orjson.dumps(context, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
    elif isinstance(context, list) and left:
        for each in context[:TEXTS]:
            yield from texts_of(each, left - 1)
    elif context is not None:
        yield str(context)
