"""Rows that go in by few statements are what bulk_create would have made of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from athena_project.inserts import AT_ONCE, insert
from athena_project.models import ConfigChange, RowUse

HOUR = datetime(2026, 11, 30, 7, tzinfo=UTC)


@pytest.mark.django_db
def test_the_rows_are_what_bulk_create_would_have_made() -> None:
    def change(label: str) -> ConfigChange:
        return ConfigChange(action="add", model="m", row="1", label=label, after={"a": [1, "ü", None]})

    insert([change("ours")])
    ConfigChange.objects.bulk_create([change("theirs")])
    ours, theirs = (told(ConfigChange.objects.get(label=label)) for label in ("ours", "theirs"))
    assert ours == theirs


def told(row: ConfigChange) -> dict[str, Any]:
    own = {"id", "at", "label"}
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in own}


@pytest.mark.django_db
def test_more_rows_than_one_statement_takes_go_in_by_several(django_assert_num_queries: Any) -> None:
    rows = [RowUse(row=f"a.b:{number}", hour=HOUR, count=number) for number in range(AT_ONCE // 3 + 1)]
    with django_assert_num_queries(2):
        insert(rows)
    assert RowUse.objects.count() == len(rows)
    assert RowUse.objects.get(row="a.b:7").hour == HOUR


def test_of_no_rows_nothing_is_asked() -> None:
    insert([])
