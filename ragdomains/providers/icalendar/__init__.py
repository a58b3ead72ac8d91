"""Calendars at any address that gives iCalendar (ICS): the household's own, a school's, a town's; without a key."""

import asyncio
from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.addresses import Fetched, Limits, Line, addresses, fetch
from ragdomains.occasions import Occasion
from ragdomains.providers import Reach, providers
from ragdomains.providers.icalendar.answers import Found, answer
from ragdomains.providers.icalendar.asked import MAIL, Asked, asked_of
from ragdomains.providers.icalendar.reading import read_all
from ragdomains.providers.icalendar.repeating import Window
from ragdomains.providers.icalendar.templates import (
    GERMAN,
    NO_CALENDAR,
    NO_EVENTS,
    NO_MAIL,
    REPLIES,
    SENSELESS,
    TEMPLATES,
)
from ragdomains.spans import zone_for
from ragdomains.types import Evidence, Lookup, ProviderError


class Options(BaseModel):
    """iCalendar: calendars at any addresses, without a key."""

    model_config = ConfigDict(extra="forbid")

    calendars: list[Line] = Field(
        default=[],
        max_length=20,
        description="One calendar a line: a name, a space, its address. A secret part of an address is {key}.",
    )
    events: int = Field(5, ge=1, le=20, description="How many events are told at most.")
    horizon_days: int = Field(366, ge=1, le=1500, description="How many days ahead something without a day is sought.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one calendar; all are asked at once.")
    max_bytes: int = Field(10_000_000, ge=10_000, le=50_000_000, description="The longest calendar that is read.")


@providers.register(
    "icalendar",
    Options,
    templates=TEMPLATES,
    translations={"de": GERMAN},
    replies={"de": REPLIES},
    asks=("agenda", "events"),
    uses_text=True,  # what is looked for is often known by nothing but its words
    network=True,
)
async def icalendar(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if lookup.ask != "events" and MAIL.search(lookup.text.casefold()):
        raise ProviderError(NO_MAIL, "missing")
    wanted = addresses(options.calendars, reach.secret)
    if not wanted:
        raise ProviderError(NO_EVENTS if lookup.ask == "events" else NO_CALENDAR, "setup")
    fetched, problems = await fetch(reach.http, wanted, Limits(options.timeout, options.max_bytes))
    if problems and not fetched:
        raise problems[0]
    asked = asked_of(lookup, options.horizon_days)
    occasions, senseless = await asyncio.to_thread(read, fetched, asked, lookup)
    if len(senseless) == len(fetched):
        raise ProviderError(SENSELESS, "broken")
    had = {each.address for each in fetched}
    unread = [each.name for each in wanted if each not in had] + senseless
    return answer(asked, Found(occasions, ", ".join(name or "?" for name in unread), options.events), lookup)


def read(fetched: list[Fetched], asked: Asked, lookup: Lookup) -> tuple[list[Occasion], list[str]]:
    start, end = asked.span.start, asked.span.end
    return read_all(fetched, Window(start, max(end, start + timedelta(seconds=1)), zone_for(lookup)))
