"""Publishes the draft at a time: planned by one who may publish it, tested when the time has come, done once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from athena_project import chain, changes, draft, gate, releases
from athena_project.models import ConfigChange, PlannedPublish, Release

AGAIN = timedelta(minutes=15)  # a worker that took one and came to no end so long ago is gone
FARTHEST = timedelta(days=366)
WAITING = PlannedPublish.WAITING


class CannotPlan(Exception):
    """The draft cannot be planned so. The text says what to do."""


class Settled(Exception):
    """Another process has done it, or somebody has cancelled or changed it meanwhile."""


def waiting() -> PlannedPublish | None:
    return PlannedPublish.objects.filter(state=WAITING).first()


@transaction.atomic
def plan(person: str, at: datetime, now: datetime, note: str = "") -> PlannedPublish:
    """Plans the draft as it stands, in the place of what was planned. Raises CannotPlan, and draft.NeedsAnother."""
    if not now < at < now + FARTHEST:
        raise CannotPlan("Choose a time that is still to come, and within a year.")
    if not draft.in_review():
        raise CannotPlan("Edits go live at once here. Switch on review mode in House settings first.")
    if not releases.pending():
        raise CannotPlan("Nothing waits in the draft. Change something first.")
    if draft.barred(person):
        raise draft.NeedsAnother
    chain.claim()  # before the house, as an edit of the house does
    draft.lock()
    put_away(person)
    changes.note("plan", f"The draft goes live at {at:%Y-%m-%d %H:%M %Z}")
    try:
        with transaction.atomic():
            return PlannedPublish.objects.create(at=at, person=person, note=note, last_change=newest_change())
    except IntegrityError as error:  # of two at once, the second
        raise CannotPlan("Somebody has just planned it. Look at the page again.") from error


@transaction.atomic
def cancel(person: str) -> int:
    """Cancels what waits, and puts away what was refused; returns how many waited."""
    chain.claim()
    draft.lock()
    found = put_away(person)
    if found:
        changes.note("unplan", "The draft does not go live by itself")
    return found


def put_away(person: str) -> int:
    PlannedPublish.objects.filter(state=PlannedPublish.REFUSED).update(state=PlannedPublish.CANCELLED)
    open_plans = PlannedPublish.objects.filter(state=WAITING)
    return open_plans.update(state=PlannedPublish.CANCELLED, problem=f"{person} cancelled or changed it.")


def newest_change() -> int:
    """The newest entry of the audit that is about the rows of the draft."""
    return draft_changes().first() or 0


def draft_changes() -> QuerySet[ConfigChange, int]:
    """The entries of the audit about the rows of the draft, the newest first."""
    labels = [model._meta.label_lower for model in releases.config_models()]
    mine = ConfigChange.objects.filter(Q(model__in=labels) | Q(action="import"))
    return mine.order_by("-id").values_list("id", flat=True)


def due(now: datetime) -> Iterator[int]:
    """The keys of what is to be published now, each claimed for a worker."""
    ready = PlannedPublish.objects.filter(state=WAITING, at__lte=now)
    free = ready.filter(Q(claimed=None) | Q(claimed__lt=now - AGAIN))
    for key in free.values_list("pk", flat=True):
        if free.filter(pk=key).update(claimed=now) == 1:
            yield key


def publish(key: int) -> Release | None:
    """Publishes what is planned, in the name of who planned it; None where it is refused, or was settled before."""
    row = PlannedPublish.objects.filter(pk=key, state=WAITING).first()
    if row is None:
        return None
    try:
        return published(row)
    except Settled:
        return None
    except draft.NeedsAnother:
        refuse(
            row, f"{row.person} has changed something in the draft since. Somebody else must look at it and plan it."
        )
    except gate.Refused as error:
        refuse(row, str(error))
    return None


def published(row: PlannedPublish) -> Release:
    if not may(row.person):
        raise gate.Refused(f"{row.person} may not publish any more. Somebody else must look at the draft and plan it.")
    if draft.four_eyes() and newest_change() != row.last_change:
        raise gate.Refused("The draft was changed after it was looked at. Look at it again and plan it anew.")
    verdict = draft.tested(row.person, patient=True)
    with transaction.atomic():
        draft.lock()
        settle(row, PlannedPublish.DONE)
        release = draft.publish_tested(row.person, row.note, verdict)
        PlannedPublish.objects.filter(pk=row.pk).update(release=release)
    return release


def settle(row: PlannedPublish, state: str, problem: str = "") -> None:
    """Once in all, for what is still as it was read. Raises Settled."""
    same = PlannedPublish.objects.filter(pk=row.pk, state=WAITING)
    if same.update(state=state, problem=problem) != 1:
        raise Settled


def refuse(row: PlannedPublish, problem: str) -> None:
    open_row: QuerySet[PlannedPublish] = PlannedPublish.objects.filter(pk=row.pk, state=WAITING)
    open_row.update(state=PlannedPublish.REFUSED, problem=problem)


def may(person: str) -> bool:
    found = User.objects.filter(username=person, is_active=True).first()
    return found is not None and found.has_perm("athena_project.publish")
