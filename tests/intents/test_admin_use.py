"""The lists say how often each row decided an answer, in one query, and which rows never did."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from athena_project import row_use
from intents.models import Chain, Entity, Intent, Pattern, SplitRule

pytestmark = pytest.mark.django_db


def intent(number: int) -> Intent:
    return Intent.objects.create(name=f"i{number}", title="t", mode="decline")


MAKERS: list[Callable[[int], Any]] = [
    intent,
    lambda number: Pattern.objects.create(intent=intent(number), text=f"text {number}"),
    lambda number: Entity.objects.create(type="person", value=f"v{number}"),
    lambda number: SplitRule.objects.create(name=f"s{number}", connectors=["and"]),
    lambda number: Chain.objects.create(name=f"c{number}", triggers=[f"t {number}"], questions=["q"]),
]
KINDS = pytest.mark.parametrize("make", MAKERS, ids=["intent", "pattern", "entity", "splitrule", "chain"])


def used(row: Any, hours: int, count: int) -> None:
    row_use.add([row_use.Use(row=row_use.label(row), hour=timezone.now() - timedelta(hours=hours), count=count)])


def listed(client: Client, row: Any, query: str = "") -> Any:
    return client.get(reverse(f"admin:intents_{row._meta.model_name}_changelist") + query)


def shown(response: Any) -> list[Any]:
    return sorted(row.pk for row in response.context["cl"].result_list)


@KINDS
def test_the_list_counts_a_day_and_a_month(make: Callable[[int], Any], admin_client: Client) -> None:
    row = make(1)
    used(row, 1, 3)
    used(row, 200, 40)
    page = listed(admin_client, row).text
    assert 'class="field-day">3<' in page and 'class="field-month">43<' in page


@KINDS
def test_a_row_that_is_not_used_while_others_are_is_flagged_in_words(
    make: Callable[[int], Any], admin_client: Client
) -> None:
    row, other = make(1), make(2)
    used(other, 1, 1)
    assert listed(admin_client, row).text.count("not used</span>") == 1


@KINDS
def test_nothing_is_flagged_before_anything_was_counted(make: Callable[[int], Any], admin_client: Client) -> None:
    assert "not used</span>" not in listed(admin_client, make(1)).text


def test_a_row_that_is_switched_off_is_not_flagged(admin_client: Client) -> None:
    off, other = intent(1), intent(2)
    Intent.objects.filter(pk=off.pk).update(enabled=False)
    used(other, 1, 1)
    assert "not used</span>" not in listed(admin_client, off).text


@KINDS
def test_the_filter_finds_what_never_decided_an_answer(make: Callable[[int], Any], admin_client: Client) -> None:
    row, other = make(1), make(2)
    used(other, 700, 1)
    assert shown(listed(admin_client, row, "?use=never")) == [row.pk]
    assert shown(listed(admin_client, row, "?use=some")) == [other.pk]


@KINDS
def test_the_number_of_queries_does_not_grow_with_the_rows(
    make: Callable[[int], Any], admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [make(number) for number in range(30)]
    for row in rows:
        used(row, 1, 1)
    with django_assert_max_num_queries(12):
        page = listed(admin_client, rows[0]).text
    assert page.count('class="field-day">1<') == 30


def test_the_list_can_be_sorted_by_use(admin_client: Client) -> None:
    rows = [intent(number) for number in range(3)]
    for row, count in zip(rows, (2, 9, 5), strict=True):
        used(row, 1, count)
    columns = listed(admin_client, rows[0]).context["cl"].list_display
    response = listed(admin_client, rows[0], f"?o=-{columns.index('day')}")
    assert [row.pk for row in response.context["cl"].result_list] == [rows[1].pk, rows[2].pk, rows[0].pk]
