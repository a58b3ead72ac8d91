"""The project's settings over a data folder and a key ring of the tests' own.

With ATHENA_TEST_FULL=1 the suite runs against real PostgreSQL and Valkey servers, which start here on free ports.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from athena_project.secrets import new_ring
from tests.shared import once

os.environ["ATHENA_DATA"] = tempfile.mkdtemp(prefix="athena-tests-")
atexit.register(shutil.rmtree, os.environ["ATHENA_DATA"], ignore_errors=True)
os.environ["ATHENA_KEYRING"] = once("keyring.json", lambda file: file.write_text(new_ring())).read_text()
INFRASTRUCTURE = ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "QDRANT_URL", "OLLAMA_URL")
for name in ("HOST", "PORT", "ATHENA_DEBUG", "ATHENA_OPEN", *INFRASTRUCTURE):
    os.environ.pop(name, None)

FULL = os.environ.get("ATHENA_TEST_FULL") == "1"
if FULL:
    from tests.real_servers import start

    os.environ.update(start(Path(os.environ["ATHENA_DATA"])))
    # the worker inside the process is tested in both profiles; one of its own by tests/acceptance/test_full.py
    os.environ["BROKER_URL"] = "memory://athena"

from athena_project.settings import *  # noqa: E402, F403 the environment must be set before
from athena_project.settings import DATABASES  # noqa: E402

if not FULL:
    # a file, as in use: SQLite in memory locks whole tables when several threads share it
    DATABASES["default"]["TEST"] = {"NAME": Path(os.environ["ATHENA_DATA"]) / "test.sqlite3"}

# a real hash takes a quarter of a second for each person that a test makes
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# else each test client would look through all the static files of the admin, which takes as long as its page
WHITENOISE_AUTOREFRESH = True
