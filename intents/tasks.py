"""What is done in the background for understanding: learning from the examples of a new release."""

import os
import subprocess
import sys

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from athena_project.celery import embedded, stopping
from athena_project.models import Release
from athena_project.work import JobError, look, tell
from intents import trained

LONGEST = 1800  # seconds
LOOK = 0.5  # seconds between two looks whether the process ends


@look("intents.train", longest=LONGEST + 60)
def train() -> None:
    """In a process of its own: learning takes memory and a processor, and answers go on meanwhile.

    What is tried beside the live release is learned too, after it: else a canary would show what it can do without.
    """
    release = next(iter(trained.to_learn()), None)
    if release is None:
        return
    one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "train", "--release", str(release.number)]
    tell(f"Learning from release {release.number}")
    with subprocess.Popen(command, env=one_thread) as learning:  # noqa: S603 our own command
        for _ in range(int(LONGEST / LOOK)):
            try:
                code = learning.wait(LOOK)
            except subprocess.TimeoutExpired:
                if stopping():
                    break
                continue
            if code:
                raise JobError(f"It ended too early (code {code}). The log of the process says more.")
            return
        learning.terminate()


@receiver(post_save, sender=Release)
def release_published(raw: bool = False, **_: object) -> None:
    """With an embedded worker at once; a worker of its own looks every minute."""
    if not raw and embedded():
        transaction.on_commit(train.delay)
