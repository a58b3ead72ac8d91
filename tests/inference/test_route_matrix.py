"""Every route by every credential, made from the routes themselves: none is open but those that the docs list."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from inference.api.routes import ACCESS, PATTERNS
from inference.auth import issue
from inference.models import ApiKey, StoredResponse
from tests.inference.asgi import SECRET, Client, Double, snapshot

OPEN = {"alive"}  # "Ollama is running": docs/api.md says why
FILLED = {"name": "athena", "response_id": "resp_1", "answer_id": "resp_1"}
BODIES: dict[str, dict[str, Any]] = {
    "chat": {"messages": [{"role": "user", "content": "Hello?"}]},
    "ollama_chat": {"messages": [{"role": "user", "content": "Hello?"}]},
    "completions": {"prompt": "Hello?"},
    "generate": {"prompt": "Hello?"},
    "responses": {"input": "Hello?"},
    "embeddings": {"input": "Hello?"},
    "embed": {"input": "Hello?"},
    "embed_one": {"prompt": "Hello?"},
    "verify": {"response": "Yes."},
    "feedback": {"thumb": "up"},
    "show": {"model": "athena"},
    "pull": {"model": "athena"},
}


def path_of(name: str) -> str:
    route = next(str(pattern.pattern) for pattern in PATTERNS if pattern.name == name)
    for value, filled in FILLED.items():
        route = route.replace(f"<path:{value}>", filled).replace(f"<{value}>", filled)
    return f"/{route}"


ROUTES = [
    (method, path_of(name), name)
    for name, access in ACCESS.items()
    for method in (*access.methods, "OPTIONS")
    if name not in OPEN
]
SCOPES = {access.scope for access in ACCESS.values()} - {""}
FEW, FEW_KEY = issue("metrics only", scopes=["metrics"])
REVOKED, REVOKED_KEY = issue("revoked", revoked=True)
EXPIRED, EXPIRED_KEY = issue("expired", expires=timezone.now() - timedelta(hours=1))
ELSEWHERE, ELSEWHERE_KEY = issue("elsewhere", networks=["10.0.0.0/8"])
GUEST, GUEST_KEY = issue("guest", mode="guest")
KEYS = (FEW, REVOKED, EXPIRED, ELSEWHERE, GUEST)
BY_SCOPE = {scope: issue(scope, scopes=[scope]) for scope in sorted(SCOPES)}
OPENED = {200, 204, 404}  # 404: the stored response is another key's
REFUSED = {
    "none": "",
    "dummy": "sk-no-key-required",
    "unknown": issue("unknown")[1],
    "revoked": REVOKED_KEY,
    "expired": EXPIRED_KEY,
    "elsewhere": ELSEWHERE_KEY,
}


def client_of(*keys: ApiKey, **fields: Any) -> Client:
    """A gateway that knows these keys, and a stored response that belongs to none of them."""
    client = Client(Double(seen=snapshot(*keys, **fields)))
    later = timezone.now() + timedelta(hours=1)
    client.double.responses.keep(StoredResponse(id="resp_1", api_key="nobody", expires=later, response={}, messages=[]))
    return client


async def status(method: str, path: str, name: str, key: str, client: Client) -> int:
    if method == "POST":
        return (await client.post(path, BODIES[name], key=key)).status
    return (await client.request(method, path, key=key)).status


def test_every_operation_is_in_the_matrix() -> None:
    assert {pattern.name for pattern in PATTERNS} == set(ACCESS)
    assert {name for name, access in ACCESS.items() if access.open} == OPEN


@pytest.mark.parametrize(("method", "path", "name"), ROUTES)
async def test_no_route_opens_without_a_valid_key(method: str, path: str, name: str) -> None:
    client = client_of(*KEYS)
    for key in REFUSED.values():
        assert await status(method, path, name, key, client) == 401


@pytest.mark.parametrize(("method", "path", "name"), ROUTES)
async def test_a_key_opens_what_its_scope_is_for(method: str, path: str, name: str) -> None:
    client = client_of(FEW, *(row for row, _ in BY_SCOPE.values()))
    assert await status(method, path, name, FEW_KEY, client) == 403
    for scope, (_, key) in BY_SCOPE.items():
        wanted = OPENED if scope == ACCESS[name].scope else {403}
        assert await status(method, path, name, key, client) in wanted


@pytest.mark.parametrize(("method", "path", "name"), ROUTES)
async def test_a_key_in_the_path_is_as_good_as_one_in_the_header(method: str, path: str, name: str) -> None:
    client = client_of(*KEYS)
    assert await status(method, f"/k/{SECRET}{path}", name, "", client) in OPENED
    assert await status(method, f"/k/{REVOKED_KEY}{path}", name, "", client) == 401


@pytest.mark.parametrize(("method", "path", "name"), ROUTES)
async def test_with_keys_switched_off_a_dummy_key_opens_from_this_machine_only(
    method: str, path: str, name: str
) -> None:
    client = client_of(open_access=True)
    assert await status(method, path, name, "sk-0000000000000000000", client) == 401
    client.address, client.host = "127.0.0.1", "localhost:8000"
    for key in ("sk-0000000000000000000", "sk-no-key-required", "local-openai", ""):
        assert await status(method, path, name, key, client) in OPENED


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", pytest.param(f"/k/{SECRET}/", id="key"), "/k/anything/"])
async def test_the_root_is_open_and_tells_nothing(method: str, path: str) -> None:
    reply = await Client().request(method, path, key="")
    assert reply.status == (204 if method == "OPTIONS" else 200)
    assert reply.body == (b"Ollama is running" if method == "GET" else b"")


async def test_a_guest_s_key_asks_as_a_guest_whatever_the_protocol() -> None:
    client = client_of(*KEYS)
    for name in ("chat", "ollama_chat", "completions", "generate", "responses"):
        assert await status("POST", path_of(name), name, GUEST_KEY, client) == 200
    assert {query.mode for query in client.double.asked} == {"guest"}
    assert len(client.double.asked) == 5


@pytest.mark.parametrize("name", ACCESS)
def test_every_endpoint_stands_in_the_docs(name: str) -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8")
    route = next(str(pattern.pattern) for pattern in PATTERNS if pattern.name == name)
    shown = "/" + route.replace("<path:name>", "{name}").replace("<response_id>", "{id}").replace("<answer_id>", "{id}")
    for method in ACCESS[name].methods:
        assert f"`{method} {shown}`" in text or (method == "HEAD" and name != "alive")
