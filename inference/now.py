"""The time where the assistant lives."""

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from inference.models import Assistant

LOCALTIME = Path("/etc/localtime")


def zone_of(assistant: Assistant) -> str:
    """The IANA zone: the assistant's own, else its place's, else this machine's."""
    place = assistant.place
    return assistant.time_zone or (place.time_zone if place else "") or machine_zone()


def now_at(assistant: Assistant) -> datetime:
    return datetime.now(ZoneInfo(zone_of(assistant)))


@lru_cache(maxsize=1)  # reading the list of all zones takes 11 ms
def machine_zone(link: Path = LOCALTIME) -> str:
    """The zone of TZ or of /etc/localtime, which is a link into the zone files; UTC where neither tells."""
    candidates = [os.environ.get("TZ", "").lstrip(":")]
    if link.is_symlink():
        candidates.append(str(link.readlink()).partition("zoneinfo/")[2])
    known = available_timezones()
    return next((name for name in candidates if name in known), "UTC")
