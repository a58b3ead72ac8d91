"""Calendars: what is on, what is next, whether one is free; and when events take place, by RFC 5545."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ragdomains.models import Domain
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering
from tests.ragdomains.contract import Contract, domain, lookups

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 21, 15, 5, tzinfo=OSLO)
TODAY = NOW.date()
HOME = Spot("Home", 59.9127, 10.7461, "Europe/Oslo", "Norway", home=True)
ANSWERS = {f"/{name}": f"icalendar/{name}.ics" for name in ("family", "work", "town")}
FAMILY = {"calendars": ["Family {url}/family"]}
TOWN = {"calendars": ["Town {url}/town"]}
ROW = Domain(pk=3, name="calendar", title="the calendar", kind="icalendar")


def days(ahead: int, last: int | None = None, said: str = "", part: str = "") -> Days:
    return Days(TODAY + timedelta(ahead), TODAY + timedelta(ahead if last is None else last), part, said)


def lookup(text: str, span: Days | None = None, ask: str = "agenda", **changes: Any) -> Lookup:
    return replace(Lookup(ask, text, NOW, HOME, span), **changes)


CONTRACT = Contract(
    lookup("what is on our calendar tomorrow", days(1, said="tomorrow")), {"/family": "icalendar/family.ics"}, FAMILY
)


async def found(asked: Lookup, options: Mapping[str, Any] = FAMILY, secret: str = "", **replaced: bytes) -> Evidence:
    known = lookups()
    with Answering(ANSWERS, replaced={f"/{name}": body for name, body in replaced.items()}) as server:
        try:
            return await known.look_up(domain("icalendar", server, options), asked, secret)
        finally:
            await known.http.close()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lookup("what's on our calendar tomorrow", days(1, said="tomorrow")),
            "Tomorrow, Sunday 22 November: Paper bin, all day; Dentist at 09:15, Dr. Kim.",
        ),
        (lookup("what's on my calendar today", days(0, said="today")), "Today: Dinner with the Smiths at 19:00."),
        (lookup("what's on my calendar"), "Today: Dinner with the Smiths at 19:00."),
        (
            lookup("anything on this weekend", days(0, 1, "this weekend")),
            "This weekend, Saturday 21 to Sunday 22 November: Dinner with the Smiths on Saturday at 19:00; "
            "Paper bin on Sunday, all day; Dentist on Sunday at 09:15, Dr. Kim.",
        ),
        (lookup("what have i got on monday", days(2, said="on monday")),
         "There is nothing on the calendar on Monday 23 November."),
        (lookup("what have i got on tuesday", days(3, said="on tuesday")),
         "On Tuesday 24 November: Choir (moved) at 19:00."),
        (lookup("what is on on the 30th", days(9)), "There is nothing on the calendar on Monday 30 November."),
        (
            lookup("what is on on the 28th", days(7)),
            "On Saturday 28 November: Trip to Bergen until Sunday 29 November.",
        ),
        (lookup("what is on on the 29th", days(8)), "On Sunday 29 November: Trip to Bergen, all day."),
        (
            lookup("what was on my calendar this morning", days(0, said="this morning", part="morning")),
            "This morning: Morning run at 08:00.",
        ),
        (
            lookup("what is on tonight", days(0, said="tonight", part="night"), units="us"),
            "Tonight: Dinner with the Smiths at 7:00 PM.",
        ),
        (lookup("when is my next meeting"), "Dinner with the Smiths is today at 19:00."),
        (lookup("when is the dentist appointment"), "Dentist is tomorrow, Sunday 22 November, at 09:15, Dr. Kim."),
        (lookup("when is anna's birthday"), "Anna's birthday is on Monday 25 January 2027, all day."),
        (
            lookup("what's coming up this weekend", days(0, 1, "this weekend")),
            "This weekend, Saturday 21 to Sunday 22 November: Dinner with the Smiths on Saturday at 19:00; "
            "Paper bin on Sunday, all day; Dentist on Sunday at 09:15, Dr. Kim.",
        ),
        (lookup("what is coming up"), "Dinner with the Smiths is today at 19:00."),
        (lookup("whose birthdays are coming up"), "Anna's birthday is on Monday 25 January 2027, all day."),
        (lookup("when do we go on our trip"), "Trip to Bergen is on Friday 27 November, all day."),
        (lookup("where is the dentist tomorrow", days(1, said="tomorrow")),
         "Dentist is tomorrow, Sunday 22 November, at 09:15, Dr. Kim."),
        (lookup("when is swimming practice or choir practice"), "Choir (moved) is on Tuesday 24 November at 19:00."),
        (lookup("what is on on friday", days(6)), "On Friday 27 November: Trip to Bergen until Sunday 29 November."),
        (lookup("what is on from thursday to saturday", days(5, 7)),
         "Thursday 26 to Saturday 28 November: Trip to Bergen from Friday until Sunday 29 November."),
        (lookup("do I have a dentist appointment tomorrow", days(1, said="tomorrow")),
         "Tomorrow, Sunday 22 November: Dentist at 09:15, Dr. Kim."),
        (lookup("do I have a dentist appointment today", days(0, said="today")),
         "I find no dentist on the calendar today."),
        (lookup("do i have time for a coffee tomorrow at nine", days(1, said="tomorrow"), slots={"time": "09:00"}),
         "No, tomorrow, Sunday 22 November, at 09:00: Dentist at 09:15, Dr. Kim."),
        (lookup("am i free tomorrow at three", days(1, said="tomorrow"), slots={"time": "03:00"}),
         "Yes, there is nothing on the calendar tomorrow, Sunday 22 November, at 15:00."),
        (lookup("am i free for lunch tomorrow", days(1, said="tomorrow")),
         "Yes, there is nothing on the calendar tomorrow, Sunday 22 November, at 12:00."),
        (lookup("when is the plumber coming"), "I find no plumber on the calendar."),
        (lookup("when is the vet on monday", days(2, said="on monday")),
         "I find no vet on the calendar on Monday 23 November."),
        (lookup("am i free tomorrow afternoon", days(1, said="tomorrow afternoon", part="afternoon")),
         "Yes, there is nothing on the calendar tomorrow afternoon, Sunday 22 November."),
        (lookup("am i free tomorrow", days(1, said="tomorrow")),
         "No, tomorrow, Sunday 22 November: Dentist at 09:15, Dr. Kim."),
        (lookup("am i busy tonight", days(0, said="tonight", part="night")),
         "Yes, tonight: Dinner with the Smiths at 19:00."),
        (lookup("was steht morgen im Kalender", days(1, said="morgen"), language="de"),
         "Morgen, Sonntag, 22. November: Paper bin, ganztägig; Dentist um 09:15 Uhr, Dr. Kim."),
        (lookup("bin ich am Montag frei", days(2, said="am Montag"), language="de"),
         "Ja, am Montag, 23. November steht nichts im Kalender."),
    ],
)  # fmt: skip
async def test_a_question_gets_its_sentence(asked: Lookup, said: str) -> None:
    assert say(ROW, await found(asked), now=NOW, language=asked.language) == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lookup("what's on tonight", days(0, said="tonight", part="night"), "events"),
         "Tonight: Christmas market until Thursday 24 December, Market Square; "
         "Jazz concert: The Blue Five at 20:00, Town Hall."),
        (lookup("any concerts tonight", days(0, said="tonight", part="night"), "events"),
         "Tonight: Jazz concert: The Blue Five at 20:00, Town Hall."),
        (lookup("something for the kids this weekend", days(0, 1, "this weekend"), "events"),
         "This weekend, Saturday 21 to Sunday 22 November: "
         "Puppet theatre for children on Sunday at 11:00, Library."),
        (lookup("what is on in bergen this weekend", days(0, 1, "this weekend"), "events", spot=Spot("Bergen")),
         "This weekend, Saturday 21 to Sunday 22 November in Bergen: "
         "Puppet theatre for children on Sunday at 11:00, Library."),
        (lookup("is coldplay playing", None, "events", slots={"artist": "Coldplay"}),
         "I know of no Coldplay in the next seven days."),
        (lookup("any comedy tomorrow", days(1, said="tomorrow"), "events"),
         "I know of no comedy tomorrow, Sunday 22 November."),
    ],
)  # fmt: skip
async def test_public_events_are_found_by_kind_place_and_name(asked: Lookup, said: str) -> None:
    assert say(ROW, await found(asked, TOWN), now=NOW) == said


async def test_several_calendars_are_one_and_the_list_is_cut() -> None:
    options = {"calendars": ["Family {url}/family", "webcal_is_https {url}/work"], "events": 2}
    evidence = await found(lookup("what is on next week", days(2, 8, "next week")), options)
    assert say(ROW, evidence, now=NOW) == (
        "Next week, Monday 23 to Sunday 29 November: Stand-up with the team on Monday at 09:30, Room 5; "
        "Stand-up with the team on Tuesday at 09:30, Room 5; and 5 more."
    )


async def test_a_calendar_that_cannot_be_read_is_named() -> None:
    options = {"calendars": ["Family {url}/family", "School {url}/gone", "Club {url}/town"]}
    evidence = await found(lookup("what is on monday", days(2)), options, town=b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT")
    assert say(ROW, evidence, now=NOW) == (
        "There is nothing on the calendar on Monday 23 November. I could not read the calendar School, Club."
    )


@pytest.mark.parametrize(
    ("ask", "calendars", "text"),
    [
        ("agenda", [], "No calendar is set up yet. "
                       "Add the address of one to the options of the calendar domain in the admin."),
        ("events", [], "No calendar of events is set up yet. "
                       "Add the address of one to the options of the events domain in the admin."),
        ("agenda", ["Mine https://example.org/{key}/x.ics"],
         "Mine needs a key. Add a credential to the domain in the admin."),
    ],
)  # fmt: skip
async def test_what_is_not_set_up_is_said_plainly(ask: str, calendars: list[str], text: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await found(lookup("what's on", ask=ask), {"calendars": calendars})
    assert (str(caught.value), caught.value.kind) == (text, "setup")


async def test_mail_is_no_calendars() -> None:
    with pytest.raises(ProviderError, match="no access to mail"):
        await found(lookup("do I have new mail"))


async def test_the_secret_part_of_an_address_comes_from_the_credential() -> None:
    evidence = await found(lookup("what's on"), {"calendars": ["Family {url}/{key2}"]}, "other family")
    assert evidence.answer == "agenda"


async def test_an_answer_is_fresh_until_the_next_thing_begins() -> None:
    soon = lookup("what's on", now=NOW.replace(hour=18, minute=58))
    assert (await found(soon)).fresh_for == 120
    assert (await found(lookup("what's on"))).fresh_for is None


async def test_facts_are_typed_in_the_askers_zone() -> None:
    facts = {fact.name: fact for fact in (await found(lookup("when is the dentist"))).facts}
    assert facts["start"].value == datetime(2026, 11, 22, 9, 15, tzinfo=OSLO)
    assert facts["venue"].value == "Dr. Kim, Storgata 1, 0155 Oslo, Norway"
