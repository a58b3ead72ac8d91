"""One page on the web: HTML without what stands round about it, a text, a PDF or a Word file."""

import asyncio
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.fetching import Fetched, Gone, address_complaint, fetch
from ragdomains.items import KEPT, Found, Held, short_name
from ragdomains.main_text import decoded, main_part
from ragdomains.origins import Place, origins
from ragdomains.readers import SUFFIXES, ReadError, spoken_name

ACCEPT = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, application/pdf;q=0.8, */*;q=0.1"
TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
UNNAMED = ("", "application/octet-stream", "binary/octet-stream")


class Options(BaseModel):
    """One page on the web: HTML, plain text, PDF or Word. Its links are not followed."""

    model_config = ConfigDict(extra="forbid")

    max_bytes: int = Field(5_000_000, ge=10_000, le=20_000_000, description="The longest page that is read, in bytes.")
    main_text: bool = Field(
        True, description="Read the main part of an HTML page only. Off: with menus, margins and footers."
    )


@origins.register("webpage", Options, check=address_complaint, interval=3600)
async def webpage(place: Place, options: Options) -> Found:
    try:
        got = await fetch(place, ACCEPT, options.max_bytes)
    except Gone as error:
        return Found(problems=(str(error),))
    if got is None:
        return Found(same=True)
    item = await asyncio.to_thread(page, place, got, options)
    return Found({item.name: item}, kept=got.kept)


def page(place: Place, got: Fetched, options: Options) -> Held:
    suffix = suffix_of(got)
    content = decoded(got.body, got.charset) if suffix != ".pdf" and suffix != ".docx" else got.body
    if suffix == ".html" and options.main_text:
        content = main_part(content)
    shown = urlsplit(address(place, got))
    title = spoken_name(PurePosixPath(unquote(shown.path))) or shown.hostname or "?"
    # the name is that of the source: where a redirect leads to today may be another place tomorrow
    return Held(short_name(place.path), title[:300], content, suffix, got.changed, address(place, got))


def address(place: Place, got: Fetched) -> str:
    """Where it stands, to be shown; one that holds a key is not."""
    return place.path if place.url != place.path else got.url[:2000]


def suffix_of(got: Fetched) -> str:
    """How the body is to be read; raises ReadError for what is none of these."""
    named = PurePosixPath(urlsplit(got.url).path).suffix.lower()
    suffix = TYPES.get(got.type) or (named if got.type in UNNAMED and named in SUFFIXES else "")
    if got.body.startswith(b"%PDF-"):
        suffix = ".pdf"
    if not suffix and got.type in UNNAMED and got.body.lstrip()[:1] == b"<":
        suffix = ".html"
    if not suffix:
        kind = got.type or "something without a type"
        raise ReadError(f"It sends {kind[:80]}, and not a page, a text, a PDF or a Word file. {KEPT}")
    return suffix
