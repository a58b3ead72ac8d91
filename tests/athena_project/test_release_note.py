"""What a live edit changed stands in the note of its release."""

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from athena_project import changes, releases
from athena_project.models import ConfigModel, Release
from intents.models import Intent
from ragdomains.models import Domain

pytestmark = pytest.mark.django_db


@pytest.fixture
def jokes() -> Intent:
    made = Intent.objects.create(name="jokes", title="a joke", mode="decline", reply="No.")
    Domain.objects.create(name="trains", title="the trains", kind="rss", options={"feeds": []})
    releases.publish(note="The first")
    return made


def note_after(save: DjangoCaptureOnCommitCallbacks, *rows: ConfigModel) -> str:
    connection.run_on_commit.clear()  # as after a commit: what the rows before left to be done
    with save(execute=True):
        for row in rows:
            row.save()
    return Release.objects.latest("number").note


def test_a_changed_row_is_named_with_its_fields(
    jokes: Intent, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    jokes.reply, jokes.title = "Not today.", "jokes"
    assert note_after(django_capture_on_commit_callbacks, jokes) == "intent jokes changed: reply, title"
    changes.note("forget", "what is kept")  # of no row, and so of no release
    jokes.enabled = False
    assert note_after(django_capture_on_commit_callbacks, jokes) == "intent jokes changed: switched off"


def test_of_options_those_are_named_that_differ(
    jokes: Intent, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = Domain.objects.get(name="trains")
    row.options = {**row.options, "max_items": 3}
    assert note_after(django_capture_on_commit_callbacks, row) == "domain trains changed: max items"


def test_of_many_rows_the_first_are_named_and_the_rest_counted(
    jokes: Intent, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rows = [Intent(name=f"new{number}", title="new", mode="decline", reply="x" * number) for number in range(5)]
    assert note_after(django_capture_on_commit_callbacks, *rows) == (
        "intent new0 added; intent new1 added; intent new2 added; and 2 more"
    )


def test_a_long_note_is_cut(jokes: Intent, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    long = [Intent(name=f"{'very-' * 10}{number}", title="new", mode="decline") for number in range(5)]
    found = note_after(django_capture_on_commit_callbacks, *long)
    assert len(found) == 200 and found.endswith("…")
