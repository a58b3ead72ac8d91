"""Seconds in words: what a form shows, what it takes, and what it stores."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from athena_project.change_words import shown
from athena_project.durations import DurationField, lasting, seconds_of
from athena_project.edit_conflict import differing
from athena_project.models import ConfigChange
from athena_project.releases import Difference
from ragdomains.models import Domain
from tests.athena_project.admin_pages import staff


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "0 s"), (0.5, "0.5 s"), (30.0, "30 s"), (60.0, "1 min"), (90.0, "1 min 30 s"), (600.0, "10 min"),
        (5400, "1 h 30 min"), (86_400.0, "1 day"), (172_800, "2 days"), (3600.25, "3600.25 s"),
    ],
)  # fmt: skip
def test_seconds_are_told_in_words(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


@given(st.one_of(st.integers(0, 10**9), st.floats(0, 60).map(lambda value: round(value, 3))))
def test_what_is_shown_is_what_is_stored(seconds: float) -> None:
    assert seconds_of(lasting(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("5", 5), (" 2 Hours ", 7200), ("1 day and 2 h", 93_600), ("1.5 min", 90), ("2 Wochen", 1_209_600), ("-1", -1)],
)
def test_words_are_taken(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["soon", "5 parsecs", "1,5 h", "h", "5 min -", "nan", "inf", "1e400", "5 5"])
def test_what_is_no_duration_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(ValidationError, match="5 min"):
        DurationField().clean(text)


def test_a_column_of_whole_seconds_takes_no_fraction() -> None:
    assert DurationField(whole=True).clean("5 min") == 300
    with pytest.raises(ValidationError, match="whole seconds"):
        DurationField(whole=True).clean("0.5")


@pytest.mark.django_db
def test_a_domain_is_shown_and_saved_in_words(admin_client: Client) -> None:
    domain = Domain.objects.create(name="tides", title="tides", kind="clock", fresh_for=86_400, stale_for=300)
    assert "1 day" in admin_client.get("/admin/ragdomains/domain/").text
    url = f"/admin/ragdomains/domain/{domain.pk}/change/"
    page = admin_client.get(url)
    assert 'value="1 day"' in page.text and 'value="5 min"' in page.text
    fields = {name: value for name, value in page.context["adminform"].form.initial.items() if value is not None}
    rows = {f"{name}-{part}_FORMS": "0" for name in ("templates", "sources") for part in ("TOTAL", "INITIAL")}
    sent = {**fields, **rows, "options": "{}", "fresh_for": "2 h", "stale_for": "0", "timeout": "100 s"}
    assert "less than or equal to 60" in admin_client.post(url, sent).text
    admin_client.post(url, {**sent, "timeout": "2 s"})
    domain.refresh_from_db()
    assert (domain.fresh_for, domain.stale_for, domain.timeout) == (7200, 0, 2)


@pytest.mark.django_db
def test_who_may_only_look_is_shown_words_too() -> None:
    domain = Domain.objects.create(name="tides", title="tides", kind="clock", fresh_for=86_400, stale_for=300)
    page = staff("ragdomains.view_domain").get(f"/admin/ragdomains/domain/{domain.pk}/change/").text
    assert "1 day" in page and "5 min" in page and "86400" not in page and "Fresh for" in page


@pytest.mark.django_db
def test_the_record_of_a_change_is_in_words(admin_client: Client) -> None:
    domain = Domain.objects.create(name="tides", title="tides", kind="clock", fresh_for=86_400)
    domain.fresh_for = 5400
    domain.save()
    page = admin_client.get(f"/admin/athena_project/configchange/{ConfigChange.objects.latest('pk').pk}/change/").text
    assert "1 day" in page and "1 h 30 min" in page and "5400" not in page
    shown_to = shown(Difference("change", "ragdomains.domain", str(domain.pk), "x", {"fresh_for": (60, 90)}))
    assert shown_to.fields == (("fresh for", "1 min", "1 min 30 s"),)
    assert "saved is “1 h 30 min”" in " ".join(differing(domain, Domain(fresh_for=60)))
