"""Events and tickets from Ticketmaster: what is asked of it, what is said, and what is odd in its answers."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.models import Domain
from ragdomains.providers.ticketmaster.events import listings
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

BOSTON = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 21, 15, 5, tzinfo=BOSTON)
TODAY = NOW.date()
HOME = Spot("Home", 42.36, -71.06, "America/New_York", "United States", home=True)
ROW = Domain(pk=3, name="tickets", title="the tickets", kind="ticketmaster")
PATH = "/events.json"


def days(ahead: int, last: int | None = None, said: str = "", part: str = "") -> Days:
    return Days(TODAY + timedelta(ahead), TODAY + timedelta(ahead if last is None else last), part, said)


def lookup(text: str, ask: str = "events", span: Days | None = None, **changes: Any) -> Lookup:
    return replace(Lookup(ask, text, NOW, HOME, span), **changes)


def events(*names: str, **changed: Any) -> bytes:
    """The service's answer with only the events whose name holds one of these."""
    body = orjson.loads(fixture("ticketmaster/events.json"))
    listed = body["_embedded"]["events"]
    body["_embedded"]["events"] = [
        {**each, **changed} for each in listed if any(name in each["name"] for name in names)
    ]
    return orjson.dumps(body)


CONTRACT = Contract(
    lookup("any concerts tonight", span=days(0, said="tonight")), {PATH: "ticketmaster/events.json"}, secret="k"
)


async def found(asked: Lookup, body: bytes, secret: str = "key") -> tuple[Evidence, list[dict[str, str]]]:
    known = lookups()
    with Answering({PATH: body}) as server:
        try:
            evidence = await known.look_up(domain("ticketmaster", server, {}), asked, secret)
        finally:
            await known.http.close()
        return evidence, [query for _, query, _ in server.asked]


TONIGHT, WEEK = days(0, said="tonight", part="night"), days(2, 8, "next week")


@pytest.mark.parametrize(
    ("asked", "names", "said"),
    [
        (lookup("any concerts tonight", span=TONIGHT), ["National"], "Tonight: The National at 19:30, TD Garden."),
        (lookup("what is on next week", span=WEEK), ["Hamilton", "Lights", "Slow"],
         "Next week, Monday 23 to Sunday 29 November: Hamilton (Touring) on Saturday at 20:00, Citizens Opera House; "
         "Winter Lights on Friday, Common."),
        (lookup("what's on", units="us"), ["National"],
         "In the next seven days: The National on Saturday at 7:30 PM, TD Garden."),
        (lookup("when is hamilton", slots={"title": "Hamilton"}), ["Hamilton"],
         "Hamilton (Touring) is on Saturday 28 November at 20:00, Citizens Opera House in Boston."),
        (lookup("how much are tickets for the national", "tickets", slots={"artist": "The National"}), ["National"],
         "The National is today at 19:30, TD Garden in Boston. Tickets cost 50 to 190 dollars. "
         "Tickets are on sale."),
        (lookup("get me two tickets for hamilton", "tickets", slots={"title": "Hamilton"}), ["Hamilton"],
         "I cannot buy tickets. Hamilton (Touring) is on Saturday 28 November at 20:00, Citizens Opera House in "
         "Boston. Tickets cost 50 to 190 dollars. Tickets go on sale on Wednesday 25 November at 10:00."),
        (lookup("is the slow band concert still happening", "tickets"), ["Slow"],
         "Slow Band on Tuesday 24 November at 18:00, The Sinclair in Cambridge is cancelled."),
        (lookup("tickets for winter lights", "tickets"), ["Lights"],
         "Winter Lights is on Friday 27 November, Common in Boston. Tickets are on sale."),
        (lookup("gibt es heute Abend Konzerte", span=days(0, said="heute abend", part="evening"), language="de"),
         ["National"], "Heute Abend: The National um 19:30 Uhr, TD Garden."),
        (lookup("was kosten Karten für Hamilton", "tickets", slots={"title": "Hamilton"}, language="de"), ["Hamilton"],
         "Hamilton (Touring) ist am Samstag, 28. November, um 20:00 Uhr, Citizens Opera House in Boston. "
         "Karten kosten 50 bis 190 Dollar. Der Verkauf beginnt am Mittwoch, 25. November, um 10:00 Uhr."),
    ],
)  # fmt: skip
async def test_a_question_gets_its_sentence(asked: Lookup, names: list[str], said: str) -> None:
    evidence, _ = await found(asked, events(*names))
    assert say(ROW, evidence, now=NOW, language=asked.language) == said


