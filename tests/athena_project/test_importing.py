"""A look at a file says what its import does, and neither writes nor holds a lock meanwhile."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from athena_project import configuration, plans, releases
from athena_project.changes import gathered
from athena_project.configuration import Document
from athena_project.models import Credential
from intents.models import Chain, Intent, Pattern
from ragdomains.models import Domain

pytestmark = pytest.mark.django_db

NEW: dict[str, Any] = {"name": "new", "title": "new", "kind": "open_meteo"}
OF_NEW = {"name": "asks_new", "title": "new", "domain": "new", "ask": "now"}
FILES: dict[str, Document] = {
    "rows that lead to new ones": {
        "ragdomains.domain": [NEW, {**NEW, "name": "newer", "credential": "a-key"}],
        "intents.intent": [OF_NEW, {**OF_NEW, "name": "too", "domain": "newer"}],
        "intents.pattern": [
            {"intent": name, "type": "phrase", "text": "the very same"} for name in ("asks_new", "too")
        ],
    },
    "what goes takes others along": {"intents.intent": [], "intents.pattern": []},
    "a domain goes, its intent stays": {
        "ragdomains.domain": [],
        "intents.intent": [{"name": "asks", "title": "asks", "mode": "decline"}],
    },
    "one row named twice": {
        "intents.chain": [
            {"name": "c", "triggers": ["x"], "questions": ["z"]},
            {"name": "c", "triggers": ["y"], "questions": ["z"]},
        ]
    },
    "the fallback moves": {
        "intents.intent": [
            {"name": "last", "title": "last", "mode": "decline"},
            {"name": "other", "title": "other", "mode": "decline", "fallback": True},
        ]
    },
}
REFUSED: dict[str, Document] = {
    "two fallbacks": {
        "intents.intent": [
            {"name": name, "title": name, "mode": "decline", "fallback": name != "last"} for name in ("last", "a", "b")
        ]
    },
    "what leads to a row that goes": {"ragdomains.domain": [], "intents.intent": [{**OF_NEW, "domain": "old"}]},
    "chains that call each other": {
        "intents.chain": [
            {"name": "one", "triggers": ["do one"], "questions": ["do two"]},
            {"name": "two", "triggers": ["do two"], "questions": ["do one"]},
        ]
    },
    "two assistants with one name": {"inference.assistant": [{"name": "a", "aliases": ["b"]}, {"name": "b"}]},
}


@pytest.fixture(autouse=True)
def _rows() -> None:
    domain = Domain.objects.create(name="old", title="old", kind="open_meteo")
    intent = Intent.objects.create(name="asks", title="asks", domain=domain, ask="now")
    Intent.objects.create(name="last", title="last", mode="decline", fallback=True)
    Pattern.objects.create(intent=intent, type="phrase", text="old")
    Chain.objects.create(name="mine", triggers=["mine"])


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("delete", [False, True])
def test_a_look_says_what_the_import_does(name: str, delete: bool) -> None:
    before = releases.compile()
    seen = configuration.load(FILES[name], dry_run=True, delete=delete)
    assert releases.compile() == before and not Credential.objects.exists()
    assert [nameless(one) for one in seen] == [nameless(one) for one in configuration.load(FILES[name], delete=delete)]


def nameless(one: releases.Difference) -> tuple[Any, ...]:
    return one.action, one.model, one.label, one.fields


@pytest.mark.parametrize("name", REFUSED)
def test_a_look_refuses_what_the_import_refuses(name: str) -> None:
    said = []
    for dry_run in (True, False):
        with pytest.raises(configuration.ConfigurationError) as refused:
            configuration.load(REFUSED[name], dry_run=dry_run, delete=True)
        said.append(refused.value.problems)
    assert said[0] == said[1] and len(said[0]) == 1


def test_a_plan_only_reads_so_that_nobody_waits_for_it() -> None:
    with CaptureQueriesContext(connection) as asked:
        plan = plans.plan(plans.Wish(FILES["rows that lead to new ones"], delete=True))
    assert plan.differences and {query["sql"].split()[0] for query in asked.captured_queries} == {"SELECT"}


def test_a_plan_looks_again_where_somebody_edits_meanwhile() -> None:
    edits = iter(("first", "second"))

    def guard(_row: Any) -> str:
        """Called for each row that differs: here comes an edit of somebody else."""
        if name := next(edits, ""):
            with gathered():
                Chain.objects.create(name=name, triggers=[name])
        return ""

    document: Document = {"intents.chain": [{"name": "c", "triggers": ["x"], "questions": ["y"]}]}
    wish = plans.Wish(document, delete=True, guard=guard)
    plan = plans.plan(wish)
    assert plan.digest == plans.digest(wish) and plan.seen.removals == 3
