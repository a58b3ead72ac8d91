"""The pages of patterns: a save and a preview say what comes out differently; a bad expression is explained."""

import uuid
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inference.models import QueryLog
from intents.expressions import refusal
from intents.models import Intent, Pattern, TestCase
from intents.stand_ins import unknown_kinds
from tests.athena_project.admin_pages import field_errors, form_data, staff

pytestmark = pytest.mark.django_db
ADD = reverse("admin:intents_pattern_add")
PREVIEW = reverse("admin:intents_pattern_preview")
EDITS = ("intents.add_pattern", "intents.change_pattern", "intents.view_pattern")


@pytest.fixture
def kettle() -> Intent:
    tea = Intent.objects.create(name="tea", title="tea", mode="decline", reply="No.")
    Pattern.objects.create(intent=tea, type="keyword", text="tea")
    return Intent.objects.create(name="kettle", title="the kettle", mode="decline", reply="No kettle.")


def asked(question: str) -> None:
    QueryLog.objects.create(
        id=uuid.uuid4(), at=timezone.now(), assistant="a", mode="owner", question=question, outcome="answered", ms=1
    )


def form(intent: Intent, text: str, kind: str = "phrase") -> dict[str, Any]:
    return {"intent": intent.pk, "type": kind, "text": text, "weight": "1", "language": "", "enabled": "on"}


def said(response: Any) -> str:
    return " ".join(" ".join(str(message) for message in get_messages(response.wsgi_request)).split())


def test_a_save_says_which_questions_come_out_differently(kettle: Intent, admin_client: Client) -> None:
    asked("put the kettle on")
    asked("make some tea")
    text = said(admin_client.post(ADD, form(kettle, "put the kettle on")))
    assert "1 of 2 questions comes out differently" in text
    assert "<q>put the kettle on</q> none" in text and "<strong>kettle</strong>" in text


def test_a_save_says_which_test_cases_pass_or_fail_now(kettle: Intent, admin_client: Client) -> None:
    TestCase.objects.create(question="put the kettle on", intents=["kettle"])
    TestCase.objects.create(question="please put the kettle on", intents=["none"])
    text = said(admin_client.post(ADD, form(kettle, "put the kettle on")))
    assert "this test case passes now" in text and "this test case FAILS now" in text


def test_a_save_that_changes_nothing_says_so(kettle: Intent, admin_client: Client) -> None:
    asked("make some tea")
    assert "None comes out differently" in said(admin_client.post(ADD, form(kettle, "boil it")))


def test_a_save_without_an_edit_asks_nothing_again(kettle: Intent, admin_client: Client) -> None:
    asked("make some tea")
    url = reverse("admin:intents_pattern_change", args=[Pattern.objects.get().pk])
    response = admin_client.post(url, form_data(admin_client.get(url)))
    assert response.status_code == 302
    assert "differently" not in said(response)


def test_the_page_of_an_intent_says_it_too(kettle: Intent, admin_client: Client) -> None:
    asked("put the kettle on")
    url = reverse("admin:intents_intent_change", args=[kettle.pk])
    data = form_data(admin_client.get(url))
    row = {"patterns-0-type": "phrase", "patterns-0-text": "put the kettle on", "patterns-0-weight": "1"}
    text = said(admin_client.post(url, {**data, **row, "patterns-0-enabled": "on"}))
    assert "1 of 1 question comes out differently" in text


def test_at_most_twenty_are_named(kettle: Intent, admin_client: Client) -> None:
    for number in range(30):
        asked(f"put the kettle on {number}")
    text = said(admin_client.post(ADD, form(kettle, "put the kettle on")))
    assert text.count("<li>") == 20 and "and 10 more" in text


def test_questions_of_the_log_are_for_those_who_may_read_it(kettle: Intent) -> None:
    asked("put the kettle on")
    text = said(staff(*EDITS, "intents.view_intent").post(ADD, form(kettle, "put the kettle on")))
    assert "None comes out differently" in text and "<q>" not in text


def test_a_question_cannot_put_markup_into_the_page(kettle: Intent, admin_client: Client) -> None:
    asked("kettle <script>alert(1)</script>")
    text = said(admin_client.post(ADD, form(kettle, "kettle", "keyword")))
    assert "&lt;script&gt;" in text and "<script>" not in text


@pytest.mark.parametrize(("other", "warned"), [("Boil the water, please!", True), ("boil the milk", False)])
def test_the_same_example_in_two_intents_is_warned_of(
    other: str, warned: bool, kettle: Intent, admin_client: Client
) -> None:
    Pattern.objects.create(intent=Intent.objects.get(name="tea"), type="example", text=other)
    text = said(admin_client.post(ADD, form(kettle, "boil the water", "example")))
    assert ("stands under kettle and tea" in text) == warned


def test_an_example_that_stood_in_two_intents_before_is_not_warned_of_again(
    kettle: Intent, admin_client: Client
) -> None:
    for owner in Intent.objects.all():
        Pattern.objects.create(intent=owner, type="example", text="boil the water")
    assert "stands under" not in said(admin_client.post(ADD, form(kettle, "another one", "example")))


def test_a_preview_says_what_would_change_and_saves_nothing(kettle: Intent, admin_client: Client) -> None:
    asked("put the kettle on")
    page = admin_client.post(PREVIEW, form(kettle, "put the kettle on")).text
    assert "1 of 1 question comes out differently" in page and "Save it like this" in page
    assert Pattern.objects.count() == 1


