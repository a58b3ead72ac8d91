"""Examines what everything stands on: settings, key ring, database, Redis, broker, clock, disk, administrator."""

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from kombu.exceptions import OperationalError

from athena_project import checks, shipped
from athena_project.bootstrap import sealed
from athena_project.celery import app, embedded
from athena_project.findings import OK, PROBLEM, WAITING, WARNING, Finding, where
from athena_project.later import redis
from athena_project.models import KeySeal, ShippedBase
from athena_project.secrets import KeyRingError, decrypt, ring
from athena_project.setup import has_administrator

SECONDS = 2.0  # for each server
APART = 5.0  # seconds that two clocks may differ: caches, keys and jobs expire by them
FULL, NEARLY_FULL = 200 * 2**20, 2**30  # bytes left
LONGEST = 300  # characters of an error's own words
START = "It is made by the first start: manage.py serve."
RESTORE = "Put the ring back from your backup, or set ATHENA_KEYRING_FILE."


def combinations() -> Iterator[Finding]:
    """The system checks, which name settings that do not go together."""
    found = list(checks.found())
    for message in found:
        state = PROBLEM if isinstance(message, Error) else WARNING
        yield Finding("settings", state, f"{message.id}: {message.msg}", str(message.hint or ""))
    if not found:
        yield Finding("settings", OK, f"They go together; Athena listens on {settings.HOST}:{settings.PORT}.")


def hosts() -> Iterator[Finding]:
    wrong = [name for name in settings.ALLOWED_HOSTS if "/" in name or (":" in name and not name.startswith("["))]
    if wrong:
        text = f"ATHENA_HOSTS names {', '.join(wrong)}: no host can be called so."
        yield Finding("hosts", PROBLEM, text, "Write names only, without https:// and without a port.")
    elif not settings.ALLOWED_HOSTS:
        yield Finding("hosts", PROBLEM, "No host name is accepted.", "Set ATHENA_HOSTS.")
    else:
        yield Finding("hosts", OK, f"Accepted: {', '.join(settings.ALLOWED_HOSTS)}.")


def listening() -> Iterator[Finding]:
    """Whether HOST is an address of this machine: a socket is bound to it, and to no port in particular."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(settings.HOST, 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.bind(place)
    except OSError:
        text = f"HOST is {settings.HOST}, which is no address of this machine."
        yield Finding("address", PROBLEM, text, "Set HOST to 127.0.0.1, to 0.0.0.0, or to an address that it has.")
        return
    yield Finding("address", OK, f"{settings.HOST} is an address of this machine.")


def origins() -> Iterator[Finding]:
    """The addresses whose forms are accepted; behind a proxy that ends HTTPS there has to be one."""
    named = settings.CSRF_TRUSTED_ORIGINS
    wrong = [each for each in named if urlsplit(each).scheme not in {"http", "https"} or urlsplit(each).path]
    if wrong:
        text = f"ATHENA_ORIGINS names {', '.join(wrong)}, which is no origin."
        yield Finding("CSRF origins", PROBLEM, text, "Write https://athena.example, without anything behind the host.")
        return
    if settings.SECURE_COOKIES and not named:
        advice = "Set ATHENA_ORIGINS to the address in the browser, such as https://athena.example."
        yield Finding("CSRF origins", WARNING, "ATHENA_HTTPS is on, but no origin is named.", advice)
    elif any(each.startswith("https:") for each in named) and not settings.SECURE_COOKIES:
        yield Finding("CSRF origins", WARNING, "Cookies may go over plain HTTP.", "Set ATHENA_HTTPS=on.")
    else:
        yield Finding("CSRF origins", OK, ", ".join(named) or "None is named; forms are accepted from the own address.")


def key_ring() -> Iterator[Finding]:
    if not settings.KEYRING and not (has_database() and sealed()):
        yield Finding("key ring", WARNING, "There is none yet.", START)
        return
    try:
        keys = ring()
    except KeyRingError as error:
        yield Finding("key ring", PROBLEM, str(error), RESTORE)
        return
    path = Path(settings.KEYRING_PATH)
    if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding("key ring", WARNING, f"Others on this machine can read {path}.", f"chmod 600 {path}")
    else:
        yield Finding("key ring", OK, f"It can be read; its keys: {len(keys.keys)}.")


def seals() -> Iterator[Finding]:
    """Whether the ring is the one that the database was written with. Nothing is written here."""
    try:
        for seal in KeySeal.objects.all():
            decrypt(bytes(seal.ciphertext), f"athena_project.keyseal:{seal.key_id}:ciphertext")
    except KeyRingError as error:
        yield Finding("secrets", PROBLEM, f"The ring is not the database's own. {error}", RESTORE)
        return
    yield Finding("secrets", OK, "The ring opens what the database keeps.")


def has_database() -> bool:
    """Whether there can be one: asking SQLite for a file that is not there would make it."""
    return connection.vendor != "sqlite" or Path(str(connection.settings_dict["NAME"])).exists()


def pending() -> int:
    """How many migrations are not applied; raises DatabaseError."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def ready() -> bool:
    """Whether rows can be read."""
    try:
        return has_database() and not pending()
    except (DatabaseError, InterfaceError):
        return False


