"""The command line of Athena."""

import gc
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# A start makes a million objects that stay; looking through them as often as Python does took a fifth of its time.
RARELY = (20_000, 10, 100)
VENV_PYTHON = HERE / ".venv" / "bin" / "python"


def main() -> None:
    """Runs a command; outside the project's environment it starts itself again inside it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
    gc.set_threshold(*RARELY)
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        if VENV_PYTHON.exists() and Path(sys.prefix) != VENV_PYTHON.parent.parent:
            os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])  # noqa: S606 our own interpreter, no shell
        sys.exit("Django is not installed. Type `make run` once: it makes the environment.")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # its sentence says what to set, its traceback nothing more
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
