"""A thread that uses the database over and over keeps its connection for as long as it is sound."""

import pytest
from django.db import close_old_connections, connection, connections

from athena_project.connections import keep_sound_ones

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_sound_connection_is_kept_where_django_would_close_it() -> None:
    connection.ensure_connection()
    held = connection.connection
    keep_sound_ones()
    assert connection.connection is held
    looked_at = vars(connections["default"])["health_check_done"]
    assert not looked_at, "it is looked at before it is used again"

    connection.close()
    connection.ensure_connection()
    close_old_connections()
    assert connection.connection is None


def test_a_broken_connection_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    connection.errors_occurred = True
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    keep_sound_ones()
    assert connection.connection is None
