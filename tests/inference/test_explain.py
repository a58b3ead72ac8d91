"""What the pages tell of an answer: decisions, look-ups, models and rules, with what would change each."""

import uuid
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from athena_project import releases
from inference.backends import BackendError, Prompt
from inference.explain.compare import compare, words
from inference.explain.decisions import Decision, decisions
from inference.explain.lookups import LookedUp, lookups
from inference.explain.page import Traced, explained
from inference.explain.rows import CHANGED, GONE, Rows
from inference.models import LLM, QueryLog, QueryStep
from inference.prompt_tale import CUT, prompt_tale
from intents.models import Intent, Pattern
from ragdomains.heard import CALLS, Heard
from tests.athena_project.admin_pages import inline_scripts, staff
from tests.inference.queries import run

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
XSS = "<script>alert(1)</script>"
TEA: dict[str, Any] = {"name": "tea", "threshold": 0.5, "margin": 0.1, "mode": "facts", "domain": 1}
MILK: dict[str, Any] = {"name": "milk", "threshold": 0.8, "margin": 0.1, "mode": "llm"}
CONTENT: dict[str, Any] = {
    "intents.intent": {"1": TEA, "2": MILK, "3": {"name": "rest", "fallback": True}},
    "intents.pattern": {"7": {"type": "phrase", "text": "brew " + "x" * 200}},
    "intents.chain": {"4": {"name": "morning"}},
    "ragdomains.template": {"9": {"domain": 1, "answer": "tins", "form": "short", "text": "{tins} tins."}},
    "ragdomains.domain": {"1": {"name": "pantry", "timeout": 8.0}},
    "validation.rule": {"1": {"name": "dates", "budget_ms": 20.0}, "2": {"name": "idle", "budget_ms": 20.0}},
    "inference.llm": {"1": {"name": "big", "timeout": 25.0}},
    "athena_project.housesettings": {"1": {"name": "house", "deadline_seconds": 30.0}},
}
WON = {
    "text": "brew", "intent": "tea", "understood": "tea", "tier": "words", "score": 0.7, "sure": True, "margin": 0.25,
    "runner-up": "milk", "rows": ["intents.pattern:7"], "mode": "facts",
    "scores": [{"intent": "tea", "score": 0.7, "tier": "words"}, {"intent": "milk", "score": 0.45, "tier": "words"}],
}  # fmt: skip


def step(name: str, detail: dict[str, Any], **fields: Any) -> QueryStep:
    return QueryStep(name=name, detail=detail, **{"start_ms": 0, "ms": 10, **fields})


def log(**fields: Any) -> QueryLog:
    row = {"id": uuid.uuid4(), "at": NOON, "assistant": "athena", "question": "q?", "outcome": "answered", "ms": 90.0}
    return QueryLog(mode="owner", **{**row, **fields})


def decided(**told: Any) -> Decision:
    steps = [step("understand", {"decisions": [{**WON, **told}]})]
    return decisions(steps, Rows(CONTENT))[0]


def test_the_one_that_won_is_held_against_its_threshold_and_the_runner_up() -> None:
    found = decided()
    assert [(each.intent.text, each.behind, each.threshold, each.chosen) for each in found.candidates] == [
        ("tea", 0.0, 0.5, True),
        ("milk", pytest.approx(0.25), 0.8, False),
    ]
    assert found.changes[0] == "tea has 0.70 and needs 0.50: a threshold above 0.70 would leave it to the fallback."
    assert found.changes[1].startswith("milk lacks 0.25 points to win")
    assert "pantry" in found.changes[2] and "answer mode llm" in found.changes[2]
    assert found.rows[0].url == "/admin/intents/pattern/7/change/" and len(found.rows[0].text) < 100


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"margin": 0.05, "sure": False}, "ahead by 0.05 and wants 0.10 to be sure"),
        ({"tier": "exact", "score": 1.0}, "word for word"),
        ({"score": 0.999}, "tea has 1.00 and needs 0.50."),
        ({"tier": "house"}, "Every word of it is known to the house"),
        ({"tier": "none of these"}, "no word in it"),
        ({"understood": "", "intent": "rest", "runner-up": "milk", "score": 0.6}, "milk came nearest with 0.60"),
        ({"understood": "", "intent": "rest", "runner-up": "milk", "score": 0.6}, "lacks 0.20 points"),
        ({"understood": "", "intent": "rest", "runner-up": ""}, "like nothing that is known"),
        ({"problem": "Guests may not.", "mode": "decline"}, "refused before anything was asked: “Guests may not.”"),
    ],
)
def test_each_way_to_decide_says_what_would_change_it(told: dict[str, Any], words: str) -> None:
    assert any(words in line for line in decided(**told).changes)


