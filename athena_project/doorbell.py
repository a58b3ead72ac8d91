"""How a process learns that a release, an access row or an index has changed."""

import json
import logging
import secrets
import threading
import time
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from athena_project.later import redis
from athena_project.models import Bell, Process, Release

log = logging.getLogger(__name__)

CHANNEL = "athena:doorbell"
POLL = 1.0  # seconds between two looks at the database without Redis
SETTLED = 5.0  # seconds within which a process has noticed a change
REDIS_SECONDS = 0.2  # redis-py's defaults wait 4.5 s for a refused connection


class Doorbell:
    """The newest tokens that this process has heard of, by bell ("release", "access", "index")."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self.rung = threading.Event()
        self._hearing = threading.Lock()

    def hear(self, tokens: dict[str, str], since: dict[str, str] | None = None) -> None:
        """Takes tokens over; with `since`, the tokens when they were read, only those that nobody rang meanwhile."""
        with self._hearing:
            if since is not None:
                tokens = {name: each for name, each in tokens.items() if self.tokens.get(name) == since.get(name)}
            changed = {**self.tokens, **tokens}
            if changed != self.tokens:
                self.tokens = changed
                self.rung.set()

    def poll(self) -> None:
        """Asks the database; the way without Redis, and the safety net with it.

        A bell may ring between the asking and the answer, which is then the older one and must not undo it.
        """
        before = self.tokens
        self.hear(dict(Bell.objects.values_list("name", "token")), before)


doorbell = Doorbell()


def ring(name: str, release: Release | None = None) -> str:
    """Sets a new random token inside the caller's transaction and announces it once that is committed."""
    token = secrets.token_hex(16)
    values: dict[str, object] = {"token": token}
    if release is not None:
        values["release"] = release
    Bell.objects.update_or_create(name=name, defaults=values)
    transaction.on_commit(lambda: announce({name: token}))
    return token


def announce(tokens: dict[str, str]) -> None:
    """Tells this process at once and the others through Redis; without Redis they poll."""
    doorbell.hear(tokens)
    if not settings.REDIS_URL:
        return
    try:
        connection().publish(CHANNEL, json.dumps(tokens))
    except redis.RedisError as error:
        log.warning("the doorbell did not ring in Redis (%s); other processes will notice by polling", error)


def settle() -> None:
    """Waits until running processes have noticed a change, so that a command ends when what it did acts.

    They say which release they answer from; one that says nothing new, because it is gone, is not waited for long.
    """
    alive = Process.objects.filter(seen__gt=timezone.now() - timedelta(minutes=1))
    if not alive.exists():
        return
    time.sleep(POLL * (0.2 if settings.REDIS_URL else 1.4))
    live = Bell.objects.filter(name="release").values_list("release", flat=True).first()
    until = time.monotonic() + SETTLED
    while alive.exclude(release=live).exists() and time.monotonic() < until:
        time.sleep(0.1)


@lru_cache(maxsize=1)
def connection() -> Any:
    """The client of REDIS_URL."""
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS, retry=None
    )


class Listener:
    """Hears the bell in Redis; `wait` returns after at most `seconds`, also while Redis is away.

    `hearing` is False without Redis and while it is away: then only asking the database tells what has changed.
    """

    def __init__(self) -> None:
        self._pubsub: Any = None
        self.hearing = False

    def wait(self, seconds: float) -> None:
        if not settings.REDIS_URL:
            doorbell.rung.wait(seconds)
            return
        try:
            message = self._subscribed().get_message(ignore_subscribe_messages=True, timeout=seconds)
        except (redis.RedisError, OSError) as error:
            self._lost(error)
            doorbell.rung.wait(seconds)
            return
        if not self.hearing:
            log.info("the doorbell is heard in Redis")
            self.hearing = True
        if message:
            doorbell.hear(announced(message["data"]))

    def _lost(self, error: Exception) -> None:
        if self.hearing:
            log.warning("Redis is away (%s); the database is asked every second instead", type(error).__name__)
        self.close()

    def _subscribed(self) -> Any:
        if self._pubsub is None:
            self._pubsub = redis.client.PubSub(connection().connection_pool)
            self._pubsub.subscribe(CHANNEL)
        return self._pubsub

    def close(self) -> None:
        self.hearing = False
        if self._pubsub is not None:
            self._pubsub.close()
            self._pubsub = None


def announced(data: object) -> dict[str, str]:
    """The tokens of a message; {} for what is no announcement, as anyone with access to Redis can send."""
    try:
        found = json.loads(data) if isinstance(data, str | bytes) else None
    except ValueError:
        return {}
    return {str(name): str(token) for name, token in found.items()} if isinstance(found, dict) else {}
