"""The answer to "is the market open": computed from the table of exchanges, without a service."""

import math
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ragdomains.languages import language_of
from ragdomains.markets.exchanges import EXCHANGES, INDICES, Exchange, named
from ragdomains.markets.sentences import put
from ragdomains.markets.sessions import State, closed_for, state, trading
from ragdomains.markets.wording import clock, day_text
from ragdomains.types import Evidence, Fact, Lookup

SOURCE = "the trading hours"
NOT_KEPT = -math.inf  # seconds: what the clock decides is not taken from the cache later
ASKED = re.compile(
    r"\b(is|are|will|does|do|when|what time|ist|sind|wann|hat|haben)\b.*\b(open|opens|closed|closes?|opening|trading"
    r"|trade|offen|geöffnet|zu|schließt|öffnet|auf|geschlossen)\b|\b(trading|opening|market) hours\b|\bopening bell\b"
    r"|\bhandelszeiten\b|\böffnungszeiten\b"
)
NOW = re.compile(r"\b(now|currently|at the moment|jetzt|gerade|zurzeit|momentan|aktuell)\b")
WHETHER = re.compile(r"(is|are|will|does|do|can you tell me if|ist|sind|hat|haben)\b")
HOURS = re.compile(r"\b(hours|when|what time|wann)\b|zeiten\b")
PLACE = re.compile(
    r"\b(market|markets|exchange|exchanges|nyse|nasdaq|wall street|lse|xetra|börsen?|bell|hours)\b|zeiten"
)


def asks_hours(lookup: Lookup) -> bool:
    """Whether the hours of an exchange are asked for, not a price ("what is Apple trading at")."""
    text = lookup.text.casefold()
    if "trading at" in text or any(lookup.slots.get(kind) for kind in ("company", "asset")):
        return False
    return bool(ASKED.search(text) and (PLACE.search(text) or lookup.slots.get("index")))


def exchange_asked(lookup: Lookup, default: str) -> Exchange:
    """The one that is named, or that of the index; else the default's."""
    code = named(lookup.text) or INDICES.get(lookup.slots.get("symbol", ""), "") or default
    return EXCHANGES.get(code, EXCHANGES["US"])


def hours(lookup: Lookup, default: str) -> Evidence:
    exchange = exchange_asked(lookup, default)
    here = lookup.now.astimezone(ZoneInfo(exchange.zone))
    language = lookup.language
    standing = state(exchange, lookup.now)
    day = day_asked(lookup, here.date())
    values = {
        "exchange": exchange_name(exchange, language),
        "limit": "" if exchange.calendar else put("I do not know its holidays", language),
    }
    if WHETHER.match(lookup.text.casefold()):
        values |= {"yes": put("Yes,", language), "no": put("No,", language)}
    name, more = chosen(exchange, day, standing, lookup)
    word = "open" if (bool(trading(exchange, day)) if day else standing.open) else "closed"
    facts = (
        Fact("market_state", word, "", exchange.city, day or here, None, lookup.now, SOURCE),
        Fact("changes_at", standing.until, "", exchange.city, None, None, lookup.now, SOURCE),
    )
    return Evidence(facts[: 1 if day else 2], (), name, values | more, lookup.now, fresh_for=NOT_KEPT)


def day_asked(lookup: Lookup, today: date) -> date | None:
    """Another day than today; "the day after Thanksgiving" is the day behind the one that is named."""
    if lookup.days is None or NOW.search(lookup.days.said.casefold()):
        return None
    text, said = lookup.text.casefold(), lookup.days.said.casefold()
    behind = "day after" in text and "day after" not in said
    day = lookup.days.first + timedelta(days=behind)
    return None if day == today else day


def chosen(exchange: Exchange, day: date | None, standing: State, lookup: Lookup) -> tuple[str, dict[str, str]]:
    if day:
        return day_values(exchange, day, lookup)
    if HOURS.search(lookup.text.casefold()):
        return "hours", usual(exchange, standing, lookup)
    return now_values(exchange, standing, lookup)


def usual(exchange: Exchange, standing: State, lookup: Lookup) -> dict[str, str]:
    """The hours of the day that is, or comes next, in both zones."""
    day = standing.until.date()
    now = put("It is open now" if standing.open else "It is closed now", lookup.language)
    zone = ZoneInfo(exchange.zone)
    first = datetime.combine(day, exchange.sessions[0][0], zone)
    last = datetime.combine(day, exchange.sessions[-1][1], zone)
    return span(first, last, lookup) | {"standing": now}


def span(first: datetime, last: datetime, lookup: Lookup) -> dict[str, str]:
    own = [each.astimezone(lookup.now.tzinfo) for each in (first, last)]
    times = put("{} to {}", lookup.language, clock(own[0], lookup), clock(own[1], lookup))
    local = "" if own[0].utcoffset() == first.utcoffset() else put("{} here", lookup.language, times)
    return {"start": clock(first, lookup), "end": clock(last, lookup), "local": local}


def exchange_name(exchange: Exchange, language: str) -> str:
    if exchange.name == f"the exchange in {exchange.city}":
        return put("the exchange in {}", language, exchange.city)
    return put(exchange.name, language)


def now_values(exchange: Exchange, standing: State, lookup: Lookup) -> tuple[str, dict[str, str]]:
    language = lookup.language
    if standing.open:
        return "is_open", {"end": moment(standing.until, lookup)}
    there = standing.until.tzinfo
    day = day_text(standing.until.date(), lookup.now.astimezone(there).date(), lookup)
    start = put("at {}", language, moment(standing.until, lookup))
    values = {"start": f"{day} {start}", "reason": put(standing.reason, language) if standing.reason else ""}
    return ("pause", {"start": start}) if standing.pause else ("is_closed", values)


def day_values(exchange: Exchange, day: date, lookup: Lookup) -> tuple[str, dict[str, str]]:
    language = lookup.language
    today = lookup.now.astimezone(ZoneInfo(exchange.zone)).date()
    values = {"day": day_text(day, today, lookup)}
    sessions = trading(exchange, day)
    if not sessions:
        reason = closed_for(exchange, day)
        return "day_closed", values | {"reason": put(reason, language)}
    return "day_open", values | span(sessions[0][0], sessions[-1][1], lookup)


def moment(then: datetime, lookup: Lookup) -> str:
    """ "16:00 there, 22:00 here"; one time where both are the same; the weekday where it is another day here."""
    own = then.astimezone(lookup.now.tzinfo)
    if own.utcoffset() == then.utcoffset():
        return clock(then, lookup)
    weekday = "" if own.date() == then.date() else language_of(lookup.language).weekdays[own.weekday()]
    here = put("{} here", lookup.language, f"{weekday} {clock(own, lookup)}".strip())
    return f"{put('{} there', lookup.language, clock(then, lookup))}, {here}"