def database() -> Iterator[Finding]:
    kind = "PostgreSQL" if settings.DATABASE_URL else "SQLite"
    if not has_database():
        yield Finding("database", WARNING, f"There is no {kind} database yet.", START)
        return
    try:
        missing = pending()
    except (DatabaseError, InterfaceError) as error:
        why = " ".join(str(error).split())[:LONGEST]
        text = f"{kind} cannot be used ({type(error).__name__}: {why})."
        advice = "Look whether the server of DATABASE_URL runs, and whether name, user and password are right."
        yield Finding("database", PROBLEM, text, advice if settings.DATABASE_URL else "Look at ATHENA_DATA.")
        return
    if missing:
        advice = "They are applied by the next start, or by manage.py migrate."
        yield Finding("database", PROBLEM, f"{missing} migrations are not applied.", advice)
    else:
        yield Finding("database", OK, f"{kind} answers, and all migrations are applied.")


def cache() -> Iterator[Finding]:
    if not settings.REDIS_URL:
        yield Finding("Redis", OK, "Not used: the cache is in this process.")
        return
    place = where(settings.REDIS_URL)
    try:
        told = redis_time()
    except (redis.RedisError, OSError, ValueError) as error:
        text = f"{place} cannot be used ({type(error).__name__})."
        yield Finding("Redis", PROBLEM, text, "Look whether it runs and whether REDIS_URL is right.")
        return
    yield Finding("Redis", OK, f"{place} answers.")
    yield clock_beside("Redis", told)


def redis_time() -> float:
    """What time it is there, in seconds since 1970."""
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS)
    try:
        seconds, micro = client.time()
        return float(seconds) + float(micro) / 1e6
    finally:
        client.close()


def clock_beside(whose: str, told: float) -> Finding:
    apart = datetime.now(UTC).timestamp() - told
    if abs(apart) <= APART:
        return Finding("clock", OK, f"It agrees with that of {whose}.")
    text = f"It is {abs(apart):.0f} s {'ahead of' if apart > 0 else 'behind'} that of {whose}."
    return Finding("clock", PROBLEM, text, "Let both machines set their clocks by NTP.")


def clock() -> Iterator[Finding]:
    """This machine's clock beside the database's, where that is another machine's."""
    if connection.vendor != "postgresql":
        yield Finding("clock", OK, f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; nothing to compare it with.")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        yield clock_beside("the database", float(cursor.fetchone()[0]))


def broker() -> Iterator[Finding]:
    if embedded():
        yield Finding("broker", OK, "Not used: background work is done in the serving process.")
        return
    place = where(str(app.conf.broker_url))
    try:
        with app.connection_for_write(connect_timeout=SECONDS) as link:
            link.ensure_connection(max_retries=1, interval_start=0, timeout=SECONDS)
    except (OperationalError, OSError) as error:
        text = f"{place} cannot be used ({type(error).__name__})."
        yield Finding("broker", PROBLEM, text, "Look whether it runs and whether BROKER_URL (or REDIS_URL) is right.")
        return
    yield Finding("broker", OK, f"{place} answers.")


def disk() -> Iterator[Finding]:
    """The data folder: writable, and with room. It may not be there yet."""
    folder = next(path for path in (settings.DATA, *settings.DATA.parents) if path.exists())
    left = shutil.disk_usage(folder).free
    room = f"{left / 2**30:.1f} GiB are free for {settings.DATA}."
    if not os.access(folder, os.W_OK):
        yield Finding("data folder", PROBLEM, f"{folder} cannot be written.", "Change its owner, or set ATHENA_DATA.")
    elif left < NEARLY_FULL:
        yield Finding("data folder", PROBLEM if left < FULL else WARNING, room, "Make room on that disk.")
    else:
        yield Finding("data folder", OK, room)


def administrator() -> Iterator[Finding]:
    if has_administrator():
        yield Finding("administrator", OK, "There is one.")
    else:
        advice = "Open the link that manage.py serve prints, or use manage.py createsuperuser."
        yield Finding("administrator", PROBLEM, "There is none: nobody can sign in to the admin.", advice)


def what_ships() -> Iterator[Finding]:
    """Whether an upgrade brought rows that the house has not taken; that is no fault."""
    if not ShippedBase.objects.exists():
        yield Finding("what ships", OK, "It is compared with what the house has at the next start.")
    elif count := len(shipped.survey().having(shipped.OPEN)):
        advice = "manage.py shipped, or in the admin: Releases, What is new in what ships."
        yield Finding("what ships", WAITING, f"It has {count} rows that this house has not taken.", advice)
    else:
        yield Finding("what ships", OK, "The house has all of it, but for what it changed itself.")


GROUND = (combinations, listening, hosts, origins, disk, key_ring, database, cache, broker)  # these need no row
ROWS = (seals, clock, administrator, what_ships)
