"""Runs commands of manage.py for a test, one after the other, in a process of its own beside the server.

A process for each command would spend nearly all its time on imports. It reads lines of JSON, each the arguments of one
command, and answers each with a line: null, or what went wrong.
"""

import json
import os
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import django
from django.core.management import call_command
from django.db import connections


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
    django.setup()
    for line in sys.stdin:
        print(json.dumps(problem(json.loads(line))), flush=True)


def problem(arguments: list[str]) -> str | None:
    said = StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            call_command(*arguments)
    except Exception:  # noqa: BLE001 whatever it is, the test that asked for the command is told
        return said.getvalue() + traceback.format_exc()
    finally:
        connections.close_all()
    return None


if __name__ == "__main__":
    main()
