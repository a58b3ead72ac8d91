"""How many recorded questions a second are understood with two sets of rows, in processor time of one core."""

import atexit
import os
import random
import shutil
import tempfile
import time
import uuid
from datetime import timedelta

import django

from athena_project.secrets import new_ring

# A data folder of its own, made before Django reads its settings: nothing of this house's own is touched.
os.environ["DJANGO_SETTINGS_MODULE"] = "athena_project.settings"
os.environ["ATHENA_DATA"] = tempfile.mkdtemp(prefix="athena-benchmark-")
os.environ["ATHENA_KEYRING"] = new_ring()
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
atexit.register(shutil.rmtree, os.environ["ATHENA_DATA"], ignore_errors=True)
django.setup()

from django.utils import timezone  # noqa: E402 Django must be set up before

from athena_project import bootstrap  # noqa: E402
from athena_project.models import HouseSettings  # noqa: E402
from benchmarks.command import run_this  # noqa: E402
from inference import replay  # noqa: E402
from inference.models import QueryLog, Replay  # noqa: E402
from intents.models import Intent, Pattern  # noqa: E402

QUESTIONS = 1000
DIFFERENT = 100  # questions of a house that asks the same ones again and again
SEED = 7


def main() -> None:
    bootstrap.prepare()
    HouseSettings.objects.filter(name="house").update(review_mode=True)
    intent = Intent.objects.filter(mode="facts").order_by("pk")[0]
    intent.threshold += 0.2
    intent.save()
    texts = sentences()
    again = random.Random(SEED).choices(texts[:DIFFERENT], k=QUESTIONS)
    print(f"{QUESTIONS} questions, both sides, written down; the target is 300 a second")
    replayed("warming up", texts[:20])
    replayed(f"{DIFFERENT} different ones, asked again and again", again)
    replayed("word for word examples, all different", examples())
    replayed("none asked twice, none an example", texts)


def sentences() -> list[str]:
    """Examples without a word from their middle, so that none is known word for word."""
    rows = Pattern.objects.filter(type="example", language__in=("", "en"), enabled=True).order_by("pk")
    known = set(rows.values_list("text", flat=True))
    reworded = sorted({without_a_word(text) for text in known if len(text.split()) > 3} - known)
    return random.Random(SEED).sample(reworded, QUESTIONS)


def without_a_word(text: str) -> str:
    words = text.split()
    del words[len(words) // 2]
    return " ".join(words)


def examples() -> list[str]:
    rows = Pattern.objects.filter(type="example", language__in=("", "en"), enabled=True).order_by("pk")
    return random.Random(SEED).sample(sorted(set(rows.values_list("text", flat=True))), QUESTIONS)


def replayed(name: str, texts: list[str]) -> None:
    """The second, which finds the process warm, but nothing of the first."""
    QueryLog.objects.all().delete()
    now = timezone.now()
    rows = [
        QueryLog(id=uuid.uuid4(), at=now - timedelta(minutes=n), assistant="athena", mode="owner", question=text, ms=1)
        for n, text in enumerate(texts)
    ]
    QueryLog.objects.bulk_create(rows)
    row = Replay.objects.create(last=len(texts))
    begun = time.process_time()
    replay.run(row.pk)
    whole = time.process_time() - begun
    row.refresh_from_db()
    print(f"{name:45} {len(texts) / whole:5.0f} a second ({row.result}; whole {whole:.1f} s)", flush=True)


if __name__ == "__main__":
    run_this()
