"""Reads settings from the environment; a missing one fails loudly, and <NAME>_FILE is read too."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str | None = None) -> str:
    """The value of a variable, or of the file that <name>_FILE names; raises ImproperlyConfigured without a default."""
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read: {error.strerror}.") from error
    if default is None:
        raise ImproperlyConfigured(f"Set {name} (or {name}_FILE, the path of a file that holds it).")
    return default


def kept(path: Path, variable: str) -> str:
    """The text of a file, "" where there is none; raises ImproperlyConfigured where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        advice = f"Let the user who runs Athena read it, or set {variable}."
        raise ImproperlyConfigured(f"{path} cannot be read: {why}. {advice}") from error


def flag(name: str, default: bool = False) -> bool:
    """A yes or no: 1, true, yes, on or 0, false, no, off."""
    value = env(name, "on" if default else "off").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; write on or off.")


def number(name: str, default: int, most: int) -> int:
    """A whole number from 0 to the largest that it may be."""
    value = env(name, str(default))
    if not (value.isascii() and value.isdigit() and int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number up to {most}.")
    return int(value)


def address(name: str, example: str, *schemes: str) -> str:
    """The URL of a service, "" where there is none; raises ImproperlyConfigured without one of the schemes."""
    url = env(name, "")
    if url and not url.startswith(tuple(f"{scheme}://" for scheme in schemes)):
        raise ImproperlyConfigured(f"{name} must look like {example}.")
    return url


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in env(name, default).split(",") if word.strip()]


def database(url: str, data: Path, pooled: bool = True) -> dict[str, object]:
    """Django's DATABASES entry for postgres://user:password@host:port/name, or SQLite in the data folder for "".

    A pool tries again for seconds where the server is away, and does not tell why; without one the first refusal does.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "athena.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # a deferred one fails at its first write when another writes
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-8000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:5432/name.")
    query = dict(parse_qsl(parts.query))
    pool = {"pool": {"min_size": 1, "max_size": 8, "timeout": 5}} if pooled else {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**pool, "connect_timeout": 5, **query},
    }
