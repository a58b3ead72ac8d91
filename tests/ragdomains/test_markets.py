"""When the exchanges trade: holidays, half days, lunch, and which exchange a symbol or a question means."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from ragdomains.markets.closures import american, british, closure, early_close
from ragdomains.markets.exchanges import EXCHANGES, code_of, named
from ragdomains.markets.sessions import state


def test_the_holidays_of_new_york_are_those_that_it_published() -> None:
    """https://www.nyse.com/markets/hours-calendars"""
    assert sorted(american(2026)) == [
        date(2026, month, day)
        for month, day in ((1, 1), (1, 19), (2, 16), (4, 3), (5, 25), (6, 19), (7, 3), (9, 7), (11, 26), (12, 25))
    ]
    assert date(2021, 12, 31) not in american(2021) and date(2022, 1, 1) not in american(2022)
    assert american(2023)[date(2023, 1, 2)] == "New Year's Day"
    assert american(2027)[date(2027, 6, 18)] == "Juneteenth"


def test_the_holidays_of_london_move_to_the_next_working_day() -> None:
    """https://www.gov.uk/bank-holidays"""
    assert {date(2026, 12, 25), date(2026, 12, 28)} < set(british(2026))
    assert {date(2027, 12, 27), date(2027, 12, 28)} < set(british(2027))
    assert {date(2022, 12, 26), date(2022, 12, 27)} < set(british(2022))
    assert date(2028, 1, 3) in british(2028)
    assert date(2026, 4, 6) in british(2026)


@pytest.mark.parametrize(
    ("calendar", "day", "ends"),
    [
        ("american", date(2026, 11, 27), time(13)),
        ("american", date(2026, 12, 24), time(13)),
        ("american", date(2026, 7, 3), None),  # closed, for Independence Day is a Saturday
        ("american", date(2025, 7, 3), time(13)),
        ("british", date(2026, 12, 24), time(12, 30)),
        ("continental", date(2026, 12, 31), time(14, 5)),
        ("german", date(2026, 12, 23), None),
    ],
)
def test_half_days_end_early(calendar: str, day: date, ends: time | None) -> None:
    assert early_close(calendar, day) == ends


@pytest.mark.parametrize(
    ("calendar", "day", "reason"),
    [
        ("german", date(2026, 12, 31), "New Year's Eve"),
        ("continental", date(2026, 12, 31), ""),
        ("swiss", date(2026, 5, 14), "Ascension Day"),
        ("", date(2026, 12, 25), ""),
    ],
)
def test_each_calendar_has_its_own_days(calendar: str, day: date, reason: str) -> None:
    assert closure(calendar, day) == reason


def test_an_exchange_is_closed_from_the_second_of_its_close_on() -> None:
    zone = ZoneInfo("America/New_York")
    assert state(EXCHANGES["US"], datetime(2026, 11, 20, 15, 59, 59, tzinfo=zone)).open
    after = state(EXCHANGES["US"], datetime(2026, 11, 20, 16, tzinfo=zone))
    assert (after.open, after.until) == (False, datetime(2026, 11, 23, 9, 30, tzinfo=zone))
    assert state(EXCHANGES["US"], datetime(2026, 11, 20, 9, 30, tzinfo=zone)).open


def test_every_exchange_opens_again_at_any_time_of_the_year() -> None:
    for exchange in EXCHANGES.values():
        for month in range(1, 13):
            for day in (1, 8, 15, 24, 26):
                now = datetime(2026, month, day, 12, tzinfo=ZoneInfo("UTC"))
                assert state(exchange, now).until > now


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("AAPL", "US"),
        ("BRK.B", "US"),
        ("SHEL.L", "L"),
        ("7203.T", "T"),
        ("RCI-B.TO", "TO"),
        ("PETR4.SA", ""),
        ("^GDAXI", "DE"),
        ("GC=F", ""),
        ("BTC-USD", ""),
        ("", ""),
    ],
)
def test_a_symbol_says_its_exchange(symbol: str, code: str) -> None:
    assert code_of(symbol) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("when does the London Stock Exchange open", "L"),
        ("is wall street open", "US"),
        ("trading hours in Tokyo", "T"),
        ("ist die Börse in Wien offen", "VI"),
        ("is the market open", ""),
    ],
)
def test_a_question_names_its_exchange(text: str, code: str) -> None:
    assert named(text) == code