@pytest.mark.parametrize(
    ("asked", "said", "calls"),
    [
        (lookup("any comedy tonight", span=TONIGHT), "I know of no comedy tonight.", 1),
        (lookup("anything in denver tonight", span=TONIGHT, spot=Spot("Denver")),
         "I know of no events in Denver tonight.", 1),
        (lookup("when is coldplay here", slots={"artist": "Coldplay"}),
         "I find no Coldplay among the events that are announced.", 2),
    ],
)  # fmt: skip
async def test_nothing_is_said_to_be_nothing(asked: Lookup, said: str, calls: int) -> None:
    evidence, queries = await found(asked, fixture("ticketmaster/none.json"))
    assert (say(ROW, evidence, now=NOW), len(queries)) == (said, calls)


@pytest.mark.parametrize(
    ("asked", "secret", "text", "kind"),
    [
        (lookup("tickets for hamilton", "tickets"), "",
         "Ticketmaster needs a key. Add a credential to the domain in the admin.", "setup"),
        (lookup("tickets", "tickets"), "key", "Tickets for what?", "missing"),
        (lookup("what was on yesterday", span=days(-1, said="yesterday")), "key",
         "That is past, and I only know events to come.", "missing"),
    ],
)  # fmt: skip
async def test_what_cannot_be_told_is_said_plainly(asked: Lookup, secret: str, text: str, kind: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await found(asked, events("National"), secret)
    assert (str(caught.value), caught.value.kind) == (text, kind)


async def test_near_home_and_only_of_the_days_is_asked_for() -> None:
    _, queries = await found(lookup("any concerts tonight", span=TONIGHT), events("National"))
    assert queries == [
        {
            "apikey": "key", "size": "20", "sort": "date,asc", "locale": "*", "classificationName": "Music",
            "startDateTime": "2026-11-21T22:00:00Z", "endDateTime": "2026-11-22T10:00:00Z",
            "latlong": "42.36,-71.06", "radius": "50", "unit": "km",
        }
    ]  # fmt: skip


async def test_what_is_not_near_is_looked_for_everywhere() -> None:
    asked = lookup("when is coldplay playing", slots={"artist": "Coldplay"}, spot=Spot("Denver"))
    _, queries = await found(asked, fixture("ticketmaster/none.json"))
    assert [(query["keyword"], query.get("city")) for query in queries] == [("Coldplay", "Denver"), ("Coldplay", None)]


async def test_a_team_that_is_a_kind_of_music_is_none() -> None:
    asked = lookup("jazz concerts next week", span=WEEK, slots={"team": "Utah Jazz"})
    _, queries = await found(asked, events("National"))
    assert (queries[0]["keyword"], queries[0]["classificationName"]) == ("jazz", "Music")


async def test_facts_are_typed() -> None:
    facts = {fact.name: fact for fact in (await found(lookup("when is the national"), events("National")))[0].facts}
    assert facts["start"].value == datetime(2026, 11, 21, 19, 30, tzinfo=BOSTON)
    assert (facts["price_min"].value, facts["price_min"].unit, facts["city"].value) == (49.5, "USD", "Boston")


@pytest.mark.parametrize(
    ("dates", "start"),
    [
        ({"start": {"localDate": "2026-12-01", "localTime": "20:00:00"}}, datetime(2026, 12, 1, 20, tzinfo=BOSTON)),
        ({"start": {"localDate": "2026-12-01", "localTime": "19:00:00"}, "timezone": "America/Chicago"},
         datetime(2026, 12, 1, 20, tzinfo=BOSTON)),
        ({"start": {"localDate": "2026-12-01", "localTime": "03:33:00", "noSpecificTime": True}}, date(2026, 12, 1)),
        ({"start": {"localDate": "2026-12-01", "dateTBA": True}}, None),
        ({"start": {"localDate": "soon"}}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_a_start_is_read_with_its_zone_or_left_open(dates: dict[str, Any], start: datetime | date | None) -> None:
    read = listings(orjson.loads(events("Hamilton", dates=dates)), BOSTON)
    assert read is not None
    assert [each.occasion.start for each in read] == ([] if start is None else [start])


@pytest.mark.parametrize("prices", [[], None, [{"min": 0, "max": 0, "currency": "USD"}], [{"min": "50"}]])
async def test_a_price_that_is_not_known_is_not_said(prices: Any) -> None:
    body = events("National", priceRanges=deepcopy(prices))
    evidence, _ = await found(lookup("what do tickets for the national cost", "tickets"), body)
    assert "cost" not in say(ROW, evidence, now=NOW)
