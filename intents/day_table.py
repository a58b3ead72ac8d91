"""What a language's table of days and times holds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

Dating = Callable[[int], date]


@dataclass(frozen=True, slots=True)
class DayWords:
    """How a language names days and times. A row of `patterns` is an expression in lower case and the name of its
    reader in `days.py`; its groups are which, weekday, day, month, year, number, unit, part, word, name."""

    weekdays: tuple[str, ...]  # Monday first; a name may be cut to three letters
    months: tuple[str, ...]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    which: Mapping[str, int]  # next is 1, last is -1, this is 0
    relative: Mapping[str, int]  # days from today
    units: Mapping[str, str]  # minute, hour, day, week, month, year by the first letters of a word
    parts: Mapping[str, str]  # morning, afternoon, evening, night, by what is said
    holidays: Mapping[str, Dating]
    patterns: tuple[tuple[str, str], ...]
    joins: str  # between the two ends of a range
    part_after: str
    part_before: str
    part_alone: str
    times: tuple[tuple[str, str], ...]  # expressions of a time of day and their readers in `times.py`
    minutes: Mapping[str, int]  # half, quarter: what comes past or before the hour
    afternoon: frozenset[str]  # am or pm: the half of the day
    lead: str  # what may stand between a day and its time
    rests: tuple[str, ...]  # long words for days that stand in `patterns` alone
    before_part: frozenset[str] = frozenset()  # what may stand before a part without "the"; any word where it is empty


def any_of(names: Mapping[str, object] | tuple[str, ...]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))
