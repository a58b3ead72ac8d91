"""What one answer costs the gateway in instructions, which repeat from run to run: from facts, and by a model.

`python -m benchmarks instructions` needs valgrind. It counts in a process of its own that is prepared before; that one
starts under valgrind, which is nearly all of the time that this takes. The figures that are kept in instructions.json
guard the way of a question: where one of them is passed by more than TOLERANCE, it ends with exit code 1.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from athena_project.secrets import new_ring
from benchmarks.command import run_this
from benchmarks.lines import HEAD, Line
from tests.model_servers import OllamaServer
from tests.stand_ins import OpenMeteo

COUNTED = 12  # requests of each kind; more change the mean by a few thousandths
TALE = "The fox slept. It was warm under the hedge."
ROOT = Path(__file__).resolve().parents[1]
KEPT = Path(__file__).with_suffix(".json")  # millions of instructions, by the names of NAMED
TOLERANCE = 0.1  # another version of Python or of the sentence encoder's runtime changes them by less
NAMED = {
    "facts": "a fact again",
    "again": "a model's answer again",
    "new": "a model's answer, new",
    "meant": "the same by its meaning",
}
SERVICES = frozenset({"DATABASE_URL", "REDIS_URL", "BROKER_URL", "QDRANT_URL", "OLLAMA_URL"})


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--keep", action="store_true", help="Keep what is counted as the figures to be held against.")


def main(options: Namespace) -> None:
    with OllamaServer(reply=TALE) as ollama, OpenMeteo() as weather:
        found = millions(ollama.url, weather.options)
    if not found:
        sys.exit(2)
    print(HEAD)
    for line in lines(found):
        print(line)
    if options.keep:
        KEPT.write_text(json.dumps({name: round(figure, 2) for name, figure in found.items()}, indent=2) + "\n")
        return
    news = dearer(found, json.loads(KEPT.read_text()))
    print(*news, sep="\n", end="\n" if news else "")
    sys.exit(1 if news else 0)


def dearer(found: Mapping[str, float], kept: Mapping[str, float]) -> list[str]:
    """What costs notably more than the figure that is kept; a figure that is not kept is held against nothing."""
    return [
        f"{NAMED[name]}: {found[name]:.2f} million, {found[name] / before - 1:+.0%} to the {before:.2f} that are kept"
        for name, before in kept.items()
        if found[name] > before * (1 + TOLERANCE)
    ]


def millions(ollama: str, weather: Mapping[str, str]) -> dict[str, float]:
    """Millions of instructions of one request, by callgrind; nothing where valgrind is not installed."""
    if shutil.which("valgrind") is None or shutil.which("callgrind_control") is None:
        print("valgrind is not installed: instructions are not counted", file=sys.stderr)
        return {}
    with tempfile.TemporaryDirectory() as folder:
        data = {"ATHENA_DATA": folder, "ATHENA_KEYRING": new_ring(), "PYTHONHASHSEED": "0"}
        environment = {name: value for name, value in os.environ.items() if name not in SERVICES} | data
        prepared = [sys.executable, "-m", "benchmarks.one_process", "prepare", ollama, json.dumps(weather)]
        subprocess.run(prepared, cwd=ROOT, env=environment, check=True, capture_output=True)
        found = instructions(Path(folder), environment)
    return {name: each / COUNTED / 1e6 for name, each in zip(NAMED, found, strict=True)}


def lines(found: Mapping[str, float]) -> list[Line]:
    name = f"{COUNTED} answers"
    goals = {"facts": 2.0, "again": 2.0}
    return [
        Line(name, said, goals.get(kind), found[kind], unit="million", at_most=kind in goals)
        for kind, said in NAMED.items()
    ]


def instructions(folder: Path, environment: Mapping[str, str]) -> list[int]:
    """All that the process carried out between its marks, two and two, as callgrind's dumps sum it up."""
    command = ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out"]
    with subprocess.Popen(
        [*command, sys.executable, "-m", "benchmarks.one_process", str(COUNTED)],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        try:
            return [between_marks(process, folder / f"out.{number}") for number in range(1, len(NAMED) + 1)]
        finally:
            process.send_signal(signal.SIGKILL)


def between_marks(process: subprocess.Popen[str], dump: Path) -> int:
    assert process.stdin and process.stdout
    for orders in (["--instr=on"], ["--instr=off", "--dump"]):
        mark(process.stdout)
        for order in orders:
            subprocess.run(["callgrind_control", order, str(process.pid)], check=True, capture_output=True)
        process.stdin.write("go\n")
        process.stdin.flush()
    totals = next(line for line in dump.read_text().splitlines() if line.startswith("totals:"))
    return int(totals.split()[1])


def mark(stream: IO[str]) -> None:
    """Waits until the process is at its next mark."""
    for line in stream:
        if line.strip() == "mark":
            return
    raise RuntimeError("the process ended before its mark")


if __name__ == "__main__":
    run_this()
