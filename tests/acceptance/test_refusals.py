"""What a rule does with a sentence of a model holds on every endpoint of a real server, streamed or not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.acceptance.asking import configure, connected, rows, until
from tests.acceptance.served import Served
from tests.installation import first_start
from tests.model_servers import OllamaServer

pytestmark = [pytest.mark.acceptance, pytest.mark.embedded]

STORY = "Tell me a story about a fox."
BEFORE, SECRET, BEHIND = "The fox woke early. ", "Its den is called Brambleholt. ", "Then it slept. "
BODIES: dict[str, dict[str, Any]] = {
    "/v1/chat/completions": {"messages": [{"role": "user", "content": STORY}]},
    "/v1/completions": {"prompt": STORY},
    "/v1/responses": {"input": STORY},
    "/api/chat": {"messages": [{"role": "user", "content": STORY}]},
    "/api/generate": {"prompt": STORY},
}
EVERYWHERE = [(path, stream) for path in BODIES for stream in (True, False)]
MODEL = {"name": "ollama", "kind": "ollama", "timeout": 6, "options": {}}
PACKAGE = Path(__file__).parent / "installed"
RULE = {"name": "den", "kind": "leaks", "options": {"canaries": ["Brambleholt"]}, "modes": ["llm"], "order": 1}


@pytest.fixture(scope="module")
def model() -> Iterator[OllamaServer]:
    with OllamaServer() as found:
        assert isinstance(found, OllamaServer)
        yield found


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, model: OllamaServer) -> Iterator[Served]:
    server = first_start().copy(tmp_path_factory.mktemp("refusals"), OLLAMA_URL=model.url, PYTHONPATH=str(PACKAGE))
    file = server.data / "start.yaml"
    file.write_text(yaml.safe_dump({"inference.llm": [MODEL]}))
    server.operate("import_config", str(file))
    yield server.start()
    assert server.stop() == 0, "\n".join(server.lines)


def asked(server: Served, path: str, stream: bool) -> tuple[str, str]:
    """All that comes over the wire, and the words of it that are said."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {first_start().key}"}
    connection = connected(server)
    body = {"model": "athena", "stream": stream, **BODIES[path]}
    connection.request("POST", path, json.dumps(body), {**headers, "Connection": "close"})
    response = connection.getresponse()
    wire = response.read().decode()
    assert response.status == 200, wire
    return wire, "".join(said(path, json.loads(each)) for each in pieces(wire, stream))


def pieces(wire: str, stream: bool) -> list[str]:
    """The JSON objects of an answer: one, one a line, or one an event."""
    lines = (line.removeprefix("data: ") for line in wire.splitlines() if stream) if stream else iter([wire])
    return [line for line in lines if line.startswith("{")]


def said(path: str, piece: dict[str, Any]) -> str:
    """The words that a piece brings; the events of a response repeat them at its end."""
    if path == "/v1/responses":
        whole = [part["text"] for item in piece.get("output", ()) for part in item.get("content", ())]
        return str(piece.get("delta", "")) + "".join(whole)
    if path.startswith("/v1/"):
        choice = piece["choices"][0]
        message = choice.get("delta") or choice.get("message") or {}
        return str(choice.get("text") or message.get("content") or "")
    return str(piece.get("response") or (piece.get("message") or {}).get("content") or "")


def test_a_refused_sentence_never_leaves(running: Served, model: OllamaServer) -> None:
    model.reply = BEFORE + SECRET + BEHIND
    configure(running, validation_rule={**RULE, "action": "refuse"})
    for path, stream in EVERYWHERE:
        wire, words = asked(running, path, stream)
        assert "Bramble" not in wire, (path, stream)
        assert BEFORE.strip() in words
        assert BEHIND.strip() not in words  # what is said behind it may rest on it


def test_what_is_only_flagged_is_said(running: Served, model: OllamaServer) -> None:
    model.reply = BEFORE + SECRET + BEHIND
    configure(running, validation_rule={**RULE, "action": "flag"})
    for path, stream in EVERYWHERE:
        assert (BEFORE + SECRET + BEHIND).strip() in asked(running, path, stream)[1], (path, stream)


