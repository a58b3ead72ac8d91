"""Dates in questions, and the dates of holidays."""

from datetime import date

import pytest

from ragdomains.dates import Frame, find_dates
from ragdomains.holidays import HOLIDAYS, advent, easter, nth

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("24 December", date(2026, 12, 24), ""),
        ("December the 24th, 2027", date(2027, 12, 24), ""),
        ("the twenty fourth of december", date(2026, 12, 24), ""),
        ("march sixth", date(2027, 3, 6), ""),
        ("2026-12-24", date(2026, 12, 24), ""),
        ("24.12.", date(2026, 12, 24), ""),
        ("24.12.1999", date(1999, 12, 24), ""),
        ("12/24", date(2026, 12, 24), ""),
        ("29 february", date(2028, 2, 29), ""),
        ("21 november", TODAY, ""),
        ("the day after tomorrow", date(2026, 11, 23), "the day after tomorrow"),
        ("in two weeks", date(2026, 12, 5), "in 2 weeks"),
        ("3 months from now", date(2027, 2, 21), "in 3 months"),
        ("a year ago", date(2025, 11, 21), "1 year ago"),
        ("next friday", date(2026, 11, 27), "next Friday"),
        ("friday", date(2026, 11, 27), "Friday"),
        ("last monday", date(2026, 11, 16), "last Monday"),
        ("saturday", TODAY, "Saturday"),
        ("the third monday of may", date(2027, 5, 17), ""),
        ("last friday of next month", date(2026, 12, 25), ""),
        ("the 15th", date(2026, 12, 15), ""),
        ("until march", date(2027, 3, 1), ""),
        ("end of the month", date(2026, 11, 30), "the end of the month"),
        ("New Year’s Eve", date(2026, 12, 31), "New Year's Eve"),
        ("fourth of july", date(2027, 7, 4), "Independence Day"),
        ("a week from friday", date(2026, 12, 4), ""),
        ("two weeks on tuesday", date(2026, 12, 8), ""),
        ("three days after next sunday", date(2026, 12, 2), ""),
        ("wednesday week", date(2026, 12, 2), ""),
        ("easter 2030", date(2030, 4, 21), "Easter Sunday"),
    ],
)
def test_a_date_is_found(text: str, day: date, name: str) -> None:
    found = find_dates(text, Frame(TODAY))
    assert [(one.day, one.name) for one in found] == [(day, name)]


@pytest.mark.parametrize(
    "text",
    ["", "31 february", "2026-13-01", "how long may it take", "in 99999 years", "the 32nd", "12", "99/99", "0/0"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_dates(text, Frame(TODAY)) == []


def test_dates_stand_in_their_order() -> None:
    found = find_dates("between 5 april and 1 march", Frame(TODAY))
    assert [one.day for one in found] == [date(2027, 4, 5), date(2027, 3, 1)]


@pytest.mark.parametrize(("us", "day"), [(True, date(2027, 3, 4)), (False, date(2027, 4, 3))])
def test_slashes_are_read_as_at_home(us: bool, day: date) -> None:
    assert find_dates("3/4", Frame(TODAY, us=us))[0].day == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("since christmas", date(2025, 12, 25)), ("since 1 may", date(2026, 5, 1)), ("since friday", date(2026, 11, 20))],
)
def test_what_lies_behind_is_looked_for_behind(text: str, day: date) -> None:
    assert find_dates(text, Frame(TODAY, past=True))[0].day == day


def test_easter_is_that_of_the_published_tables() -> None:
    known = {1961: (4, 2), 2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2024: (3, 31), 2026: (4, 5), 2038: (4, 25)}
    assert {year: (easter(year).month, easter(year).day) for year in known} == known


def test_the_nth_weekday_is_counted_from_either_end() -> None:
    assert (nth(2026, 11, 3, 4), nth(2026, 5, 0, -1), nth(2026, 12, 3, -1)) == (
        date(2026, 11, 26),
        date(2026, 5, 25),
        date(2026, 12, 31),
    )
    with pytest.raises(ValueError, match="day"):
        nth(2026, 11, 0, 6)


@pytest.mark.parametrize(("year", "day"), [(2022, 27), (2023, 3), (2026, 29)])
def test_advent_begins_on_the_fourth_sunday_before_christmas(year: int, day: int) -> None:
    assert (advent(year).day, advent(year).weekday()) == (day, 6)


@pytest.mark.parametrize("name", [name for _, _, names in HOLIDAYS for name in names.split("|")])
def test_every_holiday_is_found_by_each_of_its_names(name: str) -> None:
    wanted = next(title for title, _, names in HOLIDAYS if name in names.split("|"))
    assert [one.name for one in find_dates(f"when is {name}", Frame(TODAY))] == [wanted]
