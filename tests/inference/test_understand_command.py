"""manage.py understand: a line of JSON for every question, in order, whatever the lines hold."""

import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from intents import importing
from intents.models import Intent, Pattern
from tests.inference.own_examples import SENTENCES
from tests.installation import install

pytestmark = pytest.mark.django_db(transaction=True)

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Asks lines (rows, or bytes as they are) and gives back what is written."""

    def ask(*lines: object) -> list[dict[str, Any]]:
        source, target = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
        source.write_bytes(b"\n".join(each if isinstance(each, bytes) else json.dumps(each).encode() for each in lines))
        call_command("understand", "--in", str(source), "--out", str(target))
        return [json.loads(line) for line in target.read_bytes().splitlines()]

    return ask


def imported(rows: Sequence[tuple[str, str]]) -> None:
    """A configuration that understands nothing but these (intent, text)."""
    install(examples=False)
    data = "\n".join(json.dumps({"text": text, "intent": intent}) for intent, text in rows)
    importing.write(importing.parse(data.encode()).good, True, "test")


def own_rows() -> list[tuple[str, str]]:
    return [(name, text) for name, texts in SENTENCES.items() for text in texts]


def test_a_question_has_its_label_parts_slots_and_time(ask: Ask) -> None:
    install(examples=False)
    (found,) = ask({"id": "q1", "text": "what is the weather in Paris tomorrow"})
    assert (found["id"], found["label"]) == ("q1", "weather_forecast")
    assert found["segments"] == ["what is the weather in Paris tomorrow"]
    (part,) = found["parts"]
    assert (part["intent"], part["domain"], part["category"], part["mode"]) == (
        "weather_forecast",
        "weather",
        "weather",
        "facts",
    )
    assert part["slots"] == {"place": "Paris", "days": "tomorrow"}
    assert part["tier"] and 0.5 < part["confidence"] <= 1.0
    assert found["confidence"] == part["confidence"]
    assert found["ms"] > 0


def test_several_questions_are_several_segments_and_parts_and_the_first_has_the_label(ask: Ask) -> None:
    install(examples=False)
    (found,) = ask({"id": 1, "text": "what is 6 times 7 and what time is it"})
    assert found["segments"] == ["what is 6 times 7", "what time is it"]
    assert [part["intent"] for part in found["parts"]] == ["calculate", "time_now"]
    assert found["label"] == "calculate"


def test_earlier_messages_complete_a_question_and_the_segment_stays_as_it_was_said(ask: Ask) -> None:
    install(examples=False)
    earlier = [
        {"role": "user", "content": "what is the weather in Paris"},
        {"role": "assistant", "content": "It is sunny."},
    ]
    alone, after = ask({"id": 1, "text": "and tomorrow?"}, {"id": 2, "text": "and tomorrow?", "messages": earlier})
    assert alone["label"] != "weather_forecast"
    assert after["label"] == "weather_forecast"
    assert after["segments"] == ["and tomorrow?"]
    assert after["parts"][0]["slots"]["place"] == "Paris"


def test_what_fits_no_intent_is_none_though_the_fallback_answers_it(ask: Ask) -> None:
    install(examples=False)
    assert Intent.objects.filter(fallback=True, enabled=True).exists()
    (found,) = ask({"id": 1, "text": "qwerty uiop asdf"})
    assert (found["label"], found["parts"][0]["intent"], found["parts"][0]["domain"]) == ("none", "none", "")


def test_labels_come_back_as_they_were_imported_and_out_of_scope_is_none(ask: Ask) -> None:
    imported([("Pets:cat.feed" if name == "cat" else name, text) for name, text in own_rows()])
    cat, outside = ask({"id": 1, "text": "feed the cat"}, {"id": 2, "text": "explain black holes"})
    assert cat["label"] == "Pets:cat.feed"
    assert cat["parts"][0]["domain"] == "Pets:cat.feed"  # without a domain, its topic
    assert (outside["label"], outside["parts"][0]["intent"]) == ("none", "none")


BROKEN = [
    (b"{nonsense", 2, "no JSON"),
    (b'"a text"', 3, "no JSON object"),
    (b"\xff\xfe", 4, "no JSON"),
    (b'{"id": "x"}', "x", "no text"),
    (b'{"id": 7, "text": 3}', 7, "is not a text"),
    (b'{"id": "x", "text": "hello", "messages": "hi"}', "x", "messages"),
    (b'{"id": "x", "text": "hello", "messages": ["hi"]}', "x", "messages"),
    (b"[" * 100_000, 9, "no JSON"),
]


def test_a_broken_line_says_what_is_wrong_and_stops_nothing(ask: Ask) -> None:
    install(examples=False)
    question = {"id": "a", "text": "what time is it"}
    first, *broken, last = ask(question, *(line for line, _, _ in BROKEN), question)
    assert [(row["id"], set(row)) for row in broken] == [(id_, {"id", "error"}) for _, id_, _ in BROKEN]
    assert [row["error"] for row, each in zip(broken, BROKEN, strict=True) if each[2] not in row["error"]] == []
    assert (first["label"], last["label"]) == ("time_now", "time_now")


WORDLESS = ["", " ", "\U0001f600", "\u200b", "?!"]
STRANGE = ["x", "a" * 33_000, "שלום", "te\x00st", "\ud800", "שלום hello здравствуйте"]


def test_any_text_is_answered_and_one_without_a_word_is_none(ask: Ask) -> None:
    install(examples=False)
    found = ask(*({"id": at, "text": text} for at, text in enumerate([*WORDLESS, *STRANGE])))
    assert [row["id"] for row in found] == list(range(len(WORDLESS) + len(STRANGE)))
    assert {row["label"] for row in found[: len(WORDLESS)]} == {"none"}
    assert all(row["parts"] and 0 <= row["confidence"] <= 1 for row in found)


def test_blank_lines_are_passed_over_and_a_question_without_an_id_has_its_line(ask: Ask) -> None:
    install(examples=False)
    found = ask(b"", {"text": "what time is it"}, b"  ", {"id": None, "text": "what time is it"})
    assert [row["id"] for row in found] == [2, None]


def test_it_reads_stdin_and_writes_stdout(monkeypatch: pytest.MonkeyPatch, capsysbinary: Any) -> None:
    install(examples=False)
    lines = b'{"id": 1, "text": "what time is it"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    call_command("understand")
    out, err = capsysbinary.readouterr()
    assert json.loads(out)["label"] == "time_now"
    assert b"1 lines, 0 of them broken" in err


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    install(examples=False)
    with pytest.raises(CommandError, match=r"gone\.jsonl"):
        call_command("understand", "--in", str(tmp_path / "gone.jsonl"))


def test_the_model_of_the_current_release_answers_at_once(ask: Ask) -> None:
    imported(own_rows())
    piano = Intent.objects.get(name="piano")
    (before,) = ask({"id": 1, "text": "get the oven going for the roast"})
    for text in ("heat the oven", "roast the potatoes", "get the oven ready for the roast", "bake bread in the oven"):
        Pattern.objects.create(intent=piano, type="example", text=text)
    (after,) = ask({"id": 1, "text": "get the oven going for the roast"})
    assert before["label"] != "piano"
    assert after["label"] == "piano"
