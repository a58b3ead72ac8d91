"""Rows become releases, releases become rows again."""

import orjson
import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoCaptureOnCommitCallbacks

from athena_project import going_back, releases
from athena_project.changes import acting
from athena_project.models import Bell, ConfigChange, Credential, EgressRule, HouseSettings, Release
from intents.models import Intent, Pattern
from ragdomains.models import Domain

pytestmark = pytest.mark.django_db


def domain(**fields: object) -> Domain:
    return Domain.objects.create(**{"name": "sums", "title": "sums", "kind": "calculator", **fields})


def test_equal_rows_are_published_once() -> None:
    domain()
    first = releases.publish()
    assert releases.publish() == first
    assert Release.objects.count() == 1


def test_a_change_makes_the_next_number_with_its_parent() -> None:
    row = domain()
    first = releases.publish()
    row.title = "arithmetic"
    row.save()
    second = releases.publish(author="ann", note="renamed")
    assert (second.number, second.parent, second.author) == (first.number + 1, first, "ann")


def test_a_release_holds_enabled_rows_only_and_credentials_by_name() -> None:
    credential = Credential.objects.create(name="weather-key")
    domain(credential=credential)
    domain(name="off", enabled=False)
    content = orjson.loads(releases.publish().content)
    rows = content["ragdomains.domain"].values()
    assert [row["name"] for row in rows] == ["sums"]
    assert [row["credential"] for row in rows] == ["weather-key"]


def test_restoring_brings_back_fields_and_switches_off_what_came_later() -> None:
    row = domain()
    first = releases.publish()
    row.title = "broken"
    row.save()
    later = domain(name="later")
    releases.publish()
    third = going_back.restore(first, author="ann")
    row.refresh_from_db()
    later.refresh_from_db()
    assert (row.title, later.enabled) == ("sums", False)
    assert third.sha256 == first.sha256 and third.number == 3


def test_restoring_brings_back_a_deleted_row() -> None:
    intent = Intent.objects.create(name="hello", title="hello", mode="decline")
    Pattern.objects.create(intent=intent, text="good day")
    first = releases.publish()
    intent.delete()
    releases.publish()
    going_back.restore(first)
    assert Pattern.objects.get().intent.name == "hello"


def test_the_difference_names_row_field_before_and_after() -> None:
    row = domain()
    releases.publish()
    row.timeout = 9
    row.save()
    (difference,) = releases.pending()
    assert (difference.action, difference.fields) == ("change", {"timeout": (6, 9.0)})
    assert "sums" in str(difference)


def test_saving_publishes_on_commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), acting("ann"):
        domain()
        domain(name="more")
    assert Release.objects.count() == 1
    assert Release.objects.get().author in {"ann", ""}


def test_review_mode_keeps_edits_in_the_draft(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    HouseSettings.objects.create(review_mode=True)
    with django_capture_on_commit_callbacks(execute=True):
        domain()
    assert not Release.objects.exists()
    assert releases.pending()


def test_a_publish_rings_the_bell_with_a_new_token() -> None:
    domain()
    releases.publish()
    before = Bell.objects.get(name="release").token
    domain(name="more")
    release = releases.publish()
    bell = Bell.objects.get(name="release")
    assert bell.token != before and bell.release == release


def test_access_rows_ring_their_own_bell_and_are_in_no_release() -> None:
    EgressRule.objects.create(network="10.0.0.0/8")
    assert Bell.objects.filter(name="access").exists()
    assert "egress" not in releases.canonical(releases.compile())


def test_every_change_is_written_down_with_before_and_after() -> None:
    with acting("ann"):
        row = domain()
        row.title = "arithmetic"
        row.save()
        row.delete()
    changes = list(ConfigChange.objects.order_by("id"))
    assert [(change.action, change.actor) for change in changes] == [(a, "ann") for a in ("add", "change", "delete")]
    assert changes[1].before is not None and changes[1].after is not None
    assert (changes[1].before["title"], changes[1].after["title"]) == ("sums", "arithmetic")


def test_a_secret_is_nowhere_in_the_audit() -> None:
    row = Credential.objects.create(name="key")
    row.seal("canary-4711")
    row.save()
    written = " ".join(f"{change.before} {change.after}" for change in ConfigChange.objects.all())
    assert "canary-4711" not in written and "ciphertext" not in written
    assert row.fingerprint in written


def test_options_that_do_not_fit_are_refused_by_field() -> None:
    row = Domain(name="sums", title="sums", kind="open_meteo", options={"horizon_days": "soon"})
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "horizon_days" in str(refused.value.message_dict["options"])


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(ValidationError, match="open_meteo"):
        Domain(name="sums", title="sums", kind="magic").full_clean()
