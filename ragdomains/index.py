"""The search index in Qdrant: filled from the rows, switched as a whole, asked without the database."""

import asyncio
import functools
import logging
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from django.conf import settings

from athena_project.secrets import digest
from ragdomains import embeddings
from ragdomains.embeddings import DIMENSIONS, Vectors
from ragdomains.keywords import Vocabulary
from ragdomains.models import IndexVersion
from ragdomains.providers import Search
from ragdomains.qdrant import ApiException, QdrantClient, QdrantException, models
from ragdomains.shelf import Entry, Shelf, Shelves
from ragdomains.stock import Stock, stock
from ragdomains.types import Passage, ProviderError

log = logging.getLogger(__name__)
logging.getLogger("httpx").setLevel(logging.WARNING)  # Qdrant's client: else a line for each search

CANDIDATES = 50  # best passages by meaning, and as many by words, that are weighed against each other
BATCH = 500  # points of one upload
PAGE = 10_000  # point numbers of one listing
GRACE = 120.0  # seconds that a replaced collection is kept for those who still read it
RETRY = 5.0  # seconds between two tries to load what could not be loaded
SECONDS = 3  # for one call to a Qdrant server
LONGEST_SEARCH = 10.0  # seconds that a reader of the old index is waited for
LONGEST = 2000  # characters of a question

# An answer that is no JSON, or not Qdrant's, comes out of the client as ValueError or AssertionError.
TROUBLE = (ApiException, QdrantException, OSError, ValueError, AssertionError)
AWAY = "The index of your documents cannot be reached."
UNREAD = "Your documents have not been read yet."


