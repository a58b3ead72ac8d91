"""Reads Ticketmaster's events (https://developer.ticketmaster.com/products-and-docs/apis/discovery-api/v2/)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from ragdomains.bodies import Body, mapping, mappings, moment, number, within, words
from ragdomains.occasions import Occasion
from ragdomains.plain_text import plain_text
from ragdomains.zones import zone_of

NAME = 120  # characters at most


@dataclass(frozen=True, slots=True)
class Listing:
    """An event and its tickets. `status` is onsale, offsale, canceled, postponed or rescheduled; "" where not known."""

    occasion: Occasion
    status: str = ""
    on_sale: datetime | None = None
    off_sale: datetime | None = None


def listings(body: object, zone: tzinfo) -> list[Listing] | None:
    """The events in the service's order; None for an answer of another shape. Without any, the list is left out."""
    if not isinstance(within(body, "page", "totalElements"), int) and not mappings(within(body, "_embedded", "events")):
        return None
    found = (listing(event, zone) for event in mappings(within(body, "_embedded", "events")))
    return [each for each in found if each is not None]


def listing(event: Body, zone: tzinfo) -> Listing | None:
    """None where it has no name or no day yet."""
    name, start = plain_text(words(event, "name"), NAME), start_of(event, zone)
    if not name or start is None:
        return None
    venue = next(iter(mappings(within(event, "_embedded", "venues"))), {})
    prices = next(iter(mappings(event.get("priceRanges"))), {})
    occasion = Occasion(
        name=name,
        start=start,
        venue=plain_text(words(venue, "name"), NAME),
        city=plain_text(words(mapping(venue.get("city")), "name"), NAME),
        url=link(words(event, "url")),
        kind=kind_of(event),
        low=number(prices, "min"),
        high=number(prices, "max"),
        currency=words(prices, "currency"),
        open_time=not isinstance(start, datetime),
    )
    public = mapping(within(event, "sales", "public"))
    code = words(mapping(within(event, "dates", "status")), "code")
    return Listing(occasion, code, aware(public.get("startDateTime")), aware(public.get("endDateTime")))


def start_of(event: Body, zone: tzinfo) -> datetime | date | None:
    """The moment; the day alone where the time is not known yet. The venue's zone is named beside it, or is home's."""
    start = mapping(within(event, "dates", "start"))
    if start.get("dateTBD") is True or start.get("dateTBA") is True:
        return None
    timeless = start.get("timeTBA") is True or start.get("noSpecificTime") is True
    day, hour = words(start, "localDate"), "" if timeless else words(start, "localTime")
    if hour and (exact := aware(start.get("dateTime"))):
        return exact.astimezone(zone_of(words(mapping(event.get("dates")), "timezone")) or zone)
    local = moment(f"{day}T{hour}") if hour else moment(day)
    if local is None:
        return None
    there = zone_of(words(mapping(event.get("dates")), "timezone")) or zone
    return local.replace(tzinfo=there) if hour else local.date()


def aware(value: object) -> datetime | None:
    found = moment(value)
    if found is None or not 1990 < found.year < 2200:  # "1900-01-01" stands for a sale that has always been on
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def kind_of(event: Body) -> str:
    """ "Music Rock": the first classification's names; "Undefined" says nothing."""
    first = next(iter(mappings(event.get("classifications"))), {})
    names = (words(mapping(first.get(level)), "name") for level in ("segment", "genre", "subGenre"))
    return " ".join(name for name in names if name and name != "Undefined")


def link(url: str) -> str:
    return url if url.startswith(("https://", "http://")) and len(url) < 2000 else ""
