"""Rules with what runs for them: the kind's check, and its options read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ValidationError

from athena_project.models import readable
from athena_project.plugins import UnknownKind
from validation.checks import RESTING, Check, checks, family
from validation.models import Rule
from validation.same import Same
from validation.types import Draft


@dataclass(frozen=True, slots=True)
class Way:
    """A kind with the options of a rule, which are the same for every sentence.

    `waits`: it gets a timer, which costs more than most checks, and stops only one that waits. `rests`: it compares the
    sentence with what was found, so that no order in there may count.
    """

    check: Check
    options: BaseModel
    waits: bool
    rests: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule with what runs for it; `unfit` says why nothing does."""

    rule: Rule
    way: Way | None = None
    unfit: str = ""


def in_order(rules: Sequence[Rule]) -> tuple[Ready, ...]:
    """The rules with what runs for them, first things first. Those of a snapshot are a tuple, and never change."""
    return _kept(Same(rules)) if isinstance(rules, tuple) else _made(rules)


@lru_cache(maxsize=4)  # as many snapshots as answer at once, and one
def _kept(rules: Same) -> tuple[Ready, ...]:
    return _made(rules.held)


def applying(rules: Sequence[Rule], draft: Draft) -> tuple[Ready, ...]:
    """Those of them that are on, and made for the answer mode, intent, domain, assistant and language of this draft."""
    asked = (draft.mode, draft.intent, draft.domain, draft.assistant, draft.language)
    return _applying(Same(rules), asked) if isinstance(rules, tuple) else _chosen(rules, asked)


@lru_cache(maxsize=256)
def _applying(rules: Same, asked: Sequence[str]) -> tuple[Ready, ...]:
    return _chosen(rules.held, asked)


def _chosen(rules: Sequence[Rule], asked: Sequence[str]) -> tuple[Ready, ...]:
    return tuple(each for each in in_order(rules) if applies(each.rule, asked))


def applies(rule: Rule, asked: Sequence[str]) -> bool:
    scope = (rule.modes, rule.intents, rule.domains, rule.assistants, rule.languages)
    return rule.enabled and all(not named or one in named for named, one in zip(scope, asked, strict=True))


def _made(rules: Sequence[Rule]) -> tuple[Ready, ...]:
    return tuple(_made_ready(rule) for rule in sorted(rules, key=lambda rule: (rule.order, rule.name)))


def unfit(rule: Rule) -> str:
    """Why nothing runs for a rule: its kind is gone, or its options do not fit it any more. "" where it runs."""
    return _made_ready(rule).unfit


def _made_ready(rule: Rule) -> Ready:
    try:
        return Ready(rule, _way(rule.kind, Same(rule.options)))
    except (UnknownKind, ValidationError, TypeError) as error:
        return Ready(rule, unfit="; ".join(readable(error)) if isinstance(error, ValidationError) else str(error))


@lru_cache(maxsize=512)
def _way(kind: str, options: Same) -> Way:
    plugin = checks[kind]
    waits, rests = bool(plugin.extra.get("waits", True)), family(kind) in RESTING
    return Way(plugin.run, plugin.options.model_validate(options.held or {}), waits, rests)
