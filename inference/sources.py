"""Where an answer came from, as its steps tell it: sources that were asked, documents, a model, devices."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

SERVICE, DOCUMENTS, OWN, DEVICES, MODEL, HOUSE = "service", "documents", "own", "devices", "model", "house"
RETRIEVE, EXAMINE = "retrieve:", "examine"
EARLIER = "retrieve:earlier answer"
OWN_SOURCES = frozenset({"", "Athena"})


class Step(Protocol):
    """A span of a run, or the row that was made of it."""

    @property
    def name(self) -> str: ...

    @property
    def detail(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that an answer rests on. `answered_by` is live, fresh or stale; `documents` are titles.

    `kind` is service, documents, own (worked out here), devices (the client's tools), model (what it knows by itself)
    or house (fixed words: nothing was looked up).
    """

    kind: str = HOUSE
    name: str = ""
    url: str = ""
    as_of: datetime | None = None
    answered_by: str = ""
    domain: str = ""
    documents: tuple[str, ...] = ()

    def described(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat() if self.as_of else ""
        head = {"kind": self.kind, "name": self.name, "url": self.url, "as_of": as_of}
        rest = {"answered_by": self.answered_by, "domain": self.domain, "documents": list(self.documents)}
        return {name: value for name, value in (head | rest).items() if value}


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer that was given before, and where it came from."""

    query_id: uuid.UUID
    sources: tuple[Source, ...]


def sources(steps: Iterable[Step]) -> tuple[Source, ...]:
    """Each source of what was said, once, in the order of the sentences."""
    known = list(steps)
    found = [source for step in said(known) for source in sources_of(step.detail, known)]
    return tuple(dict.fromkeys(found))


def said(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps of the sentences that left."""
    for step in steps:
        if step.name == EXAMINE and step.detail.get("verdict") in {"pass", "fix"}:
            yield step


def sources_of(sentence: Mapping[str, Any], steps: Sequence[Step]) -> tuple[Source, ...]:
    """What one sentence rests on, by the detail of its step."""
    domain, mode = str(sentence.get("domain", "")), sentence.get("mode")
    if domain:
        return (looked_up(domain, sentence, steps),)
    earlier = [read(each) for step in steps if step.name == EARLIER for each in step.detail.get("sources", ())]
    if earlier:
        return tuple(earlier)
    if sentence.get("results of tools"):
        return (Source(DEVICES),)
    return (Source(MODEL if mode == "llm" else HOUSE),)


def looked_up(domain: str, sentence: Mapping[str, Any], steps: Sequence[Step]) -> Source:
    """The look-up of the domain for the sentence's own question."""
    asked = [step.detail for step in steps if step.name == f"{RETRIEVE}{domain}" and "source" in step.detail]
    same = [detail for detail in asked if detail.get("question") == sentence.get("question")]
    detail = next(iter(same or asked), {})
    titles = tuple(dict.fromkeys(str(each.get("document", "")) for each in detail.get("passages", ())))
    name = str(detail.get("source", ""))
    kind = DOCUMENTS if name == "your documents" else OWN if name in OWN_SOURCES and not titles else SERVICE
    quoted = carriers(sentence) or titles[:1]
    return Source(
        kind=kind,
        name=name,
        url=str(detail.get("address", "")),
        as_of=moment(detail.get("as of")),
        answered_by=str(detail.get("answered by", "")),
        domain=domain,
        documents=quoted if kind == DOCUMENTS else (),
    )


def carriers(sentence: Mapping[str, Any]) -> tuple[str, ...]:
    """The documents that carry its claims, where these have been linked."""
    found = (each for claim in sentence.get("claims", ()) for each in claim.get("evidence", ()))
    names = (str(each.get("name", "")).partition(" › ")[0] for each in found if each.get("kind") == "passage")
    return tuple(dict.fromkeys(filter(None, names)))


def read(told: Mapping[str, Any]) -> Source:
    """A source as it was described."""
    return Source(
        kind=str(told.get("kind", HOUSE)),
        name=str(told.get("name", "")),
        url=str(told.get("url", "")),
        as_of=moment(told.get("as_of")),
        answered_by=str(told.get("answered_by", "")),
        domain=str(told.get("domain", "")),
        documents=tuple(map(str, told.get("documents", ()))),
    )


def moment(text: object) -> datetime | None:
    """The moment; None for what is none, or has no zone."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None
