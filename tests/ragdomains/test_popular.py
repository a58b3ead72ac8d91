"""Look-ups that are asked again and again: counted, written down, and read as they would be asked now."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from ragdomains import popular
from ragdomains.models import AskedLookup, Domain
from ragdomains.popular import Asked
from ragdomains.stored import key as key_of
from ragdomains.types import Days, Lookup, Spot

HOME = Spot("Oslo", 59.91, 10.75, "Europe/Oslo", "Norway", home=True)
NOW = datetime(2026, 11, 21, 23, 30, tzinfo=ZoneInfo("Europe/Oslo"))
PLAIN = Lookup("now", "how is the weather", NOW, HOME)
FULL = Lookup(
    "price", "nul \x00 and \ud800", NOW.astimezone(UTC), None,
    Days(date(2026, 11, 22), date(2026, 11, 23), "night", "x"),
    {"symbol": "ABC"}, "us", "de", {"team": ("a", "b")}, {"symbol": ("ABC", "DEF")}, {"ABC": "a firm"},
)  # fmt: skip


@pytest.fixture
def weather(db: None) -> Domain:
    return Domain.objects.create(name="weather", title="the weather", kind="open_meteo")


@pytest.mark.parametrize("lookup", [PLAIN, FULL], ids=["plain", "full"])
def test_a_look_up_comes_back_as_it_was(lookup: Lookup) -> None:
    found = popular.unpacked(popular.packed(lookup), lookup.now)
    assert found == replace(lookup, text=found.text)
    assert found.text.isprintable()


def test_it_is_asked_of_the_same_key_again(weather: Domain) -> None:
    found = popular.unpacked(popular.packed(PLAIN), NOW.astimezone(UTC))
    assert key_of(weather, found) == key_of(weather, PLAIN)


def test_the_most_asked_comes_first_and_what_was_asked_once_does_not_count(weather: Domain) -> None:
    for text, count in (("a", 2), ("b", 3), ("c", 1)):
        asked = Asked()
        for _ in range(count):
            asked.add(weather.pk, text, replace(PLAIN, text=text))
            popular.write(asked)
    assert [lookup.text for _, _, lookup in popular.popular(timezone.now())] == ["b", "a"]
    assert AskedLookup.objects.count() == 3


def test_yesterday_is_over(weather: Domain) -> None:
    asked = Asked()
    for _ in range(5):
        asked.add(weather.pk, "a", PLAIN)
    popular.write(asked)
    assert popular.popular(timezone.now() + timedelta(hours=26)) == []
    assert popular.prune(timezone.now() + timedelta(hours=50)) == 1


def test_what_is_held_and_written_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popular, "HELD", 3)
    monkeypatch.setattr(popular, "WRITTEN", 2)
    asked = Asked()
    for text in "abcdabb":
        asked.add(1, text, PLAIN)
    assert [(key, count) for (_, key), _, count in asked.take()] == [("b", 3), ("a", 2)]
    assert asked.take() == []
