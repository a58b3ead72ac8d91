"""Counts the days of one rule of repetition, and stops where they are no longer of interest (RFC 5545, 3.3.10)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice

from dateutil.rrule import rrulestr
from icalendar import vRecur

from ragdomains.event_properties import When, wall

MOST = 40_000  # instances that are counted through: every day for a century
# What only leaves days out, by how often a rule repeats. It is looked at here, behind the counting: dateutil tries a
# rule that never fits a day ("daily, on 30 February") until the year 9999, which takes half a minute.
LEAVES_OUT: Mapping[str, frozenset[str]] = {
    "HOURLY": frozenset({"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY", "BYHOUR"}),
    "DAILY": frozenset({"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY"}),
    "WEEKLY": frozenset({"BYMONTH", "BYMONTHDAY", "BYYEARDAY"}),
    "MONTHLY": frozenset({"BYMONTH", "BYYEARDAY"}),
    "YEARLY": frozenset(),
}
COUNTED = {"COUNT", "UNTIL"}
OFTEN = {"HOURLY", "DAILY", "WEEKLY"}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Parts = Mapping[str, Sequence[object]]


def counted(rule: vRecur, first: When, zone: tzinfo, high: datetime) -> Iterator[datetime]:
    """What a rule gives up to `high`, as the clock of the zone shows it.

    Nothing for a rule by the minute or second, and for a set position within a week: no calendar has them, and they
    could be counted for ever. Raises ValueError for a rule that cannot be read.
    """
    parts: Parts = {name.upper(): list(values) for name, values in rule.items()}
    often = str((parts.get("FREQ") or [""])[0]).upper()
    if often not in LEAVES_OUT or (often in OFTEN and "BYSETPOS" in parts):
        return iter(())
    limits = {name: values for name, values in parts.items() if name in LEAVES_OUT[often]}
    kept = {name: values for name, values in parts.items() if name not in {*COUNTED, *limits}}
    if often != "YEARLY":
        kept.pop("BYWEEKNO", None)  # has a meaning in a year only
    ends = [last_of(each, first, zone) for each in parts.get("UNTIL", ()) if isinstance(each, date)]
    text = ";".join(f"{name}={','.join(str(value) for value in values)}" for name, values in kept.items())
    repeated = rrulestr(text, dtstart=wall(first, zone)).replace(until=min([high, *ends]))
    count = next((each for each in parts.get("COUNT", ()) if isinstance(each, int)), MOST)
    return islice((each for each in islice(repeated, MOST) if fits(each, limits)), count)


def last_of(until: When, first: When, zone: tzinfo) -> datetime:
    """UNTIL as the clock of the zone shows it; a date includes its whole day."""
    if isinstance(until, datetime) and isinstance(first, datetime):
        return wall(until, zone)
    return datetime.combine(until, time.max)


def fits(moment: datetime, limits: Parts) -> bool:
    return all(positions(moment, name) & {str(value).lstrip("+") for value in limits[name]} for name in limits)


def positions(moment: datetime, name: str) -> set[str]:
    """By which values a part of a rule may mean this moment; days are counted from the end, too."""
    if name == "BYMONTH":
        return {f"{moment.month}"}
    if name == "BYHOUR":
        return {f"{moment.hour}"}
    if name == "BYDAY":
        return {WEEKDAYS[moment.weekday()]}
    following = (moment.replace(day=1) + timedelta(days=31)).replace(day=1)
    if name == "BYMONTHDAY":
        return {f"{moment.day}", f"{moment.day - 1 - (following - timedelta(days=1)).day}"}
    year = (date(moment.year, 12, 31) - date(moment.year, 1, 1)).days + 1
    day = moment.timetuple().tm_yday
    return {f"{day}", f"{day - 1 - year}"}
