"""When suites are run by themselves: at night, and after an edit that went live without being tested."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import orjson

from athena_project import releases
from athena_project.home import home_zone
from athena_project.models import HouseSettings, Release
from inference.models import SuiteRun
from intents import trained
from intents.models import TestCase
from validation.models import Scenario

SETTLED = timedelta(seconds=20)  # edits come in rows: the last of them is tested
LEARNING = timedelta(minutes=10)  # so long it is waited until new examples are learned


def due(now: datetime) -> Iterator[int]:
    """The keys of the runs that are to begin now; they are made here, once each."""
    release = releases.outline()
    if release is None or not any(model.objects.filter(enabled=True).exists() for model in (TestCase, Scenario)):
        return
    if nightly(release, now):
        yield made(SuiteRun.NIGHT)
    elif untested(release, now):
        yield made(SuiteRun.EDIT)


def made(reason: str) -> int:
    return SuiteRun.objects.create(author="Athena", reason=reason).pk


def nightly(release: Release, now: datetime) -> bool:
    """Whether it is the hour, and there was no run in it yet."""
    hour = hour_of(release.pk, release.sha256)
    home = now.astimezone(home_zone())
    begun = now - timedelta(minutes=home.minute, seconds=home.second)
    return home.hour == hour and not SuiteRun.objects.filter(reason=SuiteRun.NIGHT, created__gte=begun).exists()


@lru_cache(maxsize=1)
def hour_of(release_id: int, _sha256: str) -> int | None:
    """As the release says; read once for each."""
    content = orjson.loads(Release.objects.values_list("content", flat=True).get(pk=release_id))
    house: dict[str, Any] = next(iter(content.get(HouseSettings._meta.label_lower, {}).values()), {})
    hour: int | None = house.get("test_hour", HouseSettings().test_hour)
    return hour


def untested(release: Release, now: datetime) -> bool:
    """Whether nobody tried this release, and it is time to: what it learns from is learned, or takes too long."""
    age = now - release.created
    if release.parent_id is None or age < SETTLED:
        return False  # what ships is tested before it does
    if SuiteRun.objects.filter(sha256=release.sha256, suite="").exists() or waiting():
        return False
    return age > LEARNING or bool(trained.found_for(release)) or not trained.worth_learning(release)


def waiting() -> bool:
    """Whether a run is under way that takes what is live when it begins."""
    return SuiteRun.objects.filter(state__in=SuiteRun.UNDER_WAY, of_draft=False, suite="").exists()
