"""Starts a canary, looks after it, and ends it: taken back, promoted, or because its time is up."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from athena_project import chain, changes, draft, releases
from athena_project.doorbell import ring
from athena_project.models import Release
from inference.canary_guard import Figures, Limits, figures, worse
from inference.canary_rows import Canary
from inference.canary_snapshot import beside
from inference.models import QueryLog
from inference.runtime import runtime
from inference.snapshot import load

MOST = 2_000  # the newest questions of each side that are compared
GUARD = "the guard"
OTHERS_PUBLISHED = "Release {} went live meanwhile: what was tried is not compared with that."
TIME_IS_UP = "Its time was up. The live release answers everything again."


class CanaryError(Exception):
    """A canary that cannot be started or promoted. The text says why."""


def running() -> Canary | None:
    """The one that answers now, without the contents of its releases."""
    rows = Canary.objects.select_related("release", "base").defer("release__content", "base__content")
    return rows.filter(state=Canary.RUNNING).first()


def start(release: Release | None, author: str, wanted: Mapping[str, Any]) -> Canary:
    """Lets this release, or the draft, answer for those that the `wanted` fields name. Raises CanaryError."""
    watch()  # one that was overtaken or ran out makes room
    if running():
        raise CanaryError("Another canary is running. End that one first.")
    made = release.last_change if release else None
    if (release is None or release.trial) and draft.barred(author, until=made):
        raise CanaryError("One of these changes is yours: somebody else must let it answer.")
    try:
        return begin(release, author, wanted)
    except IntegrityError as error:
        raise CanaryError("Another canary was started just now.") from error


@transaction.atomic
def begin(release: Release | None, author: str, wanted: Mapping[str, Any]) -> Canary:
    chain.claim()
    tried = release or releases.set_apart(author, str(wanted.get("note", "")))
    live = releases.outline()
    if live is None or tried.sha256 == live.sha256:
        raise CanaryError("It holds the same rows as the live release: there is nothing to try.")
    if tried.trial and tried.parent_id != live.pk:
        raise CanaryError("It was made of a draft of another release than the live one. Try the draft.")
    row = Canary(release=tried, base=live, author=author, **wanted)
    check(row)
    row.save()
    note_down("start", row, {"for": row.who, "release": tried.number, "beside": live.number, **limits_of(row)})
    ring("release")
    return row


def check(row: Canary) -> None:
    """Builds it once: better here than in every process that answers."""
    try:
        row.clean_fields(exclude=["release", "base", "ended"])
        if live := runtime().current or load({}):
            beside(live, row)
    except ValidationError as error:
        said = [f"{name}: {' '.join(each)}" for name, each in error.message_dict.items()]
        raise CanaryError(" ".join(said)) from error
    except Exception as error:
        raise CanaryError(f"It cannot be built ({type(error).__name__}: {error}).") from error


def limits_of(row: Canary) -> dict[str, Any]:
    names = ("percent", "hours", "least", "more_failed", "more_refused", "slower")
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def end(row: Canary, state: str, reason: str, by_guard: bool = False) -> bool:
    """Ends it once, whoever comes first; False for who comes later."""
    chain.claim()
    mine = Canary.objects.filter(pk=row.pk, state=Canary.RUNNING)
    if mine.update(state=state, ended=timezone.now(), reason=reason, by_guard=by_guard) != 1:
        return False
    note_down("end", row, {"state": state, "reason": reason})
    ring("release")
    return True


def note_down(action: str, row: Canary, after: dict[str, Any]) -> None:
    made = changes.entry(action, str(row))
    made.model, made.row, made.after = Canary._meta.label_lower, str(row.pk), after
    chain.append([made])


@transaction.atomic
def promote(row: Canary, author: str) -> Release:
    """Makes what was tried live for all. Raises CanaryError."""
    chain.claim()
    tried, live = row.release, releases.outline()
    if live is None or live.pk != row.base_id:
        raise CanaryError(OTHERS_PUBLISHED.format(live.number if live else "–"))
    if tried.trial and draft.barred(author, until=tried.last_change):
        raise CanaryError("One of these changes is yours: somebody else must publish them.")
    if not end(row, Canary.PROMOTED, f"Promoted by {author}."):
        raise CanaryError("It has ended already.")
    if tried.trial:
        return releases.adopt(tried, author, tried.note or f"Tried as release {tried.number}")
    return releases.restore(tried, author)


def watch() -> str:
    """Looks after the running canary, and ends it where it must; says what it found."""
    row = running()
    if row is None:
        return "no canary runs"
    live = releases.outline()
    state, reason = verdict(row, live, timezone.now())
    if not state:
        return f"release {row.release.number} goes on"
    with changes.acting(GUARD):
        end(row, state, reason, by_guard=True)
    return f"release {row.release.number} was ended: {reason}"


def verdict(row: Canary, live: Release | None, now: datetime) -> tuple[str, str]:
    """(the state in which it must end, why); ("", "") where it goes on."""
    if live is None or live.pk != row.base_id:
        return Canary.OVERTAKEN, OTHERS_PUBLISHED.format(live.number if live else "–")
    if found := worse(*sides(row), limits(row)):
        return Canary.TAKEN_BACK, f"Worse than release {row.base.number}: {found}."
    if now >= row.started + timedelta(hours=row.hours):
        return Canary.RAN_OUT, TIME_IS_UP
    return "", ""


def limits(row: Canary) -> Limits:
    return Limits(row.least, row.more_failed, row.more_refused, row.slower)


def sides(row: Canary) -> tuple[Figures, Figures]:
    """The canary's figures and those of the live release, in the same time.

    Where only a share of some assistants' conversations is tried, the rest of the same ones is the other side.
    """
    rows = QueryLog.objects.filter(at__gte=row.started, at__lte=row.ended or timezone.now())
    others = rows.filter(release=row.base_id)
    if row.assistants and row.percent < 100:
        others = others.filter(assistant__in=row.assistants)
    return counted(rows.filter(release=row.release_id)), counted(others)


def counted(rows: Any) -> Figures:
    found: Sequence[tuple[str, float]] = list(rows.order_by("-at").values_list("outcome", "ms")[:MOST])
    return figures(found)
