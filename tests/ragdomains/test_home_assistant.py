"""The state of the house: which thing is meant, how it is told, and what is said of what is not there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from athena_project.http import Http
from inference.fixed_replies import in_language
from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.providers.home_assistant.house import Entity
from ragdomains.providers.home_assistant.warmth import in_units, unit_of
from ragdomains.sentences import say
from ragdomains.types import Evidence, Lookup, Passage, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract
from tests.stand_ins import local_http

NOW = datetime(2026, 11, 21, 15, 5, tzinfo=ZoneInfo("Europe/Oslo"))
HOUSE = Domain(pk=6, name="home", title="the house", kind="home_assistant")
CONTRACT = Contract(
    Lookup("state", "which lights are on", NOW, Spot("Home", zone="Europe/Oslo", home=True)),
    {"/api/states": "home_assistant/states.json", "/api/template": "home_assistant/rooms.json"},
    secret="token",
)


async def no_search(text: str, limit: int, *_: object) -> list[Passage]:
    return []


@pytest.fixture(scope="module")
def server() -> Iterator[Answering]:
    with Answering(CONTRACT.answers) as running:
        yield running


@pytest.fixture(autouse=True)
def well(server: Answering) -> None:
    server.mode, server.replaced, server.asked = "ok", {}, []


async def answered(
    server: Answering, text: str, language: str = "en", units: str = "metric", **options: Any
) -> Evidence:
    plugin, http = providers["home_assistant"], local_http()
    slots = {"device": "washing machine"} if "washer" in text else {}
    lookup = replace(CONTRACT.lookup, text=text, language=language, slots=slots, units=units)
    try:
        chosen = plugin.options.model_validate({"base_url": server.url, **options})
        return await plugin.run(lookup, chosen, Reach(http, no_search, "token"))
    finally:
        await http.close()


async def spoken(server: Answering, text: str, language: str = "en", **options: Any) -> str:
    try:
        return say(HOUSE, await answered(server, text, language, **options), language=language)
    except ProviderError as error:
        assert error.kind == "missing"
        return in_language(str(error), language, HOUSE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("which lights are on", "2 lights are on: Kitchen Ceiling and Hall Light."),
        ("is the kitchen light on", "Yes, Kitchen Ceiling is on."),
        ("is the light on in the kitchen", "Yes, Kitchen Ceiling is on."),
        ("are the lights off in the hall", "No, Hall Light is on."),
        ("is the front door locked", "Yes, Front Door is locked."),
        ("is the back door locked", "No, Back Door is unlocked."),
        ("are all doors locked", "No, 1 of 2 doors is not locked: Back Door."),
        ("is the front door open", "No, Front Door Contact is closed."),
        ("is the garage open", "No, Garage Door is closed."),
        ("are any windows open", "Yes, 1 window is open: Bathroom Window."),
        ("are all windows closed", "No, 1 of 3 windows is not closed: Bathroom Window."),
        ("did someone leave the bathroom window open", "Yes, Bathroom Window is open."),
        ("are there any windows open in the kitchen", "No, Kitchen Window is closed."),
        ("who is home", "Anna is at home."),
        ("is ben home", "No, Ben is away."),
        ("is everyone home", "No, Anna is at home."),
        ("where is anna", "Anna is at home."),
        ("what is the temperature in the bedroom", "It is 18.9 degrees in Bedroom."),
        ("how warm is it inside", "Bedroom: 18.9 degrees, Bathroom: 23 degrees, Living Room: 21.4 degrees."),
        ("what's the thermostat set to", "Target of Living Room Thermostat: 22 degrees."),
        ("how humid is the bathroom", "Bathroom Humidity: 61 percent."),
        ("is the washing machine running", "Yes, Washing Machine is running."),
        ("is the washer done", "No, Washing Machine is running."),
        ("how long has the washing machine been running", "Washing Machine is running since 14:40."),
        ("since when is the back door unlocked", "Back Door is unlocked since Friday 20 November, 22:30."),
        ("which batteries are low", "1 battery is low: Remote Battery (9 percent)."),
        ("vacuum battery level", "Battery of Robot Vacuum: 100 percent."),
        ("is the robot vacuum still cleaning", "No, Robot Vacuum is docked."),
        ("any movement in the hall", "No, no motion sensor reports anything."),
        ("is there a leak anywhere", "Cellar Leak cannot be reached right now, since 13:30."),
        ("what is on", "4 things are on: Kitchen Ceiling, Hall Light, Washing Machine (Laundry) and Living Room TV."),
        ("is the door locked", "Which one do you mean: Front Door or Back Door?"),
        ("is the bedsied lamp on", "I know no bedsied in this house. Do you mean Bedside Lamp?"),
        ("is the sauna on", "I know no sauna in this house."),
    ],
)
async def test_a_question_is_told_by_the_thing_it_means(server: Answering, text: str, said: str) -> None:
    assert await spoken(server, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("welche Lichter sind an", "2 Lichter sind an: Kitchen Ceiling und Hall Light."),
        ("ist Front Door abgeschlossen", "Ja, Front Door ist abgeschlossen."),
        ("sind alle Fenster geschlossen", "Nein, 1 von 3 nicht geschlossen: Bathroom Window."),
        ("ist ein Fenster offen", "Ja, 1 Fenster ist offen: Bathroom Window."),
        ("läuft die Washing Machine noch", "Ja, Washing Machine ist in Betrieb."),
        ("wie warm ist es im Bedroom", "Bedroom: Es sind 18,9 Grad."),
        ("wer ist zu Hause", "Anna ist zu Hause."),
        ("welche Batterien sind leer", "1 Batterie ist schwach: Remote Battery (9 Prozent)."),
        ("seit wann ist Back Door nicht abgeschlossen", "Back Door ist seit Freitag, 20. November, 22:30 Uhr nicht "
         "abgeschlossen."),
        ("ist die Tür abgeschlossen", "Was meinst du: Front Door oder Back Door?"),
        ("ist der Herd aus", "Das kenne ich in diesem Haus nicht: herd."),
    ],
)  # fmt: skip
async def test_it_is_understood_and_told_in_german(server: Answering, text: str, said: str) -> None:
    assert await spoken(server, text, "de") == said


async def test_the_facts_name_the_thing_its_room_its_state_and_since_when(server: Answering) -> None:
    evidence = await answered(server, "what is the temperature in the bedroom")
    assert [(fact.name, fact.value, fact.unit) for fact in evidence.facts[:3]] == [
        ("entity", "Bedroom Temperature", ""),
        ("state", 18.9, "degC"),
        ("area", "Bedroom", ""),
    ]
    assert evidence.facts[3].name == "last_changed"
    assert say(HOUSE, evidence, "long").startswith("It is 18.9 degrees in Bedroom, by Bedroom Temperature, since 13:30")


async def test_both_calls_carry_the_token_and_a_house_without_rooms_is_told_by_names(server: Answering) -> None:
    server.replaced = {"/api/template": b"401: Unauthorized"}
    assert await spoken(server, "is the kitchen window open") == "No, Kitchen Window is closed."
    assert [path for path, _, _ in server.asked] == ["/api/states", "/api/template"]
    assert {headers["Authorization"] for _, _, headers in server.asked} == {"Bearer token"}


async def test_each_option_changes_what_is_told(server: Answering) -> None:
    assert await spoken(server, "which lights are on", hidden=["light.kitchen"]) == "1 light is on: Hall Light."
    assert (await spoken(server, "which batteries are low", low_battery=90)).startswith("2 batteries are low")
    assert "and 2 more" in await spoken(server, "what is on", most=2)


@pytest.mark.parametrize(
    ("text", "metric", "american"),
    [
        ("how warm is it in the bedroom", "It is 18.9 degrees in Bedroom.", "It is 66 degrees in Bedroom."),
        ("what is the thermostat set to", "22 degrees", "71.6 degrees"),
        ("how humid is it in the bathroom", "61 percent", "61 percent"),
    ],
)
async def test_a_temperature_is_told_in_the_units_of_who_asks(
    server: Answering, text: str, metric: str, american: str
) -> None:
    assert metric in await spoken(server, text)
    evidence = await answered(server, text, units="us")
    assert american in say(HOUSE, evidence)
    assert not any(fact.unit == "degC" for fact in evidence.facts)


def test_a_thermostat_in_degrees_fahrenheit_is_known_by_its_limits() -> None:
    cold = Entity("climate.cellar", "climate", "Cellar", "heat", attributes={"current_temperature": 41, "max_temp": 95})
    assert unit_of(cold) == "degF"
    assert in_units(cold, "metric").attribute("current_temperature") == 5


async def test_a_house_without_a_key_and_one_that_is_not_allowed_are_told_apart(server: Answering) -> None:
    plugin, http = providers["home_assistant"], Http(lambda: ())
    options = plugin.options.model_validate({"base_url": server.url})
    for secret, kind, word in (("", "setup", "needs a key"), ("token", "blocked", "egress rule")):
        with pytest.raises(ProviderError, match=word) as caught:
            await plugin.run(CONTRACT.lookup, options, Reach(http, no_search, secret))
        assert caught.value.kind == kind
    await http.close()
    assert not server.asked


async def test_a_thing_that_is_away_keeps_all_from_being_said_of_it(server: Answering) -> None:
    states = orjson.loads(fixture("home_assistant/states.json"))
    states = [{**row, "state": "locked" if row["entity_id"] == "lock.front_door" else "unavailable"} for row in states]
    server.replaced = {"/api/states": orjson.dumps(states)}
    assert (
        await spoken(server, "are all doors locked")
        == "1 door is locked: Front Door (Hall). Back Door cannot be reached."
    )
