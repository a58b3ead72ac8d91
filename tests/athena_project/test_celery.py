"""The worker and beat that live in the serving process."""

import threading
import time
from collections.abc import Iterator

import pytest

from athena_project import celery
from athena_project.celery import app, embedded, start_embedded, stop_embedded

DONE: list[str] = []
CALLED = threading.Event()


@app.task(name="tests.note")
def note(text: str) -> None:
    DONE.append(text)
    CALLED.set()


@app.task(name="tests.fail")
def fail() -> None:
    raise ValueError("meant to fail")


@app.task(name="tests.tick")
def tick() -> None:
    DONE.append("tick")


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The real worker; its first task, which reads documents, is replaced by one that touches no database."""
    monkeypatch.setattr(celery, "FIRST", ("tests.tick",))
    for name in tuple(app.conf.beat_schedule):
        monkeypatch.delitem(app.conf.beat_schedule, name)
    monkeypatch.setitem(app.conf.beat_schedule, "tick", {"task": "tests.tick", "schedule": 60.0})
    with app.connection_for_write() as connection:
        app.amqp.queues["athena"].bind(connection.default_channel).declare()
        connection.default_channel.queue_purge("athena")
    DONE.clear()
    CALLED.clear()
    start_embedded()
    try:
        yield
    finally:
        stop_embedded()


def test_a_task_runs_soon(worker: None) -> None:
    note.delay("hello")
    assert CALLED.wait(3)
    assert "hello" in DONE


def test_the_first_task_runs_at_the_start(worker: None) -> None:
    note.delay("after")
    assert CALLED.wait(3)
    assert DONE == ["tick", "after"]


def test_a_task_that_fails_does_not_end_the_worker(worker: None) -> None:
    fail.delay()
    note.delay("still here")
    assert CALLED.wait(3)


def test_it_stops_soon_and_leaves_no_thread_behind() -> None:
    before = set(threading.enumerate())
    start_embedded()
    begun = time.monotonic()
    stop_embedded()
    assert time.monotonic() - begun < 2.5
    assert set(threading.enumerate()) - before == set()


def test_it_can_start_again_after_a_stop(worker: None) -> None:
    stop_embedded()
    start_embedded()
    note.delay("again")
    assert CALLED.wait(3)


def test_a_second_start_and_stop_do_nothing(worker: None) -> None:
    assert start_embedded() is None
    stop_embedded()
    stop_embedded()


def test_it_uses_little_processor_time_while_idle(worker: None) -> None:
    time.sleep(0.3)
    assert any(spent(0.5) < 0.05 for _ in range(6))  # a loop that spins would fill each of them


def spent(seconds: float) -> float:
    """Processor time of this process while it sleeps."""
    begun = time.process_time()
    time.sleep(seconds)
    return time.process_time() - begun


def test_with_a_real_broker_nothing_starts_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    assert not embedded()
    assert start_embedded() is None


def test_only_json_is_accepted() -> None:
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    assert app.conf.beat_schedule.keys() == celery.LOOKS.keys()
    assert celery.LOOKS.keys() <= app.tasks.keys()


def test_what_looks_by_the_clock_has_a_queue_of_its_own_and_nothing_goes_into_both() -> None:
    keys = {name: queue.routing_key for name, queue in app.amqp.queues.items()}
    assert keys == {"athena": "athena", celery.CLOCK: celery.CLOCK}
    assert {route["queue"] for route in app.conf.task_routes.values()} == {celery.CLOCK}
