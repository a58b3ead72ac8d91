"""German answers of the providers that ship: sentences, numbers, days and units, and what is said without an answer."""

from datetime import date, timedelta
from typing import Any

import pytest

from athena_project.http import Http
from ragdomains.admin import sentences
from ragdomains.index import Index
from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.sentences import names, say, spoken_day
from ragdomains.stored import key
from ragdomains.types import Days, Evidence, Fact, Lookup, ProviderError
from ragdomains.weather.codes import EUROPEAN_AIR, POINTS, US_AIR, UV_LEVELS, WORDS
from ragdomains.weather.german import PHRASES
from tests.ragdomains.test_open_meteo import NOW, TODAY, days, from_fixture, lookup

WEATHER, CLOCK, CALCULATOR, UNITS = (
    Domain(pk=pk, name=kind, title=kind, kind=kind)
    for pk, kind in enumerate(("open_meteo", "clock", "calculator", "units"), 1)
)


@pytest.mark.parametrize(
    ("asked", "short", "long"),
    [
        (
            lookup("now"),
            "Zurzeit: 4 Grad, bedeckt, gefühlt 1.",
            "Zurzeit: 4,2 °C, bedeckt, gefühlt 0,9 °C, Wind 12 km/h aus Südwesten, Böen bis 27 km/h, "
            "Luftfeuchtigkeit 81 % (Open-Meteo, Stand 15:05 Uhr).",
        ),
        (
            lookup("wind"),
            "Der Wind weht mit 12 Kilometer pro Stunde aus Südwesten, in Böen mit bis zu 27 Kilometer pro Stunde.",
            "",
        ),
        (lookup("now", text="wie hoch ist die Luftfeuchtigkeit"), "Die Luftfeuchtigkeit beträgt 81 Prozent.", ""),
        (
            lookup("forecast", days=days(1, said="morgen")),
            "Morgen, Sonntag, 22. November: bedeckt, -2 bis 4 Grad.",
            "",
        ),
        (
            lookup("forecast", days=days(1, said="morgen früh", part="morning")),
            "Morgen früh, Sonntag, 22. November: bedeckt, -1 bis 2 Grad.",
            "",
        ),
        (
            lookup("forecast", days=days(0, said="heute")),
            "Heute: leichter Regen, -1 bis 6 Grad, Regen zu 78 Prozent.",
            "Heute: leichter Regen, -0,7 °C bis 5,5 °C, Regen oder Schnee zu 78 %, insgesamt 3 mm, Wind bis 17 km/h, "
            "Böen bis 29 km/h (Open-Meteo, Stand 15:05 Uhr).",
        ),
        (
            lookup("forecast", days=days(0, 1, "am Wochenende")),
            "Dieses Wochenende, Samstag, 21. bis Sonntag, 22. November: Samstag leichter Regen, -1 bis 6 Grad; "
            "Sonntag bedeckt, -2 bis 4 Grad.",
            "",
        ),
        (lookup("rain"), "Ja, heute ist Regen wahrscheinlich (78 Prozent), ab etwa 17:00 Uhr.", ""),
        (lookup("rain", units="us"), "Ja, heute ist Regen wahrscheinlich (78 Prozent), ab etwa 17:00 Uhr.", ""),
        (
            lookup("rain", days=days(1, said="morgen")),
            "Nein, morgen, Sonntag, 22. November, wird kein Regen oder Schnee erwartet (10 Prozent).",
            "",
        ),
        (
            lookup("rain", text="brauche ich einen Regenschirm"),
            "Ja, nimm einen Schirm mit: heute ist Regen wahrscheinlich (78 Prozent), ab etwa 17:00 Uhr.",
            "",
        ),
        (lookup("rain", text="schneit es"), "Kein Schnee, aber heute ist Regen wahrscheinlich (78 Prozent).", ""),
        (
            lookup("rain", days=days(0, 1, "am Wochenende")),
            "Ja, dieses Wochenende, Samstag, 21. bis Sonntag, 22. November: Regen am Samstag (78 Prozent).",
            "",
        ),
        (
            lookup("sun", text="wann geht die Sonne unter"),
            "Heute geht die Sonne um 15:36 Uhr unter.",
            "",
        ),
        (lookup("uv"), "Heute erreicht der UV-Index 1, das ist niedrig.", ""),
        (
            lookup("frost", days=days(1, said="morgen")),
            "Ja, morgen, Sonntag, 22. November, ist Frost wahrscheinlich: bis -2 Grad.",
            "",
        ),
    ],
)
def test_the_weather_is_said_in_german(asked: Lookup, short: str, long: str) -> None:
    evidence = from_fixture(german(asked))
    assert say(WEATHER, evidence, "short", None, NOW, "de") == short
    assert not long or say(WEATHER, evidence, "long", None, NOW, "de") == long


