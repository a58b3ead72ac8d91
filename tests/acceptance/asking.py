"""Asks a running assistant over plain HTTP, and looks into its database and at its process."""

import http.client
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import yaml

from tests.acceptance.served import Served


def connected(server: Served, seconds: float = 30) -> http.client.HTTPConnection:
    parts = urlsplit(server.url)
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)


def post(server: Served, key: str | None, question: str, **fields: object) -> http.client.HTTPResponse:
    """The response with its body still to be read; the connection ends with it."""
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {key}"} if key else {})}
    body = {"model": "athena", "messages": [{"role": "user", "content": question}], **fields}
    connection = connected(server)
    connection.request("POST", "/v1/chat/completions", json.dumps(body), {**headers, "Connection": "close"})
    return connection.getresponse()


def answer(server: Served, key: str, question: str) -> str:
    """What is said; fails where the status is not 200."""
    response = post(server, key, question)
    body = json.loads(response.read())
    assert response.status == 200, body
    return str(body["choices"][0]["message"]["content"])


def page(server: Served, path: str) -> tuple[int, str]:
    connection = connected(server, 10)
    connection.request("GET", path, headers={"Connection": "close"})
    response = connection.getresponse()
    return response.status, response.read().decode()


def configure(server: Served, **changed: dict[str, Any]) -> None:
    """One row of each model (inference_llm=...), imported by another process; they act when this returns."""
    file = Path(server.data) / "rows.yaml"
    document = {label.replace("_", ".", 1): [row] for label, row in changed.items()}
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    server.operate("import_config", str(file))
    [(number,)] = rows(server, "SELECT max(number) FROM athena_project_release")
    until(lambda: f"athena_release {float(number)}\n" in page(server, "/metrics")[1], 30)


def rows(server: Served, sql: str) -> list[tuple[Any, ...]]:
    """What the server's database holds."""
    if url := server.extra.get("DATABASE_URL"):
        with psycopg.connect(url) as connection:
            return list(connection.execute(sql.encode()).fetchall())
    with sqlite(server) as found:
        return found.execute(sql).fetchall()


@contextmanager
def sqlite(server: Served) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(Path(server.data) / "athena.sqlite3", timeout=20, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def locked(server: Served) -> Iterator[None]:
    """Nobody else writes to the query log meanwhile."""
    if url := server.extra.get("DATABASE_URL"):
        with psycopg.connect(url) as connection:
            connection.execute("LOCK TABLE inference_querylog IN ACCESS EXCLUSIVE MODE")
            yield
        return
    with sqlite(server) as found:
        found.execute("BEGIN EXCLUSIVE")
        yield
        found.execute("ROLLBACK")


def logged(server: Served, question: str) -> list[str]:
    """The outcomes of the questions that begin so."""
    return [row[0] for row in rows(server, f"SELECT outcome FROM inference_querylog WHERE question LIKE '{question}%'")]


def memory(server: Served) -> float:
    """MiB of resident memory, at its highest since the process began."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def until(seen: Callable[[], object], seconds: float) -> float:
    """Waits until something has come true and returns how many seconds that took; fails when it does not."""
    began = time.monotonic()
    while not seen():
        assert time.monotonic() - began < seconds, f"it did not happen within {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began
