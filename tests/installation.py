"""What a first start leaves behind, made once in a test run and copied for each test that needs a fresh one."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from athena_project import bootstrap, changes, configuration, releases
from tests.acceptance.served import Served
from tests.settings import FULL
from tests.shared import once


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder after its first start, the key that this showed, and with make test-full its database."""

    data: Path
    key: str
    database: str

    def copy(self, folder: Path, **extra: str) -> Served:
        """An assistant in `folder` that is to be started; it has the first key."""
        shutil.copytree(self.data, folder, dirs_exist_ok=True)
        return Served(folder, {**infrastructure(self.database), **extra})


def infrastructure(template: str = "") -> dict[str, str]:
    """With make test-full: a database of its own on the real server, and the real Valkey."""
    if not FULL:
        return {}
    name = f"athena_{Path(mkdtemp()).name}"
    url = str(settings.DATABASE_URL)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    return {"DATABASE_URL": url.replace("/postgres?", f"/{name}?"), "REDIS_URL": str(settings.REDIS_URL)}


@cache
def first_start() -> Installation:
    if FULL:  # each process has a database server of its own
        return started(Path(mkdtemp(prefix="athena-first-")), infrastructure())
    kept = once("first-start", lambda folder: (folder / "key").write_text(started(folder / "data", {}).key))
    return Installation(kept / "data", (kept / "key").read_text(), "")


def started(data: Path, extra: dict[str, str]) -> Installation:
    data.mkdir(parents=True, exist_ok=True)
    server = Served(data, extra).start()
    key = server.wait_for(r"API key \(shown this once\):\s+(\S+)")
    assert server.stop() == 0, "\n".join(server.lines)
    return Installation(data, key, extra.get("DATABASE_URL", "").partition("?")[0].rpartition("/")[2])


def install(examples: bool = True) -> None:
    """Brings the test's own database to where the first start leaves it; SQLite's is made once in a run and copied.

    Without `examples`: the 11,000 sentences stay away, for tests that ask what phrases and patterns tell.
    """
    if connection.vendor != "sqlite":
        prepare(examples)
        return
    connection.ensure_connection()
    installed(examples).backup(connection.connection)
    ContentType.objects.clear_cache()  # another process may have made it, with other numbers


@cache
def installed(examples: bool) -> sqlite3.Connection:
    file = once("installed.sqlite3" if examples else "without-examples.sqlite3", lambda part: keep(part, examples))
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(sqlite3.connect(file)) as found:
        found.backup(kept)
    return kept


def keep(file: Path, examples: bool) -> None:
    prepare(examples)
    with closing(sqlite3.connect(file)) as kept:
        connection.connection.backup(kept)


def prepare(examples: bool) -> None:
    if not examples:
        with changes.as_one("without examples"):
            configuration.load(without_examples())
        releases.publish(author="Athena", note="Without examples")
    bootstrap.prepare()


def without_examples() -> configuration.Document:
    """What ships, small enough to be loaded in a moment."""
    rows = bootstrap.seed()
    rows["intents.pattern"] = [row for row in rows["intents.pattern"] if row["type"] != "example"]
    return rows
