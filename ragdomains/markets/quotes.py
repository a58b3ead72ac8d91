"""A price as a source gave it, what follows from it, and its typed facts."""

from dataclasses import dataclass
from datetime import date, datetime

from ragdomains.markets.sessions import State
from ragdomains.markets.subjects import SHARE, Subject
from ragdomains.types import Fact, Value

OPEN_FOR, CLOSED_FOR = 60.0, 3600.0  # seconds that a price is fresh


@dataclass(frozen=True, slots=True)
class Source:
    """Who gave a price, as it is spoken, and where it can be read."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A price with its day in the exchange's own zone. `moment` is None where the source names the day only."""

    price: float
    day: date | None = None
    moment: datetime | None = None
    opened: float | None = None
    high: float | None = None
    low: float | None = None
    previous: float | None = None
    volume: float | None = None

    @property
    def change(self) -> float | None:
        """Since the close of the day before."""
        return self.price - self.previous if self.previous and self.previous > 0 else None

    @property
    def change_percent(self) -> float | None:
        return (self.price / self.previous - 1) * 100 if self.previous and self.previous > 0 else None


def facts_of(quote: Quote, subject: Subject, state: State | None, source: str) -> tuple[Fact, ...]:
    """Every fact that is known. Prices in the subject's currency, or points; the change in percent beside it."""
    place = subject.exchange.city if subject.exchange else ""
    standing = None if state is None else "open" if state.open else "closed"
    known: tuple[tuple[str, Value | None, str], ...] = (
        ("name", subject.name, ""),
        ("symbol", subject.symbol, ""),
        ("price", quote.price, subject.unit),
        ("change", rounded(quote.change, 4), subject.unit),
        ("change_percent", rounded(quote.change_percent, 2), "%"),
        ("day_open", quote.opened, subject.unit),
        ("day_high", quote.high, subject.unit),
        ("day_low", quote.low, subject.unit),
        ("previous_close", quote.previous, subject.unit),
        ("volume", quote.volume if subject.kind == SHARE and quote.volume else None, "shares"),
        ("as_of", quote.moment or quote.day, ""),
        ("market_state", standing, ""),
    )
    return tuple(
        Fact(name, value, unit, place, quote.moment or quote.day, None, quote.moment, source)
        for name, value, unit in known
        if value is not None
    )


def rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)


def fresh_for(state: State | None, now: datetime) -> float:
    """Seconds: a minute while there is trade, else an hour, but never beyond the moment at which that changes."""
    if state is None:
        return OPEN_FOR
    left = (state.until - now).total_seconds()
    return max(1.0, min(OPEN_FOR if state.open else CLOSED_FOR, left))
