"""What the analytics of chosen questions take where each of 400 days is as full as a day can be.

`python -m benchmarks analytics`: the processor's time of the whole page, for choices that take much and little of it.
"""

import random
import statistics
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from benchmarks.pages import MOST_MS, TIMES  # sets Django up, in a data folder of its own

# isort: split
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from athena_project import bootstrap
from inference.models import MonthSlice, Slice, TalliedDay, Tally
from inference.months import gather
from inference.rollup import FARTHEST, PAGE, VERSION
from inference.slices import MOST, OTHERS, Slices, barred, rows
from inference.tally import ORIGINS, Counts
from inference.tally import TIMES as STAGES

ROOMS, SUBJECTS = 8, 40
CHOICES = ("", "assistant=athena", "room=room+1", "intent=intent+1", "assistant=athena&room=room+1")


def main() -> None:
    bootstrap.prepare()
    client = Client()
    client.force_login(User.objects.get_or_create(username="benchmark", is_staff=True, is_superuser=True)[0])
    today, chance = datetime.now(UTC).date(), random.Random(7)
    for number in range(FARTHEST):
        fill(today - timedelta(days=number), chance)
    gather(today - timedelta(days=FARTHEST), today - timedelta(days=1))
    print(f"{FARTHEST} days: {Slice.objects.count():,} slices, and {MonthSlice.objects.count():,} of months")
    page, since = reverse("admin:inference_querylog_analytics"), today - timedelta(days=FARTHEST - 1)
    for choice in CHOICES:
        times = [took(client, f"{page}?since={since}&until={today}&{choice}") for _ in range(TIMES)]
        print(f"{choice or 'the whole house':30} {statistics.median(times):7.0f} ms (at most {MOST_MS})")


def took(client: Client, address: str) -> float:
    begun = time.process_time()
    assert client.get(address).status_code == 200
    return (time.process_time() - begun) * 1000


def fill(day: date, chance: random.Random) -> None:
    """A day with as many slices as one has, of some 2,000 questions."""
    starts = datetime(day.year, day.month, day.day, tzinfo=UTC)
    told = {"starts": starts, "ends": starts + timedelta(days=1), "counted": datetime.now(UTC), "version": VERSION}
    row, _ = TalliedDay.objects.update_or_create(day=day, defaults=told)
    slices: Slices = {}
    for number in range(MOST):
        subject = number // ROOMS
        key = ("athena", f"room {number % ROOMS}", barred([f"intent {subject}"]), barred([f"domain {subject % 12}"]))
        slices[key if subject < SUBJECTS else (*key[:2], barred([OTHERS]), barred([OTHERS]))] = counts(chance)
    whole: Counts = Counter()
    for each in slices.values():
        whole.update(each)
    row.tallies.all().delete()
    Tally.objects.bulk_create(
        [Tally(day=row, what=what, name=name, count=often) for (what, name), often in whole.items()]
    )
    row.slices.all().delete()
    Slice.objects.bulk_create(rows(row, slices, set()), batch_size=PAGE)


def counts(chance: random.Random) -> Counts:
    """What is counted of some ten questions: hours and times scatter."""
    found: Counts = Counter({("questions", ""): 10, ("outcome", "answered"): 9, ("outcome", "refused"): 1})
    for _ in range(10):
        found["hour", f"{chance.randrange(24):02}"] += 1
        found["origin", chance.choice(ORIGINS)] += 1
        for stage in STAGES:
            found[stage, str(chance.randrange(8, 30))] += 1
    for what, name in (("tokens", "in"), ("tokens", "out"), ("ms", "whole"), ("ms", "models")):
        found[what, name] += chance.randrange(1000)
    return found
