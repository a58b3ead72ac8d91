"""A weekday and a date that are said of one day: "Sunday, November 29" must be one in the calendar."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from validation.grounds import Grounds
from validation.moments import WEEKDAYS, stated
from validation.types import Claim

_ONE = re.compile(r"[\s,(]*(?:(?:is|falls on|ist|fällt auf|the|on|den|der|dem|am)\b[\s,]*)*", re.IGNORECASE)


def paired(sentence: str, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """(weekday, date) where nothing but small words stands between the two."""
    for first, second in pairwise(claim for claim in claims if claim.kind == "date"):
        day, date = (first, second) if first.unit == "weekday" else (second, first)
        if day.unit == "weekday" and date.unit == "" and _ONE.fullmatch(sentence, first.end, second.start):
            yield day, date


def falls_on(day: Claim, date: Claim, known: Grounds) -> bool:
    """Is it that weekday, in the year that is said or in one of the evidence? So is what cannot be told."""
    value = str(date.value)
    years = {first.year for first, _ in known.spans} if value.startswith("--") else {0}
    days = [stated(f"{year}{value[1:]}" if year else value) for year in years]
    found = [each for each in days if each is not None]
    return not found or any(WEEKDAYS[each.weekday()] == day.value for each in found)
