"""When events take place, by RFC 5545: rules, exceptions, moved and cancelled instances, zones, whole days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ragdomains.addresses import Address, Fetched
from ragdomains.occasions import Occasion, begins
from ragdomains.providers.icalendar.reading import read_all
from ragdomains.providers.icalendar.repeating import Window
from tests.answering import fixture

OSLO = ZoneInfo("Europe/Oslo")
TODAY = date(2026, 11, 21)


def calendar(*lines: str) -> bytes:
    """One event with these lines; `|` begins another one."""
    events = "\r\n".join(lines).split("|")
    bodies = [f"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:X\r\n{body.strip()}\r\nEND:VEVENT" for body in events]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *bodies, "END:VCALENDAR", ""]).encode()


def occasions(body: bytes, first: date, last: date, zone: ZoneInfo = OSLO) -> list[Occasion]:
    start = datetime(first.year, first.month, first.day, tzinfo=zone)
    end = datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    return read_all([Fetched(Address("", ""), body)], Window(start, end, zone))[0]


def times(body: bytes, first: date = date(2026, 11, 1), last: date = date(2026, 12, 31)) -> list[str]:
    return [f"{begins(each, OSLO):%m-%d %H:%M}" for each in occasions(body, first, last)]


WEEKLY = ("DTSTART;TZID=Europe/Oslo:20261102T180000", "DURATION:PT1H")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3"), ["11-02 18:00", "11-09 18:00", "11-16 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=WEEKLY;UNTIL=20261116T170000Z"), ["11-02 18:00", "11-09 18:00", "11-16 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=WEEKLY;UNTIL=20261116T165959Z"), ["11-02 18:00", "11-09 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=WEEKLY;UNTIL=20261109"), ["11-02 18:00", "11-09 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Oslo:20261109T180000"),
         ["11-02 18:00", "11-16 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261109T170000Z,20261116T170000Z"), ["11-02 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20261109", "EXDATE;VALUE=DATE:20261116"),
         ["11-02 18:00"]),
        ((*WEEKLY, "RDATE;TZID=Europe/Oslo:20261105T070000"), ["11-02 18:00", "11-05 07:00"]),
        ((*WEEKLY, "RDATE;VALUE=PERIOD:20261105T060000Z/PT1H"), ["11-02 18:00", "11-05 07:00"]),
        ((*WEEKLY, "RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=2"), ["11-02 18:00", "12-07 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=2"), ["11-02 18:00", "11-27 18:00", "12-25 18:00"]),
        (("DTSTART:20261102T170000", "RRULE:FREQ=DAILY;INTERVAL=10;COUNT=2"), ["11-02 17:00", "11-12 17:00"]),
        (("DTSTART;TZID=Nowhere/Land:20261102T170000", ), ["11-02 17:00"]),
        (("DTSTART;TZID=America/New_York:20261102T120000", "RRULE:FREQ=WEEKLY;COUNT=2"),
         ["11-02 18:00", "11-09 18:00"]),
        (("DTSTART;VALUE=DATE:20261102", "RRULE:FREQ=WEEKLY;UNTIL=20261116", "EXDATE;VALUE=DATE:20261109"),
         ["11-02 00:00", "11-16 00:00"]),
        (("DTSTART;VALUE=DATE:20261102", "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20261109T000000"), ["11-02 00:00"]),
        ((*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=2", "STATUS:CANCELLED"), []),
        ((*WEEKLY, "RRULE:FREQ=NEVER"), ["11-02 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=SECONDLY"), ["11-02 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=DAILY;BYMONTH=11;BYDAY=MO,TU;COUNT=3"), ["11-02 18:00", "11-03 18:00", "11-09 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=DAILY;BYMONTHDAY=-1,2"), ["11-02 18:00", "11-30 18:00", "12-02 18:00", "12-31 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=DAILY;BYYEARDAY=-1,+306"), ["11-02 18:00", "12-31 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=WEEKLY;BYMONTH=12;BYDAY=WE;COUNT=2"), ["11-02 18:00", "12-02 18:00", "12-09 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=HOURLY;INTERVAL=8;BYHOUR=2,18;COUNT=3"), ["11-02 18:00", "11-03 02:00", "11-03 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2"),
         ["11-02 18:00", "11-30 18:00", "12-31 18:00"]),
        ((*WEEKLY, "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"), ["11-02 18:00", "11-26 18:00"]),
        (("DTSTART:99991231T235959Z", "RRULE:FREQ=DAILY"), []),
        (("DTSTART:00010101T000000", ), []),
    ],
)  # fmt: skip
def test_a_rule_gives_its_days(lines: tuple[str, ...], expected: list[str]) -> None:
    assert times(calendar(*lines)) == expected


@pytest.mark.parametrize(
    ("start", "changed", "more", "expected"),
    [
        ("20261110T120000", ";TZID=Europe/Oslo:20261109T180000", "",
         ["11-02 18:00", "11-10 12:00", "11-16 18:00", "11-23 18:00"]),
        ("20261110T120000", ":20261109T170000Z", "", ["11-02 18:00", "11-10 12:00", "11-16 18:00", "11-23 18:00"]),
        ("20261109T180000", ":20261109T170000Z", "STATUS:CANCELLED", ["11-02 18:00", "11-16 18:00", "11-23 18:00"]),
        ("20261110T190000", ";RANGE=THISANDFUTURE:20261109T170000Z", "",
         ["11-02 18:00", "11-10 19:00", "11-17 19:00", "11-24 19:00"]),
        # moved into the days that are asked about, from far away
        ("20261110T120000", ";TZID=Europe/Oslo:20270109T180000", "",
         ["11-02 18:00", "11-09 18:00", "11-10 12:00", "11-16 18:00", "11-23 18:00"]),
    ],
)  # fmt: skip
def test_an_instance_may_be_moved_or_cancelled(start: str, changed: str, more: str, expected: list[str]) -> None:
    body = calendar(
        *WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", f"|DTSTART;TZID=Europe/Oslo:{start}", f"RECURRENCE-ID{changed}", more
    )
    assert times(body) == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3",
        "FREQ=WEEKLY;BYMONTH=13",
        "FREQ=MONTHLY;BYSETPOS=300;BYDAY=MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=100000000",
    ],
)
def test_a_rule_that_never_fits_is_not_tried_for_ever(rule: str) -> None:
    began = datetime.now()
    assert times(calendar(*WEEKLY, f"RRULE:{rule}")) == ["11-02 18:00"]
    assert (datetime.now() - began).total_seconds() < 15


def test_an_instance_that_is_moved_away_does_not_stay() -> None:
    body = calendar(*WEEKLY, "RRULE:FREQ=WEEKLY", "|DTSTART:20270301T100000Z", "RECURRENCE-ID:20261109T170000Z")
    assert times(body, date(2026, 11, 9), date(2026, 11, 9)) == []


def test_the_last_revision_of_an_event_counts() -> None:
    body = calendar("DTSTART:20261102T100000Z", "SEQUENCE:2", "|DTSTART:20261103T100000Z", "SEQUENCE:1")
    assert times(body) == ["11-02 11:00"]


def test_a_series_keeps_its_time_on_the_clock_when_the_clock_is_changed() -> None:
    body = calendar("DTSTART;TZID=Europe/Oslo:20261023T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4")
    found = occasions(body, date(2026, 10, 23), date(2026, 10, 27))
    assert [f"{each.start:%d %H:%M %z}" for each in found] == [
        "23 09:00 +0200", "24 09:00 +0200", "25 09:00 +0100", "26 09:00 +0100",
    ]  # fmt: skip


def test_a_time_that_the_spring_skips_is_an_hour_later() -> None:
    body = calendar("DTSTART;TZID=Europe/Oslo:20260328T023000", "RRULE:FREQ=DAILY;COUNT=2")
    found = occasions(body, date(2026, 3, 28), date(2026, 3, 29))
    assert [f"{each.start:%d %H:%M}" for each in found] == ["28 02:30", "29 03:30"]


def test_a_night_over_the_change_lasts_as_long_as_it_says() -> None:
    body = calendar("DTSTART;TZID=Europe/Oslo:20261024T220000", "DTEND;TZID=Europe/Oslo:20261025T060000")
    end = occasions(body, date(2026, 10, 24), date(2026, 10, 24))[0].end
    assert f"{end:%d %H:%M %z}" == "25 06:00 +0100"


OWN_ZONE = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:19701101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700308T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:1
SUMMARY:X
DTSTART;TZID=Customized Time Zone:20261030T120000
DTEND;TZID=Customized Time Zone:20261030T130000
RRULE:FREQ=WEEKLY;COUNT=2
END:VEVENT
END:VCALENDAR
"""


