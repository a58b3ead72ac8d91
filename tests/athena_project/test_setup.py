"""The first administrator is made once, by who has the link."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from athena_project.setup import setup_token

pytestmark = pytest.mark.django_db

FORM = {"username": "ann", "password1": "quite-A-long-one-4711", "password2": "quite-A-long-one-4711"}


def link() -> str:
    return reverse("setup", args=[setup_token()])


def test_the_link_makes_an_administrator_and_signs_in(client: Client) -> None:
    assert client.get(link()).status_code == 200
    answer = client.post(link(), FORM)
    assert answer.status_code == 302
    assert get_user_model().objects.get().is_superuser
    assert client.get(reverse("admin:index")).status_code == 200


def test_the_link_works_once(client: Client) -> None:
    client.post(link(), FORM)
    assert Client().get(link()).status_code == 404
    assert Client().post(link(), {**FORM, "username": "eve"}).status_code == 404


def test_another_token_finds_nothing(client: Client) -> None:
    assert client.get(reverse("setup", args=["x" * 40])).status_code == 404


def test_a_weak_password_is_refused(client: Client) -> None:
    answer = client.post(link(), {**FORM, "password1": "12345", "password2": "12345"})
    assert answer.status_code == 200 and b"too short" in answer.content
    assert not get_user_model().objects.exists()
