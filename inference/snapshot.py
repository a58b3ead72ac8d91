"""The release in memory: rows as unsaved instances, joined, indexed and compiled once."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from athena_project import releases
from athena_project.http import Allowed
from athena_project.models import Credential, EgressRule, HouseSettings, Release
from athena_project.releases import Content
from athena_project.secrets import KeyRingError
from inference.allotment import Allotment
from inference.models import LLM, ApiKey, Assistant, called
from inference.remembering import Memory
from inference.rows import Rows
from intents import trained
from intents.boundaries import Boundaries
from intents.chains import Chains
from intents.classifier import Classifier
from intents.german_clauses import GermanClauses
from intents.models import Chain, Entity, Intent, Pattern, SplitRule, TrainedModel
from intents.slots import Names
from intents.splitter import Splitter
from ragdomains.languages import base
from ragdomains.models import Domain, Place, Template
from ragdomains.sentences import Overrides
from validation.models import Rule

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AccessRows:
    """Who may: loaded beside the release, under a token of its own."""

    token: str = ""
    keys: Mapping[str, ApiKey] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[Allowed, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """What answers some of the questions in the live release's place, and which."""

    allotment: Allotment
    snapshot: "Snapshot"


@dataclass(frozen=True, slots=True)
class Shadowing:
    """What is asked in the background what was answered, and which of it; `sources`: whether it may ask services."""

    key: int
    sources: bool
    allotment: Allotment
    snapshot: "Snapshot"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that an answer is made from, as it was at one moment. A request sees one of these from start to end."""

    token: str
    release_id: int
    number: int
    house: HouseSettings
    assistants: tuple[Assistant, ...]
    llms: tuple[LLM, ...]
    intents: Mapping[str, Intent]
    topics: Mapping[str, str]  # what each intent is about
    asides: frozenset[str]  # intents that ask about the answer before, and change no topic
    fallback: Intent | None
    domains: Mapping[str, Domain]
    templates: Mapping[str, Overrides]  # by language; "" is for those that have none of their own
    rules: tuple[Rule, ...]
    chains: Chains
    names: Names
    classifier: Classifier
    splitters: Mapping[str, Splitter]
    access: AccessRows
    rows: Rows
    open_access: bool = False
    canary: Tried | None = None
    shadow: Shadowing | None = None
    tried: bool = False  # whether it is what a canary or a shadow answers from
    # of replace() too each snapshot gets its own: what was changed may be what these were made of
    understood: Memory[Any] = field(default_factory=Memory, init=False, repr=False, compare=False)
    examined: Memory[Any] = field(default_factory=Memory, init=False, repr=False, compare=False)
    meant: Memory[Assistant] = field(default_factory=Memory, init=False, repr=False, compare=False)

    @property
    def keys(self) -> Mapping[str, ApiKey]:
        return self.access.keys

    def assistant(self, name: str) -> Assistant | None:
        """The assistant that a client means by a model name; `:latest` at the end makes no difference."""
        wanted = called(name)
        found = self.meant.find(wanted) or next((each for each in self.assistants if wanted in each.called()), None)
        if found:
            self.meant.keep(wanted, found)
        return found

    def splitter(self, language: str) -> Splitter:
        """What takes a sentence of this language apart; "" is the one of the rules that hold in every language."""
        return self.splitters.get(language) or self.splitters[""]

    def wordings(self, language: str) -> Overrides:
        """The house's own sentences in this language: its own ones, and those that hold in every language."""
        return self.templates.get(base(language)) or self.templates[""]

    def secret(self, credential: Credential | None) -> str:
        return self.access.secrets.get(credential.name, "") if credential else ""


def load(tokens: Mapping[str, str], open_access: bool = False, earlier: Snapshot | None = None) -> Snapshot | None:
    """The newest release and access rows from the database; None before the first publish.

    `tokens` were heard before: a publish in between makes this snapshot stale, never wrongly fresh. The rows that the
    `earlier` snapshot holds just so are taken from it; what comes out is the same without it.
    """
    release = releases.current()
    if release is None:
        return None
    content: Content = orjson.loads(release.content)
    learned = trained.found(trained.examples_of(content)) or trained.newest()
    access = load_access(tokens.get("access", ""))
    return build(content, release, tokens.get("release", ""), access, open_access, learned, earlier)


def load_access(token: str) -> AccessRows:
    rules = EgressRule.objects.filter(enabled=True)
    return AccessRows(
        token=token,
        keys={key.key_id: key for key in ApiKey.objects.filter(revoked=False)},
        secrets={row.name: revealed(row) for row in Credential.objects.all()},
        allowed=tuple(rule.allowed() for rule in rules),
    )


def revealed(row: Credential) -> str:
    """The secret; "" for one that this ring cannot open: it must not keep a revoked key in force."""
    try:
        return row.reveal()
    except KeyRingError as error:
        log.error("the credential %s is left out: %s", row.name, error)
        return ""


def build(
    content: Content,
    release: Release,
    token: str,
    access: AccessRows,
    open_access: bool = False,
    learned: TrainedModel | None = None,
    earlier: Snapshot | None = None,
) -> Snapshot:
    """Joins and compiles the rows of a release, with what was `learned` from its examples (until then: from older)."""
    rows = Rows(content, earlier.rows if earlier else None)
    model, boundaries = trained.loaded(learned)
    intents = rows.all(Intent)
    names = Names.build(rows.all(Place), rows.all(Entity))
    return Snapshot(
        token=token,
        release_id=release.pk or 0,
        number=release.number,
        house=next(iter(rows.all(HouseSettings)), HouseSettings()),
        assistants=tuple(sorted(rows.all(Assistant), key=lambda row: (not row.default, row.name))),
        llms=tuple(sorted(rows.all(LLM), key=lambda row: (row.priority, row.name))),
        intents={intent.name: intent for intent in intents},
        topics={intent.name: intent.topic for intent in intents},
        asides=frozenset(intent.name for intent in intents if intent.mode == "explain"),
        fallback=next((intent for intent in intents if intent.fallback), None),
        domains={domain.name: domain for domain in rows.all(Domain)},
        templates=templates(rows.all(Template)),
        rules=tuple(sorted(rows.all(Rule), key=lambda row: (row.order, row.name))),
        chains=Chains.build(rows.all(Chain)),
        names=names,
        classifier=Classifier.build([row for row in intents if not row.fallback], rows.all(Pattern), model),
        splitters=splitters(rows.all(SplitRule), names, boundaries),
        access=access,
        rows=rows,
        open_access=open_access,
    )


# Where a language has rules of its own for the beginnings of clauses, these decide instead of the trained model.
BORDERS = {"de": GermanClauses()}


def splitters(rules: Sequence[SplitRule], names: Names, boundaries: Boundaries | None) -> dict[str, Splitter]:
    """One for each language that has rules of its own, and one ("") for all others."""
    return {
        code: Splitter.build(
            [rule for rule in rules if rule.language in ("", code)], names.all, BORDERS.get(code, boundaries)
        )
        for code in {"", *(rule.language for rule in rules)}
    }


def templates(rows: Sequence[Template]) -> dict[str, Overrides]:
    """One table for each language that has sentences of its own, and one ("") for all others."""
    ranked = sorted(rows, key=lambda row: row.language)  # that of the language itself comes last and stays
    return {
        code: {(row.domain_id, row.answer, row.form): row.text for row in ranked if row.language in ("", code)}
        for code in {"", *(row.language for row in rows)}
    }
