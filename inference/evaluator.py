"""Runs one evaluation in a process of its own: `python -m inference.evaluator KEY`."""

import os
import sys

import django

GENTLE = 10  # answers come first

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
    # threads of small matrices wait for each other: five times as slow with two, far more on a busy machine
    os.environ.update({"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
    os.nice(GENTLE)
    django.setup()

from inference import own_evaluation  # noqa: E402 Django must be set up before the apps are imported

if __name__ == "__main__":
    own_evaluation.run(int(sys.argv[1]))
