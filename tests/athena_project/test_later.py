"""A library that is dear to import is imported at its first use."""

import subprocess
import sys

import pytest

from athena_project.later import Later

# What a start without servers of its own, PDFs or documents does without; in a process of its own: others import them.
SPARED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "athena_project.settings"
import django
django.setup()
import athena_project.asgi, athena_project.management.commands.serve, inference.runtime
inference.runtime.Runtime()
print(*sorted({"redis", "ollama", "httpx", "pypdf", "qdrant_client", "scipy", "sklearn"} & sys.modules.keys()))
"""


def test_the_first_attribute_imports_it() -> None:
    sys.modules.pop("colorsys", None)
    module = Later("colorsys")
    assert "colorsys" not in sys.modules
    assert module.rgb_to_hsv(1, 0, 0) == (0, 1, 1)
    assert "colorsys" in sys.modules


def test_an_exception_of_it_is_caught() -> None:
    module = Later("json.decoder")
    try:
        raise module.JSONDecodeError("broken", "{", 0)
    except (module.JSONDecodeError, OSError) as error:
        caught = str(error)
    assert caught.startswith("broken")


def test_what_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = Later("json").nothing
    with pytest.raises(ModuleNotFoundError):
        _ = Later("no_such_library").anything


def test_a_start_imports_none_of_them() -> None:
    told = subprocess.run([sys.executable, "-c", SPARED], capture_output=True, text=True, timeout=120, check=True)
    assert told.stdout.split() == []
