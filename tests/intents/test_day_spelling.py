"""Days are found although a letter of them slipped, and words that are near to one are left alone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from intents.day_spelling import nearest, respelled
from intents.days import find_days

NOW = datetime(2026, 3, 11, 15, 0, tzinfo=ZoneInfo("Europe/Oslo"))  # a Wednesday


@pytest.mark.parametrize(
    ("text", "language", "day", "said"),
    [
        ("weather tomorow in leeds", "en", date(2026, 3, 12), "tomorow"),
        ("what about tommorow?", "en", date(2026, 3, 12), "tommorow"),
        ("is it dry on saterday evening", "en", date(2026, 3, 14), "on saterday evening"),
        ("wetter am donerstag in kiel", "de", date(2026, 3, 12), "am donerstag"),
    ],
)
def test_a_day_is_found_where_a_letter_slipped(text: str, language: str, day: date, said: str) -> None:
    found = find_days(text, NOW, language)
    assert found is not None
    assert (found.days.first, found.days.said, text[found.start : found.end].strip()) == (day, said, said)


@pytest.mark.parametrize(
    ("word", "language"),
    [("sundae", "en"), ("weekends", "en"), ("saturate", "en"), ("morgen", "de"), ("dienste", "de"), ("western", "de")],
)
def test_another_word_is_no_day(word: str, language: str) -> None:
    assert nearest(word, language) == word


def test_each_place_of_the_right_text_is_known_in_the_text_as_it_was() -> None:
    right, places = respelled("on tomorow, ok", "en")
    assert right == "on tomorrow, ok"
    assert [places[right.index(sign)] for sign in (",", "ok")] == [10, 12]
    assert places[len(right)] == len("on tomorow, ok")
