"""The bell is heard by whoever listens, and nothing that comes over Redis can break the listening."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from athena_project import doorbell as bells
from athena_project.doorbell import Doorbell, Listener, announce, announced
from athena_project.models import Bell


@pytest.fixture
def redis_away(settings: Settings) -> Iterator[None]:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    bells.connection.cache_clear()
    yield
    bells.connection.cache_clear()


def test_a_new_token_rings_and_a_known_one_does_not() -> None:
    bell = Doorbell()
    bell.hear({"release": "a"})
    assert bell.rung.is_set()
    bell.rung.clear()
    bell.hear({"release": "a"})
    assert not bell.rung.is_set()
    bell.hear({"access": "b"})
    assert bell.tokens == {"release": "a", "access": "b"}


@pytest.mark.django_db
def test_a_bell_that_rings_while_the_database_is_asked_is_not_undone_by_the_older_answer() -> None:
    bell = Doorbell()
    Bell.objects.create(name="access", token="old")

    def rings_meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        bell.hear({"access": "new"})
        return found

    with connection.execute_wrapper(rings_meanwhile):
        bell.poll()
    assert bell.tokens["access"] == "new"
    bell.poll()
    assert bell.tokens["access"] == "old"  # the database is right in the end


@pytest.mark.parametrize("data", [b"{", b"[1]", b"\xff", 7, None, b"null", b'"release"'])
def test_what_is_no_announcement_announces_nothing(data: object) -> None:
    assert announced(data) == {}


def test_an_announcement_is_read() -> None:
    assert announced(b'{"release": "a"}') == {"release": "a"}


def test_while_redis_is_away_the_listener_waits_and_says_that_it_hears_nothing(redis_away: None) -> None:
    listener = Listener()
    began = time.monotonic()
    listener.wait(0.2)
    assert not listener.hearing
    assert time.monotonic() - began < 4  # redis-py would try for 4.5 s
    listener.close()


def test_a_bell_that_redis_does_not_take_still_rings_here(redis_away: None, caplog: pytest.LogCaptureFixture) -> None:
    announce({"release": "only here"})
    assert bells.doorbell.tokens["release"] == "only here"
    assert "notice by polling" in caplog.text
    bells.doorbell.tokens = {}