class Index:
    """Every domain's passages. A reader sees a domain's whole index, the old one or the new one, never half of one."""

    def __init__(self, url: str | None = None) -> None:
        self.url = settings.QDRANT_URL if url is None else url
        self.client = connect(self.url)
        self.problems: dict[int, str] = {}
        self._shelves = Shelves()
        self._vocabulary = Vocabulary()
        self._doomed: dict[str, float] = {}  # collection -> when it is dropped
        self._leaving: list[tuple[float, str, list[str]]] = []  # when, from which collection, which points
        self._retry = 0.0
        self._looked = False
        self._loading = threading.Lock()
        # the client's memory is no server: a search during an upsert would see arrays of two sizes
        self._alone: AbstractContextManager[Any] = nullcontext() if self.url else threading.RLock()

    @property
    def ready(self) -> bool:
        """Everything that was announced is loaded."""
        return self._looked and not self.problems

    def of(self, domain_id: int) -> Search:
        """The search of one domain."""
        return functools.partial(self.search, domain_id)

    async def search(self, domain_id: int, text: str, limit: int) -> list[Passage]:
        """The best passages, best first, found by meaning and words; makes no database query. Raises ProviderError."""
        return await asyncio.to_thread(self.find, domain_id, text, limit)

    def find(self, domain_id: int, text: str, limit: int) -> list[Passage]:
        """search(), in the caller's thread; of passages that say the same word for word the best one only."""
        once: dict[tuple[str, ...], Passage] = {}
        for entry, score in self._found(domain_id, text):
            once.setdefault(entry.said, entry.scored(score))
            if len(once) == limit:
                break
        return list(once.values())

    def documents(self, domain_id: int, text: str, limit: int) -> list[tuple[str, float]]:
        """The best documents, best first, each once: its name in the source, and the score of its best passage."""
        best: dict[str, float] = {}
        for entry, score in self._found(domain_id, text):
            best[entry.document] = max(best.get(entry.document, 0.0), score)
        return list(best.items())[:limit]

    def _found(self, domain_id: int, text: str) -> list[tuple[Entry, float]]:
        with self._shelves.reading(domain_id) as shelf:
            if shelf is None:
                raise ProviderError(AWAY) if domain_id in self.problems else ProviderError(UNREAD, "setup")
            return self._weighed(shelf, text[:LONGEST]) if shelf.entries else []

    def _weighed(self, shelf: Shelf, text: str) -> list[tuple[Entry, float]]:
        question = embeddings.embed([text])[0]
        bm25, covered = shelf.keywords.score(self._vocabulary.known(text), self._vocabulary.guessed(text))
        with reaching(), self._alone:
            cosines = self._near(shelf, question)
            named = [row for row in np.argsort(-bm25)[:CANDIDATES].tolist() if bm25[row] > 0 and row not in cosines]
            cosines |= self._measured(shelf, question, named)
        return shelf.ranked(question, cosines, bm25, covered)

    def _near(self, shelf: Shelf, question: Vectors) -> dict[int, float]:
        found = self.client.query_points(
            shelf.collection, query=self._query(question), limit=CANDIDATES, with_payload=False
        ).points
        # a point that is not on this shelf belongs to the next one, which is just being filled
        return {shelf.rows[str(hit.id)]: hit.score for hit in found if str(hit.id) in shelf.rows}

    def _query(self, vector: Vectors) -> models.NearestQuery:
        if self.url:
            return models.NearestQuery(nearest=vector.tolist())
        # a list would become float64, and the whole collection with it, at every question: 24 ms instead of 8
        return models.NearestQuery.model_construct(nearest=vector)

    def _measured(self, shelf: Shelf, question: Vectors, rows: Sequence[int]) -> dict[int, float]:
        """The cosines of passages that were found by their words only."""
        if not rows:
            return {}
        points = [shelf.entries[row].point for row in rows]
        found = self.client.retrieve(shelf.collection, points, with_payload=False, with_vectors=True)
        return {shelf.rows[str(hit.id)]: float(np.asarray(hit.vector) @ question) for hit in found}

    async def probe(self) -> str:
        """Searches once, as a question would; raises ProviderError where that fails."""
        if self.problems:
            raise ProviderError(next(iter(self.problems.values())))
        shelves = self._shelves.all()
        for domain_id in list(shelves)[:1]:
            await self.search(domain_id, "Is anybody there?", 1)
        return f"{sum(len(shelf.entries) for shelf in shelves.values())} passages"

    def refresh(self, tokens: Mapping[int, str] | None = None) -> None:
        """Loads the domains whose token (by default: the database's) is not the loaded one, and drops those without."""
        with self._loading:
            wanted = live_tokens() if tokens is None else tokens
            self._forget(wanted)
            held = {domain_id: shelf.token for domain_id, shelf in self._shelves.all().items()}
            if time.monotonic() >= self._retry:
                for domain_id in [key for key, token in wanted.items() if held.get(key) != token]:
                    self._try(domain_id)
            self._looked = True
            self._sweep()

    def load(self, domain_id: int) -> None:
        """Fills a domain's collection from the rows, proves it, then switches to it. Raises ProviderError."""
        with self._loading:
            self._load(domain_id)

    def _load(self, domain_id: int) -> None:
        held = self._shelves.all().get(domain_id)
        found = stock(domain_id, {entry.point: entry for entry in held.entries} if held else {}, self._vocabulary)
        if found is None:
            return
        name = f"{prefix(domain_id)}{found.version_id}"
        with reaching():
            there = self._fill(name, found)
            self._prove(name, found)
            words = len(self._vocabulary.numbers)
            shelf = Shelf.build(found.token, name, found.entries, found.vectors, words)
            self._shelves.put(domain_id, shelf, LONGEST_SEARCH)
            self._clear(domain_id, name, there - {entry.point for entry in found.entries})
        if found.entries:
            embeddings.embed(["warm"])  # the first question must not wait for the model

    def _try(self, domain_id: int) -> None:
        try:
            self._load(domain_id)
            self.problems.pop(domain_id, None)
        except ProviderError as error:
            if domain_id not in self.problems:
                log.error("the index of domain %s cannot be loaded: %s", domain_id, error.__cause__ or error)
            self.problems[domain_id] = str(error)
            self._retry = time.monotonic() + RETRY

    def _forget(self, wanted: Mapping[int, str]) -> None:
        for domain_id in (self._shelves.all().keys() | self.problems.keys()) - wanted.keys():
            self.problems.pop(domain_id, None)
            if shelf := self._shelves.put(domain_id, None, LONGEST_SEARCH):
                self._doomed[shelf.collection] = time.monotonic() + GRACE

    def _fill(self, name: str, found: Stock) -> set[str]:
        """Adds the points that are missing; returns those that were there before."""
        if not self.client.collection_exists(name):
            create(self.client, name)
        there = set(points(self.client, name))
        missing = [row for row, entry in enumerate(found.entries) if entry.point not in there]
        for start in range(0, len(missing), BATCH):
            rows = missing[start : start + BATCH]
            batch = models.Batch(ids=[found.entries[row].point for row in rows], vectors=found.vectors[rows].tolist())
            with self._alone:
                self.client.upsert(name, batch, wait=True)
        return there

    def _prove(self, name: str, found: Stock) -> None:
        """A count and a canary query before anyone reads it."""
        if not found.entries:
            return
        held = self.client.count(name, exact=True).count
        with self._alone:
            nearest = self.client.query_points(
                name, query=self._query(found.vectors[0]), limit=1, with_payload=False
            ).points
        if held < len(found.entries) or not nearest or nearest[0].score < 0.99:
            raise ProviderError("The index of your documents was not filled completely.", "broken")

    def _clear(self, domain_id: int, name: str, gone: set[str]) -> None:
        """After the switch: what is to be dropped when its time has come, and the alias."""
        if gone:
            # on a server other processes may read the old points until they have followed
            self._leaving.append((time.monotonic() + (GRACE if self.url else 0), name, list(gone)))
        alias = prefix(domain_id).rstrip("-")
        self.client.update_collection_aliases(
            [
                models.DeleteAliasOperation(delete_alias=models.DeleteAlias(alias_name=alias)),
                models.CreateAliasOperation(create_alias=models.CreateAlias(collection_name=name, alias_name=alias)),
            ]
        )
        for collection in self.client.get_collections().collections:
            if older(collection.name, name, prefix(domain_id)):
                self._doomed.setdefault(collection.name, time.monotonic() + GRACE)

    def _sweep(self) -> None:
        """Drops what no reader needs any more."""
        now = time.monotonic()
        points = [item for item in self._leaving if item[0] <= now]
        collections = [name for name, until in self._doomed.items() if until <= now]
        self._leaving = [item for item in self._leaving if item[0] > now]
        self._doomed = {name: until for name, until in self._doomed.items() if until > now}
        try:
            with self._alone:
                for _, name, gone in points:
                    self.client.delete(name, points_selector=models.PointIdsList(points=[*gone]))
                for name in collections:
                    self.client.delete_collection(name)
        except TROUBLE as error:  # the next load finds what is left and tries again
            log.warning("what is old in the index could not be dropped: %s", type(error).__name__)


