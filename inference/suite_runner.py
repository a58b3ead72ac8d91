"""Runs one run of suites in a process of its own: `python -m inference.suite_runner KEY`."""

import os
import sys

import django

GENTLE = 10  # answers come first

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
    os.environ.update({"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})  # see evaluator.py
    os.nice(GENTLE)
    django.setup()

from inference import suite_runs  # noqa: E402 Django must be set up before the apps are imported

if __name__ == "__main__":
    suite_runs.run(int(sys.argv[1]))
