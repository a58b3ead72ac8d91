"""What the first page says of the newest canary, read with what it asks anyway."""

from typing import Any

from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from athena_project.notices import Notice
from inference.canary_rows import Canary

TOLD = 3 * 86_400.0  # seconds for which one that ended by itself is named


def newest() -> Subquery:
    """The newest canary as JSON, for the query of other rows."""
    told = {name: name for name in ("pk", "state", "by_guard", "ended", "reason")}
    return Subquery(Canary.objects.order_by("-started").values(told=JSONObject(number="release__number", **told))[:1])


def said(found: dict[str, Any] | None) -> Notice | None:
    """While it runs, and for some days after it ended by itself."""
    if not found:
        return None
    name, url = f"canary of release {found['number']}", reverse("admin:inference_canary_change", args=[found["pk"]])
    if found["state"] == Canary.RUNNING:
        return Notice(f"The {name} answers some of the questions.", url)
    ended = parse_datetime(str(found["ended"]))
    moment = ended if ended is None or ended.tzinfo else timezone.make_aware(ended, timezone.get_default_timezone())
    lately = moment is not None and (timezone.now() - moment).total_seconds() < TOLD
    text = f"The {name} has ended ({found['state']}). {found['reason']}"
    return Notice(text, url) if found["by_guard"] and lately else None
