"""Whether an exchange trades at a moment, and when that changes next. Nothing here asks a service."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ragdomains.markets.closures import closure, early_close
from ragdomains.markets.exchanges import WORKING, Exchange

LOOKED_AHEAD = 15  # days; no exchange with known holidays is closed for longer


@dataclass(frozen=True, slots=True)
class State:
    """How an exchange stands at a moment. Both times are in its own zone.

    `until` is when it closes, or opens; `reason` says why a working day has no trade; `pause` is lunch.
    """

    open: bool
    until: datetime
    reason: str = ""
    pause: bool = False


def trading(exchange: Exchange, day: date) -> list[tuple[datetime, datetime]]:
    """The sessions of a day in the exchange's zone; none where it is closed."""
    if day.weekday() not in WORKING or closure(exchange.calendar, day):
        return []
    zone, end = ZoneInfo(exchange.zone), early_close(exchange.calendar, day)
    return [
        (datetime.combine(day, first, zone), datetime.combine(day, min(last, end) if end else last, zone))
        for first, last in exchange.sessions
        if not end or first < end
    ]


def closed_for(exchange: Exchange, day: date) -> str:
    """Why there is no trade on a day: a holiday's name, or "the weekend"; "" where there is trade."""
    if day.weekday() not in WORKING:
        return "the weekend"
    return closure(exchange.calendar, day)


def state(exchange: Exchange, now: datetime) -> State:
    local = now.astimezone(ZoneInfo(exchange.zone))
    for first, last in following(exchange, local.date()):
        if first <= local < last:
            return State(True, last)
        if local < first:
            begun = [end for _, end in trading(exchange, local.date()) if end <= local]
            pause = bool(begun) and first.date() == local.date()
            return State(False, first, closed_for(exchange, local.date()), pause)
    raise ValueError(f"{exchange.name} has no sessions")


def following(exchange: Exchange, first: date) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range(LOOKED_AHEAD):
        yield from trading(exchange, first + timedelta(days=ahead))
