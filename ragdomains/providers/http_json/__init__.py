"""A source without code: an address with slots, values by their path, sentences of the row's own."""

from collections.abc import Collection

from yarl import URL

from athena_project.http import HttpError
from ragdomains.providers import Reach, providers
from ragdomains.providers.http_json import german, paths
from ragdomains.providers.http_json.address import Unfit, parsed
from ragdomains.providers.http_json.options import Options
from ragdomains.providers.http_json.values import typed
from ragdomains.providers.http_json.wording import TEMPLATES, clock_of, heard, nothing, worded
from ragdomains.types import Evidence, Fact, Lookup, Missing, ProviderError

GONE = {404, 410}  # what a service says of a thing that it does not know


@providers.register(
    "http_json", Options, templates=TEMPLATES, replies={"de": german.REPLIES}, network=True, needs_key="header"
)
async def http_json(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    values = heard(lookup, options.slots)
    url = filled(options, values)
    source = options.source or url.host or "The source"
    try:
        body = await fetch(url, options, reach, source)
    except HttpError as error:
        if error.status in GONE:
            raise nothing(options, lookup, values) from error
        raise
    facts = facts_of(body, options, lookup, source)
    if why := lacking(options, {fact.name for fact in facts}):
        raise nothing(options, lookup, values) from Missing(why)
    evidence = Evidence(facts, as_of=lookup.now, source=source)
    return worded(evidence, options, lookup, values)


def lacking(options: Options, known: Collection[str]) -> str:
    """Which values keep the sentence from being said, and where they were looked for; "" where it can be said."""
    wanted = [field for field in options.fields if field.required or not known]
    places = [f"no {field.type} at {field.path} for {field.name}" for field in wanted if field.name not in known]
    return f"the answer has {', '.join(places)}" if places else ""


def filled(options: Options, values: dict[str, str]) -> URL:
    try:
        return parsed(options.url).filled(values)
    except Unfit as error:
        raise ProviderError("I cannot ask for that.", "missing") from error


async def fetch(url: URL, options: Options, reach: Reach, source: str) -> object:
    """The answer, an object or a list; a bare value only where a path asks for the whole."""
    if options.header and not reach.secret:
        raise ProviderError(f"{source} needs a key. Add a credential to the domain in the admin.", "setup")
    value = f"{options.header_prefix} {reach.secret}".strip()
    body = await reach.http.get_json(
        url,
        headers={"Accept": "application/json", **({options.header: value} if options.header else {})},
        seconds=options.timeout,
        max_bytes=options.max_kib * 1024,
    )
    whole = any(not paths.parsed(field.path) for field in options.fields)
    if not isinstance(body, (dict, list)) and not (whole and body is not None):
        raise ProviderError(f"{source} gave an answer that makes no sense.", "broken")
    return body


def facts_of(body: object, options: Options, lookup: Lookup, source: str) -> tuple[Fact, ...]:
    """Every field that has a value of its type."""
    clock = clock_of(lookup)
    place = lookup.spot.name if lookup.spot and any(slot.name == "place" for slot in options.slots) else ""
    found = (
        (field, typed(paths.value_at(body, paths.parsed(field.path)), field.type, clock)) for field in options.fields
    )
    return tuple(
        Fact(field.name, value, field.unit, place, as_of=lookup.now, source=source)
        for field, value in found
        if value is not None
    )
