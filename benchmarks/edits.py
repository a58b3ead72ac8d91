"""What an edit costs: from a row that is saved to the snapshot that answers with it, in processor time.

And what a release costs that changes many rows, and going back from it, by the clock.
"""

import atexit
import gc
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable

import django

import manage
from athena_project.secrets import new_ring

# A data folder of its own, made before Django reads its settings: nothing of this house's own is touched.
os.environ["DJANGO_SETTINGS_MODULE"] = "athena_project.settings"
os.environ["ATHENA_DATA"] = tempfile.mkdtemp(prefix="athena-benchmark-")
os.environ["ATHENA_KEYRING"] = new_ring()
atexit.register(shutil.rmtree, os.environ["ATHENA_DATA"], ignore_errors=True)
django.setup()

from django.db.models import F  # noqa: E402 Django must be set up before

from athena_project import bootstrap, going_back, releases  # noqa: E402
from athena_project.models import ConfigModel  # noqa: E402
from inference.runtime import Runtime  # noqa: E402
from intents.models import Intent, Pattern  # noqa: E402

EDITS = 7
MANY = 5_000


def main() -> None:
    bootstrap.prepare()
    runtime = Runtime("benchmark")
    runtime.follow_release()
    gc.set_threshold(*manage.RARELY)  # this and the next as `serve` does
    gc.freeze()
    print(f"{Pattern.objects.count()} patterns; the target for both together is 300 ms")
    for name in ("keyword", "example", "intent"):
        times = [timed(edited(name, number), runtime) for number in range(EDITS)]
        saved, loaded = (statistics.median(each) * 1000 for each in zip(*times, strict=True))
        print(f"{name:10} save and publish {saved:4.0f} ms, new snapshot {loaded:4.0f} ms")
    before = releases.publish()
    rows = Pattern.objects.order_by("pk").values("pk")[:MANY]
    changed = Pattern.objects.filter(pk__in=rows).update(weight=F("weight") + 0.01)  # as a draft holds them
    published, back = seconds(releases.publish), seconds(lambda: going_back.restore(before))
    print(f"{changed} changed rows: publish {published:.2f} s, going back {back:.2f} s (at most 2 s each)")


def seconds(act: Callable[[], object]) -> float:
    begun = time.monotonic()
    act()
    return time.monotonic() - begun


def edited(name: str, number: int) -> ConfigModel:
    """Another row for each number, changed and not saved yet."""
    if name == "intent":
        intent = Intent.objects.order_by("pk")[number]
        intent.threshold += 0.01
        return intent
    row = Pattern.objects.filter(type=name).order_by("pk")[number]
    row.weight += 0.01
    if name == "example":
        row.text += f" number {number}"
    return row


def timed(row: ConfigModel, runtime: Runtime) -> tuple[float, float]:
    begun = time.process_time()
    row.save()
    saved = time.process_time()
    runtime.follow_release()
    return saved - begun, time.process_time() - saved
