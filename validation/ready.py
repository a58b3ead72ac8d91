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


def applying(rules: Sequence[Rule], mode: str, intent: str) -> tuple[Ready, ...]:
    """Those of them that are on, and made for this answer mode and intent."""
    return _applying(Same(rules), mode, intent) if isinstance(rules, tuple) else _chosen(rules, mode, intent)


@lru_cache(maxsize=256)
def _applying(rules: Same, mode: str, intent: str) -> tuple[Ready, ...]:
    return _chosen(rules.held, mode, intent)


def _chosen(rules: Sequence[Rule], mode: str, intent: str) -> tuple[Ready, ...]:
    return tuple(each for each in in_order(rules) if applies(each.rule, mode, intent))


def applies(rule: Rule, mode: str, intent: str) -> bool:
    return rule.enabled and (not rule.modes or mode in rule.modes) and (not rule.intents or intent in rule.intents)


def _made(rules: Sequence[Rule]) -> tuple[Ready, ...]:
    return tuple(_made_ready(rule) for rule in sorted(rules, key=lambda rule: (rule.order, rule.name)))


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
