"""Keeps what the newest recorded questions mean, so that thousands are compared in a moment."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from django.db.models.functions import Substr

from athena_project.celery import stopping
from athena_project.work import tell
from inference.models import Meaning, QueryLog
from intents import impact
from intents.words import LONGEST, read
from ragdomains.embeddings import DIMENSIONS, embed

LAST = 5_000  # rows of the log
AT_ONCE = 600  # questions of one run; three seconds of a processor
BATCH = 60

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """A question in its parts: their lines, and their vectors in the same order, (n, DIMENSIONS)."""

    lines: tuple[str, ...]
    vectors: Vectors


def newest(count: int = LAST) -> dict[str, int]:
    """The different texts among the newest rows of the log, newest first, and how often each stands there."""
    texts = QueryLog.objects.order_by("-at").values_list(Substr("question", 1, LONGEST), flat=True)[:count]
    found: dict[str, int] = {}
    for text in texts:
        if text.strip():
            found[text] = found.get(text, 0) + 1
    return found


def key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def kept(texts: Iterable[str]) -> dict[str, Said]:
    """What is known of these questions already. Reads the whole table: it holds little else."""
    rows = {row[0]: row[1:] for row in Meaning.objects.values_list("key", "lines", "vectors")}
    found = {text: rows.get(key(text)) for text in texts}
    return {text: Said(tuple(row[0]), unpacked(row[1])) for text, row in found.items() if row}


def unpacked(data: bytes | memoryview) -> Vectors:
    return np.frombuffer(bytes(data), np.float16).reshape(-1, DIMENSIONS).astype(np.float32)


def learn(texts: Sequence[str]) -> dict[str, Said]:
    """Reads questions with the sentence encoder, some 5 ms each; nothing is stored."""
    splitter = impact.splitter_now()
    parts = {text: [read(part) for part in splitter.split(text) or (text,)] for text in texts}
    vectors = iter(embed([sentence.whole for sentences in parts.values() for sentence in sentences]))
    return {
        text: Said(tuple(each.line for each in sentences), np.stack([next(vectors) for _ in sentences]))
        for text, sentences in parts.items()
    }


def keep(wanted: Mapping[str, object]) -> int:
    """Learns what is missing, as much as one run may, and forgets what nobody wants any more; returns what is left."""
    keys = {key(text): text for text in wanted}
    there = set(Meaning.objects.values_list("key", flat=True))
    forget(sorted(there - keys.keys()))
    missing = [text for number, text in keys.items() if number not in there]
    for start in range(0, min(len(missing), AT_ONCE), BATCH):
        if stopping():
            break
        store(learn(missing[start : start + BATCH]))
        tell(f"{min(start + BATCH, len(missing))} of {len(missing)} questions read")
    return max(0, len(missing) - AT_ONCE)


def store(said: Mapping[str, Said]) -> None:
    rows = [
        Meaning(key=key(text), lines=list(each.lines), vectors=each.vectors.astype(np.float16).tobytes())
        for text, each in said.items()
    ]
    Meaning.objects.bulk_create(rows, ignore_conflicts=True)


def forget(keys: Sequence[str]) -> None:
    for start in range(0, len(keys), 500):
        Meaning.objects.filter(pk__in=keys[start : start + 500]).delete()
