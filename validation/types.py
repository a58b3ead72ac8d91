"""What the checks look at and what they say: Draft, Claim, Finding; and what carries a claim: Link, Carrier."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from athena_project.values import quick
from ragdomains.types import Evidence


@dataclass(frozen=True, slots=True)
class Claim:
    """A span that can be wrong. `kind` is number, date, time, name, url, state, action or comparison.

    `value` is its canonical form. The last three may lie over others.
    """

    kind: str
    text: str
    start: int
    end: int
    value: str | float = ""
    unit: str = ""
    step: float = 0.0

    def __hash__(self) -> int:
        """Of what tells the claims of a text apart; to take in all of it costs as much as what is kept by it."""
        return hash((self.start, self.end, self.kind))


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked and answered before in the same conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check asks a language model: which one, by the name of its row, the task, and about what.

    The answer must be JSON that fits `schema`.
    """

    llm: str
    task: str
    text: str
    schema: Mapping[str, object]


# Answers with the model's own words; raises UndecidedError (validation/checks) where it has none.
Ask = Callable[[Asked], Awaitable[str]]


@quick
@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence about to be spoken, with all that it may rest on.

    `mode` is the answer mode that made it (facts, llm, decline). `before` is what was already released of this part.
    `results` is what the client's tools answered since the question. `prompt` is what the model was told of itself,
    which must not be said. `structured`: it is JSON. `turns` are the earlier ones of this conversation, the oldest
    first. `slots` is what the question names, as it was understood: place, day, team. `ask` reaches the
    house's models; None where none may be asked. `doubted`: a rule before this one has objected. `assistant` is the
    name of the one that is asked.
    """

    sentence: str
    question: str
    mode: str
    intent: str = ""
    domain: str = ""
    evidence: tuple[Evidence, ...] = ()
    before: str = ""
    language: str = "en"
    spoken: bool = True
    results: tuple[str, ...] = ()
    prompt: str = ""
    structured: bool = False
    turns: tuple[Turn, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    ask: Ask | None = field(default=None, repr=False, compare=False)
    doubted: bool = False
    assistant: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says against a draft. `action` is flag, fix, retry or refuse; `fixed` is the mended sentence.

    `evidence` is what speaks against the claim, in a few words.
    """

    rule: str
    kind: str
    message: str
    action: str = "flag"
    severity: str = "warning"
    claim: Claim | None = None
    fixed: str = ""
    evidence: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries a claim. `kind` is fact, passage, result (of a client's tool), value, question or before.

    `text` is how it stands there. `when` is what the fact is about, as ISO text, and `as_of` when its source gave it.
    """

    kind: str
    text: str
    name: str = ""
    place: str = ""
    when: str = ""
    source: str = ""
    url: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A claim, or the words of a sentence that makes none, and what carries it.

    `verdict` is supported, related (a passage shares its words), derived (worked out from what is known), asked (only
    the question says it), elsewhere (said of another day, place or thing), unsupported or contradicted; `why` is what a
    rule had against it.
    """

    text: str
    kind: str
    start: int
    verdict: str
    carriers: tuple[Carrier, ...] = ()
    why: str = ""
