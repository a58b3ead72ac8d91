"""The check speakable, and the cleaning behind it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validation.drafts import ask, draft
from validation.spoken import speakable

KIND = "speakable"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("**Bold**, *soft*, __under__, ~~old~~ and `code`.", "Bold, soft, under, old and code."),
        ("# Heading\n- one\n- two", "Heading\none\ntwo"),
        ("See [the manual](https://x.org/a_(b)) now.", "See the manual now."),
        ("![A cat](cat.png) sleeps.", "A cat sleeps."),
        ("It is here: https://example.org/x?a=1 and open.", "It is here: and open."),
        ("Great! 😀👍🏽", "Great!"),
        ("<b>Hi</b> there &amp; you", "Hi there and you"),
        ("A note[1] and another[^2].", "A note and another."),
        ("```py\nprint(1)\n```", ""),
        ("<think>secret. thoughts</think>Hello.", "Hello."),
        ("late</think>Hello.", "Hello."),
        ('{"name": "turn_on", "arguments": {}}', ""),
        ("<tool_call>{}</tool_call>", ""),
        ("turn_on(entity='light.kitchen')", ""),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a, b\n\n1, 2"),
        (
            "18 °C, 20 km/h, 35% and 4.2mm.",
            "18 degrees Celsius, 20 kilometres per hour, 35 percent and 4.2 millimetres.",
        ),
        ("1 °F and 1 km", "1 degree Fahrenheit and 1 kilometre"),
        ("-5 °C to 3 °C", "minus 5 degrees Celsius to 3 degrees Celsius"),
        ("15–18 °C", "15 to 18 degrees Celsius"),
        ("20kWh at 40° for 30 min.", "20 kilowatt hours at 40 degrees for 30 minutes."),
        (
            "In 8 m2 ,18°F, 1,2,3 km or 1..5 m/s.",
            "In 8 square metres,18 degrees Fahrenheit, 1,2,3 kilometres or 1..5 metres per second.",
        ),
        ("On 2026-12-24 at noon.", "On 24 December 2026 at noon."),
        ("At 2026-12-24T14:05:00Z.", "At 24 December 2026, 14:05."),
    ],
)
def test_says_in_words_what_was_written(written: str, spoken: str) -> None:
    assert speakable(written) == spoken


@pytest.mark.parametrize(
    "plain",
    [
        "It is twelve degrees.",
        "The train leaves at 14:05, gate B7.",
        'He said "yes" (twice), didn\'t he?',
        "That's a well-known fact: A, B; and C!",
        "Grüße aus Zürich, 你好。",
        " white space stays \n",
        "See 2026-99-99.",
    ],
)
def test_plain_text_stays_as_it_is(plain: str) -> None:
    assert speakable(plain) == plain


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = speakable(speakable(text))
    assert speakable(once) == once


@pytest.mark.parametrize(
    "worst",
    ["*", "**a", "[", "[a](", "<", "<a ", "`", "|", "- ", "1 ", "1", "1,", "-1", "_a ", "&amp;", "{", "(", "</think>"],
)
def test_the_worst_64_kib_are_cleaned_in_time(worst: str) -> None:
    started = time.process_time()
    speakable(worst * (65_536 // len(worst)))
    assert time.process_time() - started < 5


async def test_offers_the_cleaned_sentence() -> None:
    [objection] = await ask(KIND, draft("It is **12 °C** today. "))
    assert objection.fixed == "It is 12 degrees Celsius today. "


async def test_a_sentence_of_which_nothing_is_left_falls_away() -> None:
    [objection] = await ask(KIND, draft("👍 🎉"))
    assert objection.fixed == " "


async def test_a_plain_sentence_passes_and_a_written_answer_is_not_checked() -> None:
    assert await ask(KIND, draft("It is warm.")) == []
    assert await ask(KIND, draft("It is **warm**.", spoken=False)) == []


async def test_a_sentence_too_long_cannot_be_mended() -> None:
    [objection] = await ask(KIND, draft("very " * 30), max_length=100)
    assert objection.fixed == ""
