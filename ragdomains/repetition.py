"""How often an event takes place, in words (RFC 5545, 3.3.10)."""

from collections.abc import Mapping, Sequence
from datetime import date

from icalendar import vRecur

from ragdomains.languages import ENGLISH

FREQUENCIES = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year", "HOURLY": "hour"}
DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), ENGLISH.weekdays, strict=True))
PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}
Parts = Mapping[str, Sequence[object]]


def said(rule: vRecur) -> str:
    """ "every 2 weeks on Monday and Thursday until 3 March 2027"; "" for a rule by the minute, or none at all."""
    parts: Parts = {name.upper(): list(values) for name, values in rule.items()}
    unit = FREQUENCIES.get(str(only(parts, "FREQ")).upper())
    if unit is None:
        return ""
    interval = only(parts, "INTERVAL")
    often = f"every {interval} {unit}s" if isinstance(interval, int) and interval > 1 else f"every {unit}"
    found = [often, *months(parts), *days(parts), *end(parts)]
    return " ".join(found)


def only(parts: Parts, name: str) -> object:
    return next(iter(parts.get(name, ())), "")


def months(parts: Parts) -> list[str]:
    numbers = [int(str(value)) for value in parts.get("BYMONTH", ()) if str(value).isdigit()]
    names = [ENGLISH.months[number - 1] for number in numbers if 1 <= number <= 12]
    return [f"in {listed(names)}"] if names else []


def days(parts: Parts) -> list[str]:
    """Days of the week with their place in the month, or days of the month."""
    place = only(parts, "BYSETPOS")
    names = [named for value in parts.get("BYDAY", ()) if (named := weekday(str(value)))]
    if names:
        first = f"the {PLACES[place]} " if isinstance(place, int) and place in PLACES else ""
        return [f"on {first}{listed(names, 'or' if first else 'and')}"]
    numbers = [str(value) for value in parts.get("BYMONTHDAY", ())]
    return [f"on day {listed(numbers)} of the month".replace("day -1 of", "the last day of")] if numbers else []


def weekday(value: str) -> str:
    """MO is Monday, 2MO the second Monday, -1FR the last Friday."""
    number, code = value[:-2], value[-2:].upper()
    if code not in DAYS or not number:
        return DAYS.get(code, "")
    place = PLACES.get(int(number)) if number.lstrip("+-").isdigit() else None
    return f"the {place} {DAYS[code]}" if place else DAYS[code]


def end(parts: Parts) -> list[str]:
    until, count = only(parts, "UNTIL"), only(parts, "COUNT")
    if isinstance(until, date):
        return [f"until {until.day} {ENGLISH.months[until.month - 1]} {until.year}"]
    return [f"{count} times"] if isinstance(count, int) else []


def listed(names: Sequence[str], last: str = "and") -> str:
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)
