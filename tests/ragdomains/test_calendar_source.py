"""A calendar as a source: each event a document that says what, when, where and how often."""

from collections.abc import Iterator

import pytest
from icalendar import vRecur
from pydantic import ValidationError

from athena_project.models import EgressRule
from ragdomains import repetition
from ragdomains.ingest import read_now, read_source
from ragdomains.models import Chunk, Document, Source
from ragdomains.origins.calendar import Options
from ragdomains.readers import ReadError
from tests.ragdomains.papers import source_of
from tests.ragdomains.site import Page, Site

DENTIST = """UID:1
SUMMARY:Dentist for Freya
DTSTART:20261207T091500Z
DTEND:20261207T100000Z
LOCATION:Dr Hill\\, 4 Mill Road
DESCRIPTION:Bring the <b>brace</b>!"""
BINS = """UID:2
SUMMARY:Blue bin
DTSTART;VALUE=DATE:20260106
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261231"""
TRIP = """UID:3
SUMMARY:Trip
DTSTART;VALUE=DATE:20260801
DTEND;VALUE=DATE:20260815"""


def ics(*events: str) -> bytes:
    inside = "\n".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}\nEND:VCALENDAR\n".replace("\n", "\r\n").encode()


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def source(server: Site, db: None) -> Source:
    EgressRule.objects.create(network="127.0.0.1", port=server.port)
    return source_of(f"{server.url}/home.ics", kind="calendar", options={"zone": "Europe/Oslo"})


def serve(server: Site, *events: str) -> None:
    server.pages["/home.ics"] = Page(ics(*events), "text/calendar")


@pytest.mark.django_db
def test_each_event_is_a_passage(server: Site, source: Source) -> None:
    serve(server, DENTIST, BINS, TRIP)
    assert read_source(source).new == 3
    assert dict(Chunk.objects.values_list("document__path", "text")) == {
        "1": "Dentist for Freya: on Monday 7 December 2026 at 10:15 until 11:00, "
        "place: Dr Hill, 4 Mill Road.\nBring the brace !",
        "2": "Blue bin: first on Tuesday 6 January 2026, all day.\n"
        "It takes place every 2 weeks on Tuesday until 31 December 2026.",
        "3": "Trip: from Saturday 1 August 2026 until Friday 14 August 2026.",
    }


@pytest.mark.django_db
def test_what_is_deleted_or_cancelled_no_longer_answers(server: Site, source: Source) -> None:
    serve(server, DENTIST, BINS, TRIP)
    read_now(source)
    serve(server, f"{DENTIST}\nSTATUS:CANCELLED\nSEQUENCE:2", TRIP.replace("0815", "0816"))
    counts = read_now(source)
    assert (counts.deleted, counts.changed, counts.embedded) == (2, 1, 1)
    assert Document.objects.values_list("title", flat=True).get() == "Trip"


@pytest.mark.django_db
def test_one_moved_event_of_a_series_stands_for_itself(server: Site, source: Source) -> None:
    moved = "UID:2\nSUMMARY:Blue bin\nDTSTART;VALUE=DATE:20260107\nRECURRENCE-ID;VALUE=DATE:20260106"
    serve(server, BINS, moved, "UID:4\nSUMMARY:Without a start")
    read_source(source)
    assert set(Document.objects.values_list("path", flat=True)) == {"2", "2/2026-01-06"}


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"<html>Log in</html>", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", b"", None])
def test_what_is_no_calendar_is_said_and_the_events_stay(server: Site, source: Source, body: bytes | None) -> None:
    Document.objects.create(source=source, path="1", title="Dentist", sha256="0", changed="2024-05-01T00:00Z")
    server.pages.pop("/home.ics", None)
    if body is not None:
        server.pages["/home.ics"] = Page(body, "text/calendar")
    with pytest.raises(ReadError, match=r"(no calendar|not there).*kept as they were"):
        read_source(source)
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=10", "every week on Monday, Wednesday and Friday 10 times"),
        ("FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"),
        ("FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3", "every 3 months on the last Friday"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
         "every month on the last Monday, Tuesday, Wednesday, Thursday or Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "every month on day 1 and 15 of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day of the month"),
        ("FREQ=YEARLY;BYMONTH=3,9;UNTIL=20270303T000000Z", "every year in March and September until 3 March 2027"),
        ("FREQ=MINUTELY", ""),
    ],
)  # fmt: skip
def test_how_often_is_said_in_words(rule: str, said: str) -> None:
    assert repetition.said(vRecur.from_ical(rule)) == said


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError, match="no time zone"):
        Options.model_validate({"zone": "Mars/Olympus"})
