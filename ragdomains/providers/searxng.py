"""The world, from a SearXNG of your own (https://docs.searxng.org/dev/search_api.html)."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from athena_project.http import HttpError
from ragdomains.bodies import Body, Service, mapping, mappings, moment, words
from ragdomains.languages import base
from ragdomains.providers import Reach, providers
from ragdomains.types import Evidence, Lookup, ProviderError
from ragdomains.webpages import GERMAN, REPLIES, TEMPLATES, WebPage, answered, asked

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
NO_JSON = "The search service does not answer in JSON. Switch on the format json in its settings."


class Options(BaseModel):
    """SearXNG: a web search of your own."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("http://127.0.0.1:8888", description="Where your SearXNG answers.")
    categories: str = Field("general", max_length=100, description="Its categories, with commas between them.")
    timeout: float = Field(8.0, gt=0, le=60, description="Seconds for one call: it waits for its engines.")
    results: int = Field(10, ge=1, le=50, description="Most results that are looked at.")


@providers.register(
    "searxng",
    Options,
    templates=TEMPLATES,
    translations={"de": GERMAN},
    replies={
        "de": {**REPLIES, NO_JSON: "Der Suchdienst antwortet nicht in JSON. Schalte das Format json bei ihm ein."}
    },
    asks=("world",),
    uses_text=True,
    network=True,
)
async def searxng(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    question = asked(lookup)
    engine = Service(reach.http, options.base_url, options.timeout, "The search service")
    params = {
        "q": " ".join((*question.names[0].asked, question.names[0].text)),
        "format": "json",
        "language": base(lookup.language) or "en",
        "categories": options.categories,
    }
    try:
        body = mapping(await engine.ask("/search", params))
    except HttpError as error:
        if error.kind == "status" and error.status == 403:  # what it says where only HTML is switched on
            raise ProviderError(NO_JSON, "refused") from error
        raise
    if not isinstance(body.get("results"), list):
        raise engine.senseless()
    return answered(question, [*boxes(body), *results(body, options.results)], lookup, "SearXNG")


def boxes(body: Body) -> Iterator[WebPage]:
    """What its engines know of the thing itself stands first."""
    for box in mappings(body.get("infoboxes")):
        yield WebPage(words(box, "infobox"), words(box, "content"), words(box, "id"))


def results(body: Body, most: int) -> Iterator[WebPage]:
    for result in mappings(body.get("results"))[:most]:
        published = moment(result.get("publishedDate"))
        zoned = published if published and published.tzinfo else None  # without a zone it is a guess of the engine
        yield WebPage(words(result, "title"), words(result, "content"), words(result, "url"), published=zoned)
