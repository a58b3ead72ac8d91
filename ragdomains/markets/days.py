"""Which day a question about a price means: "on Friday" in the past tense is the last Friday, not the next."""

import re
from datetime import date, timedelta

from ragdomains.types import Lookup

PAST = re.compile(
    r"\b(was|were|did|has|have|since|closed|closing|close|last|ended|finish|finished|war|waren|schloss|hat|seit|letzten"
    r"|gestiegen|gefallen)\b"
)
WEEKDAY = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b"
)
YEAR = re.compile(r"\b\d{4}\b")


def day_meant(lookup: Lookup) -> date | None:
    """The first of the days that are asked about; None for now."""
    if lookup.days is None:
        return None
    day, said = lookup.days.first, lookup.days.said.casefold()
    if day <= lookup.now.date() or not PAST.search(lookup.text.casefold()):
        return day
    if WEEKDAY.search(said):
        return day - timedelta(days=7)
    named = re.search(r"\d", said) and not YEAR.search(said) and (day.month, day.day) != (2, 29)
    return day.replace(year=day.year - 1) if named else day


def before_this(lookup: Lookup) -> date | None:
    """The day before this week, or this month, where the question names one."""
    text, today = lookup.text.casefold(), lookup.now.date()
    if re.search(r"\b(this week|diese woche)\b", text):
        return today - timedelta(days=today.weekday() + 1)
    if re.search(r"\b(this month|diesen monat)\b", text):
        return today.replace(day=1) - timedelta(days=1)
    return None
