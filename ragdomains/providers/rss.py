"""News from RSS and Atom feeds, without a key."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta

import feedparser
from pydantic import BaseModel, ConfigDict, Field

from ragdomains.addresses import Fetched, Limits, Line, addresses, fetch
from ragdomains.feed_fields import link_of, parsed, time_of
from ragdomains.headlines import GERMAN, TEMPLATES, Item, chosen, evidence, same_outlet
from ragdomains.languages import base
from ragdomains.news_wish import Wish, wish_of
from ragdomains.plain_text import plain_text
from ragdomains.providers import Reach, providers
from ragdomains.types import Evidence, Lookup, ProviderError

TITLE, SUMMARY, NAME = 200, 400, 40  # characters at most
DATES = ("published_parsed", "updated_parsed", "created_parsed")
FEEDS = [
    "BBC News https://feeds.bbci.co.uk/news/rss.xml",
    "The Guardian https://www.theguardian.com/international/rss",
    "NPR https://feeds.npr.org/1001/rss.xml",
    "Deutsche Welle https://rss.dw.com/rdf/rss-en-all",
]
REPLIES = {
    "No news feed is set up. Add the address of one to the options of the domain.": (
        "Es ist keine Nachrichtenquelle eingerichtet. Trag die Adresse einer Quelle bei den Optionen der Domäne ein."
    ),
    "I have no feed of {}. I know {}.": "Von {} habe ich keine Nachrichten. Ich kenne {}.",
    "{} needs a key. Add a credential to the domain in the admin.": (
        "{} braucht einen Schlüssel. Hinterlege ihn in der Verwaltung bei der Domäne."
    ),
    "I only know the news up to now.": "Ich kenne nur die Nachrichten bis jetzt.",
    "The news feeds gave an answer that makes no sense.": (
        "Die Nachrichtenquellen haben eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}


class Options(BaseModel):
    """RSS: news from any RSS or Atom feeds, without a key."""

    model_config = ConfigDict(extra="forbid")

    feeds: list[Line] = Field(
        FEEDS,
        max_length=20,
        description="One feed a line: a name, a space, its address. Without a name, the feed's own is used.",
    )
    headlines: int = Field(4, ge=1, le=10, description="How many headlines are told at most.")
    max_age_days: int = Field(4, ge=1, le=365, description="Older headlines are left out, in days.")
    timeout: float = Field(4.0, gt=0, le=60, description="Seconds for one feed; all are asked at once.")
    max_bytes: int = Field(3_000_000, ge=10_000, le=20_000_000, description="The longest feed that is read, in bytes.")


@providers.register(
    "rss",
    Options,
    templates=TEMPLATES,
    translations={"de": GERMAN},
    replies={"de": REPLIES},
    asks=("headlines", "topic"),
    uses_text=True,  # a topic is often known by nothing but the words around it
    network=True,
)
async def rss(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    wish = wish_of(lookup)
    wanted = addresses(options.feeds, reach.secret)
    if not wanted:
        raise ProviderError("No news feed is set up. Add the address of one to the options of the domain.", "setup")
    named = [each for each in wanted if wish.outlet and same_outlet(wish.outlet, each.name)]
    unnamed = [each for each in wanted if not each.name]
    if wish.outlet and not named and not unnamed:
        raise unknown(wish.outlet, [each.name for each in wanted], lookup)
    fetched, problems = await fetch(reach.http, named or wanted, Limits(options.timeout, options.max_bytes))
    if problems and not fetched:
        raise problems[0]
    items = await asyncio.to_thread(read_all, fetched, lookup.now - timedelta(days=options.max_age_days))
    items = items if named else of_outlet(items, wish, lookup)
    return evidence(chosen(items, wish, options.headlines), wish, lookup)


def unknown(outlet: str, known: Iterable[str], lookup: Lookup) -> ProviderError:
    names = list(dict.fromkeys(known))
    last = "und" if base(lookup.language) == "de" else "and"
    said = f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else names[0]
    return ProviderError(f"I have no feed of {outlet}. I know {said}.", "missing")


def of_outlet(items: list[Item], wish: Wish, lookup: Lookup) -> list[Item]:
    """Of the outlet that was asked for; raises ProviderError (missing) where none of the feeds is its."""
    if not wish.outlet:
        return items
    own = [item for item in items if same_outlet(wish.outlet, item.outlet)]
    if not own:
        raise unknown(wish.outlet, [item.outlet for item in items] or ["?"], lookup)
    return own


def read_all(fetched: Iterable[Fetched], oldest: datetime) -> list[Item]:
    """The headlines of all feeds; raises ProviderError (broken) where none of them is a feed at all."""
    feeds = [read(each) for each in fetched]
    if all(feed is None for feed in feeds):
        raise ProviderError("The news feeds gave an answer that makes no sense.", "broken")
    items = [item for feed in feeds for item in feed or []]
    return [item for item in items if item.published is None or item.published >= oldest]


def read(fetched: Fetched) -> list[Item] | None:
    """The headlines of one feed in its own order, which is the editors'; None for what is no feed."""
    feed = parsed(fetched.body)
    if not feed.get("version") and not feed.entries:
        return None
    outlet = fetched.address.name or plain_text(feed.feed.get("title"), NAME) or "?"
    items = [item_of(entry, outlet) for entry in feed.entries]
    return [item for item in items if item.title]


def item_of(entry: feedparser.FeedParserDict, outlet: str) -> Item:
    """What an aggregator passes on names its own source, and repeats it at the end of the title."""
    source = entry.get("source")
    origin = plain_text(source.get("title"), NAME) if isinstance(source, dict) else ""
    title = plain_text(entry.get("title"), TITLE)
    for name in {origin, outlet} - {""}:
        for dash in (" - ", " – ", " | "):
            title = title.removesuffix(f"{dash}{name}")
    tags = " ".join(plain_text(tag.get("term"), NAME) for tag in entry.get("tags") or [] if isinstance(tag, dict))
    return Item(
        title, origin or outlet, time_of(entry, DATES), plain_text(entry.get("summary"), SUMMARY), link_of(entry), tags
    )
