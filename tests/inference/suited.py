"""A house with three intents and as many tests, of which a test breaks one."""

from typing import Any

from athena_project import releases
from athena_project.models import HouseSettings, Release, Suite
from inference import suite_runs
from inference.models import SuiteRun
from intents.models import Intent, Pattern, TestCase
from validation.models import Scenario

THINGS = {"tea": "brew the leaves", "kettle": "heat the water", "lamp": "dim the light"}


def house(**settings: Any) -> Release:
    """Live, with review mode on; every test holds."""
    HouseSettings.objects.update_or_create(name="house", defaults={"review_mode": True, **settings})
    for name, text in THINGS.items():
        intent = Intent.objects.create(name=name, title=name, mode="decline", reply="No.")
        Pattern.objects.create(intent=intent, type="phrase", text=text)
        TestCase.objects.create(question=text, intents=[name])
    Scenario.objects.create(name="warm", question="?", answer="It is warm.")
    return releases.publish()


def suite(name: str, on_publish: str, *questions: str) -> Suite:
    row = Suite.objects.create(name=name, on_publish=on_publish)
    TestCase.objects.filter(question__in=questions).update(suite=row)
    return row


def broken(name: str = "tea") -> None:
    """The draft does not understand this any more."""
    Pattern.objects.filter(intent__name=name).update(text="something else")


def mended(name: str = "tea") -> None:
    Pattern.objects.filter(intent__name=name).update(text=THINGS[name])


def run(**fields: Any) -> SuiteRun:
    row = SuiteRun.objects.create(**fields)
    suite_runs.run(row.pk)
    row.refresh_from_db()
    return row
