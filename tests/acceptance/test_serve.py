"""How the server starts, follows edits, drains and fails."""

import threading
import time
from pathlib import Path

import pytest
import yaml
from openai import OpenAI

from tests.acceptance.served import Served
from tests.installation import first_start

pytestmark = [pytest.mark.acceptance, pytest.mark.embedded]


def slow_model(server: Served, seconds: float) -> None:
    """An echo that takes its time, as the only model."""
    options = {"delay_seconds": seconds}
    rows = [{"name": "slow", "kind": "echo", "priority": 1, "options": options}]
    file = Path(server.data) / "slow.yaml"
    file.write_text(yaml.safe_dump({"inference.llm": rows}), encoding="utf-8")
    server.manage("import_config", str(file))


def openai(server: Served, key: str) -> OpenAI:
    return OpenAI(base_url=f"{server.url}/v1", api_key=key, max_retries=0, timeout=60)


def test_a_second_start_keeps_the_key_and_shows_no_other(tmp_path: Path) -> None:
    again = first_start().copy(tmp_path).start()
    with openai(again, first_start().key) as client:
        assert client.models.list().data[0].id == "athena"
    assert again.stop() == 0
    assert not any("API key (shown" in line for line in again.lines)


def test_an_open_stream_ends_in_peace_at_sigterm(tmp_path: Path) -> None:
    server = first_start().copy(tmp_path)
    slow_model(server, 3)
    with openai(server.start(), first_start().key) as client:
        stream = client.chat.completions.create(
            model="athena", messages=[{"role": "user", "content": "Tell me a story about a fox."}], stream=True
        )
        stopping = threading.Timer(0.5, server.process.terminate)
        stopping.start()
        reasons = [chunk.choices[0].finish_reason for chunk in stream if chunk.choices]
        stopping.join()
    assert reasons[-1] == "stop"
    assert server.process.wait(20) == 0
    server.stop()


def test_a_missing_key_ring_refuses_to_start(tmp_path: Path) -> None:
    broken = first_start().copy(tmp_path)
    (tmp_path / "keyring.json").unlink()
    with pytest.raises(AssertionError, match="written with a key ring"):
        broken.start()
    assert not (tmp_path / "keyring.json").exists()


def test_an_import_in_another_process_acts_within_five_seconds(served: Served, tmp_path: Path) -> None:
    intent = {"name": "motto", "title": "the motto", "mode": "decline", "reply": "Slow is smooth."}
    rows = {
        "intents.intent": [intent],
        "intents.pattern": [{"intent": "motto", "type": "phrase", "text": "our family motto"}],
    }
    file = tmp_path / "motto.yaml"
    file.write_text(yaml.safe_dump(rows), encoding="utf-8")
    with openai(served, first_start().key) as client:
        served.manage("import_config", str(file))
        until = time.monotonic() + 5
        answer = ""
        while "smooth" not in answer and time.monotonic() < until:
            done = client.chat.completions.create(
                model="athena", messages=[{"role": "user", "content": "What is our family motto?"}]
            )
            answer = done.choices[0].message.content or ""
            time.sleep(0.1)
    assert answer == "Slow is smooth."
