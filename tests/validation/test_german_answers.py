"""The checks that know what words mean know the German ones too."""

from datetime import date
from typing import Any

import pytest

from ragdomains.types import Evidence, Fact, Passage
from tests.validation.drafts import ask
from validation.claims import find_claims
from validation.sentences import Sentences
from validation.topic import courteous
from validation.types import Draft, Turn

DAY = date(2026, 11, 22)
HOUSE = Evidence((Fact("Flurlicht", "on", "", "Flur"), Fact("Haustür", "locked", "", "Haustür")))
GAME = Evidence((Fact("winner", "Lions"), Fact("loser", "Bears"), Fact("winner_score", 24), Fact("loser_score", 17)))
WEATHER = Evidence(
    (Fact("temperature_high", 12.4, "degC", "Oslo", DAY), Fact("temperature_low", 3.2, "degC", "Oslo", DAY))
)


async def said(kind: str, answer: str, evidence: Evidence | None = None, question: str = "", **more: Any) -> bool:
    """Does the kind object to any sentence of the answer?"""
    cutter, before, found = Sentences(), "", False
    for text in [*cutter.feed(answer), *cutter.flush()]:
        known = (evidence,) if evidence else ()
        draft = Draft(text.strip(), question, "llm", evidence=known, before=before, language="de", **more)
        found = bool(await ask(kind, draft)) or found
        before += text
    return found


@pytest.mark.parametrize(
    "answer",
    [
        "Am Sonntag beträgt die Höchsttemperatur in Oslo 12 Grad. Die Höchsttemperatur in Oslo am Sonntag ist 15 Grad.",
        "Der Eintritt kostet 12 Euro. Der Eintritt kostet 15 Euro.",
        "Der Zug nach Bergen fährt um 7:32 Uhr. Der Zug nach Bergen fährt um 8:05 Uhr.",
        "Die Haustür ist abgeschlossen. Das Fenster ist zu. Die Haustür ist aufgeschlossen.",
        "Das Flurlicht ist an. Das Flurlicht ist aus.",
        "Ja, es ist offen. Nein, ist es nicht.",
    ],
)
async def test_an_answer_that_contradicts_itself_is_found(answer: str) -> None:
    assert await said("own_contradictions", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Ja.",
        "Die Höchsttemperatur in Oslo ist 12 Grad. Die Tiefsttemperatur in Oslo ist 3 Grad.",
        "Am Sonntag ist die Höchsttemperatur 12 Grad. Am Montag ist die Höchsttemperatur 14 Grad.",
        "Der Eintritt kostet 12 Euro. Der ermäßigte Eintritt kostet 8 Euro.",
        "Ein Zug nach Bergen fährt um 7:32 Uhr. Ein anderer Zug nach Bergen fährt um 8:05 Uhr.",
        "Gestern war die Temperatur 12 Grad. Heute ist die Temperatur 9 Grad.",
        "Die Höchsttemperatur ist etwa 12 Grad. Die Höchsttemperatur ist 12,4 Grad.",
        "Das Flurlicht ist an der Wand. Das Flurlicht ist aus Glas.",
        "Das Flurlicht ist an. Das Badlicht ist aus.",
        "Die Haustür war offen. Die Haustür ist geschlossen.",
    ],
)
async def test_what_is_no_contradiction_passes(answer: str) -> None:
    assert not await said("own_contradictions", answer)


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("Der Montag ist wärmer als der Sonntag, mit 7 Grad gegenüber 12 Grad.", True),
        ("Der Montag ist kälter als der Sonntag, mit 7 Grad gegenüber 12 Grad.", False),
        ("Der Preis stieg von 12 auf 9 Euro.", True),
        ("Der Preis fiel von 12 auf 9 Euro.", False),
        ("Die Lions gewannen 24-21, mit 4 Punkten.", True),
    ],
)
async def test_a_comparison_fits_the_answers_own_numbers(answer: str, wrong: bool) -> None:
    assert await said("own_comparisons", answer) == wrong


