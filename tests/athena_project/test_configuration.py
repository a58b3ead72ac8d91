"""The configuration as a file: out and in again, compared, refused."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from athena_project import configuration
from athena_project.models import Credential
from intents.models import Intent, Pattern
from ragdomains.models import Domain
from tests.installation import install, without_examples

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_the_shipped_configuration_comes_out_as_it_went_in() -> None:
    install()
    assert configuration.load(configuration.parse(configuration.text(configuration.export()))) == []


def test_what_was_loaded_again_comes_out_the_same() -> None:
    configuration.load(without_examples())
    written = configuration.text(configuration.export())
    assert configuration.load(configuration.parse(written)) == []
    assert configuration.text(configuration.export()) == written


def test_a_row_is_found_by_its_natural_key_and_changed() -> None:
    configuration.load(without_examples())
    rows = {"ragdomains.domain": [{"name": "weather", "title": "weather", "kind": "open_meteo", "timeout": 3}]}
    changes = configuration.load(rows)
    assert [change.action for change in changes] == ["change"]
    assert Domain.objects.get(name="weather").timeout == 3


def test_a_dry_run_writes_nothing() -> None:
    rows = {"intents.intent": [{"name": "hello", "title": "hello", "mode": "decline"}]}
    assert len(configuration.load(rows, dry_run=True)) == 1
    assert not Intent.objects.exists()


def test_one_bad_row_stops_everything_and_every_bad_row_is_named() -> None:
    rows = {
        "intents.intent": [
            {"name": "hello", "title": "hello", "mode": "decline"},
            {"name": "bad name", "title": "x", "mode": "decline"},
            {"title": "nameless", "mode": "decline"},
            {"name": "sums", "title": "sums", "domain": "nowhere"},
            {"name": "odd", "title": "odd", "colour": "red"},
        ]
    }
    with pytest.raises(configuration.ConfigurationError) as refused:
        configuration.load(rows)
    assert [problem.split(":")[0] for problem in refused.value.problems] == [
        f"intents.intent row {number}" for number in (2, 3, 4, 5)
    ]
    assert not Intent.objects.exists()


@pytest.mark.parametrize("text", ["a: [", "- 1", "no.such: []", "intents.intent: 5", "intents.intent: [1]"])
def test_a_file_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(configuration.ConfigurationError):
        configuration.parse(text)


def test_an_unknown_credential_is_made_without_a_secret() -> None:
    rows = {"ragdomains.domain": [{"name": "w", "title": "w", "kind": "open_meteo", "credential": "weather-key"}]}
    configuration.load(rows)
    assert Credential.objects.get(name="weather-key").reveal() == ""


def test_an_export_names_secrets_only() -> None:
    credential = Credential.objects.create(name="weather-key")
    credential.seal("canary-4711")
    credential.save()
    Domain.objects.create(name="w", title="w", kind="open_meteo", credential=credential)
    text = configuration.text(configuration.export())
    assert "weather-key" in text and "canary" not in text and credential.fingerprint not in text


def test_rows_that_the_file_does_not_name_are_deleted_only_on_request() -> None:
    rows = {"intents.intent": [{"name": "hello", "title": "hello", "mode": "decline"}]}
    Intent.objects.create(name="old", title="old", mode="decline")
    configuration.load(rows)
    assert Intent.objects.count() == 2
    removed = configuration.load(rows, delete=True)
    assert [change.action for change in removed] == ["remove"]
    assert [row.name for row in Intent.objects.all()] == ["hello"]


def test_the_commands_write_and_read_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configuration.load(without_examples())
    file = tmp_path / "athena.yaml"
    call_command("export_config", str(file))
    data = yaml.safe_load(file.read_text())
    data["intents.pattern"].append({"intent": "weather_now", "type": "example", "text": "sky report please"})
    file.write_text(yaml.safe_dump(data))
    call_command("import_config", str(file), "--dry-run")
    assert not Pattern.objects.filter(text="sky report please").exists()
    call_command("import_config", str(file))
    assert Pattern.objects.filter(text="sky report please").exists()
    assert "1 changes" in capsys.readouterr().out


def test_a_missing_file_is_a_clear_error() -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_config", "/nowhere/athena.yaml")


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("inference.assistant", {"name": "a", "aliases": 5}),
        ("inference.assistant", {"name": "a", "aliases": [5]}),
        ("ragdomains.place", {"name": "p", "latitude": 1, "longitude": 1, "time_zone": "UTC", "aliases": "cabin"}),
        ("intents.chain", {"name": "c", "triggers": {"a": 1}, "questions": ["q"]}),
        ("intents.splitrule", {"name": "s", "connectors": [None]}),
        ("intents.testcase", {"question": "q", "slots": ["place"]}),
        ("validation.scenario", {"name": "s", "question": "q", "answer": "a", "evidence": [1]}),
    ],
)
def test_a_list_of_another_shape_is_refused_before_it_can_stop_every_answer(label: str, row: dict[str, Any]) -> None:
    with pytest.raises(configuration.ConfigurationError, match=f"{label} row 1: (Write|Every entry)"):
        configuration.load({label: [row]})


def test_a_mistake_in_a_file_is_told_by_line_and_column() -> None:
    with pytest.raises(configuration.ConfigurationError) as refused:
        configuration.parse("intents.intent: {a\n: [")
    (problem,) = refused.value.problems
    assert problem.startswith("This is no YAML: line 2, column 1: ") and "<unicode string>" not in problem
