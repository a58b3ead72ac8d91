"""Keeps a process up to date: hears the doorbell, polls as a safety net, and says that it is alive."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from athena_project.connections import keep_sound_ones
from athena_project.doorbell import POLL, Listener, doorbell
from athena_project.models import Process
from ragdomains.standing import process_name

log = logging.getLogger(__name__)

POLL_WITH_REDIS = 3.0  # a bell that Redis lost is noticed within 5 s
HEARTBEAT = 15.0
RECHECK = 300.0  # the snapshot is compared with the database after this, whatever the doorbell said
GONE = timedelta(hours=1)


class Follower:
    """A thread that calls `follow` about once a second, and now and then thoroughly: as if no token were known."""

    def __init__(self, role: str, follow: Callable[[bool], None], release: Callable[[], int | None]) -> None:
        self._role = role
        self._follow = follow
        self._release = release
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="athena-follower", daemon=True)
        self._due = {"poll": 0.0, "heartbeat": 0.0, "recheck": time.monotonic() + RECHECK}
        self._started = timezone.now()
        self._well = True
        self._told: int | None = None  # the release that the last sign of life named

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        doorbell.rung.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def _work(self) -> None:
        listener = Listener()
        self._once(POLL)
        while not self._stop.is_set():
            listener.wait(POLL)
            doorbell.rung.clear()
            self._once(POLL_WITH_REDIS if listener.hearing else POLL)
        listener.close()
        connection.close()

    def _once(self, poll: float) -> None:
        try:
            if self._is_due("poll", poll):
                doorbell.poll()
            self._follow(self._is_due("recheck", RECHECK))
            if self._is_due("heartbeat", HEARTBEAT) or self._release() != self._told:
                self._beat()
        except Exception as error:  # noqa: BLE001 a row that cannot be loaded must not end the following
            self._complain(error)
            self._stop.wait(POLL)
        else:
            self._recovered()
        keep_sound_ones()

    def _is_due(self, name: str, every: float) -> bool:
        now = time.monotonic()
        if now < self._due[name]:
            return False
        self._due[name] = now + every
        return True

    def _beat(self) -> None:
        name, self._told = process_name(), self._release()
        values = {"role": self._role, "release_id": self._told, "seen": timezone.now()}
        Process.objects.update_or_create(
            name=name, defaults=values, create_defaults={**values, "started": self._started}
        )
        Process.objects.filter(seen__lt=timezone.now() - GONE).delete()

    def _complain(self, error: Exception) -> None:
        if self._well and isinstance(error, DatabaseError | InterfaceError):
            log.error(
                "the database does not answer (%s); answers go on from the release in memory", type(error).__name__
            )
        elif self._well:
            log.error("what has changed cannot be loaded; answers go on from the release in memory", exc_info=error)
        self._well = False

    def _recovered(self) -> None:
        if not self._well:
            log.info("the release is followed again")
        self._well = True
