"""The search index: filled from the rows, switched as a whole, asked without the database."""

import asyncio
import functools
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import numpy as np
from django.conf import settings

from ragdomains import embeddings
from ragdomains.embeddings import Vectors
from ragdomains.household_words import glossed
from ragdomains.keywords import Floats, Vocabulary
from ragdomains.models import IndexVersion
from ragdomains.providers import Search
from ragdomains.questioning import Asker, Questioning
from ragdomains.recipe import Embedder
from ragdomains.shelf import Entry, Shelf, Shelves
from ragdomains.stock import live_build, stock
from ragdomains.store import CANDIDATES, Store, collection_of
from ragdomains.types import Passage, ProviderError

log = logging.getLogger(__name__)

RETRY = 5.0  # seconds between two tries to load what could not be loaded
LONGEST_SEARCH = 10.0  # seconds that a reader of the old index is waited for
LONGEST = 2000  # characters of a question
PATIENCE = 3.0  # seconds that a question waits for what a start is still loading; then it is told so
START = 15.0  # seconds of a start, in which questions wait

Mean = Callable[[str], Vectors | None]  # a question's vector

UNREAD = "Your documents have not been read yet."
LOADING = "Your documents are still being loaded. Ask again in a moment."


class Index:
    """Every domain's passages. A reader sees a domain's whole index, the old one or the new one, never half of one."""

    def __init__(self, url: str | None = None) -> None:
        self.store = Store(settings.QDRANT_URL if url is None else url)
        self.problems: dict[int, str] = {}
        self.questioning = Questioning()
        self._shelves = Shelves()
        self._vocabulary = Vocabulary()
        self._wanted: frozenset[int] = frozenset()
        self._suspected: set[int] = set()  # domains whose last search failed
        self._retry = 0.0
        self._awaited = 0.0  # until when questions wait for the first load
        self._looked = threading.Event()
        self._loading = threading.Lock()

    @property
    def ready(self) -> bool:
        """Everything that was announced is loaded."""
        return self._looked.is_set() and not self.problems and not self._suspected

    def expect(self) -> None:
        """The first load is about to begin elsewhere: whoever asks meanwhile waits for it a little."""
        self._awaited = time.monotonic() + START

    async def _expected(self) -> None:
        left = self._awaited - time.monotonic()
        if left > 0 and not self._looked.is_set():
            await asyncio.to_thread(self._looked.wait, min(left, PATIENCE))

    def of(self, domain_id: int) -> Search:
        """The search of one domain."""
        return functools.partial(self.search, domain_id)

    async def search(self, domain_id: int, text: str, limit: int, asker: Asker | None = None, /) -> list[Passage]:
        """The best passages, best first, found by meaning and words; makes no database query. Raises ProviderError.

        Where a server has to tell the meaning and does not, they are found by words alone, and `asker` is told so.
        """
        await self._expected()
        with self.reading(domain_id) as shelf:  # held meanwhile: another build may have another model
            embedder = shelf.meaning.embedder
            if embedder is None or asker is None:
                return await asyncio.to_thread(self._best, shelf, text, limit, self.own(shelf))
            question = await self._asked(shelf, text[:LONGEST], embedder, asker)
            return await asyncio.to_thread(self._best, shelf, text, limit, lambda _text: question)

    async def _asked(self, shelf: Shelf, text: str, embedder: Embedder, asker: Asker) -> Vectors | None:
        try:
            return await self.questioning.vector(text, embedder, asker, shelf.meaning.dimensions)
        except ProviderError as error:
            asker.tale["searched"] = f"by words alone: {error}"
            return None

    def find(self, domain_id: int, text: str, limit: int) -> list[Passage]:
        """search() in the caller's thread; an index of a server's model is searched by words alone."""
        with self.reading(domain_id) as shelf:
            return self._best(shelf, text, limit, self.own(shelf))

    def _best(self, shelf: Shelf, text: str, limit: int, meaning: Mean) -> list[Passage]:
        """Of passages that say the same word for word the best one only."""
        once: dict[tuple[str, ...], Passage] = {}
        for entry, score in self.weighed(shelf, text, meaning):
            if shelf.own and entry.passage.shipped:
                continue
            once.setdefault(entry.said, entry.scored(score))
            if len(once) == limit:
                break
        return list(once.values())

    def documents(self, domain_id: int, text: str, limit: int, meaning: Mean | None = None) -> list[tuple[str, float]]:
        """The best documents, best first, each once: its name in the source, and the score of its best passage."""
        best: dict[str, float] = {}
        with self.reading(domain_id) as shelf:
            for entry, score in self.weighed(shelf, text, meaning or self.own(shelf)):
                best[entry.document] = max(best.get(entry.document, 0.0), score)
        return list(best.items())[:limit]

    @contextmanager
    def reading(self, domain_id: int) -> Iterator[Shelf]:
        """A domain's shelf, which nobody takes away meanwhile; raises ProviderError where there is none."""
        with self._shelves.reading(domain_id) as shelf:
            if shelf is None:
                raise self._absence(domain_id)
            try:
                yield shelf
            except ProviderError:
                self._suspected.add(domain_id)  # its collection may be gone: the next look fills it again
                raise

    def _absence(self, domain_id: int) -> ProviderError:
        if domain_id in self.problems:
            return ProviderError(self.problems[domain_id])
        if not self._looked.is_set() or domain_id in self._wanted:
            return ProviderError(LOADING)
        return ProviderError(UNREAD, "setup")

    def weighed(self, shelf: Shelf, text: str, meaning: Mean) -> list[tuple[Entry, float]]:
        """The passages of a shelf that are nearest to a text, best first, each with its score.

        `meaning` gives the question's vector by the shelf's own model; where it has none, the words decide alone.
        """
        text = text[:LONGEST]
        if not shelf.entries:
            return []
        counted = shelf.keywords.score(self._vocabulary.known(text), self._vocabulary.guessed(text))
        found = self._ranked(shelf, counted, meaning(text))
        gloss = "" if shelf.meaning.embedder else glossed(text)  # the built-in model reads no German
        return merged(found, self._ranked(shelf, counted, meaning(gloss))) if gloss else found

    def _ranked(
        self, shelf: Shelf, counted: tuple[Floats, Floats], question: Vectors | None
    ) -> list[tuple[Entry, float]]:
        bm25, covered = counted
        if question is None or len(question) != shelf.meaning.dimensions:
            return shelf.by_words(bm25, covered, CANDIDATES)
        cosines = self.store.near(shelf, question)
        named = [row for row in np.argsort(-bm25)[:CANDIDATES].tolist() if bm25[row] > 0 and row not in cosines]
        cosines |= self.store.measured(shelf, question, named)
        return shelf.ranked(question, cosines, bm25, covered)

    @staticmethod
    def own(shelf: Shelf) -> Mean:
        """The meaning by the built-in model, for the shelves that were made with it."""
        return embeddings.embed_question if shelf.meaning.embedder is None else (lambda _text: None)

    def embedder_of(self, domain_id: int) -> Embedder | None:
        with self.reading(domain_id) as shelf:
            return shelf.meaning.embedder

    async def probe(self) -> str:
        """Searches once, as a question would; raises ProviderError where that fails."""
        await self._expected()
        if self.problems:
            raise ProviderError(next(iter(self.problems.values())))
        shelves = self._shelves.all()
        if not self._looked.is_set() or self._wanted - shelves.keys():
            raise ProviderError(LOADING)
        for domain_id in list(shelves)[:1]:
            await self.search(domain_id, "Is anybody there?", 1)
        return f"{sum(len(shelf.entries) for shelf in shelves.values())} passages"

    def refresh(self, tokens: Mapping[int, str] | None = None) -> None:
        """Loads the domains whose token (by default: the database's) is not the loaded one, and drops those without."""
        with self._loading:
            wanted = live_tokens() if tokens is None else tokens
            self._wanted = frozenset(wanted)
            self._forget(wanted)
            if time.monotonic() >= self._retry:
                for domain_id in self._outdated(wanted):
                    self._try(domain_id)
            self._looked.set()
            self.store.sweep({shelf.collection for shelf in self._shelves.all().values()})

    def _outdated(self, wanted: Mapping[int, str]) -> list[int]:
        held = self._shelves.all()
        current = {key for key, shelf in held.items() if shelf.token == wanted.get(key) and self._whole(shelf)}
        return [key for key in wanted if key not in current or key in self._suspected]

    def _whole(self, shelf: Shelf) -> bool:
        """Whether the server still holds it all; this process's own memory does."""
        try:
            return not self.store.url or self.store.held(shelf.collection) >= len(shelf.entries)
        except ProviderError:
            return False

    def load(self, domain_id: int) -> None:
        """Fills a domain's collection from the rows, proves it, then switches to it. Raises ProviderError."""
        with self._loading:
            self._load(domain_id)
            self._looked.set()

    def opened(self, version: IndexVersion, held: Shelf | None = None) -> Shelf:
        """A build as readers would see it, filled and proven; nobody reads it yet. Raises ProviderError."""
        return self._filled(version, held)[0]

    def _filled(self, version: IndexVersion, held: Shelf | None) -> tuple[Shelf, set[str]]:
        known = {entry.point: entry for entry in held.entries} if held else {}
        found = stock(version, known, self._vocabulary)
        name = collection_of(version.domain_id, version.pk)
        strange = self.store.fill(name, found)
        words = len(self._vocabulary.numbers)
        return Shelf.build(name, found, words), strange

    def _load(self, domain_id: int) -> None:
        version = live_build(domain_id)
        if version is None:
            return
        shelf, strange = self._filled(version, self._shelves.all().get(domain_id))
        self._shelves.put(domain_id, shelf, LONGEST_SEARCH)
        self._suspected.discard(domain_id)
        self.store.leave(shelf.collection, strange)
        self.store.switch(domain_id, shelf.collection)
        for name in self._replaced(domain_id):
            self.store.doom(name)
        if shelf.entries and shelf.meaning.embedder is None:
            embeddings.embed(["warm"])  # the first question must not wait for the model

    def _replaced(self, domain_id: int) -> list[str]:
        """The collections of builds that neither answer nor are being filled."""
        there = self.store.collections(domain_id)  # before the rows: one that is made meanwhile is not in it
        rows = IndexVersion.objects.filter(domain=domain_id, state__in=("live", "building"))
        needed = {collection_of(domain_id, key) for key in rows.values_list("pk", flat=True)}
        return [name for name in there if name not in needed]

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
        for domain_id in (self._shelves.all().keys() | self.problems.keys() | self._suspected) - wanted.keys():
            self.problems.pop(domain_id, None)
            self._suspected.discard(domain_id)
            if shelf := self._shelves.put(domain_id, None, LONGEST_SEARCH):
                self.store.doom(shelf.collection)


def merged(one: list[tuple[Entry, float]], other: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    """What was found by a question and by its gloss, each passage by the better of its scores."""
    best: dict[str, tuple[Entry, float]] = {}
    for entry, score in (*one, *other):
        if entry.point not in best or best[entry.point][1] < score:
            best[entry.point] = entry, score
    return sorted(best.values(), key=lambda each: -each[1])


def live_tokens() -> dict[int, str]:
    """domain id -> the token of its index, for the domains that answer."""
    rows = IndexVersion.objects.filter(state="live", domain__enabled=True).order_by("pk")
    return {row.domain_id: f"{row.pk}:{row.token}" for row in rows}
