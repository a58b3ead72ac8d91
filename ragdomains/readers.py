"""Reads a file into sections: Markdown, text, HTML, PDF and DOCX."""

import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser, LexborNode

from athena_project.later import Later
from ragdomains import about, docx, event_sentences, pdf_tables, tables
from ragdomains.about import NOTHING, About
from ragdomains.outline import Outline, Section
from ragdomains.plain_headings import captioned, headed, parted
from ragdomains.tables import Row, line
from ragdomains.wrapping import stretches, unwrapped
from ragdomains.zones import zone_of

pypdf = Later("pypdf")

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 5_000_000
MAX_PAGES = 1000
MAX_EVENTS = 2000
SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".pdf", ".docx", ".ics")

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CELLS = {"td", "th"}
LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})  # of PDFs
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "kbd",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
}
INLINE |= {"sub", "sup", "time", "u", "var", "label", "del", "ins", "data", "samp", "br", "-text"}
LEFT_OUT = "script, style, nav, noscript, template, iframe, svg, form, button"

# What pypdf lets through of a damaged file, beside its own errors.
DAMAGED = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    ArithmeticError,
    OSError,
    NotImplementedError,
)


class ReadError(Exception):
    """A file that cannot be read. The text says why, in one sentence for the one who owns the file."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as text: its title, its sections in order, and what it says about itself."""

    title: str
    sections: tuple[Section, ...]
    about: About = NOTHING


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page: its tag, the number of its line, its text, how many lists it stands in, the row it is of."""

    tag: str
    line: int
    text: str
    lists: int
    row: Row | None = None


def read_file(path: Path, title: str = "") -> Paper:
    """Reads by suffix; raises ReadError. `title` stands in where the file has none, else its name does."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(f"Files of the kind {path.suffix or 'without a suffix'} are not read.")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(f"The file cannot be opened: {error.strerror}.") from error
    return read(content, path.suffix.lower(), title or spoken_name(path))


def spoken_name(path: PurePath) -> str:
    name = squeeze(clean(re.sub(r"[-_]+", " ", path.stem)))
    return name[:1].upper() + name[1:]


def read(content: bytes, suffix: str, title: str) -> Paper:
    """The bytes of one file as sections; raises ReadError where there is nothing to read."""
    if len(content) > MAX_BYTES:
        raise ReadError(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    paper = READERS[suffix](content)
    if sum(len(section.text) for section in paper.sections) > MAX_CHARACTERS:
        raise ReadError(f"The file holds more than {MAX_CHARACTERS:,} characters of text.")
    if not paper.sections:
        raise ReadError("There is no text in the file." + (" Is it a scan?" if suffix == ".pdf" else ""))
    return replace(paper, title=paper.title or title)


def clean(text: str) -> str:
    """Without NUL, other control characters and lone surrogates: none of them can be stored everywhere."""
    return (
        re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]", "", text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .translate(LIGATURES)
    )


def decode(content: bytes) -> str:
    """UTF-8, or UTF-16 with its mark, or Windows-1252; raises ReadError for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    strange = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]", text))
    if strange > len(text) / 100:
        raise ReadError("The file is not text, whatever its name says.")
    return clean(text)


def read_text(content: bytes) -> Paper:
    text = decode(content)
    parts = [(heading, each.strip()) for heading, below in headed(text) for each in stretches(below)]
    sections = tuple(Section(heading, each) for heading, each in parts if each)
    return Paper("", sections, About(links=about.of_links(text)))


def read_markdown(content: bytes) -> Paper:
    outline = Outline()
    level = lists = 0
    cells: list[str] | None = None
    text = decode(content)
    head = about.of_front_matter(text)
    for token, after in pairwise(MarkdownIt("commonmark").enable("table").parse(without_front_matter(text))):
        lists += LISTS.get(token.type, 0)
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "inline" if level:
                outline.head(level, inline_text(token))
                level = 0
            case "inline" if cells is not None:
                cells.append(inline_text(token))
            case "inline" | "fence" | "code_block":
                outline.add(inline_text(token), lists)
            case "tr_open":
                cells = []
            case "tr_close":
                outline.row(Row(tuple(cells or ()), names=after.type == "thead_close"))
                cells = None
    outline.close()
    title = outline.title or squeeze(about.front_matter(text).get("title", ""))
    return Paper(title, tuple(outline.sections), replace(head, links=about.of_links(text)))


def without_front_matter(text: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)


def inline_text(token: Token) -> str:
    """What a reader sees of it: link texts without addresses, picture descriptions, code as it is written."""
    if token.children is None:
        return token.content
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(breaks.get(child.type, child.content) for child in token.children).strip()


def read_html(content: bytes) -> Paper:
    tree = LexborHTMLParser(decode(content))
    name = tree.css_first("title")
    title, head = squeeze(name.text()) if name else "", about.of_html(tree)
    for node in tree.css(LEFT_OUT):
        node.decompose()
    outline = Outline()
    if tree.body is not None:
        walk(tree.body, outline)
    outline.close()
    return Paper(outline.title or title, tuple(outline.sections), head)


def walk(body: LexborNode, outline: Outline) -> None:
    """Text in the order it stands: each block a line, each table row a line, each heading a new section."""
    rows: list[Row] = []
    for _, group in itertools.groupby(blocks(body), key=lambda block: block.line):
        found = list(group)
        first, texts = found[0], [block.text for block in found]
        if rows and (first.row is None or first.row.names):
            outline.table(rows)
            rows = []
        if first.row is not None:
            rows.append(first.row)
        elif first.tag in HEADINGS:
            outline.head(HEADINGS[first.tag], line(texts))
        else:
            outline.add(line(texts), first.lists)
    outline.table(rows)


def blocks(body: LexborNode) -> Iterator[Block]:
    """Each block with text; the cells of a row share a line."""
    nodes = (node for node in body.traverse(include_text=True) if node.tag in {"-text", "br"})
    for _, group in itertools.groupby(nodes, key=lambda node: home(node).mem_id):
        texts = list(group)
        block = home(texts[0])
        row_of = block.parent if block.tag in CELLS and block.parent is not None else block
        if text := squeeze("".join(node.text() if node.tag == "-text" else " " for node in texts)):
            row = row_in(row_of) if row_of is not block else None
            yield Block(block.tag or "", row_of.mem_id, text, depth(block), row)


def row_in(node: LexborNode) -> Row:
    cells = [cell for cell in node.iter() if cell.tag in CELLS]
    return Row(tuple(map(shown, cells)), all(cell.tag == "th" for cell in cells))


def shown(cell: LexborNode) -> str:
    """What a reader sees in a cell: paragraphs and broken lines apart, marked letters within their word."""
    parts = (
        node.text() if node.tag == "-text" else " " * (node.tag == "br" or node.tag not in INLINE)
        for node in cell.traverse(include_text=True)
    )
    return squeeze("".join(parts))


def depth(block: LexborNode) -> int:
    """How many lists it stands in."""
    found, node = 0, block
    while node.parent is not None:
        found += node.tag == "li"
        node = node.parent
    return found


def home(node: LexborNode) -> LexborNode:
    """The block that a piece of text stands in."""
    while node.parent is not None and node.tag in INLINE:
        node = node.parent
    return node.parent if node.parent is not None and fills(node, node.parent) else node


def fills(node: LexborNode, cell: LexborNode) -> bool:
    """Whether it is the one paragraph of a table's cell."""
    return cell.tag in CELLS and squeeze(cell.text()) == squeeze(node.text())


