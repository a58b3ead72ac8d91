"""Health, readiness and metrics over the routes a monitor asks."""

import asyncio
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.test import Client

from athena_project import health
from athena_project.health import DEGRADED, DOWN, UP, Health

pytestmark = pytest.mark.django_db


@pytest.fixture
def probe() -> Iterator[list[Health]]:
    """A dependency whose state a test sets."""
    states = [Health("thing", UP)]

    async def look() -> list[Health]:
        return states

    health.register("thing", look, needed=True)
    yield states
    health._probes.pop("thing")
    health._last.pop("thing", None)


def test_a_live_process_says_ok(client: Client) -> None:
    assert client.get("/livez").content == b"ok"


def test_readiness_makes_its_round_trips(client: Client, probe: list[Health]) -> None:
    assert client.get("/readyz").content == b"ready"
    probe[0] = Health("thing", DOWN, "gone")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready: thing")


def test_a_program_that_waits_for_a_model_server_is_told_as_by_one(client: Client, probe: list[Health]) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    probe[0] = Health("thing", DOWN, "gone")
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "error"})


def test_health_names_every_dependency_and_since_when(client: Client, probe: list[Health]) -> None:
    first = {row["name"]: row for row in client.get("/healthz").json()["dependencies"]}
    again = {row["name"]: row for row in client.get("/healthz").json()["dependencies"]}
    assert first["thing"]["since"] == again["thing"]["since"]
    assert {"database", "cache"} <= first.keys()
    probe[0] = Health("thing", DEGRADED)
    changed = client.get("/healthz").json()
    assert changed["state"] == "degraded"
    assert {row["name"]: row for row in changed["dependencies"]}["thing"]["since"] != first["thing"]["since"]


def test_a_probe_that_hangs_is_down(client: Client, probe: list[Health], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "SECONDS", 0.05)

    async def hang() -> list[Health]:
        await asyncio.Event().wait()
        return []

    health._probes["thing"] = (hang, True)
    assert client.get("/healthz").json()["state"] == "down"


def test_details_and_metrics_are_for_this_machine_or_a_key(client: Client) -> None:
    away = Client(REMOTE_ADDR="192.0.2.7")
    assert client.get("/metrics").status_code == 200
    assert away.get("/metrics").status_code == 401
    assert "detail" in client.get("/healthz").json()["dependencies"][0]
    assert "detail" not in away.get("/healthz").json()["dependencies"][0]


def test_a_database_that_is_away_is_down_not_an_error(client: Client) -> None:
    with connection.execute_wrapper(refuse):
        assert health.database_now().state == DOWN


def refuse(*_: object) -> None:
    raise OperationalError("away")
