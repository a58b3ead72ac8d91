"""Checks that ask a language model: only a clear verdict in time counts, else the rule's fail mode applies."""

import json
from dataclasses import replace
from typing import Any

import pytest

from athena_project.http import Http
from inference.judges import Judges
from inference.llms import Models
from inference.models import LLM
from inference.release_checks import judges
from inference.stages.examine import examine
from ragdomains.types import Evidence, Passage
from tests.inference.asgi import Client, Double, snapshot
from tests.inference.queries import query, rows, run
from tests.inference.queries import snapshot as released
from tests.model_servers import OpenAIServer
from validation.models import Rule
from validation.types import Draft
from validation.verify import Item, Judge, verify

TEXT = Evidence(passages=(Passage("The castle opens at nine and costs 12 euros.", "Castle"),))
DRAFT = Draft("The castle costs 15 euros today.", "What does it cost?", "llm", domain="docs", evidence=(TEXT,))

GARBAGE = ["", "It is fine.", "[]", '{"verdict": "fine", "reason": "x"}', '{"verdict": "entailed"}']


def verdict_of(verdict: str) -> str:
    return json.dumps({"verdict": verdict, "reason": "The price is another."})


def rule(kind: str = "entailed", **fields: Any) -> Rule:
    options = {"llm": "judge", "only_doubted": False, **fields.pop("options", {})}
    return Rule(name="judged", kind=kind, options=options, budget_ms=3_000, action="refuse", **fields)


async def judged(reply: str, *rules: Rule, draft: Draft = DRAFT, **options: Any) -> tuple[str, list[str]]:
    """(what is to be done, what was found), where the house's model says `reply`."""
    llm = {"name": "judge", "kind": "echo", "options": {"reply": reply, **options}, "timeout": 5}
    made = run(replace(released(rows("inference.llm", llm)), rules=rules or (rule(),)))
    decided = await examine(draft, query("What does it cost?"), made)
    return decided.action, [finding.message for finding in decided.findings]


@pytest.mark.parametrize(
    ("said", "action"), [("entailed", "pass"), ("contradicted", "refuse"), ("unsupported", "refuse")]
)
async def test_the_verdict_decides(said: str, action: str) -> None:
    assert (await judged(verdict_of(said)))[0] == action


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize(("fail_open", "action"), [(True, "pass"), (False, "refuse")])
async def test_garbage_is_no_verdict_and_the_rules_fail_mode_applies(
    garbage: str, fail_open: bool, action: str
) -> None:
    done, found = await judged(garbage, rule(fail_open=fail_open))
    assert done == action and "could not decide" in found[0]


async def test_a_model_that_is_late_or_down_or_not_there_leaves_it_undecided() -> None:
    slow = rule(fail_open=True)
    slow.budget_ms = 30
    assert "longer than 30 ms" in (await judged(verdict_of("entailed"), slow, delay_seconds=3))[1][0]
    assert "could not decide" in (await judged("", rule(fail_open=True), fail="at once"))[1][0]
    assert "no language model “none”" in (await judged("", rule(options={"llm": "none"}, fail_open=True)))[1][0]
    assert "names no language model" in (await judged("", rule(options={"llm": ""}, fail_open=True)))[1][0]


async def test_only_a_doubted_sentence_is_asked_about_if_the_rule_says_so() -> None:
    doubted = rule(options={"only_doubted": True}, order=200)
    assert (await judged(verdict_of("contradicted"), doubted))[0] == "pass"
    flags = Rule(name="numbers", kind="grounded_numbers", action="flag", order=1, budget_ms=1_000)
    assert (await judged(verdict_of("contradicted"), doubted, flags))[0] == "refuse"


async def test_a_short_or_courteous_sentence_asks_nobody() -> None:
    for sentence in ("Yes, 15.", "I don't know that."):
        assert (await judged(verdict_of("unsupported"), draft=Draft(sentence, "?", "llm", evidence=(TEXT,))))[
            0
        ] == "pass"


@pytest.mark.parametrize(
    ("other", "action"),
    [
        ("The castle costs 12 euros.", "refuse"),
        ("It costs 15 euros, and opens at 9:00.", "pass"),
        ("It opens at 9:00.", "pass"),
        ("15.00 EUR.", "pass"),
    ],
)
async def test_a_second_opinion_must_agree_where_it_speaks_of_the_same(other: str, action: str) -> None:
    assert (await judged(json.dumps({"answer": other}), rule("second_opinion")))[0] == action


