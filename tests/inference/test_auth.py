"""Keys: how they are issued, who may do what with one, and that a refusal tells nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from athena_project import secrets
from inference.api.errors import Refused
from inference.auth import Caller, authenticate, issue, may_read_metrics
from inference.models import ApiKey
from tests.inference.asgi import KEY, SECRET, snapshot

HOUR = timedelta(hours=1)


def caller(text: str = SECRET, address: str = "192.168.1.7", **headers: str) -> Caller:
    return Caller({"authorization": f"Bearer {text}", "host": "athena.home", **headers}, "/v1/models", address)


def refusal(who: Caller, *keys: ApiKey, scope: str = "chat", open_access: bool = False) -> Refused:
    with pytest.raises(Refused) as caught:
        authenticate(who, snapshot(*keys, open_access=open_access), scope)
    return caught.value


def test_an_issued_key_has_256_random_bits_and_is_kept_as_a_digest_only() -> None:
    row, text = issue("kitchen", mode="guest", per_minute=3)
    assert re.fullmatch(r"ath_[a-z0-9]{8}_[A-Za-z0-9_-]{43}", text)
    assert row.digest == secrets.digest(text)
    assert (row.name, row.mode, row.per_minute, row.key_id) == ("kitchen", "guest", 3, text[4:12])
    assert text[13:] not in repr(vars(row))
    assert issue("kitchen")[1] != text


def test_the_key_that_was_issued_opens() -> None:
    assert authenticate(caller(), snapshot(), "chat") is KEY


@pytest.mark.parametrize("header", ["bearer {}", "BEARER {}", "Bearer  {} "])
def test_the_scheme_is_read_leniently(header: str) -> None:
    who = Caller({"authorization": header.format(SECRET)}, "/v1/models", "10.0.0.1")
    assert authenticate(who, snapshot(), "") is KEY


def test_a_key_may_stand_in_the_path_for_clients_without_a_field_for_it() -> None:
    assert authenticate(Caller({}, f"/k/{SECRET}/v1/models", "10.0.0.1"), snapshot(), "models") is KEY


def test_a_key_may_stand_where_azure_has_it() -> None:
    assert authenticate(Caller({"api-key": SECRET}, "/openai/v1/models", "10.0.0.1"), snapshot(), "models") is KEY


@pytest.mark.parametrize("wrong", ["", "ath_nobody", SECRET[:-1]], ids=["none", "nobody's", "cut"])
def test_a_wrong_key_there_opens_nothing(wrong: str) -> None:
    with pytest.raises(Refused):
        authenticate(Caller({"api-key": wrong}, "/openai/v1/models", "10.0.0.1"), snapshot(), "models")


def wrong_keys() -> dict[str, tuple[Caller, ApiKey]]:
    """A caller with a key that must not open, for each reason why."""
    cases: dict[str, dict[str, Any]] = {
        "revoked": {"revoked": True},
        "expired": {"expires": timezone.now() - HOUR},
        "from elsewhere": {"networks": ["10.0.0.0/8"]},
        "a network that is none": {"networks": ["kitchen"]},
    }
    made = {name: issue("x", **fields) for name, fields in cases.items()}
    wrong = {name: (caller(text), row) for name, (row, text) in made.items()}
    row, text = issue("x")
    texts = {
        "another secret": text[:13] + "A" * 43,
        "an unknown id": issue("y")[1],
        "no key": "",
        "a foreign one": "sk-123",
    }
    texts |= {"cut": text[:-1], "longer": text + "a", "not ASCII": text[:-1] + "é", "very long": "a" * 100_000}
    wrong |= {name: (caller(other), row) for name, other in texts.items()}
    wrong["no header"] = (Caller({}, "/v1/models", "192.168.1.7"), row)
    wrong["another scheme"] = (Caller({"authorization": f"Basic {text}"}, "/", "192.168.1.7"), row)
    wrong["another header"] = (Caller({"x-api-key": text, "cookie": text}, "/", "192.168.1.7"), row)
    wrong["two keys at once"] = (caller(f"{text},Bearer {text}"), row)
    return wrong


@pytest.mark.parametrize("name", sorted(wrong_keys()))
def test_every_wrong_key_gets_the_same_answer(name: str) -> None:
    who, row = wrong_keys()[name]
    refused = refusal(who, row, scope="metrics")
    assert (refused.status, refused.code, refused.headers) == (401, "invalid_api_key", {"WWW-Authenticate": "Bearer"})
    assert refused.text == "The API key is missing or not valid."


def test_a_key_holds_until_it_expires() -> None:
    row, text = issue("x", expires=timezone.now() + HOUR)
    assert authenticate(caller(text), snapshot(row), "chat") is row


@pytest.mark.parametrize("address", ["10.3.4.5", "::ffff:10.3.4.5", "fd00::7"])
def test_a_key_opens_from_its_networks(address: str) -> None:
    row, text = issue("x", networks=["10.0.0.1/8", "fd00::/8"])
    assert authenticate(caller(text, address), snapshot(row), "chat") is row


@pytest.mark.parametrize("address", ["", "11.0.0.1", "::ffff:11.0.0.1", "fe80::1"])
def test_a_key_with_networks_opens_from_nowhere_else(address: str) -> None:
    row, text = issue("x", networks=["10.0.0.0/8", "fd00::/8"])
    assert refusal(caller(text, address), row).status == 401


def test_only_a_valid_key_learns_that_its_scope_is_too_small() -> None:
    row, text = issue("x", scopes=["models"])
    assert authenticate(caller(text), snapshot(row), "models") is row
    assert authenticate(caller(text), snapshot(row), "") is row
    assert refusal(caller(text), row).status == 403
    assert refusal(caller(text[:-4] + "AAAA"), row).status == 401


DUMMIES = ["sk-0000000000000000000", "sk-no-key-required", "local-openai", ""]


@pytest.mark.parametrize("text", DUMMIES)
def test_with_open_access_any_dummy_key_passes_from_this_machine(text: str) -> None:
    key = authenticate(caller(text, "127.0.0.1", host="localhost:8000"), snapshot(open_access=True), "chat")
    assert (key.mode, key.key_id) == ("owner", "")


def test_a_real_key_stays_what_it_is_with_open_access() -> None:
    row, text = issue("visitor", mode="guest")
    here = caller(text, "127.0.0.1", host="localhost")
    assert authenticate(here, snapshot(row, open_access=True), "chat").mode == "guest"
    row.revoked = True
    assert refusal(here, row, open_access=True).status == 401


@pytest.mark.parametrize(
    "who",
    [
        caller("sk-1", "192.168.1.7", host="localhost"),
        caller("sk-1", "127.0.0.1", host="rebound.example"),
        caller("sk-1", "127.0.0.1", host="localhost", origin="https://page.example"),
        caller("sk-1", "127.0.0.1", host="localhost", origin="null"),
        caller("sk-1", "127.0.0.1", host="localhost", **{"x-forwarded-for": "203.0.113.9"}),
    ],
    ids=["another machine", "a rebound name", "a web page", "a sandboxed page", "a proxy"],
)
def test_open_access_is_for_this_machine_itself_only(who: Caller) -> None:
    assert refusal(who, open_access=True).status == 401


def test_open_access_needs_a_server_that_listens_on_this_machine_only(settings: Any) -> None:
    settings.HOST = "0.0.0.0"
    assert refusal(caller("sk-1", "127.0.0.1", host="localhost"), open_access=True).status == 401


def test_without_open_access_no_dummy_key_passes_from_this_machine() -> None:
    assert refusal(caller("sk-1", "127.0.0.1", host="localhost")).status == 401


def test_metrics_are_for_this_machine_and_for_nobody_without_a_key(settings: Any) -> None:
    settings.HOST = "0.0.0.0"
    requests = RequestFactory()
    assert may_read_metrics(requests.get("/metrics", HTTP_HOST="localhost", REMOTE_ADDR="127.0.0.1"))
    assert not may_read_metrics(requests.get("/metrics", HTTP_HOST="localhost", REMOTE_ADDR="192.168.1.7"))
