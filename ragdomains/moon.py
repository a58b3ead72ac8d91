"""Where the moon stands: its phase at a moment, how much of it is lit, and when it is next full or new."""

from datetime import UTC, datetime, timedelta
from math import cos, radians, sin

EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
CENTURY = 36_525.0  # days
MONTH = 29.530588861  # days from one new moon to the next, on average
NAMES = (
    "new moon", "waxing crescent", "first quarter", "waxing gibbous", "full moon", "waning gibbous", "last quarter",
    "waning crescent",
)  # fmt: skip
PRINCIPAL = {0.0: "new moon", 90.0: "first quarter", 180.0: "full moon", 270.0: "last quarter"}


def elongation(moment: datetime) -> float:
    """How far the moon stands east of the sun, in degrees from 0 (new) over 180 (full) to 360.

    Meeus, Astronomical Algorithms, chapters 47 and 48; off by less than half a degree, which is an hour.
    """
    t = (moment - EPOCH) / timedelta(days=CENTURY)
    apart = radians((297.8501921 + 445_267.1114034 * t) % 360)
    sun = radians((357.5291092 + 35_999.0502909 * t) % 360)
    moon = radians((134.9633964 + 477_198.8675055 * t) % 360)
    away = (
        6.289 * sin(moon)
        - 2.100 * sin(sun)
        + 1.274 * sin(2 * apart - moon)
        + 0.658 * sin(2 * apart)
        + 0.214 * sin(2 * moon)
        + 0.110 * sin(apart)
    )
    return (297.8501921 + 445_267.1114034 * t + away) % 360


def lit(moment: datetime) -> float:
    """The share of the disc that is lit, from 0 to 1."""
    return (1 - cos(radians(elongation(moment)))) / 2


def phase_of(start: datetime, end: datetime) -> str:
    """The phase of a day: new, full and the quarters are one day each, and what lies between them is the rest."""
    first, last = elongation(start), elongation(end)
    for angle, name in PRINCIPAL.items():
        if (angle - first) % 360 <= (last - first) % 360:
            return name
    return NAMES[2 * int(first // 90) + 1]


def next_time(angle: float, after: datetime) -> datetime:
    """When the moon next stands at this elongation, to the minute."""
    found = after + timedelta(days=(angle - elongation(after)) % 360 / 360 * MONTH)
    for _ in range(6):
        off = (angle - elongation(found) + 180) % 360 - 180
        found += timedelta(days=off / 360 * MONTH)
    return found if found >= after else next_time(angle, after + timedelta(days=1))