async def test_what_was_said_earlier_still_holds() -> None:
    question = "Wann öffnet das Hallenbad?"
    turns = (Turn(question, "Das Hallenbad öffnet um 9:00 Uhr."),)
    text = Evidence(passages=(Passage("Das Hallenbad hat eine Rutsche.", ""),))
    assert await said("earlier_contradictions", "Das Hallenbad öffnet um 10:00 Uhr.", text, question, turns=turns)
    assert not await said("earlier_contradictions", "Das Hallenbad öffnet um 9:00 Uhr.", text, question, turns=turns)


@pytest.mark.parametrize(
    ("answer", "question", "wrong"),
    [
        ("Das Flurlicht ist ausgeschaltet.", "", True),
        ("Das Flurlicht ist eingeschaltet.", "", False),
        ("Das Flurlicht ist nicht an.", "", True),
        ("Ja.", "Ist das Flurlicht aus?", True),
        ("Nein.", "Ist das Flurlicht aus?", False),
        ("Die Haustür ist abgeschlossen.", "", False),
        ("Wenn die Haustür offen ist, wird es kalt.", "", False),
    ],
)
async def test_a_state_must_be_so(answer: str, question: str, wrong: bool) -> None:
    assert await said("true_states", answer, HOUSE, question) == wrong


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("Die Bears schlugen die Lions.", True),
        ("Die Lions schlugen die Bears.", False),
        ("Die Lions gewannen gegen die Bears.", False),
        ("Die Lions verloren gegen die Bears.", True),
        ("Die Bears haben gewonnen.", True),
    ],
)
async def test_winner_and_loser_are_not_swapped(answer: str, wrong: bool) -> None:
    assert await said("right_roles", answer, GAME, "Wer hat gewonnen?") == wrong


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("Die Höchsttemperatur ist 3 Grad.", True),
        ("Die Höchsttemperatur ist 12 Grad.", False),
        ("Die Tiefsttemperatur ist 3 Grad.", False),
    ],
)
async def test_a_number_is_said_of_its_own_field(answer: str, wrong: bool) -> None:
    assert await said("right_field", answer, WEATHER) == wrong


@pytest.mark.parametrize(
    ("answer", "results", "wrong"),
    [
        ("Ich habe das Licht eingeschaltet.", (), True),
        ("Ich habe das Licht eingeschaltet.", ('{"success": [{"name": "Licht"}], "failed": []}',), False),
        ("Erledigt.", (), True),
        ("Ich kann das Licht einschalten.", (), False),
    ],
)
async def test_what_is_said_to_be_done_was_done(answer: str, results: tuple[str, ...], wrong: bool) -> None:
    assert await said("done_actions", answer, question="Schalte das Licht ein", results=results) == wrong


def test_days_and_months_are_dates() -> None:
    found = {(claim.kind, claim.value) for claim in find_claims("Am Sonntag, dem 6. Dezember 2026, sind es 12 Grad.")}
    assert {("date", "sunday"), ("date", "2026-12-06"), ("number", 12.0)} <= found


@pytest.mark.parametrize(
    ("sentence", "courtesy"),
    [
        ("Das weiß ich leider nicht.", False),
        ("Ich weiß es nicht.", True),
        ("Dazu steht nichts in deinen Unterlagen.", True),
        ("Guten Morgen!", True),
        ("Soll ich das Licht einschalten?", True),
        ("Leider fährt der Zug heute nicht.", False),
    ],
)
def test_a_sentence_that_claims_nothing_is_told(sentence: str, courtesy: bool) -> None:
    assert courteous(sentence) == courtesy


@pytest.mark.parametrize(
    "answer", ["Heute Schnee, Regen oder Schnee zu 92 Prozent.", "Snow today, 92 percent for rain or snow."]
)
async def test_of_two_that_are_possible_neither_is_said_to_be_so(answer: str) -> None:
    assert not await said("true_states", answer, Evidence((Fact("condition", "snow", "", "Oslo", DAY),)))
