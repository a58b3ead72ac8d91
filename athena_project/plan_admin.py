"""The part of the page of the draft that publishes it at a time, and what the first page tells of that."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from athena_project import draft, planning
from athena_project.home import home_zone
from athena_project.models import PlannedPublish
from athena_project.notices import Notice, Rows, beside_release, notices

BESIDE = "open_plan"
OPEN = PlannedPublish.objects.filter(state__in=PlannedPublish.OPEN).order_by("-pk")
LIST = "admin:athena_project_release_changelist"


class PlanForm(forms.Form):
    """When the draft goes live, by the clock at home."""

    at = forms.DateTimeField(
        label="Publish at", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    note = forms.CharField(required=False, max_length=200)

    def moment(self) -> datetime:
        """The field is read as UTC, which the server lives by; what was typed is the time at home."""
        at: datetime = self.cleaned_data["at"]
        return at.replace(tzinfo=home_zone())


def plan(request: HttpRequest) -> HttpResponse:
    form, person = PlanForm(request.POST), request.user.get_username()
    if not form.is_valid():
        messages.error(request, "Write a date and a time, such as 2030-01-31 08:00.")
        return redirect(LIST)
    try:
        row = planning.plan(person, form.moment(), timezone.now(), form.cleaned_data["note"])
    except draft.NeedsAnother:
        messages.error(request, "One of these changes is yours: somebody else must plan them.")
    except planning.CannotPlan as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"The draft goes live {shown(row.at)}, if its tests let it.")
    return redirect(LIST)


def cancel(request: HttpRequest) -> HttpResponse:
    found = planning.cancel(request.user.get_username())
    messages.success(request, "It is cancelled: the draft stays as it is." if found else "Nothing is planned any more.")
    return redirect(LIST)


def shown(at: datetime, zone: tzinfo | None = None) -> str:
    """By the clock at home, which is named."""
    local = at.astimezone(zone or home_zone())
    return f"on {date_format(local, 'j M Y, H:i')} ({local.tzinfo})"


def context(two_wanted: bool) -> dict[str, Any]:
    """What the page of the draft shows of it; `two_wanted`: whether the house wants four eyes."""
    row, zone = OPEN.annotate(newest_change=models.Subquery(planning.draft_changes()[:1])).first(), home_zone()
    at = row.at.astimezone(zone) if row and row.state == PlannedPublish.WAITING else None
    changed = bool(at and row and (row.newest_change or 0) != row.last_change)
    return {
        "planned": row,
        "planned_at": shown(row.at, zone) if row else "",
        "planned_for": f"{at:%Y-%m-%dT%H:%M}" if at else "",
        "planned_changed": changed,
        "four_eyes": changed and two_wanted,
        "zone": str(zone),
    }


def newest() -> PlannedPublish | None:
    """What waits, or was refused and not yet seen to."""
    return OPEN.first()


beside_release(**{BESIDE: models.Subquery(OPEN.values("pk")[:1])})


@notices
def planned(rows: Rows) -> Iterable[Notice]:
    row = newest() if rows.release and getattr(rows.release, BESIDE) else None
    if row is None:
        return
    if row.state == PlannedPublish.WAITING:
        yield Notice(f"The draft goes live {shown(row.at)}, as {row.person} planned.", reverse(LIST))
    else:
        text = f"The draft that {row.person} planned to go live {shown(row.at)} was not published."
        yield Notice(f"{text} {row.problem}", reverse(LIST))
