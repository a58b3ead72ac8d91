"""Small files to be read: PDFs made by hand, folders of documents."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from ragdomains.models import Domain, Source


def pdf(*pages: Sequence[str], title: str = "") -> bytes:
    """A plain PDF: one page for each sequence of lines."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = b"\n".join(
            b"BT /F1 12 Tf 72 %d Td (%s) Tj ET" % (700 - 18 * n, x.encode()) for n, x in enumerate(lines)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        fonts = b"<< /Font << /F1 3 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
            % (fonts, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (%s) >>" % title.encode())
    return whole(objects)


def whole(objects: Sequence[bytes]) -> bytes:
    """The file of these objects: the catalog is the first, what is known of the document the last."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, size - 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def locked_pdf(user_password: str) -> bytes:
    """The same, encrypted; "" for the user's password leaves it readable for everyone."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(["The safe word is heron."]))))
    writer.encrypt(user_password=user_password, owner_password="owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def fill(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def source_of(path: Path | str, name: str = "papers", **fields: object) -> Source:
    """A saved source of a documents domain."""
    domain, _ = Domain.objects.get_or_create(name=name, defaults={"title": "papers", "kind": "documents"})
    return Source.objects.create(domain=domain, path=str(path), **fields)


def pdf_with_table(rows: Sequence[Sequence[str]], above: str) -> bytes:
    """A page with a paragraph and, below it, a table: each cell is set by itself, as programs do."""
    placed = [(72, 720, above)]
    placed += [(72 + 150 * column, 690 - 18 * n, cell) for n, row in enumerate(rows) for column, cell in enumerate(row)]
    shown = b"\n".join(b"BT /F1 10 Tf %d %d Td (%s) Tj ET" % (x, y, text.encode("cp1252")) for x, y, text in placed)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R"
        b" >>",
        b"<< >>",
    ]
    return whole(objects)
