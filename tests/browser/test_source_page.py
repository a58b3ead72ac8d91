"""The page of a source of uploads: a file is uploaded and deleted, on every size of screen, light and dark."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from ragdomains.ingest import read_now
from tests.browser.conftest import Look
from tests.browser.test_understanding_pages import bad
from tests.ragdomains.papers import fill, source_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_files_are_uploaded_and_deleted_on_the_page(look: Look, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    source = source_of("house-papers", kind="upload")
    fill(
        tmp_path / "uploads" / "house-papers", {"broken.pdf": b"%PDF", "a-name-that-is-long-" * 6 + ".md": b"# A\n\nA."}
    )
    read_now(source)
    note = fill(tmp_path, {"dog.md": "# Dog\n\nBruno."}) / "dog.md"
    with look(reverse("admin:ragdomains_source_change", args=[source.pk])) as page:
        page.get_by_label("Choose files").set_input_files(note)
        page.get_by_role("button", name="Upload").press("Enter")
        page.get_by_text("Uploaded, and read in a moment: dog.md.").wait_for()
        assert bad(page) == {}
        page.get_by_label("dog.md").check()
        page.get_by_role("button", name="Delete the ticked files").click()
        page.get_by_text("Deleted: dog.md.").wait_for()
