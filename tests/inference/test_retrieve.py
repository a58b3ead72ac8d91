"""What a part asks its domain: the slots, what their words may mean, and what is known of them."""

from datetime import UTC, datetime

from inference.stages.retrieve import lookup_of
from inference.state import Part
from intents.classifier import Match
from intents.slots import Names, fill
from tests.inference.queries import query

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def part(text: str, category: str = "sports") -> Part:
    return Part(text, None, Match("", 0.0, ""), fill(text, Names.build(), NOW, None, category))


def test_a_domain_learns_what_an_ambiguous_word_may_mean() -> None:
    lookup = lookup_of(part("when do the giants play"), "next", query("when do the giants play"))
    assert lookup.slots["team"] == "New York Giants"
    assert lookup.choices == {"team": ("New York Giants", "San Francisco Giants")}
    assert lookup.about == {"New York Giants": "NFL", "San Francisco Giants": "MLB"}


def test_a_domain_learns_all_that_is_named() -> None:
    lookup = lookup_of(part("giants against eagles"), "next", query("giants against eagles"))
    assert lookup.many == {"team": ("New York Giants", "Philadelphia Eagles")}
    assert lookup.about["Philadelphia Eagles"] == "NFL"


def test_what_is_known_is_that_of_the_kind_that_is_meant() -> None:
    assert lookup_of(part("juventus score"), "next", query("juventus score")).about == {"Juventus": "Serie A"}
