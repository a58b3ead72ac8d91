"""The rows that decided an answer are counted by the hour, exactly, whoever writes at the same time."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from athena_project import row_use
from athena_project.models import RowUse
from inference import recorder as recording
from inference.recorder import Recorder
from intents.models import Intent, Pattern
from tests.inference.queries import query, run
from tests.inference.test_recorder import until

NOW = datetime(2026, 3, 4, 15, 20, tzinfo=UTC)


def use(row: str, count: int = 1, hour: datetime = NOW) -> row_use.Use:
    return row_use.Use(row=row, hour=hour, count=count)


def stored() -> dict[str, int]:
    return dict(RowUse.objects.order_by("row").values_list("row", "count"))


@pytest.mark.django_db
def test_counts_are_added_to_those_that_are_stored() -> None:
    row_use.add([use("a:1"), use("a:2", 4), use("a:1")])
    row_use.add([use("a:1", 3), use("a:3")])
    assert stored() == {"a:1": 5, "a:2": 4, "a:3": 1}


@pytest.mark.django_db
def test_each_hour_has_its_own_count() -> None:
    row_use.add([use("a:1"), use("a:1", 2, NOW + timedelta(minutes=39)), use("a:1", 5, NOW + timedelta(minutes=40))])
    assert [each.count for each in RowUse.objects.order_by("hour")] == [3, 5]


@pytest.mark.django_db
def test_a_batch_is_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        row_use.add([use(f"a:{number % 250}") for number in range(2_000)])
    assert set(stored().values()) == {8}


class AnyBatches(TestCase):
    """Batches of any size and order; a database of its own for each example."""

    @given(st.lists(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 9)), max_size=700), max_size=3))
    def test_nothing_is_lost_or_counted_twice(self, batches: list[list[tuple[int, int]]]) -> None:
        expected: Counter[str] = Counter()
        for batch in batches:
            row_use.add([use(f"a:{row}", count) for row, count in batch])
            for row, count in batch:
                expected[f"a:{row}"] += count
        assert stored() == dict(sorted(expected.items()))


@pytest.mark.django_db(transaction=True)
def test_several_writers_at_once_lose_nothing() -> None:
    def write(start: int) -> None:
        for turn in range(20):
            with transaction.atomic():
                row_use.add([use(f"a:{(start + turn + step) % 7}") for step in range(5)])
        connection.close()

    writers = [threading.Thread(target=write, args=(start,)) for start in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sum(stored().values()) == 4 * 20 * 5


@pytest.mark.django_db(transaction=True)
def test_the_recorder_counts_the_rows_of_a_question() -> None:
    recorder = Recorder()
    recorder.start()
    made = run()
    made.used |= {"intents.intent:1", "intents.pattern:7"}
    for _ in range(3):
        recorder.add(query(), made)
    assert until(lambda: stored() == {"intents.intent:1": 3, "intents.pattern:7": 3})
    recorder.stop()


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_is_written_again_counts_once() -> None:
    made = run()
    made.used.add("intents.intent:1")
    row = recording.log_row(query(), made)
    record = recording.Record(row, [*recording.uses_of(made, row.at)])
    recording.write([record])
    recording.write([record])
    assert stored() == {"intents.intent:1": 1}


@pytest.mark.django_db
def test_what_no_page_asks_for_is_forgotten() -> None:
    row_use.add([use("a:old", 1, timezone.now() - timedelta(days=32)), use("a:new", 1, timezone.now())])
    assert row_use.prune(timezone.now()) == 1
    assert stored() == {"a:new": 1}


@pytest.mark.django_db
def test_rows_know_their_use_of_a_day_and_of_a_month(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    intent = Intent.objects.create(name="a", title="a", mode="decline")
    rows = [Pattern.objects.create(intent=intent, text=str(number)) for number in range(3)]
    now = timezone.now()
    for row, hours, count in ((rows[0], 1, 2), (rows[0], 100, 5), (rows[1], 800, 9), (rows[1], 24 * 29, 1)):
        row_use.add([use(row_use.label(row), count, now - timedelta(hours=hours))])
    with django_assert_num_queries(1):
        found = [(row.used_day, row.used_month) for row in row_use.used(Pattern.objects.order_by("pk"))]
    assert found == [(2, 7), (0, 1), (0, 0)]


@pytest.mark.django_db
def test_rows_that_decided_nothing_are_found() -> None:
    intent = Intent.objects.create(name="a", title="a", mode="decline")
    rows = [Pattern.objects.create(intent=intent, text=str(number)) for number in range(12)]
    row_use.add([use(row_use.label(row), 1, timezone.now()) for row in rows[:1]])
    assert list(row_use.unused(Pattern.objects.order_by("pk"))) == rows[1:]
