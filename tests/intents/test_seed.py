"""The shipped configuration hangs together, and its own test cases hold."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from athena_project.releases import Content
from intents import trained
from intents.classifier import Classifier
from intents.models import TestCase
from intents.slots import Names, Slots, fill
from intents.splitter import Splitter
from ragdomains.holidays import HOLIDAYS
from tests.intents.rows import seed, seed_cases, seed_intents, seed_patterns

NOW = datetime(2026, 3, 11, 15, 0, tzinfo=ZoneInfo("Europe/Oslo"))


def said(slots: Slots) -> dict[str, str]:
    """The slots in the form of a TestCase: place, days as they were said, and the values."""
    place = {"place": slots.spot.name} if slots.spot else {}
    days = {"days": slots.days.said} if slots.days else {}
    return {**slots.values, **place, **days}


@pytest.mark.parametrize("case", seed_cases(), ids=str)
def test_its_test_cases_hold(case: TestCase, shipped_classifier: Classifier, shipped_splitter: Splitter) -> None:
    parts = shipped_splitter.split(case.question)
    assert [shipped_classifier.classify(part).intent or "general" for part in parts] == case.intents
    found = said(fill(parts[0], Names.build(), NOW, None))
    assert {name: found.get(name) for name in case.slots} == case.slots


@pytest.mark.parametrize(
    "text",
    [
        "how does a dimmer switch work",
        "is it better to sleep with the window open",
        "who sang turn off the light",
        "why do led bulbs flicker",
        "is it rude to leave the door open",
        "would a robot vacuum scare a cat",
        "could you shut up for a second",
        "okay that's really enough",
        "please disregard my last command",
    ],
)
def test_what_is_asked_about_the_world_or_said_to_the_assistant_works_no_device(
    text: str, shipped_classifier: Classifier
) -> None:
    found = shipped_classifier.classify(text).intent
    assert found not in {name for name, intent in seed_intents().items() if intent.category == "control"}


KINDS = """
en|is lax closed because of the snow|airport_delays
en|did the fog delay heathrow|airport_delays
en|is it snowing at jfk|airport_weather
en|is it busy at heathrow|airport_delays
en|will it snow at denver airport|airport_weather
en|epl table|sports_standings
en|why is the hall light on|device_status
en|quiz night on thursday at the crown|events_find
en|how hot is it on mars|general_knowledge
en|how fast were the winds in hurricane andrew|general_knowledge
en|can people live on mars|general_knowledge
en|what's the difference between climate and weather|general_knowledge
en|is it illegal to open my neighbor's mail|general_knowledge
de|wo ist mein handy|phone
de|wann ist karfreitag|date_today
de|was ergibt siebzehn mal dreiundzwanzig|calculate
de|wer führt in der formel 1|sports_standings
de|wie heiß ist es auf der venus|general_knowledge
de|ist der flughafen münchen wegen nebel gesperrt|airport_delays
de|warum brennt im flur licht|device_status
en|what's new since this morning|news_headlines
en|anything important since lunch|news_headlines
en|which battery does the smoke detector take|documents
en|can i run a dishwasher half empty|documents
en|is it okay to use the tumble dryer at night|documents
en|remind me what the wifi password is|documents
en|remind me to call mum|reminders
en|wake me at quarter to seven on weekdays|alarms
en|is the dishwasher running|device_status
en|is today a holiday|holidays
en|is friday a bank holiday|holidays
en|when is the next full moon|moon
en|what phase is the moon in|moon
en|any delays in new york|airport_delays
en|double it|
en|whom should we ring about the gas smell|documents
en|what temperature do i wash silk at|documents
en|how is the league table looking|sports_standings
en|how many pages does the hobbit have|general_knowledge
de|wen soll ich anrufen wenn das wasser läuft|documents
en|capital of mongolia|general_knowledge
en|what is the currency of thailand|general_knowledge
en|what do they speak in quebec|general_knowledge
en|who won the super bowl in 1985|general_knowledge
en|why is the sky red at dusk|general_knowledge
en|why do fans make you feel cooler|general_knowledge
en|what is the open door policy|general_knowledge
en|whats the temperature inside a volcano|general_knowledge
en|what should i wear tomorrow|weather_temperature
en|shall we pack an umbrella|weather_rain
en|nudge the heating up a bit|device_command
en|how many grams of protein are in lentils|nutrition
en|when is the next beyonce concert|events_find
en|set the alarm for six|alarms
en|who do the heat have next|sports_game
en|what time is kick off|sports_game
de|welche Währung hat Polen|general_knowledge
de|wie viele Einwohner hat Norwegen|general_knowledge
de|was ist die Hauptstadt von Kanada|general_knowledge
de|wie heißt der Bundeskanzler|general_knowledge
de|wo liegt Samoa|general_knowledge
de|aus was besteht Glas|general_knowledge
de|wie heiß ist die Sonne|general_knowledge
de|wie heiß ist es heute|weather_temperature
de|was ist der Unterschied zwischen Wetter und Klima|general_knowledge
de|Rezept für Kaiserschmarrn|recipes
de|wie lange hält gekochter Reis|cooking_help
de|Wie ist das WLAN-Passwort|documents
de|Wann ist Müllabfuhr|documents
de|welche Batterie braucht der Rauchmelder|documents
de|darf man sonntags die Waschmaschine laufen lassen|documents
de|wie kalt ist es in Denver|weather_temperature
de|wie warm ist es im Wohnzimmer|device_status
de|wie hoch ist der Pollenflug|weather_air
de|ist morgen ein Feiertag|holidays
de|wann ist Vollmond|moon
de|auf welchem Platz steht Dortmund|sports_standings
de|was läuft heute Abend im Fernsehen|watch_recommend
de|was gibt es Neues seit heute Morgen|news_headlines
de|wie viel sind hundert Dollar in Euro|exchange_rate
"""


@pytest.mark.parametrize("row", KINDS.strip().splitlines())
def test_kinds_of_questions_that_were_once_read_wrongly(row: str, shipped_classifier: Classifier) -> None:
    language, text, intent = row.split("|")
    assert shipped_classifier.classify(text, language).intent == intent


def test_every_row_is_valid_and_none_stands_twice() -> None:
    for row in [*seed_intents().values(), *seed_patterns()]:
        row.clean_fields(exclude=["domain", "intent"])
    rows = Counter((row.intent.name, row.type, row.text) for row in seed_patterns())
    assert [key for key, times in rows.items() if times > 1] == []


def test_no_example_belongs_to_two_intents() -> None:
    owners: dict[str, set[str]] = {}
    for row in seed_patterns():
        if row.type == "example":
            owners.setdefault(row.text.lower(), set()).add(row.intent.name)
    assert [text for text, names in owners.items() if len(names) > 1] == []


def test_one_intent_is_the_fallback_and_what_cannot_be_done_says_so() -> None:
    rows = seed()["intents.intent"]
    assert [row["name"] for row in rows if row.get("fallback")] == ["general"]
    assert all(row["reply"] for row in rows if row.get("mode") in {"decline", "act"})
    assert all(row["domain"] and row["ask"] for row in rows if row.get("mode", "facts") == "facts")
    assert all(row["category"] for row in rows)


@pytest.mark.django_db
def test_what_ships_was_learned_from_the_examples_that_ship(shipped_content: Content) -> None:
    """After a change of the seeds: `manage.py train --ship`."""
    assert trained.shipped(trained.examples_of(shipped_content).digest) is not None


HOW_KNOWN = """
    How do you know that?
    and how do you know
    Where did you get that?
    Where'd you get that from?
    says who?
    What's your source?
    What are your sources for that?
    Where does this information come from?
    how did you find that out
    Can you tell me how you know that?
    What is that based on?
    Really? How do you know?
    who told you that
    How old is that data?
    How do you know that's true?
