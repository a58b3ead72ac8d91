"""How Stooq writes a symbol: "AAPL" is aapl.us, "^GSPC" is ^spx, "GC=F" is xauusd, "BTC-USD" is btc.v."""

from collections.abc import Mapping

from ragdomains.markets.exchanges import code_of as exchange_of
from ragdomains.markets.subjects import COIN, GOOD, SHARE, Subject
from ragdomains.types import ProviderError

# Stooq has the shares of these exchanges only; those of Warsaw have no ending.
ENDINGS: Mapping[str, str] = {"US": ".us", "L": ".uk", "DE": ".de", "T": ".jp", "HK": ".hk", "WA": ""}
INDICES: Mapping[str, str] = {
    "^GSPC": "^spx", "^DJI": "^dji", "^IXIC": "^ndq", "^NDX": "^ndx", "^DJT": "^djt", "^FTSE": "^ukx", "^FTMC": "^ftm",
    "^GDAXI": "^dax", "^MDAXI": "^mdax", "^FCHI": "^cac", "^AEX": "^aex", "^BFX": "^bel20", "^IBEX": "^ibex",
    "FTSEMIB.MI": "^fmib", "^SSMI": "^smi", "^OMX": "^omxs", "^N225": "^nkx", "^HSI": "^hsi", "000001.SS": "^shc",
    "^KS11": "^kospi", "^TWII": "^twse", "^STI": "^sti", "^BSESN": "^snx", "^NZ50": "^nz50", "^GSPTSE": "^tsx",
    "^BVSP": "^bvp", "^MXX": "^ipc", "^MERV": "^mrv", "^JKSE": "^jci", "^KLSE": "^klci", "WIG20.WA": "wig20",
    "^TNX": "10yusy.b", "^TYX": "30yusy.b", "2YY=F": "2yusy.b",
}  # fmt: skip
GOODS: Mapping[str, str] = {
    "GC=F": "xauusd", "SI=F": "xagusd", "PL=F": "xptusd", "PA=F": "xpdusd", "CL=F": "cl.f", "BZ=F": "cb.f",
    "NG=F": "ng.f",
}  # fmt: skip


def code_of(subject: Subject) -> str:
    """Raises ProviderError (missing) for what Stooq does not have."""
    symbol = subject.symbol
    if subject.kind == COIN:
        return f"{''.join(filter(str.isalpha, symbol.removesuffix('-USD'))).casefold()}.v"
    if subject.kind == SHARE:
        return share(subject)
    code = GOODS.get(symbol, "") if subject.kind == GOOD else INDICES.get(symbol, "")
    if not code:
        raise ProviderError(f"I have no prices of {subject.name}.", "missing")
    return code


def share(subject: Subject) -> str:
    place = exchange_of(subject.symbol)
    if place not in ENDINGS:
        if subject.exchange is None:
            raise ProviderError(f"I have no prices of {subject.name}.", "missing")
        city = subject.exchange.city
        raise ProviderError(
            f"I have no prices of {subject.name}: Stooq has none from the exchange in {city}.", "missing"
        )
    bare = subject.symbol if place == "US" else subject.symbol.rpartition(".")[0]
    bare = bare.replace(".", "-").casefold()
    return (bare.lstrip("0") if place == "HK" else bare) + ENDINGS[place]
