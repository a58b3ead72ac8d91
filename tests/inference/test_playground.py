"""The playground: asking the live release or the draft in the admin, and leaving nothing behind in the statistics."""

import json
import uuid
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import User
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from athena_project import releases
from athena_project.models import RowUse
from athena_project.roles import PUBLISHER, ROLES
from inference.home.wishes import GUEST_REFUSAL
from inference.models import LLM, Assistant, QueryLog, QueryStep
from intents.models import Intent, Pattern
from ragdomains.models import AskedLookup, Domain, Place
from tests.athena_project.admin_pages import inline_scripts, staff
from tests.athena_project.test_roles import person, signed_in

pytestmark = pytest.mark.django_db

ASK = reverse("admin:inference_querylog_ask")
FORM = {"of": "live", "mode": "owner", "by_cache": "on"}
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture(autouse=True)
def live() -> None:
    """A house that knows its motto, and can count; the draft has another motto."""
    sums = Domain.objects.create(name="sums", title="sums", kind="calculator")
    Assistant.objects.create(name="athena", default=True)
    LLM.objects.create(name="parrot", kind="echo", options={"prefix": "They say: "})
    for name, mode, text, more in (
        ("motto", "decline", "our motto", {"reply": "Slow is smooth.", "guests": False}),
        ("sum", "facts", "what is", {"domain": sums, "ask": "calculate"}),
        ("chat", "llm", "chat with me", {}),
    ):
        intent = Intent.objects.create(name=name, title=name, mode=mode, **more)
        Pattern.objects.create(intent=intent, type="phrase", text=text)
    releases.publish()
    Intent.objects.filter(name="motto").update(reply="Fast is fine.")


def asked(client: Client, question: str, **fields: str) -> Any:
    return client.post(ASK, {**FORM, "question": question, **fields})


def said(response: Any) -> list[str]:
    return [each.log.answer for each in response.context["answers"]]


def test_the_live_release_and_the_draft_answer_side_by_side(admin_client: Client) -> None:
    assert said(asked(admin_client, "what is our motto")) == ["Slow is smooth."]
    assert said(asked(admin_client, "what is our motto", of="draft")) == ["Fast is fine."]
    both = asked(admin_client, "what is our motto", of="both")
    assert said(both) == ["Slow is smooth.", "Fast is fine."]
    assert "<del>Slow</del>" in both.text and "<ins>Fast</ins>" in both.text and inline_scripts(both.text) == []


def test_nothing_of_it_is_logged_or_counted(admin_client: Client) -> None:
    asked(admin_client, "what is 2 plus 3", of="both")
    counted = (QueryLog, QueryStep, RowUse, AskedLookup)
    assert [model._default_manager.count() for model in counted] == [0, 0, 0, 0]


def test_the_page_tells_how_it_came_about_as_the_query_log_does(admin_client: Client) -> None:
    page = asked(admin_client, "what is 2 plus 3").text
    for words in ("How it came about", "Why it came out like this", "retrieve:sums", "phrase “what is”", ">sum</a>"):
        assert words in page


def test_it_is_asked_as_the_form_says(admin_client: Client) -> None:
    Assistant.objects.create(name="other", language="de")
    Place.objects.create(name="Cabin", latitude=60, longitude=10, time_zone="Asia/Tokyo")
    releases.publish()
    found = asked(admin_client, "what is 2 plus 3", assistant="other", mode="guest", place="Cabin").context["answers"]
    assert (found[0].log.assistant, found[0].log.mode, found[0].log.outcome) == ("other", "guest", "answered")
    assert said(asked(admin_client, "our motto", mode="guest"))[0] == GUEST_REFUSAL


@pytest.mark.parametrize(
    ("words", "question", "answer"),
    [
        ("", "chat with me", "They say: chat with me"),
        ("facts", "chat with me", "I have no answer to that: no language model is set up"),
        ("llm", "what is 2 plus 3", "They say: what is 2 plus 3"),
    ],
)
def test_answers_are_worded_as_the_form_says(words: str, question: str, answer: str, admin_client: Client) -> None:
    assert said(asked(admin_client, question, words=words))[0].startswith(answer)


