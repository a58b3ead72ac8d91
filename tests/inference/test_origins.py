"""Where an answer came from is told in one sentence that can be spoken, with its age."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from inference.origins import told
from inference.sources import DEVICES, DOCUMENTS, MODEL, OWN, SERVICE, Source

NOW = datetime(2026, 11, 29, 14, 5, tzinfo=ZoneInfo("Europe/Oslo"))


def service(gone: timedelta, name: str = "Open-Meteo") -> Source:
    return Source(SERVICE, name, as_of=NOW.astimezone(UTC) - gone)


@pytest.mark.parametrize(
    ("gone", "english", "german"),
    [
        (timedelta(seconds=-5), "just now", "gerade eben"),
        (timedelta(seconds=44), "just now", "gerade eben"),
        (timedelta(seconds=61), "a minute ago", "vor einer Minute"),
        (timedelta(minutes=5), "5 minutes ago", "vor 5 Minuten"),
        (timedelta(minutes=59), "an hour ago", "vor einer Stunde"),
        (timedelta(hours=3), "3 hours ago", "vor 3 Stunden"),
        (timedelta(hours=20), "yesterday at 18:05", "gestern um 18:05 Uhr"),
        (timedelta(days=5), "on Tuesday 24 November", "am Dienstag, 24. November"),
    ],
)
def test_the_age_is_spoken(gone: timedelta, english: str, german: str) -> None:
    assert told([service(gone)], NOW, "en") == f"From Open-Meteo, {english}."
    assert told([service(gone)], NOW, "de-AT") == f"Von Open-Meteo, {german}."


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([Source(SERVICE, "the FAA")], "From the FAA."),
        ([Source(DOCUMENTS, "your documents", as_of=NOW, documents=("Boiler", "Bins", "C"))],
         "From your documents: Boiler and Bins."),
        ([Source(DOCUMENTS)], "From your documents."),
        ([Source(OWN)], "I worked that out myself."),
        ([Source(DEVICES)], "From what your devices reported."),
        ([Source(MODEL)], "From what the language model knows, without looking anything up."),
        ([Source()], "Those were my own words, they rest on no source."),
        ([service(timedelta()), Source(), service(timedelta(minutes=2), "ESPN")],
         "From Open-Meteo, just now, and from ESPN, 2 minutes ago."),
        ([Source(OWN), Source(OWN, "Athena")], "I worked that out myself."),
    ],
)  # fmt: skip
def test_each_source_is_named_once_and_fixed_words_only_where_there_is_nothing_else(
    sources: list[Source], said: str
) -> None:
    assert told(sources, NOW, "en") == said
    assert told(sources, NOW, "fi") == said  # a language without words of its own


def test_german_names_what_german_names() -> None:
    assert told([Source(DOCUMENTS, documents=("Kessel",))], NOW, "de") == "Aus deinen Dokumenten: Kessel."
    assert told([Source(SERVICE, "the FAA")], NOW, "de") == "Von FAA."
