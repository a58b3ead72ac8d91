"""manage.py evaluate: on a release's own examples, and on labelled questions."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from intents.models import Intent, TestCase
from tests.inference.own_examples import SENTENCES
from tests.inference.test_understand_command import imported, own_rows
from tests.installation import install

pytestmark = pytest.mark.django_db(transaction=True)


def file_of(folder: Path, rows: object, name: str = "rows.jsonl") -> str:
    path = folder / name
    path.write_text("\n".join(json.dumps(row) for row in rows) if isinstance(rows, list) else json.dumps(rows))
    return str(path)


def evaluated(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    call_command("evaluate", "--json", *arguments)
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_without_a_file_its_own_examples_and_test_cases_are_asked(capsys: pytest.CaptureFixture[str]) -> None:
    imported(own_rows())
    TestCase.objects.create(question="feed the cat", intents=["cat"])
    TestCase.objects.create(question="brew some tea", intents=["cat"])
    found = evaluated(capsys)
    assert len(found["answers"]) == sum(len(texts) for texts in SENTENCES.values())  # type: ignore[arg-type]  # a list
    assert found["cases"] == [
        {"question": "feed the cat", "passed": True},
        {"question": "brew some tea", "passed": False},
    ]
    assert set(found["confusion"]) == {"cat", "garden", "kettle", "piano", "none"}  # type: ignore[call-overload]  # names
    call_command("evaluate")
    said = capsys.readouterr().out
    for words in ("accuracy in scope", "macro-F1", "5% false refusals", "slowest tenth", "decided by", "1 failed"):
        assert words in said


def test_a_file_is_asked_of_the_configuration_and_its_own_examples_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install()
    example = Intent.objects.get(name="time_now").patterns.filter(type="example")[0].text
    rows = [
        {"text": "what is 61 times 7", "intent": "calculate"},
        {"text": "what is 62 times 7", "intent": "time_now"},
        {"text": example, "intent": "time_now"},
        {"text": "qwerty uiop asdf", "intent": "oos"},
        {"text": 3, "intent": "oos"},
    ]
    found = evaluated(capsys, "--file", file_of(tmp_path, rows))
    assert found["known"] == 1
    assert found["confusion"] == {"calculate": {"calculate": 1}, "time_now": {"calculate": 1}, "none": {"none": 1}}


def test_labels_may_be_topics_or_whatever_the_map_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(examples=False)
    rows = [
        {"text": "is it raining in Oslo", "about": "weather"},
        {"text": "what is 61 times 7", "about": "sums"},
        {"text": "qwerty uiop asdf", "about": "chat"},
    ]
    names = file_of(tmp_path, {"calculate": "sums", "none": "chat"}, "map.json")
    found = evaluated(capsys, "--file", file_of(tmp_path, rows), "--field", "about", "--map", names)
    assert found["confusion"] == {"weather": {"weather": 1}, "sums": {"sums": 1}, "chat": {"chat": 1}}


@pytest.mark.parametrize("map_", ["{", "[]"])
def test_what_cannot_be_asked_is_refused(tmp_path: Path, map_: str) -> None:
    install(examples=False)
    rows = file_of(tmp_path, [{"text": "is it raining in Oslo", "intent": "weather"}])
    (tmp_path / "map.json").write_text(map_)
    with pytest.raises(CommandError, match=r"map\.json"):
        call_command("evaluate", "--file", rows, "--map", str(tmp_path / "map.json"))
    with pytest.raises(CommandError, match=r"gone\.jsonl"):
        call_command("evaluate", "--file", str(tmp_path / "gone.jsonl"))
    with pytest.raises(CommandError, match="no question"):
        call_command("evaluate", "--file", file_of(tmp_path, [{"text": 1}]))


def test_a_release_without_examples_says_what_is_missing() -> None:
    imported([("tea", "put the kettle on")])
    with pytest.raises(CommandError, match="two examples"):
        call_command("evaluate")
