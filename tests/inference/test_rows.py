"""A release that is joined upon the one before is what it would be from nothing, and shares what was left alone."""

from copy import deepcopy
from typing import Any

from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from athena_project.models import Credential, Release
from athena_project.releases import Content
from inference.rows import Rows
from inference.snapshot import AccessRows, build
from intents.models import Intent, Pattern
from ragdomains.models import Domain

NAMES = ["sums", "times"]
TEXTS = ["add them up", "what time is it", "how late", "time", "sum"]
TYPES = ["example", "phrase", "keyword", "negative", "fuzzy", "regex"]

domains = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "title": st.sampled_from(["one", "other"]),
        "kind": st.just("clock"),
        "credential": st.sampled_from([None, "key"]),
    }
)
intents = st.fixed_dictionaries(
    {
        "name": st.sampled_from([f"{name}.{number}" for name in NAMES for number in range(2)]),
        "title": st.just("it"),
        "mode": st.sampled_from(["facts", "none"]),
        "domain": st.sampled_from([None, 1, 2, 3]),
    },
    optional={"threshold": st.sampled_from([0.2, 0.5])},
)
patterns = st.fixed_dictionaries(
    {
        "intent": st.integers(1, 4),
        "type": st.sampled_from(TYPES),
        "text": st.sampled_from(TEXTS),
        "language": st.sampled_from(["", "de"]),
    }
)


def some(rows: st.SearchStrategy[dict[str, Any]], most: int) -> st.SearchStrategy[dict[str, dict[str, Any]]]:
    return st.dictionaries(st.integers(1, most).map(str), rows, max_size=most)


contents = st.fixed_dictionaries(
    {"ragdomains.domain": some(domains, 3), "intents.intent": some(intents, 4), "intents.pattern": some(patterns, 8)}
)


def plain(row: models.Model) -> dict[str, Any]:
    """All that a row says, and what the rows that it leads to say."""
    own = {name: value for name, value in vars(row).items() if name != "_state"}
    led = {name: plain(other) if other else None for name, other in sorted(row._state.fields_cache.items())}
    return {**own, **led, "saved": not row._state.adding}


def said(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    return {model._meta.label_lower: [plain(row) for row in each.values()] for model, each in rows.by_model.items()}


@given(contents, contents)
def test_rows_joined_upon_others_are_the_same_as_from_nothing(before: Content, after: Content) -> None:
    assert said(Rows(after, Rows(before))) == said(Rows(after))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(contents, contents)
def test_a_snapshot_built_upon_another_understands_as_one_from_nothing(before: Content, after: Content) -> None:
    release = Release(number=1)
    earlier = build(before, release, "one", AccessRows())
    upon = build(after, release, "two", AccessRows(), earlier=earlier)
    alone = build(after, release, "two", AccessRows())
    assert [plain(row) for row in upon.intents.values()] == [plain(row) for row in alone.intents.values()]
    for text in (*TEXTS, "please tell me the time"):
        for language in ("en", "de"):
            assert upon.classifier.classify(text, language) == alone.classifier.classify(text, language)


HOUSE: Content = {
    "ragdomains.domain": {"1": {"name": "sums", "title": "sums", "kind": "calculator", "credential": "key"}},
    "intents.intent": {
        "1": {"name": "add", "title": "add", "domain": 1},
        "2": {"name": "hello", "title": "hello", "domain": None},
    },
    "intents.pattern": {
        "1": {"intent": 1, "text": "add them up"},
        "2": {"intent": 2, "text": "good day"},
        "3": {"intent": 2, "text": "good night"},
    },
}


def edited(model: str, key: str, **fields: Any) -> Content:
    changed = deepcopy(HOUSE)
    changed[model][key].update(fields)
    return changed


def test_an_edited_row_is_new_and_all_others_are_shared() -> None:
    first = Rows(deepcopy(HOUSE))
    second = Rows(edited("intents.pattern", "2", text="good evening"), first)
    assert [one is other for one, other in zip(first.all(Pattern), second.all(Pattern), strict=True)] == [1, 0, 1]
    assert first.all(Intent)[1] is second.all(Intent)[1]
    assert second.moved[Pattern] == {2} and not second.moved[Intent]


def test_rows_follow_the_row_that_they_lead_to() -> None:
    first = Rows(deepcopy(HOUSE))
    second = Rows(edited("ragdomains.domain", "1", title="arithmetic"), first)
    assert plain(second.all(Pattern)[0])["intent"]["domain"]["title"] == "arithmetic"
    assert plain(first.all(Pattern)[0])["intent"]["domain"]["title"] == "sums"  # an answer under way sees what it was
    assert [second.moved[model] for model in (Domain, Intent, Pattern)] == [{1}, {1}, {1}]


def test_a_row_goes_with_the_row_that_it_needs_and_comes_back_with_it() -> None:
    first = Rows(deepcopy(HOUSE))
    without = deepcopy(HOUSE)
    del without["intents.intent"]["2"]
    second = Rows(without, first)
    assert [row.pk for row in second.all(Pattern)] == [1] and second.moved[Pattern] == {2, 3}
    assert [row.pk for row in Rows(deepcopy(HOUSE), second).all(Pattern)] == [1, 2, 3]


def test_a_credential_is_known_by_its_name_only() -> None:
    (row,) = Rows(deepcopy(HOUSE)).all(Domain)
    assert isinstance(row.credential, Credential) and row.credential.name == "key" and row.credential.pk is None
