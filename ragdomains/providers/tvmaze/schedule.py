"""What is on: the guide of a country for a day (https://www.tvmaze.com/api#schedule)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ragdomains.bodies import Service, mapping, mappings, within
from ragdomains.providers.tvmaze.episodes import episode_of
from ragdomains.providers.tvmaze.shows import Show, show_of
from ragdomains.providers.tvmaze.times import Span, clock, here
from ragdomains.providers.tvmaze.words import listed, put
from ragdomains.questions import fold
from ragdomains.types import Lookup, ProviderError
from ragdomains.zones import country_codes

SAME_GENRE = {"science fiction": "science-fiction", "documentary": "documentary", "animation": "animation"}


@dataclass(frozen=True, slots=True)
class Slot:
    """What begins when, in the zone of home."""

    show: Show
    start: datetime
    end: datetime


async def programme(lookup: Lookup, span: Span, country: str, guide: Service) -> list[Slot]:
    """What is on in this span, in order of time; raises ProviderError (setup) where no country is known."""
    code = country or country_codes().get(lookup.spot.zone if lookup.spot else "", "")
    if not code:
        raise ProviderError("In which country do you watch? Set it in the options of the domain.", "setup")
    days = dict.fromkeys(
        (span.start.date(), span.start.date() - timedelta(days=1)) if span.present else (span.start.date(),)
    )
    slots: list[Slot] = []
    for day in days:
        body = await guide.ask("/schedule", {"country": code, "date": day.isoformat()})
        if not isinstance(body, list):
            raise guide.senseless()
        slots += [slot for each in mappings(body) if (slot := slot_of(each, lookup))]
    kept = [slot for slot in slots if fits(slot, span)]
    return sorted(kept, key=lambda slot: slot.start)


def slot_of(body: object, lookup: Lookup) -> Slot | None:
    each = mapping(body)
    show = show_of(mapping(each.get("show")) or mapping(within(each, "_embedded", "show")))
    episode = episode_of(each)
    if show is None or not isinstance(episode.airs, datetime):
        return None
    start = episode.airs.astimezone(here(lookup).tzinfo)
    return Slot(show, start, start + timedelta(minutes=min(episode.minutes or show.minutes or 30, 600)))


def fits(slot: Slot, span: Span) -> bool:
    if span.present:
        return slot.start <= span.start < slot.end
    return span.start <= slot.start < span.end


def named(slots: list[Slot], text: str) -> str:
    """The channel of the guide that stands in the question; "" for none."""
    said = f" {fold(text)} "
    channels = {slot.show.channel for slot in slots if fold(slot.show.channel)}
    return max((channel for channel in channels if f" {fold(channel)} " in said), key=len, default="")


def on_channel(slots: list[Slot], channel: str) -> list[Slot]:
    return [slot for slot in slots if fold(channel) == fold(slot.show.channel)]


def of_genre(slots: list[Slot], genre: str) -> list[Slot]:
    wanted = SAME_GENRE.get(genre, genre)
    return [slot for slot in slots if wanted in slot.show.genres or wanted == slot.show.kind.lower()]


def best(slots: list[Slot], most: int, worth: Callable[[Show], float] = lambda show: show.weight) -> list[Slot]:
    """Those that are worth most, by default the best known ones; each series once, in order of time."""
    once = {slot.show.number: slot for slot in reversed(slots)}.values()
    chosen = sorted(once, key=lambda slot: worth(slot.show), reverse=True)[:most]
    return sorted(chosen, key=lambda slot: slot.start)


def told(slots: list[Slot], lookup: Lookup, channel: str = "") -> str:
    """ "Taskmaster at 21:00 on Channel 4 and Bake Off at 20:00 on BBC One"."""
    return listed([line(slot, lookup, channel) for slot in slots], lookup.language)


def line(slot: Slot, lookup: Lookup, channel: str) -> str:
    time, show = clock(slot.start, lookup), slot.show
    if channel or not show.channel:
        return put("{} at {}", lookup.language, show.title, time)
    return put("{} at {} on {}", lookup.language, show.title, time, show.channel)
