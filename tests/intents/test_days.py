"""Days and times of day are found as they are meant."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.days import find_days
from intents.gate import without_looks
from intents.times import find_times

NOW = datetime(2026, 3, 11, 15, 0, tzinfo=ZoneInfo("Europe/Oslo"))  # a Wednesday
D = date


@pytest.mark.parametrize(
    ("text", "first", "last", "part"),
    [
        ("from monday to wednesday", D(2026, 3, 16), D(2026, 3, 18), ""),
        ("between friday and sunday", D(2026, 3, 13), D(2026, 3, 15), ""),
        ("next month", D(2026, 4, 1), D(2026, 4, 30), ""),
        ("this month", D(2026, 3, 11), D(2026, 3, 31), ""),
        ("last month", D(2026, 2, 1), D(2026, 2, 28), ""),
        ("this year", D(2026, 3, 11), D(2026, 12, 31), ""),
        ("last year", D(2025, 1, 1), D(2025, 12, 31), ""),
        ("in july", D(2026, 7, 1), D(2026, 7, 31), ""),
        ("in february", D(2027, 2, 1), D(2027, 2, 28), ""),
        ("in december 2030", D(2030, 12, 1), D(2030, 12, 31), ""),
        ("a week from friday", D(2026, 3, 20), D(2026, 3, 20), ""),
        ("two weeks on tuesday", D(2026, 3, 31), D(2026, 3, 31), ""),
        ("saturday week", D(2026, 3, 21), D(2026, 3, 21), ""),
        ("saturday fortnight", D(2026, 3, 28), D(2026, 3, 28), ""),
        ("in a fortnight", D(2026, 3, 25), D(2026, 3, 25), ""),
        ("two weeks today", D(2026, 3, 25), D(2026, 3, 25), ""),
        ("a week tomorrow", D(2026, 3, 19), D(2026, 3, 19), ""),
        ("sunday after next", D(2026, 3, 22), D(2026, 3, 22), ""),
        ("tuesday next week", D(2026, 3, 17), D(2026, 3, 17), ""),
        ("next week on friday", D(2026, 3, 20), D(2026, 3, 20), ""),
        ("tonite", D(2026, 3, 11), D(2026, 3, 11), "night"),
        ("this arvo", D(2026, 3, 11), D(2026, 3, 11), "afternoon"),
        ("three days ago", D(2026, 3, 8), D(2026, 3, 8), ""),
        ("two weeks ago", D(2026, 2, 25), D(2026, 2, 25), ""),
        ("in a week", D(2026, 3, 18), D(2026, 3, 18), ""),
        ("for the next two weeks", D(2026, 3, 11), D(2026, 3, 24), ""),
        ("over the last 3 days", D(2026, 3, 9), D(2026, 3, 11), ""),
        ("the weekend after next", D(2026, 3, 28), D(2026, 3, 29), ""),
        ("last wknd", D(2026, 3, 7), D(2026, 3, 8), ""),
        ("last weekend", D(2026, 3, 7), D(2026, 3, 8), ""),
        ("tomorrow night", D(2026, 3, 12), D(2026, 3, 12), "night"),
        ("last night", D(2026, 3, 10), D(2026, 3, 10), "night"),
        ("easter", D(2026, 4, 5), D(2026, 4, 5), ""),
        ("thanksgiving", D(2026, 11, 26), D(2026, 11, 26), ""),
        ("new year's eve", D(2026, 12, 31), D(2026, 12, 31), ""),
        ("12/24", D(2026, 12, 24), D(2026, 12, 24), ""),
        ("24/12/2027", D(2027, 12, 24), D(2027, 12, 24), ""),
        ("the rest of the week", D(2026, 3, 11), D(2026, 3, 15), ""),
        ("in half an hour", D(2026, 3, 11), D(2026, 3, 11), "afternoon"),
        ("the morning of march 20", D(2026, 3, 20), D(2026, 3, 20), "morning"),
    ],
)
def test_days_are_found(text: str, first: date, last: date, part: str) -> None:
    found = find_days(text, NOW)
    assert found is not None
    assert (found.days.first, found.days.last, found.days.part) == (first, last, part)


@pytest.mark.parametrize(
    ("text", "day", "times"),
    [
        ("next friday at 7", D(2026, 3, 20), ("07:00",)),
        ("tonight at 8", D(2026, 3, 11), ("20:00",)),
        ("friday at 8 pm", D(2026, 3, 13), ("20:00",)),
        ("at 6:30 tomorrow", D(2026, 3, 12), ("06:30",)),
        ("half past seven on monday", D(2026, 3, 16), ("07:30",)),
        ("an alarm for half seven on monday", D(2026, 3, 16), ("07:30",)),
        ("an alarm for six forty five on monday", D(2026, 3, 16), ("06:45",)),
        ("an alarm for seven on monday", D(2026, 3, 16), ("07:00",)),
        ("quarter to 9 tomorrow evening", D(2026, 3, 12), ("20:45",)),
        ("from 3 to 5 pm on thursday", D(2026, 3, 12), ("15:00", "17:00")),
        ("11 to 1 pm tomorrow", D(2026, 3, 12), ("11:00", "13:00")),
        ("in two hours", D(2026, 3, 11), ("17:00",)),
        ("in 20 minutes", D(2026, 3, 11), ("15:20",)),
        ("in half an hour", D(2026, 3, 11), ("15:30",)),
        ("at 10 pm", D(2026, 3, 11), ("22:00",)),
        ("at 7 am", D(2026, 3, 12), ("07:00",)),
        ("wake me at 7", D(2026, 3, 11), ("19:00",)),
        ("at 19:45", D(2026, 3, 11), ("19:45",)),
        ("five o'clock", D(2026, 3, 11), ("17:00",)),
        ("12 am tomorrow", D(2026, 3, 12), ("00:00",)),
        ("at noon tomorrow", D(2026, 3, 12), ("12:00",)),
    ],
)
def test_times_are_found(text: str, day: date, times: tuple[str, ...]) -> None:
    found = find_days(text, NOW)
    assert found is not None
    assert (found.days.first, found.times) == (day, times)


@pytest.mark.parametrize(
    "text",
    [
        "the christmas market",
        "may i ask",
        "set it to 7",
        "at 40 percent",
        "turn it to 20 degrees",
        "flight 482",
        "25:61",
        "13 pm",
        "in december 99999",
        "31/31",
        "second to none",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert find_days(text, NOW) is None


def test_two_hours_before_midnight_are_the_next_day() -> None:
    found = find_days("in two hours", NOW.replace(hour=23))
    assert found is not None
    assert (found.days.first, found.times) == (D(2026, 3, 12), ("01:00",))


def test_a_gate_leaves_out_only_what_looks_around() -> None:
    assert without_looks(r"(?<!\w)a(?= b(?:c|d)[)(])e\(f(?!g)") == r"ae\(f"


PIECES = (
    "in",
    "on",
    "at",
    "7",
    "pm",
    "24th",
    "may",
    "next",
    "week",
    ":",
    "to",
    "half past",
    "of",
    "sunday",
    "99999",
    "/",
    "0",
)


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=80), st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join)
    )
)
def test_it_never_raises(text: str) -> None:
    low = text.lower()
    assert find_days(low, NOW) == find_days(low, NOW)
    assert all(0 <= each.start < each.end <= len(low) for each in find_times(low))
