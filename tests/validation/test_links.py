"""Each claim of a sentence is tied to the fact or passage that carries it, and to no other."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ragdomains.types import Evidence, Fact, Passage
from validation.links import links
from validation.types import Claim, Draft, Finding, Link

AT = datetime(2026, 11, 29, 14, 5, tzinfo=UTC)
DAYS = (date(2026, 11, 29), date(2026, 11, 30))
VALUES = (("temperature_high", 12.4, "degC"), ("temperature_low", 3.1, "degC"), ("wind_gust", 31, "km/h"))
FORECAST = [
    Fact(name, value + number, unit, "Boston", day, day, AT, "Open-Meteo")
    for number, day in enumerate(DAYS)
    for name, value, unit in VALUES
]
CLOUDY = Fact("condition", "partly cloudy", "", "Boston", DAYS[1], DAYS[1], AT, "Open-Meteo")
WEATHER = Evidence((*FORECAST, CLOUDY), as_of=AT, source="Open-Meteo")
MANUAL = Passage(
    "The boiler was serviced on 3 March 2025 by Hansen Heating. Its pressure is 1.5 bar. "
    "The filter is behind the door.",
    "Boiler manual",
    "Service",
    url="https://example.com/boiler",
)
PAPERS = Evidence(passages=(Passage("Bins go out at 7.", "Bins"), MANUAL), as_of=AT, source="your documents")


def linked(sentence: str, evidence: Evidence = WEATHER, *findings: Finding, **fields: Any) -> list[Link]:
    draft = Draft(sentence, "What will it be like in Boston tomorrow?", "llm", evidence=(evidence,), **fields)
    return list(links(draft, findings))


def carried(link: Link) -> list[tuple[str, str]]:
    return [(each.name, each.text) for each in link.carriers]


def test_a_number_is_tied_to_the_field_and_the_day_that_are_meant() -> None:
    found = linked("On Monday it reaches 13 degrees, with gusts of 32 kilometres per hour.")
    assert [link.text for link in found] == ["Monday", "13 degrees", "32 kilometres per hour"]
    assert {link.verdict for link in found} == {"supported"}
    (high,) = found[1].carriers
    assert (high.name, high.text, high.place, high.source, high.as_of) == (
        "temperature_high", "13.4 degC", "Boston", "Open-Meteo", AT,
    )  # fmt: skip
    assert high.when == "2026-11-30/2026-11-30"
    assert carried(found[2]) == [("wind_gust", "32 km/h")]


def test_words_that_are_a_value_are_tied_to_it() -> None:
    found = {link.text: link for link in linked("Boston will be partly cloudy tomorrow.")}
    assert found["partly cloudy"].kind == "words"
    assert carried(found["partly cloudy"]) == [("condition", "partly cloudy")]
    assert carried(found["Boston"]) == [("place", "Boston")]


BOTH = {"temperature_high", "temperature_low"}


@pytest.mark.parametrize(
    ("sentence", "text", "verdict", "names"),
    [
        ("On Monday the high is 9 degrees more than the low.", "9 degrees", "derived", BOTH),
        ("On Monday it reaches 12 degrees.", "12 degrees", "elsewhere", {"temperature_high"}),
        ("On Monday it reaches 30 degrees.", "30 degrees", "unsupported", set()),
        ("The wind blows at 90 kilometres per hour.", "90 kilometres per hour", "unsupported", set()),
    ],
)  # fmt: skip
def test_what_no_single_fact_says_is_worked_out_or_carried_by_nothing(
    sentence: str, text: str, verdict: str, names: set[str]
) -> None:
    found = {link.text: link for link in linked(sentence)}[text]
    assert (found.verdict, {each.name for each in found.carriers}) == (verdict, names)


@pytest.mark.parametrize(
    ("sentence", "claim", "quoted"),
    [
        ("The pressure should be 1.5 bar.", "1.5 bar", "Its pressure is 1.5 bar."),
        ("Hansen Heating serviced it.", "Hansen Heating", "The boiler was serviced on 3 March 2025 by Hansen Heating."),
        ("It was serviced on 3 March.", "3 March", "The boiler was serviced on 3 March 2025 by Hansen Heating."),
        ("The filter is behind the door.", "The filter is behind the door.", "The filter is behind the door."),
        ("Its pressure is 1.5 bar.", "Its pressure is 1.5 bar.", "Its pressure is 1.5 bar."),
        ("That is from the Boiler manual.", "Boiler", "Boiler manual › Service"),
    ],
)
def test_a_claim_is_tied_to_the_sentence_of_the_passage_that_says_it(sentence: str, claim: str, quoted: str) -> None:
    (found,) = linked(sentence, PAPERS)
    (carrier,) = found.carriers
    assert (found.text, found.verdict, carrier.text) == (claim, "supported", quoted)
    assert (carrier.kind, carrier.name, carrier.url) == (
        "passage", "Boiler manual › Service", "https://example.com/boiler",
    )  # fmt: skip


def test_what_only_the_question_or_the_answer_before_says_is_told_apart() -> None:
    asked = links(Draft("Yes, at 19:30.", "Is the party at 19:30?", "llm", evidence=(PAPERS,)))
    before = links(Draft("So 19:30 it is.", "When?", "llm", evidence=(PAPERS,), before="It starts at 19:30. "))
    assert [(link.verdict, link.carriers[0].kind) for link in asked + before] == [
        ("asked", "question"), ("supported", "before"),
    ]  # fmt: skip


def test_a_sentence_that_only_shares_its_words_is_near_to_a_passage() -> None:
    (found,) = linked("Behind the door you find the filter.", PAPERS)
    assert (found.verdict, found.kind, found.carriers[0].text) == (
        "related", "sentence", "The filter is behind the door.",
    )  # fmt: skip
    assert linked("Nobody home cares for trumpets.", PAPERS) == []


def test_a_tool_s_answer_carries_as_what_it_is() -> None:
    (found,) = linked("The lamp is at 40 percent.", Evidence(passages=(Passage("Bedroom lamp: 40 %", ""),)))
    assert (found.verdict, found.carriers[0].kind) == ("supported", "result")


@pytest.mark.parametrize(("evidence", "verdict"), [("temperature_low: 3.1", "contradicted"), ("", "unsupported")])
def test_a_rule_that_objected_knows_better(evidence: str, verdict: str) -> None:
    claim = Claim("number", "12 degrees", 0, 10)
    finding = Finding("right-field", "right_field", "That is the high.", claim=claim, evidence=evidence)
    found = linked("The low is 12 degrees.", WEATHER, finding)
    assert [(link.verdict, link.why) for link in found] == [(verdict, "That is the high.")]


def test_fixed_words_of_the_house_claim_nothing() -> None:
    assert links(Draft("I am Athena. It is 12 degrees.", "Who are you?", "decline", evidence=(WEATHER,))) == ()


@pytest.mark.parametrize(
    "sentence", ["", "Yes.", "9" * 3_000, "72 " * 400, "Route 66 and Windows 11", "½ 1e999 \ud800 ٣"]
)
def test_odd_sentences_are_taken_apart_all_the_same(sentence: str) -> None:
    many = replace(WEATHER, facts=WEATHER.facts * 60, passages=PAPERS.passages * 6)
    assert len(linked(sentence, many)) <= 40
