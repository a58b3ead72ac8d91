"""How an answer is known, as its page in the admin shows it: sentence by sentence, claim by claim."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inference.answers import explanation, steps_of
from inference.models import QueryLog
from inference.sources import DEVICES, DOCUMENTS, HOUSE, MODEL, OWN
from validation import links, quotations

LOOKS = {
    quotations.SUPPORTED: "up",
    links.DERIVED: "up",
    quotations.RELATED: "",
    links.ASKED: "degraded",
    links.ELSEWHERE: "degraded",
    links.UNSUPPORTED: "down",
    links.CONTRADICTED: "down",
}
VERDICTS = {
    links.DERIVED: "worked out",
    quotations.RELATED: "near to it",
    links.ASKED: "only the question says it",
    links.ELSEWHERE: "said of something else",
    links.UNSUPPORTED: "nothing carries it",
}
KINDS = {
    DOCUMENTS: "The house's documents",
    OWN: "Worked out here",
    DEVICES: "What the client's tools answered",
    MODEL: "What the language model knows by itself: nothing was looked up",
    HOUSE: "Fixed words: nothing was looked up",
}
MODES = {"facts": "the domain's own sentence", "llm": "a model's words", "decline": "fixed words"}
QUOTED = "the documents' own words"
WORDED = "generate:model"
ANSWERED = {"live": "asked live", "fresh": "kept, still fresh", "stale": "kept, stale"}
CARRIED_BY = {"before": "Said before", "question": "The question", "result": "A tool's answer"}
UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence's text; `number` is that of the claim that it is, 0 for none."""

    text: str
    look: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """What carries a claim, or what a sentence rests on: its name, how it stands there, and where from."""

    name: str
    text: str = ""
    origin: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim with its verdict and its evidence."""

    number: int
    text: str
    verdict: str
    look: str
    why: str
    evidence: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence."""

    said: bool
    mode: str
    pieces: tuple[Piece, ...]
    findings: tuple[str, ...]
    sources: tuple[Line, ...]
    claims: tuple[Claimed, ...]


def known(log: QueryLog) -> list[Told]:
    quoted = {} if by_a_model(log) else {"llm": QUOTED}
    return [told(each, MODES | quoted) for each in explanation(log, steps_of(log))["sentences"]]


def by_a_model(log: QueryLog) -> bool:
    """Whether a language model worded any of it; only a quotation has a score."""
    worded = [step.detail for step in log.ordered_steps() if step.name == WORDED]
    return not worded or any("score" not in detail for detail in worded)


def told(sentence: Mapping[str, Any], modes: Mapping[str, str]) -> Told:
    claims = tuple(claimed(number, each) for number, each in enumerate(sentence["claims"], 1))
    return Told(
        said=sentence["said"],
        mode=modes.get(sentence["mode"], ""),
        pieces=tuple(pieces(sentence["text"], sentence["claims"])),
        findings=tuple(map(str, sentence["findings"])),
        sources=tuple(map(source, sentence["sources"])),
        claims=claims,
    )


def pieces(text: str, claims: Sequence[Mapping[str, Any]]) -> Iterator[Piece]:
    """The text in runs: its claims, and what lies between them."""
    end = 0
    for number, claim in enumerate(claims, 1):
        start, said = int(claim.get("start", 0)), str(claim.get("text", ""))
        if start < end or text[start : start + len(said)].lower() != said.lower():
            continue  # it lies over another, or was said otherwise
        yield from [Piece(text[end:start])] if start > end else []
        end = start + len(said)
        yield Piece(text[start:end], LOOKS.get(str(claim.get("verdict")), ""), number)
    yield from [Piece(text[end:])] if end < len(text) else []


def claimed(number: int, claim: Mapping[str, Any]) -> Claimed:
    verdict = str(claim.get("verdict", ""))
    evidence = tuple(carrier(each) for each in claim.get("evidence", ()))
    said, look = VERDICTS.get(verdict, verdict), LOOKS.get(verdict, "")
    return Claimed(number, str(claim.get("text", "")), said, look, str(claim.get("why", "")), evidence)


def carrier(each: Mapping[str, Any]) -> Line:
    kind, name = str(each.get("kind", "")), str(each.get("name", ""))
    label = CARRIED_BY.get(kind) or (name if kind == "passage" else name.replace("_", " "))
    about = ", ".join(filter(None, (str(each.get("place", "")), when(str(each.get("when", ""))))))
    text = ", ".join(filter(None, (str(each.get("text", "")), about)))
    return Line(label or kind, text, origin(str(each.get("source", "")), each), address(each))


def source(each: Mapping[str, Any]) -> Line:
    """What the whole sentence rests on."""
    kind, name = str(each.get("kind", "")), str(each.get("name", ""))
    titles = ", ".join(map(str, each.get("documents", ())))
    how = {"live": "asked live", "fresh": "kept, still fresh", "stale": "kept, stale"}.get(
        each.get("answered_by", ""), ""
    )
    return Line(KINDS.get(kind) or name, titles, origin(how, each), address(each))


def origin(name: str, each: Mapping[str, Any]) -> str:
    """The source and its age when the answer was given."""
    as_of = str(each.get("as_of", ""))
    return ", ".join(filter(None, (name, f"as of {moment(as_of)}" if as_of else "", age(each.get("age_seconds")))))


def when(text: str) -> str:
    """Of a day, or of the days or times from one to another."""
    first, _, last = text.partition("/")
    return f"{moment(first)} to {moment(last)}" if last and last != first else moment(first)


def moment(text: str) -> str:
    """An ISO moment to the minute, in its own zone."""
    return text[:16].replace("T", " ")


def age(seconds: object) -> str:
    if not isinstance(seconds, int):
        return ""
    for unit, size in UNITS:
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {unit}{'s' if count > 1 else ''} old"
    return "just then"


def address(each: Mapping[str, Any]) -> str:
    """A link that a browser may follow; "" for any other."""
    url = str(each.get("url", ""))
    return url if url.startswith(("https://", "http://")) else ""
