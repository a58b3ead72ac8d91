"""The pages of keys, models, assistants and of the query log."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from athena_project import secrets
from athena_project.admin_pages import EstimatingPaginator
from athena_project.models import ConfigChange, Release
from athena_project.notices import Rows
from athena_project.options import sheet
from inference.admin import home_and_model
from inference.backends import backends
from inference.models import LLM, ApiKey, Assistant, QueryLog, QueryStep
from inference.state import Outcome
from inference.waterfall import waterfall
from ragdomains.models import Place
from tests.athena_project.admin_pages import field_errors, form_data, staff

pytestmark = pytest.mark.django_db
ADD_KEY = reverse("admin:inference_apikey_add")
LOG = reverse("admin:inference_querylog_changelist")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def new_key(client: Client, **typed: Any) -> Any:
    return client.post(ADD_KEY, {"name": "tablet", "mode": "guest", "per_minute": "5", **typed})


def test_a_key_is_shown_once_and_kept_nowhere(admin_client: Client) -> None:
    response = new_key(admin_client, scopes=["chat", "models"], networks="192.168.1.0/24\n10.0.0.7")
    row = ApiKey.objects.get()
    text = response.context["text"]
    assert text in response.text and secrets.digest(text) == row.digest
    assert (row.mode, row.scopes, row.networks) == ("guest", ["chat", "models"], ["192.168.1.0/24", "10.0.0.7"])
    assert "no-store" in response.headers["Cache-Control"]
    later = [admin_client.get(url).text for url in (reverse("admin:inference_apikey_change", args=[row.pk]), "/admin/")]
    stored = [str(found.__dict__) for model in (LogEntry, ConfigChange) for found in model._default_manager.all()]
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    cookies = [cookie.OutputString() for cookie in admin_client.cookies.values()]
    assert not [place for place in (*later, *stored, *sessions, *cookies) if text in place or row.digest in place]


@pytest.mark.parametrize(
    ("typed", "field"), [({"networks": "home"}, "networks"), ({"scopes": ["all"]}, "scopes"), ({"name": ""}, "name")]
)
def test_a_wrong_key_is_not_made(typed: dict[str, Any], field: str, admin_client: Client) -> None:
    assert field in field_errors(new_key(admin_client, **typed))
    assert not ApiKey.objects.exists()


def test_revoking_is_written_down_for_each_key_and_is_final(admin_client: Client) -> None:
    new_key(admin_client)
    row = ApiKey.objects.get()
    admin_client.post(reverse("admin:inference_apikey_changelist"), {"action": "revoke", "_selected_action": [row.pk]})
    data = form_data(admin_client.get(reverse("admin:inference_apikey_change", args=[row.pk])))
    admin_client.post(reverse("admin:inference_apikey_change", args=[row.pk]), {**data, "revoked": ""})
    row.refresh_from_db()
    assert row.revoked
    assert (ConfigChange.objects.get(action="change").after or {})["revoked"] is True


def test_editing_a_key_keeps_its_digest(admin_client: Client) -> None:
    new_key(admin_client)
    row = ApiKey.objects.get()
    data = form_data(admin_client.get(reverse("admin:inference_apikey_change", args=[row.pk])))
    admin_client.post(reverse("admin:inference_apikey_change", args=[row.pk]), {**data, "name": "phone"})
    found = ApiKey.objects.get()
    assert (found.name, found.digest) == ("phone", row.digest)


@pytest.mark.parametrize("kind", [kind for kind, _ in backends.choices()])
def test_a_model_of_each_kind_is_made_with_its_defaults(kind: str, admin_client: Client) -> None:
    url = reverse("admin:inference_llm_add")
    required = [option.name for option in sheet(backends, kind).options if option.required]
    data = {**form_data(admin_client.get(url, {"kind": kind})), "name": "mine"}
    data |= {f"option_{name}": "something" for name in required}
    response = admin_client.post(url, data)
    assert response.status_code == 302, field_errors(response)
    assert LLM.objects.get().options.keys() == set(required)


def log(**fields: Any) -> QueryLog:
    values = {"at": NOON, "assistant": "athena", "question": "q?", "outcome": "answered", "ms": 100.0, **fields}
    return QueryLog.objects.create(id=uuid.uuid4(), mode="owner", **values)


def step(query: QueryLog, position: int, **fields: Any) -> QueryStep:
    return QueryStep.objects.create(query=query, position=position, **{"name": "s", "start_ms": 0, "ms": 1, **fields})


def test_the_bars_lie_on_one_axis_and_inside_it() -> None:
    query = log(ms=200.0)
    step(query, 0, start_ms=50, ms=100)
    step(query, 1, start_ms=199.99, ms=0)
    step(query, 2, start_ms=-5, ms=900)
    bars = [(float(bar.left), float(bar.width)) for bar in waterfall(query, query.steps.all())]
    assert bars[0] == pytest.approx((50 / 895 * 100, 100 / 895 * 100), abs=0.01)
    assert all(left >= 0 and width > 0 and left + width <= 100.01 for left, width in bars)


def test_a_question_of_no_time_divides_by_nothing() -> None:
    query = log(ms=0)
    step(query, 0, ms=0)
    assert len(waterfall(query, query.steps.all())) == 1


def test_the_page_of_a_question_tells_its_steps_in_order(admin_client: Client) -> None:
    query = log(release=Release.objects.create(number=7, content="{}", sha256="0", schema_version=1))
    step(query, 1, name="retrieve:weather", depth=1, problem="no answer <b>in time</b>", detail={"cache": "stale"})
    step(query, 0, name="understand", detail={"scores": [{"intent": "weather", "score": 0.5}]})
    page = admin_client.get(reverse("admin:inference_querylog_change", args=[query.pk])).text
    assert page.index("understand") < page.index("retrieve:weather")
    for words in ("Problem: no answer &lt;b&gt;in time", "<dt>cache</dt><dd>stale</dd>", "<td>0.5</td>", "Release 7"):
        assert words in page
    assert '{"' not in page.replace('data-inline-formset="{', "")


def test_a_question_that_is_not_there_leads_back(admin_client: Client) -> None:
    assert admin_client.get(reverse("admin:inference_querylog_change", args=[uuid.uuid4()])).status_code == 302


def test_the_newest_question_stands_first_with_few_queries(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for hour in range(5):
        log(at=NOON + timedelta(hours=hour), question=f"question {hour}")
    with django_assert_max_num_queries(8):
        page = admin_client.get(LOG).text
    assert [page.index(f"question {hour}") for hour in range(5)] == sorted(
        (page.index(f"question {hour}") for hour in range(5)), reverse=True
    )


@pytest.mark.parametrize("outcome", [outcome.value for outcome in Outcome])
def test_questions_are_found_by_outcome(outcome: str, admin_client: Client) -> None:
    for each in Outcome:
        log(outcome=each.value, question=f"was {each.value}?")
    shown = admin_client.get(LOG, {"outcome": outcome}).context["cl"].result_list
    assert [row.outcome for row in shown] == [outcome]


def test_beyond_the_count_the_list_goes_on_by_key(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EstimatingPaginator, "most", 60)
    for minute in range(80):
        log(at=NOON + timedelta(minutes=minute), question=f"question {minute:02}.")
    first = admin_client.get(LOG, {"outcome": "answered", "p": "2"})
    assert first.context["cl"].result_count == 60
    rest = admin_client.get(LOG + first.context["older"]).context["cl"].result_list
    assert [row.question for row in rest] == [f"question {minute:02}." for minute in reversed(range(20))]


def test_a_short_log_has_nothing_older(admin_client: Client) -> None:
    log()
    assert "older" not in admin_client.get(LOG).context


@pytest.mark.parametrize(("word", "count"), [("kettle", 1), ("KETTLE", 1), ("pot", 0)])
def test_a_word_of_the_question_finds_it(word: str, count: int, admin_client: Client) -> None:
    log(question="Where is the kettle?")
    assert admin_client.get(LOG, {"q": word}).context["cl"].result_count == count


def texts() -> str:
    return " ".join(notice.text for notice in home_and_model(Rows()))


def test_the_first_page_asks_for_what_is_missing() -> None:
    Assistant.objects.create(name="athena", default=True)
    assert "athena has no home place" in texts()
    assert "No language model" in texts() and "no API key" in texts()


def test_a_house_in_order_is_not_nagged(admin_client: Client) -> None:
    home = Place.objects.create(name="Home", latitude=0, longitude=0, time_zone="UTC")
    Assistant.objects.create(name="athena", default=True, place=home)
    LLM.objects.create(name="big", kind="ollama", options={"base_url": "http://127.0.0.1:1"})
    new_key(admin_client)
    assert texts() == ""


@pytest.mark.parametrize(
    ("kind", "options"), [("extractive", {}), ("ollama", {}), ("gone", {}), ("ollama", {"num_ctx": "x"})]
)
def test_a_row_that_cannot_write_is_no_language_model(kind: str, options: dict[str, Any]) -> None:
    LLM.objects.create(name="row", kind=kind, options=options)
    assert "No language model" in texts()


def test_the_log_is_only_for_those_who_may_see_it() -> None:
    query = log()
    assert (
        staff("inference.view_llm").get(reverse("admin:inference_querylog_change", args=[query.pk])).status_code == 403
    )
