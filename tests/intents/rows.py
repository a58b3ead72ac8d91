"""Unsaved rows to understand with: the shipped seed, and small ones made in a test."""

from functools import cache
from typing import Any

from athena_project import bootstrap
from intents.models import Chain, Intent, Pattern, SplitRule, TestCase
from ragdomains.models import Domain

LEADING = ("domain", "otherwise", "papers")  # the fields of an intent that name a domain


@cache
def seed() -> dict[str, list[dict[str, Any]]]:
    return bootstrap.seed()


def intent(name: str, **fields: Any) -> Intent:
    return Intent(name=name, **fields)


def pattern(owner: Intent, kind: str, text: str, weight: float = 1.0) -> Pattern:
    return Pattern(intent=owner, type=kind, text=text, weight=weight)


@cache
def seed_intents() -> dict[str, Intent]:
    rows = seed()["intents.intent"]
    named = {row[field] for row in rows for field in LEADING if row.get(field)}
    domains = {name: Domain(name=name, kind=name) for name in named}
    return {row["name"]: Intent(**{**row, **{field: domains.get(row.get(field)) for field in LEADING}}) for row in rows}


@cache
def seed_patterns() -> list[Pattern]:
    owners = seed_intents()
    return [Pattern(**{**row, "intent": owners[row["intent"]]}) for row in seed()["intents.pattern"]]


def seed_split_rules() -> list[SplitRule]:
    return [SplitRule(**row) for row in seed()["intents.splitrule"]]


def seed_chains() -> list[Chain]:
    return [Chain(**row) for row in seed()["intents.chain"]]


def seed_cases() -> list[TestCase]:
    return [TestCase(**row) for row in seed()["intents.testcase"]]