def test_an_older_log_does_not_say_what_fitted_and_is_read_all_the_same() -> None:
    told = {name: value for name, value in WON.items() if name not in ("understood", "rows", "mode")}
    steps = [step("understand", {"decisions": [told, {**told, "intent": "rest"}]})]
    assert [each.understood for each in decisions(steps, Rows({**CONTENT}))] == ["tea", ""]


def test_a_row_says_how_it_differs_today() -> None:
    now = {**CONTENT, "intents.intent": {"1": {**TEA, "threshold": 0.6}}}
    rows = Rows(CONTENT, now)
    assert [rows.named("intents.intent", name).note for name in ("tea", "milk", "gone")] == [CHANGED, GONE, ""]
    assert Rows(CONTENT).named("intents.intent", "tea").note == ""


def looked(detail: dict[str, Any], problem: str = "") -> LookedUp:
    steps = [step("retrieve:pantry", {"asked for": "now", **detail}, problem=problem)]
    return lookups(log(), steps, Rows(CONTENT))[0]


KEPT = {"cache key": "abc", "fresh for": 600.0, "stale for": 3600.0}


@pytest.mark.parametrize(
    ("detail", "problem", "words"),
    [
        ({}, "", "known or computed here"),
        ({**KEPT, "answered by": "fresh", "kept seconds ago": 60}, "", "60 s old, and it is fresh for 10 min"),
        ({**KEPT, "answered by": "fresh", "kept seconds ago": 60}, "", "Until 1 Mar 2026, 12:09 the cache answers"),
        ({**KEPT, "answered by": "stale", "kept seconds ago": 900}, "", "asked anew behind it"),
        ({**KEPT, "answered by": "live", CALLS: []}, "", "The cache had nothing. The source was asked."),
        ({**KEPT, "answered by": "live", "kept seconds ago": 9000}, "", "too old: 2 h. The source was asked. Nothing"),
        ({**KEPT, "answered by": "live"}, "", "Until 1 Mar 2026, 13:10 it still does"),
        ({"cache key": "a", "fresh for": 0, "stale for": 0}, "", "each question asks the source"),
        ({"cache key": "a", "left alone for": 3}, "It failed.", "left alone for another 3 s"),
        ({"cache key": "a"}, "It was late.", "It may take 8 s: the timeout"),
    ],
)
def test_a_look_up_says_what_the_cache_had_and_until_when(detail: dict[str, Any], problem: str, words: str) -> None:
    found = looked(detail, problem)
    assert words in " ".join([found.how, *found.changes])
    assert found.domain.url and found.asked_for == "now"


def test_a_source_s_own_answer_is_kept_without_the_secret_and_cut() -> None:
    tale: dict[str, Any] = {}
    heard = Heard(tale, "key-4711 word")
    heard("https://a.example/?key=key-4711%20word", 200, b'{"echo": "key-4711", "more": "' + b"x" * 9_000)
    heard("https://a.example/", 0, b"x" * 1_997 + b"key-4711")
    assert "4711" not in str(tale) and len(tale[CALLS][0]["text"]) <= 2_000
    for _ in range(9):
        heard("https://a.example/", 200, b"")
    assert len(tale[CALLS]) == 4


def test_a_prompt_is_told_without_the_secret_and_only_where_a_model_read_it() -> None:
    messages = ({"role": "system", "content": "sk-very-secret"}, {"role": "user", "content": "y" * 9_000})
    tool = {"type": "function", "function": {"name": "TurnOn"}}
    told: Any = prompt_tale(LLM(kind="echo"), Prompt((*messages, *messages * 30), tools=(tool,)), "sk-very-secret")
    assert "secret" not in str(told) and told["tools offered"] == ["TurnOn"]
    assert (len(told["prompt"]), told["prompt messages"], told["prompt"][1]["characters"]) == (30, 62, 9_000)
    assert max(len(each["text"]) for each in told["prompt"]) == CUT
    assert prompt_tale(LLM(kind="extractive"), Prompt(messages), "") == {}


