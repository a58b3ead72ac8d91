"""A small house as the content of a release, and what can be looked at in it: answers and decisions."""

import copy
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from athena_project.http import Http
from athena_project.models import Release
from athena_project.releases import Content
from inference import pipeline
from inference.now import zone_of
from inference.runtime import Runtime
from inference.snapshot import AccessRows, Snapshot, build
from inference.state import Query, Run
from inference.trials import try_case, try_scenario
from intents.models import TestCase
from intents.tongues import spoken
from tests.inference.asgi import KEY, Client, Double
from tests.inference.queries import NOW, query, run
from validation.models import Scenario

STORY = "tell me a story"
HOUSE: Content = {
    "athena_project.housesettings": {"1": {"name": "house", "max_body_mib": 1, "max_parallel": 4}},
    "ragdomains.place": {
        "1": {"name": "Oslo", "aliases": ["the cabin"], "latitude": 59, "longitude": 10, "time_zone": "Europe/Oslo"},
        "2": {"name": "Tokyo", "aliases": [], "latitude": 35, "longitude": 139, "time_zone": "Asia/Tokyo"},
    },
    "ragdomains.domain": {
        "1": {"name": "clock", "title": "the clock", "kind": "clock"},
        "2": {"name": "calculator", "title": "the calculator", "kind": "calculator"},
    },
    "ragdomains.template": {"1": {"domain": 2, "answer": "sum", "form": "short", "text": "I make it {result}."}},
    "intents.intent": {
        "1": {"name": "motto", "title": "the motto", "mode": "decline", "reply": "Slow is smooth."},
        "2": {"name": "time", "title": "the time", "mode": "facts", "domain": 1, "ask": "time"},
        "3": {"name": "sum", "title": "a sum", "mode": "facts", "domain": 2, "ask": "calculate"},
        "4": {"name": "rest", "title": "the rest", "mode": "llm", "fallback": True},
        "5": {"name": "cheer", "title": "a cheer", "mode": "decline", "reply": "Hooray."},
    },
    "intents.pattern": {
        "1": {"intent": 1, "type": "phrase", "text": "our motto"},
        "2": {"intent": 2, "type": "phrase", "text": "what time is it"},
        "3": {"intent": 3, "type": "regex", "text": "what is [0-9]"},
        "4": {"intent": 5, "type": "keyword", "text": "hooray"},
        "5": {"intent": 1, "type": "keyword", "text": "proverb"},
    },
    "intents.entity": {"1": {"type": "person", "value": "Anna", "synonyms": ["mom"]}},
    "intents.splitrule": {"1": {"name": "and", "connectors": ["and"], "protected": ["salt and what"], "max_parts": 3}},
    "intents.chain": {"1": {"name": "morning", "triggers": ["good morning"], "questions": ["what is our motto"]}},
    "intents.testcase": {"1": {"question": "what is our motto", "intents": ["motto"], "slots": {}}},
    "inference.assistant": {
        "1": {"name": "athena", "aliases": ["butler"], "default": True, "place": 1},
        "2": {"name": "zoe"},
    },
    "inference.llm": {
        "1": {"name": "first", "kind": "echo", "options": {"reply": "I am the very first of them."}, "priority": 10},
        "2": {"name": "second", "kind": "echo", "options": {"reply": "I am the second."}, "priority": 20},
    },
    "validation.rule": {
        "1": {"name": "short", "kind": "speakable", "options": {"max_length": 20}, "action": "flag", "budget_ms": 5000}
    },
    "validation.scenario": {
        "1": {"name": "plain", "question": "?", "evidence": [], "answer": "It is **12** degrees.", "passes": False}
    },
}  # fmt: skip


def snapshot(content: Content) -> Snapshot:
    return build(content, Release(number=1), "token", AccessRows(keys={KEY.key_id: KEY}))


def edited(content: Content, edits: Mapping[str, Any]) -> Content:
    """The content with some fields changed, each named as "app.model.pk.field"."""
    changed = copy.deepcopy(content)
    for place, value in edits.items():
        label, pk, name = place.rsplit(".", 2)
        changed[label].setdefault(pk, {})[name] = value
    return changed


async def asked(content: Content, question: str, **fields: Any) -> tuple[Query, Run]:
    found = snapshot(content)
    made = run(found, Http(tuple))
    assistant = found.assistants[0]
    now = NOW.astimezone(ZoneInfo(zone_of(assistant)))
    done = query(question, assistant=assistant, now=now, language=spoken(assistant.language, [question]), **fields)
    try:
        return await pipeline.answer(done, made), made
    finally:
        await made.lookups.http.close()


Look = Callable[[Content], Awaitable[object]]


def answer(question: str = STORY, **fields: Any) -> Look:
    async def look(content: Content) -> object:
        return (await asked(content, question, **fields))[0].answer

    return look


def understood(question: str) -> Look:
    """Intents, slots, places, and whether it was sure."""

    async def look(content: Content) -> object:
        parts = (await asked(content, question))[0].parts
        return [(p.intent and p.intent.name, p.slots.spot, p.slots.values, p.match and p.match.sure) for p in parts]

    return look


def examined(name: str) -> Look:
    """What the first check left in the trace, without its times."""

    async def look(content: Content) -> object:
        _, made = await asked(content, STORY)
        found = next(span.detail[name] for span in made.spans if span.name == "examine")
        return [entry.partition(" ms")[0].rstrip("0123456789.") for entry in found]  # type: ignore[attr-defined]  # a list of texts

    return look


async def told(content: Content) -> object:
    """How many words the model was told."""
    return (await asked(content, STORY))[0].tokens_in


async def answered_by(content: Content) -> object:
    """The LLM that answered, and what it had to say of others."""
    _, made = await asked(content, STORY)
    return next(span.detail.get("llm") for span in made.spans if span.name == "generate:model")


async def written(content: Content) -> object:
    """Whether the failure of every model is an apology or an error."""
    down = {f"inference.llm.{pk}.options": {"fail": "at once"} for pk in (1, 2)}
    return (await asked(edited(content, down), STORY))[0].error


def of_snapshot(value: Callable[[Snapshot], object]) -> Look:
    async def look(content: Content) -> object:
        return value(snapshot(content))

    return look


def status(size: int = 10, turns: int = 1) -> Look:
    """How the gateway answers a conversation of so many turns with so many kilobytes each."""

    async def look(content: Content) -> object:
        client = Client(Double(seen=snapshot(content)))
        message = {"role": "user", "content": "x" * size * 1000}
        return (await client.post("/v1/chat/completions", {"messages": [message] * turns})).status

    return look


async def models(content: Content) -> object:
    reply = await Client(Double(seen=snapshot(content))).get("/v1/models")
    return [entry["id"] for entry in reply.json()["data"]]


async def case(content: Content) -> object:
    row = TestCase(**content["intents.testcase"]["1"])
    return (await try_case(row, Runtime("test"), snapshot(content))).passed


async def scenario(content: Content) -> object:
    trial = await try_scenario(Scenario(**content["validation.scenario"]["1"]), snapshot(content))
    return trial.passed, trial.found, trial.findings
