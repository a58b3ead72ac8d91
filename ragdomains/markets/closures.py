"""On which days an exchange does not trade, or only half the day, by the rules that the exchanges publish.

A day that is closed for another reason (a state funeral, a storm) is not known to any rule.
"""

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta

from ragdomains.holidays import easter, nth

Closures = Mapping[date, str]


def american(year: int) -> Closures:
    """New York: a holiday on a Sunday is kept on Monday, on a Saturday on Friday, but for New Year's Day."""
    new_year = date(year, 1, 1)
    days = {
        new_year + timedelta(days=new_year.weekday() == 6): "New Year's Day",
        nth(year, 1, 0, 3): "Martin Luther King Day",
        nth(year, 2, 0, 3): "Presidents' Day",
        easter(year) - timedelta(days=2): "Good Friday",
        nth(year, 5, 0, -1): "Memorial Day",
        kept(date(year, 6, 19)): "Juneteenth",
        kept(date(year, 7, 4)): "Independence Day",
        nth(year, 9, 0, 1): "Labor Day",
        nth(year, 11, 3, 4): "Thanksgiving",
        kept(date(year, 12, 25)): "Christmas Day",
    }
    return {day: name for day, name in days.items() if day.weekday() < 5}


def british(year: int) -> Closures:
    """London: the bank holidays of England; one on a weekend is kept on the next working day."""
    christmas = [date(year, 12, 25), date(year, 12, 26)]
    moved = [day for day in (date(year, 12, 27), date(year, 12, 28)) if day.weekday() < 5]
    free = [day for day in christmas if day.weekday() < 5]
    free += moved[: 2 - len(free)]
    new_year = date(year, 1, 1)
    return {
        new_year + timedelta(days=max(0, 7 - new_year.weekday()) if new_year.weekday() > 4 else 0): "New Year's Day",
        **easter_days(year),
        nth(year, 5, 0, 1): "the bank holiday",
        nth(year, 5, 0, -1): "the bank holiday",
        nth(year, 8, 0, -1): "the bank holiday",
        **dict.fromkeys(free, "Christmas"),
    }


def continental(year: int) -> Closures:
    """Euronext, Milan and Madrid."""
    return {
        date(year, 1, 1): "New Year's Day",
        **easter_days(year),
        date(year, 5, 1): "May Day",
        date(year, 12, 25): "Christmas Day",
        date(year, 12, 26): "Boxing Day",
    }


def german(year: int) -> Closures:
    """Frankfurt and Xetra."""
    return {
        **continental(year),
        date(year, 12, 24): "Christmas Eve",
        date(year, 12, 31): "New Year's Eve",
    }


def swiss(year: int) -> Closures:
    """Zurich."""
    sunday = easter(year)
    return {
        **german(year),
        date(year, 1, 2): "the bank holiday",
        sunday + timedelta(days=39): "Ascension Day",
        sunday + timedelta(days=50): "Whit Monday",
        date(year, 8, 1): "the national holiday",
    }


def easter_days(year: int) -> dict[date, str]:
    sunday = easter(year)
    return {sunday - timedelta(days=2): "Good Friday", sunday + timedelta(days=1): "Easter Monday"}


def kept(day: date) -> date:
    """The working day on which a holiday of the weekend is kept."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


CALENDARS: Mapping[str, Callable[[int], Closures]] = {
    "american": american,
    "british": british,
    "continental": continental,
    "german": german,
    "swiss": swiss,
}


def closure(calendar: str, day: date) -> str:
    """Why there is no trade on a working day; "" where there is, or where the holidays are not known."""
    rule = CALENDARS.get(calendar)
    return rule(day.year).get(day, "") if rule else ""


def early_close(calendar: str, day: date) -> time | None:
    """When a half day ends: around Christmas, and in New York before Independence Day and after Thanksgiving."""
    if calendar == "american":
        half = {date(day.year, 7, 3), nth(day.year, 11, 3, 4) + timedelta(days=1), date(day.year, 12, 24)}
        return time(13) if day in half and not closure(calendar, day) else None
    if calendar in {"british", "continental"} and (day.month, day.day) in {(12, 24), (12, 31)}:
        return time(12, 30) if calendar == "british" else time(14, 5)
    return None