def connect(url: str) -> QdrantClient:
    """A client of the server, or of memory for ""; the password in the address is the API key."""
    if not url:
        return QdrantClient(":memory:")
    parts = urlsplit(url)
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return QdrantClient(url=plain, api_key=parts.password, timeout=SECONDS, check_compatibility=False)


@contextmanager
def reaching() -> Iterator[None]:
    """Turns what a server that is away or unwell raises into ProviderError."""
    try:
        yield
    except TROUBLE as error:
        raise ProviderError(AWAY) from error


def create(client: QdrantClient, name: str) -> None:
    # vectors have length 1, so that the product is the cosine and nothing is normed at each question
    form = models.VectorParams(size=DIMENSIONS, distance=models.Distance.DOT)
    try:
        client.create_collection(name, vectors_config=form)
    except ApiException:
        if not client.collection_exists(name):  # else another process was faster
            raise


def points(client: QdrantClient, name: str) -> Iterator[str]:
    """The numbers of every point of a collection."""
    offset = None
    while True:
        found, offset = client.scroll(name, limit=PAGE, offset=offset, with_payload=False, with_vectors=False)
        yield from (str(point.id) for point in found)
        if offset is None:
            return


@functools.cache
def installation() -> str:
    """Two installations may share a server: each marks its collections."""
    return f"athena-{digest('qdrant collections')[:8]}"


def prefix(domain_id: int) -> str:
    return f"{installation()}-{domain_id}-"


def older(name: str, current: str, start: str) -> bool:
    number = name.removeprefix(start)
    return name.startswith(start) and number.isdigit() and int(number) < int(current.removeprefix(start))


def live_tokens() -> dict[int, str]:
    """domain id -> the token of its index, for the domains that answer."""
    rows = IndexVersion.objects.filter(state="live", domain__enabled=True).order_by("pk")
    return {row.domain_id: f"{row.pk}:{row.token}" for row in rows}
