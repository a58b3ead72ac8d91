"""What only goes on with what a model told, and what is made of the talk itself, is for a model that hears the talk."""

from typing import Any

import pytest

from inference.model_drafts import Way, prompt_of
from inference.snapshot import Snapshot
from inference.stages.understand import understand
from inference.state import Part
from tests.inference.queries import query, run
from tests.inference.test_long_texts import answered, with_model

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database

TOLD = ("Tell me a story about a fox.", "A fox lived in a wood. One day it found a golden key.")
GERMAN = ("Erzähl mir eine Geschichte von einem Fuchs.", "Ein Fuchs lebte im Wald. Da fand er einen Schlüssel.")
CHORE = "Summarize this conversation in one sentence."
ROLES = ("user", "assistant", "user")
DONE = ("Turn on the kitchen light.", "Done.")


async def parts(house: Snapshot, *said: str, language: str = "en", **fields: Any) -> tuple[Part, ...]:
    roles = ("user", "assistant")
    messages = tuple({"role": roles[at % 2], "content": text} for at, text in enumerate(said))
    return (await understand(query(said[-1], messages=messages, language=language, **fields), run(house))).parts


@pytest.mark.parametrize(
    "text",
    [
        "And then?", "Go on.", "Keep going", "Carry on", "Don't stop there!", "What happened next?",
        "Please continue the story", "OK, and how does it end?", "Give me the rest",
        "Read on", "I'd love to hear the rest", "One more chapter!",
    ],
)  # fmt: skip
async def test_what_asks_for_more_of_a_told_thing_goes_to_a_model_in_its_own_words(
    shipped: Snapshot, text: str
) -> None:
    (part,) = await parts(shipped, *TOLD, text)
    assert part.intent and part.intent.open
    assert part.text == text


@pytest.mark.parametrize(
    "text", ["Und dann?", "Mach weiter", "Wie geht's weiter?", "Was passierte danach?", "Los, weiter!"]
)
async def test_so_it_does_in_german(shipped: Snapshot, text: str) -> None:
    (part,) = await parts(shipped, *GERMAN, text, language="de")
    assert part.intent and part.intent.open


async def test_it_goes_on_as_often_as_is_asked(shipped: Snapshot) -> None:
    (part,) = await parts(shipped, *TOLD, "And then?", "The key fitted a gate.", "Go on")
    assert part.intent and part.intent.open


@pytest.mark.parametrize("earlier", [DONE, ("What is 2 plus 2?", "2 + 2 = 4.")])
async def test_what_no_model_told_does_not_go_on(shipped: Snapshot, earlier: tuple[str, str]) -> None:
    (part,) = await parts(shipped, *earlier, "Go on")
    assert part.intent and not part.intent.open


@pytest.mark.parametrize("text", ["Yes.", "No", "Sure, why not"])
async def test_a_yes_or_no_to_what_a_model_asked_is_for_that_model(shipped: Snapshot, text: str) -> None:
    asked = (TOLD[0], "A fox found a key. Was that key made of gold?")
    (part,) = await parts(shipped, *asked, text)
    assert (part.text, part.intent and part.intent.open) == (text, True)


async def test_a_yes_to_an_order_that_was_offered_is_that_order(shipped: Snapshot) -> None:
    offered = (TOLD[0], "A fox slept. Shall I turn off the kitchen light?")
    (part,) = await parts(shipped, *offered, "yes")
    assert part.intent and part.intent.name == "device_command"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("suggest three tags for this chat", "en"),
        ("name this chat in four words", "en"),
        ("Please summarize our conversation so far.", "en"),
        ("Come up with a short, catchy headline for this discussion", "en"),
        ("What would be a good title for this conversation?", "en"),
        ("Give this conversation a title", "en"),
        ("suggest a follow-up question", "en"),
        ("recap this conversation", "en"),
        ("what have we been talking about?", "en"),
        ("Gib diesem Chat einen Titel", "de"),
        ("Fasse unser Gespräch zusammen", "de"),
        ("Worum geht es in diesem Gespräch?", "de"),
        ("Worüber haben wir gesprochen?", "de"),
    ],
)
async def test_what_names_the_talk_itself_is_made_of_it(shipped: Snapshot, text: str, language: str) -> None:
    (part,) = await parts(shipped, *(TOLD if language == "en" else GERMAN), text, language=language)
    assert part.intent and part.intent.name == "chat_chores"


@pytest.mark.parametrize("text", ["name the stock exchange in Frankfurt", "find the chat app on my phone"])
async def test_what_only_holds_the_word_is_no_chore(shipped: Snapshot, text: str) -> None:
    (part,) = await parts(shipped, text)
    assert part.intent and part.intent.name != "chat_chores"


async def test_a_chore_is_told_how_its_answer_is_wanted(shipped: Snapshot) -> None:
    asked = query(CHORE)
    (part,) = (await understand(asked, run(shipped))).parts
    assert str(prompt_of(part, asked, Way()).messages[-1]["content"]).endswith("in one sentence.")


def test_what_is_made_of_the_talk_rests_on_all_of_it(shipped: Snapshot) -> None:
    messages = tuple({"role": role, "content": text} for role, text in zip(ROLES, (*TOLD, CHORE), strict=True))
    held = answered(query(CHORE, messages=messages), with_model(shipped, "A fox found a golden key."))
    assert held.answer == "A fox found a golden key."
    invented = answered(query(CHORE, messages=messages), with_model(shipped, "A wolf lost 17 silver coins in Oslo."))
    assert "Oslo" not in invented.answer
