"""Films and series of The Movie Database (https://developer.themoviedb.org/reference), found by their name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from ragdomains.bodies import Body, Service, mapping, mappings, moment, number, within, words
from ragdomains.prose import plain
from ragdomains.questions import fold
from ragdomains.types import Lookup, ProviderError

LIKE, NEAR = 0.85, 0.5  # a name as like as this is the one that was heard; and one as like as this is offered
V3_KEY = re.compile(r"[0-9a-f]{32}")
FILM = re.compile(r"\b(?:movies?|films?|filme?)\b", re.IGNORECASE)
SERIES = re.compile(r"\b(?:shows?|series|episodes?|seasons?|serien?|folgen?|staffeln?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Database:
    """The service, with its key: an old one of 32 digits goes into the address, a token into the header."""

    service: Service
    secret: str
    language: str

    async def ask(self, path: str, **params: str | int) -> Body:
        """Raises ProviderError (broken) for what is no object."""
        old = {"api_key": self.secret} if V3_KEY.fullmatch(self.secret) else {}
        headers = {} if old else {"Authorization": f"Bearer {self.secret}"}
        body = await self.service.ask(f"/3{path}", {**params, **old, "language": self.language}, headers)
        if not isinstance(body, Mapping):
            raise self.service.senseless()
        return body


@dataclass(frozen=True, slots=True)
class Work:
    """A film or a series as the search lists it. `kind` is movie or tv."""

    number: int
    kind: str
    title: str
    popularity: float = 0.0
    original: str = ""


def work_of(body: Body, kind: str = "") -> Work | None:
    kind = words(body, "media_type") or kind
    key, title = number(body, "id"), plain(words(body, "title") or words(body, "name"))
    if kind not in {"movie", "tv"} or key is None or not title:
        return None
    original = plain(words(body, "original_title") or words(body, "original_name"))
    return Work(int(key), kind, title, number(body, "popularity") or 0.0, original)


def listed_in(body: Body, kind: str = "") -> list[Work]:
    return [work for each in mappings(body.get("results")) if (work := work_of(each, kind))]


async def find(title: str, lookup: Lookup, database: Database) -> Work:
    """The work of this name, of the kind that is said; raises ProviderError: missing for an unknown one."""
    body = await database.ask("/search/multi", query=title, include_adult="false")
    if not isinstance(body.get("results"), list):
        raise database.service.senseless()
    found = listed_in(body)
    named = [work for work in found if max(alike(title, work.title), alike(title, work.original)) >= LIKE]
    kind = "movie" if FILM.search(lookup.text) else "tv" if SERIES.search(lookup.text) else ""
    named = [work for work in named if work.kind == kind] or named
    if not named:
        raise unknown(title, found)
    return max(named, key=lambda work: (fold(title) in {fold(work.title), fold(work.original)}, work.popularity))


def unknown(title: str, found: list[Work]) -> ProviderError:
    nearest = max(found, key=lambda work: alike(title, work.title), default=None)
    if nearest and alike(title, nearest.title) >= NEAR:
        return ProviderError(f"I know no film or series called {title}. Did you mean {nearest.title}?", "missing")
    return ProviderError(f"I know no film or series called {title}.", "missing")


def alike(title: str, name: str) -> float:
    return SequenceMatcher(None, fold(title), fold(name)).ratio()


def day_of(body: Body, *keys: str) -> date | None:
    """The first of these days that is said; "" stands for one that is not known."""
    for key in keys:
        if isinstance(found := moment(body.get(key)), datetime):
            return found.date()
    return None


def names_of(value: object, key: str = "name") -> list[str]:
    return list(dict.fromkeys(name for each in mappings(value) if (name := plain(words(each, key)))))


def services(body: Body, country: str) -> Mapping[str, list[str]]:
    """Who has it in a country, by how: flatrate (a subscription), free, ads, rent, buy."""
    here = mapping(within(body, "watch/providers", "results", country))
    return {how: names_of(here.get(how), "provider_name") for how in ("flatrate", "free", "ads", "rent", "buy")}
