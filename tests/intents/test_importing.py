"""Example sentences from a file: what is taken, what is broken, what is written."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from athena_project import going_back, releases
from athena_project.models import ConfigChange, HouseSettings, Release
from intents import importing
from intents.importing import parse, write
from intents.models import Chain, Entity, Intent, Pattern, SplitRule, TestCase, TrainedModel
from tests.installation import install

ROWS = [
    {"text": "put the kettle on", "intent": "tea"},
    {"text": "i would like a cup of tea", "intent": "tea"},
    {"text": "feed the cat now", "intent": "Pets:cat.feed", "category": "pets"},
    {"text": "gib der katze futter", "intent": "Pets:cat.feed", "language": "de"},
    {"text": "how deep is the marianas trench", "intent": "oos"},
]


def jsonl(*rows: object) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


def reasons(data: bytes) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in parse(data).broken]


def test_rows_of_jsonl_are_read_with_their_language_and_category() -> None:
    found = parse(jsonl(*ROWS))
    assert [row.intent for row in found.good] == [row["intent"] for row in ROWS]
    assert (found.good[2].category, found.good[3].language) == ("pets", "de")
    assert found.broken == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_of_csv_are_read_whatever_stands_between_the_columns(delimiter: str) -> None:
    text = "\r\n".join([delimiter.join(["intent", "text"]), delimiter.join(["tea", '"one, two; three\tcups"']), ""])
    (row,) = parse(b"\xef\xbb\xbf" + text.encode()).good
    assert (row.text, row.intent, row.line) == ("one, two; three\tcups", "tea", 2)


def test_the_intent_may_stand_in_another_field() -> None:
    assert parse(jsonl({"text": "put the kettle on", "topic": "tea"}), "topic").good[0].intent == "tea"
    assert parse(b"topic,text\ntea,put the kettle on\n", "topic").good[0].intent == "tea"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"intent": "tea"}, "no text"),
        ({"text": "put the kettle on"}, "no intent"),
        ({"text": 7, "intent": "tea"}, "text is not a text"),
        ({"text": "put the kettle on", "intent": ["tea"]}, "intent is not a text"),
        ({"text": "  ", "intent": "tea"}, "text is empty"),
        ({"text": "\U0001f375 \U0001f375", "intent": "tea"}, "no word"),
        ({"text": "tea " * 76, "intent": "tea"}, "303 characters; 300"),
        ({"text": "te\x00a", "intent": "tea"}, "cannot be stored"),
        ({"text": "te\ud800a", "intent": "tea"}, "cannot be stored"),
        ({"text": "put the kettle on", "intent": "tea time"}, "'tea time' is no name"),
        ({"text": "put the kettle on", "intent": "t" * 61}, "61 characters; 60"),
        ({"text": "put the kettle on", "intent": "tea", "language": "xx"}, "'xx' is not known"),
        ({"text": "put the kettle on", "intent": "tea", "category": "a b"}, "'a b'"),
        (["put the kettle on", "tea"], "no JSON object"),
    ],
)
def test_a_broken_row_has_its_line_and_a_reason(row: object, reason: str) -> None:
    ((line, said),) = reasons(jsonl(ROWS[0], row))
    assert line == 2
    assert reason in said


def test_lines_that_are_no_json_or_no_utf_8_are_broken_alone() -> None:
    found = parse(b'{"text": "put the kettle on"\n\n' + jsonl(ROWS[0]) + b'\n{"text": "t\xff", "intent": "tea"}')
    assert [row.line for row in found.broken] == [1, 4]
    assert [row.line for row in found.good] == [3]


def test_a_text_that_was_not_quoted_in_csv_is_not_cut_at_its_comma() -> None:
    assert reasons(b"text,intent\nput the kettle on, please,tea\n") == [
        (2, "It has 3 columns where the first line names 2.")
    ]


def test_a_file_without_the_columns_says_which_it_needs() -> None:
    ((_, said), *_rest) = reasons(b"sentence,label\nput the kettle on,tea\n")
    assert "text and intent" in said


def test_rows_that_read_alike_are_merged_and_counted() -> None:
    found = parse(jsonl(ROWS[0], {"text": "Please put the kettle on!", "intent": "tea"}, *ROWS[1:]))
    assert (len(found.good), found.merged) == (5, 1)
    assert found.good[0].text == "put the kettle on"


def test_one_text_under_two_intents_is_a_warning() -> None:
    found = parse(jsonl(ROWS[0], {"text": "Put the kettle on", "intent": "water"}))
    assert len(found.good) == 2
    assert "stands under tea, water (line 2)" in found.warnings[0]


def test_a_lone_example_and_two_categories_are_warnings() -> None:
    found = parse(jsonl(*({**row, "category": name} for row, name in zip(ROWS, "abcde", strict=True))))
    assert any("oos has one example only" in each for each in found.warnings)
    assert any("tea has several categories (a, b); a, the first" in each for each in found.warnings)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_parsed(data: bytes) -> None:
    found = parse(data)
    assert all(row.reason for row in found.broken)


@given(st.lists(st.one_of(st.none(), st.text(max_size=30), st.integers()), max_size=6))
def test_every_row_is_good_broken_or_merged(texts: list[object]) -> None:
    found = parse(jsonl(*({"text": text, "intent": "tea"} for text in texts)))
    assert len(found.good) + len(found.broken) + found.merged == len(texts)


@pytest.mark.django_db(transaction=True)
def test_rows_become_intents_with_examples_in_one_release_and_one_entry() -> None:
    written = write(parse(jsonl(*ROWS)).good, False, "anna")
    assert (written.intents, written.examples, written.known) == (3, 5, 0)
    cat = Intent.objects.get(name="Pets:cat.feed")
    assert (cat.mode, cat.title, cat.category) == ("decline", "Pets:cat.feed", "pets")
    assert Intent.objects.get(name="oos").mode == "none"
    assert list(cat.patterns.order_by("language").values_list("type", "language")) == [
        ("example", ""),
        ("example", "de"),
    ]
    release = Release.objects.get()
    assert release.author == "anna"
    assert len(releases.compile()["intents.pattern"]) == 5
    entry = ConfigChange.objects.get(model="intents.intent")
    assert (entry.actor, entry.action, entry.label) == ("anna", "import", "5 examples of 3 intents")


@pytest.mark.django_db(transaction=True)
def test_examples_that_stand_there_already_are_not_written_twice() -> None:
    tea = Intent.objects.create(name="tea", title="a cup of tea", mode="llm", threshold=0.3)
    Pattern.objects.create(intent=tea, type="example", text="put the kettle on")
    written = write(parse(jsonl(*ROWS)).good, False, "anna")
    assert (written.intents, written.examples, written.known, written.removed) == (2, 4, 1, 0)
    tea.refresh_from_db()
    assert (tea.title, tea.mode, tea.threshold) == ("a cup of tea", "llm", 0.3)


@pytest.mark.django_db(transaction=True)
def test_replacing_leaves_nothing_else_to_be_understood_and_keeps_how_sentences_are_split() -> None:
    install(examples=False)
    Intent.objects.create(name="tea", title="a cup of tea", mode="llm")
    Entity.objects.create(type="person", value="Anna")
    rules = SplitRule.objects.count()
    changes = ConfigChange.objects.count()
    write(parse(jsonl(*ROWS)).good, True, "anna")
    assert set(Intent.objects.values_list("name", flat=True)) == {"tea", "Pets:cat.feed", "oos"}
    assert Pattern.objects.count() == 5
    assert not (Entity.objects.exists() or Chain.objects.exists() or TestCase.objects.exists())
    assert Intent.objects.get(name="tea").title == "a cup of tea"
    assert SplitRule.objects.count() == rules > 0
    assert ConfigChange.objects.count() == changes + 1


@pytest.mark.django_db(transaction=True)
def test_an_imported_label_is_no_fallback_after_replacing() -> None:
    Intent.objects.create(name="tea", title="tea", mode="llm", fallback=True, enabled=False)
    write(parse(jsonl(*ROWS)).good, True, "anna")
    tea = Intent.objects.get(name="tea")
    assert (tea.fallback, tea.enabled) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_in_review_mode_the_import_waits_in_the_draft() -> None:
    HouseSettings.objects.update_or_create(name="house", defaults={"review_mode": True})
    before = Release.objects.count()
    write(parse(jsonl(*ROWS)).good, False, "anna")
    assert Release.objects.count() == before
    assert Pattern.objects.count() == 5


def file_of(folder: Path, *lines: object) -> str:
    path = folder / "rows.jsonl"
    path.write_bytes(jsonl(*lines))
    return str(path)


@pytest.mark.django_db(transaction=True)
def test_the_command_writes_nothing_while_a_row_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(examples=False)
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_examples", file_of(tmp_path, *ROWS, {"text": "no label"}))
    said = capsys.readouterr().out
    assert "broken: line 6: It has no intent." in said
    assert "tea" in said and "“put the kettle on”" in said
    assert not Intent.objects.filter(name="tea").exists()


@pytest.mark.django_db(transaction=True)
def test_the_command_takes_the_good_rows_when_told_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(examples=False)
    call_command("import_examples", file_of(tmp_path, *ROWS[:1], {"text": "no label"}), "--yes", "--replace")
    assert "1 new intents, 1 examples" in capsys.readouterr().out
    assert Intent.objects.filter(name="tea").exists()


@pytest.mark.django_db(transaction=True)
def test_the_command_ends_when_the_examples_are_learned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(examples=False)
    verbs = ("boil", "warm", "pour", "stir", "heat", "cool")
    rows = [{"text": f"{verb} the {name}", "intent": name} for name in ("tea", "milk") for verb in verbs]
    call_command("import_examples", file_of(tmp_path, *rows), "--replace")
    assert "Learned from 12 examples" in capsys.readouterr().out
    assert TrainedModel.objects.get().examples == 12
    call_command("import_examples", file_of(tmp_path, ROWS[0]), "--replace")
    assert "too few examples" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_in_review_mode_the_command_says_that_it_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(examples=False)
    HouseSettings.objects.update(review_mode=True)
    call_command("import_examples", file_of(tmp_path, *ROWS))
    assert "waits in the draft" in capsys.readouterr().out
    assert not TrainedModel.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_command_refuses_a_file_without_a_good_row_or_no_file(tmp_path: Path) -> None:
    install(examples=False)
    with pytest.raises(CommandError, match="no good row"):
        call_command("import_examples", file_of(tmp_path, {"text": "no label"}), "--yes")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_examples", str(tmp_path / "gone.csv"))


def test_the_labels_of_what_is_out_of_scope_are_known_in_any_case() -> None:
    assert importing.intent_of("OOS", "").mode == "none"
    assert importing.intent_of("nonesuch", "").mode == "decline"


@pytest.mark.django_db(transaction=True)
def test_rolling_back_undoes_a_replacing_import() -> None:
    oven = Intent.objects.create(name="oven", title="the oven", mode="llm")
    Pattern.objects.create(intent=oven, type="example", text="heat the oven")
    before = releases.publish()
    write(parse(jsonl(*ROWS)).good, True, "anna")
    assert "heat the oven" not in str(releases.compile())
    going_back.restore(before)
    assert releases.compile() == json.loads(before.content)
