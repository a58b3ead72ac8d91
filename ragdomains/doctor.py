"""Examines what knowledge stands on: Qdrant, the embedding model, and the keys and addresses of domains."""

import socket
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from athena_project.egress import Egress
from athena_project.findings import OK, PROBLEM, WAITING, WARNING, Finding, where
from athena_project.infrastructure import PORTS, reachable
from athena_project.models import EgressRule, PluginModel
from ragdomains.embeddings import DIMENSIONS, MODEL, BrokenModel, embed
from ragdomains.encoders import encoder_for
from ragdomains.models import Domain
from ragdomains.recipes import recipe_of
from ragdomains.sources import KIND
from ragdomains.start_checks import AGAIN
from ragdomains.store import connect, reaching
from ragdomains.types import ProviderError

REINDEX = "manage.py reindex {} --wait --force"


def qdrant() -> Iterator[Finding]:
    if not settings.QDRANT_URL:
        yield Finding("Qdrant", OK, "Not used: the index is in memory.")
        return
    place = where(settings.QDRANT_URL)
    try:
        with reaching():
            client = connect(settings.QDRANT_URL)
            count = len(client.get_collections().collections)
            client.close()
    except (ProviderError, ValueError):
        yield Finding("Qdrant", PROBLEM, f"{place} cannot be used.", "Look whether it runs, and at QDRANT_URL.")
        return
    yield Finding("Qdrant", OK, f"{place} answers; it holds {count} collections.")


def embeddings() -> Iterator[Finding]:
    try:
        width = embed(["Is anybody there?"]).shape[1]
    except BrokenModel as error:
        yield Finding("embedding model", PROBLEM, str(error), AGAIN)
        return
    if width == DIMENSIONS:
        yield Finding("embedding model", OK, f"{MODEL} gives {width} dimensions.")
    else:
        text = f"{MODEL} gives {width} dimensions instead of {DIMENSIONS}."
        yield Finding("embedding model", PROBLEM, text, AGAIN)


def embedding_servers() -> Iterator[Finding]:
    """Whether the servers that domains of documents take their embeddings from answer, as the index was made."""
    for domain in Domain.objects.filter(enabled=True, kind=KIND).select_related("credential").order_by("name"):
        if recipe_of(domain).embedder is not None:
            yield embedding_server(domain)


def embedding_server(domain: Domain) -> Finding:
    name = f"embeddings of {domain}"
    try:
        encoder = encoder_for(domain)
        width = encoder.measure(lambda _step: None).dimensions
    except ProviderError as error:
        advice = "Until it answers, documents are searched by words alone, and new ones are not read."
        return Finding(name, PROBLEM, str(error), advice)
    live = domain.index_versions.filter(state="live").first()
    if live is not None and live.model != encoder.model:
        text = f"{encoder.model} gives {width} dimensions; the index is still the one of {live.model}."
        return Finding(name, WAITING, text, f"It is built in the background. To do it now: {REINDEX.format(domain)}")
    if live is not None and live.dimensions != width:
        text = f"{encoder.model} gives {width} dimensions, and the index has {live.dimensions}."
        return Finding(name, PROBLEM, text, REINDEX.format(domain))
    return Finding(name, OK, f"{encoder.model} gives {width} dimensions, as the index wants.")


def credentials() -> Iterator[Finding]:
    """The enabled domains whose service wants a key. One that was given none is not set up yet, and says so when it is
    asked; one whose credential has no secret in it was begun and left."""
    domains = Domain.objects.filter(enabled=True).select_related("credential").order_by("name")
    lacking = [row for row in domains if row.wants_key() and not (row.credential and row.credential.ciphertext)]
    empty = [row.name for row in lacking if row.credential]
    waiting = [row.name for row in lacking if not row.credential]
    if empty:
        text = f"The chosen credential has no secret in it yet: {', '.join(empty)}."
        yield Finding("credentials", WARNING, text, "Type the secret into the credential in the admin.")
    if waiting:
        advice = "To use one, add a credential in the admin and choose it in the domain."
        yield Finding("credentials", WAITING, f"Not set up, for want of a key: {', '.join(waiting)}.", advice)
    if not lacking:
        yield Finding("credentials", OK, "Every domain that needs a key has one.")


def domain_addresses() -> Iterator[Finding]:
    yield from addresses("egress of domains", Domain.objects.filter(enabled=True))


def addresses(name: str, rows: Iterable[PluginModel]) -> Iterator[Finding]:
    """Whether outgoing calls may reach what the rows name. Own addresses need a rule; what is public needs none."""
    egress = Egress((*(rule.allowed() for rule in EgressRule.objects.filter(enabled=True)), *reachable()))
    found = [finding for row in rows for url in urls(row.options) for finding in reached(name, row, url, egress)]
    yield from found or [Finding(name, OK, "Every address that is configured may be reached.")]


def urls(value: object) -> Iterator[SplitResult]:
    """The web addresses anywhere in a row's options."""
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        yield urlsplit(value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from urls(each)


def reached(name: str, row: PluginModel, url: SplitResult, egress: Egress) -> Iterator[Finding]:
    try:
        port = url.port or PORTS[url.scheme]
        answers = socket.getaddrinfo(url.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        text = f"{row} asks {url.hostname}, a name that has no address here."
        yield Finding(name, WARNING, text, "Look at the address in its options, and at the name server.")
        return
    found = sorted(
        {str(answer[4][0]).partition("%")[0] for answer in answers}, key=lambda each: ip_address(each).version
    )
    if not any(egress.permits(address, port) for address in found):
        advice = f"manage.py allow_egress {found[0]} --port {port}"
        yield Finding(name, PROBLEM, f"{row} may not reach {url.hostname}, an address of the own network.", advice)


GROUND = (qdrant, embeddings)
ROWS = (credentials, domain_addresses, embedding_servers)
