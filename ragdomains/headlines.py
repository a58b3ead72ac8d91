"""Headlines, wherever they come from: which of them a question is about, and how they are said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ragdomains.languages import base
from ragdomains.news_wish import Wish
from ragdomains.spans import clock, zone_for
from ragdomains.stems import terms
from ragdomains.types import Evidence, Fact, Lookup

TEMPLATES = {
    "news": {
        "short": "Here is the news[ from {outlet}][ about {topic}][ {since}] as of {clock}. {list}",
        "long": "News[ from {outlet}][ about {topic}][ {since}]: {details}",
    },
    "found": {"short": "Here is what I found in the news as of {clock}. {list}", "long": "In the news: {details}"},
    "no_news": {"short": "There is no news[ from {outlet}][ about {topic}][ {since}] as of {clock}."},
    "not_found": {"short": "I found nothing about that in the news as of {clock}."},
}
GERMAN = {
    "news": {
        "short": "Die Nachrichten[ von {outlet}][ zum Thema {topic}][ {since}], Stand {clock}. {list}",
        "long": "Nachrichten[ von {outlet}][ zum Thema {topic}][ {since}]: {details}",
    },
    "found": {"short": "Das habe ich in den Nachrichten gefunden, Stand {clock}. {list}",
              "long": "In den Nachrichten: {details}"},
    "no_news": {"short": "Es gibt keine Nachrichten[ von {outlet}][ zum Thema {topic}][ {since}], Stand {clock}."},
    "not_found": {"short": "Dazu habe ich in den Nachrichten nichts gefunden, Stand {clock}."},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One headline. `outlet` is who reports it; `tags` are the words it is filed under; `published` is aware."""

    title: str
    outlet: str
    published: datetime | None = None
    summary: str = ""
    url: str = ""
    tags: str = ""


def same_outlet(asked: str, name: str) -> bool:
    """ "BBC" is BBC News, "The Guardian" is "World news | The Guardian"."""
    wanted, known = ({word for word in terms(text) if word != "new"} for text in (asked, name))
    return bool(wanted) and (wanted <= known or (bool(known) and known <= wanted))


def chosen(items: Iterable[Item], wish: Wish, most: int) -> list[Item]:
    """What fits, best first where there is a topic; otherwise each outlet's first story, then its second ..."""
    recent = [item for item in items if fits(item, wish)]
    if wish.words:
        rated = [(relevance(item, wish.words), item) for item in recent]
        best = [pair for pair in rated if pair[0] > 0]
        recent = [item for _, item in sorted(best, key=lambda pair: -pair[0])]
    else:
        recent = in_turn(recent)
    return distinct(recent)[: wish.count or most]


def fits(item: Item, wish: Wish) -> bool:
    if wish.since is None:
        return True
    return item.published is not None and wish.since.start <= item.published < wish.since.end


def relevance(item: Item, words: frozenset[str]) -> float:
    """How much of the topic a headline holds, its title counting twice; 0 where it holds too little of it."""
    title, rest = terms(item.title), terms(f"{item.summary} {item.tags}")
    in_title = {word for word in words if holds(title, word)}
    anywhere = in_title | {word for word in words if holds(rest, word)}
    needed = len(words) if len(words) <= 2 else (len(words) + 1) // 2
    return len(anywhere) + len(in_title) if len(anywhere) >= needed else 0.0


def holds(text: Sequence[str], word: str) -> bool:
    """ "tech" also in "technology"; short words only as they are."""
    return any(each == word or (len(word) >= 4 and each.startswith(word)) for each in text)


def in_turn(items: Sequence[Item]) -> list[Item]:
    """Each outlet's first, then each one's second, and so on."""
    place: dict[str, int] = {}
    ranked = []
    for item in items:
        place[item.outlet] = place.get(item.outlet, 0) + 1
        ranked.append((place[item.outlet], item))
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


def distinct(items: Sequence[Item]) -> list[Item]:
    """Without those that tell the same again: most of the words of one title stand in the other."""
    kept: list[tuple[frozenset[str], Item]] = []
    for item in items:
        words = frozenset(terms(item.title))
        if not any(len(words & before) * 10 >= 6 * max(1, min(len(words), len(before))) for before, _ in kept):
            kept.append((words, item))
    return [item for _, item in kept]


def evidence(items: Sequence[Item], wish: Wish, lookup: Lookup) -> Evidence:
    """The answer: the list, or that there is nothing."""
    outlets = list(dict.fromkeys(item.outlet for item in items))
    values = {"clock": clock(lookup.now.astimezone(zone_for(lookup)), lookup)} | asked(wish, outlets, lookup)
    about = bool(wish.words) and not wish.said
    if not items:
        facts: tuple[Fact, ...] = (Fact("headlines", 0, as_of=lookup.now),)
        return Evidence(facts, (), "not_found" if about else "no_news", values, lookup.now)
    facts = tuple(fact for item in items for fact in facts_of(item, lookup))
    values |= {
        "list": " ".join(told(item, bool(values.get("outlet"))) for item in items),
        "details": " ".join(written(item, lookup) for item in items),
    }
    return Evidence(facts, (), "found" if about else "news", values, lookup.now, ", ".join(outlets), items[0].url)


def asked(wish: Wish, outlets: Sequence[str], lookup: Lookup) -> dict[str, str]:
    """What the sentence repeats of the question."""
    names = {"topic": wish.said, "since": wish.since.said if wish.since else ""}
    if wish.outlet:
        names["outlet"] = outlets[0] if len(outlets) == 1 else wish.outlet
    return names


def told(item: Item, outlet_known: bool) -> str:
    title = ended(item.title)
    return title if outlet_known or not item.outlet else f"{item.outlet}: {title}"


def written(item: Item, lookup: Lookup) -> str:
    times = [put_day(item.published, lookup)] if item.published else []
    return f"{item.title} ({', '.join([item.outlet, *times])})."


def put_day(moment: datetime, lookup: Lookup) -> str:
    """ "13:20", with the day where it was another one."""
    here = moment.astimezone(zone_for(lookup))
    time = clock(here, lookup)
    if here.date() == lookup.now.astimezone(zone_for(lookup)).date():
        return time
    day = f"{here:%d.%m.}" if base(lookup.language) == "de" else f"{here.day} {here:%b}"
    return f"{day} {time}"


def ended(title: str) -> str:
    return title if re.search(r"[.!?…][\"'”’»]?$", title) else f"{title}."


def facts_of(item: Item, lookup: Lookup) -> list[Fact]:
    here = item.published.astimezone(zone_for(lookup)) if item.published else None
    known = (
        ("headline", item.title), ("source", item.outlet), ("published", here), ("summary", item.summary),
        ("url", item.url),
    )  # fmt: skip
    return [
        Fact(name, value, valid_from=here, as_of=lookup.now, source=item.outlet or "?")
        for name, value in known
        if value
    ]
