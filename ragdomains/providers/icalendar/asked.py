"""What is asked of a calendar: what is on, the next of something, or whether one is free; and which days."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from ragdomains.event_kinds import Sought, sought
from ragdomains.spans import Span, put, span_between, zone_for
from ragdomains.types import Days, Lookup

FREE = re.compile(r"\b(free|available|availability|frei)\b|\bhave (?:any )?time\b|\b(?:habe|haben) .*\bzeit\b")
BUSY = re.compile(r"\b(busy|booked|beschäftigt|verplant|ausgebucht)\b")
MAIL = re.compile(r"\b(e?-?mails?|messages?|inbox|invit\w+|nachricht\w*|post)\b")
WEEK = r"(?!\s+(?:week|weekend|month|year|few|couple|days?|\w+days?|monday|woche|wochenende|monat|jahr)\b)"
NEXT = re.compile(
    rf"\b(?:next|nächste[rsn]?){WEEK}\b|^(?:when|where|what time|at what time|tell me when|wann|wo|um wie viel)\b"
    r"|\b(?:my|our|the) first\b|\bcoming up\b|\bwho(?:se)? birthdays?\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`what` is agenda, next, free, busy or events; `span` are the days; `things` is what is looked for in them."""

    what: str
    span: Span
    named_days: bool
    things: Sought


def asked_of(lookup: Lookup, horizon: int) -> Asked:
    """`horizon` is how many days ahead something is looked for that has no day."""
    text = lookup.text.casefold()
    what = "next" if NEXT.search(text) else "events" if lookup.ask == "events" else "agenda"
    if lookup.ask != "events":
        what = "busy" if BUSY.search(text) else "free" if FREE.search(text) else what
    today = lookup.now.astimezone(zone_for(lookup)).date()
    last = {"next": today + timedelta(days=horizon), "events": today + timedelta(days=6)}.get(what, today)
    span = span_between(lookup.days or Days(today, last), lookup)
    if lookup.days is None and what == "events":
        span = replace(span, said=put("in the next seven days", lookup.language))
    return Asked(what, span, lookup.days is not None, sought(lookup))


def from_now(span: Span, lookup: Lookup) -> Span:
    """Without what lies behind, where the span holds the present."""
    now = lookup.now.astimezone(zone_for(lookup))
    return replace(span, start=now) if span.start < now < span.end else span
