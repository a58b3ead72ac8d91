"""Events and tickets from Ticketmaster's Discovery API, version 2, with a key."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.event_kinds import sought
from ragdomains.providers import Reach, providers
from ragdomains.providers.ticketmaster.answers import Asked, answer
from ragdomains.providers.ticketmaster.events import Listing, listings
from ragdomains.providers.ticketmaster.templates import FOR_WHAT, GERMAN, NEEDS_KEY, PAST, REPLIES, TEMPLATES
from ragdomains.spans import put, span_between, zone_for
from ragdomains.types import Days, Evidence, Lookup, ProviderError

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
WHEN = re.compile(
    r"^(?:when|where|wann|wo)\b|\bnext (?!week|weekend|month|year)\w|\bnächste[rns]? (?!woche|monat|jahr)"
)
Params = dict[str, str | int | float]


class Options(BaseModel):
    """Ticketmaster: events and tickets, with a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://app.ticketmaster.com/discovery/v2", description="Where events are asked.")
    radius_km: int = Field(50, ge=1, le=1000, description="How far from the place an event may be.")
    country: str = Field("", pattern=r"^([A-Z]{2})?$", description="Only of this country: US, GB, DE. Empty: of all.")
    events: int = Field(4, ge=1, le=10, description="How many events are told at most.")
    horizon_days: int = Field(366, ge=1, le=1000, description="How many days ahead a name is looked for.")
    timeout: float = Field(4.0, gt=0, le=60, description="Seconds for one call; there are two at most.")


@providers.register(
    "ticketmaster",
    Options,
    templates=TEMPLATES,
    translations={"de": GERMAN},
    replies={"de": REPLIES},
    asks=("events", "tickets"),
    uses_text=True,  # what is looked for is often known by nothing but its words
    network=True,
    needs_key=True,
)
async def ticketmaster(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if not reach.secret:
        raise ProviderError(NEEDS_KEY, "setup")
    asked = asked_of(lookup, options.horizon_days)
    service = Service(reach.http, options.base_url, options.timeout, "Ticketmaster")
    common: Params = {"apikey": reach.secret, "size": 20, "sort": "date,asc", "locale": "*"}
    if options.country:
        common["countryCode"] = options.country
    found = await search(service, common | wanted(asked, lookup, options), lookup)
    if not found and (asked.things.named or asked.things.perhaps):
        asked = wider(asked)
        found = await search(service, common | wanted(asked, lookup, options), lookup)
    return answer(found, asked, lookup, options.events)


def asked_of(lookup: Lookup, horizon: int) -> Asked:
    """Raises ProviderError (missing) for days that are past and for tickets to nothing at all."""
    things, tickets = sought(lookup), lookup.ask == "tickets"
    if tickets and not things.any:
        raise ProviderError(FOR_WHAT, "missing")
    today = lookup.now.astimezone(zone_for(lookup)).date()
    one = tickets or bool(WHEN.search(lookup.text.casefold())) or (bool(things.named) and lookup.days is None)
    last = today + timedelta(days=horizon if one else 6)
    span = span_between(lookup.days or Days(today, last), lookup)
    if span.end <= lookup.now:
        raise ProviderError(PAST, "missing")
    if lookup.days is None and not one:
        span = replace(span, said=put("in the next seven days", lookup.language))
    return Asked(span, things, one, tickets)


def wider(asked: Asked) -> Asked:
    """What is not near is looked for everywhere; words that may have named something, and did not, are let go."""
    if asked.one or asked.things.named:
        return replace(asked, near=False)
    return replace(asked, things=replace(asked.things, perhaps=frozenset(), said=""))


def wanted(asked: Asked, lookup: Lookup, options: Options) -> Params:
    params: Params = {"startDateTime": utc(max(asked.span.start, lookup.now)), "endDateTime": utc(asked.span.end)}
    if asked.things.named or asked.things.perhaps:
        params["keyword"] = asked.things.said
    elif asked.things.kind and not asked.things.kind.segment:
        params["keyword"] = asked.things.kind.said
    if asked.things.kind and asked.things.kind.segment and not asked.things.named:
        params["classificationName"] = asked.things.kind.segment
    return params | (place(lookup, options) if asked.near else {})


def place(lookup: Lookup, options: Options) -> Params:
    spot = lookup.spot
    if spot is None:
        return {}
    if spot.latitude is None or spot.longitude is None:
        return {"city": spot.name.partition(",")[0]} if spot.name else {}
    near = f"{round(spot.latitude, 3)},{round(spot.longitude, 3)}"
    return {"latlong": near, "radius": options.radius_km, "unit": "km"}


def utc(moment: datetime) -> str:
    """As the service wants it: to the second, with a Z."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


async def search(service: Service, params: Params, lookup: Lookup) -> list[Listing]:
    found = listings(await service.ask("/events.json", params), zone_for(lookup))
    if found is None:
        raise service.senseless()
    return found
