"""Two places that are compared, in both languages, and a comparison that leaves a place out."""

import pytest

from intents.comparing import completed, leans
from intents.unfolding import comparison


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("which is windier today Hull or Leeds", ("is it windier today in Hull", "is it windier today in Leeds")),
        ("is it colder here than in Bergen", ("is it colder here", "is it colder in Bergen")),
        ("is Rome or Madrid warmer", ("is it warmer in Rome", "is it warmer in Madrid")),
        ("will Rome be hotter than Oslo", ("will it be hotter in Rome", "will it be hotter in Oslo")),
        ("wo ist es wärmer, in Wien oder in Prag", ("ist es in Wien wärmer", "ist es in Prag wärmer")),
        ("ist Wien heute wärmer als Linz", ("ist es heute in Wien wärmer", "ist es heute in Linz wärmer")),
        ("ist Wien wärmer als Linz morgen", ("ist es in Wien wärmer morgen", "ist es in Linz wärmer morgen")),
        ("ist es wärmer in Wien als in Graz", ("ist es in Wien wärmer", "ist es in Graz wärmer")),
        ("is {x} warmer than {y} b", ("is it warmer in {x}", "is it warmer in {y} b")),
    ],
)
def test_two_places_are_two_questions(text: str, parts: tuple[str, ...]) -> None:
    assert comparison(text) == parts


@pytest.mark.parametrize(
    ("text", "missing", "whole"),
    [
        ("which one's sunnier", 2, "which is sunnier, Rome or Oslo on friday"),
        ("and which of them will be colder tomorrow?", 2, "which is colder, Rome or Oslo tomorrow"),
        ("is that warmer than athens", 1, "is Rome warmer than athens on friday"),
        ("will it be colder there than in Linz", 1, "is Rome colder than Linz on friday"),
        ("how many hours apart are they", 2, "what is the time difference between Rome and Oslo"),
        ("what's the time difference", 2, "what is the time difference between Rome and Oslo"),
        ("wie viele stunden liegen dazwischen", 2, "wie groß ist der zeitunterschied zwischen Rome und Oslo"),
        ("wo ist es wärmer", 2, "wo ist es wärmer, Rome oder Oslo on friday"),
        ("ist es da wärmer als in Prag", 1, "ist Rome wärmer als Prag on friday"),
    ],
)
def test_a_comparison_is_completed(text: str, missing: int, whole: str) -> None:
    assert leans(text) == missing
    assert completed(text, ("Rome", "Oslo"), "on friday") == whole


@pytest.mark.parametrize(
    "text",
    [
        "is it colder than yesterday",
        "is that warmer than usual",
        "which lamp is brighter",
        "what's the difference",
        "how many hours are in a week",
        "weather",
        "ist es kälter als sonst",
        f"is that warmer than {'a' * 300}",
    ],
)
def test_what_compares_no_two_places_leans_on_none(text: str) -> None:
    assert leans(text) == 0


def test_what_hangs_in_the_sky_is_no_place() -> None:
    assert comparison("is lightning hotter than the sun") == ()
    assert comparison("is Venus hotter than Mercury") == ()
