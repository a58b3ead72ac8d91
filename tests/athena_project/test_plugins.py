"""A registry of plug-ins isolates what is broken."""

import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from athena_project.plugins import Plugins, UnknownKind


class Options(BaseModel):
    """A greeting."""

    words: str = "hello"


def write_package(folder: Path, name: str) -> None:
    package = folder / name
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "good.py").write_text("LOADED = True\n")
    (package / "broken.py").write_text("raise RuntimeError('the vendor forgot a file')\n")


def test_a_broken_plug_in_is_named_and_harms_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_package(tmp_path, "shipped_kinds")
    monkeypatch.syspath_prepend(str(tmp_path))
    plugins: Plugins[object] = Plugins("thing", "shipped_kinds", "athena.nothing")
    plugins.load()
    assert "vendor forgot" in plugins.broken["shipped_kinds.broken"]
    assert sys.modules["shipped_kinds.good"].LOADED


def test_an_installed_package_adds_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vendor_kind.py").write_text(
        "from tests.athena_project.test_plugins import Options, installed\n"
        "@installed.register('vendor', Options)\n"
        "def run(): return 'vendor'\n"
    )
    metadata = tmp_path / "vendor_kind-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: vendor-kind\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[athena.tests]\nvendor = vendor_kind\nlost = no_such_module\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert installed["vendor"].about == "A greeting."
    assert "no_such_module" in installed.broken["lost"]


installed: Plugins[object] = Plugins("thing", "tests.fixtures", "athena.tests")


def test_a_kind_is_registered_once() -> None:
    plugins: Plugins[object] = Plugins("thing", "tests.fixtures", "athena.nothing")
    plugins.register("greet", Options)(print)
    with pytest.raises(ValueError, match="twice"):
        plugins.register("greet", Options)(print)


def test_an_unknown_kind_names_those_there_are() -> None:
    plugins: Plugins[object] = Plugins("thing", "tests.fixtures", "athena.nothing")
    plugins.register("greet", Options)(print)
    with pytest.raises(UnknownKind, match="greet"):
        plugins["shout"]
    assert plugins.choices() == [("greet", "A greeting.")]
