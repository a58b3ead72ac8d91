"""Episodes of TVmaze: when one is on, and which it is."""

from dataclasses import dataclass
from datetime import date, datetime

from ragdomains.bodies import Body, moment, number, words
from ragdomains.prose import plain
from ragdomains.providers.tvmaze.shows import day_of


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode. `airs` has a time only where the guide knows it; streaming services name the day alone."""

    title: str
    airs: datetime | date | None
    season: int | None = None
    number: int | None = None
    minutes: float = 0.0
    day: date | None = None  # of its own country


def episode_of(body: Body) -> Episode:
    stamp = moment(body.get("airstamp"))
    timed = bool(words(body, "airtime")) and stamp is not None and stamp.tzinfo is not None
    season, place = number(body, "season"), number(body, "number")
    return Episode(
        plain(words(body, "name")),
        stamp if timed else day_of(body, "airdate"),
        int(season) if season is not None and 0 < season < 1000 else None,  # a daily show's season is its year
        int(place) if place is not None and 0 < place < 10_000 else None,
        number(body, "runtime") or 0.0,
        day_of(body, "airdate"),
    )
