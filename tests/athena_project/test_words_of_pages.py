"""The pages say things in words: labels, counts, what is live, where a refused person may turn."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from athena_project import releases, roles
from athena_project.models import ConfigChange, HouseSettings, Release
from athena_project.roles import FOR, ROLES
from ragdomains.models import Domain, Reading, Source
from tests.athena_project.admin_pages import place, staff

pytestmark = pytest.mark.django_db
RELEASES = reverse("admin:athena_project_release_changelist")
RAW = ("Max body mib", "Response hours", "Deadline seconds", "Max parallel", "Log days", "Sha256")


def settings_page(client: Client) -> str:
    row = HouseSettings.objects.get_or_create(name="house")[0]
    return client.get(reverse("admin:athena_project_housesettings_change", args=[row.pk])).text


def test_the_house_settings_say_what_they_are_in_words(admin_client: Client) -> None:
    looker = staff("athena_project.view_housesettings")
    for page in (settings_page(admin_client), settings_page(looker)):
        assert [name for name in RAW if name in page] == []
        assert "Questions at once" in page and "Time for one answer" in page


def test_a_draft_names_settings_as_their_page_does(
    admin_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    house = HouseSettings.objects.create(name="house", review_mode=True)
    releases.publish()
    house.max_parallel = 9
    with django_capture_on_commit_callbacks(execute=True):
        house.save()
    assert "Questions at once" in admin_client.get(RELEASES).text


def test_what_a_new_row_leaves_empty_is_not_listed(
    admin_client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    HouseSettings.objects.create(name="house", review_mode=True)
    releases.publish()
    with django_capture_on_commit_callbacks(execute=True):
        place(country="")
    page = admin_client.get(RELEASES).text
    assert "<td>latitude" in page or "latitude" in page
    assert re.search(r"<t[dh][^>]*>country<", page) is None


def test_the_list_of_releases_marks_the_live_one_and_only_that(admin_client: Client) -> None:
    releases.publish()
    place()
    releases.publish()
    Release.objects.create(number=9, content="{}", sha256="9", schema_version=1, trial=True)
    page = admin_client.get(RELEASES).text
    rows = re.findall(r"<tr><th.*?</tr>", page, re.DOTALL)
    live = [re.sub(r"<[^>]+>", "", row).strip()[:1] for row in rows if ">live<" in row]
    assert live == ["2"] and "only tried" in page


def test_a_saved_row_leads_to_the_draft_where_it_waits(admin_client: Client) -> None:
    HouseSettings.objects.create(name="house", review_mode=True)
    address = reverse("admin:ragdomains_place_add")
    given = {"name": "Barn", "latitude": "1", "longitude": "2", "time_zone": "Europe/Oslo", "enabled": "on"}
    page = admin_client.post(address, {**given, "_continue": "on"}, follow=True).text
    assert f'<a href="{RELEASES}">the draft</a>' in page


def test_the_record_of_changes_is_counted_in_changes(admin_client: Client) -> None:
    place()
    page = admin_client.get(reverse("admin:athena_project_configchange_changelist")).text
    assert re.search(r"\n\d+ changes?\s", page) and "config change" not in page
    entry = ConfigChange.objects.latest("pk")
    shown = admin_client.get(reverse("admin:athena_project_configchange_change", args=[entry.pk])).text
    assert "From where:" in shown and "Actor:" not in shown


def test_who_may_not_is_told_who_can_help_and_led_back() -> None:
    answer = staff("athena_project.view_release", name="vera").get(reverse("admin:auth_user_changelist"))
    assert answer.status_code == 403
    assert "vera" in answer.text and "security administrator" in answer.text
    assert f'href="{reverse("admin:index")}"' in answer.text


def test_a_page_that_is_not_there_leads_back(admin_client: Client) -> None:
    answer = admin_client.get("/admin/nothing/here/")
    assert answer.status_code == 404 and f'href="{reverse("admin:index")}"' in answer.text


def test_a_form_that_was_too_old_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("ann"))
    answer = client.post(reverse("admin:athena_project_release_publish"))
    assert answer.status_code == 403 and "load the page again" in answer.text


def test_the_page_of_a_person_says_what_each_role_is_for(admin_client: Client) -> None:
    roles.set_up()
    person = User.objects.create_user("pia")
    address = reverse("admin:auth_user_change", args=[person.pk])
    page = admin_client.get(address).text
    assert set(FOR) == set(ROLES) and [role for role in ROLES if f"{role}: {FOR[role]}" not in page] == []
    chosen = Group.objects.get(name="publisher").pk
    given = {"username": "pia", "is_active": "on", "is_staff": "on", "groups": [chosen]}
    dates = {"date_joined_0": "2026-11-30", "date_joined_1": "12:00:00"}
    assert admin_client.post(address, {**given, **dates}).status_code == 302
    assert [group.name for group in person.groups.all()] == ["publisher"]


def test_a_person_is_made_with_a_name_and_a_password(admin_client: Client) -> None:
    given = {"username": "ed", "password1": "quite-A-long-one-47", "password2": "quite-A-long-one-47"}
    assert admin_client.post(reverse("admin:auth_user_add"), given).status_code == 302
    assert User.objects.get(username="ed").check_password(given["password1"])


def test_the_configuration_is_had_as_a_file_from_the_page_of_releases(admin_client: Client) -> None:
    releases.publish()
    found = re.search(r'<a href="([^"]+)" download="athena.yaml">', admin_client.get(RELEASES).text)
    assert found is not None
    answer = admin_client.get(found[1])
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/yaml")


def test_a_key_acts_at_once_also_where_edits_wait_in_a_draft(admin_client: Client) -> None:
    HouseSettings.objects.create(name="house", review_mode=True)
    page = admin_client.post(
        reverse("admin:inference_apikey_add"), {"name": "Speaker", "mode": "owner", "per_minute": 0}
    )
    assert "The new API key" in page.text and "the draft" not in page.text


def test_what_only_the_machine_writes_is_headed_by_its_name(admin_client: Client) -> None:
    first = releases.publish()
    page = admin_client.get(reverse("admin:athena_project_release_change", args=[first.pk])).text
    assert "<h1>Release</h1>" in page and "View release" not in page


@pytest.mark.parametrize("page", ["athena_project_release", "ragdomains_domain", "athena_project_configchange"])
def test_a_list_asks_the_database_twelve_times_at_most(
    page: str, admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        Domain.objects.create(name=f"news-{number}", title="news", kind="rss")
    releases.publish()
    address = reverse(f"admin:{page}_changelist")
    admin_client.get(address)
    with django_assert_max_num_queries(12):
        page_text = admin_client.get(address).text
    assert len(page_text) < 60_000


def test_a_new_password_signs_out_everywhere_else_and_says_so() -> None:
    person = User.objects.create_superuser("ann", password="quite-A-long-one-47")
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(person)
    page = reverse("admin:password_change")
    assert "signs you out everywhere else" in here.get(page).text
    new = "quite-A-longer-one-48"
    given = {"old_password": "quite-A-long-one-47", "new_password1": new, "new_password2": new}
    assert here.post(page, given).status_code == 302
    home = reverse("admin:index")
    assert [client.get(home).status_code for client in (here, elsewhere)] == [200, 302]


def test_readings_are_filtered_by_what_they_found_in_words(admin_client: Client) -> None:
    domain = Domain.objects.create(name="papers", title="papers", kind="documents")
    source = Source.objects.create(domain=domain, kind="folder", path="papers")
    for eventful in (True, False):
        Reading.objects.create(source=source, eventful=eventful, started=timezone.now(), seconds=1)
    page = admin_client.get(reverse("admin:ragdomains_reading_changelist"), {"eventful": "0"}).text
    assert "all as it was" in page and "eventful</" not in page
    assert re.search(r"\n1 reading", page)


def test_how_a_password_is_kept_stands_on_no_page(admin_client: Client) -> None:
    with_one, without = User.objects.create_user("pia", password="quite-A-long-one-47"), User.objects.create_user("ed")
    page = admin_client.get(reverse("admin:auth_user_change", args=[with_one.pk])).text
    assert "Set." in page and "Reset password" in page and "pbkdf2" not in page and "salt" not in page
    assert "No password set." in admin_client.get(reverse("admin:auth_user_change", args=[without.pk])).text
