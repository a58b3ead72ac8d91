"""How a process learns that a release, an access row or an index has changed."""

import json
import logging
import secrets
import threading
from functools import lru_cache

import redis
from django.conf import settings
from django.db import transaction

from athena_project.models import Bell, Release

log = logging.getLogger(__name__)

CHANNEL = "athena:doorbell"
REDIS_SECONDS = 0.2  # redis-py's defaults wait 4.5 s for a refused connection


class Doorbell:
    """The newest tokens that this process has heard of, by bell ("release", "access", "index")."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self.rung = threading.Event()

    def hear(self, tokens: dict[str, str]) -> None:
        changed = {**self.tokens, **tokens}
        if changed != self.tokens:
            self.tokens = changed
            self.rung.set()

    def poll(self) -> None:
        """Asks the database; the way without Redis, and the safety net with it."""
        self.hear(dict(Bell.objects.values_list("name", "token")))


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


@lru_cache(maxsize=1)
def connection() -> "redis.Redis":
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS, retry=None
    )


class Listener:
    """Hears the bell in Redis; `wait` returns after at most `seconds`, also while Redis is away."""

    def __init__(self) -> None:
        self._pubsub: redis.client.PubSub | None = None

    def wait(self, seconds: float) -> None:
        if not settings.REDIS_URL:
            doorbell.rung.wait(seconds)
            return
        try:
            message = self._subscribed().get_message(ignore_subscribe_messages=True, timeout=seconds)
        except (redis.RedisError, OSError):
            self.close()
            doorbell.rung.wait(seconds)
            return
        if message:
            doorbell.hear({str(name): str(token) for name, token in json.loads(message["data"]).items()})

    def _subscribed(self) -> "redis.client.PubSub":
        if self._pubsub is None:
            self._pubsub = redis.client.PubSub(connection().connection_pool)
            self._pubsub.subscribe(CHANNEL)
        return self._pubsub

    def close(self) -> None:
        if self._pubsub is not None:
            self._pubsub.close()
            self._pubsub = None