def german(asked: Lookup) -> Lookup:
    return Lookup(asked.ask, asked.text, asked.now, asked.spot, asked.days, asked.slots, asked.units, "de")


async def evidence(domain: Domain, ask: str, text: str, when: Days | None = None) -> Evidence:
    plugin = providers[domain.kind]
    asked = Lookup(ask, text, NOW, days=when, language="de-AT")
    http = Http(tuple)
    return await plugin.run(asked, plugin.options(), Reach(http, Index().of(domain.pk)))


def day(month: int, number: int, said: str) -> Days:
    return Days(date(2026, month, number), date(2026, month, number), "", said)


@pytest.mark.parametrize(
    ("ask", "text", "when", "answer"),
    [
        ("time", "wie spät ist es", None, "Es ist 15:05 Uhr."),
        ("time", "wie spät ist es in London", None, "Es ist 14:05 Uhr in London."),
        ("time", "wie spät ist es in drei Stunden", None, "In 3 Stunden ist es 18:05 Uhr."),
        ("time", "wie spät war es vor einer Stunde", None, "Vor 1 Stunde war es 14:05 Uhr."),
        ("time", "Zeitverschiebung zu New York", None, "New York ist 6 Stunden hinter uns."),
        (
            "time",
            "wie spät ist es in New York, wenn es hier 8 Uhr ist",
            None,
            "Wenn es in deiner Zeitzone 08:00 Uhr ist, ist es in New York 02:00 Uhr.",
        ),
        (
            "time",
            "wann ist die Zeitumstellung",
            None,
            "Die Uhren werden am Sonntag, 28. März 2027 um 1 Stunde vorgestellt.",
        ),
        ("date", "welcher Tag ist heute", None, "Heute ist Samstag, der 21. November 2026."),
        ("date", "und morgen", day(11, 22, "morgen"), "Morgen ist Sonntag, der 22. November 2026."),
        ("date", "was für ein Tag ist der 24.12.", None, "Der 24. Dezember 2026 ist ein Donnerstag."),
        ("date", "welche Kalenderwoche haben wir", None, "Es ist Kalenderwoche 47."),
        (
            "until",
            "wie viele Wochen noch",
            day(12, 25, "Weihnachten"),
            "Noch 4 Wochen und 6 Tage bis Weihnachten, Freitag, 25. Dezember 2026.",
        ),
        ("until", "wie lange noch bis 18 Uhr", None, "Noch 2 Stunden und 55 Minuten bis 18:00 Uhr."),
    ],
)
async def test_the_clock_speaks_german(ask: str, text: str, when: Days | None, answer: str) -> None:
    assert say(CLOCK, await evidence(CLOCK, ask, text, when), language="de-AT") == answer


