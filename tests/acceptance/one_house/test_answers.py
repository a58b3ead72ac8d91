"""The whole way of a question, asked by the official OpenAI client of a running assistant."""

import pytest
from openai import OpenAI, Stream
from openai.types.chat import ChatCompletionChunk

from tests.acceptance.one_house.asked import ask
from tests.acceptance.served import Served

pytestmark = pytest.mark.acceptance


def streamed(client: OpenAI, question: str) -> list[str]:
    chunks: Stream[ChatCompletionChunk] = client.chat.completions.create(
        model="athena", messages=[{"role": "user", "content": question}], stream=True
    )
    with chunks:
        return [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]


def test_a_second_start_keeps_the_key_and_shows_no_other(served: Served, client: OpenAI) -> None:
    assert client.models.list().data[0].id == "athena"
    assert not any("API key (shown" in line for line in served.lines)


def test_a_document_answers_with_its_source(client: OpenAI) -> None:
    answer = ask(client, "What is the wifi password for guests?")
    assert "password" in answer.lower()
    assert "That is from" in answer


def test_the_weather_answers_for_the_place_and_day_asked(client: OpenAI) -> None:
    answer = ask(client, "What will the weather be in Boston tomorrow?")
    assert "Boston" in answer
    assert "degrees" in answer


def test_two_questions_in_one_sentence_get_two_answers(client: OpenAI) -> None:
    answer = ask(client, "What's the weather in Boston and what is 15 percent of 80?")
    assert "Boston" in answer
    assert "12" in answer


def test_a_stream_says_the_same_as_one_answer(client: OpenAI) -> None:
    question = "What's the weather in Boston and what is 15 percent of 80?"
    pieces = streamed(client, question)
    assert "".join(pieces).strip() == ask(client, question)
    assert sum(bool(piece) for piece in pieces) >= 2


def test_a_follow_up_takes_over_what_was_asked_before(client: OpenAI) -> None:
    done = client.chat.completions.create(
        model="athena",
        messages=[
            {"role": "user", "content": "What's the weather in Boston today?"},
            {"role": "assistant", "content": "It is fine."},
            {"role": "user", "content": "and tomorrow?"},
        ],
    )
    assert "Boston" in (done.choices[0].message.content or "")


def test_what_nobody_knows_is_said_to_be_unknown(client: OpenAI) -> None:
    answer = ask(client, "Who won the chess championship of Atlantis in 1912?")
    assert "1912" not in answer
    assert answer


def test_ask_answers_in_the_terminal_and_explains(served: Served) -> None:
    said = served.manage("ask", "What is 12 times 12?", "--explain")
    assert "144" in said
    assert "understand" in said and "retrieve" in said
