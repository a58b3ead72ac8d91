"""Films and series, and which services have them, from The Movie Database, with a key."""

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service, mapping
from ragdomains.languages import base
from ragdomains.providers import Reach, providers
from ragdomains.providers.tmdb import german
from ragdomains.providers.tmdb.answers import ANSWERS, Asked, minutes_of, rating_of, released
from ragdomains.providers.tmdb.templates import TEMPLATES
from ragdomains.providers.tmdb.words import listed
from ragdomains.providers.tmdb.works import SERIES, Database, Work, day_of, find, listed_in
from ragdomains.titles import title_of, topic_of
from ragdomains.types import Evidence, Fact, Lookup, ProviderError, Value
from ragdomains.zones import country_codes

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
SOURCE = "TMDB and JustWatch"  # who says which service has what wants to be named
DIRECTED = re.compile(r"\b(?:directed|director|made by|who made|regie|regisseur)", re.IGNORECASE)
NO_KEY = "TMDB needs a key. Add a credential to the domain in the admin."
NO_GUIDE = "I do not know what is on television. I know films and series, and where they can be streamed."
# the database's own numbers (https://developer.themoviedb.org/reference/genre-movie-list): of films, of series
GENRES = {
    "action": (28, 10759), "animation": (16, 16), "comedy": (35, 35), "crime": (80, 80), "documentary": (99, 99),
    "drama": (18, 18), "fantasy": (14, 10765), "horror": (27, 9648), "romance": (10749, 18),
    "science fiction": (878, 10765), "thriller": (53, 9648), "western": (37, 37),
}  # fmt: skip


class Options(BaseModel):
    """The Movie Database: films, series and the services that have them, with a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://api.themoviedb.org", description="Where the database is asked.")
    country: str = Field(
        "", pattern=r"^(?:[A-Z]{2})?$", description="Whose services: two letters (US, GB). Empty: the home's country."
    )
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call; a question takes one or two.")
    most: int = Field(3, ge=1, le=10, description="Most titles of one list.")


@providers.register(
    "tmdb",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("where", "show", "recommend"),
    uses_text=True,
    network=True,
    needs_key=True,
)
async def tmdb(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if not reach.secret:
        raise ProviderError(NO_KEY, "setup")
    service = Service(reach.http, options.base_url, options.timeout, "The film database")
    database = Database(service, reach.secret, base(lookup.language) or "en")
    topic, title = topic_of(lookup), title_of(lookup)
    if lookup.ask == "recommend":
        return await recommended(lookup, options, database, title)
    if topic == "trending":
        return await trending(lookup, options, database)
    if title:
        return await of_work("director" if DIRECTED.search(lookup.text) else topic, title, lookup, options, database)
    raise ProviderError("Which film or series do you mean?" if lookup.ask == "show" else NO_GUIDE, "missing")


async def of_work(topic: str, title: str, lookup: Lookup, options: Options, database: Database) -> Evidence:
    work = await find(title, lookup, database)
    body = await database.ask(f"/{work.kind}/{work.number}", append_to_response="credits,watch/providers")
    country = options.country or country_codes().get(lookup.spot.zone if lookup.spot else "", "")
    asked = Asked(lookup, work, body, country)
    answer, values = ANSWERS.get(topic, ANSWERS["about"])(asked)
    address = f"https://www.themoviedb.org/{work.kind}/{work.number}"
    facts = (*facts_of(asked), *known(lookup, cast=values.get("cast"), providers=values.get("providers")))
    return Evidence(facts, (), answer, {"title": work.title, **values}, lookup.now, SOURCE, address)


async def trending(lookup: Lookup, options: Options, database: Database) -> Evidence:
    kind = "tv" if SERIES.search(lookup.text) else "all"
    return titles(listed_in(await database.ask(f"/trending/{kind}/week"), kind), "trending", lookup, options)


async def recommended(lookup: Lookup, options: Options, database: Database, title: str) -> Evidence:
    """What is like a title, of a genre, or what is popular."""
    kind = "tv" if SERIES.search(lookup.text) else "movie"
    if title:
        work = await find(title, lookup, database)
        body = await database.ask(f"/{work.kind}/{work.number}/recommendations")
        return titles(listed_in(body, work.kind), "recommend", lookup, options)
    if numbers := GENRES.get(lookup.slots.get("genre", "")):
        genre = numbers[kind == "tv"]
        body = await database.ask(f"/discover/{kind}", with_genres=genre, sort_by="popularity.desc")
        return titles(listed_in(body, kind), "recommend", lookup, options)
    return titles(listed_in(await database.ask(f"/trending/{kind}/week"), kind), "recommend", lookup, options)


def titles(works: list[Work], answer: str, lookup: Lookup, options: Options) -> Evidence:
    if not works:
        raise ProviderError("I found nothing that fits.", "missing")
    names = list(dict.fromkeys(work.title for work in works))[: options.most]
    joint = "{} or {}" if answer == "recommend" else "{} and {}"
    facts = tuple(Fact("title", name, as_of=lookup.now, source=SOURCE) for name in names)
    values = {"titles": listed(names, lookup.language, joint)}
    return Evidence(facts, (), answer, values, lookup.now, SOURCE, "https://www.themoviedb.org/")


def facts_of(asked: Asked) -> tuple[Fact, ...]:
    day, minutes, lookup = released(asked), minutes_of(asked), asked.lookup
    timed = (Fact("runtime", minutes, "min", as_of=lookup.now, source=SOURCE),) if minutes else ()
    plain = known(
        lookup,
        title=asked.work.title,
        kind="film" if asked.work.kind == "movie" else "series",
        year=day.year if day else None,
        rating=rating_of(asked),
        next_airs=day_of(mapping(asked.body.get("next_episode_to_air")), "air_date"),
    )
    return (*plain, *timed)


def known(lookup: Lookup, **values: Value | None) -> tuple[Fact, ...]:
    """The facts that have a value."""
    return tuple(
        Fact(name, value, as_of=lookup.now, source=SOURCE) for name, value in values.items() if value not in ("", None)
    )
