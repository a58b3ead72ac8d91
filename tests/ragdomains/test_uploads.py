"""Files that are uploaded in the admin: taken or refused with a reason, read, replaced, deleted."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ragdomains import readers, uploads
from ragdomains.ingest import claim_due, read_now
from ragdomains.models import Chunk, Document, IndexVersion, Source
from tests.athena_project.admin_pages import field_errors, form_data, staff
from tests.ragdomains.papers import source_of


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def source(db: None) -> Source:
    return source_of("house-papers", kind="upload")


def sent(client: Client, source: Source, what: str, data: dict[str, object]) -> str:
    url = reverse(f"admin:ragdomains_source_{what}", args=[source.pk])
    return client.post(url, data, follow=True).content.decode()


def upload(client: Client, source: Source, **files: bytes) -> str:
    named = [SimpleUploadedFile(name.replace("_", "."), content) for name, content in files.items()]
    return sent(client, source, "upload", {"files": named})


def test_files_are_uploaded_read_replaced_and_deleted(admin_client: Client, source: Source, data: Path) -> None:
    page = upload(admin_client, source, dog_md=b"# Dog\n\nBruno.", cat_txt=b"The cat is called Mia.")
    assert "Uploaded, and read in a moment: dog.md, cat.txt." in page
    assert sorted(path.name for path in (data / "uploads" / "house-papers").iterdir()) == ["cat.txt", "dog.md"]
    assert claim_due() == [source.pk]
    assert read_now(source).new == 2
    upload(admin_client, source, dog_md=b"# Dog\n\nBella.")
    assert read_now(source).changed == 1
    before = IndexVersion.objects.get().token
    assert "Deleted: dog.md." in sent(admin_client, source, "remove", {"file": ["dog.md", "../cat.txt"]})
    assert list(Document.objects.values_list("path", flat=True)) == ["cat.txt"]  # before anything is read again
    assert (IndexVersion.objects.get().token == before, IndexVersion.objects.get().chunks) == (False, 1)
    assert read_now(source).unchanged == Chunk.objects.count() == 1


def test_what_is_refused_is_told_with_its_reason(admin_client: Client, source: Source) -> None:
    page = upload(admin_client, source, photo_jpg=b"x", empty_md=b"", note_md=b"Good.")
    assert "“photo.jpg”: Files of this kind are not read." in page
    assert "“empty.md”: It is empty." in page and "in a moment: note.md." in page
    assert "Choose at least one file." in sent(admin_client, source, "upload", {})
    assert "Tick the files" in sent(admin_client, source, "remove", {})


def test_only_who_may_change_a_source_may_upload(source: Source) -> None:
    client = staff("ragdomains.view_source")
    for what in ("upload", "remove"):
        assert client.post(reverse(f"admin:ragdomains_source_{what}", args=[source.pk])).status_code == 403
    page = client.get(reverse("admin:ragdomains_source_change", args=[source.pk])).content.decode()
    assert "No file has been uploaded yet." in page and 'type="file"' not in page


def test_a_folder_takes_no_files(admin_client: Client, tmp_path: Path) -> None:
    source = source_of(tmp_path / "other")
    assert admin_client.post(reverse("admin:ragdomains_source_upload", args=[source.pk])).status_code == 404


def test_a_source_is_made_and_shows_its_readings(admin_client: Client, source: Source) -> None:
    add = f"{reverse('admin:ragdomains_source_add')}?kind=feed"
    page = admin_client.get(add)
    filled = {**form_data(page), "domain": source.domain_id, "path": "town.example/feed"}
    assert filled["interval"] == "30 min"
    assert "https://example.org/page" in field_errors(admin_client.post(add, filled))["path"][0]
    admin_client.post(add, {**filled, "path": "https://town.example/feed", "option_entries": "7"})
    made = Source.objects.get(kind="feed")
    assert (made.path, made.options) == ("https://town.example/feed", {"entries": 7})
    upload(admin_client, source, dog_md=b"# Dog\n\nBruno.", broken_pdf=b"%PDF")
    read_now(source)
    read_now(source)
    shown = admin_client.get(reverse("admin:ragdomains_source_change", args=[source.pk])).content.decode()
    assert "The last readings" in shown and "dog.md" in shown
    listed = admin_client.get(reverse("admin:ragdomains_source_changelist")).content.decode()
    assert "house-papers" in listed and "1 document<" in listed and "1 cannot be read." in listed
    assert "1 new, 1 failed" in admin_client.get(reverse("admin:ragdomains_reading_changelist")).content.decode()
    assert admin_client.get(reverse("admin:ragdomains_document_changelist")).status_code == 200


def test_selected_sources_are_looked_at_now(admin_client: Client, source: Source) -> None:
    read_now(source)
    assert claim_due() == []
    chosen = {"action": "look", "_selected_action": [source.pk]}
    admin_client.post(reverse("admin:ragdomains_source_changelist"), chosen)
    assert claim_due() == [source.pk]


def test_one_source_is_looked_at_from_its_page_and_after_an_edit(admin_client: Client, source: Source) -> None:
    read_now(source)
    page = admin_client.get(reverse("admin:ragdomains_source_change", args=[source.pk]))
    assert "Look now" in page.text and claim_due() == []
    look = reverse("admin:ragdomains_source_look", args=[source.pk])
    assert "It is read in a moment" in admin_client.post(look, follow=True).text
    assert claim_due() == [source.pk]
    read_now(source)
    source.interval = 900
    source.save()
    assert claim_due() == [source.pk]
    assert staff("ragdomains.view_source").post(look).status_code == 403


def test_the_files_of_a_deleted_source_stay_and_that_is_said(admin_client: Client, source: Source) -> None:
    upload(admin_client, source, dog_md=b"# Dog")
    url = reverse("admin:ragdomains_source_delete", args=[source.pk])
    assert "Its files stay in" in admin_client.post(url, {"post": "yes"}, follow=True).content.decode()
    assert [file.name for file in uploads.stored("house-papers")] == ["dog.md"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("manual.PDF", "manual.PDF"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\papers\\dog.md", "dog.md"),
        (".hidden.md", "hidden.md"),
        ("a\x00b\n.md", "ab.md"),
        ("é" * 300 + ".md", "é" * 73 + ".md"),
        ("..", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_file_is_made_fit(name: str, kept: str) -> None:
    assert uploads.file_name(name) == kept


@pytest.mark.parametrize("path", ["", "..", "a/b", "Papers", "-a", "x" * 61, "a b"])
def test_the_name_of_a_source_of_uploads_is_a_short_one(path: str) -> None:
    assert uploads.complaint(path)
    with pytest.raises(readers.ReadError):
        uploads.folder(path)


def test_there_are_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    monkeypatch.setattr(uploads, "AT_ONCE", 4)
    monkeypatch.setattr(readers, "MAX_BYTES", 8)
    files = [ContentFile(b"x" * size, name=f"{size}.md") for size in (4, 9, 7, 5, 1)]
    taken, problems = uploads.add("papers", files)
    assert taken == ["4.md", "5.md"]
    assert [problem.partition(": ")[2] for problem in problems] == [
        "upload at most 4 at once.",
        "It is larger than 0 MB.",
        "A source holds at most 0 MB.",
    ]
    assert uploads.add("papers", files[4:]) == ([], ["“1.md”: A source holds at most 2 files."])
    assert uploads.add("papers", [ContentFile(b"y", name="4.md")])[0] == ["4.md"]