def test_a_zone_of_the_calendars_own_is_understood() -> None:
    assert times(OWN_ZONE.encode(), date(2026, 10, 25), date(2026, 11, 30)) == ["10-30 17:00", "11-06 18:00"]


def test_a_windows_zone_is_understood() -> None:
    found = occasions(fixture("icalendar/work.ics"), date(2026, 11, 23), date(2026, 11, 23))
    assert [(each.name, f"{begins(each, OSLO):%H:%M}") for each in found] == [("Stand-up with the team", "09:30")]


@pytest.mark.parametrize(("zone", "expected"), [("Europe/Oslo", "20:00 +0100"), ("America/New_York", "20:00 -0500")])
def test_a_floating_time_is_one_of_the_place_where_it_is_read(zone: str, expected: str) -> None:
    found = occasions(fixture("icalendar/town.ics"), TODAY, TODAY, ZoneInfo(zone))
    assert [f"{each.start:%H:%M %z}" for each in found if not each.whole_day] == [expected]


def test_a_whole_day_is_that_day_in_every_zone() -> None:
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        found = occasions(
            calendar("DTSTART;VALUE=DATE:20261122"), date(2026, 11, 20), date(2026, 11, 25), ZoneInfo(zone)
        )
        assert [(each.start, each.end) for each in found] == [(date(2026, 11, 22), date(2026, 11, 23))]


def test_a_long_single_event_is_found_in_its_middle() -> None:
    body = calendar("DTSTART;VALUE=DATE:20250101", "DTEND;VALUE=DATE:20280101")
    assert len(occasions(body, TODAY, TODAY)) == 1


def test_a_big_calendar_is_read_at_once() -> None:
    event = calendar("DTSTART;TZID=Europe/Oslo:20200101T100000", f"DESCRIPTION:{'x' * 200}").decode()
    single = event[event.index("BEGIN:VEVENT") : event.index("END:VCALENDAR")]
    body = event.replace(single, single * 5_000).encode()
    began = datetime.now()
    assert occasions(body, TODAY, TODAY) == []
    assert (datetime.now() - began).total_seconds() < 5
