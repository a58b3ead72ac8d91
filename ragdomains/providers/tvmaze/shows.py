"""Series of TVmaze (https://www.tvmaze.com/api): found by their name, read without trusting their shape."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher

from ragdomains.bodies import Body, Service, mapping, mappings, moment, number, within, words
from ragdomains.prose import first, plain, spoken
from ragdomains.questions import fold
from ragdomains.types import ProviderError

LIKE = 0.85  # a name as like as this is the one that was heard
NEAR = 0.5  # and one as like as this is offered
RIVAL = 15.0  # points of TVmaze's weight (0 to 100) within which two series of one name are told apart by their year


@dataclass(frozen=True, slots=True)
class Show:
    """A series. `channel` is where it runs, `web` whether that is a streaming service; `minutes` is one episode's."""

    number: int
    title: str
    kind: str = ""
    genres: tuple[str, ...] = ()
    status: str = ""
    premiered: date | None = None
    ended: date | None = None
    channel: str = ""
    web: bool = False
    country: str = ""
    minutes: int | None = None
    rating: float | None = None
    weight: float = 0.0
    summary: str = ""
    url: str = ""
    told_apart: bool = False

    @property
    def year(self) -> str:
        return str(self.premiered.year) if self.premiered else ""


def show_of(body: Body) -> Show | None:
    key, title = number(body, "id"), plain(words(body, "name"))
    if key is None or not title:
        return None
    web, network = mapping(body.get("webChannel")), mapping(body.get("network"))
    minutes = number(body, "averageRuntime") or number(body, "runtime")
    genres = body.get("genres")
    return Show(
        number=int(key),
        title=title,
        kind=words(body, "type"),
        genres=tuple(each.lower() for each in genres if isinstance(each, str)) if isinstance(genres, list) else (),
        status=words(body, "status"),
        premiered=day_of(body, "premiered"),
        ended=day_of(body, "ended"),
        channel=plain(words(network, "name") or words(web, "name")),
        web=not words(network, "name"),
        country=words(mapping(within(network or web, "country")), "code"),
        minutes=round(minutes) if minutes and 0 < minutes < 1000 else None,
        rating=number(mapping(body.get("rating")), "average"),
        weight=number(body, "weight") or 0.0,
        summary=first(spoken(words(body, "summary")), most=1),
        url=words(body, "url"),
    )


def day_of(body: Body, key: str) -> date | None:
    found = moment(body.get(key))
    return found.date() if isinstance(found, datetime) else None


async def find(title: str, guide: Service) -> Show:
    """The series of this name; raises ProviderError: missing for an unknown one, with the nearest."""
    body = await guide.ask("/search/shows", {"q": title})
    if not isinstance(body, list):
        raise guide.senseless()
    found = [show for each in mappings(body) if (show := show_of(mapping(each.get("show"))))]
    if body and not found:
        raise guide.senseless()
    named = [show for show in found if same(title, show.title)]
    if not named:
        raise unknown(title, found)
    named.sort(key=lambda show: (fold(show.title) == fold(title), show.weight), reverse=True)
    best = named[0]
    rivals = [show for show in named[1:] if fold(show.title) == fold(best.title) and show.weight + RIVAL >= best.weight]
    return told_apart(best) if rivals else best


def told_apart(show: Show) -> Show:
    return replace(show, told_apart=True)


def same(title: str, name: str) -> bool:
    """Whether it is the name that was heard, with "the" or without, or nearly."""
    return alike(title, name) >= LIKE


def alike(title: str, name: str) -> float:
    return SequenceMatcher(None, fold(title), fold(name)).ratio()


def unknown(title: str, found: list[Show]) -> ProviderError:
    nearest = max(found, key=lambda show: alike(title, show.title), default=None)
    if nearest and alike(title, nearest.title) >= NEAR:
        return ProviderError(f"I know no series called {title}. Did you mean {nearest.title}?", "missing")
    return ProviderError(f"I know no series called {title}, and films I do not know at all.", "missing")
