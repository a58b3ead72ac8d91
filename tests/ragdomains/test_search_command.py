"""Reading and searching documents from the command line."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ragdomains.models import Domain, Source
from tests.installation import install
from tests.ragdomains.papers import fill

pytestmark = pytest.mark.django_db(transaction=True)

FILES: dict[str, str | bytes] = {
    "heating.md": "# Heating\n\nThe boiler wants a pressure of 1.5 bar.",
    "wifi.md": "# Wifi\n\nVisitors use the network Alder with the password marmalade.",
}


@pytest.fixture(autouse=True)
def installed() -> None:
    install(examples=False)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return fill(tmp_path / "papers", FILES)


def ingest(path: Path, domain: str = "house-papers") -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("ingest", str(path), domain=domain, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def searched(tmp_path: Path, *lines: str, domain: str = "house-papers") -> list[dict[str, Any]]:
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    files = {"source": str(tmp_path / "in.jsonl"), "target": str(tmp_path / "out.jsonl")}
    call_command("search", domain=domain, stderr=StringIO(), **files)
    return [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]


def test_a_domain_is_made_and_read(papers: Path) -> None:
    out, err = ingest(papers)
    row = Domain.objects.get(name="house-papers")
    assert (row.kind, row.title, row.fresh_for) == ("documents", "house papers", 0)
    assert "2 new, 0 changed, 0 unchanged" in out and "2 documents with 2 passages" in out
    assert err == ""


def test_twice_is_as_once(papers: Path) -> None:
    ingest(papers)
    assert "0 new, 0 changed, 2 unchanged, 0 deleted" in ingest(papers)[0]
    assert Source.objects.filter(domain__name="house-papers").count() == 1


def test_bad_rows_are_told_and_the_good_ones_read(tmp_path: Path) -> None:
    path = fill(tmp_path, {"x.jsonl": '{"id": 1, "text": "One."}\n{"id": 2}\n'}) / "x.jsonl"
    out, err = ingest(path)
    assert "1 new" in out
    assert err.splitlines() == ["line 2: It has no text."]


@pytest.mark.parametrize(
    ("name", "domain", "said"),
    [
        ("gone", "papers", "nothing at"),
        ("photo.jpg", "papers", "neither a folder nor a file of these: .md"),
        ("photo.jpg", "no spaces", "slug"),
        ("photo.jpg", "clock", "of the kind clock"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, domain: str, said: str) -> None:
    fill(tmp_path, {"photo.jpg": b"x"})
    before = set(Domain.objects.values_list("name", flat=True))
    with pytest.raises(CommandError, match=said):
        ingest(tmp_path / name, domain)
    assert set(Domain.objects.values_list("name", flat=True)) == before


def test_a_deleted_file_stops_being_found(papers: Path, tmp_path: Path) -> None:
    ingest(papers)
    (papers / "wifi.md").unlink()
    assert "1 deleted" in ingest(papers)[0]
    (found,) = searched(tmp_path, '{"id": "q", "query": "What is the wifi password for visitors?"}')
    assert found["ranking"] == ["heating.md"]


def test_documents_are_ranked_and_nothing_is_called_nothing(papers: Path, tmp_path: Path) -> None:
    ingest(papers)
    known, unknown = searched(
        tmp_path,
        '{"id": "q1", "query": "What is the wifi pasword for visitors?"}',
        '{"id": "q2", "query": "Who is the president of Brazil?"}',
    )
    assert (known["id"], known["ranking"], known["answered"]) == ("q1", ["wifi.md", "heating.md"], True)
    assert known["ms"] > 0 and known["scores"][0] > known["scores"][1]
    assert unknown["answered"] is False


@pytest.mark.parametrize(("line", "said"), [("{", "no JSON"), ("[]", "no JSON object"), ('{"id": 2}', "no query")])
def test_a_broken_line_has_an_error_and_the_next_is_searched(
    papers: Path, tmp_path: Path, line: str, said: str
) -> None:
    ingest(papers)
    broken, good = searched(tmp_path, line, '{"id": 3, "query": "boiler"}')
    assert said in broken["error"]
    assert good["ranking"][0] == "heating.md"


def test_a_domain_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no domain of documents 'x'\. There are: documents"):
        searched(tmp_path, "{}", domain="x")


def test_a_domain_that_was_never_read_is_said(tmp_path: Path) -> None:
    Domain.objects.create(name="x", title="x", kind="documents")
    with pytest.raises(CommandError, match="have not been read yet"):
        searched(tmp_path, "{}", domain="x")
