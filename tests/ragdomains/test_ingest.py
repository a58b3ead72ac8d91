"""Reading a source: what is new, changed, renamed, gone or broken; and one reader at a time."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from athena_project.models import Bell
from ragdomains import folders, ingest, items
from ragdomains.ingest import read_now, read_source, read_sources
from ragdomains.models import Chunk, Document, IndexVersion, Refresh
from ragdomains.readers import ReadError
from tests.ragdomains.papers import fill, locked_pdf, pdf, source_of

pytestmark = pytest.mark.django_db

FILES: dict[str, str | bytes] = {
    "heating.md": "# Heating\n\n## Boiler\n\nThe boiler wants 1.5 bar.\n\n## Radiators\n\nBleed them in autumn.\n",
    "sub/pets.txt": "The dog is called Bruno.",
    "list.pdf": pdf(["The fridge was bought in 2023."], title="Warranties"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "papers", FILES)


def token() -> str:
    return IndexVersion.objects.get(state="live").token


def test_a_folder_becomes_documents_and_chunks(folder: Path) -> None:
    counts = read_source(source_of(folder))
    assert (counts.read, counts.chunks, counts.embedded, counts.failed) == (3, 4, 4, 0)
    assert list(Document.objects.values_list("path", "title")) == [
        ("heating.md", "Heating"),
        ("list.pdf", "Warranties"),
        ("sub/pets.txt", "Pets"),
    ]
    chunk = Chunk.objects.get(heading="Boiler")
    assert (chunk.text, len(bytes(chunk.vector))) == ("The boiler wants 1.5 bar.", 384 * 4)
    assert IndexVersion.objects.get().chunks == 4


def test_the_bell_rings_when_something_was_read_and_only_then(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    first, bell = token(), Bell.objects.get(name="index").token
    read_source(source)
    assert (token(), Bell.objects.get(name="index").token) == (first, bell)
    (folder / "heating.md").write_text("# New")
    read_source(source)
    assert token() != first
    assert Bell.objects.get(name="index").token != bell


def test_an_unchanged_file_is_not_read_again(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    before = list(Chunk.objects.values_list("pk", flat=True))
    os.utime(folder / "heating.md")
    counts = read_source(source)
    assert (counts.read, counts.unchanged) == (0, 3)
    assert list(Chunk.objects.values_list("pk", flat=True)) == before


def test_only_the_changed_passage_is_embedded(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    path = folder / "heating.md"
    path.write_text(path.read_text().replace("autumn", "spring"))
    counts = read_source(source)
    assert (counts.read, counts.chunks, counts.embedded) == (1, 2, 1)
    assert Chunk.objects.filter(text="Bleed them in spring.").exists()
    assert not Chunk.objects.filter(text__contains="autumn").exists()


def test_a_changed_file_gets_new_chunk_numbers(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    old = set(Chunk.objects.filter(document__path="heating.md").values_list("pk", flat=True))
    (folder / "heating.md").write_text("# Heating\n\nOther.")
    read_source(source)
    assert not old & set(Chunk.objects.values_list("pk", flat=True))


def test_a_file_that_is_gone_takes_its_document_along(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    (folder / "sub" / "pets.txt").unlink()
    counts = read_source(source)
    assert counts.deleted == 1
    assert not Chunk.objects.filter(text__contains="Bruno").exists()
    assert IndexVersion.objects.get().chunks == 3


def test_what_is_gone_stops_answering_before_the_rest_is_read(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    (folder / "sub" / "pets.txt").unlink()
    (folder / "new.md").write_text("# New\n\nNew.")
    first = token()
    seen: list[tuple[bool, bool]] = []
    read_source(source, lambda _: seen.append((token() != first, Document.objects.filter(title="Pets").exists())))
    assert seen[0] == (True, False)


def test_a_renamed_file_is_not_embedded_again(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    (folder / "heating.md").rename(folder / "warmth.md")
    counts = read_source(source)
    assert (counts.read, counts.deleted, counts.embedded) == (1, 1, 0)
    assert not Document.objects.filter(path="heating.md").exists()
    assert Chunk.objects.filter(document__path="warmth.md").count() == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("locked.pdf", locked_pdf("secret"), "password"),
        ("broken.pdf", b"%PDF-1.4 rubbish", "damaged"),
        ("garbage.md", bytes(range(256)) * 20, "not text"),
        ("empty.txt", b"", "no text"),
    ],
)
def test_a_bad_file_gets_a_problem_and_the_others_go_on(folder: Path, name: str, content: bytes, said: str) -> None:
    fill(folder, {name: content})
    counts = read_source(source_of(folder))
    assert (counts.read, counts.failed) == (3, 1)
    row = Document.objects.get(path=name)
    assert said in row.problem
    assert row.chunks.count() == 0


def test_a_bad_file_is_tried_again_only_when_it_changes(folder: Path) -> None:
    source = source_of(fill(folder, {"broken.pdf": b"%PDF-1.4 rubbish"}))
    read_source(source)
    assert read_source(source).failed == 0
    fill(folder, {"broken.pdf": pdf(["It is whole now."])})
    assert read_source(source).read == 1
    assert Document.objects.get(path="broken.pdf").problem == ""


def test_a_file_that_breaks_later_no_longer_answers(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    fill(folder, {"heating.md": b"\x00\x01\x02" * 100})
    read_source(source)
    assert not Chunk.objects.filter(text__contains="boiler").exists()


def test_hidden_files_and_other_kinds_are_left_alone(folder: Path) -> None:
    fill(folder, {".secret.md": "x", ".git/notes.md": "x", "photo.jpg": b"x", "script.py": "x"})
    assert read_source(source_of(folder)).read == 3


def test_links_that_leave_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    fill(tmp_path / "outside", {"private.md": "# Private\n\nDiary."})
    (folder / "link.md").symlink_to(tmp_path / "outside" / "private.md")
    (folder / "away").symlink_to(tmp_path / "outside")
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "inside.md").symlink_to(folder / "heating.md")
    read_source(source_of(folder))
    assert {row.path for row in Document.objects.all()} == {*FILES, "inside.md"}


def test_a_file_larger_than_the_limit_is_a_problem(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    read_source(source_of(folder))
    assert "larger than 20 MB" in Document.objects.get(path="huge.txt").problem


def test_a_file_name_that_is_no_text_is_stored(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("# Coffee\n\nHot.")
    read_source(source_of(folder))
    assert Document.objects.filter(path="caf?.md", title="Coffee").exists()


def test_a_folder_that_is_away_keeps_its_documents(folder: Path) -> None:
    source = source_of(folder)
    read_source(source)
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(ReadError, match="kept"):
        read_source(source)
    assert Document.objects.count() == 3


@pytest.mark.parametrize("path", ["../outside", "a/../../b"])
def test_a_relative_path_stays_below_the_data_folder(path: str) -> None:
    with pytest.raises(ReadError, match="below the data folder"):
        folders.folder(path)


def test_a_relative_folder_is_made(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    assert read_source(source_of("documents")).read == 0
    assert (tmp_path / "documents").is_dir()


def test_the_handbook_that_ships_is_read_whole() -> None:
    counts = read_source(source_of(folders.HANDBOOK))
    assert (counts.read, counts.failed) == (9, 0)
    assert 40 <= counts.chunks <= 80


def test_a_change_of_reading_reads_every_file_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = source_of(folder)
    read_source(source)
    monkeypatch.setattr(items, "READING", "next")
    counts = read_source(source)
    assert (counts.read, counts.embedded) == (3, 0)


def test_how_it_went_is_written_down(folder: Path) -> None:
    source = source_of(fill(folder, {"broken.pdf": b"%PDF-1.4"}), interval=600)
    read_now(source)
    row = Refresh.objects.get(source=source)
    assert (row.documents, row.claimed) == (3, None)
    assert "broken.pdf" in row.problem
    assert row.finished and row.due - row.finished == timedelta(seconds=600)


def test_one_source_is_read_by_one_process_only(folder: Path) -> None:
    source = source_of(folder)
    assert ingest.claim(source)
    assert read_now(source).problems == [ingest.BUSY]
    Refresh.objects.update(claimed=timezone.now() - ingest.DEAD - timedelta(seconds=1))
    assert read_now(source).read == 3


def test_one_bad_source_does_not_stop_the_others(folder: Path, tmp_path: Path) -> None:
    source_of(tmp_path / "gone")
    source_of(folder)
    counts = read_sources()
    assert counts.read == 3
    assert "not there" in counts.problems[0]
    assert "not there" in Refresh.objects.get(source__path=str(tmp_path / "gone")).problem


def test_a_switched_off_source_is_not_read(folder: Path) -> None:
    source_of(folder, enabled=False)
    assert read_sources().read == 0


def test_a_new_source_is_due_at_once_and_claimed_once(folder: Path) -> None:
    source = source_of(folder)
    assert ingest.claim_due() == [source.pk]
    assert ingest.claim_due() == []


def test_a_source_is_due_again_after_its_interval(folder: Path) -> None:
    source = source_of(folder, interval=10)
    read_now(source)
    assert ingest.claim_due() == []
    Refresh.objects.update(due=timezone.now() - timedelta(seconds=1))
    assert ingest.claim_due() == [source.pk]
