"""What goes wrong around a real server harms nothing: kills, hang-ups, floods, slow disks, broken neighbours."""

import http.client
import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.acceptance.asking import answer, configure, connected, locked, logged, memory, page, post, rows, until
from tests.acceptance.served import Served
from tests.installation import first_start
from tests.model_servers import OllamaServer

pytestmark = [pytest.mark.acceptance, pytest.mark.embedded]

STORY = "Tell me a story about a fox."
TALE = "The fox found a warm place under the hedge. " * 8
MODEL = {"name": "ollama", "kind": "ollama", "timeout": 6, "options": {}}
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def ollama() -> Iterator[OllamaServer]:
    with OllamaServer(reply=TALE) as found:
        assert isinstance(found, OllamaServer)
        yield found


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, ollama: OllamaServer) -> Iterator[Served]:
    """An assistant with a model server beside it; a test that ends it starts it again."""
    server = first_start().copy(tmp_path_factory.mktemp("faults"), OLLAMA_URL=ollama.url)
    file = server.data / "start.yaml"
    house = {"athena_project.housesettings": [{"name": "house", "max_parallel": 2}]}
    file.write_text(yaml.safe_dump({**house, "inference.llm": [MODEL]}))
    server.operate("import_config", str(file))
    yield server.start()
    assert server.stop() == 0, "\n".join(server.lines)


@pytest.fixture(scope="module")
def key() -> str:
    return first_start().key


@pytest.fixture(autouse=True)
def well(ollama: OllamaServer, key: str) -> Iterator[None]:
    """The model server is itself again after each test."""
    yield
    ollama.mode, ollama.gap, ollama.latency = "ok", 0.0, 0.0


def again(server: Served) -> None:
    server.lines.clear()
    server.start()


def test_a_killed_process_loses_a_second_of_log_and_no_configuration(running: Served, key: str) -> None:
    intent = {"name": "motto", "title": "the motto", "mode": "decline", "reply": "Slow is smooth."}
    pattern = {"intent": "motto", "type": "phrase", "text": "our family motto"}
    configure(running, intents_intent=intent, intents_pattern=pattern)
    release = rows(running, "SELECT max(number) FROM athena_project_release")
    for number in range(5):
        answer(running, key, f"What is 7 times {number}?")
    time.sleep(1.2)
    answer(running, key, "What is 70 times 70?")
    running.kill()
    again(running)
    assert len(logged(running, "What is 7 times")) == 5
    assert rows(running, "SELECT max(number) FROM athena_project_release") == release
    assert answer(running, key, "What is our family motto?") == "Slow is smooth."


def test_an_open_stream_ends_in_peace_at_sigterm(running: Served, key: str, ollama: OllamaServer) -> None:
    ollama.gap = 0.05  # some seconds in all
    response = post(running, key, STORY, stream=True)
    assert any(b"fox" in line for line in iter(response.readline, b""))
    running.process.terminate()
    events = [line for line in response.read().decode().split("\n\n") if line]
    assert "hedge" in "".join(events)
    assert events[-1] == "data: [DONE]" and '"finish_reason":"stop"' in "".join(events[-3:])
    assert running.stop() == 0
    again(running)


def test_an_idle_server_ends_at_once_at_sigterm(running: Served) -> None:
    began = time.monotonic()
    assert running.stop() == 0
    assert time.monotonic() - began < 28  # open streams would get 30 s
    again(running)


def test_signals_until_the_last_moment_do_not_turn_its_end_into_a_failure(running: Served) -> None:
    """An impatient operator's second signal may meet an interpreter that is already on its way out."""
    while running.process.poll() is None:
        running.process.terminate()
        time.sleep(0.002)
    assert running.stop() == 0, "\n".join(running.lines)
    again(running)


@pytest.mark.parametrize("mode", ["half", "500", "hang", "no_done"])
def test_a_model_that_fails_is_spoken_of_and_comes_back(
    running: Served, key: str, ollama: OllamaServer, mode: str
) -> None:
    ollama.mode = mode
    said = answer(running, key, STORY)
    assert said and "{" not in said
    ollama.mode = "ok"
    until(lambda: "hedge" in answer(running, key, STORY), 15)  # the breaker leaves it alone for 5 s
    assert said not in TALE


def test_a_model_streams_as_it_speaks(running: Served, key: str, ollama: OllamaServer) -> None:
    ollama.gap = 0.02
    response = post(running, key, STORY, stream=True)
    events = [line for line in response.read().decode().split("\n\n") if line]
    assert events[-1] == "data: [DONE]"
    assert sum("fox" in event for event in events) >= 3


def test_a_client_that_hangs_up_cancels_the_model(running: Served, key: str, ollama: OllamaServer) -> None:
    ollama.gap = 0.1  # seven seconds in all
    response = post(running, key, f"{STORY} And hang up.", stream=True)
    assert any(b"fox" in line for line in iter(response.readline, b""))
    assert ollama.live == 1
    response.close()
    until(lambda: ollama.live == 0, 2)
    until(lambda: logged(running, f"{STORY} And hang up.") == ["cancelled"], 5)


