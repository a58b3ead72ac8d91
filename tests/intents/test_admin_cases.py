"""Test cases are run from their list: red, then green, and the list keeps what came out."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from athena_project import releases
from intents.models import Intent, Pattern, TestCase
from tests.athena_project.admin_pages import staff

pytestmark = pytest.mark.django_db
LIST = reverse("admin:intents_testcase_changelist")


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def case() -> TestCase:
    Intent.objects.create(name="kettle", title="the kettle", mode="decline", reply="No.")
    return TestCase.objects.create(question="put the kettle on", intents=["kettle"])


def run(client: Client, case: TestCase) -> str:
    return client.post(LIST, {"action": "run", "_selected_action": [case.pk]}, follow=True).text


def test_a_case_turns_red_and_green(case: TestCase, admin_client: Client) -> None:
    releases.publish()
    assert "0 passed, 1 failed" in run(admin_client, case)
    assert '<span class="badge down">failed</span>' in admin_client.get(LIST).text
    Pattern.objects.create(intent=Intent.objects.get(), type="phrase", text="kettle on")
    releases.publish()
    assert "1 passed, 0 failed" in run(admin_client, case)
    assert '<span class="badge up">passed</span>' in admin_client.get(LIST).text


def test_an_edit_of_a_case_forgets_how_it_went(case: TestCase, admin_client: Client) -> None:
    releases.publish()
    run(admin_client, case)
    data = {"question": "boil it", "intents": "kettle", "slots": "", "context": "", "forbidden": "", "enabled": "on"}
    admin_client.post(reverse("admin:intents_testcase_change", args=[case.pk]), data)
    assert '<span class="badge down">' not in admin_client.get(LIST).text


def test_a_case_that_names_no_intent_is_warned_of(case: TestCase, admin_client: Client) -> None:
    data = {"question": "boil it", "intents": "kettle\nnone", "slots": "", "context": "", "enabled": "on"}
    page = admin_client.post(reverse("admin:intents_testcase_add"), {**data, "forbidden": "ketle"}, follow=True).text
    assert "There is no intent called ketle." in page
    data = {**data, "question": "boil that", "forbidden": ""}
    assert "no intent called" not in admin_client.post(reverse("admin:intents_testcase_add"), data, follow=True).text


def test_without_a_release_it_says_so(case: TestCase, admin_client: Client) -> None:
    assert "There is no release yet" in run(admin_client, case)


def test_running_needs_the_right_to_publish(case: TestCase) -> None:
    releases.publish()
    client = staff("intents.view_testcase", "intents.change_testcase")
    assert ">Run<" not in client.get(LIST).text
    assert "failed" not in run(client, case)
