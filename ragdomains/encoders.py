"""Embeds for a build, with the model of its version: the built-in one, or one on a server that may be away."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass

import numpy as np
from django.db import DatabaseError

from athena_project import egress_use
from ragdomains import embedding_server, embeddings, yardstick
from ragdomains.embedding_server import Line
from ragdomains.embeddings import Vectors
from ragdomains.looking import http_of
from ragdomains.models import Domain, IndexVersion
from ragdomains.questioning import Asker, led
from ragdomains.recipe import Embedder
from ragdomains.recipes import recipe_of
from ragdomains.trial import secret_of
from ragdomains.types import ProviderError
from ragdomains.yardstick import Scale

AT_ONCE = 16  # texts of one call: what a small server embeds in a quarter of a minute
SECONDS = 60.0  # for one call; a builder without a sign of life for 90 is taken to be dead
RESTS = (0.2, 1.0)  # seconds before the second and the third try; the next look or build is a minute away
PASSING = {"unreachable", "timeout", "limited"}  # kinds of failures that another try may mend
LEAST = 0.05  # by which what belongs together must lie nearer than what does not

FLAT = "{} does not tell what belongs together from what does not ({:.2f} and {:.2f}): is it an embedding model?"
OTHER = "{} gives vectors of {} dimensions now, and this index has {}. Build it anew."

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measure:
    """What has to be known of a model before an index is made with it."""

    dimensions: int
    scale: Scale = yardstick.USUAL


BUILT_IN = Measure(embeddings.DIMENSIONS)


@dataclass(frozen=True, slots=True)
class Encoder:
    """Embeds with one model; no embedder: with the built-in one. Raises ProviderError where its server does not."""

    model: str
    embedder: Embedder | None
    asker: Asker | None = None

    def passages(self, texts: Sequence[str], step: Step) -> Iterator[bytes]:
        """The vectors as they are stored: float32, little-endian."""
        return (row.astype("<f4").tobytes() for row in self._embedded(texts, step, "passage"))

    def questions(self, texts: Sequence[str], step: Step) -> Vectors:
        return self._embedded(texts, step, "query")

    def measure(self, step: Step) -> Measure:
        """Asks the server, also whether it is an embedding model at all."""
        if self.embedder is None:
            return BUILT_IN
        half = len(yardstick.PAIRS)
        asked = self.questions(yardstick.TEXTS[:half], step)
        told = self._embedded(yardstick.TEXTS[half:], step, "passage")
        found = yardstick.scale(np.concatenate((asked, told)))
        if found.near - found.far < LEAST:
            raise ProviderError(FLAT.format(self.embedder.model, found.near, found.far), "setup")
        return Measure(told.shape[1], found)

    def _embedded(self, texts: Sequence[str], step: Step, prefix: str) -> Vectors:
        if self.embedder is None or self.asker is None:
            return embeddings.embed(texts)
        embedder, line = self.asker.line_to(self.embedder)
        texts = [led(getattr(embedder, prefix), text) for text in texts]
        try:
            rows = [tried(embedder, texts[at : at + AT_ONCE], line, step) for at in range(0, len(texts), AT_ONCE)]
        finally:
            with suppress(DatabaseError):  # the counts of a call are worth less than what it brought
                egress_use.write(line.http.ledger)
        if len({part.shape[1] for part in rows}) > 1:
            raise ProviderError(embedding_server.UNEVEN, "broken")
        return np.concatenate(rows) if rows else np.zeros((0, 0), dtype=np.float32)


def encoder_of(version: IndexVersion) -> Encoder:
    return Encoder(version.model, stored_embedder(version), asker_of(version.domain) if version.embedding else None)


def encoder_for(domain: Domain) -> Encoder:
    """Of the model that the domain's options ask for."""
    recipe = recipe_of(domain)
    return Encoder(recipe.model, recipe.embedder, asker_of(domain) if recipe.embedder else None)


def asker_of(domain: Domain) -> Asker:
    return Asker(recipe_of(domain).embedder, Line(http_of(domain), secret_of(domain), SECONDS))


def stored_embedder(version: IndexVersion) -> Embedder | None:
    """As the version was begun with; its server may have moved since."""
    fields = {name: value for name, value in version.embedding.items() if name not in {"far", "near"}}
    return Embedder(**fields) if fields else None


def scale_of(version: IndexVersion) -> Scale:
    kept = version.embedding
    return Scale(kept["far"], kept["near"]) if "far" in kept else yardstick.USUAL


def kept_of(embedder: Embedder | None, measure: Measure | None = None) -> dict[str, object]:
    """What a version's row keeps of its model."""
    if embedder is None:
        return {}
    return asdict(embedder) | (asdict(measure.scale) if measure else {})


def measured(version: IndexVersion, step: Step) -> None:
    """Has the server of a build's model measured before anything is embedded; raises ProviderError."""
    encoder = encoder_of(version)
    if encoder.embedder is None or encoder.asker is None:
        return
    found = encoder.measure(step)
    if version.dimensions not in {0, found.dimensions}:
        text = OTHER.format(encoder.embedder.model, found.dimensions, version.dimensions)
        raise ProviderError(text, "broken")
    asked, _ = encoder.asker.line_to(encoder.embedder)  # its server may stand somewhere else than when it was begun
    version.dimensions, version.embedding = found.dimensions, kept_of(asked, found)
    IndexVersion.objects.filter(pk=version.pk).update(dimensions=version.dimensions, embedding=version.embedding)


def tried(embedder: Embedder, texts: Sequence[str], line: Line, step: Step) -> Vectors:
    """Some texts embedded, again after a rest where the server may only have been away for a moment."""
    for rest in (*RESTS, None):
        try:
            return asyncio.run(once(embedder, texts, line))
        except ProviderError as error:
            if rest is None or error.kind not in PASSING:
                raise
            step(f"{error} Trying again.")
            time.sleep(rest)
    raise AssertionError("the last try raises")


async def once(embedder: Embedder, texts: Sequence[str], line: Line) -> Vectors:
    try:
        return await embedding_server.embed(embedder, texts, line)
    finally:
        await line.http.close()