def test_a_preview_of_a_row_takes_its_place(kettle: Intent, admin_client: Client) -> None:
    asked("make some tea")
    row = Pattern.objects.get()
    url = reverse("admin:intents_pattern_preview_change", args=[row.pk])
    page = admin_client.post(url, form(row.intent, "coffee", "keyword")).text
    assert "tea <span" in page and "<strong>none</strong>" in page
    row.refresh_from_db()
    assert row.text == "tea"


def test_what_a_preview_page_sends_on_is_saved(kettle: Intent, admin_client: Client) -> None:
    sent = dict(admin_client.post(PREVIEW, form(kettle, "put the kettle on")).context["sent"])
    assert admin_client.post(ADD, {**sent, "_save": ""}).status_code == 302
    assert Pattern.objects.filter(intent=kettle, text="put the kettle on").exists()


def test_a_preview_of_what_cannot_be_saved_says_why(kettle: Intent, admin_client: Client) -> None:
    page = admin_client.post(PREVIEW, form(kettle, "a(?=b)", "regex")).text
    assert "It cannot be saved like this" in page and "a lookahead" in page


def test_the_script_gets_the_preview_without_the_page_around_it(kettle: Intent, admin_client: Client) -> None:
    page = admin_client.post(PREVIEW, form(kettle, "a"), headers={"X-Requested-With": "fetch"}).text
    assert page.lstrip().startswith("<section") and "<html" not in page


@pytest.mark.parametrize("rights", [EDITS, ("athena_project.publish", "intents.view_pattern")])
def test_a_preview_needs_both_rights(rights: tuple[str, ...], kettle: Intent) -> None:
    client = staff(*rights)
    assert client.post(PREVIEW, form(kettle, "a")).status_code == 403
    assert "What would change?" not in client.get(f"{ADD}../{Pattern.objects.get().pk}/change/", follow=True).text


def test_a_preview_with_both_rights_is_offered(kettle: Intent) -> None:
    client = staff(*EDITS, "athena_project.publish")
    assert "What would change?" in client.get(ADD).text
    assert client.post(PREVIEW, form(kettle, "a")).status_code == 200


def test_a_preview_is_asked_for_by_post_and_with_a_token(kettle: Intent, admin_client: Client) -> None:
    assert admin_client.get(PREVIEW).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = admin_client.cookies
    assert strict.post(PREVIEW, form(kettle, "a")).status_code == 403


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        (r"rain(?=y)", "a lookahead at (?="),
        (r"rain(?!y)", "a lookahead at (?!"),
        (r"(?<=a)b", "a lookbehind at (?<="),
        (r"(?<!a)b", "a lookbehind at (?<!"),
        (r"(a)\1", r"a backreference at \1"),
        (r"(?P<x>a)(?P=x)", "a reference to a named group"),
        (r"a++", "a possessive repetition at ++"),
        (r"a{2}+", "a possessive repetition at {2}+"),
        (r"(?>a)", "an atomic group at (?>"),
        (r"(?(1)a|b)", "a condition at (?("),
        (r"(?#note)", "a comment at (?#"),
        (r"(?R)", "a recursion at (?R"),
        (r"(?|a)", "a branch reset at (?|"),
        (r"(?x)a", "a group of a kind that RE2 does not know at (?x"),
        (r"(a", "a bracket without its other half at (a"),
        (r"a)", "a bracket without its other half at a)"),
        (r"[a", "a [ without its ] at [a"),
        (r"*a", "a repetition of a repetition, or of nothing at *"),
        (r"a{2000}", "a repetition that is too large at {2000}"),
        (r"a\Z", r"an escape that RE2 does not know at \Z"),
        (r"[z-a]", "a range or a class that does not exist at z-a"),
        ("a\\", "a backslash at the end"),
        ("\ud800", "half a character"),
    ],
)
def test_what_re2_refuses_is_named(expression: str, named: str) -> None:
    assert named in refusal(expression)


@pytest.mark.parametrize("expression", [r"rain(y|ing)?", r"(?P<x>a)", r"(?i)a", r"\bsnow\b", ""])
def test_what_re2_takes_is_not_refused(expression: str) -> None:
    assert refusal(expression) == ""


def test_the_form_shows_the_refusal_at_the_text(kettle: Intent, admin_client: Client) -> None:
    errors = field_errors(admin_client.post(ADD, form(kettle, r"(a)\1", "regex")))
    assert list(errors) == ["text"] and "a backreference" in errors["text"][0]


@pytest.mark.parametrize("text", ["?!", "🙂", "\u200b\u200b"])
@pytest.mark.parametrize("kind", ["phrase", "keyword", "fuzzy", "example", "negative"])
def test_a_pattern_that_could_never_be_found_is_refused(
    kind: str, text: str, kettle: Intent, admin_client: Client
) -> None:
    errors = field_errors(admin_client.post(ADD, form(kettle, text, kind)))
    assert list(errors) == ["text"] and "holds no word" in errors["text"][0]


def test_a_kind_that_stands_for_nothing_is_refused(kettle: Intent, admin_client: Client) -> None:
    errors = field_errors(admin_client.post(ADD, form(kettle, "^did <taem> win", "regex")))
    assert "<taem> stands for nothing" in errors["text"][0] and "<team>" in errors["text"][0]
    assert unknown_kinds("(?P<taem>a) (?<b>c) <team>") == ""


def test_the_language_of_a_pattern_is_stored(kettle: Intent, admin_client: Client) -> None:
    admin_client.post(ADD, {**form(kettle, "Wasserkocher", "keyword"), "language": "de"})
    assert Pattern.objects.get(text="Wasserkocher").language == "de"
