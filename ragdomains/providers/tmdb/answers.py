"""What is said of one film or series."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ragdomains.bodies import Body, mapping, mappings, number, within, words
from ragdomains.prose import first, spoken
from ragdomains.providers.tmdb.words import listed, put
from ragdomains.providers.tmdb.works import Work, day_of, names_of, services
from ragdomains.questions import fold
from ragdomains.sentences import digits, spoken_day
from ragdomains.types import Lookup, ProviderError

MOST = 4  # names of one answer
VOTES = 10  # fewer say nothing
Values = dict[str, str]
Said = tuple[str, Values]


@dataclass(frozen=True, slots=True)
class Asked:
    """The work asked about, with all that the database says of it, and whose services are meant."""

    lookup: Lookup
    work: Work
    body: Body
    country: str

    def day(self, when: date) -> str:
        return spoken_day(when, self.lookup.now.date(), self.lookup.language)

    def unsaid(self) -> ProviderError:
        return ProviderError(f"I do not know that of {self.work.title}.", "missing")


def released(asked: Asked) -> date | None:
    return day_of(asked.body, "release_date", "first_air_date")


def rating_of(asked: Asked) -> float | None:
    """Of ten; None where hardly anybody has voted, or 0 stands for nobody."""
    return number(asked.body, "vote_average") if (number(asked.body, "vote_count") or 0) >= VOTES else None


def minutes_of(asked: Asked) -> int | None:
    """A film's, or an episode's; 0 stands for unknown."""
    episodes = within(asked.body, "episode_run_time", 0)
    minutes = number(asked.body, "runtime") or (float(episodes) if isinstance(episodes, int) else None)
    return round(minutes) if minutes and 0 < minutes < 2000 else None


def about(asked: Asked) -> Said:
    language, day, rating = asked.lookup.language, released(asked), rating_of(asked)
    return "about", {
        "sort": put("a film" if asked.work.kind == "movie" else "a series", language),
        "since": str(day.year) if day else "",
        "summary": first(spoken(words(asked.body, "overview"), language), most=1, language=language),
        "rating": digits(rating, 1, language) if rating else "",
    }


def where(asked: Asked) -> Said:
    if not asked.country:
        raise ProviderError("In which country do you watch? Set it in the options of the domain.", "setup")
    by_kind, language = services(asked.body, asked.country), asked.lookup.language
    streamed = list(dict.fromkeys([*by_kind["flatrate"], *by_kind["free"], *by_kind["ads"]]))
    wanted = asked.lookup.slots.get("service") or asked.lookup.slots.get("outlet", "")
    if wanted:
        has = any(fold(wanted) in fold(name) or fold(name) in fold(wanted) for name in streamed)
        others = "" if has else listed(streamed[:MOST], language)
        return ("on_it" if has else "not_on_it"), {"asked": wanted, "providers": others}
    if streamed:
        return "stream", {"providers": listed(streamed[:MOST], language)}
    lent = list(dict.fromkeys([*by_kind["rent"], *by_kind["buy"]]))
    return ("rent", {"providers": listed(lent[:MOST], language)}) if lent else ("nowhere", {})


def following(asked: Asked) -> Said:
    if asked.work.kind == "movie":
        return premiere(asked)
    episode = mapping(asked.body.get("next_episode_to_air"))
    day = day_of(episode, "air_date")
    if day is None:
        return standing(asked, "no_next")
    season, place = number(episode, "season_number"), number(episode, "episode_number")
    language = asked.lookup.language
    told = put("season {}, episode {}", language, f"{season:.0f}", f"{place:.0f}") if season and place else ""
    return "next", {"number": told, "when": asked.day(day)}


def standing(asked: Asked, running: str = "running") -> Said:
    last = day_of(mapping(asked.body.get("last_episode_to_air")), "air_date") or day_of(asked.body, "last_air_date")
    over = words(asked.body, "status") in {"Ended", "Canceled"}
    return ("ended" if over else running), {"last": asked.day(last) if last else ""}


def premiere(asked: Asked) -> Said:
    day = released(asked)
    if day is None:
        raise asked.unsaid()
    return ("to_come" if day > asked.lookup.now.date() else "released"), {"day": asked.day(day)}


def cast(asked: Asked) -> Said:
    names = names_of(within(asked.body, "credits", "cast"))[:MOST]
    if not names:
        raise asked.unsaid()
    return "cast", {"cast": listed(names, asked.lookup.language)}


def director(asked: Asked) -> Said:
    crew = [each for each in mappings(within(asked.body, "credits", "crew")) if words(each, "job") == "Director"]
    names = names_of(crew) or names_of(asked.body.get("created_by"))
    if not names:
        raise asked.unsaid()
    return "director", {"director": listed(names[:MOST], asked.lookup.language)}


def seasons(asked: Asked) -> Said:
    count, episodes = number(asked.body, "number_of_seasons"), number(asked.body, "number_of_episodes")
    if not count:
        raise asked.unsaid()
    language = asked.lookup.language
    said = put("one season", language) if count == 1 else put("{} seasons", language, digits(count, 0, language))
    many = put("{} episodes", language, digits(episodes, 0, language)) if episodes and episodes > 1 else ""
    return "seasons", {"seasons": said, "episodes": many}


def rating(asked: Asked) -> Said:
    found = rating_of(asked)
    if not found:
        raise asked.unsaid()
    return "rating", {"rating": digits(found, 1, asked.lookup.language)}


def runtime(asked: Asked) -> Said:
    if not minutes_of(asked):
        raise asked.unsaid()
    return "runtime", {}  # the fact itself is said, with its unit


ANSWERS: Mapping[str, Callable[[Asked], Said]] = {
    "about": about,
    "where": where,
    "next": following,
    "status": standing,
    "cast": cast,
    "director": director,
    "seasons": seasons,
    "premiere": premiere,
    "rating": rating,
    "runtime": runtime,
}