def test_a_recorded_question_is_asked_with_what_was_said_before(admin_client: Client) -> None:
    row = {"assistant": "athena", "mode": "owner", "ms": 1, "conversation": "c", "outcome": "answered"}
    first, second = (
        QueryLog.objects.create(id=uuid.uuid4(), at=timezone.now(), question=text, answer=answer, **row)
        for text, answer in (("<b>one</b>", "<i>first</i>"), ("chat with me", "x"))
    )
    form = admin_client.get(f"{ASK}?query={second.pk}").text
    assert f'value="{second.pk}" selected' in form and "&lt;b&gt;one" in form and "<b>one" not in form
    found = asked(admin_client, "", recorded=str(second.pk))
    assert said(found) == ["They say: chat with me"] and "&lt;i&gt;first&lt;/i&gt;" in found.text
    assert said(asked(admin_client, "chat with me now", recorded=str(first.pk))) == ["They say: chat with me now"]


@pytest.mark.parametrize(
    "typed",
    [{"question": ""}, {"of": "moon"}, {"recorded": str(uuid.uuid4())}, {"recorded": "x"}, {"question": "x" * 4_001}],
)
def test_what_cannot_be_asked_says_why(typed: dict[str, str], admin_client: Client) -> None:
    data = {**FORM, "question": "what is our motto", **typed}
    assert "errorlist" in admin_client.post(ASK, data).text
    answer = admin_client.post(ASK, data, headers=FETCH)
    assert answer.status_code == 400 and "errorlist" in answer.text and "<html" not in answer.text


def test_a_side_that_lacks_what_was_chosen_says_so(admin_client: Client) -> None:
    Assistant.objects.create(name="new")
    Place.objects.create(name="Cabin", latitude=60, longitude=10)
    Assistant.objects.filter(name="new").update(language="de")
    releases.publish()
    Assistant.objects.filter(name="new").update(name="newer")
    assert "has no assistant newer." in asked(admin_client, "what is our motto", assistant="newer").text
    Place.objects.filter(name="Cabin").update(name="Hut")
    assert "has no place Hut." in asked(admin_client, "what is our motto", place="Hut").text


async def lines_of(response: StreamingHttpResponse) -> list[dict[str, str]]:
    found = b"".join([chunk async for chunk in response])
    return [json.loads(line) for line in found.splitlines()]


def test_a_script_gets_the_answer_as_it_is_written_and_then_the_trace(admin_client: Client) -> None:
    response: Any = admin_client.post(ASK, {**FORM, "question": "chat with me", "of": "both"}, headers=FETCH)
    assert "no-store" in response.headers["Cache-Control"] and response.is_async
    found = async_to_sync(lines_of)(response)
    pieces = [
        "".join(each["text"] for each in found[:-1] if each["side"] == side) for side in ("Release 1", "The draft")
    ]
    assert pieces == ["They say: chat with me"] * 2
    assert "How it came about" in found[-1]["html"] and "Both came out alike" in found[-1]["html"]


def test_it_takes_the_right_to_publish() -> None:
    log = QueryLog.objects.create(id=uuid.uuid4(), at=timezone.now(), question="q", ms=1)
    page = reverse("admin:inference_querylog_change", args=[log.pk])
    for role in ROLES:
        client, may = signed_in(person(role)), role == PUBLISHER
        assert client.post(ASK, {}).status_code == (200 if may else 403)
        assert client.get(ASK).status_code == (200 if may else 403)
        assert (ASK in client.get(page).text) is may


def test_publishing_alone_does_not_show_recorded_questions() -> None:
    assert staff("athena_project.publish").get(ASK).status_code == 403


def test_a_question_from_another_site_is_refused(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert asked(client, "what is our motto").status_code == 403
    assert Client().post(ASK, FORM).status_code == 302


def test_a_link_asks_nothing_by_itself(admin_client: Client) -> None:
    page = admin_client.get(f"{ASK}?question=what+is+our+motto&of=draft")
    assert "answers" not in page.context and "what is our motto</textarea>" in page.text
    assert '<option value="draft" selected>' in page.text
