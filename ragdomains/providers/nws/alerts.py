"""Reads the warnings in force at a point (https://www.weather.gov/documentation/services-web-api, /alerts/active)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from athena_project.http import HttpError
from ragdomains.bodies import Body, Service, mapping, mappings, moment, words
from ragdomains.providers.nws.questions import abroad
from ragdomains.types import Spot

SEVERITIES = ("Extreme", "Severe", "Moderate", "Minor")


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning: what of ("Wind Advisory"), how bad (0 is the worst), and from when to when."""

    event: str
    severity: int = len(SEVERITIES)
    begins: datetime | None = None
    until: datetime | None = None


async def fetch(place: Spot, source: Service) -> list[Alert]:
    """The worst first, each event once. Raises ProviderError (missing) where the service knows no such place."""
    point = f"{round(place.latitude or 0.0, 4):g},{round(place.longitude or 0.0, 4):g}"
    try:
        body = await source.ask("/alerts/active", {"point": point}, {"Accept": "application/geo+json"})
    except HttpError as error:
        if error.kind == "status" and error.status in {400, 404}:
            raise abroad(place) from error
        raise
    if not isinstance(body, Mapping) or not isinstance(body.get("features"), list):
        raise source.senseless()
    found = [alert_of(mapping(item.get("properties"))) for item in mappings(body["features"])]
    return once([alert for alert in found if alert])


def alert_of(block: Body) -> Alert | None:
    """None for a test, for one that was called off, and for one that does not say what of."""
    event, status = words(block, "event"), words(block, "status")
    if not event or status not in {"Actual", ""} or words(block, "messageType") == "Cancel":
        return None
    severity = words(block, "severity")
    return Alert(
        event[:80],
        SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES),
        zoned(block.get("onset")) or zoned(block.get("effective")),
        # `ends` is when the event ends, and often null; `expires` is only when the message does
        zoned(block.get("ends")) or zoned(block.get("expires")),
    )


def zoned(value: object) -> datetime | None:
    known = moment(value)
    return known if known and known.tzinfo else None


def once(alerts: list[Alert]) -> list[Alert]:
    """The worst first; of several messages about one event the one that lasts longest."""
    longest: dict[str, Alert] = {}
    for alert in alerts:
        kept = longest.get(alert.event)
        if kept is None or (alert.until and kept.until and alert.until > kept.until):
            longest[alert.event] = alert
    return sorted(longest.values(), key=lambda alert: (alert.severity, alert.event))
