"""The time zones that people name behind a clock time: 3 pm EST, 15:30 Uhr MEZ, noon Eastern time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Abbreviations with one offset from UTC, in hours; those that mean several zones (IST) are left out.
_FIXED = {
    "utc": 0.0, "gmt": 0, "z": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
    "jst": 9, "kst": 9, "awst": 8, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8,
    "hst": -10,
}  # fmt: skip
# Names of a region's own time. That of winter is said all the year: "3 pm EST" in July means the clocks of New York.
_REGIONS = {
    "America/New_York": ("et", "est", "eastern"),
    "America/Chicago": ("ct", "cst", "central"),
    "America/Denver": ("mt", "mst", "mountain"),
    "America/Los_Angeles": ("pt", "pst", "pacific"),
    "Europe/London": ("british", "uk"),
    "Europe/Berlin": ("cet", "mez", "deutscher", "german"),
    "Europe/Vienna": ("österreichischer", "austrian"),
    "Europe/Zurich": ("schweizer", "swiss"),
}
_REGION = {name: region for region, names in _REGIONS.items() for name in names}
NAMES = frozenset({*_FIXED, *_REGION})  # as a sentence may say them, in small letters
_TIME = frozenset({"time", "zeit", "standard", "daylight", "summer"})
_AMERICAN = frozenset(
    {"eastern", "central", "mountain", "pacific"}
)  # need no "time" where the sentence goes on or ends
_ON = frozenset({"on", "and", "or", "until", "to", "today", "tonight", "tomorrow", "this", "next"})
_WORDS_TOO = frozenset(name for name in _REGION if name not in _FIXED and len(name) > 2)  # alone they name no zone
_HALVES = tuple(datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7))  # summer and winter of either hemisphere


def named(words: Sequence[str]) -> tuple[tzinfo, ...]:
    """The zones that these words begin with, in small letters: those right behind a clock time. Mostly none."""
    if not words or words[0] not in NAMES or (words[0] in _WORDS_TOO and not _meant(words)):
        return ()
    hours, region = _FIXED.get(words[0]), _REGION.get(words[0])
    fixed = (timezone(timedelta(hours=hours)),) if hours is not None else ()
    return (*fixed, ZoneInfo(region)) if region else fixed


def _meant(words: Sequence[str]) -> bool:
    """ "Eastern time", and "3 pm Eastern on Sunday"; no "mountain view"."""
    behind = words[1] if len(words) > 1 else ""
    return behind in _TIME or (words[0] in _AMERICAN and (not behind or behind in _ON))


def anywhere(words: Sequence[str]) -> tuple[tzinfo, ...]:
    """The zones that a text names in any place: "When is that in Pacific time?" """
    return tuple(zone for place in range(len(words)) for zone in named(words[place : place + 2]))


def minute_there(moment: datetime, zone: tzinfo) -> int:
    """The minute of the day that clocks in `zone` show at a moment with its own zone."""
    there = moment.astimezone(zone)
    return there.hour * 60 + there.minute


def offsets(zone: tzinfo) -> frozenset[int]:
    """By how many minutes a zone is ahead of UTC, in winter and in summer."""
    return frozenset(round((half.astimezone(zone).utcoffset() or timedelta()).total_seconds() / 60) for half in _HALVES)
