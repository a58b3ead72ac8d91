"""The world, from Brave Search (https://api-dashboard.search.brave.com/app/documentation/web-search), with a key."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Body, Service, mapping, mappings, moment, within, words
from ragdomains.languages import base
from ragdomains.providers import Reach, providers
from ragdomains.types import Evidence, Lookup, ProviderError
from ragdomains.webpages import GERMAN, REPLIES, TEMPLATES, WebPage, answered, asked

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
NO_KEY = "Brave Search needs a key. Add a credential to the domain in the admin."


class Options(BaseModel):
    """Brave Search: the web, with a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://api.search.brave.com", description="Where the search is asked.")
    country: str = Field("", pattern=r"^(?:[A-Z]{2})?$", description="Two letters: results for this country first.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    results: int = Field(10, ge=1, le=20, description="Most results that are asked for.")


@providers.register(
    "brave",
    Options,
    templates=TEMPLATES,
    translations={"de": GERMAN},
    replies={
        "de": {**REPLIES, NO_KEY: "Brave Search braucht einen Schlüssel. Trage im Admin bei der Domain einen ein."}
    },
    asks=("world",),
    uses_text=True,
    network=True,
    needs_key=True,
)
async def brave(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if not reach.secret:
        raise ProviderError(NO_KEY, "setup")
    question = asked(lookup)
    engine = Service(reach.http, options.base_url, options.timeout, "Brave Search")
    params: dict[str, str | int | float] = {
        "q": " ".join((*question.names[0].asked, question.names[0].text)),
        "count": options.results,
        "search_lang": base(lookup.language) or "en",
        "safesearch": "strict",
        **({"country": options.country} if options.country else {}),
    }
    headers = {"X-Subscription-Token": reach.secret, "Accept": "application/json"}
    body = mapping(await engine.ask("/res/v1/web/search", params, headers))
    if body.get("type") != "search":
        raise engine.senseless()
    return answered(question, [*boxes(body), *results(body)], lookup, "Brave Search")


def boxes(body: Body) -> Iterator[WebPage]:
    for box in mappings(within(body, "infobox", "results")):
        yield WebPage(words(box, "title"), words(box, "long_desc") or words(box, "description"), words(box, "url"))


def results(body: Body) -> Iterator[WebPage]:
    """The part `web` is left out where nothing was found."""
    for result in mappings(within(body, "web", "results")):
        published = moment(result.get("page_age"))
        yield WebPage(
            words(result, "title"),
            words(result, "description"),
            words(result, "url"),
            words(mapping(result.get("profile")), "name"),
            published if published and published.tzinfo else None,
        )
