"""Places, days, rooms and names are found in a question, and kept apart."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from athena_project.configuration import LOADER
from intents.kinds import USED
from intents.models import Entity
from intents.slots import Names, Slots, fill, only
from ragdomains.models import Place
from ragdomains.types import Spot

HOME = Spot("Bergen", 60.4, 5.3, "Europe/Oslo", "Norway", True)
CABIN = Place(name="Cabin", aliases=["the cabin", "Hytta"], latitude=61.0, longitude=8.0, time_zone="Europe/Oslo")
ANNA = Entity(type="person", value="Anna", synonyms=["mom"])
NAMES = Names.build([CABIN], [ANNA])
NOW = datetime(2026, 3, 11, 15, 0, tzinfo=ZoneInfo("Europe/Oslo"))  # a Wednesday


GOLD = yaml.load((Path(__file__).parent / "slot_gold.yaml").read_text(encoding="utf-8"), Loader=LOADER)


def filled(text: str, category: str = "") -> Slots:
    return fill(text, NAMES, NOW, HOME, category=category)


@pytest.mark.parametrize(("category", "text", "slots"), GOLD, ids=[row[1] for row in GOLD])
def test_what_is_named_is_found_and_nothing_else(category: str, text: str, slots: dict[str, Any]) -> None:
    found = filled(text, category)
    place = {"place": found.spot.name} if found.spot else {}
    days = {"days": found.days.said} if found.days else {}
    wanted = {name: value for name, value in slots.items() if name != "many"}
    assert {**found.values, **place, **days} == wanted
    several = {name: tuple(values) for name, values in slots.get("many", {}).items()}
    assert {name: found.many.get(name) for name in several} == several


def test_an_order_that_is_forbidden_or_asked_about_has_no_action() -> None:
    for text in ("don't turn off the lamp", "is the lamp on?", "how do i turn on the lamp", "should i lock the door"):
        assert "action" not in filled(text, "control").values
        assert "action" not in filled(text).values


def test_a_word_for_several_teams_names_the_choices() -> None:
    assert "San Francisco Giants" in filled("did the giants win", "sports").choices["team"]
    assert filled("did the giants win the mlb game", "sports").values["team"] == "San Francisco Giants"


def test_what_was_said_is_kept_beside_what_it_is_called() -> None:
    slots = filled("turn on the light in the lounge", "control")
    assert (slots.values["area"], slots.said["area"]) == ("living room", "lounge")


def test_a_place_of_ones_own_hides_neither_its_airport_nor_its_team() -> None:
    names = Names.build([Place(name="Boston"), Place(name="Manchester")])
    flying = fill("delays at Boston and Denver", names, NOW, HOME, "airports")
    assert flying.many["airport"] == ("BOS", "DEN") and flying.spot and flying.spot.name == "Boston"
    assert fill("did Manchester United win", names, NOW, HOME, "sports").values["team"] == "Manchester United"
    assert fill("games in Manchester", names, NOW, HOME, "sports").spot is not None


@pytest.mark.parametrize(
    ("text", "airports"),
    [
        ("delays in new york", ("JFK", "LGA", "EWR")),
        ("delays at chicago airport", ("ORD", "MDW")),
        ("delays at new york kennedy", None),
        ("delays in denver", None),
    ],
)
def test_a_city_means_all_of_its_airports(text: str, airports: tuple[str, ...] | None) -> None:
    assert filled(text, "airports").many.get("airport") == airports


def test_one_of_several_names_is_looked_at_alone_with_what_belongs_to_it() -> None:
    slots = only(filled("how are Apple and Tesla doing", "stocks"), "symbol", "TSLA")
    assert (slots.values, dict(slots.many)) == ({"company": "Tesla", "symbol": "TSLA"}, {})


def test_the_households_own_names_win() -> None:
    names = Names.build(
        [], [Entity(type="room", value="den", synonyms=["kitchen"]), Entity(type="team", value="Tigers")]
    )
    slots = fill("lights on in the kitchen", names, NOW, HOME, category="control")
    assert (slots.values["area"], slots.many) == ("den", {})
    assert fill("did the tigers win", names, NOW, HOME, category="sports").values["team"] == "Tigers"


def test_a_category_that_is_unknown_is_read_as_none() -> None:
    assert filled("did the packers win", "my_own") == filled("did the packers win")


def test_a_language_without_tables_is_read_as_english() -> None:
    assert fill("kitchen lights off", NAMES, NOW, HOME, "control", "xx") == filled("kitchen lights off", "control")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("whats the weather in new york tomorrow", "new york"),
        ("weather in paris this weekend", "paris"),
        ("tomorrow in Boston", "Boston"),
        ("is it raining in san francisco right now", "san francisco"),
        ("Weather in New York City, NY next monday", "New York City, NY"),
        ("what's the 10-day forecast for St. Louis", "St. Louis"),
        ("boston weather tomorrow", "boston"),
        ("weather paris", "paris"),
        ("how's the weather in the alps", "alps"),
        ("what time is it in Tokyo?", "Tokyo"),
        ("is it windy near Cape Town this evening", "Cape Town"),
    ],
)
def test_a_place_of_the_world_is_named_without_coordinates(text: str, place: str) -> None:
    assert filled(text).spot == Spot(place)


@pytest.mark.parametrize(
    "text",
    [
        "what's the weather",
        "what's the current weather",
        "is it going to rain in an hour",
        "convert 5 miles to kilometers",
        "temperature in the kitchen",
        "weather for tomorrow",
        "wind in the morning",
        "what's tomorrow's weather",
        "in July",
    ],
)
def test_no_place_is_said(text: str) -> None:
    assert filled(text).spot is None


@pytest.mark.parametrize(
    ("text", "place"),
    [("traffic in boston", "boston"), ("a hotel near Lund", "Lund"), ("anything new in my inbox", "")],
)
def test_what_no_service_answers_has_a_place_where_a_town_is_named(text: str, place: str) -> None:
    assert filled(text, "other").spot == (Spot(place) if place else None)


@pytest.mark.parametrize("text", ["weather at the cabin on Tuesday", "is it cold at hytta", "CABIN weather"])
def test_the_households_own_places_have_coordinates(text: str) -> None:
    spot = filled(text).spot
    assert spot is not None
    assert (spot.name, spot.latitude, spot.zone) == ("Cabin", 61.0, "Europe/Oslo")


@pytest.mark.parametrize("text", ["what's it like here", "sunset at home tomorrow", "is it raining around here"])
def test_here_is_home(text: str) -> None:
    assert filled(text).spot == HOME


@pytest.mark.parametrize(
    ("text", "first", "last", "part", "said"),
    [
        ("weather today", (3, 11), (3, 11), "", "today"),
        ("rain tonight?", (3, 11), (3, 11), "night", "tonight"),
        ("rain this afternoon in Rome", (3, 11), (3, 11), "afternoon", "this afternoon"),
        ("Tomorrow morning", (3, 12), (3, 12), "morning", "Tomorrow morning"),
        ("the day after tomorrow", (3, 13), (3, 13), "", "the day after tomorrow"),
        ("on Friday", (3, 13), (3, 13), "", "on Friday"),
        ("Tuesday evening", (3, 17), (3, 17), "evening", "Tuesday evening"),
        ("wednesday", (3, 18), (3, 18), "", "wednesday"),
        ("next monday", (3, 16), (3, 16), "", "next monday"),
        ("next friday", (3, 20), (3, 20), "", "next friday"),
        ("this weekend", (3, 14), (3, 15), "", "this weekend"),
        ("next weekend", (3, 21), (3, 22), "", "next weekend"),
        ("this week", (3, 11), (3, 15), "", "this week"),
        ("next week", (3, 16), (3, 22), "", "next week"),
        ("in three days", (3, 14), (3, 14), "", "in three days"),
        ("in 2 hours", (3, 11), (3, 11), "afternoon", "in 2 hours"),
        ("on 24 December", (12, 24), (12, 24), "", "on 24 December"),
        ("December 24th", (12, 24), (12, 24), "", "December 24th"),
        ("the 24th of december", (12, 24), (12, 24), "", "the 24th of december"),
        ("the 24th", (3, 24), (3, 24), "", "the 24th"),
        ("monday to friday", (3, 16), (3, 20), "", "monday to friday"),
        ("saturday and sunday weather", (3, 14), (3, 15), "", "saturday and sunday"),
        ("5 day forecast", (3, 11), (3, 15), "", "5 day"),
        ("parents evening on friday", (3, 13), (3, 13), "", "on friday"),
        ("quiz night friday", (3, 13), (3, 13), "", "friday"),
        ("is it cold evening of the 24th", (3, 24), (3, 24), "evening", "evening of the 24th"),
        ("how long since 8 this morning", (3, 11), (3, 11), "morning", "since 8 this morning"),
        ("friday at 8 pm", (3, 13), (3, 13), "evening", "friday at 8 pm"),
        ("until christmas", (12, 25), (12, 25), "", "christmas"),
    ],
)
def test_days_are_found(text: str, first: tuple[int, int], last: tuple[int, int], part: str, said: str) -> None:
    days = filled(text).days
    assert days is not None
    assert (days.first, days.last, days.part, days.said) == (date(2026, *first), date(2026, *last), part, said)


@pytest.mark.parametrize(("text", "year"), [("March 3rd", 2027), ("24 December 2030", 2030), ("2028-02-29", 2028)])
def test_a_date_without_year_is_the_next_one(text: str, year: int) -> None:
    days = filled(text).days
    assert days is not None
    assert days.first.year == year


@pytest.mark.parametrize("text", ["February 30", "may I ask", "what's the weather", "2026-13-45"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert filled(text).days is None


def test_the_day_is_one_of_the_zone_of_now() -> None:
    late = datetime(2026, 3, 11, 23, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
    days = fill("tomorrow", NAMES, late, HOME).days
    assert days is not None
    assert days.first == date(2026, 3, 12)


def test_rooms_entities_and_numbers_are_values() -> None:
    assert filled("what's the temperature in the living room").values == {"area": "living room"}
    assert filled("tell mom to buy 12 eggs").values == {"person": "Anna", "number": "12"}


def test_all_names_are_given_for_protection() -> None:
    assert set(NAMES.all) == {"Cabin", "the cabin", "Hytta", "Anna", "mom"}


def test_slots_are_empty_by_default() -> None:
    assert Slots() == Slots(None, None, {}, ())


@pytest.mark.parametrize("text", ["", "a", "🙂", "مرحبا في باريس", "in \u200b", "\x00 in \ud800", "in " * 10923])
def test_odd_text_is_read_quietly(text: str) -> None:
    assert filled(text).days is None


PIECES = (
    "play",
    "add",
    "to my list",
    "turn",
    "off",
    "'",
    "flight 7",
    "UA",
    "%",
    "degrees",
    "remind me to",
    "$",
    "celtics",
    "in",
    "on",
    "the",
    "31",
    "24th",
    "may",
    "next week",
    "Paris",
    ",",
    "to",
    "-",
    "night",
    "of",
    "sunday",
)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=100), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)))
def test_it_never_raises_and_equal_text_gives_equal_slots(text: str) -> None:
    for category in ("", *USED):
        assert filled(text, category) == filled(text, category)


@pytest.mark.parametrize(
    "text", ["in " * 10923, "turn the lights on " * 1700, "heat " * 6500, '"' * 32768, "5 min and " * 3000]
)
def test_a_very_long_text_is_read_in_all_categories(text: str) -> None:
    for category in ("", *USED):
        assert len(filled(text, category).values) <= 12