def test_the_model_is_asked_once_more_with_the_objection(running: Served, model: OllamaServer) -> None:
    asks = iter(range(100))
    model.reply = lambda body: BEHIND if next(asks) % 2 else SECRET
    configure(running, validation_rule={**RULE, "action": "retry"})
    for path, stream in EVERYWHERE:
        before = len(model.asked)
        wire, words = asked(running, path, stream)
        assert ("Bramble" in wire, BEHIND.strip() in words) == (False, True), (path, stream)
        assert len(model.asked) == before + 2
        assert len(str(model.asked[-1]["messages"])) > len(str(model.asked[-2]["messages"]))


def test_a_sentence_that_cannot_be_mended_is_refused(running: Served, model: OllamaServer) -> None:
    model.reply = BEFORE + SECRET
    configure(running, validation_rule={**RULE, "action": "fix"})
    for path, stream in EVERYWHERE:
        assert "Bramble" not in asked(running, path, stream)[0], (path, stream)


def test_what_can_be_mended_leaves_mended(running: Served, model: OllamaServer) -> None:
    model.reply = "The fox found **two** mice. "
    configure(running, validation_rule={**RULE, "action": "flag"})
    for path, stream in EVERYWHERE:
        wire, words = asked(running, path, stream)
        assert ("**" in wire, "found two mice" in words) == (False, True), (path, stream)


@pytest.mark.parametrize("fail_open", [True, False])
def test_a_check_that_fails_lets_pass_or_refuses_as_its_rule_says(
    running: Served, model: OllamaServer, fail_open: bool
) -> None:
    """No model answers under this name, so that the check cannot decide."""
    model.reply = SECRET
    options = {"llm": "nobody", "only_doubted": False}
    undecided = {"name": "den", "kind": "entailed", "options": options, "modes": ["llm"], "order": 1}
    configure(running, validation_rule={**undecided, "action": "refuse", "fail_open": fail_open})
    for path, stream in EVERYWHERE:
        assert ("Bramble" in asked(running, path, stream)[0]) is fail_open, (path, stream)


@pytest.mark.parametrize(
    ("kind", "seconds", "told"),
    [
        ("raises", 0, "The check failed: ZeroDivisionError."),
        ("waits_long", 60, "The check took longer than 40 ms and was stopped."),
        ("works_long", 0.1, "its budget is 40 ms."),
    ],
)
@pytest.mark.parametrize(
    ("action", "fail_open"), [("refuse", False), ("retry", False), ("fix", False), ("refuse", True)]
)
def test_a_check_of_a_package_that_raises_or_overruns_harms_no_other(
    running: Served, model: OllamaServer, kind: str, seconds: float, told: str, action: str, fail_open: bool
) -> None:
    """It stands in the trace, its rule's fail mode applies, and the rules behind it mend what they would have."""
    model.reply = "The fox found **two** mice."
    rule = {"name": "den", "kind": kind, "options": {"seconds": seconds}, "modes": ["llm"], "order": 1, "budget_ms": 40}
    configure(running, validation_rule={**rule, "action": action, "fail_open": fail_open})
    for path, stream in EVERYWHERE:
        wire, words = asked(running, path, stream)
        assert ("mice" in wire, "found two mice" in words) == (fail_open, fail_open), (path, stream)
        assert "**" not in wire and "ZeroDivision" not in wire
    does = "flag" if fail_open else action
    until(lambda: (trace := traced(running)) and f"den (error, {does}): The check" in trace and told in trace, 10)


def traced(server: Served) -> str:
    """What the rules found of the newest sentences, as the query log keeps it soon after the answer."""
    sentences = (
        "SELECT CAST(step.detail AS text) FROM inference_querystep step JOIN inference_querylog query"
        " ON query.id = step.query_id WHERE step.name = 'examine' ORDER BY query.at DESC, step.position LIMIT 4"
    )
    return str(rows(server, sentences))
