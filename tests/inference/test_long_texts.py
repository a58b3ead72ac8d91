"""A text to work on is one request: not taken apart, it asks no domain, switches nothing and is its own evidence."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from athena_project.http import Http
from inference import pipeline
from inference.long_texts import JSON
from inference.models import LLM
from inference.snapshot import Snapshot
from inference.stages.generate import NO_READER
from inference.state import Query
from intents.models import SplitRule
from intents.splitter import Splitter
from tests.inference.queries import query, run

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database

LETTER = """Dear neighbours,
the plumbers come on Thursday and turn off the water between 9 and 11 in the morning. Please remember to switch off the
heating, close the garage and water the plants before that. If it rains, the garden party moves to Saturday.
What time is it best to call you? The weather in Boston was fine and my flight was late, so I could not ask everybody.
Please tell the vacuum cleaner people that they should come later, and play no music in the stairwell until then.
Yours, Maria"""
CHORE = """### Task:
Generate 1-3 broad tags categorizing the main themes of the chat history, and turn on as many as fit.
### Guidelines:
- Start with high-level domains, such as Science, Technology, Philosophy, Arts, Politics, Business, Health, Sports.
- If content is too short (less than 3 messages) or too diverse, use only ["General"].
- Your entire response must consist solely of the JSON object, without any introductory or concluding text.
### Output:
JSON format: { "tags": ["tag1", "tag2", "tag3"] }
### Chat History:
<chat_history>
USER: What time is it in Tokyo, and turn on the kitchen light.
ASSISTANT: It is 3:15 in Tokyo.
</chat_history>"""
ONE_LINE = " ".join(LETTER.split())
TOOL = {"type": "function", "function": {"name": "HassTurnOff", "parameters": {"type": "object", "properties": {}}}}


def answered(question: Query, house: Snapshot) -> Query:
    async def asked() -> Query:
        made = run(house, Http(tuple))
        try:
            return await pipeline.answer(question, made)
        finally:
            await made.lookups.http.close()

    return asyncio.run(asked())


def with_model(house: Snapshot, reply: str, **options: Any) -> Snapshot:
    return replace(
        house, llms=(LLM(pk=900, name="echo", kind="echo", options={"reply": reply, **options}), *house.llms)
    )


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        (LETTER, "text_work"),
        (f"Summarise this letter: {ONE_LINE}", "text_work"),
        (f"Could you shorten the following text for me?\n\n{LETTER}", "text_work"),
        (f"Fasse diesen Brief zusammen: {ONE_LINE}", "text_work"),
        (CHORE, "chat_chores"),
    ],
)
def test_a_text_is_one_request(shipped: Snapshot, message: str, intent: str) -> None:
    language = "de" if message.startswith("Fasse") else "en"
    done = answered(query(message, language=language), with_model(shipped, "The water is off on Thursday."))
    assert [part.intent and part.intent.name for part in done.parts] == [intent]
    assert done.parts[0].text == message


SHORT_TITLE = """### Task:
Give the chat a title.
### Output:
JSON format: { "title": "..." }"""
SHORT_TAGGED = """Name this conversation in two words.
<conversation>
User: turn on the light and what is the weather in Oslo
</conversation>"""
SHORT_CODE = """What does this print?
```python
print(6 * 7)
```"""

SHORT_CALL = """Here is a transcript of a call. What was agreed?
Anna: We meet on Monday.
Bob: At nine? What is the weather like?
Anna: Yes."""
SHORT_LOG = """Wer hatte recht?
[10:32] Jörg: Mach das Licht aus.
[10:33] Frau Özil: Warum?"""
SHORT_ANNOUNCED = "Generate a title for the following conversation: User: turn on the light. Assistant: Done."


@pytest.mark.parametrize("message", [SHORT_TITLE, SHORT_TAGGED, SHORT_CODE, SHORT_CALL, SHORT_LOG, SHORT_ANNOUNCED])
def test_what_is_marked_up_is_a_text_however_short_it_is(shipped: Snapshot, message: str) -> None:
    done = answered(query(message), with_model(shipped, "Title"))
    assert [(part.text, part.mode) for part in done.parts] == [(message, "text")]


def test_what_is_said_in_one_breath_is_taken_apart_however_long_it_is(shipped: Snapshot) -> None:
    rambling = (
        "so hey I was just thinking while I was making the coffee this morning and looking out of the window that we "
        "really ought to plan something nice with the children and their friends from school for these days and so "
        "could you please be so kind and tell me what is 15 percent of 80 and then also what time it is in Tokyo right "
        "now and after that what is 7 times 6"
    )
    done = answered(query(rambling), shipped)
    assert "12" in done.answer and "Tokyo" in done.answer and "42" in done.answer


def test_short_lines_are_questions_of_their_own(shipped: Snapshot) -> None:
    done = answered(query("what is 6 times 7\nwhat is 15% of 80"), shipped)
    assert "42" in done.answer and "12" in done.answer


def test_without_a_model_that_is_said_once(shipped: Snapshot) -> None:
    assert answered(query(LETTER), shipped).answer == NO_READER


def test_what_is_said_of_a_text_must_stand_in_it(shipped: Snapshot) -> None:
    held = answered(query(f"Sum this up:\n{LETTER}"), with_model(shipped, "The water is off between 9 and 11."))
    assert held.answer == "The water is off between 9 and 11."
    invented = answered(query(f"Sum this up:\n{LETTER}"), with_model(shipped, "The water is off between 14 and 17."))
    assert "17" not in invented.answer


def test_a_text_switches_nothing(shipped: Snapshot) -> None:
    willing = with_model(shipped, "", calls=[{"name": "HassTurnOff", "arguments": {"name": "heating"}}])
    assert answered(query(LETTER, tools=(TOOL,)), willing).tool_calls == ()


def test_json_is_answered_where_the_text_asks_for_an_object(shipped: Snapshot) -> None:
    reply = '{ "tags": ["Time", "Smart Home"] }'
    assert answered(query(CHORE), with_model(shipped, reply)).answer == reply
    assert not JSON.search("Turn this table into json, please")


def test_without_an_intent_for_texts_it_goes_where_any_question_goes(shipped: Snapshot) -> None:
    fewer = {name: intent for name, intent in shipped.intents.items() if intent.mode != "text"}
    assert answered(query(LETTER), replace(shipped, intents=fewer)).parts[0].mode != "text"


def test_the_rule_says_how_long_a_text_is(shipped: Snapshot) -> None:
    lines = "what is 6 times 7\nwhat is 15% of 80\nwhat is 12 plus 30"
    short = SplitRule(name="short", connectors=["and"], max_words=10)
    house = replace(shipped, splitters={**shipped.splitters, "en": Splitter.build([short])})
    assert [part.mode for part in answered(query(lines), house).parts] == ["text"]
    assert len(answered(query(lines), shipped).parts) == 3