def squeeze(text: str) -> str:
    return " ".join(text.split())


def read_pdf(content: bytes) -> Paper:
    try:
        pdf = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise ReadError("The PDF is protected by a password.")
        sections = tuple(pages(pdf))
        title = squeeze(clean((pdf.metadata.title if pdf.metadata else "") or ""))
        head = about.of_pdf(pdf)
    except (pypdf.errors.PyPdfError, *DAMAGED) as error:
        raise ReadError("The PDF is damaged and cannot be read.") from error
    return Paper(title, sections, head)


def pages(pdf: Any) -> Iterator[Section]:
    if len(pdf.pages) > MAX_PAGES:
        raise ReadError(f"The PDF has more than {MAX_PAGES} pages.")
    for number, page in enumerate(pdf.pages, start=1):
        heading = ""
        pieces = [*pdf_tables.parted(clean(page.extract_text()), clean(laid_out(page)))]
        for at, piece in enumerate(pieces):
            if not isinstance(piece, str):
                yield from (Section(heading, text, number) for text, _ in tables.lines(piece))
                continue
            text, caption = captioned(unwrapped(piece).strip()) if at + 1 < len(pieces) else (unwrapped(piece), "")
            for heading, below in parted(text.strip()):
                if below.strip():
                    yield Section(heading, below.strip(), number)
            heading = caption or heading


def laid_out(page: Any) -> str:
    """The page as it looks; "" where that cannot be told, of a page that is turned for example."""
    try:
        return str(page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False))
    except (pypdf.errors.PyPdfError, *DAMAGED):
        return ""


def read_docx(content: bytes) -> Paper:
    outline = Outline()
    try:
        lines = docx.lines(content)
    except docx.DocxError as error:
        raise ReadError(str(error)) from error
    for table, group in itertools.groupby(lines, key=lambda each: each.table):
        found = list(group)
        if table:
            outline.table([Row(tuple(map(clean, each.cells)), each.names) for each in found])
        for each in found if not table else ():
            if each.level:
                outline.head(each.level, squeeze(clean(each.cells[0])))
            else:
                outline.add(clean(each.cells[0]))
    outline.close()
    return Paper(outline.title, tuple(outline.sections), about.of_docx(content))


def read_calendar(content: bytes) -> Paper:
    """Each event is a section of its own; of very many the latest."""
    try:
        found = event_sentences.parsed(content)
        latest = sorted(event_sentences.standing(found), key=lambda each: f"{each[2]:%Y%m%d}")[-MAX_EVENTS:]
    except event_sentences.CalendarError as error:
        raise ReadError(str(error)) from error
    zone = zone_of(str(found.get("X-WR-TIMEZONE") or ""))
    titles = [event_sentences.title_of(event) for _, event, _ in latest]
    told = ["\n".join(event_sentences.lines(title, each[1], zone)) for title, each in zip(titles, latest, strict=True)]
    name = squeeze(clean(str(found.get("X-WR-CALNAME") or "")))
    return Paper(name, tuple(Section(title, clean(text)) for title, text in zip(titles, told, strict=True)))


READERS: dict[str, Callable[[bytes], Paper]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".ics": read_calendar,
}
