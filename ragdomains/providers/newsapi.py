"""News from NewsAPI (https://newsapi.org/docs), with a key."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Body, Service, mapping, mappings, moment, words
from ragdomains.headlines import GERMAN, TEMPLATES, Item, chosen, evidence, same_outlet
from ragdomains.languages import base
from ragdomains.news_wish import Wish, wish_of
from ragdomains.plain_text import plain_text
from ragdomains.providers import Reach, providers
from ragdomains.stems import WORD, terms
from ragdomains.types import Evidence, Lookup, ProviderError

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
TITLE, SUMMARY, NAME = 200, 400, 40  # characters at most
REMOVED = "[Removed]"  # what stands in the place of an article that was taken back
NEEDS_KEY = "NewsAPI needs a key. Add a credential to the domain in the admin."
# the identifiers that NewsAPI gives to outlets, where they are not the name with hyphens
OUTLETS = {
    "BBC": "bbc-news", "The Guardian": "", "ABC News": "abc-news", "CNN": "cnn", "Fox News": "fox-news",
    "NPR": "", "The Times": "", "The New York Times": "", "Al Jazeera": "al-jazeera-english",
    "Der Spiegel": "spiegel-online", "Die Zeit": "die-zeit", "Associated Press": "associated-press",
}  # fmt: skip
REPLIES = {
    NEEDS_KEY: "NewsAPI braucht einen Schlüssel. Hinterlege ihn in der Verwaltung bei der Domäne.",
    "I only know the news up to now.": "Ich kenne nur die Nachrichten bis jetzt.",
    "NewsAPI gave an answer that makes no sense.": "NewsAPI hat eine Antwort gegeben, die keinen Sinn ergibt.",
}
Params = dict[str, str | int | float]


class Options(BaseModel):
    """NewsAPI: headlines and news on a topic, with a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://newsapi.org/v2", description="Where the news is asked.")
    country: str = Field("us", pattern=r"^[a-z]{2}$", description="Whose headlines: us, gb, de ...")
    headlines: int = Field(4, ge=1, le=10, description="How many headlines are told at most.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")


@providers.register(
    "newsapi",
    Options,
    templates=TEMPLATES,
    translations={"de": GERMAN},
    replies={"de": REPLIES},
    asks=("headlines", "topic"),
    uses_text=True,  # a topic is often known by nothing but the words around it
    network=True,
    needs_key=True,
)
async def newsapi(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if not reach.secret:
        raise ProviderError(NEEDS_KEY, "setup")
    wish = wish_of(lookup)
    service = Service(reach.http, options.base_url, options.timeout, "NewsAPI")
    path, params = wanted(wish, lookup, options)
    body = mapping(await service.ask(path, params, {"X-Api-Key": reach.secret}))
    if words(body, "status") != "ok" or not isinstance(body.get("articles"), list):
        raise service.senseless()
    items = [item for article in mappings(body["articles"]) if (item := item_of(article)).title]
    if wish.outlet:  # one that NewsAPI does not know by this name is no filter there
        items = [item for item in items if same_outlet(wish.outlet, item.outlet)]
    return evidence(chosen(items, wish, options.headlines), wish, lookup)


def wanted(wish: Wish, lookup: Lookup, options: Options) -> tuple[str, Params]:
    """Headlines of the country or the outlet; what is about something, or of other days, is searched."""
    params: Params = {"pageSize": 40}
    source = OUTLETS.get(wish.outlet, "-".join(WORD.findall(wish.outlet.casefold()))) if wish.outlet else ""
    if not wish.words and wish.since is None:
        return "/top-headlines", params | ({"sources": source} if source else {"country": options.country})
    params |= {"sortBy": "publishedAt", "language": base(lookup.language)}
    if wish.words:
        params["q"] = searched(wish, lookup)
    if source:
        params["sources"] = source
    elif not wish.words:
        return "/top-headlines", {"pageSize": 40, "country": options.country}
    if wish.since is not None:
        params |= {"from": wish.since.start.isoformat(), "to": wish.since.end.isoformat()}
    return "/everything", params


def searched(wish: Wish, lookup: Lookup) -> str:
    """The topic as it was put, else the words of the question that name it; 500 characters are allowed."""
    if wish.said:
        return wish.said[:200]
    return " ".join(word for word in WORD.findall(lookup.text) if set(terms(word)) & wish.words)[:200]


def item_of(article: Body) -> Item:
    """A title ends in its outlet's name, which is told anyway."""
    outlet = plain_text(words(mapping(article.get("source")), "name"), NAME) or "?"
    title = plain_text(words(article, "title"), TITLE)
    head, dash, tail = title.rpartition(" - ")
    title = "" if title == REMOVED else head if dash and tail.casefold() == outlet.casefold() else title
    when = moment(article.get("publishedAt"))
    url = words(article, "url")
    return Item(
        title,
        outlet,
        when if when and when.tzinfo else None,
        plain_text(words(article, "description"), SUMMARY),
        url if url.startswith(("https://", "http://")) else "",
    )
