"""The steps of an answer say where each of its sentences came from."""

from datetime import UTC, datetime
from typing import Any

import pytest

from inference.sources import Source, moment, read, sources
from inference.state import Span

AS_OF = datetime(2026, 11, 29, 14, 5, tzinfo=UTC)
LIVE: dict[str, Any] = {"answered by": "live", "as of": AS_OF.isoformat(), "address": "https://open-meteo.com/"}


def step(name: str, **detail: Any) -> Span:
    return Span(name, 0.0, detail=detail)


def looked_up(domain: str, question: str, source: str, **more: Any) -> Span:
    return step(f"retrieve:{domain}", question=question, source=source, **{**LIVE, **more})


def said(question: str, domain: str = "", mode: str = "facts", verdict: str = "pass", **more: Any) -> Span:
    return step("examine", question=question, domain=domain, mode=mode, verdict=verdict, **more)


def test_each_part_has_the_look_up_of_its_own_question() -> None:
    steps = [
        looked_up("weather", "in Oslo", "MET", **{"as of": ""}),
        looked_up("weather", "in Boston", "Open-Meteo"),
        said("in Boston", "weather"),
        said("in Boston", "weather"),
    ]
    expected = Source("service", "Open-Meteo", "https://open-meteo.com/", AS_OF, "live", "weather")
    assert sources(steps) == (expected,)
    assert read(expected.described()) == expected


def test_a_look_up_that_failed_and_a_sentence_that_was_refused_are_no_source() -> None:
    failed = step("retrieve:weather", kind="timeout")
    assert sources([failed, said("x", "weather", verdict="refuse"), said("x", mode="decline")]) == (Source("house"),)


def test_documents_are_named_by_what_carries_the_claims_else_by_the_best_passage() -> None:
    found = looked_up("documents", "q", "your documents", passages=[{"document": "Bins"}, {"document": "Boiler"}])
    claims = [{"evidence": [{"kind": "passage", "name": "Boiler › Service"}]}]
    assert sources([found, said("q", "documents", "llm")])[0].documents == ("Bins",)
    assert sources([found, said("q", "documents", "llm", claims=claims)])[0].documents == ("Boiler",)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (said("x", "calculator"), "own"),
        (step("examine", verdict="pass", mode="llm", **{"results of tools": 2}), "devices"),
        (said("x", mode="llm"), "model"),
        (said("x", mode="decline"), "house"),
    ],
)
def test_what_no_service_said_is_told_by_its_kind(sentence: Span, kind: str) -> None:
    assert [each.kind for each in sources([looked_up("calculator", "x", ""), sentence])] == [kind]


def test_an_answer_about_an_answer_has_the_sources_of_that_one() -> None:
    earlier = step("retrieve:earlier answer", sources=[Source("service", "ESPN", as_of=AS_OF).described()])
    assert sources([earlier, said("how do you know", mode="decline")]) == (Source("service", "ESPN", as_of=AS_OF),)


@pytest.mark.parametrize("text", ["", "soon", "2026-11-29", None, 7])
def test_what_is_no_moment_has_no_age(text: object) -> None:
    assert moment(text) is None
