"""Reads a news feed and the fields of its entries; what is missing or makes no sense is None or empty."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

LONGEST_LINK = 2000  # characters


def parsed(body: bytes) -> feedparser.FeedParserDict:
    """Given as a stream: bytes that look like an address or a file's name would be opened."""
    return feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def link_of(entry: Mapping[str, Any]) -> str:
    link = entry.get("link")
    fit = isinstance(link, str) and link.startswith(("https://", "http://")) and len(link) < LONGEST_LINK
    return str(link) if fit else ""


def time_of(entry: dict[str, Any], names: tuple[str, ...]) -> datetime | None:
    """The first of these times that can be; not by the entry's own get, which warns where one stands in for another."""
    return next((moment for name in names if (moment := utc(dict.get(entry, name)))), None)


def utc(value: object) -> datetime | None:
    """feedparser's times are in UTC; a time that cannot be is none."""
    try:
        return datetime(*value[:6], tzinfo=UTC) if isinstance(value, struct_time) else None
    except (ValueError, OverflowError):
        return None
