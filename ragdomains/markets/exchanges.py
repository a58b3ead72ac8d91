"""The exchanges: where they are, when they trade in their own time, in which money, and what they are called.

Hours are those of the main session as the exchanges publish them; opening auctions and late trading are not counted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

WORKING = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange. `calendar` names its rule in closures.py; "" where its holidays are not known."""

    city: str
    name: str
    zone: str
    sessions: tuple[tuple[time, time], ...]
    currency: str
    calendar: str = ""


def at(text: str) -> tuple[tuple[time, time], ...]:
    """Sessions from "09:00-11:30 12:30-15:30"."""
    pairs = (part.split("-") for part in text.split())
    return tuple((time.fromisoformat(first), time.fromisoformat(last)) for first, last in pairs)


# the ending of a symbol as data providers write it | city | name | zone | sessions | currency | holidays
TABLE = """
US | New York | the New York Stock Exchange | America/New_York | 09:30-16:00 | USD | american
L | London | the London Stock Exchange | Europe/London | 08:00-16:30 | GBX | british
DE | Frankfurt | the exchange in Frankfurt | Europe/Berlin | 09:00-17:30 | EUR | german
PA | Paris | the exchange in Paris | Europe/Paris | 09:00-17:30 | EUR | continental
AS | Amsterdam | the exchange in Amsterdam | Europe/Amsterdam | 09:00-17:30 | EUR | continental
BR | Brussels | the exchange in Brussels | Europe/Brussels | 09:00-17:30 | EUR | continental
LS | Lisbon | the exchange in Lisbon | Europe/Lisbon | 08:00-16:30 | EUR | continental
IR | Dublin | the exchange in Dublin | Europe/Dublin | 08:00-16:30 | EUR | continental
MI | Milan | the exchange in Milan | Europe/Rome | 09:00-17:30 | EUR | continental
MC | Madrid | the exchange in Madrid | Europe/Madrid | 09:00-17:30 | EUR | continental
SW | Zurich | the Swiss exchange | Europe/Zurich | 09:00-17:20 | CHF | swiss
VI | Vienna | the exchange in Vienna | Europe/Vienna | 09:00-17:30 | EUR |
CO | Copenhagen | the exchange in Copenhagen | Europe/Copenhagen | 09:00-17:00 | DKK |
ST | Stockholm | the exchange in Stockholm | Europe/Stockholm | 09:00-17:30 | SEK |
HE | Helsinki | the exchange in Helsinki | Europe/Helsinki | 10:00-18:30 | EUR |
OL | Oslo | the exchange in Oslo | Europe/Oslo | 09:00-16:20 | NOK |
WA | Warsaw | the exchange in Warsaw | Europe/Warsaw | 09:00-17:00 | PLN |
TO | Toronto | the exchange in Toronto | America/Toronto | 09:30-16:00 | CAD |
T | Tokyo | the Tokyo Stock Exchange | Asia/Tokyo | 09:00-11:30 12:30-15:30 | JPY |
HK | Hong Kong | the exchange in Hong Kong | Asia/Hong_Kong | 09:30-12:00 13:00-16:00 | HKD |
SS | Shanghai | the exchange in Shanghai | Asia/Shanghai | 09:30-11:30 13:00-15:00 | CNY |
SZ | Shenzhen | the exchange in Shenzhen | Asia/Shanghai | 09:30-11:30 13:00-15:00 | CNY |
KS | Seoul | the exchange in Seoul | Asia/Seoul | 09:00-15:30 | KRW |
TW | Taipei | the exchange in Taipei | Asia/Taipei | 09:00-13:30 | TWD |
SI | Singapore | the exchange in Singapore | Asia/Singapore | 09:00-12:00 13:00-17:00 | SGD |
AX | Sydney | the exchange in Sydney | Australia/Sydney | 10:00-16:00 | AUD |
NZ | Wellington | the exchange in New Zealand | Pacific/Auckland | 10:00-16:45 | NZD |
NS | Mumbai | the exchange in Mumbai | Asia/Kolkata | 09:15-15:30 | INR |
JO | Johannesburg | the exchange in Johannesburg | Africa/Johannesburg | 09:00-17:00 | ZAR |
IS | Istanbul | the exchange in Istanbul | Europe/Istanbul | 10:00-18:00 | TRY |
"""


