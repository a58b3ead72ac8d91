"""Rows of a JSONL file as documents: good ones are read, bad ones are told, those that are gone no longer answer."""

import json
from pathlib import Path

import pytest

from ragdomains import readers
from ragdomains.index import Index
from ragdomains.ingest import read_source
from ragdomains.models import Chunk, Document
from ragdomains.readers import ReadError
from ragdomains.row_files import rows
from tests.ragdomains.papers import source_of

pytestmark = pytest.mark.django_db

ROWS = (
    {"id": "lawn", "title": "Care_of_the_lawn", "text": "Mow the lawn every second Friday."},
    {"id": 7, "title": "", "text": "The hedge is cut in February."},
    {"id": "pond", "text": "Feed the carps at noon."},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "garden_notes.jsonl", *ROWS)


def write(path: Path, *found: object) -> Path:
    path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in found))
    return path


def test_each_row_is_a_document(file: Path) -> None:
    counts = read_source(source_of(file))
    assert (counts.read, counts.embedded, counts.problems) == (3, 3, [])
    assert set(Document.objects.values_list("path", "title")) == {("lawn", "Care of the lawn"), ("7", ""), ("pond", "")}


def test_a_row_without_a_title_is_shown_by_the_name_of_its_file(file: Path) -> None:
    source = source_of(file)
    read_source(source)
    index = Index("")
    index.load(source.domain_id)
    assert index.find(source.domain_id, "when is the hedge cut", 1)[0].title == "Garden notes"
    assert index.documents(source.domain_id, "when is the hedge cut", 2)[0][0] == "7"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        ('{"text": "x"}', "no id"),
        ('{"id": true, "text": "x"}', "no id"),
        ('{"id": "a"}', "no text"),
        ('{"id": "a", "text": " \\u0000 "}', "no text"),
        ('{"id": "a", "text": 5}', "text is not a text"),
        ('{"id": "a", "title": [], "text": "x"}', "title is not a text"),
        ('{"id": "lawn", "text": "x"}', "stands on line 1 already"),
        (json.dumps({"id": "x" * 501, "text": "x"}), "longer than 500"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_good_ones_are_kept(tmp_path: Path, line: str, said: str) -> None:
    counts = read_source(source_of(write(tmp_path / "x.jsonl", ROWS[0], "", line, ROWS[1])))
    assert (counts.read, counts.failed) == (2, 1)
    assert counts.problems[0].startswith("line 3: ") and said in counts.problems[0]


def test_only_the_changed_row_is_embedded_again(file: Path) -> None:
    source = source_of(file)
    read_source(source)
    write(file, ROWS[2], {**ROWS[0], "text": "Mow it on Monday."}, ROWS[1])
    counts = read_source(source)
    assert (counts.read, counts.unchanged, counts.embedded) == (1, 2, 1)


def test_a_passage_that_moved_to_another_row_is_not_embedded_again(file: Path) -> None:
    source = source_of(file)
    read_source(source)
    write(file, {**ROWS[0], "id": "grass"}, *ROWS[1:])
    counts = read_source(source)
    assert (counts.deleted, counts.read, counts.embedded) == (1, 1, 0)


def test_a_row_that_is_gone_no_longer_answers(file: Path) -> None:
    source = source_of(file)
    read_source(source)
    index = Index("")
    index.refresh()
    write(file, *ROWS[1:])
    assert read_source(source).deleted == 1
    index.refresh()
    assert "lawn" not in dict(index.documents(source.domain_id, "mow the lawn", 10))


def test_a_file_that_is_deleted_takes_its_documents_along(file: Path) -> None:
    source = source_of(file)
    read_source(source)
    file.unlink()
    assert read_source(source).deleted == 3
    assert not Chunk.objects.exists()


def test_a_file_without_a_single_good_row_changes_nothing(file: Path) -> None:
    source = source_of(file)
    read_source(source)
    write(file, "<html>", "Not found")
    with pytest.raises(ReadError, match=r"line 1: .*kept as they were"):
        read_source(source)
    assert Document.objects.count() == 3


def test_a_file_that_changes_between_two_looks_is_told(file: Path) -> None:
    found = list(rows(file, "form", []))
    write(file, "{}", *ROWS)
    with pytest.raises(ReadError, match="changed while it was read"):
        found[0].read()


def test_a_single_document_can_be_a_source(tmp_path: Path) -> None:
    (tmp_path / "manual.md").write_text("# Manual\n\nTurn it on.")
    (tmp_path / "other.md").write_text("# Other\n\nIt is not asked for.")
    assert read_source(source_of(tmp_path / "manual.md")).read == 1
    assert Document.objects.get().title == "Manual"


def test_text_is_cleaned(tmp_path: Path) -> None:
    read_source(source_of(write(tmp_path / "x.jsonl", {"id": "a", "title": "A\nB", "text": "One\x00 two\ud800."})))
    assert Chunk.objects.get().text == readers.clean("One two.")
    assert Document.objects.get().title == "A B"
