"""The pages of intents: many patterns a page at a time, lists as lines."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from intents.models import Chain, Entity, Intent, Pattern, SplitRule, TestCase
from tests.athena_project.admin_pages import field_errors, form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def intent() -> Intent:
    """An intent with 95 patterns: three pages of the inline."""
    found = Intent.objects.create(name="kettle", title="the kettle", mode="decline", reply="No kettle.")
    Pattern.objects.bulk_create([Pattern(intent=found, text=f"boil {n:03}") for n in range(95)])
    return found


def change_url(intent: Intent, page: int = 1) -> str:
    return f"{reverse('admin:intents_intent_change', args=[intent.pk])}?pattern_page={page}"


def texts(data: dict[str, Any]) -> list[str]:
    return [str(data[name]) for name in data if name.endswith("-text") and data[name]]


@pytest.mark.parametrize(
    ("page", "first", "count"),
    [(1, "boil 000", 40), (2, "boil 040", 40), (3, "boil 080", 15), (99, "boil 080", 15), (0, "boil 080", 15)],
)
def test_patterns_come_a_page_at_a_time(
    page: int, first: str, count: int, intent: Intent, admin_client: Client
) -> None:
    shown = texts(form_data(admin_client.get(change_url(intent, page))))
    assert (shown[0], len(shown)) == (first, count)


def test_a_page_that_is_no_number_is_the_first(intent: Intent, admin_client: Client) -> None:
    response = admin_client.get(change_url(intent).replace("=1", "=x"))
    assert texts(form_data(response))[0] == "boil 000"
    assert "95 patterns, page 1 of 3" in response.text


def test_saving_a_page_changes_its_rows_and_no_others(intent: Intent, admin_client: Client) -> None:
    data = form_data(admin_client.get(change_url(intent, 2)))
    changes = {"patterns-0-text": "boil now", "patterns-1-DELETE": "on", "patterns-40-text": "boil later"}
    assert admin_client.post(change_url(intent, 2), {**data, **changes}).status_code == 302
    expected = {f"boil {n:03}" for n in range(95) if n not in (40, 41)} | {"boil now", "boil later"}
    assert set(intent.patterns.values_list("text", flat=True)) == expected


def test_rows_added_meanwhile_do_not_shift_what_is_saved(intent: Intent, admin_client: Client) -> None:
    data = form_data(admin_client.get(change_url(intent, 2)))
    Pattern.objects.filter(text="boil 000").delete()
    admin_client.post(change_url(intent, 2), {**data, "patterns-0-text": "boil now"})
    assert set(intent.patterns.values_list("text", flat=True)) == {f"boil {n:03}" for n in range(1, 95) if n != 40} | {
        "boil now"
    }


def test_the_pattern_of_another_intent_cannot_be_slipped_in(intent: Intent, admin_client: Client) -> None:
    other = Intent.objects.create(name="other", title="other", mode="decline")
    stranger = Pattern.objects.create(intent=other, text="stay")
    data = form_data(admin_client.get(change_url(intent, 3)))
    admin_client.post(change_url(intent, 3), {**data, "patterns-0-id": str(stranger.pk), "patterns-0-text": "taken"})
    stranger.refresh_from_db()
    assert (stranger.text, stranger.intent) == ("stay", other)


def test_a_bad_expression_is_explained_at_its_row(intent: Intent, admin_client: Client) -> None:
    data = form_data(admin_client.get(change_url(intent, 3)))
    response = admin_client.post(change_url(intent, 3), {**data, "patterns-0-type": "regex", "patterns-0-text": "(a"})
    assert "RE2 refuses this expression" in response.text


def test_many_intents_are_listed_with_few_queries(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        row = Intent.objects.create(name=f"i{number}", title="t", mode="decline")
        Pattern.objects.create(intent=row, text="a")
    with django_assert_max_num_queries(12):
        page = admin_client.get(reverse("admin:intents_intent_changelist")).text
    assert page.count('class="field-signs">1<') == 30


@pytest.mark.parametrize(
    ("model", "typed", "stored"),
    [
        (Entity, {"type": "room", "value": "bath", "synonyms": "loo\nwc"}, {"synonyms": ["loo", "wc"]}),
        (
            SplitRule,
            {"name": "en", "connectors": "and\nthen", "protected": "", "max_parts": 5, "max_words": 60},
            {"connectors": ["and", "then"], "protected": []},
        ),
        (
            Chain,
            {"name": "m", "triggers": "good morning", "questions": "a?\nb?\na?", "on_failure": "stop"},
            {"questions": ["a?", "b?", "a?"], "on_failure": "stop"},
        ),
        (
            TestCase,
            {"question": "q?", "intents": "a", "slots": '{"place": "Oslo"}'},
            {"intents": ["a"], "slots": {"place": "Oslo"}},
        ),
        (TestCase, {"question": "q?", "intents": "a", "slots": ""}, {"slots": {}}),
        (
            TestCase,
            {"question": "and there?", "context": "one?\ntwo?", "domain": "time", "forbidden": "a\nb"},
            {"context": ["one?", "two?"], "domain": "time", "forbidden": ["a", "b"], "intents": []},
        ),
    ],
)
def test_lists_are_lines(model: Any, typed: dict[str, Any], stored: dict[str, Any], admin_client: Client) -> None:
    url = reverse(f"admin:intents_{model._meta.model_name}_add")
    assert admin_client.post(url, {**typed, "enabled": "on"}).status_code == 302
    row = model.objects.get()
    assert {name: getattr(row, name) for name in stored} == stored


def test_a_name_without_a_word_is_refused_at_the_field(admin_client: Client) -> None:
    data = {"type": "person", "value": "?!", "synonyms": "", "enabled": "on"}
    errors = field_errors(admin_client.post(reverse("admin:intents_entity_add"), data))
    assert "holds no word" in errors["value"][0]


def test_a_chain_without_questions_is_refused_at_the_field(admin_client: Client) -> None:
    response = admin_client.post(
        reverse("admin:intents_chain_add"), {"name": "m", "triggers": "a", "questions": " \n ", "on_failure": "stop"}
    )
    assert field_errors(response) == {"questions": ["This field is required."]}