def read() -> dict[str, Exchange]:
    found = {}
    for line in TABLE.strip().splitlines():
        code, city, name, zone, hours, currency, calendar = (column.strip() for column in line.split("|"))
        found[code] = Exchange(city, name, zone, at(hours), currency, calendar)
    return found


EXCHANGES: Mapping[str, Exchange] = read()
# Where an index is made, by its symbol.
INDICES: Mapping[str, str] = {
    "^FTSE": "L", "^FTMC": "L", "^GDAXI": "DE", "^MDAXI": "DE", "^TECDAX": "DE", "^FCHI": "PA", "^STOXX50E": "DE",
    "^STOXX": "DE", "^AEX": "AS", "^BFX": "BR", "^IBEX": "MC", "FTSEMIB.MI": "MI", "^SSMI": "SW", "^ATX": "VI",
    "^OMX": "ST", "^OMXC25": "CO", "PSI20.LS": "LS", "WIG20.WA": "WA", "^N225": "T", "^TOPX": "T", "^HSI": "HK",
    "000001.SS": "SS", "000300.SS": "SS", "^KS11": "KS", "^TWII": "TW", "^STI": "SI", "^BSESN": "NS", "^NSEI": "NS",
    "^AXJO": "AX", "^NZ50": "NZ", "^GSPTSE": "TO", "XU100.IS": "IS", "^DJI": "US", "^GSPC": "US", "^IXIC": "US",
    "^NDX": "US", "^RUT": "US", "^NYA": "US", "^DJT": "US", "^VIX": "US", "^SOX": "US", "^MID": "US", "^W5000": "US",
    "^J200.JO": "JO",
}  # fmt: skip
# What is said for an exchange beside its city.
NAMES: Mapping[str, str] = {
    "nyse": "US", "wall street": "US", "nasdaq": "US", "american": "US", "us market": "US", "us stock": "US",
    "u.s.": "US", "lse": "L", "british": "L", "uk": "L", "xetra": "DE", "german": "DE", "deutsche": "DE",
    "börse frankfurt": "DE", "french": "PA", "euronext": "PA", "dutch": "AS", "italian": "MI", "spanish": "MC",
    "swiss": "SW", "schweizer": "SW", "zürich": "SW", "wien": "VI", "japanese": "T", "tokio": "T", "tse": "T",
    "chinese": "SS", "hongkong": "HK", "indian": "NS", "australian": "AX", "asx": "AX", "canadian": "TO", "tsx": "TO",
    "bse": "NS", "nse": "NS", "korean": "KS", "london": "L", "new yorker": "US", "londoner": "L",
}  # fmt: skip
SAID = {**NAMES, **{exchange.city.casefold(): code for code, exchange in EXCHANGES.items()}}
NAMED = re.compile(r"\b(" + "|".join(re.escape(name) for name in sorted(SAID, key=len, reverse=True)) + r")(?:\b|$)")


def code_of(symbol: str) -> str:
    """The exchange of a symbol such as "SAP.DE", "BRK.B" or "^GDAXI"; "" for what is traded on none."""
    if symbol in INDICES:
        return INDICES[symbol]
    if symbol.endswith(("=F", "-USD")) or symbol.startswith("^") or not symbol:
        return ""
    _, dot, ending = symbol.rpartition(".")
    if not dot or (len(ending) == 1 and ending not in {"L", "T"}):
        return "US"  # BRK.B is a class of share
    return ending if ending in EXCHANGES else ""


def named(text: str) -> str:
    """The code of the exchange that a question names, or ""."""
    found = NAMED.search(text.casefold())
    return SAID[found[1]] if found else ""
