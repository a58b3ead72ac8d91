"""Fixing from the log: what it would change, writing it as one change, undoing exactly that."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from athena_project import releases
from athena_project.models import ConfigChange, HouseSettings
from inference import fixes
from inference.models import Fix, QueryLog
from intents.models import Entity, Intent, Pattern, TestCase
from tests.athena_project.admin_pages import inline_scripts, staff

pytestmark = pytest.mark.django_db
ASKED = "put the kettle on"


@pytest.fixture
def kettle() -> Intent:
    tea = Intent.objects.create(name="tea", title="tea", mode="decline", reply="No.")
    Pattern.objects.create(intent=tea, type="keyword", text="tea")
    Pattern.objects.create(intent=tea, type="example", text="brew the leaves")
    made = Intent.objects.create(name="kettle", title="the kettle", mode="decline", reply="No kettle.")
    Pattern.objects.create(intent=made, type="example", text="heat the water")
    return made


def logged(question: str = ASKED, *parts: tuple[str, str], **fields: Any) -> QueryLog:
    log = QueryLog.objects.create(
        id=uuid.uuid4(), at=timezone.now(), assistant="a", mode="owner", question=question, outcome="answered", ms=1,
        **fields,
    )  # fmt: skip
    decisions = [{"text": text, "intent": intent, "scores": []} for text, intent in parts]
    log.steps.create(position=0, name="understand", start_ms=0, ms=1, detail={"decisions": decisions})
    return log


def url(log: QueryLog) -> str:
    return reverse("admin:inference_querylog_fix", args=[log.pk])


def page_of(log: QueryLog) -> str:
    return reverse("admin:inference_querylog_change", args=[log.pk])


def example(intent: str = "kettle", text: str = ASKED, part: int = 0) -> dict[str, Any]:
    return {"part": part, "intent": intent, "text": text}


def add(client: Client, log: QueryLog, sent: dict[str, Any]) -> Any:
    """Looks what would change, then adds just that."""
    seen = client.post(url(log), sent).context["correction"].token
    return client.post(url(log), {**sent, "seen": seen, "_add": "1"})


def said(response: Any) -> str:
    return " ".join(" ".join(str(message) for message in get_messages(response.wsgi_request)).split())


def state() -> list[Any]:
    models = (Intent, Pattern, TestCase, Entity)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def test_it_says_what_would_change_and_writes_nothing(kettle: Intent, admin_client: Client) -> None:
    log, before = logged(ASKED, (ASKED, "tea")), state()
    page = " ".join(admin_client.post(url(log), example()).text.split())
    assert "1 of 1 question comes out differently" in page and f"<q>{ASKED}</q> none" in page
    assert "Example of kettle, new" in page and "New test case" in page
    assert state() == before and not Fix.objects.exists()


def test_one_change_adds_the_example_and_a_test_case(kettle: Intent, admin_client: Client) -> None:
    log = logged(ASKED, (ASKED, "tea"))
    response = add(admin_client, log, example())
    assert response.headers["Location"] == page_of(log) and "Done" in said(response)
    assert Pattern.objects.get(text=ASKED).intent == kettle
    assert TestCase.objects.get().intents == ["kettle"]
    assert Fix.objects.get().query == log
    entries = ConfigChange.objects.filter(pk__in=Fix.objects.get().changes)
    assert {entry.model for entry in entries} == {"intents.pattern", "intents.testcase"}
    assert len({entry.request for entry in entries}) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("review", [False, True])
def test_it_is_one_release_or_waits_in_the_draft(review: bool, kettle: Intent, admin_client: Client) -> None:
    HouseSettings.objects.update_or_create(name="house", defaults={"review_mode": review})
    log, number = logged(ASKED, (ASKED, "tea")), releases.publish().number
    response = add(admin_client, log, example())
    assert releases.publish().number == number + 1
    assert ("the draft</a>" in said(response)) == review
    undo(admin_client, Fix.objects.get())
    assert releases.pending() == [] or review


def undo(client: Client, fix: Fix) -> Any:
    return client.post(reverse("admin:inference_fix_undo", args=[fix.pk]))


def test_undo_takes_exactly_that_back(kettle: Intent, admin_client: Client) -> None:
    logged_question = logged(ASKED, (ASKED, "tea"))
    before = state()
    add(admin_client, logged_question, example())
    Pattern.objects.create(intent=kettle, type="example", text="another one")
    said_then = said(undo(admin_client, Fix.objects.get()))
    Pattern.objects.get(text="another one").delete()
    assert "Undone" in said_then and state() == before
    assert Fix.objects.get().undone_by == "admin"
    assert "already" in said(undo(admin_client, Fix.objects.get()))


def test_undo_touches_nothing_where_somebody_changed_a_row_since(kettle: Intent, admin_client: Client) -> None:
    add(admin_client, logged(ASKED, (ASKED, "tea")), example())
    row = Pattern.objects.get(text=ASKED)
    row.weight = 2.0
    row.save()
    before = state()
    assert "is not as it was left" in said(undo(admin_client, Fix.objects.get()))
    assert state() == before and Fix.objects.get().undone is None


def test_undo_does_not_take_what_others_hung_on_it(admin_client: Client) -> None:
    """The intent for what fits nothing is made by the fix; somebody adds an example of theirs."""
    log = logged(ASKED, (ASKED, "tea"))
    add(admin_client, log, example("none"))
    Pattern.objects.create(intent=Intent.objects.get(mode="none"), type="example", text="theirs")
    assert "something was added to it" in said(undo(admin_client, Fix.objects.get()))
    assert Pattern.objects.count() == 2


def test_none_of_these_is_learned_and_demanded(kettle: Intent, admin_client: Client) -> None:
    add(admin_client, logged(ASKED, (ASKED, "tea")), example("none"))
    assert Pattern.objects.get(text=ASKED).intent.mode == "none"
    assert TestCase.objects.get().intents == ["none"]


def test_the_same_example_elsewhere_is_switched_off_and_comes_back(kettle: Intent, admin_client: Client) -> None:
    wrong = Pattern.objects.create(intent=Intent.objects.get(name="tea"), type="example", text="Put the kettle on!")
    log = logged(ASKED, (ASKED, "tea"))
    assert "Example of tea, switched off" in admin_client.post(url(log), example()).text
    add(admin_client, log, example())
    wrong.refresh_from_db()
    assert not wrong.enabled
    undo(admin_client, Fix.objects.get())
    wrong.refresh_from_db()
    assert wrong.enabled


def test_of_several_parts_one_is_put_right(kettle: Intent, admin_client: Client) -> None:
    log = logged("make tea and put the kettle on", ("make tea", "tea"), (ASKED, "tea"))
    add(admin_client, log, example(part=1))
    case = TestCase.objects.get()
    assert (case.question, case.intents) == ("make tea and put the kettle on", ["tea", "kettle"])


def test_what_was_asked_before_stands_in_the_test_case(kettle: Intent, admin_client: Client) -> None:
    first = logged("is there tea", conversation="c")
    QueryLog.objects.filter(pk=first.pk).update(at=timezone.now() - timedelta(minutes=1))
    add(admin_client, logged("and on", ("and on", "tea"), conversation="c"), example(text="put it on"))
    assert TestCase.objects.get().context == ["is there tea"]


def test_a_test_case_that_is_there_is_changed_and_shown(kettle: Intent, admin_client: Client) -> None:
    TestCase.objects.create(question=ASKED, intents=["tea"], forbidden=["kettle"])
    log = logged(ASKED, (ASKED, "tea"))
    assert "it demands tea, and will demand kettle" in admin_client.post(url(log), example()).text
    add(admin_client, log, example())
    case = TestCase.objects.get()
    assert (case.intents, case.forbidden) == (["kettle"], [])
    undo(admin_client, Fix.objects.get())
    case.refresh_from_db()
    assert (case.intents, case.forbidden) == (["tea"], ["kettle"])


def test_what_changed_since_it_was_shown_is_shown_again(kettle: Intent, admin_client: Client) -> None:
    case = TestCase.objects.create(question=ASKED, intents=["tea"])
    log = logged(ASKED, (ASKED, "tea"))
    seen = admin_client.post(url(log), example()).context["correction"].token
    case.intents = ["coffee"]
    case.save()
    page = admin_client.post(url(log), {**example(), "seen": seen, "_add": "1"}).text
    assert "not as you were shown" in page and "it demands coffee" in page
    assert not Fix.objects.exists()


def test_what_stands_there_already_is_said(kettle: Intent, admin_client: Client) -> None:
    log = logged(ASKED, (ASKED, "tea"))
    add(admin_client, log, example())
    assert "stands there already" in admin_client.post(url(log), example()).text


LAMP = {"word": "reading light"}


@pytest.fixture
def lamp() -> Entity:
    return Entity.objects.create(type="device", value="floor lamp", synonyms=["big lamp"])


def test_another_word_for_a_name_and_what_it_changes(kettle: Intent, lamp: Entity, admin_client: Client) -> None:
    log = logged("dim the reading light", ("dim the reading light", "tea"))
    sent = {**LAMP, "entity": lamp.pk}
    page = " ".join(admin_client.post(url(log), sent).text.split())
    assert "<strong>device floor lamp</strong>" in page and "Another word for device: floor lamp" in page
    add(admin_client, log, sent)
    lamp.refresh_from_db()
    assert lamp.synonyms == ["big lamp", "reading light"]
    assert TestCase.objects.get().slots == {"device": "floor lamp"}
    undo(admin_client, Fix.objects.get())
    lamp.refresh_from_db()
    assert lamp.synonyms == ["big lamp"] and not TestCase.objects.exists()


@pytest.mark.parametrize("word", ["sofa", "", "x" * 200])
def test_a_word_that_is_not_in_the_question_is_refused(word: str, lamp: Entity, admin_client: Client) -> None:
    log = logged("dim the reading light")
    assert "cannot be added like this" in admin_client.post(url(log), {"word": word, "entity": lamp.pk}).text


@pytest.mark.parametrize(
    "sent", [{}, {"intent": "gone"}, {"text": ""}, {"text": "x" * 301}, {"part": "77"}, {"part": "\x00"}], ids=str
)
def test_what_makes_no_sense_is_refused(sent: dict[str, Any], kettle: Intent, admin_client: Client) -> None:
    log = logged(ASKED, (ASKED, "tea"))
    found = {**example(), **sent} if sent else {}
    page = admin_client.post(url(log), {**found, "_add": "1", "seen": "x"})
    assert page.status_code == 200 and not Fix.objects.exists()


def test_the_page_of_a_question_offers_it_and_tells_what_was_done(kettle: Intent, admin_client: Client) -> None:
    log = logged("make <b>tea</b> and coffee", ("make <b>tea</b>", "tea"), ("coffee", ""))
    page = admin_client.get(page_of(log)).text
    assert page.count("What would change?") == 2 and "<b>tea" not in page and inline_scripts(page) == []
    add(admin_client, log, example())
    assert "Undo" in admin_client.get(page_of(log)).text


VIEW = ("inference.view_querylog", "inference.view_fix")


def test_who_may_not_edit_is_offered_nothing(kettle: Intent) -> None:
    log, client = logged(ASKED, (ASKED, "tea")), staff(*VIEW)
    fix = fixes.write(fixes.Correction("x", (Pattern(intent=kettle, text="y"),)), "ann")
    assert "Should have been" not in client.get(page_of(log)).text
    assert client.post(url(log), example()).status_code == 403
    assert undo(client, fix).status_code == 403


def test_an_editor_may_fix_and_undo(kettle: Intent) -> None:
    client = staff(*fixes_rights())
    add(client, logged(ASKED, (ASKED, "tea")), example())
    assert "Undone" in said(undo(client, Fix.objects.get()))


def fixes_rights() -> tuple[str, ...]:
    every = [f"intents.{action}_{name}" for name in ("pattern", "testcase") for action in ("add", "change", "delete")]
    return (*VIEW, *every, "intents.change_entity")


def test_both_are_asked_for_by_post_and_with_a_token(kettle: Intent, admin_client: Client) -> None:
    log = logged()
    fix = fixes.write(fixes.Correction("x", (Pattern(intent=kettle, text="y"),)), "ann")
    assert admin_client.get(url(log)).status_code == 405
    assert admin_client.get(reverse("admin:inference_fix_undo", args=[fix.pk])).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = admin_client.cookies
    assert strict.post(url(log), example()).status_code == 403
