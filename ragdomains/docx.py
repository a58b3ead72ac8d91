"""The paragraphs of a Word file (Office Open XML, ECMA-376 part 1), read with limits and without a tree in memory."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

MAX_XML = 50 * 1024 * 1024  # decoded bytes: some kilobytes of a file can become gigabytes
BLOCK = 1 << 16
BODY = "word/document.xml"
HEADING = re.compile(r"(?:heading|berschrift|überschrift)\s?([1-6])$", re.IGNORECASE)  # Word drops the Ü of the German
TITLES = {"title", "titel"}
BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class DocxError(ValueError):
    """A file that is no readable Word document. The text says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (one cell), or a row of a table. `level` is that of a heading, 0 for what is none.

    `table` is the number of the table, 0 outside of one; `names` of a row that is repeated on each page.
    """

    level: int
    cells: tuple[str, ...]
    table: int = 0
    names: bool = False


@dataclass(slots=True)
class Reader:
    """Gathers lines while the XML goes by."""

    lines: list[Line] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _cells: list[list[str]] = field(default_factory=list)
    _level: int = 0
    _in_text: bool = False
    _rows: int = 0  # rows that the parser stands in: tables stand in tables
    _tables: int = 0
    _names: bool = False
    _skipped: int = 0

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Fallback" or self._skipped:  # what an older Word would show instead: the same text again
            self._skipped += 1
        elif name == "p":
            self._text, self._level = [], 0
        elif name == "pStyle":
            self._level = level(next((text for key, text in attributes.items() if key.endswith("val")), ""))
        elif name == "tbl":
            self._tables += not self._rows
        elif name == "tr":
            self._rows += 1
            self._cells, self._names = (self._cells, self._names) if self._rows > 1 else ([], False)
        elif name == "tblHeader":
            self._names = self._rows == 1
        elif name == "tc" and self._rows == 1:
            self._cells.append([])
        self._in_text = name == "t"
        self._text.append(BREAKS.get(name, ""))

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        self._in_text = False
        if self._skipped:
            self._skipped -= 1
        elif name == "p":
            self.paragraph("".join(self._text).strip())
        elif name == "tr":
            self._rows -= 1
            if not self._rows and any(self._cells):
                cells = tuple(" ".join(cell) for cell in self._cells)
                self.lines.append(Line(0, cells, self._tables, self._names))

    def paragraph(self, text: str) -> None:
        self._text = []
        if text and self._rows and self._cells:
            self._cells[-1].append(text)
        elif text:
            self.lines.append(Line(self._level, (text,)))

    def text(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._text.append(text)


def level(style: str) -> int:
    if style.casefold() in TITLES:
        return 1
    found = HEADING.match(style)
    return int(found[1]) if found else 0


def lines(content: bytes) -> list[Line]:
    """The document's paragraphs and rows in order; raises DocxError."""
    reader = Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.text, refuse
    try:
        for block in blocks(content):
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, NotImplementedError, EOFError) as error:
        raise DocxError("The document is damaged or protected by a password.") from error
    except expat.ExpatError as error:
        raise DocxError("The document is damaged and cannot be read.") from error
    return [line for line in reader.lines if line.cells]


def refuse(*_: Any) -> None:
    """A Word file has no DOCTYPE: who writes one wants entities that grow, or that fetch something."""
    raise DocxError("The document holds a DOCTYPE, which no Word file has. It is not read.")


def blocks(content: bytes) -> Iterator[bytes]:
    """The XML of the body; what the archive says about its size is not believed."""
    size = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(BODY) as body:
        while block := body.read(BLOCK):
            size += len(block)
            if size > MAX_XML:
                raise DocxError(f"The document holds more than {MAX_XML // 1024 // 1024} MB of text and marks.")
            yield block
