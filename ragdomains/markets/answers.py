"""The answer to a question about one price, or about the market as a whole."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from ragdomains.markets.quotes import Quote, Source, facts_of, fresh_for
from ragdomains.markets.refusals import day_asked
from ragdomains.markets.sentences import put
from ragdomains.markets.sessions import State, state
from ragdomains.markets.subjects import SHARE, Subject
from ragdomains.markets.wording import amount, day_text, difference, in_writing, moment_text, move, named
from ragdomains.sentences import digits, spoken_day
from ragdomains.types import Evidence, Lookup, ProviderError

Priced = tuple[Subject, Quote]
Said = Callable[[float | None, Subject, str], str]
TOPICS = (
    (
        "range",
        re.compile(r"\b(range|high and low|highs? and lows?|intraday|highs?|lows?|highest|lowest|spanne|hoch|tief)\b"),
    ),
    ("volume", re.compile(r"\b(volume|how many( \w+)* shares|changed hands|traded today|umsatz|volumen)\b")),
    ("opened", re.compile(r"\b(open at|opened at|opening price|open price|opened|eröffnet\w*|eröffnung)\b")),
)


def answer(lookup: Lookup, subject: Subject, quote: Quote, source: Source) -> Evidence:
    """Raises ProviderError (missing) where another day is asked about than the quote is of."""
    standing = state(subject.exchange, lookup.now) if subject.exchange else None
    today = today_there(subject, lookup)
    wanted = day_asked(lookup)
    if wanted not in {None, quote.day, today, lookup.now.date()}:  # "today" is asked by the household's calendar
        raise only_latest(wanted or today, today, lookup)
    values = values_of(lookup, subject, quote, standing)
    name = topic(lookup, quote, subject) or values.pop("answer")
    values.pop("answer", None)
    facts = facts_of(quote, subject, standing, source.name)
    fresh = fresh_for(standing, lookup.now)
    return Evidence(facts, (), name, values, lookup.now, source.name, source.url, fresh_for=fresh)


def today_there(subject: Subject, lookup: Lookup) -> date:
    zone = ZoneInfo(subject.exchange.zone) if subject.exchange else lookup.now.tzinfo
    return lookup.now.astimezone(zone).date()


def only_latest(wanted: date, today: date, lookup: Lookup) -> ProviderError:
    said = spoken_day(wanted, today, lookup.language)
    if wanted > today:
        return ProviderError(f"Nobody knows the price of {said} yet. I only know the latest.", "missing")
    return ProviderError(f"I only know the latest price, not that of {said}.", "missing")


def values_of(lookup: Lookup, subject: Subject, quote: Quote, standing: State | None) -> dict[str, str]:
    today, language = today_there(subject, lookup), lookup.language
    live = standing is None or (standing.open and quote.day in {None, today})
    day = day_text(quote.day, today, lookup) if quote.day else ""
    city = subject.exchange.city if subject.exchange and standing and not standing.open else ""
    return {
        "answer": "trading" if live or not day else "closed",
        "name": named(subject, language),
        "listing": subject.symbol if subject.kind == SHARE else "",
        "amount": amount(quote.price, subject, language),
        "written": in_writing(quote.price, subject, language),
        "move": move(quote, subject, live and quote.day == today, language),
        "points": difference(quote, subject, language),
        "low": amount(quote.low, subject, language),
        "high": amount(quote.high, subject, language),
        "lowest": in_writing(quote.low, subject, language),
        "highest": in_writing(quote.high, subject, language),
        "first": amount(quote.opened, subject, language),
        "count": digits(quote.volume, 0, language) if quote.volume else "",
        "time": moment_text(quote, subject, lookup) if live else "",
        "day": day,
        "city": city,
    }


def topic(lookup: Lookup, quote: Quote, subject: Subject) -> str:
    """What of the day is asked for beside the price, where it is known."""
    text = lookup.text.casefold()
    known = {
        "range": quote.low is not None and quote.high is not None,
        "volume": bool(quote.volume) and subject.kind == SHARE,
        "opened": quote.opened is not None,
    }
    return next((name for name, words in TOPICS if words.search(text) and known[name] and quote.day), "")


def overview(lookup: Lookup, priced: Sequence[Priced], source: Source) -> Evidence:
    """Several indices in one sentence, the first one's exchange saying whether there is trade."""
    first, leading = priced[0]
    standing = state(first.exchange, lookup.now) if first.exchange else None
    today, language = today_there(first, lookup), lookup.language
    name = "overview" if standing is None or standing.open or not leading.day else "overview_closed"
    values = {
        "summary": listed(priced, language, name, amount),
        "details": listed(priced, language, name, in_writing),
        "time": moment_text(leading, first, lookup),
        "day": spoken_day(leading.day, today, language) if leading.day else "",
        "city": first.exchange.city if first.exchange else "",
    }
    facts = tuple(fact for subject, quote in priced for fact in facts_of(quote, subject, standing, source.name))
    fresh = fresh_for(standing, lookup.now)
    return Evidence(facts, (), name, values, lookup.now, source.name, source.url, fresh_for=fresh)


def listed(priced: Sequence[Priced], language: str, name: str, said: Said) -> str:
    """ "the DAX is up 0.4 percent at 23,091 points and the MDAX down 0.2 percent at 29,001 points"."""
    verb = put("is", language) if name == "overview" else ""
    texts: list[str] = []
    for subject, quote in priced:
        parts = (named(subject, language), verb if not texts else "", move(quote, subject, False, language))
        texts.append(
            " ".join(part for part in (*parts, put("at", language), said(quote.price, subject, language)) if part)
        )
    return f" {put('and', language)} ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
