"""Lends the pages below what they may not import: recorded questions, what a question means."""

from collections.abc import Iterator

from asgiref.sync import async_to_sync
from django.db.models.functions import Substr

from inference.first_stage import FirstStage
from inference.models import QueryLog
from inference.runtime import Runtime, runtime
from inference.snapshot import Snapshot, load
from inference.stages.retrieve import lookup_of
from inference.state import Part
from intents import lent
from intents.words import LONGEST
from ragdomains import lent as domains
from ragdomains.lent import Heard
from ragdomains.models import Domain
from ragdomains.providers import Search

AT_MOST = 10  # newest rows of the log that are read for each different question wanted


@lent.recorded_by
def newest_questions(count: int) -> Iterator[str]:
    """The newest different questions, newest first."""
    texts = QueryLog.objects.order_by("-at").values_list(Substr("question", 1, LONGEST), flat=True)
    seen = set[str]()
    for text in texts[: count * AT_MOST].iterator(chunk_size=count):
        if text.strip() and text not in seen and len(seen) < count:
            seen.add(text)
            yield text


@domains.heard_by
def hear(question: str, domain: Domain) -> Heard | None:
    """By the newest release; None before the first."""
    snapshot = load({}, earlier=runtime().current)
    return async_to_sync(heard)(question, domain, snapshot) if snapshot else None


async def heard(question: str, domain: Domain, snapshot: Snapshot) -> Heard | None:
    """Of several parts, the one that leads to the domain, else the first; None where there is no word in it."""
    process = Runtime("domain tests")
    stage = FirstStage(snapshot, process)
    try:
        parts = (await stage.read(question)).parts
    finally:
        await process.http.close()
    fitting = [part for part in parts if domain.name in asks(part)] or parts
    if not fitting:
        return None
    part, led = fitting[0], asks(fitting[0])
    name = domain.name if domain.name in led else next(iter(led), "")
    lookup = lookup_of(part, led.get(name, ""), stage.query(question))
    return Heard(lookup, part.intent.name if part.intent else "", name)


def asks(part: Part) -> dict[str, str]:
    """The domains that the part leads to, by name, and what it asks each; the first one first."""
    if part.intent is None:
        return {}
    pairs = ((part.intent.domain, part.intent.ask), (part.intent.otherwise, part.intent.otherwise_ask))
    return {domain.name: ask for domain, ask in pairs if domain}


@domains.searched_by
def search_of(domain: int) -> Search:
    """This process's own index."""
    return runtime().index.of(domain)
