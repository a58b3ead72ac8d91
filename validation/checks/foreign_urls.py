"""An answer names no address but its source's own, or one that was asked for."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

import re2
from pydantic import BaseModel, ConfigDict, Field

from ragdomains.types import Evidence
from validation.checks import Objection, checks
from validation.types import Claim, Draft
from validation.unmasking import forms, unmasked

MOST = 20  # objections of one sentence
# Ends of host names; those that are words as well ("rain.In Oslo") count in small letters only.
_ENDS = (
    "com|org|net|edu|gov|info|biz|io|ai|app|dev|co|tv|cc|xyz|top|site|online|shop|store|club|link|click|page|cloud|tech|live"
    "|news|zip|mov|ly|gl|de|ch|uk|fr|nl|dk|se|fi|pl|cz|eu|ca|au|nz|jp|cn|kr|ru|ua|br|mx|onion|example|test|invalid|local"
)
_WORDS = "at|be|es|in|it|me|no|us|is|to|so"
_HOST = rf"[^\s<>\"'`/:@(),;!?]+\.(?:{_ENDS}|(?-i:{_WORDS}))\b"
_ADDRESS = re2.compile(
    r"(?i)(?:\b(?:h..ps?|ftps?|wss?|file|smb|ssh|mailto|data|javascript):(?://)?[^\s<>\"'`]{2,}|\bwww\.[^\s<>\"'`]+"
    rf"|[\w.+-]+@{_HOST}|//{_HOST}[^\s<>\"'`]*|{_HOST}(?:[:/?#][^\s<>\"'`]*)?|\b\d+\.\d+\.\d+\.\d+[:/][^\s<>\"'`]*"
    rf"|[^\s.]+(?:\s*(?:\[\.\]|\(\.\)|\(dot\)|\[dot\])\s*|\s+(?:dot|punkt)\s+)(?:{_ENDS})\b(?:(?:\s+slash\s+|/)\S+)?)"
)
# Every address holds one of these, and most sentences none.
_MAY_NAME = re.compile(r"[^\W\d_]:|\.\S|\bdot\b|punkt", re.IGNORECASE)
_ENDING = ".,;:!?)]}>'\"*_"
_ASKS = re2.compile(
    r"(?i)\b(?:web ?sites?|web ?pages?|urls?|links?|e-?mails?|mail|web|address(?:es)?|contact\w*|homepages?|online"
    r"|domains?|internet"
    r"|adressen?|seiten?|webseiten?|kontakt\w*|erreich\w*)\b"
)


class Options(BaseModel):
    """No web or mail addresses from elsewhere"""

    model_config = ConfigDict(extra="forbid")

    asked_for: bool = Field(
        True,
        title="Asked for",
        description="Accept an address that stands in the found text if the question asks for one.",
    )
    allowed: list[str] = Field(
        [], title="Allowed hosts", description="Hosts that may always be named, with all below them."
    )


@checks.register("foreign_urls", Options, family="power", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    """An address that the found text holds can be left out; one that it does not hold cannot be mended."""
    foreign = [address for address in addresses(draft.sentence) if not _own(address, draft, options)]
    return [_objection(address, draft, foreign) for address in islice(foreign, MOST)]


def addresses(text: str) -> Iterator[str]:
    """Web and mail addresses, hidden and encoded ones too."""
    for form in filter(_MAY_NAME.search, forms(text)):
        yield from (found.group().rstrip(_ENDING) for found in _ADDRESS.finditer(form))


def _objection(address: str, draft: Draft, foreign: Sequence[str]) -> Objection:
    fixed = ""
    if all(one in draft.sentence and _stands(one, draft.evidence) for one in foreign):
        fixed = " "
        left = draft.sentence
        for one in sorted(foreign, key=len, reverse=True):
            left = left.replace(one, "")
        fixed = " ".join(left.split()).replace(" .", ".") if any(map(str.isalpha, left)) else fixed
    start = draft.sentence.find(address)  # a hidden one does not stand there as it is meant
    claim = Claim("url", address, start, start + len(address), address) if start >= 0 else None
    return Objection(f"“{address[:80]}” is no address of the source.", claim, fixed)


def _own(address: str, draft: Draft, options: Options) -> bool:
    host = host_of(address)
    if address.lower() in unmasked(draft.question).lower():
        return True
    if _under(host, [name.lower() for name in options.allowed]):
        return True
    if options.asked_for and _ASKS.search(draft.question) and _stands(address, draft.evidence):
        return True
    return host != "" and _under(host, list(_hosts(draft.evidence))) and _carries_nothing(address, draft.evidence)


def _carries_nothing(address: str, evidence: Sequence[Evidence]) -> bool:
    """A query is a way to carry something out: it must have been found so."""
    return not any(mark in address for mark in "?#@") or _stands(address, evidence)


def _stands(address: str, evidence: Sequence[Evidence]) -> bool:
    low = address.lower()
    texts = (text for one in evidence for passage in one.passages for text in (passage.text, passage.url))
    values = (str(fact.value) for one in evidence for fact in one.facts)
    urls = (url for one in evidence for url in (one.source_url, *one.values.values()))
    return any(low in text.lower() for group in (texts, values, urls) for text in group)


def host_of(address: str) -> str:
    """The host of an address, in small letters: "castle.example" of www.castle.example/tickets."""
    bare = address.rsplit("@", 1)[-1] if "://" not in address else address
    try:
        host = urlsplit(bare if "//" in bare else f"//{bare}").hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")


def _hosts(evidence: Sequence[Evidence]) -> Iterator[str]:
    """The hosts of the sources, with the names that are hosts themselves ("wikipedia.org")."""
    for one in evidence:
        urls = [one.source_url, one.source, *(passage.url for passage in one.passages)]
        yield from (host for url in urls if url and (host := host_of(url)) and "." in host)


def _under(host: str, known: Sequence[str]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in known)
