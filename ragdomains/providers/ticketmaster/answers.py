"""What is said about events and their tickets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ragdomains.event_kinds import Sought, in_words
from ragdomains.languages import base, phrase
from ragdomains.occasions import Occasion, facts_of, listed, when_said
from ragdomains.providers.ticketmaster.events import Listing
from ragdomains.providers.ticketmaster.templates import CURRENCIES, PHRASES
from ragdomains.sentences import digits
from ragdomains.spans import Span
from ragdomains.stems import terms
from ragdomains.types import Evidence, Fact, Lookup

SOURCE, SOURCE_URL = "Ticketmaster", "https://www.ticketmaster.com/"
BUYS = re.compile(
    r"\b(buy|book|reserve|purchase|grab|order|get (?:me|us)?\s*(?:\w+ )?tickets?"
    r"|kauf\w*|buch\w*|bestell\w*|reservier\w*)\b"
)
OFF = {"canceled": "cancelled", "cancelled": "cancelled", "postponed": "postponed"}


@dataclass(frozen=True, slots=True)
class Asked:
    """`one`: it is about one thing, not about what is on; `near` is False where it is looked for everywhere."""

    span: Span
    things: Sought
    one: bool
    tickets: bool
    near: bool = True


def answer(found: Sequence[Listing], asked: Asked, lookup: Lookup, most: int) -> Evidence:
    going = [each for each in found if each.status not in OFF]
    if not going and found and asked.one:
        return called_off(found[0], lookup)
    if asked.one:
        return one(going, asked, lookup)
    return several(once(each.occasion for each in going), asked, lookup, most)


def once(occasions: Iterable[Occasion]) -> list[Occasion]:
    """Each show once: packages and resale are listed beside it, under the same name and time."""
    seen: dict[tuple[str, object], Occasion] = {}
    for each in occasions:
        seen.setdefault((each.name.casefold(), each.start), each)
    return list(seen.values())


def several(shown: Sequence[Occasion], asked: Asked, lookup: Lookup, most: int) -> Evidence:
    values = {"day": asked.span.said, "place": place_said(lookup), "kind": kind_said(asked.things, lookup)}
    if not shown:
        return evidence("events_none", values, (), lookup)
    values["list"] = listed(shown, asked.span, lookup, most)
    return evidence("events", values, shown[:most], lookup)


def place_said(lookup: Lookup) -> str:
    return lookup.spot.name if lookup.spot and not lookup.spot.home else ""


def kind_said(things: Sought, lookup: Lookup) -> str:
    if things.named:
        return things.said
    if things.kind:
        return things.kind.german if base(lookup.language) == "de" else things.kind.said
    return put("events", lookup)


def one(found: Sequence[Listing], asked: Asked, lookup: Lookup) -> Evidence:
    """The next of it; the first whose name holds what was asked for, where one does."""
    if not found:
        about = asked.things.said or in_words(lookup.text, frozenset(terms(lookup.text))) or "?"
        return evidence("nothing", {"about": about}, (), lookup)
    words = asked.things.named or asked.things.perhaps
    best = next((each for each in found if words & set(terms(each.occasion.name))), found[0])
    values = about_one(best.occasion, lookup)
    if asked.tickets:
        values |= {"prices": prices(best.occasion, lookup), "sale": sale(best, lookup)}
        values |= {"cannot": put("I cannot buy tickets.", lookup)} if BUYS.search(lookup.text.casefold()) else {}
    return evidence("tickets" if asked.tickets else "next", values, (best.occasion,), lookup)


def about_one(occasion: Occasion, lookup: Lookup) -> dict[str, str]:
    return {
        "name": occasion.name,
        "when": when_said(occasion, lookup),
        "venue": occasion.venue,
        "city": occasion.city,
    }


def called_off(listing: Listing, lookup: Lookup) -> Evidence:
    values = about_one(listing.occasion, lookup) | {"status": put(OFF[listing.status], lookup)}
    return evidence("called_off", values, (listing.occasion,), lookup)


def prices(occasion: Occasion, lookup: Lookup) -> str:
    """ "Tickets cost 45 to 120 dollars."; "" where no price is known. Zero is what the service says for not known."""
    low, high = (value if value and value > 0 else None for value in (occasion.low, occasion.high))
    currency = put(CURRENCIES.get(occasion.currency, occasion.currency), lookup)
    if (low is None and high is None) or not currency:
        return ""
    if low is None or high is None or round(low) == round(high):
        return put("Tickets cost {} {}.", lookup, digits(round(low or high or 0), 0, lookup.language), currency)
    least, most = (digits(round(value), 0, lookup.language) for value in (low, high))
    return put("Tickets cost {} to {} {}.", lookup, least, most, currency)


def sale(listing: Listing, lookup: Lookup) -> str:
    if listing.on_sale and listing.on_sale > lookup.now:
        begins = when_said(Occasion("", listing.on_sale), lookup)
        return put("Tickets go on sale {}.", lookup, begins)
    if listing.status == "offsale" or (listing.off_sale and listing.off_sale < lookup.now):
        return put("Tickets are not on sale any more.", lookup)
    return put("Tickets are on sale.", lookup) if listing.status == "onsale" else ""


def put(english: str, lookup: Lookup, *values: str) -> str:
    said = phrase(english, lookup.language, PHRASES)
    return said.format(*values) if values else said


def evidence(name: str, values: dict[str, str], shown: Sequence[Occasion], lookup: Lookup) -> Evidence:
    facts = facts_of(shown, lookup, SOURCE) or (Fact("events", 0, as_of=lookup.now, source=SOURCE),)
    return Evidence(facts, (), name, values, lookup.now, SOURCE, SOURCE_URL)
