"""System checks: wrong combinations of settings, each with an id and a hint."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.core.management.base import CommandError

from athena_project.secrets import KeyRingError, parse_ring

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
START = "start"  # tag of what must hold before the assistant starts, whichever app looks for it


@register(START)
def combinations(**_: Any) -> list[CheckMessage]:
    return list(found())


def found() -> Iterator[CheckMessage]:
    if settings.KEYRING:
        try:
            parse_ring(settings.KEYRING)
        except KeyRingError as error:
            yield Error(str(error), hint="Put the ring back from your backup.", id="athena_project.E001")
    if settings.OPEN_ACCESS and settings.HOST not in LOOPBACK:
        yield Error(
            f"ATHENA_OPEN lets everyone in, and HOST is {settings.HOST}.",
            hint="Set HOST to 127.0.0.1, or take ATHENA_OPEN away and issue keys.",
            id="athena_project.E003",
        )
    if settings.DEBUG and settings.HOST not in LOOPBACK:
        yield Error(
            "ATHENA_DEBUG shows the inside of the house to everyone who can reach it.",
            hint="Set HOST to 127.0.0.1 or switch ATHENA_DEBUG off.",
            id="athena_project.E004",
        )
    if settings.BROKER_URL and not (settings.DATABASE_URL and settings.REDIS_URL):
        yield checks.Warning(
            "BROKER_URL is set: workers run in other processes, but the database or the cache is in this one.",
            hint="Set DATABASE_URL and REDIS_URL too, or take BROKER_URL away.",
            id="athena_project.W001",
        )
    if "*" in settings.ALLOWED_HOSTS and settings.HOST not in LOOPBACK:
        yield checks.Warning(
            "Every host name is accepted.",
            hint="Set ATHENA_HOSTS to the names and addresses under which the house calls Athena.",
            id="athena_project.W002",
        )


def refuse_to_start() -> None:
    """Ends a start that would be unsafe, or that could answer nothing."""
    errors = [message for message in checks.run_checks(tags=[START]) if message.is_serious(checks.ERROR)]
    if errors:
        raise CommandError("\n".join(f"{error.id}: {error.msg} {error.hint}" for error in errors))
