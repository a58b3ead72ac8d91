"""Where people are signed in: from which address, with which browser, since when; and ending it there."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

TOLD = "signed_in"  # what is kept in a session of how it began
LOOKED_AT = 2_000  # sessions of all people, the newest first: whose they are stands inside
LONGEST = 300  # characters of what a browser says of itself
# as browsers name themselves; each of the first says that it is the next ones, too
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser in which somebody is signed in. `name` stands for it on pages: the session's key is a secret."""

    key: str
    at: datetime | None
    address: str
    browser: str
    ends: datetime
    here: bool

    @property
    def name(self) -> str:
        return hashlib.sha256(self.key.encode()).hexdigest()[:16]


@receiver(user_logged_in)
def remember(request: HttpRequest, **_: object) -> None:
    """Keeps in the session where and when it began."""
    agent = request.META.get("HTTP_USER_AGENT", "")[:LONGEST]
    address = request.META.get("REMOTE_ADDR", "")
    request.session[TOLD] = {"at": timezone.now().isoformat(), "address": address, "agent": agent}


def sign_ins(person: User, here: str | None) -> list[SignIn]:
    """Those that are valid, the newest first; `here` is the key of the session that asks."""
    found = [sign_in(row, told.get(TOLD, {}), here) for row, told in sessions(person)]
    return sorted(found, key=lambda each: (not each.here, -(each.at or each.ends).timestamp()))


def sessions(person: User) -> Iterator[tuple[Session, dict[str, Any]]]:
    """The person's sessions with what they hold; one from before a new password is none any more."""
    store, proof = SessionStore(), person.get_session_auth_hash()
    for row in Session.objects.filter(expire_date__gt=timezone.now()).order_by("-expire_date")[:LOOKED_AT]:
        told = store.decode(row.session_data)
        if told.get(SESSION_KEY) == str(person.pk) and told.get(HASH_SESSION_KEY) == proof:
            yield row, told


def sign_in(row: Session, told: dict[str, str], here: str | None) -> SignIn:
    at = datetime.fromisoformat(told["at"]) if told.get("at") else None
    agent = told.get("agent", "")
    return SignIn(row.pk, at, told.get("address", ""), browser(agent), row.expire_date, row.pk == here)


def browser(agent: str) -> str:
    """What a browser says of itself in two words; a program's own name as it is."""
    name = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return f"{name} on {system}" if name and system else agent[:80]


def end(person: User, here: str | None, name: str = "") -> int:
    """Ends the sign-in of that name, or all but the one here; returns how many."""
    keys = [each.key for each in sign_ins(person, here) if not each.here and name in ("", each.name)]
    return Session.objects.filter(pk__in=keys).delete()[0]
