"""What a document says about itself: its author, its date, its language, what it links to, how many pages it has."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from xml.parsers import expat

from selectolax.lexbor import LexborHTMLParser

LONGEST = 200  # characters of an author
MOST_LINKS = 50
LONGEST_LINK = 500
CORE = "docProps/core.xml"
LARGEST_CORE = 1 << 20
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
PAIR = re.compile(r"^([A-Za-z_-]+)\s*:\s*(.+?)\s*$", re.MULTILINE)
AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "og:article:author")
# of two dates the later one: what stands there was true then
DATES = ("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified", "article:published_time",
         "date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.issued", "datepublished")  # fmt: skip
LINKED_DATE = re.compile(r'"date(Modified|Published)"\s*:\s*"([^"]{8,40})"')
UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class About:
    """What stands in the head of a document; "" or None where it says nothing. `pages` is 0 for what has none."""

    author: str = ""
    written: date | None = None
    language: str = ""
    links: tuple[str, ...] = ()
    pages: int = 0


NOTHING = About()


def front_matter(text: str) -> dict[str, str]:
    """The lines "title: ...", "author: ..." and such between two rulers at the top of a Markdown file."""
    found = FRONT_MATTER.match(text)
    return {name.casefold(): value.strip("\"'") for name, value in PAIR.findall(found[1])} if found else {}


def of_front_matter(text: str) -> About:
    pairs = front_matter(text)
    written = day(pairs.get("updated", "")) or day(pairs.get("date", ""))
    return About(name(pairs.get("author", "")), written, code(pairs.get("lang", "") or pairs.get("language", "")))


def of_html(tree: LexborHTMLParser) -> About:
    """By the head of the page; asked before scripts are taken out, because one may hold the date."""
    metas = dict(reversed(list(named(tree))))
    written = next((found for key in DATES if (found := day(metas.get(key, "")))), None)
    root = tree.root.attributes if tree.root else {}
    return About(
        name(next((metas[key] for key in AUTHORS if metas.get(key)), "")),
        written or linked_day(tree),
        code(root.get("lang") or ""),
        links(node.attributes.get("href") for node in tree.css("body a[href]")),
    )


def named(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("meta[content]"):
        marks = node.attributes
        if key := marks.get("name") or marks.get("property") or marks.get("itemprop"):
            yield key.casefold(), marks.get("content") or ""


def linked_day(tree: LexborHTMLParser) -> date | None:
    """The date in a page's JSON-LD, else the time that is marked as that of its publication."""
    found: dict[str, date | None] = {}
    for node in tree.css('script[type="application/ld+json"]'):
        for which, text in LINKED_DATE.findall(node.text()[:200_000]):
            found.setdefault(which, day(text))
    marked = tree.css_first("time[pubdate][datetime], time[itemprop=datePublished][datetime]")
    return found.get("Modified") or found.get("Published") or day(marked.attributes.get("datetime") if marked else "")


def of_pdf(pdf: Any) -> About:
    """Raises what pypdf raises."""
    head = pdf.metadata
    if head is None:
        return About(pages=len(pdf.pages))
    return About(name(head.author or ""), pdf_day(head), pages=len(pdf.pages))


def pdf_day(head: object) -> date | None:
    for key in ("modification_date", "creation_date"):
        try:
            found = getattr(head, key)
        except (ValueError, TypeError, AttributeError):  # a date in a form of its maker's own
            continue
        if isinstance(found, datetime) and (kept := sound(found.date())):
            return kept
    return None


def of_docx(content: bytes) -> About:
    """The core properties of an Office file; what cannot be read says nothing."""
    texts: dict[str, str] = {}
    path: list[str] = []

    def text(piece: str) -> None:
        texts[path[-1]] = texts.get(path[-1], "") + piece

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, _: path.append(tag.rpartition(" ")[2])
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(CORE) as file:
            parser.Parse(file.read(LARGEST_CORE), True)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, RuntimeError, OSError, EOFError):
        return About()
    written = day(texts.get("modified", "")) or day(texts.get("created", ""))
    return About(name(texts.get("creator", "")), written, code(texts.get("language", "")))


def refuse(*_: object) -> None:
    """No Office file has a DOCTYPE: it would be there for entities that grow."""
    raise ValueError("a DOCTYPE")


def links(addresses: Iterable[str | None]) -> tuple[str, ...]:
    """The first addresses on the web, each once. They are shown, never followed."""
    fit = (each for each in addresses if each and each.startswith(("https://", "http://")))
    kept = (UNFIT.sub("", each) for each in fit if len(each) <= LONGEST_LINK)
    return tuple(dict.fromkeys(kept))[:MOST_LINKS]


def name(text: str) -> str:
    return " ".join(UNFIT.sub(" ", text).split())[:LONGEST]


def code(text: str) -> str:
    """The language of a code: de of de-AT; "" for what is none."""
    found = re.match(r"[A-Za-z]{2,3}(?=[-_]|$)", text.strip())
    return found[0].lower() if found else ""


def day(text: str | None) -> date | None:
    """The day of an ISO date or time."""
    found = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text or "")
    try:
        return sound(date(int(found[1]), int(found[2]), int(found[3]))) if found else None
    except ValueError:
        return None


def sound(found: date) -> date | None:
    """A day on which somebody may have written something."""
    return found if date(1900, 1, 1) <= found <= date.today() + timedelta(days=1) else None


def of_links(text: str) -> tuple[str, ...]:
    """Addresses as they stand in a plain text."""
    return links(found.rstrip(".,;:)") for found in re.findall(r"https?://[^\s<>\"')\]]+", text))
