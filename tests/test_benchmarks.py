"""The table of understanding, on sets small enough to be made here."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from benchmarks import beside, command, grounding, instructions, understanding
from benchmarks.__main__ import ASIDE, NAMES
from tests.inference.own_examples import SENTENCES
from tests.model_servers import OllamaServer

ROOT = Path(__file__).resolve().parents[1]
FILES = ("hwu64", "clinc150", "athena_categories", "athena_seed", "home_assistant", "multi_home", "mixsnips")


def run(*arguments: str, module: str = "understanding", **extra: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "benchmarks", module, *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ATHENA_")} | extra
    return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280, check=False)


@pytest.mark.parametrize(("module", "file"), [(understanding, "hwu64.jsonl"), (grounding, "tool_facts")])
def test_without_the_sets_it_says_which_are_missing(
    module: ModuleType, file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.run(module, ["--data", str(tmp_path)])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert file in said and "--data" in said


# Each measure sets Django up as it needs it, so they are imported in a process of their own; once, for that takes long.
HELPED = """
import importlib
from benchmarks import command
from benchmarks.__main__ import ASIDE, NAMES
for name in (*NAMES, *ASIDE):
    for word in ("--help", "--nonsense"):
        try:
            command.run(importlib.import_module(f"benchmarks.{name}"), [word])
        except SystemExit as ended:
            print(f"{name} {word} ended with {ended.code}")
"""


def test_every_measure_tells_what_it_takes_and_refuses_what_it_does_not_know() -> None:
    done = subprocess.run([sys.executable, "-c", HELPED], cwd=ROOT, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr
    for name in (*NAMES, *ASIDE):
        assert f"usage: python -m benchmarks {name} [-h]" in done.stdout
        assert f"{name} --help ended with 0" in done.stdout and f"{name} --nonsense ended with 2" in done.stdout


def test_an_option_stands_behind_the_one_measure_that_it_is_for() -> None:
    assert "usage: python -m benchmarks pages [-h]" in run("--help", module="pages").stdout
    refused = run("retrieval", "--quick", module="understanding")
    assert refused.returncode == 2 and "options go to one measure" in refused.stderr


def test_a_measure_is_printed_with_its_target_and_the_plain_methods(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / f"{name}.jsonl").write_text("")
    (tmp_path / "label_map.json").write_text('{"map": {}}')
    rows = [{"text": text, "intent": name} for name, texts in SENTENCES.items() for text in texts]
    (tmp_path / "hwu64.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    done = run("--data", str(tmp_path), "--only", "hwu64", "--quick")
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("HWU64")]
    assert ">= 92.5%" in line
    assert line.count("%") == 4  # the target, ours, and the two plain methods
    assert "CLINC150" not in done.stdout


def test_verification_is_printed_with_its_target_and_the_plain_methods(tmp_path: Path) -> None:
    good = {"id": "a", "question": "", "context": "The sea is blue.", "response": "The sea is blue.", "label": 0}
    bad = {**good, "id": "b", "response": "A dragon sleeps in the cellar.", "label": 1}
    (tmp_path / "q2_wow.jsonl").write_text("\n".join(map(json.dumps, [good, bad])))
    done = run("--data", str(tmp_path), "--only", "q2_wow", module="grounding")
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stdout.splitlines() if "AUROC" in line]
    assert line.split()[:5] == ["q2_wow", "2", "AUROC", "72.0%", "100.0%"]


def test_a_judge_is_measured_alone_and_beside_the_checks(tmp_path: Path) -> None:
    """The stand-in holds the one for entailed, and says nothing clear of the other."""
    good = {"id": "a", "question": "", "context": "The sea is blue.", "response": "The sea is blue.", "label": 0}
    bad = {**good, "id": "b", "response": "A dragon sleeps in the cellar.", "label": 1}
    (tmp_path / "q2_wow.jsonl").write_text("\n".join(map(json.dumps, [good, bad, {**good, "id": "c"}])))
    entailed = json.dumps({"verdict": "entailed", "reason": "It says so."})

    def judged(body: dict[str, Any]) -> str:
        return "Hm." if "dragon" in body["messages"][-1]["content"] else entailed

    asked = ("--data", str(tmp_path), "--only", "q2_wow", "--judge")
    with OllamaServer(reply=judged) as server:
        house = {"ATHENA_DATA": str(tmp_path / "house"), "OLLAMA_URL": server.url}
        done = run(*asked, "ollama", module="grounding", **house)
        unknown = run(*asked, "solomon", module="grounding", **house)
    assert done.returncode == 0, done.stderr
    figures = {line[23:45].strip(): line.split()[-1] for line in done.stdout.splitlines() if line.startswith("q2_wow")}
    assert (figures["with the judge, AUROC"], figures["it could not tell"]) == ("100.0%", "33.3%")
    assert unknown.returncode == 2 and "solomon" in unknown.stderr


def test_a_way_that_has_become_dearer_is_told_with_both_figures() -> None:
    (said,) = instructions.dearer({"again": 10.9, "new": 24.0}, {"again": 10.0, "new": 20.0})
    assert said == "a model's answer, new: 24.00 million, +20% to the 20.00 that are kept"


def test_the_figures_that_are_kept_are_those_that_are_counted() -> None:
    kept = json.loads(instructions.KEPT.read_text())
    assert kept.keys() <= instructions.NAMED.keys() and "again" in kept
    assert instructions.dearer({**dict.fromkeys(instructions.NAMED, 0.0), **kept}, kept) == []


def test_starts_another_proxy_by_a_whole_command_and_ends_it() -> None:
    """Stands in for a proxy: it answers at the port that the command was given."""
    with beside.other(f"{sys.executable} -m http.server --bind 127.0.0.1 {{port}}", "http://127.0.0.1:1") as way:
        assert way.process is not None
        assert way.process.poll() is None
        assert isinstance(way.process.args, list)
        assert way.url == f"http://127.0.0.1:{way.process.args[-1]}/v1"
    assert way.process.poll() is not None


def test_a_proxy_that_is_named_alone_is_given_its_configuration(tmp_path: Path) -> None:
    program = tmp_path / "proxy"
    program.write_text('#!/bin/sh\ncat "$2" > "$0.read"\n')
    program.chmod(0o755)
    with beside.other(str(program), "http://127.0.0.1:1/v1") as way:
        assert way.process is not None
        way.process.wait(10)
    told = yaml.safe_load((tmp_path / "proxy.read").read_text())
    assert told["model_list"][0]["litellm_params"]["api_base"] == "http://127.0.0.1:1/v1"
    assert told["general_settings"]["master_key"] == way.key
