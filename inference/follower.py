"""Keeps a process up to date: hears the doorbell, polls as a safety net, and says that it is alive."""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from athena_project.doorbell import Listener, doorbell
from athena_project.models import Process

log = logging.getLogger(__name__)

POLL = 1.0  # seconds between two looks at the database without Redis
POLL_WITH_REDIS = 5.0
HEARTBEAT = 15.0
RECHECK = 300.0  # the snapshot is checked again after this, whatever the doorbell said
GONE = timedelta(hours=1)


class Follower:
    """A thread that calls `follow` whenever a token has changed."""

    def __init__(self, role: str, follow: Callable[[], None], release: Callable[[], int | None]) -> None:
        self._role = role
        self._follow = follow
        self._release = release
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="athena-follower", daemon=True)
        self._due = {"poll": 0.0, "heartbeat": 0.0, "recheck": time.monotonic() + RECHECK}
        self._started = timezone.now()
        self._well = True

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        doorbell.rung.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def _work(self) -> None:
        listener = Listener()
        while not self._stop.is_set():
            listener.wait(POLL)
            doorbell.rung.clear()
            self._once()
        listener.close()
        connection.close()

    def _once(self) -> None:
        try:
            if self._is_due("poll", POLL_WITH_REDIS if settings.REDIS_URL else POLL):
                doorbell.poll()
            if self._is_due("recheck", RECHECK):
                doorbell.hear({"release": "", "access": ""})
                doorbell.poll()
            self._follow()
            if self._is_due("heartbeat", HEARTBEAT):
                self._beat()
        except (DatabaseError, InterfaceError) as error:
            self._complain(error)
            self._stop.wait(POLL)
        else:
            self._well = True
        close_old_connections()

    def _is_due(self, name: str, every: float) -> bool:
        now = time.monotonic()
        if now < self._due[name]:
            return False
        self._due[name] = now + every
        return True

    def _beat(self) -> None:
        name = f"{socket.gethostname()}:{os.getpid()}"
        values = {"role": self._role, "release_id": self._release(), "seen": timezone.now()}
        Process.objects.update_or_create(
            name=name, defaults=values, create_defaults={**values, "started": self._started}
        )
        Process.objects.filter(seen__lt=timezone.now() - GONE).delete()

    def _complain(self, error: Exception) -> None:
        if self._well:
            log.error(
                "the database cannot be asked (%s); answers go on from the release in memory", type(error).__name__
            )
        self._well = False
