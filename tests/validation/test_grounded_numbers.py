"""The check grounded_numbers."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragdomains.sentences import said
from ragdomains.types import Evidence, Fact, Passage
from tests.validation.drafts import EVIDENCE, HERE, ask, draft, facts

KIND = "grounded_numbers"


@pytest.mark.parametrize(
    "sentence",
    [
        "It will be 12 degrees.",
        "It will be 12.4 °C.",
        "It will be twelve degrees.",
        "That is 54 degrees Fahrenheit.",
        "It gets down to minus 3 degrees.",
        "It gets down to 3 degrees below zero.",
        "There is a 35 percent chance of rain.",
        "The wind blows at 18 kilometres per hour, or 11 mph.",
        "The wind blows at about 5 m/s.",
        "There will be 0.17 inches of rain.",
        "The sun rises at 7:32.",
        "The sun rises at 7:32 am.",
        "On Sunday, 22 November, it is fine.",
        "The delay is 40 minutes.",
        "It costs $338.31, or about 340 dollars.",
        "It is down 2.94%.",
        "They won 3-1.",
        "They won by 2.",
        "The difference is 15.6 degrees.",
        "Bake it at 180 degrees for twenty-five minutes.",
        "It was built in May 2019, so it is from 2019.",
        "As of 14:05 it is 12 degrees.",
        "Call 030 1234567 and go to gate E37.",
        "One of them is here.",
        "Yes.",
        "12.",
        "Take Route 66 with Windows 11.",
    ],
)
async def test_what_follows_from_the_evidence_passes(sentence: str) -> None:
    assert await ask(KIND, draft(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("It will be 13 degrees.", "13 degrees"),
        ("It will be 12.3 degrees.", "12.3 degrees"),
        ("That is 56 degrees Fahrenheit.", "56 degrees Fahrenheit"),
        ("It gets down to 3 degrees.", "3 degrees"),
        ("It will be 35 degrees.", "35 degrees"),
        ("There is a 12 percent chance of rain.", "12 percent"),
        ("The sun rises at 7:32 pm.", "7:32 pm"),
        ("The sun rises at 7:33.", "7:33"),
        ("On Monday it is fine.", "Monday"),
        ("On 23 November it is fine.", "23 November"),
        ("The delay is 40 degrees.", "40 degrees"),
        ("It costs 338 euros.", "338 euros"),
        ("It is up 2.94%.", "2.94%"),
        ("They won 3-2.", "3-2"),
        ("They won by 5.", "5"),
        ("Bake it at 200 degrees.", "200 degrees"),
        ("It is from 2018.", "2018"),
        ("Call 030 7654321.", "030 7654321"),
        ("Go to gate E38.", "E38"),
        ("13.", "13"),
    ],
)
async def test_what_does_not_follow_is_named(sentence: str, wrong: str) -> None:
    objections = await ask(KIND, draft(sentence))
    assert [objection.claim.text for objection in objections if objection.claim] == [wrong]


@pytest.mark.parametrize("source", ["question", "before"])
async def test_numbers_of_the_question_and_of_what_was_said_pass(source: str) -> None:
    about = draft("Yes, more than 21 degrees.", facts(Fact("condition", "sunny")), **{source: "Is it over 21 degrees?"})
    assert await ask(KIND, about) == []


@pytest.mark.parametrize(
    ("sentence", "objections"),
    [("Yes, it is 25 degrees.", 1), ("No, it is not 25 degrees.", 0), ("No, it stays below 25 degrees.", 0)],
)
async def test_a_question_does_not_make_its_number_true(sentence: str, objections: int) -> None:
    about = draft(sentence, facts(Fact("temperature", 18, "degC")), question="Is it 25 degrees outside?")
    assert len(await ask(KIND, about)) == objections


async def test_numbers_that_only_count_a_list_pass() -> None:
    assert await ask(KIND, draft("Step 2: open (1) the lid and (2) the tap, which are two things.")) == []


@pytest.mark.parametrize(("score", "objections"), [("2-2", 1), ("2-1", 0), ("1-2", 0)])
async def test_a_draw_needs_the_same_score_twice(score: str, objections: int) -> None:
    match = facts(Fact("home", 2), Fact("away", 1))
    assert len(await ask(KIND, draft(f"It ended {score}.", match))) == objections


async def test_the_options_switch_sums_counts_and_codes_off() -> None:
    assert await ask(KIND, draft("They won by 2."), derive=False, counts=False)
    assert await ask(KIND, draft("Go to gate E38."), codes=False) == []


async def test_counts_of_found_items_pass() -> None:
    games = facts(*(Fact("game", name) for name in ("Lions", "Bears", "Jets")))
    assert await ask(KIND, draft("There are three games.", games)) == []
    assert await ask(KIND, draft("There are four games.", games))


async def test_a_day_within_the_validity_passes() -> None:
    week = facts(Fact("event", "fair", "", "", date(2026, 11, 23), date(2026, 11, 25)))
    assert await ask(KIND, draft("It is open on Tuesday.", week)) == []
    assert await ask(KIND, draft("It is open on Thursday.", week))


async def test_a_moment_in_utc_is_known_in_the_zone_of_the_place() -> None:
    mixed = facts(
        Fact("start", datetime(2026, 11, 22, 19, 0, tzinfo=UTC)),
        Fact("end", datetime(2026, 11, 22, 22, 0, tzinfo=HERE)),
    )
    assert await ask(KIND, draft("It starts at 8 pm.", mixed)) == []
    assert await ask(KIND, draft("It starts at 9:30 pm.", mixed))


@pytest.mark.parametrize(
    "context",
    ['{"wind_mph": 15, "precip_pct": 5}', "wind mph: 15\nprecip pct: 5", "wind mph is 15, precip pct is 5."],
)
async def test_labels_of_a_record_name_the_unit(context: str) -> None:
    record = Evidence(passages=(Passage(context, ""),))
    assert await ask(KIND, draft("5 percent, with 15 mph of wind.", record)) == []
    assert len(await ask(KIND, draft("15 percent, with 5 mph of wind.", record))) == 2


async def test_small_talk_is_not_checked_unless_asked_for() -> None:
    chat = draft("A leap year has 366 days.", None, domain="")
    assert await ask(KIND, chat) == []
    assert await ask(KIND, chat, without_evidence=True)


async def test_nothing_found_means_no_number_passes() -> None:
    assert await ask(KIND, draft("It is 12 degrees.", Evidence()))


UNITS = st.sampled_from(
    ["degC", "degF", "%", "km/h", "mph", "m/s", "mm", "cm", "in", "hPa", "min", "h", "ug/m3", "EUR"]
)
VALUES = st.one_of(st.integers(-300, 30_000), st.floats(-300, 30_000).map(lambda value: round(value, 2)))


@given(VALUES, UNITS, st.sampled_from(["short", "long"]))
async def test_every_rendered_fact_passes(value: float, unit: str, form: str) -> None:
    fact = Fact("reading", value, unit)
    assert await ask(KIND, draft(f"It is {said(fact, form)}.", facts(fact))) == []


@given(VALUES, UNITS, st.integers(2, 500))
async def test_every_changed_number_is_found(value: float, unit: str, change: int) -> None:
    changed = Fact("reading", value + change, unit)
    assert len(await ask(KIND, draft(f"It is {said(changed, 'long')}.", facts(Fact("reading", value, unit))))) == 1


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(1, 719))
async def test_every_rendered_time_passes_and_every_moved_one_is_found(moment: datetime, minutes: int) -> None:
    moment = moment.replace(second=0, tzinfo=HERE)
    evidence = facts(Fact("start", moment))
    assert await ask(KIND, draft(f"It starts at {moment:%H:%M} on {moment:%A %d %B %Y}.", evidence)) == []
    total = (moment.hour * 60 + moment.minute + minutes) % 1440
    assert len(await ask(KIND, draft(f"It starts at {total // 60:02}:{total % 60:02}.", evidence))) == 1


@pytest.mark.parametrize("text", ["7 " * 32_768, "12 degrees and " * 4_000, "2:05 " * 13_000, "A1 " * 20_000])
async def test_64_kib_of_numbers_are_judged_in_time(text: str) -> None:
    started = time.process_time()
    await ask(KIND, draft(text, EVIDENCE))
    assert time.process_time() - started < 8


@pytest.mark.parametrize(("clock", "follows"), [("10:00 UTC", True), ("11:00 UTC", False)])
async def test_a_time_of_a_text_that_says_utc_is_one_in_utc(clock: str, follows: bool) -> None:
    told = Passage("Chimney sweep: at 10:00 UTC.", "Calendar")
    evidence = Evidence(passages=(told,), as_of=datetime(2026, 11, 22, 14, 5, tzinfo=UTC))
    known = facts(Fact("changed", datetime(2026, 11, 22, 13, 0, tzinfo=UTC)))
    about = replace(draft(f"The sweep comes at {clock}.", evidence), evidence=(evidence, known))
    assert (await ask(KIND, about) == []) is follows
