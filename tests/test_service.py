"""The unit of systemd starts what is there, with settings that are there, and waits for open streams."""

from configparser import ConfigParser
from pathlib import Path

from django.conf import settings

from athena_project.management.commands.serve import DRAIN
from tests.test_docs import variables

UNIT = Path(settings.BASE_DIR) / "deploy" / "athena.service"


def section(name: str) -> dict[str, str]:
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # as configparser documents it
    unit.read(UNIT, encoding="utf-8")
    return dict(unit[name])


def test_the_unit_starts_serve_from_the_folder_that_make_prepares() -> None:
    service = section("Service")
    assert service["ExecStart"] == f"{service['WorkingDirectory']}/.venv/bin/python manage.py serve"


def test_the_unit_sets_what_there_is_to_set() -> None:
    named = [entry.partition("=")[0] for entry in section("Service")["Environment"].split()]
    assert named
    assert set(named) <= set(variables())


def test_the_unit_waits_longer_than_open_streams_may_take() -> None:
    assert int(section("Service")["TimeoutStopSec"]) > DRAIN
