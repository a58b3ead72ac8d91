"""Learns from the examples of a release, where that was not done yet. A serving process leaves this to another."""

import logging
import time

from athena_project.releases import Content
from intents import trained
from intents.boundary_training import train_boundaries
from intents.experience import Experience
from intents.model import Embed
from intents.models import TrainedModel
from intents.teaching import taught
from intents.training import TooFewExamplesError, gathered, train
from ragdomains.embeddings import embed_twice

log = logging.getLogger(__name__)


def ensure(content: Content, embed: Embed = embed_twice) -> TrainedModel | None:
    """What was learned from this release, now if it has to be; None where it has too few examples."""
    examples = trained.examples_of(content)
    there = trained.found(examples)
    if there is not None:
        return there
    try:
        row = learned(examples, embed)
    except TooFewExamplesError as error:
        log.info("nothing is learned from the examples: %s", error)
        return None
    return trained.kept(row)


def learned(examples: trained.Examples, embed: Embed = embed_twice) -> TrainedModel:
    """Learns; the row is not saved."""
    start = time.monotonic()
    model = train(examples.rows, examples.none, embed)
    inside = [(text, intent) for intent, text in examples.rows if intent not in examples.none]
    boundaries = train_boundaries(inside, examples.protected)
    return TrainedModel(
        digest=examples.digest,
        content=model.dumps(),
        boundaries=boundaries.dumps() if boundaries else b"",
        examples=len(examples.rows),
        seconds=round(time.monotonic() - start, 1),
        report=model.about(),
    )


def experienced(examples: trained.Examples, embed: Embed = embed_twice) -> Experience:
    """What these examples teach about sentences of houses that have few examples."""
    material = gathered(examples.rows, examples.none, embed)
    return taught(material.vectors, material.owners)
