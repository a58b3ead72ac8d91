"""What is asked about a share and is no price of today: refused in words that say what is known instead."""

import re
from datetime import date

from ragdomains.markets.days import day_meant
from ragdomains.types import Lookup, ProviderError

ADVICE = re.compile(
    r"\b(should i|shall i|good (time|day|idea) to|worth buying|overvalued|undervalued|what do analysts|recommend"
    r"|soll(te)? ich|lohnt)\b"
)
OWN = re.compile(r"\b(my (stocks?|shares|portfolio|watchlist|wallet|pension)|watchlist|alert me|buy|sell|invest)\b")
OTHER = re.compile(
    r"\b(dividends?|earnings|revenue|market cap\w*|p ?e ratio|52 week|fifty two week|analysts?|insider|beta|ipo"
    r"|all time high|record high|year to date|this year|this month|forecast|halving|guidance|outstanding|nav|bid and"
    r"|since (january|last|the start)|dividenden?|umsatz|gewinn|halted|interest rate|inflation|cpi|gdp|mortgage"
    r"|gainers|losers|movers|biggest|best performing|worst performing|advancers|yield curve)\b"
)


def refuse(lookup: Lookup) -> None:
    """Raises ProviderError (missing) for what no source of prices knows."""
    text = lookup.text.casefold()
    if ADVICE.search(text):
        raise ProviderError("I give no advice on what to buy or sell. I can tell you the latest price.", "missing")
    if OWN.search(text):
        raise ProviderError("I keep no shares or watchlists. I can tell you the latest price of a share.", "missing")
    if OTHER.search(text):
        raise ProviderError("I only know the latest price, with the day's change, range and volume.", "missing")


def day_asked(lookup: Lookup) -> date | None:
    """The day that is asked about, None for now; raises ProviderError (missing) for several days."""
    days = lookup.days
    if days and days.first != days.last:
        raise ProviderError("I only know the latest price, with the day's change, range and volume.", "missing")
    return day_meant(lookup)
