"""Names of the world are found at word borders, the longest one, and common words are marked as such."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.gazetteer import Mention, city_airports, known_of, mentions
from intents.kinds import USED, meant
from intents.tables import path_of, rows

FILES = ("teams", "companies", "airlines", "titles", "artists")


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind, each.value) for each in mentions(text) if not each.ambiguous]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("did the boston celtics win", [("team", "Boston Celtics")]),
        ("premier league results", [("league", "Premier League")]),
        ("microsoft and nvidia", [("company", "Microsoft"), ("company", "Nvidia")]),
        ("delays at heathrow", [("airport", "London Heathrow")]),
        ("fly with lufthansa", [("airline", "Lufthansa"), ("company", "Lufthansa")]),
        ("the new york times", [("outlet", "The New York Times")]),
        ("turn on the dishwasher in the kitchen", [("device", "dishwasher"), ("area", "kitchen")]),
        ("breaking bad on netflix", [("title", "Breaking Bad"), ("service", "Netflix")]),
        ("celticsfan and unmicrosoft", []),
        ("", []),
    ],
)
def test_names_are_found(text: str, names: list[tuple[str, str]]) -> None:
    assert sorted(found(text)) == sorted(names)


def test_a_mention_says_where_it_stands_and_what_more_is_known() -> None:
    assert mentions("the celtics game")[0] == Mention(4, 11, "team", "Boston Celtics", False, "NBA")


@pytest.mark.parametrize("word", ["heat", "apple", "up", "delta", "friends", "queen", "jets"])
def test_a_common_word_is_ambiguous(word: str) -> None:
    assert mentions(word)
    assert all(each.ambiguous for each in mentions(word))


def test_a_common_word_never_hides_a_sure_name() -> None:
    assert ("area", "office") in found("turn on the light in the office")


@pytest.mark.parametrize(
    ("text", "category", "values"),
    [
        ("did the heat win", "sports", ["Miami Heat"]),
        ("did the heat win", "weather", []),
        ("turn off the heat", "control", ["heating"]),
        ("delta is late", "airports", ["Delta Air Lines"]),
        ("what's on in leeds", "events", []),
        ("i like apple pie", "", []),
        ("apple stock", "", ["Apple"]),
        ("the jets game", "", ["New York Jets"]),
        ("the jets are loud", "", []),
        ("watch it", "streaming", []),
        ("the movie it", "streaming", []),
    ],
)
def test_a_common_word_counts_in_company(text: str, category: str, values: list[str]) -> None:
    assert [each.value for each in meant(mentions(text), text, category)][: len(values) or None] == values


def test_a_city_stands_for_its_airport() -> None:
    assert [each.value for each in city_airports("from boston to chicago")] == ["BOS", "ORD"]


@pytest.mark.parametrize("said", ["am flughafen münchen", "von münchen nach rom", "am münchner flughafen"])
def test_a_german_name_of_a_city_stands_for_its_airport(said: str) -> None:
    assert "MUC" in [each.value for each in city_airports(said)] + [each.extra for each in mentions(said, "de")]


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_whole_and_stands_once(name: str) -> None:
    table = rows(name)
    assert len({(row.kind, row.value) for row in table}) == len(table)
    assert all(row.kind and row.value and (row.words or row.loose) for row in table)
    assert all(word == word.strip().lower() for row in table for word in (*row.words, *row.loose))


@pytest.mark.parametrize(
    "name",
    [
        *FILES,
        *(f"{kind}.{code}" for kind in ("devices", "genres", "actions", "units", "cues") for code in ("en", "de")),
    ],
)
def test_every_file_names_its_source_and_licence(name: str) -> None:
    base, _, language = name.partition(".")
    assert rows(base, language)
    first = path_of(name).read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("#")
    assert "Source:" in first
    assert "Licence: CC0" in first


def test_kinds_that_a_category_uses_are_kinds_that_exist() -> None:
    known = {row.kind for name in FILES for row in rows(name)}
    known |= {row.kind for name in ("devices", "genres") for row in rows(name, "en")}
    assert {kind for kinds in USED.values() for kind in kinds} <= known


def test_a_language_without_its_own_words_takes_the_english() -> None:
    assert mentions("kitchen light", "xx") == mentions("kitchen light", "en")


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_it_never_raises_and_mentions_stand_in_the_text(text: str) -> None:
    assert all(0 <= each.start < each.end <= len(text) for each in mentions(text))


def test_what_is_known_of_a_name_depends_on_what_it_is() -> None:
    named = [("team", "Boston Celtics"), ("team", "Juventus"), ("company", "Juventus"), ("team", "Nobody")]
    assert known_of(named[:2]) == {"Boston Celtics": "NBA", "Juventus": "Serie A"}
    assert known_of(named[2:]) == {"Juventus": "JUVE.MI"}
