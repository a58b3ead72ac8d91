"""manage.py verify: a verdict for every line, in order, whatever the lines hold."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

RECORD = {"city": "Oslo", "high_c": 12, "low_c": 3}


def verified(tmp_path: Path, *lines: object, **options: Any) -> list[dict[str, Any]]:
    source, target = tmp_path / "answers.jsonl", tmp_path / "verdicts.jsonl"
    source.write_bytes(b"\n".join(each if isinstance(each, bytes) else json.dumps(each).encode() for each in lines))
    call_command("verify", "--in", str(source), "--out", str(target), stderr=io.StringIO(), **options)
    return [json.loads(line) for line in target.read_bytes().splitlines()]


def row(name: str, response: str) -> dict[str, object]:
    return {"id": name, "question": "How warm is it in Oslo?", "context": RECORD, "response": response}


def test_each_line_gets_its_verdict_and_what_was_found(tmp_path: Path) -> None:
    good, bad = verified(tmp_path, row("a", "The high in Oslo is 12 °C."), row("b", "The high in Oslo is 3 °C."))
    assert (good["id"], good["flag"], good["findings"]) == ("a", False, [])
    assert bad["flag"] and bad["score"] > good["score"] and bad["ms"] > 0
    assert bad["findings"][0] == {
        "claim": "3 °C",
        "family": "empirical",
        "kind": "right_field",
        "verdict": "contradicted",
        "evidence": "high_c: 12",
    }


def test_broken_lines_say_why_and_cost_no_other(tmp_path: Path) -> None:
    lines = [b"no json", {"id": "x"}, {"id": "y", "response": 5}, {"response": "Yes.", "context": 5}, row("z", "12.")]
    found = verified(tmp_path, *lines)
    assert [line["id"] for line in found] == [1, "x", "y", 4, "z"]
    assert [("error" in line) for line in found] == [True] * 4 + [False]


def test_without_the_model_running_text_is_compared_by_its_words(tmp_path: Path) -> None:
    answer = {"id": "t", "context": "The tower was built in 1420.", "response": "The tower was constructed in 1420."}
    (with_model,), (without,) = verified(tmp_path, answer), verified(tmp_path, answer, no_meaning=True)
    assert with_model["score"] < without["score"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify", "--in", str(tmp_path / "none.jsonl"))
