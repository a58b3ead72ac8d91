"""Loads what a canary answers from beside the live release; what both hold just so is in memory once."""

import logging
from dataclasses import replace

import orjson
from django.db import DatabaseError, InterfaceError

from athena_project.releases import Content
from inference.allotment import Allotment
from inference.canary_rows import Canary
from inference.snapshot import AccessRows, Snapshot, Tried, build
from intents import trained

log = logging.getLogger(__name__)


def with_canary(live: Snapshot) -> Snapshot:
    """The live snapshot with what is tried beside it. One that cannot be built is left out: all others are answered."""
    row = Canary.objects.select_related("release").filter(state=Canary.RUNNING, base=live.release_id or None).first()
    if row is None:
        return live
    try:
        return replace(live, canary=Tried(allotment_of(row), beside(live, row)))
    except (DatabaseError, InterfaceError):
        raise  # the whole is loaded again in a moment
    except Exception:
        log.exception("release %s cannot be tried", row.release.number)
        return live


def allotment_of(row: Canary) -> Allotment:
    rooms = frozenset(str(room).casefold() for room in row.rooms)
    return Allotment(f"canary {row.pk}", row.percent, frozenset(map(str, row.assistants)), rooms)


def beside(live: Snapshot, row: Canary) -> Snapshot:
    """The limits of the gateway and what the house forbids stay those of the live release, as keys do."""
    content: Content = orjson.loads(row.release.content)
    learned = trained.found(trained.examples_of(content)) or trained.newest()
    made = build(content, row.release, live.token, live.access, live.open_access, learned, live)
    return replace(made, house=live.house, tried=True)


def with_access(found: Snapshot, access: AccessRows) -> Snapshot:
    """Both sides with other keys, secrets and addresses: what is revoked is revoked for both."""
    tried = found.canary
    canary = replace(tried, snapshot=replace(tried.snapshot, access=access)) if tried else None
    return replace(found, access=access, canary=canary)