def test_thirty_streams_that_are_cut_leave_no_call_and_no_place(
    running: Served, key: str, ollama: OllamaServer
) -> None:
    ollama.gap, asked = 0.02, len(ollama.asked)
    for _ in range(15):  # the house answers two at once: a place that leaked would be missed in the next round
        wires = [cut_short(running, key) for _ in range(2)]
        for number, wire in enumerate(wires):
            if number:
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, no goodbye
            wire.close()
        until(lambda: ollama.live == 0, 10)
        until(lambda: metric(running, "athena_open_requests") == 0, 10)
    assert len(ollama.asked) == asked + 30
    assert answer(running, key, "What is 6 times 7?")


def cut_short(server: Served, key: str) -> socket.socket:
    """A stream that has begun to say something."""
    body = json.dumps({"model": "athena", "stream": True, "messages": [{"role": "user", "content": STORY}]})
    connection = connected(server)
    connection.request("POST", "/v1/chat/completions", body, {"Authorization": f"Bearer {key}"})
    wire, came = connection.sock, b""
    while b"fox" not in came:
        piece = wire.recv(4096)
        assert piece, came
        came += piece
    return wire


def metric(server: Served, name: str) -> float:
    _, text = page(server, "/metrics")
    return next(float(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name} "))


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_of_200_megabytes_is_refused_and_not_kept(running: Served, key: str, declared: bool) -> None:
    answer(running, key, "What is the wifi password for guests?")
    before = steady(running)
    connection = connected(running)
    size = {"Content-Length": str(200 * MIB)} if declared else {"Transfer-Encoding": "chunked"}
    connection.putrequest("POST", "/v1/chat/completions")
    for name, value in {"Authorization": f"Bearer {key}", "Content-Type": "application/json", **size}.items():
        connection.putheader(name, value)
    connection.endheaders()
    flood(connection, declared)
    assert connection.getresponse().status == 413
    assert memory(running) - before < 40


def steady(server: Served) -> float:
    """MiB of memory at its highest, once what a start does in the background no longer adds to it."""
    last = 0.0
    while (now := memory(server)) > last:
        last = now
        time.sleep(2)
    return last


def flood(connection: http.client.HTTPConnection, declared: bool) -> None:
    """Sends until the server has heard enough."""
    piece = b" " * MIB
    try:
        for _ in range(200):
            connection.send(piece if declared else b"%x\r\n%s\r\n" % (len(piece), piece))
    except (ConnectionError, TimeoutError):
        pass


@pytest.mark.parametrize("wrong", ["", "sk-1234", "ath_00000000_AAAA"])
def test_every_bad_key_hears_the_same(running: Served, wrong: str) -> None:
    none, bad = post(running, None, "Hello."), post(running, wrong, "Hello.")
    assert (none.status, bad.status) == (401, 401)
    assert none.read() == bad.read()


def test_a_slow_database_slows_no_answer_and_loses_no_question(running: Served, key: str) -> None:
    answer(running, key, "What is 9 times 9?")
    with locked(running):
        began = time.monotonic()
        for number in range(20):
            assert answer(running, key, f"What is 11 times {number}?")
        quick = time.monotonic() - began
        time.sleep(max(0.0, 3 - quick))
    assert quick < 3  # each would wait for the lock
    until(lambda: len(logged(running, "What is 11 times")) == 20, 10)


def test_one_question_too_many_is_told_when_to_come_back(running: Served, key: str, ollama: OllamaServer) -> None:
    ollama.latency = 1.0
    heard: list[tuple[int, str | None]] = []

    def one() -> None:
        response = post(running, key, STORY)
        heard.append((response.status, response.getheader("Retry-After")))

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in heard) == [200, 200, 503]
    assert all((status == 503) == (wait is not None and int(wait) >= 1) for status, wait in heard)


def test_a_corrupt_file_is_named_and_harms_no_other(running: Served, key: str) -> None:
    file = Path(running.data) / "documents" / "boiler.pdf"
    file.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R" + b"\xff\x00" * 500)
    running.operate("refresh")
    problems = dict(rows(running, "SELECT path, problem FROM ragdomains_document"))
    assert problems["boiler.pdf"]
    assert not any(problem for path, problem in problems.items() if path != "boiler.pdf")
    assert "That is from" in answer(running, key, "What is the wifi password for guests?")


def test_a_model_at_an_address_that_is_not_allowed_gets_a_spoken_sentence(running: Served, key: str) -> None:
    configure(running, inference_llm={**MODEL, "options": {"base_url": "http://127.0.0.1:1"}})
    said = answer(running, key, STORY)
    configure(running, inference_llm=MODEL)
    assert said == "The model server's address may not be reached. Add an egress rule for it in the admin."
    assert page(running, "/readyz") == (200, "ready")
