"""The query log is written in batches, survives a database that is away, and takes any text."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from athena_project.metrics import LOG_DROPPED
from inference import recorder as recording
from inference.models import QueryLog
from inference.plain import clean, plain
from inference.recorder import Recorder
from inference.state import Query, Run
from tests.inference.queries import query, run

ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.fixture
def recorder(transactional_db: None) -> Iterator[Recorder]:
    found = Recorder()
    found.start()
    yield found
    found.stop()


def until(condition: Callable[[], bool], seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def filled(question: str = "what time is it") -> tuple[Query, Run]:
    made = run()
    with made.span("understand") as span:
        span.detail["score"] = float("nan")
    return query(question=question), made


def test_a_question_is_in_the_log_within_a_second_or_so(recorder: Recorder) -> None:
    recorder.add(*filled())
    assert until(lambda: QueryLog.objects.count() == 1)
    row = QueryLog.objects.get()
    assert row.steps.get().name == "understand"
    assert row.question == "what time is it"


def test_what_waits_is_written_at_the_end(transactional_db: None) -> None:
    recorder = Recorder()
    recorder.start()
    _, made = filled()
    for number in range(300):
        recorder.add(query(question=f"question {number}"), made)
    recorder.stop()
    assert QueryLog.objects.count() == 300


def test_poison_text_does_not_stop_the_log(recorder: Recorder) -> None:
    recorder.add(*filled("nul \x00 and a lone surrogate \ud800 end"))
    assert until(lambda: QueryLog.objects.count() == 1)
    assert "\x00" not in QueryLog.objects.get().question


def test_a_full_queue_drops_and_counts_instead_of_blocking() -> None:
    recorder = Recorder()
    before = LOG_DROPPED._value.get()
    question = filled()
    for _ in range(recording.ROWS + 3):
        recorder.add(*question)
    assert recorder.waiting() == recording.ROWS
    assert LOG_DROPPED._value.get() - before == 3


@given(value=ANY)
def test_any_detail_becomes_json_that_a_database_takes(value: object) -> None:
    text = repr(plain(value))
    assert "\\x00" not in text.replace("\\\\", "") or isinstance(value, bytes)


@given(text=st.text(st.characters(exclude_categories=())))
def test_cleaned_text_is_valid_unicode_without_nul(text: str) -> None:
    cleaned = clean(text)
    assert "\x00" not in cleaned
    assert cleaned.encode("utf-8").decode() == cleaned


def test_writing_goes_on_when_the_database_is_back(recorder: Recorder) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE inference_querylog RENAME TO away")
    recorder.add(*filled())
    assert until(lambda: recorder.failing_since is not None)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE away RENAME TO inference_querylog")
    assert until(lambda: recorder.failing_since is None and QueryLog.objects.count() == 1, 8)


def test_a_batch_that_was_written_is_not_written_twice(transactional_db: None) -> None:
    question, made = filled()
    for _ in range(2):
        row, steps = recording.log_row(question, made), recording.steps_of(question, made)
        recording.write([recording.Record(row, [*steps])])
    assert QueryLog.objects.get().steps.count() == 1


def test_a_row_that_the_database_refuses_holds_up_no_other(recorder: Recorder) -> None:
    dropped = LOG_DROPPED._value.get()
    _, made = filled()
    lost = replace(made.snapshot, release_id=987_654)  # a release that was deleted meanwhile
    for snapshot in (made.snapshot, lost, made.snapshot):
        recorder.add(query(question="what time is it"), replace(made, snapshot=snapshot))
    assert until(lambda: QueryLog.objects.count() == 2)
    assert until(lambda: LOG_DROPPED._value.get() == dropped + 1)
