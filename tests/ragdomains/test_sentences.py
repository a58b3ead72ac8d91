"""Sentences made from facts: what is substituted, what is left out, how numbers and ages are said."""

from datetime import UTC, date, datetime

import pytest

from ragdomains.models import Domain
from ragdomains.sentences import as_of, digits, render, said, say, spoken_values, validate
from ragdomains.types import Evidence, Fact

MOMENT = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
CLOCK = Domain(pk=7, name="clock", title="clock", kind="clock")


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{place}: {temperature}", "Oslo: 4 degrees"),
        ("{temperature}[, gusts up to {gusts}].", "4 degrees."),
        ("[In {place} ]it is {temperature}.", "In Oslo it is 4 degrees."),
        ("[At {gusts} ]it is {temperature}.", "It is 4 degrees."),
        ("{temperature}[, {place}, {gusts}]", "4 degrees"),
        ("{temperature} [see below]", "4 degrees [see below]"),
        ("{missing} here", ""),
        ("{empty} here", ""),
        ("{place.__class__} {0} {} {place!r} {{place}}", "{place.__class__} {0} {} {place!r} {Oslo}"),
    ],
)
def test_only_declared_names_are_replaced(template: str, sentence: str) -> None:
    assert render(template, {"place": "Oslo", "temperature": "4 degrees", "empty": ""}) == sentence


def test_a_value_is_never_read_as_a_template() -> None:
    assert render("{a}[ {b}]", {"a": "{b} [{c}] %s", "b": "{a}"}) == "{b} [{c}] %s {a}"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(4.0, 1, "4"), (-0.3, 0, "0"), (-3.25, 1, "-3.2"), (10_400.5, 1, "10,400.5"), (0.05, 2, "0.05"), (100, 0, "100")],
)
def test_numbers_lose_what_nobody_says(value: float, places: int, text: str) -> None:
    assert digits(value, places) == text


@pytest.mark.parametrize(
    ("fact", "short", "long"),
    [
        (Fact("t", -3.2, "degC"), "-3 degrees", "-3.2 °C"),
        (Fact("t", 0.6, "degC"), "1 degree", "0.6 °C"),
        (Fact("t", 71.0, "degF"), "71 degrees", "71 °F"),
        (Fact("w", 12.4, "km/h"), "12 kilometres per hour", "12 km/h"),
        (Fact("p", 60, "%"), "60 percent", "60%"),
        (Fact("r", 0.25, "in"), "0.25 inches", "0.25 in"),
        (Fact("a", True), "yes", "yes"),
        (Fact("s", MOMENT), "14:05", "14:05"),
        (Fact("d", date(2026, 12, 24)), "Thursday 24 December", "Thursday 24 December"),
        (Fact("n", 3, "goals"), "3 goals", "3 goals"),
        (Fact("n", 3), "3", "3"),
    ],
)
def test_a_fact_is_spoken_or_written(fact: Fact, short: str, long: str) -> None:
    assert (said(fact, "short"), said(fact, "long")) == (short, long)


def test_the_first_fact_of_a_name_counts_and_values_win() -> None:
    evidence = Evidence((Fact("a", 1), Fact("a", 2), Fact("b", 3)), values={"b": "three", "c": ""})
    assert spoken_values(evidence) == {"a": "1", "b": "three"}


def test_unknown_names_are_reported_for_forms() -> None:
    assert validate("{time} {tmie} [in {place}] {zone}", ["time", "place"]) == ["tmie", "zone"]


def evidence(**changes: object) -> Evidence:
    values = {"time": "15:05", "place": "Oslo"}
    return Evidence(**({"answer": "time", "values": values, "as_of": MOMENT, "source": "Clock"} | changes))  # type: ignore[arg-type]


def test_an_edited_template_replaces_the_provider_s_own() -> None:
    assert say(CLOCK, evidence(), "short", {(7, "time", "short"): "{place} has {time}."}) == "Oslo has 15:05."


def test_an_edited_template_that_lacks_a_value_falls_to_the_provider_s_own() -> None:
    assert "15:05" in say(CLOCK, evidence(), "short", {(7, "time", "short"): "{tmie} in {place}."})


def test_without_any_template_the_bare_facts_are_said() -> None:
    bare = evidence(answer="unheard_of", facts=(Fact("wind_speed", 4.0, "km/h"), Fact("humidity", 50, "%")))
    assert say(CLOCK, bare) == "Wind speed 4 kilometres per hour, humidity 50 percent."


def test_nothing_is_said_of_nothing() -> None:
    assert say(CLOCK, Evidence(cached="stale", as_of=MOMENT), "short") == ""


def test_a_stale_answer_says_its_age_and_a_fresh_one_does_not() -> None:
    words = {(7, "time", "short"): "It is {time}."}
    assert say(CLOCK, evidence(cached="stale"), "short", words, MOMENT) == "It is 15:05, as of 14:05."
    assert say(CLOCK, evidence(cached="fresh"), "short", words, MOMENT) == "It is 15:05."


def test_a_sentence_that_says_of_when_it_is_does_not_say_it_twice() -> None:
    words = {(7, "time", "short"): "This is the news as of 14:05 from {place}."}
    assert say(CLOCK, evidence(cached="stale"), "short", words, MOMENT) == "This is the news as of 14:05 from Oslo."


def test_the_long_form_names_source_and_age() -> None:
    assert (
        say(CLOCK, evidence(), "long", {(7, "time", "long"): "It is {time}."}, MOMENT)
        == "It is 15:05 (Clock, as of 14:05)."
    )


def test_an_age_of_another_day_names_the_day() -> None:
    assert as_of(MOMENT, datetime(2026, 11, 22, 9, tzinfo=UTC)) == "as of Saturday 21 November, 14:05"
