"""Numbers, units, days and times as they are said in German: what is so passes, and any single corruption is found."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from ragdomains.types import Evidence, Fact
from tests.validation.drafts import ask
from validation.claims import find_claims
from validation.german_numbers import CARDINALS, ORDINALS, cardinal
from validation.types import Draft

MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
WORDS = {int(value): word for word, value in CARDINALS.items() if value == int(value) and word != "dutzend"}
NTH = {value: word for word, value in ORDINALS.items() if word.endswith("n")}
DAY = date(2026, 5, 3)


def high(value: float) -> Fact:
    return Fact("temperature_high", value, "degC", "Oslo", DAY)


def whole(value: int) -> Iterator[str]:
    yield f"Die Höchsttemperatur beträgt {WORDS[value]} Grad."
    yield f"Es werden bis zu {value} Grad Celsius."


def tenths(value: int) -> Iterator[str]:
    yield f"Die Höchsttemperatur beträgt {WORDS[value]} Komma vier Grad."
    yield f"Die Höchsttemperatur beträgt {value},4 Grad."


def degrees(sentences: Callable[[int], Iterator[str]], more: float) -> Iterator[tuple[str, str, Fact]]:
    for value in range(2, 40, 5):
        pairs = zip(sentences(value), sentences(value + 2), strict=True)
        yield from ((so, not_so, high(value + more)) for so, not_so in pairs)


def clocks() -> Iterator[tuple[str, str, Fact]]:
    for hour in range(1, 11, 2):
        for minute, said in (
            (30, "halb {next}"),
            (15, "viertel nach {this}"),
            (45, "dreiviertel {next}"),
            (50, "zehn vor {next}"),
        ):
            when = datetime(2026, 5, 3, hour, minute, tzinfo=UTC)
            so, not_so = (said.format(this=WORDS[each], next=WORDS[each + 1]) for each in (hour, hour + 1))
            yield f"Die Sonne geht um {so} auf.", f"Die Sonne geht um {not_so} auf.", Fact("sunrise", when, "", "Oslo")


def days() -> Iterator[tuple[str, str, Fact]]:
    for step in range(0, 300, 37):
        day, other = DAY + timedelta(step), DAY + timedelta(step + 2)
        fact = Fact("event", "Lesung", "", "Oslo", day)
        so, not_so = (f"am {NTH[each.day]} {MONTHS[each.month - 1]}" for each in (day, other))
        yield f"Die Lesung ist {so}.", f"Die Lesung ist {not_so}.", fact
        so, not_so = (
            f"am {WEEKDAYS[each.weekday()]}, dem {each.day}. {MONTHS[each.month - 1]}" for each in (day, other)
        )
        yield f"Die Lesung ist {so}.", f"Die Lesung ist {not_so}.", fact


def lengths() -> Iterator[tuple[str, str, Fact]]:
    for minutes, so, not_so in (
        (90, "anderthalb Stunden", "zweieinhalb Stunden"), (30, "eine halbe Stunde", "zwei Stunden"),
        (150, "zweieinhalb Stunden", "anderthalb Stunden"), (15, "eine Viertelstunde", "eine Dreiviertelstunde"),
        (128, "zwei Stunden und acht Minuten", "zwei Stunden und achtzehn Minuten"),
    ):  # fmt: skip
        yield f"Der Film dauert {so}.", f"Der Film dauert {not_so}.", Fact("runtime", minutes, "min")


def units() -> Iterator[tuple[str, str, Fact]]:
    wind, price = Fact("wind_speed", 22, "km/h", "Oslo", DAY), Fact("price", 12.5, "EUR")
    yield "Der Wind weht mit zweiundzwanzig Kilometern pro Stunde.", "Der Wind weht mit 22 Metern pro Sekunde.", wind
    yield "Der Wind weht mit 6 Metern pro Sekunde.", "Der Wind weht mit 9 Metern pro Sekunde.", wind
    yield "Es kostet zwölf Euro fünfzig.", "Es kostet dreizehn Euro fünfzig.", price
    yield "Der Preis beträgt 12,50 Euro.", "Der Preis beträgt 12,50 Dollar.", price
    yield "Es sind minus drei Grad.", "Es sind drei Grad.", high(-3)
    yield "Es sind drei Grad unter null.", "Es sind vier Grad unter null.", high(-3)


SAID = [*degrees(whole, 0), *degrees(tenths, 0.4), *clocks(), *days(), *lengths(), *units()]


@pytest.mark.parametrize(("so", "not_so", "fact"), SAID, ids=lambda each: each if isinstance(each, str) else "")
async def test_what_is_so_passes_and_what_is_not_is_found(so: str, not_so: str, fact: Fact) -> None:
    found = [
        [await ask(kind, Draft(said, "", "llm", domain="x", evidence=(Evidence((fact,)),), language="de"))
         for kind in ("grounded_numbers", "right_field")]
        for said in (so, not_so)
    ]  # fmt: skip
    assert not any(found[0]), so
    assert any(found[1]), not_so


@pytest.mark.parametrize(
    ("text", "value"),
    [("zweihundertfünfzig", 250), ("tausendzweihundert", 1200), ("zweitausendsechsundzwanzig", 2026),
     ("neunzehnhundertneunundachtzig", 1989), ("Jahrhundert", None), ("Hunderte", None)],
)  # fmt: skip
def test_long_words_are_put_together(text: str, value: float | None) -> None:
    assert cardinal(text.lower()) == value


@pytest.mark.parametrize(
    "text", ["The elf sat on a null island.", "Eine Frau und ein Mann.", "Achten Sie auf den Zug."]
)
def test_words_that_mean_something_else_are_no_numbers(text: str) -> None:
    assert [claim for claim in find_claims(text) if claim.kind in {"number", "date", "time"}] == []
