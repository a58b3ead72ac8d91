"""A question that names several things is answered for each, where its domain tells of one at a time."""

from datetime import UTC, datetime

import pytest

from inference.several import MOST, one_each
from inference.state import Part
from intents.models import Intent
from intents.slots import Names, fill
from ragdomains.models import Domain

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def part(text: str, category: str, kind: str, mode: str = "facts") -> Part:
    intent = Intent(name=category, mode=mode, domain=Domain(name=category, kind=kind))
    return Part(text, intent, None, fill(text, Names.build(), NOW, None, category))


@pytest.mark.parametrize(
    ("text", "category", "kind", "slot", "values"),
    [
        ("how are Apple and Tesla doing", "stocks", "stooq", "symbol", ["AAPL", "TSLA"]),
        ("what is gold and silver at", "stocks", "alphavantage", "symbol", ["GC=F", "SI=F"]),
        ("delays at Boston and Denver", "airports", "faa_status", "airport", ["BOS", "DEN"]),
        ("is the weather bad at JFK or LAX", "airports", "aviation_weather", "airport", ["JFK", "LAX"]),
        ("how is Apple doing", "stocks", "stooq", "symbol", ["AAPL"]),
        ("jets against bills", "sports", "espn", "team", ["New York Jets"]),
        ("celtics and lakers scores", "sports", "espn", "team", ["Boston Celtics", "Los Angeles Lakers"]),
        ("did Arsenal or Chelsea win", "sports", "thesportsdb", "team", ["Arsenal", "Chelsea"]),
        ("the celtics and lakers game", "sports", "openligadb", "team", ["Boston Celtics"]),
        ("how are Apple and Tesla doing", "stocks", "gone", "symbol", ["AAPL"]),
    ],
)
def test_each_thing_is_a_part_of_its_own(text: str, category: str, kind: str, slot: str, values: list[str]) -> None:
    parts = one_each(part(text, category, kind))
    assert [each.slots.values[slot] for each in parts] == values


def test_what_is_only_declined_is_declined_once_and_a_long_list_ends() -> None:
    assert len(one_each(part("how are Apple and Tesla doing", "stocks", "stooq", "decline"))) == 1
    many = "how are Apple, Tesla, Amazon, Microsoft, Nvidia, Intel, Netflix and Boeing doing"
    assert len(one_each(part(many, "stocks", "stooq"))) == MOST