async def test_a_second_opinion_that_says_the_opposite_is_found() -> None:
    yes = Draft("Yes, it is open.", "Is it open?", "llm", evidence=(TEXT,))
    assert (await judged('{"answer": "No, it is closed."}', rule("second_opinion"), draft=yes))[0] == "refuse"
    assert (await judged('{"answer": ""}', rule("second_opinion"), draft=yes))[0] == "refuse"


async def test_one_second_answer_serves_all_sentences() -> None:
    with OpenAIServer(reply=json.dumps({"answer": "It costs 15 euros."})) as server:
        llm = LLM(pk=1, name="judge", kind="openai", options={**server.options, "model": "qwen3:4b"})
        http = Http(lambda: server.allowed)
        made = run(replace(released(), llms=(llm,), rules=(rule("second_opinion"),)), http)
        for sentence in ("It costs 15 euros.", "That is 15 euros each."):
            draft = Draft(sentence, "What does it cost?", "llm", evidence=(TEXT,))
            assert (await examine(draft, query("?"), made)).action == "pass"
        assert len(server.asked) == 1
        await http.close()


@pytest.mark.parametrize("mode", ["garbage", "cut", "500", "no_done"])
async def test_a_server_that_misbehaves_leaves_it_undecided(mode: str) -> None:
    with OpenAIServer(reply=verdict_of("entailed"), mode=mode) as server:
        llm = LLM(pk=1, name="judge", kind="openai", options={**server.options, "model": "qwen3:4b"}, timeout=5)
        http = Http(lambda: server.allowed)
        seen = replace(snapshot(), llms=(llm,))
        judge = Judge("judge", Judges(seen, Models(http), lambda: 5.0).ask)
        found = await verify(Item("What does it cost?", "It costs 12 euros.", "It costs 12 euros."), False, judge)
        assert found.judged.startswith("undecided") and not found.flag
        await http.close()


CASTLE = "The castle opens at nine on weekdays and costs 12 euros for grown people."
UNSURE = "The old castle costs grown people 12 euros and children nothing much."  # half of its words stand there
PRICE = {"winner": "Lions", "loser": "Bears", "winner_score": 24}


async def verified(context: object, response: str, said: str = "") -> dict[str, Any]:
    """What the verification answers, without a judge or with one that says `said`."""
    llm = LLM(pk=1, name="judge", kind="echo", options={"reply": verdict_of(said)})
    body = {"context": context, "response": response, "meaning": False} | ({"judge": "judge"} if said else {})
    return dict((await Client(Double(seen=replace(snapshot(), llms=(llm,)))).post("/v1/verify", body)).json())


async def test_the_verification_asks_the_judge_that_is_named() -> None:
    plain, asked = await verified(CASTLE, UNSURE), await verified(CASTLE, UNSURE, "unsupported")
    assert "judged" not in plain and asked["judged"] == "unsupported"
    body = {"context": CASTLE, "response": UNSURE, "judge": "nobody"}
    assert (await Client(Double(seen=snapshot())).post("/v1/verify", body)).status == 400


async def test_a_judge_decides_where_the_checks_are_unsure() -> None:
    assert 0.25 < (await verified(CASTLE, UNSURE))["score"] < 0.75
    assert not (await verified(CASTLE, UNSURE, "entailed"))["flag"]
    refused = await verified(CASTLE, UNSURE, "contradicted")
    assert refused["flag"] and refused["findings"][-1]["kind"] == "entailed"


@pytest.mark.parametrize(
    ("context", "response"),
    [
        ("Dogs are not allowed in the castle.", "Dogs are allowed in the castle."),
        (PRICE, "The Bears beat the Lions."),
        (PRICE, "The Lions scored 31 points."),
    ],
)
async def test_no_judge_makes_hold_what_the_evidence_was_found_to_contradict(context: object, response: str) -> None:
    plain, judged = await verified(context, response), await verified(context, response, "entailed")
    assert plain["flag"] and judged["flag"] and judged["score"] == plain["score"]


async def test_no_judge_makes_wrong_what_stands_there_word_for_word() -> None:
    judged = await verified(CASTLE, CASTLE, "contradicted")
    assert not judged["flag"] and judged["judged"] == "contradicted" and judged["findings"] == []
    assert judged["score"] > (await verified(CASTLE, CASTLE))["score"]


@pytest.mark.parametrize(
    ("options", "told"),
    [({"llm": "big"}, None), ({"llm": "gone"}, "asks the language model gone"), ({}, "names no language model")],
)
def test_a_release_tells_of_a_rule_whose_judge_is_not_there(options: dict[str, str], told: str | None) -> None:
    judging = {"name": "judged", "kind": "entailed", "options": options}
    found = list(judges({"inference.llm": {"1": {"name": "big"}}, "validation.rule": {"2": judging}}))
    assert [told in each.text for each in found] == [True] if told else found == []
