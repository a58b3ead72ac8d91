"""Evidence as it is kept: the same when it comes back, under a key that means the question."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ragdomains.models import Domain
from ragdomains.stored import CANONICAL, canonical, from_json, key, to_json
from ragdomains.types import Days, Evidence, Fact, Lookup, Passage, Spot, Value

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
WEATHER = Domain(pk=3, name="weather", title="the weather", kind="open_meteo", options={})
OSLO = Spot("Oslo", 59.9127, 10.7461, "Europe/Oslo", "Norway")
TOMORROW = Days(date(2026, 11, 22), date(2026, 11, 22), "", "tomorrow")
LOOKUP = Lookup("forecast", "how will it be?", NOW, OSLO, TOMORROW, {"a": "One", "b": "two"})


def test_evidence_comes_back_as_it_was() -> None:
    moment = datetime(2026, 11, 21, 15, 5, tzinfo=ZoneInfo("Europe/Oslo"))
    values: tuple[Value, ...] = (3, -2.5, True, "text", moment, date(2026, 11, 22))
    facts = tuple(
        Fact(f"fact {n}", value, "mm", "Oslo", moment, date(2026, 11, 23), NOW, "S") for n, value in enumerate(values)
    )
    passage = Passage("text", "title", "heading", "https://example.org", 3, 0.5, NOW, NOW.date(), 7)
    evidence = Evidence(facts, (passage, Passage("t", "u")), "day", {"d": "x"}, moment, "Source", "https://example.org")
    again = from_json(to_json(evidence))
    assert again == evidence
    assert [type(fact.value) for fact in again.facts] == [type(value) for value in values]
    assert again.facts[4].value.tzinfo == ZoneInfo("Europe/Oslo")  # type: ignore[union-attr]


def test_values_that_look_like_times_stay_texts() -> None:
    evidence = Evidence(
        (Fact("a", "2026-11-22"), Fact("b", '{"d": "2026-11-22"}')), values={"t": "2026-11-22", "z": ""}
    )
    assert from_json(to_json(evidence)) == evidence


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"facts": 3, "passages": []}', b'{"facts": [[1, 2, 3, 4, 5, 6, 7, 8, 9]]}']
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_json(data)


def test_the_key_is_the_same_in_every_process() -> None:
    assert key(WEATHER, LOOKUP) == "lookup:3:5842bc8a522f45c62051aabb4b175fb1f073890d8496b8e3591be5b4d2883065"


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "What's it going to be like tomorrow?"},
        {"slots": {"b": " TWO ", "a": "one"}},
        {"now": datetime(2026, 11, 21, 9, 0, tzinfo=UTC)},
        {"spot": replace(OSLO, latitude=59.9131)},
        {"spot": replace(OSLO, name="oslo")},
        {"days": replace(TOMORROW, said="Tomorrow, please")},
    ],
)
def test_questions_of_one_meaning_share_a_key(changes: dict[str, Any]) -> None:
    assert key(WEATHER, replace(LOOKUP, **changes)) == key(WEATHER, LOOKUP)


@pytest.mark.parametrize(
    "changes",
    [
        {"ask": "rain"},
        {"text": "do I need an umbrella?"},
        {"slots": {"a": "one"}},
        {"choices": {"a": ("one", "two")}},
        {"many": {"a": ("one", "two")}},
        {"units": "us"},
        {"language": "de"},
        {"now": datetime(2026, 11, 21, 23, 30, tzinfo=UTC)},  # in Oslo it is the next day
        {"spot": None},
        {"spot": Spot("Oslo")},
        {"spot": replace(OSLO, home=True)},
        {"spot": replace(OSLO, latitude=60.39)},
        {"days": None},
        {"days": replace(TOMORROW, part="evening")},
        {"days": replace(TOMORROW, said="")},
        {"days": replace(TOMORROW, last=date(2026, 11, 23))},
    ],
)
def test_questions_of_another_meaning_do_not(changes: dict[str, Any]) -> None:
    assert key(WEATHER, replace(LOOKUP, **changes)) != key(WEATHER, LOOKUP)


def test_the_key_follows_the_options_as_they_work() -> None:
    said = Domain(pk=3, kind="open_meteo", options={"timeout": 5.0})  # the default, written out
    other = Domain(pk=3, kind="open_meteo", options={"timeout": 6.0})
    assert key(said, LOOKUP) == key(WEATHER, LOOKUP) != key(other, LOOKUP)


def test_a_question_of_broken_text_has_a_key() -> None:
    assert key(WEATHER, replace(LOOKUP, text="\ud800", slots={"a": "\x00\udfff"})).startswith("lookup:3:")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("espn", "when do the Wobblers play", "when do the Quuxers play"),
        ("faa_status", "delays at Foobar airport", "delays at Quux airport"),
    ],
)
def test_names_that_nobody_knows_have_keys_of_their_own(kind: str, one: str, other: str) -> None:
    row = Domain(pk=3, name="d", title="d", kind=kind, options={})
    asked = Lookup("next", one, NOW, OSLO)
    assert key(row, asked) != key(row, replace(asked, text=other))
    assert key(row, asked) == key(row, replace(asked, text=f"please, {one}"))


@pytest.mark.parametrize(
    "asked",
    [["now", [42.36, -71.06, "boston", False], None], ['a/b\t\\"\x1f\x7f', ("one", "two")], ["münchen", 0.0, -0.5]],
)
def test_a_key_is_made_of_the_same_text_however_it_is_written(asked: list[object]) -> None:
    assert canonical(asked) == CANONICAL(asked)
