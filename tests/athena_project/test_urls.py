"""Who is not signed in sees the login, the health of the process, and nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]

# /healthz and /metrics ask for a key themselves; see test_health.py
OPEN = {"/livez", "/readyz", "/health", "/healthz", "/metrics"}
LOGIN = {"/", "/admin/login/", "/admin/logout/", "/admin/setup/1/"}


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Every address that Django serves, with 1 for each value in it."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        elif isinstance(entry, URLPattern):
            yield filled(path, entry)


def filled(path: str, entry: URLPattern) -> str:
    for name, converter in entry.pattern.converters.items():
        kind = next(part for part in (f"<{name}>", *(f"<{k}:{name}>" for k in KINDS)) if part in path)
        path = path.replace(kind, converter.to_url("1") if kind != f"<int:{name}>" else "1")
    return path.replace("^", "").replace("$", "").replace("(?P<url>.*)", "anything/")


KINDS = ("str", "int", "slug", "uuid", "path")
CLOSED = sorted(set(addresses()) - OPEN - LOGIN)


def test_the_addresses_were_found() -> None:
    assert {"/admin/", "/admin/intents/intent/add/", "/admin/inference/querylog/1/change/"} <= set(CLOSED)
    assert set(addresses()) >= OPEN | LOGIN


def shown(client: Client, address: str, method: str) -> str:
    answer: Any = getattr(client, method)(address)
    if answer.status_code == 302 and not answer.url.startswith(reverse("admin:login")):  # with a slash at its end
        answer = client.get(answer.url)
    return str(answer.url if answer.status_code == 302 else answer.status_code)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_is_shown_without_a_login(client: Client, method: str) -> None:
    found = {address: shown(client, address, method) for address in CLOSED}
    closed = (reverse("admin:login"), "401", "403", "404", "405")
    assert {address: each for address, each in found.items() if not each.startswith(closed)} == {}


def test_a_login_alone_is_not_enough(client: Client) -> None:
    visitor = get_user_model().objects.create_user("visitor")
    found = {}
    for address in sorted(set(CLOSED) - {"/admin/password_change/", "/admin/password_change/done/"}):
        client.force_login(visitor)  # one of the addresses may sign out
        answer = client.get(address, follow=True)
        if answer.status_code not in {401, 403, 404, 405} and "login" not in answer.request["PATH_INFO"]:
            found[address] = answer.status_code
    assert found == {}


def test_every_page_carries_the_headers_that_keep_a_browser_in_check(client: Client) -> None:
    headers = client.get(reverse("admin:login")).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy and "frame-ancestors 'none'" in policy and "http" not in policy
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client: Client) -> None:
    person = get_user_model().objects.create_superuser("ann", password="quite-A-long-one-4711")
    client.post(reverse("admin:login"), {"username": person.get_username(), "password": "quite-A-long-one-4711"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_form_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.create_superuser("ann"))
    assert client.post(reverse("admin:intents_intent_add"), {"name": "evil"}).status_code == 403
