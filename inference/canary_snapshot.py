"""Loads what is tried beside the live release, a canary and a shadow; what they share is in memory once."""

import logging
from dataclasses import replace
from typing import TypeVar

import orjson
from django.db import DatabaseError, InterfaceError

from athena_project.releases import Content
from inference.allotment import Allotment
from inference.canary_rows import Canary, TriedRelease
from inference.shadow_rows import Shadow
from inference.snapshot import AccessRows, Shadowing, Snapshot, Tried, build
from intents import trained

log = logging.getLogger(__name__)
T = TypeVar("T", bound=TriedRelease)


def with_tried(live: Snapshot) -> Snapshot:
    """The live snapshot with what is tried beside it. One that cannot be built is left out: all others are answered."""
    canary, shadow = running(Canary, live), running(Shadow, live)
    tried = built(live, canary) if canary else None
    hushed = built(live, shadow) if shadow else None
    return replace(
        live,
        canary=Tried(allotment_of(canary), tried) if canary and tried else None,
        shadow=shadowing(shadow, hushed) if shadow and hushed else None,
    )


def running(model: type[T], live: Snapshot) -> T | None:
    """The one that was started beside this very release."""
    rows = model._default_manager.select_related("release")
    return rows.filter(state=TriedRelease.RUNNING, base=live.release_id or None).first()


def built(live: Snapshot, row: TriedRelease) -> Snapshot | None:
    try:
        return beside(live, row)
    except (DatabaseError, InterfaceError):
        raise  # the whole is loaded again in a moment
    except Exception:
        log.exception("release %s cannot be tried", row.release.number)
        return None


def shadowing(row: Shadow, snapshot: Snapshot) -> Shadowing:
    return Shadowing(row.pk, row.sources, Allotment(f"shadow {row.pk}", row.percent), snapshot)


def allotment_of(row: Canary) -> Allotment:
    rooms = frozenset(str(room).casefold() for room in row.rooms)
    return Allotment(f"canary {row.pk}", row.percent, frozenset(map(str, row.assistants)), rooms)


def beside(live: Snapshot, row: TriedRelease) -> Snapshot:
    """The limits of the gateway and what the house forbids stay those of the live release, as keys do."""
    content: Content = orjson.loads(row.release.content)
    learned = trained.found(trained.examples_of(content)) or trained.newest()
    made = build(content, row.release, live.token, live.access, live.open_access, learned, live)
    return replace(made, house=live.house, tried=True)


def with_access(found: Snapshot, access: AccessRows) -> Snapshot:
    """All of them with other keys, secrets and addresses: what is revoked is revoked for each."""
    canary, shadow = found.canary, found.shadow
    return replace(
        found,
        access=access,
        canary=replace(canary, snapshot=replace(canary.snapshot, access=access)) if canary else None,
        shadow=replace(shadow, snapshot=replace(shadow.snapshot, access=access)) if shadow else None,
    )
