"""A secret that goes in never comes out: not in logs, tables, exports, errors, health or answers."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import web
from asgiref.sync import sync_to_async
from django.apps import apps

from athena_project import configuration, releases
from athena_project.doorbell import doorbell
from athena_project.health import Probe
from athena_project.logs import Discreet
from athena_project.models import Credential, EgressRule
from inference.api.entry import Gateway
from inference.auth import issue
from inference.llms import masked
from inference.models import LLM, ApiKey, Assistant, QueryLog
from inference.probes import register_probes
from inference.runtime import Runtime
from inference.snapshot import load_access
from tests.inference.asgi import HELLO, Client
from tests.servers import Misbehaving

CANARY = "sk-canary-4711-ThisMustNeverBeSeen"
WRONG = "ath_aaaaaaaa_" + "W" * 43
FAILURES = ["status", "stream", "cut"]


async def repeats_the_key(request: web.Request) -> web.StreamResponse:
    """A server that puts the key it was given into its error, as some do."""
    text = {"error": {"message": f"The key {request.headers['Authorization']} is out of credit."}}
    return web.json_response(text, status=500)


async def repeats_it_in_the_stream(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await answer.prepare(request)
    key = request.headers["Authorization"]
    await answer.write(b'data: {"error": {"message": "no credit for ' + key.encode() + b'"}}\n\n')
    return answer


async def repeats_it_at_the_end_of_a_long_text(request: web.Request) -> web.StreamResponse:
    text = {"error": {"message": "x" * 130 + " " + request.headers["Authorization"]}}
    return web.json_response(text, status=500)


SERVERS = dict(
    zip(FAILURES, (repeats_the_key, repeats_it_in_the_stream, repeats_it_at_the_end_of_a_long_text), strict=True)
)


@pytest.fixture(params=FAILURES)
async def server(request: pytest.FixtureRequest) -> AsyncIterator[Misbehaving]:
    async with Misbehaving(SERVERS[request.param]) as found:
        yield found


@pytest.fixture
async def runtime(transactional_db: None, server: Misbehaving) -> AsyncIterator[Runtime]:
    doorbell.tokens = {}
    made = Runtime("test")
    await sync_to_async(furnish)(server)
    await asyncio.to_thread(made.start)
    yield made
    await made.stop()


def furnish(server: Misbehaving) -> None:
    """A house whose only model is behind a credential."""
    row = Credential.objects.create(name="cloud")
    row.seal(CANARY)
    row.save()
    EgressRule.objects.create(network="127.0.0.1", port=server.port)
    options = {"base_url": f"{server.url}/v1", "model": "big"}
    LLM.objects.create(name="cloud", kind="openai", options=options, credential=row)
    Assistant.objects.create(name="athena", default=True)
    releases.publish()


def tables() -> Iterator[str]:
    """Every cell of the database as text."""
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            yield from (bytes(cell).decode("latin1") if isinstance(cell, memoryview) else str(cell) for cell in row)


def key() -> str:
    row, text = issue("a client")
    row.save()
    return text


async def test_no_secret_comes_out_anywhere(
    runtime: Runtime, server: Misbehaving, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = Client()
    client.gateway = Gateway(lambda: runtime)
    good = await sync_to_async(key)()
    replies = [
        await client.post("/v1/chat/completions", HELLO, key=good),
        await client.post(f"/k/{good}/v1/chat/completions", HELLO, key=""),
        await client.post("/v1/chat/completions", HELLO, key=WRONG),
        await client.post(f"/k/{WRONG}/v1/nothing", HELLO, key=""),
    ]
    assert [reply.status for reply in replies] == [200, 200, 401, 401]
    assert server.requests[0].headers["Authorization"] == f"Bearer {CANARY}"
    probes: list[Probe] = []
    register_probes(runtime, lambda _name, probe, **_options: probes.append(probe))
    health = [await probe() for probe in probes]
    await asyncio.to_thread(runtime.recorder.stop)
    assert await sync_to_async(QueryLog.objects.count)() == 2
    found = [caplog.text, str(health), *(str(reply.body) for reply in replies)]
    found += await sync_to_async(lambda: list(tables()))()
    found.append(await sync_to_async(lambda: configuration.text(configuration.export()))())
    for secret in (CANARY[:14], good[13:], WRONG):
        assert [text for text in found if secret in text] == []


@pytest.mark.parametrize("text", [f"bad key {CANARY}.", f"({CANARY})", f"cut: {CANARY[:11]}...", CANARY + CANARY])
def test_a_secret_is_cut_out_of_an_error(text: str) -> None:
    assert "canary" not in masked(text, CANARY)
    assert masked("nothing here", CANARY) == "nothing here" == masked("nothing here", "")


def test_a_key_in_a_mistyped_address_is_not_logged() -> None:
    line = logging.LogRecord("django", logging.WARNING, "", 0, "Not Found: %s", (f"/api/k/{WRONG}/v1",), None)
    assert Discreet("{message}", style="{").format(line) == "Not Found: /api/k/ath_aaaaaaaa_***/v1"


@pytest.mark.django_db
def test_a_credential_of_another_ring_does_not_keep_a_revoked_key_in_force(caplog: pytest.LogCaptureFixture) -> None:
    row = Credential.objects.create(name="damaged", ciphertext=b"\x04gone" + b"0" * 40)
    Credential.objects.create(name="unset")
    key()
    ApiKey.objects.update(revoked=True)
    found = load_access("token")
    assert (found.keys, found.secrets) == ({}, {"damaged": "", "unset": ""})
    assert f"the credential {row.name} is left out" in caplog.text
