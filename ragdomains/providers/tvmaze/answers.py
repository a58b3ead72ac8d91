"""What is said of one series: where it runs, when it goes on, who is in it, what it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ragdomains.bodies import Body, mapping, mappings, number, within, words
from ragdomains.languages import base
from ragdomains.prose import plain
from ragdomains.providers.tvmaze.episodes import Episode, episode_of
from ragdomains.providers.tvmaze.shows import Show
from ragdomains.providers.tvmaze.times import day, day_and_time
from ragdomains.providers.tvmaze.words import listed, put
from ragdomains.questions import fold
from ragdomains.sentences import digits
from ragdomains.types import Lookup, ProviderError

# what each question needs beside the series itself (https://www.tvmaze.com/api#embedding)
EMBEDDED: Mapping[str, tuple[str, ...]] = {
    "next": ("nextepisode", "previousepisode"),
    "status": ("previousepisode",),
    "cast": ("cast",),
    "seasons": ("seasons",),
}
KINDS = {
    "Animation": "an animated series", "Documentary": "a documentary series", "Reality": "a reality show",
    "Talk Show": "a talk show", "Game Show": "a game show", "Panel Show": "a panel show", "News": "a news programme",
    "Sports": "a sports programme", "Variety": "a variety show", "Award Show": "an award show",
}  # fmt: skip
ENGLISH_ONLY = "Its story I only have in English."
MOST_CAST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """The series asked about, as it was found, and what came with it."""

    lookup: Lookup
    show: Show
    body: Body

    @property
    def title(self) -> str:
        show = self.show
        return (
            put("{} from {}", self.lookup.language, show.title, show.year)
            if show.told_apart and show.year
            else show.title
        )


Values = dict[str, str]
Said = tuple[str, Values]


def about(asked: Asked) -> Said:
    show, language = asked.show, asked.lookup.language
    sort = put(KINDS.get(show.kind, "a series"), language)
    summary = show.summary if base(language) == "en" else put(ENGLISH_ONLY, language) if show.summary else ""
    rating = digits(show.rating, 1, language) if show.rating else ""
    year = "" if show.told_apart else show.year
    return "about", {"sort": sort, "since": year, "network": show.channel, "summary": summary, "rating": rating}


def where(asked: Asked) -> Said:
    show, lookup = asked.show, asked.lookup
    if not show.channel:
        raise ProviderError(f"I do not know where {show.title} runs.", "missing")
    wanted = lookup.slots.get("service") or lookup.slots.get("outlet", "")
    if wanted and (fold(wanted) in fold(show.channel) or fold(show.channel) in fold(wanted)):
        return "on_it", {"network": show.channel}
    if wanted:
        return "elsewhere", {"network": show.channel, "asked": wanted}
    return ("stream" if show.web else "channel"), {"network": show.channel}


def following(asked: Asked) -> Said:
    embedded = mapping(asked.body.get("_embedded"))
    coming = episode_of(mapping(embedded.get("nextepisode")))
    if coming.airs is None:
        return standing(asked, "no_next")
    return "next", {
        "number": numbered(coming, asked.lookup.language),
        "when": day_and_time(coming.airs, asked.lookup),
        "network": asked.show.channel,
    }


def numbered(episode: Episode, language: str) -> str:
    if episode.season is None or episode.number is None:
        return ""
    return put("season {}, episode {}", language, str(episode.season), str(episode.number))


def standing(asked: Asked, running: str = "running") -> Said:
    """Whether it goes on; `running` names the answer for one that does."""
    last = episode_of(mapping(within(asked.body, "_embedded", "previousepisode"))).day or asked.show.ended
    said = day(last, asked.lookup) if last else ""
    answer = {"Ended": "ended", "To Be Determined": "undecided", "In Development": "to_come"}.get(
        asked.show.status, running
    )
    return answer, {"last": said, "network": asked.show.channel}


def cast(asked: Asked) -> Said:
    people = [words(mapping(each.get("person")), "name") for each in mappings(within(asked.body, "_embedded", "cast"))]
    names = list(dict.fromkeys(plain(name) for name in people if name))[:MOST_CAST]
    if not names:
        raise ProviderError(f"I do not know who plays in {asked.show.title}.", "missing")
    return "cast", {"cast": listed(names, asked.lookup.language)}


def seasons(asked: Asked) -> Said:
    found = mappings(within(asked.body, "_embedded", "seasons"))
    begun = [
        each
        for each in found
        if words(each, "premiereDate") and words(each, "premiereDate") <= asked.lookup.now.date().isoformat()
    ]
    if not begun:
        raise unsaid(asked)
    language = asked.lookup.language
    counts = [number(each, "episodeOrder") for each in begun]
    total = sum(count for count in counts if count)
    episodes = put("{} episodes", language, digits(total, 0, language)) if all(counts) and total > 1 else ""
    said = put("one season", language) if len(begun) == 1 else put("{} seasons", language, str(len(begun)))
    return "seasons", {"seasons": said, "episodes": episodes}


def premiere(asked: Asked) -> Said:
    if not asked.show.premiered:
        raise unsaid(asked)
    return "premiere", {"premiered": day(asked.show.premiered, asked.lookup), "network": asked.show.channel}


def rating(asked: Asked) -> Said:
    if not asked.show.rating:
        raise unsaid(asked)
    return "rating", {"rating": digits(asked.show.rating, 1, asked.lookup.language)}


def runtime(asked: Asked) -> Said:
    if not asked.show.minutes:
        raise unsaid(asked)
    return "runtime", {}  # the fact itself is said, with its unit


def unsaid(asked: Asked) -> ProviderError:
    return ProviderError(f"I do not know that of {asked.show.title}.", "missing")


ANSWERS: Mapping[str, Callable[[Asked], Said]] = {
    "about": about,
    "where": where,
    "next": following,
    "status": standing,
    "cast": cast,
    "seasons": seasons,
    "premiere": premiere,
    "rating": rating,
    "runtime": runtime,
}
