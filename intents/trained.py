"""Keeps what was learned from the examples of a release, and finds it by their digest."""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import numpy as np
import orjson
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from athena_project import releases
from athena_project.doorbell import ring
from athena_project.models import Release
from athena_project.releases import Content
from intents.boundaries import Boundaries
from intents.model import FORMAT, Model, UnreadableModelError
from intents.models import TrainedModel
from intents.words import read as read_sentence

log = logging.getLogger(__name__)
Parts = tuple[Model | None, Boundaries | None]
_reading = threading.Lock()
_beside: list[Callable[[], Iterable[Release]]] = []

KEPT = 5  # newest models, and those that answer; the others are learned again if a rollback needs them
ANSWERING = 3  # the live release, and a canary and a shadow beside it
SHIPPED = Path(__file__).parent / "data" / "shipped.npz"


@dataclass(frozen=True, slots=True)
class Examples:
    """The example sentences of a release as (intent, text), the intents that are out of scope, protected phrases."""

    rows: tuple[tuple[str, str], ...]
    none: frozenset[str]
    protected: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The same for the same examples, whatever the keys and the order of their rows."""
        held = [FORMAT, sorted(self.rows), sorted(self.none), sorted(self.protected)]
        return hashlib.sha256(orjson.dumps(held)).hexdigest()

    @property
    def enough(self) -> bool:
        """Whether there is anything to learn from: two intents in scope with two different sentences each."""
        said: dict[str, set[str]] = {}
        for intent, text in self.rows:
            if intent not in self.none and (sentence := read_sentence(text)).words:
                said.setdefault(intent, set()).add(sentence.line)
                if sum(len(lines) > 1 for lines in said.values()) > 1:
                    return True
        return False


def examples_of(content: Content) -> Examples:
    """What a release has to learn from."""
    intents = {int(key): row for key, row in content.get("intents.intent", {}).items() if not row.get("fallback")}
    texts: dict[int, list[str]] = {key: [] for key in intents}
    for row in content.get("intents.pattern", {}).values():
        if row["type"] == "example" and row["intent"] in texts:
            texts[row["intent"]].append(row["text"])
    by_name = sorted((str(intents[key]["name"]), sorted(said)) for key, said in texts.items())
    rows = [(name, text) for name, said in by_name for text in said]
    none = frozenset(str(row["name"]) for row in intents.values() if row.get("mode") == "none")
    rules = content.get("intents.splitrule", {}).values()
    protected = sorted({str(each) for rule in rules for each in rule.get("protected", ())})
    return Examples(tuple(rows), none, tuple(protected))


def found(examples: Examples) -> TrainedModel | None:
    """What was learned from exactly these; what ships with Athena needs no learning."""
    return found_by(examples.digest)


def found_by(digest: str) -> TrainedModel | None:
    return stored(TrainedModel.objects.filter(digest=digest)) or shipped(digest)


def found_for(release: Release) -> TrainedModel | None:
    """What was learned from the examples of this release; its content is read once only."""
    return found_by(summed_up(release.pk, release.sha256)[0])


def worth_learning(release: Release) -> bool:
    """Whether learning from this release could come to anything."""
    return summed_up(release.pk, release.sha256)[1]


@lru_cache(maxsize=4)
def summed_up(release_id: int, _sha256: str) -> tuple[str, bool]:
    """The digest of a release's examples, and whether they are enough; `_sha256` of the content makes sure of it,
    where a key is given anew."""
    content = Release.objects.values_list("content", flat=True).get(pk=release_id)
    examples = examples_of(orjson.loads(content))
    return examples.digest, examples.enough


def beside_live(found: Callable[[], Iterable[Release]]) -> Callable[[], Iterable[Release]]:
    """Lets the layer above say what answers beside the live release, and is to be learned from too."""
    _beside.append(found)
    return found


def answering() -> list[Release]:
    """The live release first, then what is tried beside it."""
    live = releases.outline()
    return [*([live] if live else []), *(each for found in _beside for each in found())]


def to_learn() -> list[Release]:
    """Those of them whose examples were not learned yet, as far as that could come to anything."""
    return [each for each in answering() if found_for(each) is None and worth_learning(each)]


def learned_since(release: Release) -> datetime | None:
    """Since when its examples are learned; None while they are not. What ships, or comes to nothing, always was."""
    digest, enough = summed_up(release.pk, release.sha256)
    if not enough or shipped(digest):
        return datetime.min.replace(tzinfo=UTC)
    return TrainedModel.objects.filter(digest=digest).values_list("created", flat=True).first()


def newest() -> TrainedModel | None:
    """What answers until the newest examples are learned."""
    return stored(TrainedModel.objects.order_by("-created", "-pk")) or shipped()


def stored(rows: QuerySet[TrainedModel]) -> TrainedModel | None:
    """The first of the rows."""
    key = rows.values_list("pk", "digest", "created").first()
    try:
        return read(*key) if key else None
    except TrainedModel.DoesNotExist:  # another process has just dropped it for something newer
        return None


@lru_cache(maxsize=ANSWERING)
def read(pk: int, _digest: str, _created: datetime) -> TrainedModel:
    """A row with its megabytes: most edits leave what was learned alone. A restored database may give a key anew."""
    return TrainedModel.objects.get(pk=pk)


def kept(row: TrainedModel) -> TrainedModel:
    """Saves it and rings, so that every process loads it; old ones go."""
    try:
        with transaction.atomic():
            row.save()
            keep = TrainedModel.objects.order_by("-created", "-pk").values_list("pk", flat=True)[:KEPT]
            used = [summed_up(each.pk, each.sha256)[0] for each in answering()]
            TrainedModel.objects.exclude(pk__in=list(keep)).exclude(digest__in=used).delete()
            ring("release", releases.current())
    except IntegrityError:  # another process was faster
        return TrainedModel.objects.get(digest=row.digest)
    return row


def shipped(digest: str = "") -> TrainedModel | None:
    """The model that comes with Athena, where it was learned from exactly these examples; it is not saved."""
    row = read_shipped()
    return row if row and digest in ("", row.digest) else None


@lru_cache(maxsize=1)
def read_shipped() -> TrainedModel | None:
    try:
        with np.load(SHIPPED, allow_pickle=False) as held:
            about = orjson.loads(held["about"].tobytes())
            return TrainedModel(content=held["content"].tobytes(), boundaries=held["boundaries"].tobytes(), **about)
    except (OSError, KeyError, ValueError):
        return None


def ship(row: TrainedModel, path: Path = SHIPPED) -> None:
    """Writes the file that comes with Athena; `manage.py train --ship` after every change of the seeds."""
    about = {"digest": row.digest, "examples": row.examples, "seconds": row.seconds, "report": row.report}
    parts = {"about": orjson.dumps(about), "content": bytes(row.content), "boundaries": bytes(row.boundaries)}
    arrays = {name: np.frombuffer(data, np.uint8) for name, data in parts.items()}
    np.savez(path, allow_pickle=False, **arrays)
    read_shipped.cache_clear()


def loaded(row: TrainedModel | None) -> Parts:
    """The parts of a row, ready to be asked; a row of another version counts as none until it is learned again.

    They are read once, as most edits change a row of the house, not what was learned; then the megabytes go that they
    were read from.
    """
    if row is None:
        return None, None
    with _reading:
        if row.parts is None:
            row.parts = parts(bytes(row.content), bytes(row.boundaries))
            row.content = row.boundaries = b""
        found: Parts = row.parts
    return found


def parts(content: bytes, boundaries: bytes) -> Parts:
    try:
        return Model.loads(content), Boundaries.loads(boundaries) if boundaries else None
    except (UnreadableModelError, ValueError) as error:
        log.warning("what was learned cannot be used and is learned again: %s", error)
        return None, None
