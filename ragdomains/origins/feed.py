"""A news feed, RSS or Atom: each entry is a document."""

import asyncio
import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.feed_fields import link_of, parsed, time_of
from ragdomains.fetching import Fetched, Gone, address_complaint, fetch
from ragdomains.items import KEPT, Found, Held, short_name
from ragdomains.origins import Place, origins
from ragdomains.plain_text import plain_text
from ragdomains.readers import ReadError

ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
TITLE, AUTHOR = 300, 200  # characters at most
LONGEST = 500_000  # characters of an entry
DATES = ("updated_parsed", "published_parsed", "created_parsed")


class Options(BaseModel):
    """A news feed (RSS or Atom): each entry is a document, as long as the feed lists it."""

    model_config = ConfigDict(extra="forbid")

    entries: int = Field(200, ge=1, le=2000, description="How many entries are read at most, from the top.")
    max_bytes: int = Field(5_000_000, ge=10_000, le=20_000_000, description="The longest feed that is read, in bytes.")


@origins.register("feed", Options, check=address_complaint, interval=1800)
async def feed(place: Place, options: Options) -> Found:
    try:
        got = await fetch(place, ACCEPT, options.max_bytes)
    except Gone as error:  # its entries were not deleted one by one: the address may be wrong for a while
        raise ReadError(f"{error} {KEPT}") from error
    if got is None:
        return Found(same=True)
    items = await asyncio.to_thread(entries, got, options.entries)
    return Found({item.name: item for item in reversed(items)}, kept=got.kept)


def entries(got: Fetched, most: int) -> list[Held]:
    """Raises ReadError for what is no feed."""
    found = parsed(got.body)
    if not found.get("version"):
        raise ReadError(f"It is no feed: there is neither RSS nor Atom at the address. {KEPT}")
    return [item for entry in found.entries[:most] if (item := held(entry, got.changed))]


def held(entry: dict[str, Any], now: datetime) -> Held | None:
    """An entry as a small page; None for one that says nothing."""
    title, link = plain_text(entry.get("title"), TITLE), link_of(entry)
    body = max(texts(entry), key=len, default="")[:LONGEST]
    if not title and not plain_text(body, TITLE):
        return None
    told = time_of(entry, DATES)
    page = f"<h1>{escape(title)}</h1>{body if plain_text(body, TITLE) else f'<p>{escape(title)}</p>'}"
    return Held(
        name=short_name(key_of(entry, link, title)),
        title=title,
        content=page.encode("utf-8", "replace"),
        suffix=".html",
        changed=min(told or now, now),
        url=link,
        author=plain_text(entry.get("author"), AUTHOR),
        written=told.date() if told else None,
    )


def key_of(entry: Mapping[str, Any], link: str, title: str) -> str:
    own = entry.get("id")
    return own if isinstance(own, str) and own else link or hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()


def texts(entry: Mapping[str, Any]) -> Iterator[str]:
    contents = entry.get("content")
    for each in [*(contents if isinstance(contents, list) else []), {"value": entry.get("summary")}]:
        if isinstance(value := each.get("value"), str):
            yield value
