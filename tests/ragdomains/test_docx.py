"""Word files: headings, paragraphs and tables are read; bombs and tricks are refused."""

import io
import zipfile

import pytest

from ragdomains import docx
from ragdomains.readers import ReadError, read

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, before: str = "", name: str = docx.BODY) -> bytes:
    xml = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return out.getvalue()


def paragraph(text: str, style: str = "") -> str:
    form = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{form}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_headings_paragraphs_and_tables_are_read() -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Paper", "Thursday", "8:00"))
    parts = [paragraph("House rules", "Title"), paragraph("Waste", "Heading2"), paragraph("Put it out early.")]
    paper = read(word("".join(parts) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), ".docx", "rules")
    (section,) = paper.sections
    assert (paper.title, section.heading) == ("House rules", "Waste")
    assert section.text == "Put it out early.\nPaper: Thursday, 8:00"


def test_the_row_that_word_repeats_on_each_page_names_the_columns() -> None:
    def row(*texts: str, marks: str = "") -> str:
        return f"<w:tr>{marks}{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in texts)}</w:tr>"

    head = row("Item", "Paid by", "Because", marks="<w:trPr><w:tblHeader/></w:trPr>")
    rows = row("Lift", "tenant", "") + row("Roof", "landlord", "it is old")
    sections = read(word(f"<w:tbl>{head}{rows}</w:tbl>"), ".docx", "x").sections
    assert [each.text for each in sections] == [
        "Lift – Paid by: tenant",
        "Roof – Paid by: landlord; Because: it is old",
    ]


def test_runs_breaks_and_german_styles() -> None:
    runs = "<w:p><w:r><w:t>Mow the </w:t></w:r><w:r><w:t>lawn</w:t><w:br/><w:t>on Friday.</w:t></w:r></w:p>"
    (section,) = read(
        word(paragraph("Garten", "berschrift1") + paragraph("Rasen", "berschrift2") + runs), ".docx", "x"
    ).sections
    assert (section.heading, section.text) == ("Rasen", "Mow the lawn\non Friday.")


def test_what_was_deleted_or_is_shown_twice_is_left_out() -> None:
    deleted = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>"
    twice = f"<w:Fallback>{paragraph('again')}</w:Fallback>"
    (section,) = read(word(f"<w:p>{deleted}<w:r><w:t>Kept.</w:t></w:r></w:p>{twice}"), ".docx", "x").sections
    assert section.text == "Kept."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (word(paragraph("&a;"), '<!DOCTYPE x [<!ENTITY a "b">]>'), "DOCTYPE"),
        (word("x" * (docx.MAX_XML + 1)), "more than 50 MB"),
        (b"\xd0\xcf\x11\xe0 an encrypted one is no archive", "protected by a password"),
        (word("", name="other.xml"), "damaged or protected"),
        (word("<w:p>"), "damaged and cannot"),
        (word(""), "no text"),
    ],
)
def test_what_is_no_document_says_why(content: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read(content, ".docx", "x")
