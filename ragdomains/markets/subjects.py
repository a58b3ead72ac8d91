"""What a question about the markets is about: a share, an index, gold, a coin."""

from collections.abc import Mapping
from dataclasses import dataclass

from ragdomains.markets.exchanges import EXCHANGES, Exchange, code_of
from ragdomains.markets.known import asked_name, nearest
from ragdomains.types import Lookup, ProviderError

SHARE, INDEX, COIN, GOOD, YIELD = "share", "index", "coin", "good", "yield"
POINTS, PERCENT = "points", "%"
# How short an index is said: nobody says "Dow Jones Industrial Average" twice.
SHORT = {"Dow Jones Industrial Average": "Dow Jones", "Nasdaq Composite": "Nasdaq"}
GOODS: Mapping[str, str] = {
    "GC=F": "ounce", "SI=F": "ounce", "PL=F": "ounce", "PA=F": "ounce", "CL=F": "barrel", "BZ=F": "barrel",
    "NG=F": "million BTU",
}  # fmt: skip
YIELDS = frozenset(("^TNX", "^TYX", "2YY=F"))


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing with a price. `symbol` is written as "AAPL", "SAP.DE", "^GDAXI", "GC=F", "BTC-USD".

    `unit` is the currency of its price, or "points" or "%"; `per` is what the price is for ("ounce"); `exchange` is
    None for what trades round the clock, or where the hours are not known.
    """

    name: str
    symbol: str
    kind: str
    unit: str = ""
    per: str = ""
    exchange: Exchange | None = None


def subject_of(lookup: Lookup) -> Subject | None:
    """What the slots name; None where they name nothing with a price."""
    slots = lookup.slots
    name = next((slots[kind] for kind in ("company", "index", "asset") if slots.get(kind)), "")
    symbol = slots.get("symbol", "")
    if not symbol:
        return None
    return described(name or symbol, symbol)


def described(name: str, symbol: str) -> Subject:
    kind = kind_of(symbol)
    exchange = EXCHANGES.get(code_of(symbol))
    if kind == SHARE:
        return Subject(name, symbol, kind, exchange.currency if exchange else "", "", exchange)
    if kind == INDEX:
        return Subject(SHORT.get(name, name), symbol, kind, POINTS, "", exchange)
    return Subject(name, symbol, kind, PERCENT if kind == YIELD else "USD", GOODS.get(symbol, ""))


def kind_of(symbol: str) -> str:
    if symbol in YIELDS:
        return YIELD
    if symbol.endswith("=F"):
        return GOOD
    if symbol.endswith("-USD"):
        return COIN
    return INDEX if symbol.startswith("^") or symbol in {"WIG20.WA", "PSI20.LS", "FTSEMIB.MI", "XU100.IS"} else SHARE


def unknown(lookup: Lookup) -> ProviderError:
    """Says which name is not known, and asks whether the nearest one is meant."""
    name = lookup.slots.get("company") or asked_name(lookup.text)
    if not name or len(name) > 60:
        return ProviderError("Which company do you mean?", "missing")
    if near := nearest(name):
        return ProviderError(f"I do not know a company called {name}. Did you mean {near}?", "missing")
    return ProviderError(f"I do not know a company called {name}. Which one do you mean?", "missing")
