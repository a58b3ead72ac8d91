"""A file of examples is shown, good rows and broken ones, and written only when that is confirmed."""

import base64
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from intents import import_admin
from intents.models import Entity, Intent, Pattern
from tests.athena_project.admin_pages import inline_scripts, staff

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:intents_pattern_import")
CSV = b"text,intent,language\nboil it,kettle,en\nput it on,kettle,\n,kettle,\nhello,,\nnice,not a name,\n"
JSONL = b'{"text": "boil it", "intent": "kettle"}\n{"text": 3, "intent": "kettle"}\nno json\n'


def look(client: Client, data: bytes, **more: str) -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile("examples.csv", data), **more})


def confirm(client: Client, data: bytes, **more: str) -> Any:
    return client.post(PAGE, {"data": base64.b64encode(data).decode(), "confirmed": "yes", **more})


def test_all_rows_are_shown_with_what_is_wrong_and_nothing_is_written(admin_client: Client) -> None:
    page = look(admin_client, CSV).text
    assert "2 examples of 1 intent" in page and "boil it" in page and "put it on" in page
    assert "3 rows cannot be taken" in page and "Its text is empty." in page and "Its intent is empty." in page
    assert not Pattern.objects.exists() and not Intent.objects.exists()


def test_every_good_row_of_a_large_file_is_shown(admin_client: Client) -> None:
    rows = b"".join(b"sentence %d,many,\n" % number for number in range(3_000))
    page = look(admin_client, b"text,intent,language\n" + rows).text
    assert page.count("<td>sentence ") == 3_000


def test_jsonl_is_read_too(admin_client: Client) -> None:
    page = look(admin_client, JSONL).text
    assert "1 example of 1 intent" in page and "2 rows cannot be taken" in page and "Its text is not a text." in page


def test_what_is_confirmed_is_written(admin_client: Client) -> None:
    response = look(admin_client, CSV)
    again = {"data": response.context["data"], "confirmed": "yes"}
    page = admin_client.post(PAGE, again, follow=True).text
    assert "Written: 2 examples, 1 new intents." in page
    assert set(Pattern.objects.values_list("intent__name", "type", "text", "language")) == {
        ("kettle", "example", "boil it", "en"),
        ("kettle", "example", "put it on", ""),
    }


def test_replacing_removes_the_rest_and_says_before_what(admin_client: Client) -> None:
    other = Intent.objects.create(name="other", title="other", mode="decline")
    Pattern.objects.create(intent=other, text="something")
    Entity.objects.create(type="person", value="Anna")
    page = look(admin_client, CSV, replace="on").text
    assert "entities: 1" in page and "patterns: 1" in page
    confirm(admin_client, CSV, replace="on")
    assert list(Intent.objects.values_list("name", flat=True)) == ["kettle"]
    assert not Entity.objects.exists()


def test_without_replacing_the_rest_stays(admin_client: Client) -> None:
    Intent.objects.create(name="other", title="other", mode="decline")
    confirm(admin_client, CSV)
    assert set(Intent.objects.values_list("name", flat=True)) == {"kettle", "other"}


@pytest.mark.parametrize(
    ("data", "problem"), [({}, "Choose a file."), ({"data": "%%%"}, "The file came back damaged.")]
)
def test_a_form_without_a_sound_file_says_so(data: dict[str, str], problem: str, admin_client: Client) -> None:
    assert problem in admin_client.post(PAGE, data).text


def test_a_file_that_is_too_large_is_not_read(admin_client: Client) -> None:
    page = look(admin_client, b"x" * (import_admin.LARGEST + 1)).text
    assert "larger than 3 MiB" in page and "manage.py import_examples" in page


def test_the_largest_file_comes_back_with_its_confirmation(admin_client: Client) -> None:
    line = b"a sentence of some length that is not short,many,\n"
    data = b"text,intent,language\n" + line * ((import_admin.LARGEST - 30) // len(line))
    assert confirm(admin_client, data).status_code == 302
    assert Pattern.objects.count() == 1


def test_a_file_without_a_good_row_cannot_be_confirmed(admin_client: Client) -> None:
    page = confirm(admin_client, b"text,intent\n,\n").text
    assert "There is nothing to write." in page and "confirmed" not in page


@pytest.mark.parametrize("rights", [("intents.add_pattern",), ("intents.add_intent",), ("intents.change_pattern",)])
def test_importing_needs_the_right_to_add_both(rights: tuple[str, ...]) -> None:
    client = staff(*rights)
    assert client.get(PAGE).status_code == 403
    assert confirm(client, CSV).status_code == 403
    assert not Pattern.objects.exists()


def test_replacing_needs_the_right_to_delete_what_goes() -> None:
    client = staff("intents.add_pattern", "intents.add_intent")
    assert "Replace" not in client.get(PAGE).text
    assert confirm(client, CSV, replace="on").status_code == 403
    assert confirm(client, CSV).status_code == 302


def test_the_list_of_patterns_leads_to_it_for_those_who_may(admin_client: Client) -> None:
    listed = reverse("admin:intents_pattern_changelist")
    assert PAGE in admin_client.get(listed).text
    assert PAGE not in staff("intents.view_pattern").get(listed).text


def test_markup_in_a_file_stays_text(admin_client: Client) -> None:
    page = look(admin_client, b"text,intent\n<script>alert(1)</script> boil,kettle\n").text
    assert "&lt;script&gt;" in page
    assert inline_scripts(page) == []