@pytest.mark.parametrize(
    ("ask", "text", "short", "long"),
    [
        ("calculate", "Was ist sieben mal acht?", "Das ergibt 56.", "7 × 8 = 56."),
        ("calculate", "wie viel ist ein drittel von neunzig", "Das ergibt 30.", "(1 ÷ 3) von 90 = 30."),
        ("calculate", "was ist die Hälfte von 90", "Das ergibt 45.", "0,5 von 90 = 45."),
        ("calculate", "wie viel ist 12,5 mal 3", "Das ergibt 37,5.", "12,5 × 3 = 37,5."),
        ("calculate", "1.250 mal hundertfünfundzwanzig", "Das ergibt 156.250.", "1250 × 125 = 156.250."),
        ("calculate", "zehn geteilt durch drei", "Das ergibt etwa 3,3333.", "10 ÷ 3 ≈ 3,3333333333."),
        ("calculate", "15 Prozent von 80", "Das ergibt 12.", "15% von 80 = 12."),
        ("calculate", "die Wurzel aus 144", "Das ergibt 12.", "√144 = 12."),
        (
            "convert",
            "wie viele Kilometer sind 5 Meilen",
            "5 Meilen sind etwa 8,05 Kilometer.",
            "5 Meilen ≈ 8,04672 Kilometer.",
        ),
        (
            "convert",
            "rechne 20 Grad Celsius in Fahrenheit um",
            "20 Grad Celsius sind 68 Grad Fahrenheit.",
            "20 Grad Celsius = 68 Grad Fahrenheit.",
        ),
    ],
)
async def test_the_calculator_understands_and_speaks_german(ask: str, text: str, short: str, long: str) -> None:
    asked = UNITS if ask == "convert" else CALCULATOR
    found = await evidence(asked, ask, text)
    assert say(asked, found, "short", language="de") == short
    assert say(asked, found, "long", language="de") == long


@pytest.mark.parametrize("domain", [WEATHER, CLOCK, CALCULATOR, UNITS], ids=str)
def test_every_answer_has_a_german_sentence_with_values_that_are_there(domain: Domain) -> None:
    extra: Any = providers[domain.kind].extra
    english, translated = extra["templates"], extra["translations"]["de"]
    assert set(translated) == set(english)
    for answer, forms in translated.items():
        known = set().union(*(names(text) for text in english[answer].values()))
        assert set().union(*(names(text) for text in forms.values())) <= known | {"day", "when"}, answer


def test_every_word_of_the_weather_is_translated() -> None:
    levels = {word for _, word in (*UV_LEVELS, *EUROPEAN_AIR, *US_AIR)}
    assert {*WORDS.values(), *POINTS, *levels} <= PHRASES.keys()


def test_a_provider_without_a_language_speaks_english() -> None:
    found = Evidence((Fact("time", NOW),), answer="time", values={"time": "15:05"})
    assert say(CLOCK, found, language="fr") == "It is 15:05."


def test_the_houses_own_sentence_gets_german_numbers() -> None:
    found = Evidence((Fact("temperature", 12.5, "degC"), Fact("rain", 1.5, "mm")), answer="now")
    words = {(1, "now", "short"): "{temperature} draußen, {rain}."}
    assert say(WEATHER, found, overrides=words, language="de") == "12 Grad draußen, 1,5 Millimeter."


def test_a_day_is_said_as_the_language_says_it() -> None:
    ahead = TODAY + timedelta(days=400)
    assert spoken_day(TODAY, language="de") == "Samstag, 21. November"
    assert spoken_day(ahead, TODAY, "de") == "Sonntag, 26. Dezember 2027"


async def test_a_sum_that_makes_no_sense_is_a_problem() -> None:
    with pytest.raises(ProviderError, match="make sense"):
        await evidence(CALCULATOR, "calculate", "wie viel ist blau mal grün")


def test_a_relative_day_is_kept_apart_from_the_same_date() -> None:
    """In another zone "morgen" is another day than the 22nd."""
    relative, dated = (german(lookup("forecast", days=days(1, said=said))) for said in ("morgen", "am 22. November"))
    assert key(WEATHER, relative) != key(WEATHER, dated)


def test_the_admin_shows_the_german_sentences() -> None:
    extra: Any = providers["clock"].extra
    shown = sentences("de", extra["translations"]["de"])
    assert {
        "answer": "time",
        "form": "short",
        "language": "de",
        "text": "Es ist {time}[ in {place}][, {other_day}].",
    } in shown
