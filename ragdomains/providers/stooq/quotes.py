"""Asks Stooq for its light quotes, a CSV with a header, and reads them without trusting their shape.

Format, by the letters of the parameter f: s symbol, d2 date, t2 time, o h l c prices, v volume, p close of the day
before, n name. An unknown symbol is a row of "N/D"; without quota the body is one line of plain text; a client that is
taken for a robot gets a page of HTML, with the status 200 too.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from ragdomains.bodies import Service, numeral
from ragdomains.markets.quotes import Quote
from ragdomains.markets.subjects import Subject
from ragdomains.providers.stooq.codes import code_of
from ragdomains.types import ProviderError

WARSAW = ZoneInfo("Europe/Warsaw")  # Stooq writes every time in its own
FIELDS = "sd2t2ohlcvpn"
LARGEST = 1e12  # no price and no volume of a day is larger in earnest


async def fetch(subjects: Sequence[Subject], place: Service, max_bytes: int) -> dict[str, Quote]:
    """The quotes from the page at `place` by the subjects' symbols; what Stooq does not know is left out.

    Raises HttpError, and ProviderError: limited where the day's quota is used up, broken where there are no prices.
    """
    codes = {code_of(subject): subject for subject in subjects}
    params = {"s": " ".join(codes), "f": FIELDS, "h": "", "e": "csv"}  # a space is written as +, which joins symbols
    response = await place.http.get(place.url, params=params, seconds=place.seconds, max_bytes=max_bytes)
    found = {}
    for row in rows(response.body.decode("utf-8", "replace")):
        subject = codes.get(row.get("symbol", "").casefold())
        quote = quote_of(row, subject) if subject else None
        if subject and quote:
            found[subject.symbol] = quote
    return found


def rows(text: str) -> list[Mapping[str, str]]:
    """The rows by the names of their columns, in lower case."""
    head = text.lstrip("\ufeff \r\n\t")[:400].casefold()
    if "hits limit" in head:
        raise ProviderError(
            "The source of prices has been asked too often today. Please try again tomorrow.", "limited", 300
        )
    if head.startswith("<"):
        raise ProviderError("The source of prices gave a page for browsers instead of prices.", "broken")
    if not head.startswith("symbol,"):
        raise ProviderError("The source of prices gave an answer that makes no sense.", "broken")
    try:
        header, *lines = csv.reader(io.StringIO(text.lstrip("\ufeff \r\n\t")))
    except csv.Error as error:
        raise ProviderError("The source of prices gave an answer that makes no sense.", "broken") from error
    names = [name.strip().casefold() for name in header]
    return [dict(zip(names, (cell.strip() for cell in line), strict=False)) for line in lines]


def quote_of(row: Mapping[str, str], subject: Subject) -> Quote | None:
    """None where there is no price: a symbol that Stooq does not know."""
    price = positive(row.get("close"))
    if price is None:
        return None
    moment = moment_of(row)
    zone = ZoneInfo(subject.exchange.zone) if subject.exchange else WARSAW
    there = moment.astimezone(zone) if moment else None
    return Quote(
        price,
        there.date() if there else None,
        there,
        positive(row.get("open")),
        positive(row.get("high")),
        positive(row.get("low")),
        positive(row.get("prev") or row.get("previous")),
        positive(row.get("volume")),
    )


def positive(text: str | None) -> float | None:
    value = numeral(text)
    return value if value is not None and 0 < value < LARGEST else None


def moment_of(row: Mapping[str, str]) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{row.get('date', '')}T{row.get('time', '')}").replace(tzinfo=WARSAW)
    except ValueError:
        return None
