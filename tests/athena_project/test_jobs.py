"""The table of background work: what each delivery of a job leaves there."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import Reject, TimeLimitExceeded
from celery.signals import task_failure, task_revoked
from django.db import connection
from django.utils import timezone

from athena_project import celery, jobs, work
from athena_project.celery import app, start_embedded, stop_embedded
from athena_project.jobs import Delivery
from athena_project.models import Job
from athena_project.work import Interrupted, JobError, job, look, take

pytestmark = pytest.mark.django_db

CALLS: list[str] = []
ENOUGH = threading.Event()


@job("tests.break", about=lambda text: f"about {text}")
def break_down(text: str) -> None:
    CALLS.append(text)
    if text == "poison":
        raise ValueError("key ath_abcdefgh_SECRET")
    ENOUGH.set()


@look("tests.look")
def look_around() -> None:
    CALLS.append("look")


KIND = jobs.kinds["tests.break"]
LOOKING = jobs.kinds["tests.look"]
ONE = Delivery(KIND, "one", ("text",))


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "PAUSES", (0.0, 0.0))
    CALLS.clear()
    ENOUGH.clear()


def row(key: str = "one") -> Job:
    return Job.objects.get(pk=key)


def fail() -> None:
    raise ValueError("no such thing")


def interrupt() -> None:
    raise Interrupted


def decline() -> None:
    raise JobError("It is being built.")


def rejected(delivery: Delivery = ONE) -> None:
    with pytest.raises(Reject) as found:
        take(delivery, fail)
    assert found.value.requeue


def test_a_job_is_written_down_from_its_beginning_to_its_end() -> None:
    jobs.note(ONE)
    assert (row().state, row().about, row().args) == ("waiting", "about text", ["text"])
    take(ONE, lambda: CALLS.append(row().state))
    assert CALLS == ["running"]
    assert (row().state, row().attempts, row().problem, row().worker) == ("done", 1, "", jobs.here())
    assert row().queued <= row().started <= row().finished  # type: ignore[operator]  # both are set


def test_what_fails_is_poison_after_three_deliveries_and_is_not_done_again() -> None:
    rejected()
    assert (row().state, row().problem) == ("waiting", "ValueError: no such thing")
    rejected()
    take(ONE, fail)
    assert (row().state, row().attempts) == ("poison", 3)
    take(ONE, lambda: CALLS.append("again"))
    assert CALLS == []


def test_what_ends_its_process_is_poison_after_three_deliveries() -> None:
    for _ in range(3):
        assert jobs.begin(ONE)
        Job.objects.update(seen=timezone.now() - timedelta(minutes=1))
    assert jobs.begin(ONE) is None
    assert (row().state, row().problem) == ("poison", jobs.POISONED)


def test_a_job_that_says_why_it_cannot_be_done_is_not_repeated() -> None:
    take(ONE, decline)
    assert (row().state, row().attempts, row().problem) == ("failed", 1, "It is being built.")


def test_a_job_that_is_interrupted_goes_on_and_that_counts_for_nothing() -> None:
    with pytest.raises(Reject):
        take(ONE, interrupt)
    assert (row().state, row().attempts) == ("waiting", 0)


def test_what_was_done_is_not_done_again_for_a_second_copy_of_its_message() -> None:
    for _ in range(2):
        take(ONE, lambda: CALLS.append("done"))
    assert CALLS == ["done"]


def test_what_another_worker_does_just_now_is_left_to_it() -> None:
    assert jobs.begin(ONE)
    take(ONE, fail)
    assert (row().state, row().attempts) == ("running", 1)


@pytest.mark.parametrize(
    "fields",
    [{"worker": "elsewhere:1", "seen": None}, {"worker": jobs.here().rpartition(":")[0] + ":4194305"}],
    ids=["no sign of life", "a process of this machine that is gone"],
)
def test_a_job_whose_worker_is_gone_is_done_by_the_next_one(fields: dict[str, object]) -> None:
    assert jobs.begin(ONE)
    Job.objects.update(**fields)
    take(ONE, lambda: CALLS.append(str(work.again())))
    assert (CALLS, row().state, row().attempts) == (["True"], "done", 2)


def test_a_broker_that_knows_that_the_worker_is_gone_is_believed() -> None:
    assert jobs.begin(ONE)
    take(Delivery(KIND, "one", ("text",), again=True), lambda: CALLS.append("done"))
    assert CALLS == ["done"]


def test_a_delivery_that_was_overtaken_does_not_tell_how_the_job_ended() -> None:
    first = jobs.begin(ONE)
    assert first
    Job.objects.update(attempts=2)
    jobs.end(first, "failed", "too late")
    assert row().state == "running"


def test_what_looks_by_the_clock_has_one_row_and_looks_again_after_it_failed() -> None:
    for number, act in enumerate((fail, fail, fail, fail, lambda: None)):
        take(Delivery(LOOKING, f"look {number}"), act)
        assert row("tests.look").state == ("done" if number == 4 else "failed")
    assert Job.objects.count() == 1
    assert row("tests.look").attempts == 1


def test_two_looks_are_not_taken_at_once() -> None:
    assert jobs.begin(Delivery(LOOKING, "a"))
    assert jobs.begin(Delivery(LOOKING, "b")) is None


def test_what_a_job_tells_moves_its_bar() -> None:
    def tell() -> None:
        work.tell("3 of 40 passages embedded")
        work.complain("a.pdf is encrypted.")

    take(ONE, tell)
    assert (row().done, row().total, row().step) == (3, 40, "3 of 40 passages embedded")
    assert (row().state, row().problem) == ("done", "a.pdf is encrypted.")
    work.tell("nobody listens")


def test_no_key_stands_in_a_problem() -> None:
    with pytest.raises(Reject):
        take(Delivery(KIND, "one", ("poison",)), lambda: break_down("poison"))
    assert row().problem == "ValueError: key ath_abcdefgh_***"


def test_a_failed_job_gets_three_more_deliveries_when_it_is_tried_again() -> None:
    for _ in range(2):
        rejected()
    take(ONE, fail)
    with sent() as messages:
        assert jobs.retry("one")
        assert not jobs.retry("one")
    assert messages == [("tests.break", "one", ["text"])]
    assert (row().state, row().attempts, row().finished) == ("waiting", 0, None)


def test_what_lost_its_worker_or_its_message_is_sent_again_once() -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    rows: dict[str, dict[str, Any]] = {
        "worker gone": {"state": "running", "seen": long_ago},
        "message gone": {"state": "waiting", "queued": long_ago},
        "just asked for": {"state": "waiting"},
        "at work": {"state": "running", "seen": timezone.now()},
        "not wanted": {"state": "waiting", "expires": long_ago},
        "over": {"state": "done", "queued": long_ago},
    }
    for key, fields in rows.items():
        Job.objects.create(id=key, name="tests.break", args=["x"], **{"queued": timezone.now(), **fields})
    with sent() as messages:
        assert (jobs.rescue(), jobs.rescue()) == (2, 0)
    assert sorted(key for _, key, _ in messages) == ["message gone", "worker gone"]
    assert not Job.objects.filter(pk="not wanted").exists()


def test_what_waited_in_the_broker_of_a_process_that_ended_is_sent_again() -> None:
    before = jobs.STARTED - timedelta(seconds=1)
    Job.objects.create(id="one", name="tests.break", args=["x"], queued=before)
    with sent() as messages:
        assert jobs.rescue() == 1
    assert messages == [("tests.break", "one", ["x"])]


def test_old_jobs_are_forgotten_and_those_that_wait_are_not() -> None:
    old = timezone.now() - timedelta(days=15)
    for state in ("done", "waiting", "poison"):
        Job.objects.create(id=state, name="tests.break", state=state, queued=old)
    Job.objects.create(id="new", name="tests.break", state="done", queued=timezone.now())
    assert jobs.prune(timezone.now()) == 2
    assert set(Job.objects.values_list("pk", flat=True)) == {"waiting", "new"}


def test_only_so_many_jobs_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST", 2)
    for number in range(4):
        queued = timezone.now() - timedelta(minutes=number)
        Job.objects.create(id=str(number), name="tests.break", state="done", queued=queued)
    jobs.prune(timezone.now())
    assert set(Job.objects.values_list("pk", flat=True)) == {"0", "1"}


class Messages(list[tuple[str, str, list[object]]]):
    """What was given to the broker."""

    def __enter__(self) -> "Messages":
        self._connection = app.connection_for_write()
        self._queue = self._connection.SimpleQueue("athena")
        self._queue.clear()
        return self

    def __exit__(self, *_: object) -> None:
        while len(self._queue):
            message = self._queue.get(block=False)
            headers = message.headers
            self.append((headers["task"], headers["id"], message.payload[0]))
            message.ack()
        self._queue.close()
        self._connection.close()


def sent() -> Messages:
    return Messages()


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The embedded worker, without what it looks after by itself."""
    monkeypatch.setattr(celery, "FIRST", ("tests.look",))
    for name in tuple(app.conf.beat_schedule):
        monkeypatch.delitem(app.conf.beat_schedule, name)
    with sent():
        pass  # what other tests left there
    start_embedded()
    try:
        yield
    finally:
        stop_embedded()
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_worker_inside_the_process_gives_up_on_poison_and_does_the_rest(worker: None) -> None:
    poison = break_down.delay("poison")
    good = break_down.delay("good")
    assert ENOUGH.wait(10)
    ended = threading.Event()
    for _ in range(50):
        states = dict(Job.objects.filter(pk__in=[poison.id, good.id]).values_list("pk", "state"))
        if states == {poison.id: "poison", good.id: "done"}:
            break
        ended.wait(0.1)
    assert states == {poison.id: "poison", good.id: "done"}
    assert CALLS.count("poison") == 3
    assert (row("tests.look").state, row(poison.id).about) == ("done", "about poison")


@pytest.mark.django_db(transaction=True)
def test_a_job_is_done_while_its_table_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "TRIES", (0.0, 0.0))
    renamed("athena_project_job", "away")
    try:
        take(ONE, lambda: CALLS.append("done"))
        rejected()
    finally:
        renamed("away", "athena_project_job")
    assert CALLS == ["done"]
    assert not Job.objects.exists()


def renamed(old: str, new: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")


@dataclass
class Request:
    """What Celery hands on of a message."""

    id: str


def test_what_nobody_wants_any_more_is_not_listed() -> None:
    jobs.note(ONE)
    task_revoked.send(sender=break_down, request=Request("one"), expired=True)
    assert not Job.objects.exists()


def test_what_the_worker_had_to_cut_off_has_failed() -> None:
    assert jobs.begin(ONE)
    task_failure.send(sender=break_down, task_id="one", exception=TimeLimitExceeded(600))
    assert (row().state, row().problem) == ("failed", "It took longer than 600 s.")
