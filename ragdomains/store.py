"""The vectors in Qdrant: a collection for each build of a domain's index, in a server or in this process's memory."""

import functools
import logging
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from athena_project.later import Later
from athena_project.secrets import digest
from ragdomains.embeddings import Vectors
from ragdomains.shelf import Shelf, Stock
from ragdomains.types import ProviderError

qdrant = Later("ragdomains.qdrant")

log = logging.getLogger(__name__)
logging.getLogger("httpx").setLevel(logging.WARNING)  # Qdrant's client: else a line for each search

CANDIDATES = 50  # best passages by meaning, and as many by words, that are weighed against each other
BATCH = 500  # points of one upload
PAGE = 10_000  # point numbers of one listing
GRACE = 120.0  # seconds that a replaced collection is kept for those who still read it
SECONDS = 3  # for one call to a Qdrant server

AWAY = "The index of your documents cannot be reached."
HALF = "The index of your documents was not filled completely."


class Store:
    """The collections of one Qdrant. Every call raises ProviderError where it is away or unwell."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client: Any = None
        self._connecting = threading.Lock()
        self._doomed: dict[str, float] = {}  # collection -> when it is dropped
        self._leaving: list[tuple[float, str, list[str]]] = []  # when, from which collection, which points
        # the client's memory is no server: a search during an upsert would see arrays of two sizes
        self._alone: AbstractContextManager[Any] = nullcontext() if url else threading.RLock()

    @property
    def client(self) -> Any:
        """Qdrant's client, made at its first use: it costs a second, and no answer but from documents needs it."""
        with self._connecting:
            if self._client is None:
                self._client = connect(self.url)
            return self._client

    def fill(self, name: str, found: Stock) -> set[str]:
        """Adds the points that are missing, and proves that all are there; returns those that do not belong to it."""
        with reaching():
            self._doomed.pop(name, None)
            if not self.client.collection_exists(name):
                create(self.client, name, found.meaning.dimensions)
            there = set(points(self.client, name))
            missing = [row for row, entry in enumerate(found.entries) if entry.point not in there]
            for start in range(0, len(missing), BATCH):
                self._add(name, found, missing[start : start + BATCH])
            self._prove(name, found)
            return there - {entry.point for entry in found.entries}

    def _add(self, name: str, found: Stock, rows: Sequence[int]) -> None:
        with self._alone:
            self.client.upsert(name, self._points(found, rows), wait=True)

    def _points(self, found: Stock, rows: Sequence[int]) -> Any:
        if self.url:
            return qdrant.models.Batch(
                ids=[found.entries[row].point for row in rows], vectors=found.vectors[rows].tolist()
            )
        # what stays in this process need not become lists of floats, and be checked, to become arrays again
        whole = qdrant.models.PointStruct.model_construct
        return [whole(id=found.entries[row].point, vector={"": found.vectors[row]}, payload=None) for row in rows]

    def _prove(self, name: str, found: Stock) -> None:
        """A count and a canary query before anyone reads it."""
        if not found.entries:
            return
        with self._alone:
            near = self.client.query_points(name, query=self._query(found.vectors[0]), limit=1, with_payload=False)
        if self.held(name) < len(found.entries) or not near.points or near.points[0].score < 0.99:
            raise ProviderError(HALF, "broken")

    def held(self, name: str) -> int:
        """How many points a collection holds."""
        with reaching():
            return int(self.client.count(name, exact=True).count)

    def near(self, shelf: Shelf, question: Vectors) -> dict[int, float]:
        """The rows of the passages nearest in meaning, with their cosines."""
        with reaching(), self._alone:
            found = self.client.query_points(
                shelf.collection, query=self._query(question), limit=CANDIDATES, with_payload=False
            ).points
        if not found:  # somebody emptied it
            raise ProviderError(AWAY)
        # a point that is not on this shelf belongs to the next one, which is just being filled
        return {shelf.rows[str(hit.id)]: hit.score for hit in found if str(hit.id) in shelf.rows}

    def measured(self, shelf: Shelf, question: Vectors, rows: Sequence[int]) -> dict[int, float]:
        """The cosines of passages that were found by their words only."""
        if not rows:
            return {}
        chosen = [shelf.entries[row].point for row in rows]
        with reaching(), self._alone:
            found = self.client.retrieve(shelf.collection, chosen, with_payload=False, with_vectors=True)
        return {shelf.rows[str(hit.id)]: float(np.asarray(hit.vector) @ question) for hit in found}

    def _query(self, vector: Vectors) -> Any:
        if self.url:
            return qdrant.models.NearestQuery(nearest=vector.tolist())
        # a list would become float64, and the whole collection with it, at every question: 24 ms instead of 8
        return qdrant.models.NearestQuery.model_construct(nearest=vector)

    def leave(self, name: str, gone: Collection[str]) -> None:
        """Drops points when their time has come: on a server others may read them until they have followed."""
        if gone:
            self._leaving.append((time.monotonic() + (GRACE if self.url else 0), name, list(gone)))

    def doom(self, name: str) -> None:
        """Drops a collection when its time has come."""
        self._doomed.setdefault(name, time.monotonic() + GRACE)

    def switch(self, domain_id: int, name: str) -> None:
        """Lets the domain's alias stand for this collection."""
        alias = prefix(domain_id).rstrip("-")
        steps = [
            qdrant.models.DeleteAliasOperation(delete_alias=qdrant.models.DeleteAlias(alias_name=alias)),
            qdrant.models.CreateAliasOperation(
                create_alias=qdrant.models.CreateAlias(collection_name=name, alias_name=alias)
            ),
        ]
        with reaching():
            self.client.update_collection_aliases(steps)

    def collections(self, domain_id: int) -> list[str]:
        """The names of the domain's collections."""
        with reaching():
            names = [found.name for found in self.client.get_collections().collections]
        start = prefix(domain_id)
        return [name for name in names if name.startswith(start) and name.removeprefix(start).isdigit()]

    def drop(self, name: str) -> None:
        with reaching(), self._alone:
            self.client.delete_collection(name)

    def sweep(self, read: Collection[str]) -> None:
        """Drops what nobody needs any more; never a collection that is `read`."""
        now = time.monotonic()
        leaving = [item for item in self._leaving if item[0] <= now]
        doomed = [name for name, until in self._doomed.items() if until <= now and name not in read]
        self._leaving = [item for item in self._leaving if item[0] > now]
        self._doomed = {name: until for name, until in self._doomed.items() if until > now}
        try:
            for _, name, gone in leaving:
                with reaching(), self._alone:
                    self.client.delete(name, points_selector=qdrant.models.PointIdsList(points=[*gone]))
            for name in doomed:
                self.drop(name)
        except ProviderError as error:  # the next load finds what is left and tries again
            log.warning("what is old in the index could not be dropped: %s", type(error.__cause__).__name__)


def connect(url: str) -> Any:
    """A client of the server, or of memory for ""; the password in the address is the API key."""
    if not url:
        return qdrant.QdrantClient(":memory:")
    parts = urlsplit(url)
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return qdrant.QdrantClient(url=plain, api_key=parts.password, timeout=SECONDS, check_compatibility=False)


@contextmanager
def reaching() -> Iterator[None]:
    """Turns what a server that is away or unwell raises into ProviderError."""
    try:
        yield
    except qdrant.TROUBLE as error:
        raise ProviderError(AWAY) from error


def create(client: Any, name: str, dimensions: int) -> None:
    # vectors have length 1, so that the product is the cosine and nothing is normed at each question
    form = qdrant.models.VectorParams(size=dimensions, distance=qdrant.models.Distance.DOT)
    try:
        client.create_collection(name, vectors_config=form)
    except qdrant.ApiException:
        if not client.collection_exists(name):  # else another process was faster
            raise


def points(client: Any, name: str) -> Iterator[str]:
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


def collection_of(domain_id: int, version_id: int) -> str:
    return f"{prefix(domain_id)}{version_id}"
