"""Finds documents that say nearly the same: another version, or the same one in another format."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

import numpy as np
from numpy.typing import NDArray

from ragdomains.models import Document
from ragdomains.readers import Paper
from ragdomains.stems import WORD

# MinHash (Broder, "On the resemblance and containment of documents", 1997): the share of equal smallest values of many
# hash functions estimates which share of their word triples two texts have in common.
HASHES = 128
BANDS = 32  # of 4 values each: two texts that share 0.8 of their triples agree in one of them for certain
TOGETHER = 3  # words
FEWEST = 30  # triples; the shorter texts of two events differ in a date only, and mean two things
ALIKE = 0.8
BLOCK = 20_000  # triples hashed at a time

Sketch = NDArray[np.uint32]
_draw = np.random.default_rng(20_261_129)
# multiply, add, and keep the upper half of 64 bits that run over (Dietzfelbinger and others, 1997)
FACTORS = _draw.integers(0, 1 << 63, HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
SHIFTS = _draw.integers(0, 1 << 63, HASHES, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Known:
    """A document as far as copies are concerned. `told` is when it was written, or else changed."""

    key: int
    copy_of: int | None
    told: datetime
    sketch: bytes


def sketch(paper: Paper) -> bytes:
    """The smallest values of the hashes of its word triples; b"" for a text that is too short to be compared."""
    words = [word for section in paper.sections for word in WORD.findall(section.text.casefold())]
    triples = {zlib.crc32(" ".join(words[at : at + TOGETHER]).encode()) for at in range(len(words) - TOGETHER + 1)}
    if len(triples) < FEWEST:
        return b""
    values = np.fromiter(triples, dtype=np.uint64, count=len(triples))
    least = np.full(HASHES, 1 << 32, dtype=np.uint64)
    for start in range(0, len(values), BLOCK):
        hashed = (values[start : start + BLOCK, None] * FACTORS + SHIFTS) >> np.uint64(32)
        least = np.minimum(least, hashed.min(axis=0))
    return least.astype("<u4").tobytes()


def mark(domain_id: int) -> int:
    """Marks every document of a domain that is a copy with the newest of its kind; returns how many marks changed."""
    found = list(known(domain_id))
    wanted = originals(found)
    changed = [Document(pk=each.key, copy_of_id=wanted.get(each.key)) for each in found
               if each.copy_of != wanted.get(each.key)]  # fmt: skip
    Document.objects.bulk_update(changed, ["copy_of"], batch_size=500)
    return len(changed)


def known(domain_id: int) -> Iterator[Known]:
    rows = Document.objects.filter(source__domain=domain_id, source__enabled=True, problem="").order_by("pk")
    for key, copy_of, written, changed, drawn in rows.values_list("pk", "copy_of", "written", "changed", "sketch"):
        told = datetime.combine(written, time(), changed.tzinfo) if written else changed
        yield Known(key, copy_of, told, bytes(drawn))


def originals(documents: Sequence[Known]) -> dict[int, int]:
    """copy -> the newest document that says nearly the same; what is no copy is left out."""
    drawn = [each for each in documents if len(each.sketch) == HASHES * 4]
    if len(drawn) < 2:
        return {}
    table = np.stack([np.frombuffer(each.sketch, dtype="<u4") for each in drawn])
    families: dict[int, list[Known]] = defaultdict(list)
    for row, family in enumerate(joined(len(drawn), pairs(table))):
        families[family].append(drawn[row])
    newest = {family: max(rows, key=lambda each: (each.told, -each.key)).key for family, rows in families.items()}
    return {
        each.key: newest[family] for family, rows in families.items() for each in rows if each.key != newest[family]
    }


def pairs(table: Sketch) -> Iterator[tuple[int, int]]:
    """Rows that are alike. Of those that agree in a band each is compared with the first of them only."""
    for band in np.split(table, BANDS, axis=1):
        keys = np.ascontiguousarray(band).view(np.dtype((np.void, band.shape[1] * 4))).ravel()
        order = np.argsort(keys, kind="stable")
        edges = np.flatnonzero(np.concatenate(([True], keys[order][1:] != keys[order][:-1], [True])))
        for at in np.flatnonzero(np.diff(edges) > 1):
            first, *others = order[edges[at] : edges[at + 1]]
            shared = (table[others] == table[first]).mean(axis=1)
            yield from ((int(first), int(row)) for row, share in zip(others, shared, strict=True) if share >= ALIKE)


def joined(count: int, found: Iterable[tuple[int, int]]) -> list[int]:
    """The number of each row's family: rows that are alike, and those that are alike with them."""
    parents = list(range(count))

    def root(row: int) -> int:
        while parents[row] != row:
            parents[row] = parents[parents[row]]
            row = parents[row]
        return row

    for one, other in found:
        parents[root(other)] = root(one)
    return [root(row) for row in range(count)]
