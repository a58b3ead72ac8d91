"""Pages of a MediaWiki with the TextExtracts extension (https://www.mediawiki.org/wiki/Extension:TextExtracts)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ragdomains.bodies import Body, Service, mapping, mappings, number, within, words
from ragdomains.questions import Name, without_brackets
from ragdomains.types import ProviderError

SMALL = re.compile(r"(?:of|the|and|in|on|for|to|a|an|at|by|from|von|der|die|das|und|im|am|zu)")
ASKED: Mapping[str, str | int] = {
    "action": "query",
    "format": "json",
    "formatversion": 2,
    "redirects": 1,
    "prop": "extracts|pageprops|description|info",
    "exintro": 1,
    "explaintext": 1,
    "exlimit": "max",
    "ppprop": "disambiguation",
    "inprop": "url",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its introduction. `section` is where a redirect led into the middle of it."""

    title: str
    text: str
    url: str = ""
    ambiguous: bool = False
    section: str = ""


async def titled(wiki: Service, names: Sequence[Name]) -> dict[str, Page]:
    """The pages of these names, by the name, as the wiki's own redirects lead; raises ProviderError (broken)."""
    said = {variant: name.text for name in names for variant in variants(name.text)}
    body = await query(wiki, {"titles": "|".join(said)})
    pages = {words(page, "title"): page for page in mappings(body.get("pages"))}
    steps = {words(step, "from"): step for key in ("redirects", "normalized") for step in mappings(body.get(key))}
    found: dict[str, Page] = {}
    for variant, name in said.items():
        title, section = followed(variant, steps)
        page = page_of(pages.get(title, {}), section)
        if page and name not in found:
            found[name] = page
    return found


async def searched(wiki: Service, text: str, limit: int) -> list[Page]:
    """The pages that the wiki's own search finds, best first; raises ProviderError (broken)."""
    body = await query(wiki, {"generator": "search", "gsrsearch": text, "gsrlimit": limit, "gsrnamespace": 0})
    ranked = sorted(mappings(body.get("pages")), key=lambda page: number(page, "index") or 0)
    return [page for each in ranked if (page := page_of(each))]


async def query(wiki: Service, params: Mapping[str, str | int]) -> Body:
    """The part `query` of the answer; the wiki leaves it out where nothing was found."""
    body = await wiki.ask("/w/api.php", {**ASKED, **params})
    answered = mapping(body)
    if "error" in answered or not ({"query", "batchcomplete"} & answered.keys()):
        raise wiki.senseless()
    return mapping(answered.get("query"))


def page_of(page: Body, section: str = "") -> Page | None:
    title, text = words(page, "title"), words(page, "extract")
    ambiguous = within(page, "pageprops", "disambiguation") is not None
    if not title or page.get("missing") or not (text or ambiguous):
        return None
    return Page(title, text, words(page, "fullurl"), ambiguous, section)


def followed(title: str, steps: Mapping[str, Body]) -> tuple[str, str]:
    """Where a title leads, and to which section of it."""
    section = ""
    for _ in range(4):
        step = steps.get(title)
        if step is None or not words(step, "to"):
            break
        title, section = words(step, "to"), words(step, "tofragment")
    return title, section


MOST_WORDS = 5  # of a name that is said again
# half a question holds them, a name does not
NO_NAME = frozenset(
    "i you we me us my your our it he she they them here there ich du wir mich mein dein es hier".split()  # noqa: SIM905
)


def variants(name: str) -> list[str]:
    """How a wiki may write a name that was only heard: a title is case-sensitive behind its first letter."""
    name = name.replace("|", " ").replace("#", " ")[:120]
    capital = " ".join(
        word if place and SMALL.fullmatch(word) else word[:1].upper() + word[1:]
        for place, word in enumerate(name.split())
    )
    thing, the, kind = name.partition(" the ")
    told = [f"{thing[:1].upper()}{thing[1:]} ({kind})"] if the and thing and kind else []
    return list(dict.fromkeys([*told, name, capital]))


def choices(name: str, pages: Sequence[Page], most: int = 3) -> list[str]:
    """What else a name may mean: "Mercury (planet)" is Mercury the planet."""
    base = without_brackets(name).casefold()
    titles = [page.title for page in pages if not page.ambiguous and without_brackets(page.title).casefold() == base]
    return [title for title in titles if title.casefold() != base][:most]


def nothing(name: str) -> ProviderError:
    """What is no name, such as half a question, is not said again."""
    words = name.casefold().split()
    if len(words) > MOST_WORDS or NO_NAME & set(words):
        return ProviderError("I found nothing about that.", "missing")
    return ProviderError(f"I found nothing about {name[:80]}.", "missing")
