"""The local model: a llama.cpp process beside us, with a stand-in for the package that runs it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from inference.backends import BackendError, Piece, Prompt
from inference.local_server import GONE, LOADING, NO_FILE, NO_PACKAGE, keeper, spare_cores
from tests.inference.asking import TOOLS, asked, begun, calls, end, reaching, text

HERE = Path(__file__).parents[1]
PACKAGES = str(HERE / "fixtures" / "packages")


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Puts the stand-in where this process and its child find it, and ends the child afterwards."""
    monkeypatch.syspath_prepend(PACKAGES)
    monkeypatch.setenv("PYTHONPATH", PACKAGES)
    yield
    keeper().stop()


def model(folder: Path, how: str = "ok", answer: str = "Paris it is.") -> str:
    file = folder / f"{how}.gguf"
    file.write_text(f"{how}\n{answer}", encoding="utf-8")
    return str(file)


async def answered(file: str, prompt: Prompt | None = None, **options: Any) -> list[Piece]:
    async with reaching() as http:
        return [piece async for piece in begun("local", {"model_file": file, **options}, prompt or asked(), http)]


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits for its parent to notice does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.usefixtures("package")
async def test_a_model_file_answers_from_a_process_of_its_own(tmp_path: Path) -> None:
    pieces = await answered(model(tmp_path))
    assert (text(pieces).strip(), end(pieces).reason) == ("Paris it is.", "stop")
    child = keeper().child
    assert child is not None and child.running and child.process.pid != os.getpid()


@pytest.mark.usefixtures("package")
async def test_the_process_is_started_once_with_all_cores_but_one(tmp_path: Path) -> None:
    file = model(tmp_path, answer="")
    seen = [json.loads(text(await answered(file, context=2048))) for _ in range(2)]
    child = keeper().child
    assert child is not None
    assert [(one["threads"], one["context"]) for one in seen] == [(spare_cores(), 2048)] * 2
    assert seen[0]["body"]["chat_template_kwargs"] == {"enable_thinking": False}
    await answered(file, context=2048)
    assert keeper().child is child


@pytest.mark.usefixtures("package")
async def test_tools_go_through_a_schema(tmp_path: Path) -> None:
    call = {"calls": [{"tool": "intent__HassTurnOn", "arguments": {"name": "Lamp"}}]}
    pieces = await answered(model(tmp_path, answer=json.dumps(call)), asked(tools=TOOLS, tool_choice="required"))
    assert [(c.name, c.arguments) for c in calls(pieces)] == [("intent__HassTurnOn", '{"name":"Lamp"}')]


@pytest.mark.usefixtures("package")
async def test_a_schema_is_asked_for_and_tools_are_told_in_words(tmp_path: Path) -> None:
    file = model(tmp_path, answer="")
    shape = {"type": "object", "properties": {"city": {"type": "string"}}}
    body = json.loads(text(await answered(file, asked(schema=shape))))["body"]
    assert body["response_format"]["json_schema"]["schema"] == shape
    assert "tools" not in body


@pytest.mark.usefixtures("package")
async def test_another_file_ends_the_process_of_the_one_before(tmp_path: Path) -> None:
    await answered(model(tmp_path))
    first = keeper().child
    other = tmp_path / "other.gguf"
    other.write_text("ok\nRome.", encoding="utf-8")
    assert text(await answered(str(other))).strip() == "Rome."
    assert first is not None and not first.running


@pytest.mark.usefixtures("package")
async def test_a_relative_file_lies_below_the_data_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    model(tmp_path)
    assert text(await answered("ok.gguf")).strip() == "Paris it is."


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("how", ["bad", "crash"])
async def test_a_file_that_is_no_model_is_said_to_be_none(tmp_path: Path, how: str) -> None:
    with pytest.raises(BackendError, match=rf"Is {how}\.gguf a GGUF file") as caught:
        await answered(model(tmp_path, how), asked(seconds=120))
    assert caught.value.kind == "refused"


@pytest.mark.usefixtures("package")
async def test_a_model_that_still_loads_says_so_and_answers_later(tmp_path: Path) -> None:
    file = model(tmp_path, "slow")
    with pytest.raises(BackendError, match=LOADING):
        await answered(file, asked(seconds=0.3))
    assert text(await answered(file, asked(seconds=10))).strip() == "Paris it is."


@pytest.mark.usefixtures("package")
async def test_a_process_that_died_is_started_again_after_a_while(tmp_path: Path) -> None:
    file = model(tmp_path)
    await answered(file)
    child = keeper().child
    assert child is not None
    child.process.kill()
    child.process.wait()
    with pytest.raises(BackendError, match="cannot be reached"):
        await answered(file)
    child.begun -= 60
    assert text(await answered(file)).strip() == "Paris it is."


@pytest.mark.usefixtures("package")
async def test_only_we_may_ask_it(tmp_path: Path) -> None:
    file = model(tmp_path)
    await answered(file)
    child = keeper().child
    assert child is not None
    child.key = "wrong"
    with pytest.raises(BackendError, match="did not accept the key"):
        await answered(file)


@pytest.mark.usefixtures("package")
async def test_many_questions_at_once_start_one_process(tmp_path: Path) -> None:
    file = model(tmp_path, "slow")
    found = await asyncio.gather(*(answered(file, asked(seconds=10)) for _ in range(8)))
    assert {text(pieces).strip() for pieces in found} == {"Paris it is."}


@pytest.mark.parametrize(("file", "words"), [("", NO_FILE), ("none.gguf", GONE.format("none.gguf"))])
@pytest.mark.usefixtures("package")
async def test_without_a_file_nothing_is_started(file: str, words: str) -> None:
    with pytest.raises(BackendError) as caught:
        await answered(file)
    assert (str(caught.value), caught.value.kind) == (words, "setup")
    assert keeper().child is None


@pytest.mark.skipif(find_spec("xllamacpp") is not None, reason="the extra local-model is installed")
async def test_without_the_package_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(BackendError) as caught:
        await answered(model(tmp_path))
    assert (str(caught.value), caught.value.kind) == (NO_PACKAGE, "setup")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
@pytest.mark.usefixtures("package")
def test_the_process_ends_with_its_parent_even_when_that_is_killed(tmp_path: Path) -> None:
    file = model(tmp_path)
    script = (
        "import sys, time; from pathlib import Path\n"
        "from inference.local_server import Child, Wanted\n"
        "child = Child(Wanted.of(Path(sys.argv[1]), 512, 1, 0)); child.loaded.wait(10)\n"
        "print(child.process.pid, bool(child.url), flush=True); time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": f"{PACKAGES}{os.pathsep}{HERE.parent}"}
    parent = subprocess.Popen([sys.executable, "-c", script, file], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    pid, up = parent.stdout.readline().split()
    assert up == "True" and alive(int(pid))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 3
    while alive(int(pid)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(int(pid))
