"""Managing the models of the house's Ollama server."""

from collections.abc import Iterator
from typing import Any

import pytest

from inference import ollama_models
from inference.backends import BackendError
from inference.ollama_models import Progress, installed, loaded, pull, remove
from tests.model_servers import OllamaServer


@pytest.fixture
def server(settings: Any) -> Iterator[OllamaServer]:
    server = OllamaServer()
    with server:
        settings.OLLAMA_URL = server.url
        yield server


async def test_lists_what_is_there(server: OllamaServer) -> None:
    found = await installed()
    assert [model.name for model in found] == server.models
    assert (found[1].size, found[1].family) == (2_000_000, "qwen3")
    assert await loaded() == server.models


async def test_pulls_a_model_and_tells_how_far_it_is(server: OllamaServer) -> None:
    steps = [step async for step in pull("gemma3:1b")]
    assert steps[2] == Progress("pulling abc", 50, 100)
    assert steps[-1].status == "success"
    assert "gemma3:1b" in server.models


@pytest.mark.parametrize(("mode", "words"), [("404", "file does not exist"), ("half", "not pulled completely")])
async def test_a_pull_that_does_not_end_in_success_is_a_failure(server: OllamaServer, mode: str, words: str) -> None:
    server.mode = mode
    with pytest.raises(BackendError, match=words):
        async for _step in pull("gemma3:1b"):
            pass


async def test_removes_a_model(server: OllamaServer) -> None:
    await remove("qwen3:4b")
    assert "qwen3:4b" not in server.models
    with pytest.raises(BackendError, match="'qwen3:4b' not found") as caught:
        await remove("qwen3:4b")
    assert caught.value.kind == "refused"


@pytest.mark.parametrize("name", ["", "../etc", "a b", "x" * 300, "a\nb"])
async def test_a_name_that_is_none_is_not_sent(server: OllamaServer, name: str) -> None:
    with pytest.raises(BackendError, match="no name of a model"):
        await remove(name)
    assert server.paths == []


@pytest.mark.parametrize(
    ("mode", "kind"), [("500", "broken"), ("401", "refused"), ("garbage", "broken"), ("hang", "timeout")]
)
async def test_whatever_goes_wrong_is_a_backend_error(
    server: OllamaServer, mode: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ollama_models, "SECONDS", 0.2)
    server.mode = mode
    with pytest.raises(BackendError) as caught:
        await installed()
    assert caught.value.kind == kind


async def test_a_server_that_is_not_running_cannot_be_reached(settings: Any) -> None:
    settings.OLLAMA_URL = "http://127.0.0.1:9"
    with pytest.raises(BackendError, match="cannot be reached"):
        await installed()


async def test_without_an_address_there_is_nothing_to_manage(settings: Any) -> None:
    settings.OLLAMA_URL = ""
    with pytest.raises(BackendError, match="Set OLLAMA_URL") as caught:
        await installed()
    assert caught.value.kind == "setup"
