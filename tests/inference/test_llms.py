"""Several models with priorities: who answers, what happens when one fails, and that hanging up is passed on."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from typing import Any

import pytest
from pydantic import BaseModel

from athena_project.health import DEGRADED, DOWN, UP
from athena_project.http import Http
from inference.backends import Access, BackendError, Done, Piece, Prompt, Text, backends
from inference.llms import NOBODY, Models
from inference.models import LLM
from tests.inference.asking import asked, end, reaching, text
from tests.model_servers import OllamaServer


def echo(name: str, priority: int = 10, timeout: float = 5.0, **options: Any) -> LLM:
    return LLM(pk=priority, name=name, kind="echo", priority=priority, timeout=timeout, options=options)


def down(name: str = "down", priority: int = 1) -> LLM:
    return echo(name, priority, fail="at once")


UNSET = LLM(pk=2, name="unset", kind="ollama", priority=2, options={})


@pytest.fixture
async def models() -> AsyncIterator[Models]:
    async with reaching() as http:
        yield Models(http)


@pytest.fixture
def server() -> Iterator[OllamaServer]:
    server = OllamaServer()
    with server:
        yield server


def ollama(server: OllamaServer, **changes: Any) -> LLM:
    options = {**server.options, "model": "qwen3:4b", **changes.pop("options", {})}
    return LLM(**{"pk": 7, "name": "box", "kind": "ollama", "priority": 1, "options": options, **changes})


async def said(models: Models, *llms: LLM, prompt: Prompt | None = None) -> list[Piece]:
    return [piece async for piece in models.generate(llms, prompt or asked("hello"), {})]


async def test_the_one_with_the_lowest_number_answers_and_is_named(models: Models) -> None:
    pieces = await said(models, echo("first", 20, reply="a"), echo("second", 10, reply="b"))
    assert (text(pieces), end(pieces).detail) == ("a", {"llm": "first"})


async def test_another_answers_when_one_is_down(models: Models) -> None:
    pieces = await said(models, down(), UNSET, echo("good", reply="b"))
    assert text(pieces) == "b"
    passed_over = end(pieces).detail["passed over"]
    assert isinstance(passed_over, dict) and set(passed_over) == {"down", "unset"}


async def test_after_the_first_word_nobody_else_is_asked(models: Models) -> None:
    heard: list[Piece] = []
    with pytest.raises(BackendError, match="broke off"):
        async for piece in models.generate([echo("half", 1, fail="halfway"), echo("good")], asked("a b c d"), {}):
            heard.append(piece)
    assert text(heard) == "a b "


async def test_the_most_telling_error_is_raised(models: Models) -> None:
    with pytest.raises(BackendError, match="cannot be reached") as caught:
        await said(models, UNSET, down("down", 3))
    assert caught.value.kind == "unreachable"


@pytest.mark.parametrize("llms", [(), (UNSET,)])
async def test_without_a_usable_model_that_is_said(models: Models, llms: tuple[LLM, ...]) -> None:
    with pytest.raises(BackendError, match=NOBODY) as caught:
        await said(models, *llms)
    assert caught.value.kind == "setup"


@pytest.mark.parametrize("row", [{"kind": "nonsense"}, {"options": {"delay_seconds": "soon"}}])
async def test_a_row_that_is_set_up_wrong_is_passed_over(models: Models, row: dict[str, Any]) -> None:
    wrong = LLM(**{"pk": 3, "name": "wrong", "kind": "echo", "priority": 1, **row})
    assert text(await said(models, wrong, echo("good", reply="b"))) == "b"


async def test_a_model_that_keeps_failing_is_left_alone(server: OllamaServer) -> None:
    server.mode = "500"
    async with reaching(server) as http:
        models = Models(http)
        for _ in range(6):
            await said(models, ollama(server), echo("good"))
        assert len(server.asked) == 3
        assert models.health()[0] == ("model box", DOWN, "The model server failed: llama runner process has terminated")


async def test_an_edited_row_is_tried_at_once(server: OllamaServer) -> None:
    server.mode = "500"
    async with reaching(server) as http:
        models = Models(http)
        for _ in range(3):
            await said(models, ollama(server), echo("good"))
        server.mode = "ok"
        pieces = await said(models, ollama(server, options={"num_ctx": 4096}), echo("good"))
    assert end(pieces).detail["llm"] == "box"


async def test_a_missing_model_does_not_open_the_breaker(server: OllamaServer) -> None:
    async with reaching(server) as http:
        models = Models(http)
        for _ in range(5):
            await said(models, ollama(server, options={"model": "gone"}), echo("good"))
        assert len(server.asked) == 5
        assert models.health()[0][1:] == (
            DEGRADED,
            "The model gone is not on the server. Pull it with: ollama pull gone",
        )


async def test_an_address_that_is_not_set_is_no_outage(models: Models) -> None:
    for _ in range(5):
        await said(models, UNSET, echo("good"))
    rows = {name: (state, detail) for name, state, detail in models.health()}
    assert rows["model unset"][0] == UP and "Set OLLAMA_URL" in rows["model unset"][1]
    assert rows["model good"] == (UP, "first words after 0.0 s")


async def test_a_client_in_a_hurry_does_not_mark_a_model_as_down(models: Models) -> None:
    slow = echo("slow", 1, timeout=20, delay_seconds=9)
    for _ in range(4):
        with pytest.raises(BackendError) as caught:
            await said(models, slow, prompt=asked(seconds=0.06))
        assert caught.value.kind == "timeout"
    assert models.health() == [("model slow", UP, "")]


async def test_the_rows_own_time_limit_leaves_time_for_the_next(models: Models) -> None:
    began = time.monotonic()
    pieces = await said(models, echo("slow", 1, timeout=0.1, delay_seconds=9), echo("good", reply="b"))
    assert text(pieces) == "b"
    assert time.monotonic() - began < 5  # a slow one takes 9 s


async def test_the_time_is_for_all_of_them_together(models: Models) -> None:
    slow = [echo(f"slow {n}", n, delay_seconds=9) for n in range(1, 5)]
    began = time.monotonic()
    with pytest.raises(BackendError, match="in time"):
        await said(models, *slow, prompt=asked(seconds=0.2))
    assert time.monotonic() - began < 5  # a slow one takes 9 s


async def test_closing_the_answer_hangs_up_on_the_server_within_a_second(server: OllamaServer) -> None:
    server.mode = "stall"
    async with reaching(server) as http:
        async with aclosing(Models(http).generate([ollama(server)], asked(), {})) as pieces:
            assert isinstance(await anext(pieces), Text)
            assert server.live == 1
        async with asyncio.timeout(1):
            while server.live:
                await asyncio.sleep(0.01)


async def test_cancelling_the_task_hangs_up_on_the_server_within_a_second(server: OllamaServer) -> None:
    server.mode = "hang"
    async with reaching(server) as http:
        models = Models(http)
        task = asyncio.create_task(said(models, ollama(server), echo("good")))
        async with asyncio.timeout(2):
            while not server.live:
                await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with asyncio.timeout(1):
            while server.live:
                await asyncio.sleep(0.01)
    assert task.cancelled() and models.health() == [("model box", UP, "")]


async def test_each_secret_goes_to_its_own_model(server: OllamaServer) -> None:
    server.key = "right"
    async with reaching(server) as http:
        source = Models(http).generate([ollama(server)], asked(), {7: "right", 8: "wrong"})
        assert text([piece async for piece in source])
    assert server.headers[0]["Authorization"] == "Bearer right"


async def test_forty_one_second_answers_take_one_second(models: Models) -> None:
    began = time.monotonic()
    found = await asyncio.gather(*(said(models, echo("slow", delay_seconds=1)) for _ in range(40)))
    assert {text(pieces) for pieces in found} == {"hello"}
    assert time.monotonic() - began < 10  # one after the other they take 40 s


class NoOptions(BaseModel):
    """A foreign backend that behaves badly"""


async def raises(prompt: Prompt, options: NoOptions, access: Access) -> AsyncIterator[Piece]:
    yield Text(str(1 / len(prompt.question[99:])))


async def endless(prompt: Prompt, options: NoOptions, access: Access) -> AsyncIterator[Piece]:
    await asyncio.sleep(60)
    yield Done()


async def unfinished(prompt: Prompt, options: NoOptions, access: Access) -> AsyncIterator[Piece]:
    for word in prompt.question.split()[9:]:
        yield Text(word)


async def twice(prompt: Prompt, options: NoOptions, access: Access) -> AsyncIterator[Piece]:
    yield Text("once")
    yield Done()
    yield Text("and again")
    yield Done()


@pytest.fixture
def foreign() -> Iterator[None]:
    """Registers the foreign backends for one test."""
    kinds = {"raises": raises, "endless": endless, "unfinished": unfinished, "twice": twice}
    for kind, run in kinds.items():
        backends.register(kind, NoOptions)(run)
    yield
    for kind in kinds:
        del backends.kinds[kind]


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("kind", ["raises", "endless", "unfinished"])
async def test_a_foreign_backend_that_keeps_no_promise_is_passed_over(models: Models, kind: str) -> None:
    bad = LLM(pk=1, name="bad", kind=kind, priority=1, timeout=0.1)
    assert text(await said(models, bad, echo("good", reply="b"))) == "b"


@pytest.mark.usefixtures("foreign")
async def test_nothing_comes_after_the_end(models: Models) -> None:
    pieces = await said(models, LLM(pk=1, name="odd", kind="twice", timeout=5))
    assert (text(pieces), end(pieces).detail) == ("once", {"llm": "odd"})


def test_a_fresh_process_knows_of_no_model() -> None:
    assert Models(Http(lambda: ())).health() == []
