"""What the first page says of the newest canary, read with what it asks anyway."""

from datetime import timedelta
from typing import Any

from django.db.models import Subquery
from django.urls import reverse
from django.utils import timezone

from athena_project.notices import Notice
from inference.canary_rows import Canary

TOLD = timedelta(days=3)  # for which one that ended by itself is named
COLUMNS = ("pk", "state", "by_guard", "ended", "reason", "release__number")


def newest() -> dict[str, Subquery]:
    """The newest canary's columns, for the query of other rows."""
    rows = Canary.objects.order_by("-started")
    return {f"canary_{name}": Subquery(rows.values(name)[:1]) for name in COLUMNS}


def said(row: Any) -> Notice | None:
    """While it runs, and for some days after it ended by itself; `row` was read with newest()."""
    key, state, by_guard, ended, reason, number = (getattr(row, f"canary_{name}") for name in COLUMNS)
    if key is None:
        return None
    name, url = f"canary of release {number}", reverse("admin:inference_canary_change", args=[key])
    if state == Canary.RUNNING:
        return Notice(f"The {name} answers some of the questions.", url)
    lately = ended is not None and timezone.now() - ended < TOLD
    return Notice(f"The {name} has ended ({state}). {reason}", url) if by_guard and lately else None
