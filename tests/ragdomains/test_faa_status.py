"""Delays at airports: what is said of one and of all, what is no closure, and what the report does not know."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ragdomains.models import Domain
from ragdomains.providers.faa_status.answers import about_airport, named, overview
from ragdomains.providers.faa_status.causes import cause
from ragdomains.providers.faa_status.feed import read
from ragdomains.providers.faa_status.moments import moment
from ragdomains.providers.faa_status.questions import airport_asked, code_asked, refuse
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import fixture
from tests.ragdomains.contract import Contract

BOSTON = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 21, 9, 5, tzinfo=BOSTON)
HOME = Spot("Home", 42.36, -71.06, "America/New_York", "United States", home=True)
AIRPORTS = Domain(pk=4, name="airports", title="the airports", kind="faa_status")
CONTRACT = Contract(
    Lookup("delays", "are there delays at logan", NOW, HOME, slots={"airport": "BOS"}, units="us"),
    {"/api/airport-status-information": "faa_status/status.xml"},
)
EMPTY = "<AIRPORT_STATUS_INFORMATION><Update_Time/></AIRPORT_STATUS_INFORMATION>"


def lookup(text: str = "are there delays", airport: str = "", **changes: Any) -> Lookup:
    slots = {"airport": airport} if airport else {}
    return replace(Lookup("delays", text, NOW, HOME, slots=slots, units="us"), **changes)


def answered(asked: Lookup, body: str | bytes = b"") -> Evidence:
    xml = body.encode() if isinstance(body, str) else body
    refuse(asked)
    code = airport_asked(asked)
    report = read(xml or fixture("faa_status/status.xml"), NOW)
    return about_airport(code, asked, report) if code else overview(asked, report)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lookup("are there delays at Logan", "BOS"),
            "There is a ground stop at Boston Logan because of thunderstorms until 10:30 AM: "
            "flights to it may not take off.",
        ),
        (
            lookup("any delays in san francisco", "SFO"),
            "Flights to San Francisco International are delayed by 1 hour and 28 minutes on average "
            "because of low clouds.",
        ),
        (
            lookup("why is newark delayed", "EWR"),
            "Departures from Newark Liberty are delayed by 16 to 30 minutes because of the weather, "
            "and the delays are growing.",
        ),
        (
            lookup("delays at jfk", "JFK"),
            "Flights to New York Kennedy are delayed by 46 minutes on average. Arrivals at New York Kennedy are "
            "delayed by 31 to 45 minutes because of heavy traffic, and the delays are shrinking.",
        ),
        (lookup("is LAX closed", "LAX"), "No delays or closures are reported at Los Angeles International right now."),
        (
            lookup("is aspen airport closed", "ASE"),
            "Aspen is closed until 7:00 PM local time on Sunday 22 November.",
        ),
        (lookup("is MMU open", "MMU"), "MMU is closed until 5:00 PM."),
        (lookup("delays at O'Hare", "KORD"), "No delays or closures are reported at Chicago O'Hare right now."),
        (
            lookup("which airports are having problems today"),
            "Closed: Aspen and MMU; ground stops: Boston Logan; delays: San Francisco International, New York Kennedy "
            "and Newark Liberty.",
        ),
        (
            lookup("gibt es verspätungen in boston", "BOS", language="de", units="metric"),
            "Flüge nach Boston Logan starten wegen Gewittern zurzeit nicht, voraussichtlich bis 10:30 Uhr.",
        ),
    ],
)
def test_what_is_said_of_an_airport(asked: Lookup, said: str) -> None:
    assert say(AIRPORTS, answered(asked), language=asked.language) == said


def test_the_long_form_names_code_source_and_time() -> None:
    said = say(AIRPORTS, answered(lookup(airport="SFO")), "long", now=NOW)
    assert said == (
        "Flights to San Francisco International (SFO) are delayed by 1 hour and 28 minutes on average, at most 5 hours "
        "and 33 minutes because of low clouds (FAA, as of 09:03)."
    )


def test_the_facts_are_typed() -> None:
    facts = {fact.name: fact for fact in answered(lookup(airport="EWR")).facts}
    assert (facts["delay_minutes"].value, facts["delay_minutes"].unit) == (30, "min")
    assert (facts["delay_cause"].value, facts["trend"].value) == ("the weather", "growing")
    until = {fact.name: fact for fact in answered(lookup(airport="BOS")).facts}["until"].value
    assert until == datetime(2026, 11, 21, 15, 30, tzinfo=UTC)


def test_a_quiet_day() -> None:
    assert say(AIRPORTS, answered(lookup("airport status"), EMPTY)) == (
        "No airport in the United States reports delays right now."
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lookup("delays at heathrow", "LHR"),
            "Delays are known for airports in the United States only, not for London Heathrow.",
        ),
        (lookup("are there any delays"), "Which airport do you mean?"),
        (lookup("are planes late at the airport"), "Which airport do you mean?"),
        (lookup("delays at Foobar airport"), "I do not know an airport called Foobar. Which airport do you mean?"),
        (
            lookup("are planes late at Logen airport"),
            "I do not know an airport called Logen. Did you mean Boston Logan?",
        ),
        (
            lookup("Verspätungen am Flughafen Denvr"),
            "I do not know an airport called Denvr. Did you mean Denver International?",
        ),
        (lookup("delays at BXS", "BXS"), "I do not know an airport with the code BXS. Did you mean BOS, Boston Logan?"),
        (
            lookup("tsa wait time jfk", "JFK"),
            "Of airports I know delays and closures, but not waiting times, parking or what there is.",
        ),
        (
            lookup(airport="BOS", days=Days(NOW.date() + timedelta(days=1), NOW.date() + timedelta(days=1))),
            "I only know the delays of right now, not those of another day.",
        ),
    ],
)
def test_what_is_not_known_is_said(asked: Lookup, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        answered(asked)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


@pytest.mark.parametrize("text", ["what airport is yyz", "what's the code of toronto pearson"])
def test_the_code_of_an_airport_is_known_anywhere(text: str) -> None:
    asked = lookup(text, "YYZ")
    airport = code_asked(asked)
    assert airport is not None
    assert say(AIRPORTS, named(airport, asked)) == "Toronto Pearson has the airport code YYZ."
    assert code_asked(lookup("are there delays", "YYZ")) is None


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE a [<!ENTITY e "x">]><AIRPORT_STATUS_INFORMATION>&e;</AIRPORT_STATUS_INFORMATION>',
        "<AIRPORT_STATUS_INFORMATION>&e;</AIRPORT_STATUS_INFORMATION>",
        "<html><body/></html>",
        "<AIRPORT_STATUS_INFORMATION>",
        '<?xml version="1.0" encoding="UTF-16"?><!doctype a><AIRPORT_STATUS_INFORMATION/>'.encode("utf-16"),
    ],
)
def test_what_is_no_report_is_refused(body: str | bytes) -> None:
    with pytest.raises(ProviderError) as caught:
        answered(lookup(airport="BOS"), body)
    assert caught.value.kind == "broken"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (
            "<Program><ARPT>BOS</ARPT></Program>",
            "There is a ground stop at Boston Logan: flights to it may not take off.",
        ),
        ("<Program><Reason>wind</Reason></Program>", "No delays or closures are reported at Boston Logan right now."),
        (
            "<Program><ARPT> bos </ARPT><Reason>gremlins</Reason><End_Time>25:99 zm</End_Time></Program>",
            "There is a ground stop at Boston Logan: flights to it may not take off.",
        ),
    ],
)
def test_what_is_missing_is_left_out(inside: str, said: str) -> None:
    body = (
        f"<AIRPORT_STATUS_INFORMATION><Delay_type><Ground_Stop_List>{inside}</Ground_Stop_List></Delay_type>"
        "</AIRPORT_STATUS_INFORMATION>"
    )
    assert say(AIRPORTS, answered(lookup(airport="BOS"), body)) == said


def test_a_delay_without_its_length_is_a_delay() -> None:
    body = (
        "<AIRPORT_STATUS_INFORMATION><Delay_type><Ground_Delay_List><Ground_Delay><ARPT>BOS</ARPT><Avg>soon</Avg>"
        "</Ground_Delay></Ground_Delay_List></Delay_type></AIRPORT_STATUS_INFORMATION>"
    )
    assert say(AIRPORTS, answered(lookup(airport="BOS"), body)) == "There are delays at Boston Logan."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4:00 pm EDT.", datetime(2026, 11, 21, 20, 0, tzinfo=UTC)),
        ("12:15 am EST", datetime(2026, 11, 21, 5, 15, tzinfo=UTC)),
        ("May 27 at 18:26 UTC.", datetime(2026, 5, 27, 18, 26, tzinfo=UTC)),
        ("Jun 10 at 18:26 UTC.", datetime(2026, 6, 10, 18, 26, tzinfo=UTC)),
        ("Mon Jun 8 03:32:04 2026 GMT", datetime(2026, 6, 8, 3, 32, tzinfo=UTC)),
        ("Feb 31 at 18:26 UTC.", None),
        ("27:00 EST", None),
        ("4:00 pm", None),
        ("soon", None),
    ],
)
def test_times_are_read(text: str, found: datetime | None) -> None:
    assert moment(text, NOW) == found


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("TM Initiatives:ESP:VOL", "heavy traffic"),
        ("WEATHER / THUNDERSTORMS", "thunderstorms"),
        ("RWY:Construction", "construction work"),
        ("other", ""),
        ("", ""),
    ],
)
def test_causes_are_plain_words(reason: str, said: str) -> None:
    assert cause(reason) == said
