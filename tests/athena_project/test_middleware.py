"""Every page carries its security headers; static files come from this process."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_pages_load_nothing_from_elsewhere_and_nothing_acts_that_stands_in_them(client: Client) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy and "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_static_file_comes_in_one_piece(client: Client) -> None:
    answer = client.get("/static/athena/admin.css")
    assert answer.status_code == 200 and not answer.streaming
    assert answer.headers["Content-Type"].startswith("text/css") and len(answer.content) > 1000


def test_a_file_that_was_not_changed_is_not_sent_again(client: Client) -> None:
    first = client.get("/static/athena/admin.css")
    again = client.get("/static/athena/admin.css", headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert again.status_code == 304 and again.content == b""
