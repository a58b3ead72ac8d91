"""Which look-ups are asked again and again, so that what is kept of them can be renewed before it gets stale."""

import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Max, Sum

from ragdomains.models import AskedLookup
from ragdomains.types import Days, Lookup, Spot
from ragdomains.zones import zone_of

WINDOW = timedelta(hours=24)
SELDOM = 30.0  # seconds between two times that counts are written down
TWICE = 2  # what was asked less often is not popular
HELD = 2_000  # look-ups counted in memory at most
WRITTEN = 200  # of them, the most asked, that are written down each time
LOOKED_AT = 200  # popular look-ups that are weighed in one go

Key = tuple[int, str]  # (domain, key in the cache)


class Asked:
    """How often which look-up was asked since that was last written down. Safe to share between threads."""

    def __init__(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._lookups: dict[Key, Lookup] = {}
        self._lock = threading.Lock()
        self._due = time.monotonic() + SELDOM

    def add(self, domain: int, key: str, lookup: Lookup) -> None:
        with self._lock:
            if (domain, key) in self._counts or len(self._counts) < HELD:
                self._counts[domain, key] += 1
                self._lookups[domain, key] = lookup

    def take(self) -> list[tuple[Key, Lookup, int]]:
        """The most asked; all are forgotten."""
        with self._lock:
            counts, lookups = self._counts, self._lookups
            self._counts, self._lookups = Counter(), {}
        return [(key, lookups[key], count) for key, count in counts.most_common(WRITTEN)]

    def write_seldom(self) -> None:
        """write(), now and then: it is no harm to lose some."""
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + SELDOM
            write(self)


def write(asked: Asked) -> None:
    """Adds what was counted to the table; what cannot be written is not counted, and the error is raised."""
    found = asked.take()
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    rows = [
        AskedLookup(domain_id=domain, key=key, hour=hour, lookup=packed(lookup), count=0)
        for (domain, key), lookup, _ in sorted(found, key=lambda each: each[0])
    ]
    with transaction.atomic():
        AskedLookup.objects.bulk_create(rows, ignore_conflicts=True)
        for (domain, key), _, count in sorted(found, key=lambda each: each[0]):
            AskedLookup.objects.filter(domain=domain, key=key, hour=hour).update(count=F("count") + count)


def popular(now: datetime) -> list[tuple[int, str, Lookup]]:
    """(domain, key, look-up) of what was asked most in the last hours, most asked first, as it would be asked now."""
    recent = AskedLookup.objects.filter(hour__gte=now - WINDOW).values("domain", "key")
    often = recent.annotate(total=Sum("count"), newest=Max("pk")).filter(total__gte=TWICE).order_by("-total", "key")
    newest = [row["newest"] for row in often[:LOOKED_AT]]
    rows = AskedLookup.objects.in_bulk(newest)
    return [(rows[pk].domain_id, rows[pk].key, unpacked(rows[pk].lookup, now)) for pk in newest if pk in rows]


def prune(now: datetime) -> int:
    return AskedLookup.objects.filter(hour__lt=now - 2 * WINDOW).delete()[0]


def packed(lookup: Lookup) -> dict[str, Any]:
    """A look-up as JSON that every database takes; of its moment only the zone."""
    fields = asdict(lookup) | {"now": lookup.now.tzinfo.key if isinstance(lookup.now.tzinfo, ZoneInfo) else ""}
    if lookup.days:
        fields["days"] |= {"first": lookup.days.first.isoformat(), "last": lookup.days.last.isoformat()}
    plain: dict[str, Any] = clean(fields)
    return plain


def unpacked(fields: Mapping[str, Any], now: datetime) -> Lookup:
    spot, days = fields["spot"], fields["days"]
    several = {name: {key: tuple(values) for key, values in fields[name].items()} for name in ("choices", "many")}
    if days:
        both = {name: date.fromisoformat(days[name]) for name in ("first", "last")}
        days = Days(**{**days, **both})
    moment = now.astimezone(zone_of(fields["now"]) or UTC)
    return Lookup(**{**fields, **several, "spot": Spot(**spot) if spot else None, "days": days, "now": moment})


def clean(value: Any) -> Any:
    """Without NUL and lone surrogates, which PostgreSQL refuses."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {clean(key): clean(item) for key, item in value.items()}
    return [clean(item) for item in value] if isinstance(value, list | tuple) else value
