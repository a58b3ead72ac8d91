"""Series and what is on television, from TVmaze, without a key."""

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service, mapping
from ragdomains.providers import Reach, providers
from ragdomains.providers.tvmaze import german, schedule
from ragdomains.providers.tvmaze.answers import ANSWERS, EMBEDDED, Asked
from ragdomains.providers.tvmaze.episodes import episode_of
from ragdomains.providers.tvmaze.shows import Show, find
from ragdomains.providers.tvmaze.templates import TEMPLATES
from ragdomains.providers.tvmaze.times import asked, clock
from ragdomains.titles import title_of, topic_of
from ragdomains.types import Evidence, Fact, Lookup, ProviderError, Value

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
SOURCE = "TVmaze"
BY_TASTE = re.compile(r"\b(?:like|similar|movies?|films?|book|based on|wie|ähnlich|filme?)\b", re.IGNORECASE)
FILM = re.compile(r"\b(?:movies?|films?|filme?|oscar|box office)\b", re.IGNORECASE)
NO_FILMS = "Films I do not know. I know series, and what is on television."
NO_TASTE = "I cannot tell you what to watch by taste. I can tell you what is on tonight."


class Options(BaseModel):
    """TVmaze: series, their next episodes and what is on, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://api.tvmaze.com", description="Where the guide is asked.")
    country: str = Field(
        "", pattern=r"^(?:[A-Z]{2})?$", description="Whose television: two letters (US, GB). Empty: that of home."
    )
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call; a question takes one or two.")
    most: int = Field(4, ge=1, le=10, description="Most programmes of one answer.")
    horizon_days: int = Field(14, ge=0, le=60, description="How many days ahead the guide is asked for.")


@providers.register(
    "tvmaze",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("where", "show", "recommend"),
    uses_text=True,
    network=True,
)
async def tvmaze(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    guide = Service(reach.http, options.base_url, options.timeout, "The television guide")
    topic, title = topic_of(lookup), title_of(lookup)
    if lookup.ask == "recommend":
        return await recommended(lookup, options, guide, title)
    if title:
        return await of_show(topic, title, lookup, guide)
    if topic == "trending":
        raise ProviderError("I do not know what is popular right now. I can tell you what is on and when.", "missing")
    if lookup.ask == "show":
        raise ProviderError(NO_FILMS if FILM.search(lookup.text) else "Which series do you mean?", "missing")
    return await on_air(lookup, options, guide)


async def of_show(topic: str, title: str, lookup: Lookup, guide: Service) -> Evidence:
    show = await find(title, guide)
    topic = topic if topic in ANSWERS else "about"
    embedded = "&".join(f"embed[]={name}" for name in EMBEDDED.get(topic, ()))
    body = mapping(await guide.ask(f"/shows/{show.number}?{embedded}")) if embedded else {}
    about = Asked(lookup, show, body)
    answer, values = ANSWERS[topic](about)
    upcoming = episode_of(mapping(mapping(body.get("_embedded")).get("nextepisode"))).airs
    facts = (*facts_of(show, lookup), *known(lookup, next_airs=upcoming, cast=values.get("cast")))
    return Evidence(facts, (), answer, {"title": about.title, **values}, lookup.now, SOURCE, show.url)


async def on_air(lookup: Lookup, options: Options, guide: Service) -> Evidence:
    """What is on; of one channel where one is named."""
    span = asked(lookup, options.horizon_days)
    slots = await schedule.programme(lookup, span, options.country, guide)
    channel = lookup.slots.get("outlet") or lookup.slots.get("service") or schedule.named(slots, lookup.text)
    slots = schedule.on_channel(slots, channel) if channel else slots
    if genre := lookup.slots.get("genre", ""):
        slots = schedule.of_genre(slots, genre)
    if not slots:
        wanted = (
            f"lists no {genre} then"
            if genre
            else f"lists nothing on {channel} then"
            if channel
            else "lists nothing then"
        )
        raise ProviderError(f"The guide {wanted}.", "missing")
    return programme("schedule", span.said, schedule.best(slots, options.most), lookup, channel)


async def recommended(lookup: Lookup, options: Options, guide: Service, title: str) -> Evidence:
    """The best rated of what is on; what somebody likes is not known here."""
    if title or BY_TASTE.search(lookup.text):
        raise ProviderError(NO_TASTE, "missing")
    span = asked(lookup, options.horizon_days)
    slots = await schedule.programme(lookup, span, options.country, guide)
    genre = lookup.slots.get("genre", "")
    rated = [slot for slot in (schedule.of_genre(slots, genre) if genre else slots) if slot.show.rating]
    if not rated:
        raise ProviderError(f"The guide lists no {genre} then." if genre else NO_TASTE, "missing")
    return programme("recommend", span.said, schedule.best(rated, 2, lambda show: show.rating or 0.0), lookup)


def programme(answer: str, said: str, slots: list[schedule.Slot], lookup: Lookup, channel: str = "") -> Evidence:
    facts = [
        Fact(
            slot.show.title,
            clock(slot.start, lookup),
            valid_from=slot.start,
            valid_to=slot.end,
            as_of=lookup.now,
            source=SOURCE,
        )
        for slot in slots
    ]
    network = slots[0].show.channel if channel else ""
    values = {"day": said, "channel": network, "programme": schedule.told(slots, lookup, channel)}
    soon = 300.0 if "now" in lookup.text.casefold() or lookup.days is None else None
    return Evidence(
        tuple(facts), (), answer, values, lookup.now, SOURCE, "https://www.tvmaze.com/schedule", fresh_for=soon
    )


def facts_of(show: Show, lookup: Lookup) -> tuple[Fact, ...]:
    minutes = Fact("runtime", show.minutes, "min", as_of=lookup.now, source=SOURCE) if show.minutes else None
    plain = known(
        lookup,
        title=show.title,
        kind=show.kind,
        year=int(show.year) if show.year else None,
        network=show.channel,
        status=show.status,
        rating=show.rating,
    )
    return (*plain, *([minutes] if minutes else ()))


def known(lookup: Lookup, **values: Value | None) -> tuple[Fact, ...]:
    """The facts that have a value."""
    return tuple(
        Fact(name, value, as_of=lookup.now, source=SOURCE) for name, value in values.items() if value not in ("", None)
    )
