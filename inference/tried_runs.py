"""Starts what is tried beside the live release, a canary or a shadow, and ends it: once, written down, announced."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

import orjson
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from athena_project import chain, changes, draft, releases
from athena_project.doorbell import ring
from athena_project.models import Release
from inference import key_paths
from inference.canary_rows import Canary, TriedRelease
from inference.canary_snapshot import beside
from inference.runtime import runtime
from inference.shadow_rows import Shadow
from inference.snapshot import load
from intents import trained

T = TypeVar("T", bound=TriedRelease)

GUARD = "the guard"
TIME_IS_UP = "Its time was up."


class TryError(Exception):
    """What cannot be tried, or be promoted. The text says why."""


def running(model: type[T]) -> T | None:
    """The one that runs, without the contents of its releases."""
    rows = model._default_manager.select_related("release", "base").defer("release__content", "base__content")
    return rows.filter(state=TriedRelease.RUNNING).first()


@trained.beside_live
def answering() -> list[Release]:
    """What is tried now: its examples are learned as those of the live release are."""
    return [row.release for row in (running(Canary), running(Shadow)) if row]


def begin(row: T, release: Release | None) -> T:
    """Fills and starts a row for this release, or for the draft. Raises TryError."""
    if old := running(type(row)):
        settle(old)  # one that was overtaken or ran out makes room
    if running(type(row)):
        raise TryError(f"Another {row._meta.verbose_name} is running. End that one first.")
    try:
        return started(row, release)
    except IntegrityError as error:
        raise TryError(f"Another {row._meta.verbose_name} was started just now.") from error


@transaction.atomic
def started(row: T, release: Release | None) -> T:
    chain.claim()
    tried = release or releases.set_apart(row.author, row.note)
    live = releases.outline()
    if live is None or tried.sha256 == live.sha256:
        raise TryError("It holds the same rows as the live release: there is nothing to try.")
    if tried.trial and tried.parent_id != live.pk:
        raise TryError("It was made of a draft of another release than the live one. Try the draft.")
    if tried.trial and draft.barred(row.author, until=tried.last_change):
        raise TryError("One of these changes is yours: somebody else must let it answer.")
    row.release, row.base = tried, live
    check(row)
    row.save()
    note_down("start", row, {"release": tried.number, "beside": live.number, **row.settings})
    ring("release")
    return row


def check(row: TriedRelease) -> None:
    """Builds it once: better here than in every process that answers. It may send no key where it does not go now."""
    if why := key_paths.refused(orjson.loads(row.release.content)):
        raise TryError(why)
    try:
        row.clean_fields(exclude=["release", "base", "ended", "day"])
        if live := runtime().current or load({}):
            beside(live, row)
    except ValidationError as error:
        said = [f"{name}: {' '.join(each)}" for name, each in error.message_dict.items()]
        raise TryError(" ".join(said)) from error
    except Exception as error:
        raise TryError(f"It cannot be built ({type(error).__name__}: {error}).") from error


@transaction.atomic
def end(row: TriedRelease, state: str, reason: str, by_guard: bool = False) -> bool:
    """Ends it once, whoever comes first; False for who comes later."""
    chain.claim()
    mine = type(row)._default_manager.filter(pk=row.pk, state=TriedRelease.RUNNING)
    if mine.update(state=state, ended=timezone.now(), reason=reason, by_guard=by_guard) != 1:
        return False
    note_down("end", row, {"state": state, "reason": reason})
    ring("release")
    return True


def settle(row: TriedRelease) -> str:
    """Ends what was overtaken or whose time is up; the reason, "" where it goes on."""
    state, reason = over(row, releases.outline(), timezone.now())
    return by_itself(row, state, reason) if state else ""


def by_itself(row: TriedRelease, state: str, reason: str) -> str:
    with changes.acting(GUARD):
        end(row, state, reason, by_guard=True)
    return reason


def over(row: TriedRelease, live: Release | None, now: datetime) -> tuple[str, str]:
    """(the state in which it must end, why); ("", "") where it goes on."""
    if live is None or live.pk != row.base_id:
        return TriedRelease.OVERTAKEN, overtaken_by(live)
    return (TriedRelease.RAN_OUT, TIME_IS_UP) if now >= row.until else ("", "")


def overtaken_by(live: Release | None) -> str:
    return f"{live or 'Another release'} went live meanwhile: what was tried is not compared with that."


def note_down(action: str, row: TriedRelease, after: Mapping[str, Any]) -> None:
    made = changes.entry(action, str(row))
    made.model, made.row, made.after = row._meta.label_lower, str(row.pk), dict(after)
    chain.append([made])