"""
GERMAN = """
    Woher weißt du das?
    woher weisst du das denn
    Und woher hast du das?
    Was ist deine Quelle?
    Wer sagt das?
    Woher kommen diese Daten?
    Wie kommst du darauf?
    Wie aktuell sind diese Daten?
"""
SOMETHING_ELSE = """
    how do you know that a melon is ripe
    what is the source of the nile
    where does chocolate come from
    who says good morning in french
    how old is that church
    what are the sources of vitamin c
    woher kommt der name montag
    wer sagt den wetterbericht an
"""


def test_how_an_answer_is_known_is_asked_in_many_words(shipped_classifier: Classifier) -> None:
    asked = [(text, code) for code, texts in (("en", HOW_KNOWN), ("de", GERMAN)) for text in texts.strip().splitlines()]
    missed = [text for text, code in asked if shipped_classifier.classify(text, code).intent != "provenance"]
    others = SOMETHING_ELSE.strip().splitlines()
    caught = [text for text in others if shipped_classifier.classify(text).intent == "provenance"]
    assert (missed, caught) == ([], [])


@pytest.mark.parametrize(
    "names", [(name, *others.split("|")) for name, _, others in HOLIDAYS], ids=lambda names: names[0]
)
def test_every_holiday_is_asked_of_the_clock(names: tuple[str, ...], shipped_classifier: Classifier) -> None:
    asked = [f"{start} {name.casefold()}" for start in ("when is", "when's") for name in names if name]
    found = {question: shipped_classifier.classify(question).intent for question in asked}
    assert set(found.values()) <= {"date_today", "holidays"}, found
