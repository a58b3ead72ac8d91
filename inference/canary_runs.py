"""Looks after the canary that runs: takes it back when it does worse, and promotes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from athena_project import chain, draft, gate, going_back, releases
from athena_project.models import Release
from inference.canary_guard import Figures, Limits, Worse, figures, worse
from inference.canary_rows import Canary
from inference.models import QueryLog
from inference.tried_runs import TryError, begin, by_itself, end, overtaken_by, running, settle
from intents import trained

LEARNING = timedelta(minutes=10)  # so long it is not compared before it has learned; then with what it has
MOST = 2_000  # the newest questions of each side that are compared


def start(release: Release | None, author: str, wanted: Mapping[str, Any]) -> Canary:
    """Lets this release, or the draft, answer for those that the `wanted` fields name. Raises TryError."""
    return begin(Canary(author=author, **wanted), release)


def promote(row: Canary, author: str) -> Release:
    """Makes what was tried live for all, once its tests let it. Raises TryError."""
    tried = row.release
    if not tried.trial:  # it was live before: like a rollback, no test holds it back
        return promoted(row, author, gate.Verdict(tried.sha256))
    try:
        verdict = gate.passed(gate.Candidate(orjson.loads(tried.content), tried.sha256, author))
    except gate.Refused as error:
        raise TryError(str(error)) from error
    return promoted(row, author, verdict)


@transaction.atomic
def promoted(row: Canary, author: str, verdict: gate.Verdict) -> Release:
    chain.claim()
    releases.lock()  # nobody publishes in between
    tried, live = row.release, releases.outline()
    if live is None or live.pk != row.base_id:
        raise TryError(overtaken_by(live))
    if tried.trial and draft.barred(author, until=tried.last_change):
        raise TryError("One of these changes is yours: somebody else must publish them.")
    if not end(row, Canary.PROMOTED, f"Promoted by {author}."):
        raise TryError("It has ended already.")
    if tried.trial:
        note = tried.note or f"Tried as release {tried.number}"
        return releases.adopt(tried, author, note, verdict.findings())
    return going_back.restore(tried, author)


def watch() -> str:
    """Looks after the running canary, and ends it where it must; says what it found."""
    row = running(Canary)
    if row is None:
        return "no canary runs"
    reason = settle(row)
    if not reason and learned_since(row) is None and timezone.now() < row.started + LEARNING:
        return f"release {row.release.number} is yet to be learned from"
    if not reason and (found := compared(row)):
        reason = by_itself(row, Canary.TAKEN_BACK, f"Worse than release {row.base.number}: {found}.")
    return f"release {row.release.number} was ended: {reason}" if reason else f"release {row.release.number} goes on"


def learned_since(row: Canary) -> datetime | None:
    """From when on it answers with what is to be learned from its examples; None while it does not."""
    learned = trained.learned_since(row.release)
    return learned and max(row.started, learned)


def compared(row: Canary) -> Worse | None:
    return worse(*sides(row), Limits(row.least, row.more_failed, row.more_refused, row.slower))


def sides(row: Canary) -> tuple[Figures, Figures]:
    """The canary's figures and those of the live release, in the same time: since its examples are learned.

    Where only a share of some assistants' conversations is tried, the rest of the same ones is the other side.
    """
    since = learned_since(row) or row.started
    rows = QueryLog.objects.filter(at__gte=since, at__lte=row.ended or timezone.now())
    others = rows.filter(release=row.base_id)
    if row.assistants and row.percent < 100:
        others = others.filter(assistant__in=row.assistants)
    return counted(rows.filter(release=row.release_id)), counted(others)


def counted(rows: Any) -> Figures:
    found: Sequence[tuple[str, float]] = list(rows.order_by("-at").values_list("outcome", "ms")[:MOST])
    return figures(found)
