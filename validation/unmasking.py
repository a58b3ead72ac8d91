"""Text as it is meant: without hidden characters and look-alike letters, and with what is encoded in it decoded."""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

import re2

from validation.tokens import LIMIT

# Cyrillic and Greek letters that look like Latin ones (Unicode's confusables.txt, the letters in common use).
_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһԛԝкмтвнΑΒΕΖΗΙΚΜΝΟΡΤΥΧαειοκρτυνɑɡӏ",
    "ABESIJKMHOPCTYXaesijopcyxdhqwkmtbhABEZHIKMNOPTYXaeiokptuvagl",
)
_BLOB = re2.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
_HEX = re2.compile(r"(?:[0-9A-Fa-f]{2}[ :]?){12,}")
_PERCENT = re2.compile(r"(?:%[0-9A-Fa-f]{2}){3,}")
# Each of the three needs one of these; one quick look spares most sentences the rest.
_MAY_HIDE = re.compile(r"[A-Za-z0-9+/_-]{20}|(?:[0-9A-Fa-f]{2}[ :]?){12}|%[0-9A-Fa-f]{2}%")
_SPACED = re.compile(r"(?<!\S)(?:\S ){6,}\S(?!\S)")  # p a y . e v i l . c o m
_STROKES = re.compile(r"(?<!\S)(?:[^\W\d_][-._]){5,}[^\W\d_](?!\w)")  # I-g-n-o-r-e
_STROKED = re.compile(r"(?<!\S)(?:[^\W\d_][-._])+[^\W\d_](?!\w)")
READABLE = 0.9  # share of printable ASCII in bytes that were a text
LONG = 2_000  # characters
BLOBS = 8  # of one text that are decoded


@lru_cache(maxsize=512)
def unmasked(text: str) -> str:
    """Without zero-width characters, entities, full-width and look-alike letters; hidden tags become letters."""
    text = html.unescape(text[:LIMIT])
    if text.isascii():
        return text
    text = "".join(_visible(char) for char in unicodedata.normalize("NFKC", text))
    return _latin(text)


def _visible(char: str) -> str:
    if 0xE0020 <= ord(char) <= 0xE007E:  # Unicode's tag characters carry ASCII that nobody sees
        return chr(ord(char) - 0xE0000)
    return "" if unicodedata.category(char) in {"Cf", "Mn", "Co"} else char


def _latin(text: str) -> str:
    """Only words that mix scripts: a Russian sentence stays Russian."""
    return "".join(
        word.translate(_LATIN) if not word.isascii() and any("a" <= char.lower() <= "z" for char in word) else word
        for word in re2.split(r"(\s+)", text)
    )


@lru_cache(maxsize=512)
def forms(text: str) -> tuple[str, ...]:
    """Unmasked, what stands in it letter by letter, and what is encoded: in base64, base32, hex, percent signs."""
    plain = unmasked(text)
    joined = _SPACED.sub(lambda found: found.group().replace(" ", ""), plain)
    if _STROKES.search(plain):
        joined = _STROKED.sub(lambda found: re.sub(r"[-._]", "", found.group()), joined)
    apart = (joined,) if joined != plain else ()
    return (plain, *apart, *decoded(plain)) if len(plain) > LONG or _MAY_HIDE.search(plain) else (plain, *apart)


def decoded(text: str) -> Iterator[str]:
    """What the encoded pieces of a text say, where they say something that can be read."""
    for blob in _BLOB.findall(text)[:BLOBS]:
        yield from _readable(_base64(blob))
        yield from _readable(_base32(blob))
    for blob in _HEX.findall(text)[:BLOBS]:
        yield from _readable(_hex(blob))
    if _PERCENT.search(text):
        yield unquote(text)


def mirrored(text: str) -> tuple[str, str]:
    """Read backwards, and with its letters moved by 13."""
    return text[::-1], codecs.encode(text, "rot13")


def squashed(text: str) -> str:
    """Letters and digits only: "Y o u - a r e" is "youare"."""
    return "".join(filter(str.isalnum, unmasked(text).lower()))


def _base64(blob: str) -> bytes:
    body = blob.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(body[: len(body) // 4 * 4], validate=True)
    except binascii.Error:
        return b""


def _base32(blob: str) -> bytes:
    body = blob.rstrip("=")
    try:
        return base64.b32decode(body[: len(body) // 8 * 8])
    except binascii.Error:
        return b""


def _hex(blob: str) -> bytes:
    try:
        return bytes.fromhex(blob.replace(":", "").replace(" ", ""))
    except ValueError:
        return b""


def _readable(data: bytes) -> Iterator[str]:
    shown = sum(32 <= byte < 127 or byte in {9, 10, 13} for byte in data)
    if len(data) >= 12 and shown >= READABLE * len(data):
        yield data.decode("ascii", "replace")
