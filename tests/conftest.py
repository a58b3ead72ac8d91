"""What every test shares: the snapshot of the configuration that ships."""

import gc
import importlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest
from asgiref.sync import SyncToAsync
from django.db import connection, connections, transaction
from hypothesis import settings
from pytest_django import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from athena_project import bootstrap, changes, configuration, releases
from athena_project.models import Release
from inference.snapshot import AccessRows, Snapshot, build
from intents import trained
from tests import unicode_tables
from tests.settings import FULL
from tests.shared import once

settings.load_profile("ci")  # the same examples at each run, and no example fails because the machine is busy

ONE_HOUSE = "tests/acceptance/one_house/"
APART = ("tests", "intents", "ragdomains", "validation", "inference", "home")  # of these, what asks no database


class Together(LoadFileScheduling):  # type: ignore[misc]  # xdist comes without types
    """A file stays in one process, because its tests may share a server; and so do the files that share the house."""

    def _split_scope(self, nodeid: str) -> str:
        return ONE_HOUSE if ONE_HOUSE in nodeid else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return Together(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """One process more than cores: a quarter of the time is spent waiting for servers and pages."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Several processes begin with a share of the files each, and find what the others have compiled by then.

    In a fresh clone, each would else rewrite the asserts of every file: ten seconds of a core for each process.
    """
    place, places = os.environ.get("PYTEST_XDIST_WORKER", ""), os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")
    if not place or session.config.args != session.config.getini("testpaths"):
        return
    files = sorted(Path(__file__).parent.rglob("test_*.py"))
    for file in files[int(place.removeprefix("gw")) :: int(places)]:
        importlib.import_module(".".join(file.relative_to(session.config.rootpath).with_suffix("").parts))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What starts servers first, then what drives a browser, so that no process is left alone with them at the end.

    With make test-full, what asks none of the servers is left to make test: it would only say the same again.
    """
    items.sort(key=lambda item: tuple(not item.get_closest_marker(name) for name in ("acceptance", "browser")))
    if not FULL:
        return
    apart = [item for item in items if item.path.parent.name in APART and not asks_servers(item)]
    config.hook.pytest_deselected(items=apart)
    left_out = set(apart)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    unicode_tables.write()
    leave_out_of_sweeps()


def leave_out_of_sweeps() -> None:
    """Leaves what is loaded by now out of the collector's sweeps: they go through a million objects again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def asks_servers(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "acceptance"))
    return marked or bool(fixtures & {"db", "transactional_db", "admin_client", "live_server"})


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether a database that is there already is taken as it is; its folder goes with the process."""
    return not FULL


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Migrates one database file in a run, which the other processes copy. PostgreSQL migrates for each of them."""

    def migrated(part: Path) -> None:
        request.getfixturevalue("django_db_setup")
        with django_db_blocker.unblock(), closing(sqlite3.connect(part)) as kept:
            connection.ensure_connection()
            connection.connection.backup(kept)

    if not FULL:
        here, kept = Path(connection.settings_dict["TEST"]["NAME"]), once("migrated.sqlite3", migrated)
        if not here.exists():
            shutil.copyfile(kept, here)
    request.getfixturevalue("django_db_setup")
    yield
    # hangs up for the thread on which async tests ask the database: PostgreSQL drops no database that is in use
    SyncToAsync.single_thread_executor.submit(connections.close_all).result(10)


@pytest.fixture(scope="session")
def shipped_content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> releases.Content:
    """The rows that ship, as a release holds them; the database is left as it was."""

    def compiled(file: Path) -> None:
        with django_db_blocker.unblock(), transaction.atomic():
            with changes.as_one("what ships"):
                configuration.load(bootstrap.seed())
            file.write_text(releases.canonical(releases.compile()))
            transaction.set_rollback(True)

    content: releases.Content = orjson.loads(once("shipped.json", compiled).read_bytes())
    return content


@pytest.fixture(scope="session")
def shipped(shipped_content: releases.Content) -> Snapshot:
    learned = trained.shipped(trained.examples_of(shipped_content).digest)
    return build(shipped_content, Release(pk=None, number=1), "token", AccessRows(), learned=learned)
