"""One running assistant for the tests that only ask it; others start their own."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import yaml
from django.conf import settings

from tests.acceptance.served import Served
from tests.settings import FULL
from tests.stand_ins import OpenMeteo


@pytest.fixture(scope="session")
def open_meteo() -> Iterator[OpenMeteo]:
    with OpenMeteo() as server:
        yield server


def infrastructure() -> dict[str, str]:
    """With make test-full: a database of its own on the real server, and the real Valkey."""
    if not FULL:
        return {}
    name = f"athena_{uuid.uuid4().hex[:12]}"
    url = str(settings.DATABASE_URL)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return {"DATABASE_URL": url.replace("/postgres?", f"/{name}?"), "REDIS_URL": str(settings.REDIS_URL)}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, open_meteo: OpenMeteo) -> Iterator[Served]:
    """An assistant whose weather comes from the stand-in."""
    server = Served(tmp_path_factory.mktemp("served"), infrastructure()).start()
    try:
        use_stand_in(server, open_meteo)
        yield server
    finally:
        code = server.stop()
    assert code == 0, "\n".join(server.lines)


def use_stand_in(server: Served, open_meteo: OpenMeteo) -> None:
    """Points the weather domain at the stand-in and lets it be reached, as an owner would for a mirror of his own."""
    file = Path(server.data) / "stand-in.yaml"
    row = {"name": "weather", "title": "the weather", "kind": "open_meteo", "options": open_meteo.options}
    file.write_text(yaml.safe_dump({"ragdomains.domain": [row]}), encoding="utf-8")
    server.manage("import_config", str(file))
    server.manage("allow_egress", "127.0.0.1")
