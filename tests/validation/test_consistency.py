"""No contradiction inside an answer, with its own numbers, with the conversation, or between the sources."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ragdomains.types import Evidence, Fact, Passage
from tests.validation.drafts import ask, draft
from validation.checks import Objection
from validation.sentences import Sentences
from validation.types import Draft, Turn

DAY = date(2026, 11, 22)


async def said(kind: str, answer: str, /, question: str = "How is it?", **options: Any) -> list[Objection]:
    """What a kind has against an answer, sentence by sentence."""
    cutter, before, found = Sentences(), "", list[Objection]()
    for text in [*cutter.feed(answer), *cutter.flush()]:
        found += await ask(kind, Draft(text.strip(), question, "llm", before=before), **options)
        before += text
    return found


@pytest.mark.parametrize(
    "answer",
    [
        "On Sunday the high in Oslo is 12 degrees. Expect a high of 15 degrees in Oslo on Sunday.",
        "The high is 12 degrees. The low is 3 degrees. The high is 14 degrees.",
        "The train to Bergen leaves at 7:32. The train to Bergen leaves at 8:05.",
        "The ticket costs 12 euros. The ticket costs 15 euros.",
        "The Lions beat the Bears 24-17. The Lions beat the Bears 27-17.",
        "The battery of the lock is at 20%. The battery of the lock is at 80%.",
        "The front door is locked. The window is shut. The front door is unlocked.",
        "The front door is locked. The front door is not locked.",
        "Yes, it is open. No, it is not.",
        "No. Yes, it is.",
    ],
)
async def test_an_answer_that_contradicts_itself_is_found(answer: str) -> None:
    assert await said("own_contradictions", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Yes.",
        "72.",
        "The high is 12 degrees. The low is 3 degrees.",
        "On Sunday the high in Oslo is 12 degrees. On Monday the high in Oslo is 14 degrees.",
        "In Oslo it is clear. The high is 12 degrees. In Bergen it is wet. The high is 9 degrees.",
        "The living room is cosy. The temperature is 21 degrees. The bedroom is cold. The temperature is 17 degrees.",
        "At 9:00 the temperature in Oslo is 12 degrees. At 15:00 the temperature in Oslo is 17 degrees.",
        "The temperature in Oslo was 12 degrees. The temperature in Oslo is 9 degrees.",
        "It will be 12 degrees in Oslo in the morning. It will be 17 degrees in Oslo in the afternoon.",
        "The high in Oslo is 12 degrees. The high in Oslo is 54 degrees Fahrenheit.",
        "The high in Oslo is about 12 degrees. The high in Oslo is 12.4 degrees.",
        "The high is over 20 degrees. The high is 24 degrees.",
        "A train to Bergen leaves at 7:32. Another train to Bergen leaves at 8:05.",
        "The train to Bergen leaves at 7:32. The next train to Bergen leaves at 8:05.",
        "The ticket for adults costs 12 euros. The ticket for children costs 6 euros.",
        "Add 200 g of flour. Stir. Add 100 g of flour.",
        "Bake the bread for 25 minutes. Bake the bread for 10 minutes without its form.",
        "Flight 2660 leaves from gate C2. Flight 2670 leaves from gate C2.",
        "In 2005 the Lions won the cup. In 2016 the Lions won the cup.",
        "The front door is locked. The back door is unlocked.",
        "The left lamp is on. The right lamp is off.",
        "The light was on. The light is off.",
        "It is sunny in Oslo. It is raining in Oslo.",
        "Yes, it rains. No umbrella helps.",
        "Yes. Anything else? No, that is all.",
    ],
)
async def test_what_fits_together_passes(answer: str) -> None:
    assert await said("own_contradictions", answer) == []


async def test_a_question_of_two_parts_may_have_a_yes_and_a_no() -> None:
    assert await said("own_contradictions", "Yes, it rains. No, it is warm.", "Does it rain and is it cold?") == []


@pytest.mark.parametrize(
    ("option", "answer"),
    [
        ("values", "The high in Oslo is 12 degrees. The high in Oslo is 15 degrees."),
        ("states", "The front door is locked. The front door is unlocked."),
        ("yes", "Yes, it is. No, it is not."),
    ],
)
async def test_each_of_the_contradictions_can_be_left_out(option: str, answer: str) -> None:
    assert await said("own_contradictions", answer)
    options: dict[str, Any] = {option: False}
    assert await said("own_contradictions", answer, **options) == []


@pytest.mark.parametrize(
    "answer",
    [
        "On Monday it is 12 degrees, and on Tuesday it is 9 degrees. Tuesday is warmer than Monday.",
        "On Monday it is 12 degrees, and on Tuesday it is 9 degrees. Monday is 5 degrees warmer than Tuesday.",
        "Oslo is warmer than Bergen, with 7 degrees compared to 12 degrees.",
        "The phone costs 999 euros. The tablet costs 899 euros. The tablet is more expensive than the phone.",
        "The price rose from 12 euros to 9 euros.",
        "The level fell from 2 metres to 250 centimetres.",
        "It is 14 degrees, up from 16 degrees.",
        "The Lions won 24-21, by 4 points.",
    ],
)
async def test_a_comparison_that_its_own_numbers_deny_is_found(answer: str) -> None:
    assert await said("own_comparisons", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "On Monday it is 12 degrees, and on Tuesday it is 9 degrees. Monday is warmer than Tuesday.",
        "On Monday it is 12 degrees, and on Tuesday it is 9 degrees. Monday is 3 degrees warmer than Tuesday.",
        "On Monday it is 12 degrees, and on Tuesday it is 9 degrees. Tuesday is not warmer than Monday.",
        "Oslo is warmer than Bergen, with 17 degrees compared to 12 degrees.",
        "The price rose from 9 euros to 12 euros.",
        "The level fell from 2 metres to 150 centimetres.",
        "It is 14 degrees, down from 16 degrees.",
        "The Lions won 24-21 by 3.",
        "The Lions won by 3.",
        "Is Oslo warmer than Bergen, with 7 degrees compared to 12 degrees?",
    ],
)
async def test_a_comparison_that_fits_passes(answer: str) -> None:
    assert await said("own_comparisons", answer) == []


async def test_by_how_much_need_not_be_looked_at() -> None:
    assert await said("own_comparisons", "The Lions won 24-21, by 4 points.", gaps=False) == []


def turn(sentence: str, evidence: Evidence | None = None, **fields: Any) -> Draft:
    before = Turn("When does the pool open?", "The pool opens at nine o'clock. The pool is heated.")
    values = {"question": "When does the pool open?", "turns": (before,)} | fields
    return draft(sentence, evidence, **values)


async def test_what_was_said_earlier_still_holds() -> None:
    [found] = await ask("earlier_contradictions", turn("The pool opens at ten o'clock."))
    assert "nine o'clock" in found.message and found.evidence == "The pool opens at nine o'clock."
    assert await ask("earlier_contradictions", turn("The pool opens at 9 am.")) == []
    assert await ask("earlier_contradictions", turn("The sauna opens at ten o'clock.")) == []


async def test_what_a_text_bears_out_is_said_with_what_was_wrong() -> None:
    paper = Evidence(passages=(Passage("The pool opens at ten o'clock.", "House rules"),))
    [found] = await ask("earlier_contradictions", turn("The pool opens at ten o'clock.", paper))
    assert found.fixed == "Earlier I said nine o'clock, which was wrong. The pool opens at ten o'clock."
    [german] = await ask("earlier_contradictions", turn("The pool opens at ten o'clock.", paper, language="de"))
    assert german.fixed.startswith("Vorhin sagte ich nine o'clock")
    both = Evidence(passages=(Passage("The pool opens at nine o'clock, in winter at ten o'clock.", "House rules"),))
    assert await ask("earlier_contradictions", turn("The pool opens at ten o'clock.", both)) == []


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(facts=(Fact("opening", datetime(2026, 11, 22, 10, tzinfo=UTC)),)),
        Evidence(passages=(Passage('{"opens": "10:00", "place": "pool"}', ""),)),
    ],
)
async def test_what_is_looked_up_anew_may_have_changed(evidence: Evidence) -> None:
    assert await ask("earlier_contradictions", turn("The pool opens at ten o'clock.", evidence)) == []


@pytest.mark.parametrize("question", ["And then?", "What about the day after?", "And on Monday?", "And the next one?"])
async def test_another_question_may_mean_another_time(question: str) -> None:
    assert await ask("earlier_contradictions", turn("The pool opens at ten o'clock.", question=question)) == []


async def test_a_state_and_a_yes_hold_while_nothing_new_is_known() -> None:
    before = (Turn("Is the door locked?", "Yes, the front door is locked."),)
    for sentence in ("The front door is unlocked.", "No."):
        fields = {"question": "Is the door locked?", "turns": before}
        assert await ask("earlier_contradictions", draft(sentence, None, **fields))
        told = draft(sentence, Evidence(facts=(Fact("front door", "unlocked"),)), **fields)
        assert await ask("earlier_contradictions", told) == []


async def test_only_the_last_turns_are_looked_at() -> None:
    first = turn("The pool opens at ten o'clock.")
    later = draft(
        first.sentence, None, question=first.question, turns=(*first.turns, Turn("Thanks.", "You are welcome."))
    )
    assert await ask("earlier_contradictions", later)
    assert await ask("earlier_contradictions", later, turns=1) == []


def forecast(high: float, source: str, **fields: Any) -> Evidence:
    values: dict[str, Any] = {"place": "Oslo", "valid_from": DAY} | fields
    return Evidence((Fact("temperature_high", high, "degC", **values),), source=source)


async def disagreed(sentence: str, *evidence: Evidence, **options: Any) -> list[Objection]:
    return await ask("disagreeing_sources", Draft(sentence, "How warm?", "llm", evidence=evidence), **options)


HIGH = "On Sunday the high in Oslo is 12 degrees."


async def test_where_sources_disagree_it_is_said() -> None:
    [found] = await disagreed(HIGH, forecast(12.4, "Open-Meteo"), forecast(17, "the station"))
    assert found.fixed == f"{HIGH} The sources disagree: Open-Meteo says 12 degrees, the station says 17 degrees."
    assert found.evidence == "the station: 17 degC"


async def test_the_other_value_is_told_in_the_unit_of_the_first() -> None:
    paper = Evidence(passages=(Passage('{"city": "Oslo", "date": "2026-11-22", "high_f": 63}', ""),))
    [found] = await disagreed(HIGH, forecast(12.4, "Open-Meteo"), paper)
    assert found.fixed.endswith("Open-Meteo says 12 degrees, another says 17 degrees.")


async def test_texts_disagree_too() -> None:
    papers = [Evidence(passages=(Passage(f"The pool opens at {hour} o'clock.", hour),)) for hour in ("nine", "ten")]
    [found] = await disagreed("The pool opens at nine o'clock.", *papers)
    assert found.fixed.endswith("nine says nine o'clock, ten says ten o'clock.")


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        (HIGH, forecast(12, "the station")),
        (HIGH, forecast(12.9, "the station")),
        (HIGH, forecast(17, "Open-Meteo")),
        (HIGH, forecast(17, "the station", place="Bergen")),
        (HIGH, forecast(17, "the station", valid_from=DAY + timedelta(days=1))),
        ("On Sunday it is 12 degrees, or 17 by the station.", forecast(17, "the station")),
        ("According to Open-Meteo the high is 12 degrees.", forecast(17, "the station")),
        ("It is sunny.", forecast(17, "the station")),
    ],
)
async def test_where_they_agree_or_it_is_said_nothing_is_added(sentence: str, other: Evidence) -> None:
    assert await disagreed(sentence, forecast(12.4, "Open-Meteo"), other) == []


async def test_what_was_measured_hours_apart_may_differ() -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    early, late = (
        forecast(high, name, as_of=noon + timedelta(hours=gap)) for high, name, gap in ((12.4, "a", 0), (17, "b", 5))
    )
    assert await disagreed(HIGH, early, late) == []


async def test_how_far_they_may_be_apart_can_be_set() -> None:
    apart = forecast(12.4, "Open-Meteo"), forecast(14, "the station")
    assert await disagreed(HIGH, *apart)
    assert await disagreed(HIGH, *apart, tolerance=0.2) == []