@pytest.mark.django_db
def test_the_chain_and_the_house_s_own_sentence_are_named() -> None:
    steps = [step("understand", {"chain": "intents.chain:4"}), step("retrieve:pantry", {"answer": "tins"})]
    found = explained(Traced("", log(), steps, Rows(CONTENT)))
    assert [link.text for link in found.chains] == ["morning"] and found.lookups[0].sentences == ["{tins} tins."]
    assert looked({"answer": "cups"}).sentences == []


@pytest.mark.django_db
def test_models_rules_and_budgets_are_told_with_their_rows() -> None:
    model = {"llm": "big", "way": "instead", "first words ms": 40, "model ms": 900, "tokens in": 5, "tokens out": 7}
    checked = {"sentence": "s", "verdict": "refuse", "rules": ["dates: 0.50 ms"], "findings": ["dates (x, refuse): no"]}
    steps = [step("generate:model", {**model, "passed over": {"small": "It is down."}}), step("examine", checked)]
    found = explained(Traced("", log(), steps, Rows(CONTENT)))
    wording, seen = found.wordings[0], found.examined
    assert wording.llm and wording.llm.url and wording.tokens == "5 in, 7 out"
    assert wording.others == [("small", "It is down.")] and wording.way.startswith("in place of")
    assert [(each.rule.text, each.times, each.found, each.budget) for each in seen.ran] == [("dates", 1, 1, 20.0)]
    assert [link.text for link in seen.idle] == ["idle"] and "set to flag" in seen.changes[0]
    assert [(each.name, each.allowed) for each in found.budgets] == [
        ("the whole answer", "30.0 s"),
        ("generate:model", "25.0 s"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("odd", [None, 7, "x", [1, ["a"]], {"decisions": [1, {"scores": [1, {}]}], "rules": [None]}])
def test_details_of_any_shape_break_nothing(odd: Any) -> None:
    names = ("understand", "retrieve:x", "generate:model", "examine", "understand:llm", "")
    steps = [step(name, odd if isinstance(odd, dict) else {"decisions": odd, "prompt": odd}) for name in names]
    found = Traced("", log(), steps, Rows({}))
    assert explained(found).budgets == [] and compare(found, found).differing == 0


def test_the_words_of_two_answers_are_told_apart() -> None:
    left, right = words("it rains in Bern today", "it snows in Bern")
    assert [(each.text, each.own) for each in left] == [
        ("it", False), ("rains", True), ("in Bern", False), ("today", True),
    ]  # fmt: skip
    assert [each.text for each in right if each.own] == ["snows"]
    assert words("a " * 500, "b")[0][0].own and words("", "") == ([], [])


def test_two_answers_differ_in_intents_evidence_and_what_was_asked() -> None:
    facts = {
        "answered by": "live",
        "facts": [{"name": "cups", "value": "2", "unit": ""}, {"name": "tin", "value": "1"}],
    }
    more = {**facts, "facts": [{"name": "cups", "value": "3", "unit": ""}, {"name": "tin", "value": "1"}]}
    first = Traced(
        "one", log(answer="a"), [step("understand", {"decisions": [WON]}), step("retrieve:pantry", facts)], Rows({})
    )
    two = {"decisions": [{**WON, "intent": "milk"}, WON]}
    second = Traced("two", log(answer="b"), [step("understand", two), step("retrieve:pantry", more)], Rows({}))
    found = compare(first, second)
    assert [row.name for row in found.decided if row.differs][:2] == ["part 1, intent", "part 2, intent"]
    assert [(row.name, row.left, row.right) for row in found.found] == [("pantry: cups", "2", "3")]
    assert found.same_facts == 1 and {row.name for row in found.times} >= {"the whole answer", "retrieve:pantry"}


def saved(**fields: Any) -> QueryLog:
    row = log(**fields)
    row.save()
    detail = {"decisions": [{name: XSS if isinstance(value, str) else value for name, value in WON.items()}]}
    asked = {"asked for": XSS, "cache key": XSS, CALLS: [{"url": XSS, "status": 200, "bytes": 9, "text": XSS}]}
    prompted = {"llm": XSS, "prompt": [{"role": XSS, "characters": 1, "text": XSS}], "passed over": {XSS: XSS}}
    seen = {"sentence": XSS, "verdict": "fix", "said instead": XSS, "rules": [f"{XSS}: 1.00 ms"], "findings": [XSS]}
    told = {"understand": detail, f"retrieve:{XSS}": asked, "generate:model": prompted, "examine": seen}
    for number, (name, each) in enumerate(told.items()):
        QueryStep.objects.create(query=row, position=number, name=name, start_ms=0, ms=1, problem=XSS, detail=each)
    return row


@pytest.mark.django_db
def test_whatever_a_question_a_model_or_a_source_says_is_text_on_every_page(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one, other = (saved(question=XSS, answer=f"{XSS} {word}", release=releases.publish()) for word in ("a", "b"))
    compared = reverse("admin:inference_querylog_compare")
    pages = [reverse("admin:inference_querylog_change", args=[one.pk]), f"{compared}?one={one.pk}&other={other.pk}"]
    for url in (*pages, f"{compared}?one={one.pk}"):
        with django_assert_max_num_queries(12):
            page = admin_client.get(url)
        assert XSS not in page.text and "&lt;script&gt;" in page.text and inline_scripts(page.text) == []
        assert len(page.content) < 60_000


@pytest.mark.django_db
def test_what_is_switched_off_says_whether_it_would_have_won(admin_client: Client) -> None:
    intent = Intent.objects.create(name="kettle", title="the kettle", mode="llm", enabled=False)
    Pattern.objects.create(intent=intent, type="phrase", text="brew")
    row = saved()
    row.steps.filter(name="understand").update(detail={"decisions": [WON]})
    page = admin_client.get(reverse("admin:inference_querylog_change", args=[row.pk])).text
    assert "kettle</a> would have" in page and "Switched on, it would have won." in page
    row.steps.filter(name="understand").update(detail={"decisions": [{**WON, "score": 1.0}]})
    page = admin_client.get(reverse("admin:inference_querylog_change", args=[row.pk])).text
    assert "That is not enough to win." in page
    row.steps.filter(name="understand").update(detail={"decisions": [{**WON, "understood": "kettle"}]})
    page = admin_client.get(reverse("admin:inference_querylog_change", args=[row.pk])).text
    assert "So it was understood when it was asked; today that is off." in page and "enough to win" not in page


@pytest.mark.django_db
def test_it_says_why_the_documents_were_asked_beside_the_intent_s_own_way(admin_client: Client) -> None:
    row = saved()
    told = {"domain": "documents", "because": "I cannot set timers.", "found": "Your documents say nothing about that."}
    row.steps.create(name="papers", position=9, depth=1, start_ms=1, ms=1, detail=told)
    page = admin_client.get(reverse("admin:inference_querylog_change", args=[row.pk])).text
    assert "I cannot set timers. So" in page and "was asked: Your documents say nothing about that.</p>" in page


@pytest.mark.django_db
def test_two_ticked_questions_are_laid_side_by_side(admin_client: Client) -> None:
    url, rows = reverse("admin:inference_querylog_changelist"), [saved(), saved(), saved()]
    keys = [str(row.pk) for row in rows]
    data = {"action": "compare", "_selected_action": keys[:2]}
    assert "≠" in admin_client.post(url, {**data, "_selected_action": keys[:2]}, follow=True).text
    assert "Tick two questions" in admin_client.post(url, {**data, "_selected_action": keys}, follow=True).text
    assert admin_client.get(f"{reverse('admin:inference_querylog_compare')}?one={uuid.uuid4()}").status_code == 404
    assert admin_client.get(f"{reverse('admin:inference_querylog_compare')}?one=x").status_code == 404


@pytest.mark.django_db
def test_comparing_is_for_those_who_may_see_the_log() -> None:
    url = f"{reverse('admin:inference_querylog_compare')}?one={saved().pk}"
    assert staff("inference.view_llm").get(url).status_code == 403


def test_a_model_that_did_not_answer_says_why_and_a_fault_of_ours_its_name() -> None:
    made = run()
    for error in (BackendError("No language model is set up."), KeyError("x")):
        with suppress(BackendError, KeyError), made.span("generate:model"):
            raise error
    assert [span.problem for span in made.spans] == ["No language model is set up.", "KeyError"]
