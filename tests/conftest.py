"""What every test shares: the snapshot of the configuration that ships."""

from collections.abc import Iterator

import pytest
from asgiref.sync import SyncToAsync
from django.db import connections, transaction
from pytest_django import DjangoDbBlocker

from athena_project import bootstrap, configuration, releases
from athena_project.models import Release
from inference.snapshot import AccessRows, Snapshot, build
from intents import trained


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Hangs up for the thread on which async tests ask the database: PostgreSQL drops no database that is in use."""
    yield
    SyncToAsync.single_thread_executor.submit(connections.close_all).result(10)


@pytest.fixture(scope="session")
def shipped_content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> releases.Content:
    """The rows that ship, as a release holds them; the database is left as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        configuration.load(bootstrap.seed())
        content = releases.compile()
        transaction.set_rollback(True)
    return content


@pytest.fixture(scope="session")
def shipped(shipped_content: releases.Content) -> Snapshot:
    learned = trained.shipped(trained.examples_of(shipped_content).digest)
    return build(shipped_content, Release(pk=None, number=1), "token", AccessRows(), learned=learned)
