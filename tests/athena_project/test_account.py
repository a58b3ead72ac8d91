"""One's own page: the profile, where one is signed in, ending that, the keys that one made."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from athena_project.models import ConfigChange
from athena_project.roles import SECURITY, VIEWER
from athena_project.sign_ins import browser
from tests.athena_project.admin_pages import inline_scripts, staff

pytestmark = pytest.mark.django_db
PAGE, OUT, LOGIN = reverse("admin:account"), reverse("admin:account_sign_out"), reverse("admin:login")
WORD = "a-long-word-of-its-own-9"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture
def pat() -> User:
    person = User.objects.create_user("pat", password=WORD, is_staff=True)
    person.groups.add(Group.objects.get(name=VIEWER))
    return person


def signed_in(agent: str, address: str, name: str = "pat") -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    assert client.post(LOGIN, {"username": name, "password": WORD}).status_code == 302
    return client


def name_of(client: Client, text: str) -> str:
    """What the page calls the sign-in in which this stands."""
    return next(str(each.name) for each in client.get(PAGE).context["sign_ins"] if text in each.browser)


def test_it_says_where_one_is_signed_in_and_marks_this_place(pat: User) -> None:
    here, _ = signed_in(FIREFOX, "192.168.1.7"), signed_in(PHONE, "192.168.1.8")
    signed_in(FIREFOX, "10.0.0.1", name=User.objects.create_user("sam", password=WORD, is_staff=True).username)
    page = here.get(PAGE)
    found = [(each.browser, each.address, each.here) for each in page.context["sign_ins"]]
    assert found == [("Firefox on Linux", "192.168.1.7", True), ("Chrome on Android", "192.168.1.8", False)]
    keys = Session.objects.values_list("pk", flat=True)
    assert inline_scripts(page.text) == [] and len(keys) == 3 and not any(key in page.text for key in keys)


def test_another_sign_in_is_ended_and_this_one_stays(pat: User) -> None:
    here, phone, tablet = (signed_in(agent, "1.1.1.1") for agent in (FIREFOX, PHONE, PHONE))
    here.post(OUT, {"name": name_of(here, "Android")})
    assert sorted(each.get(PAGE).status_code for each in (here, phone, tablet)) == [200, 200, 302]
    here.post(OUT)
    assert [each.get(PAGE).status_code for each in (here, phone, tablet)] == [200, 302, 302]
    assert "Nowhere else." in here.get(PAGE).text


def test_nobody_ends_the_sign_in_of_somebody_else(pat: User) -> None:
    User.objects.create_user("sam", password=WORD, is_staff=True)
    mine, theirs = signed_in(FIREFOX, "1.1.1.1"), signed_in(PHONE, "2.2.2.2", name="sam")
    mine.post(OUT, {"name": name_of(theirs, "Android")})
    mine.post(OUT)
    assert theirs.get(PAGE).status_code == 200
    assert mine.get(OUT).status_code == 405 and Client().get(PAGE).status_code == 302


def test_a_sign_in_from_before_a_new_password_is_none(pat: User) -> None:
    signed_in(PHONE, "1.1.1.1")
    pat.set_password("another-long-word-8")
    pat.save()
    client = Client()
    client.force_login(pat)
    assert len(client.get(PAGE).context["sign_ins"]) == 1


def test_one_changes_one_s_name_and_nothing_else(pat: User) -> None:
    client = signed_in(FIREFOX, "1.1.1.1")
    sent = {"first_name": "Pat", "email": "pat@example.org", "is_superuser": "on", "username": "root"}
    client.post(PAGE, sent)
    pat.refresh_from_db()
    assert (pat.first_name, pat.email, pat.is_superuser, pat.username) == ("Pat", "pat@example.org", False, "pat")
    assert ConfigChange.objects.filter(model="auth.user", action="change", actor="pat").exists()


def test_it_says_what_one_may_do_and_who_makes_keys(pat: User) -> None:
    page = signed_in(FIREFOX, "1.1.1.1").get(PAGE).text
    assert "<strong>viewer</strong>: looks at everything" in page and "made by a security administrator" in page


def test_the_keys_that_one_made_stand_there_and_no_others(pat: User, admin_client: Client) -> None:
    pat.groups.add(Group.objects.get(name=SECURITY))
    client = signed_in(FIREFOX, "1.1.1.1")
    for each, name in ((client, "kitchen"), (admin_client, "cellar")):
        each.post(reverse("admin:inference_apikey_add"), {"name": name, "mode": "owner", "per_minute": 0})
    page = client.get(PAGE)
    assert [key.name for key in page.context["keys"]] == ["kitchen"] and "cellar" not in page.text


def test_the_page_is_found_from_every_other(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = staff()
    assert f'<a href="{PAGE}">Your account</a>' in client.get(reverse("admin:index")).text
    with django_assert_max_num_queries(12):
        client.get(PAGE)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, said: str) -> None:
    assert browser(agent) == said
