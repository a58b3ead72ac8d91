"""Finding documents: how long it takes among 20,000 passages, and how well beside words alone and meaning alone."""

import atexit
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import numpy as np

from athena_project.secrets import new_ring

# A data folder of its own, made before Django reads its settings: nothing of this house's own is touched.
os.environ["DJANGO_SETTINGS_MODULE"] = "athena_project.settings"
os.environ["ATHENA_DATA"] = tempfile.mkdtemp(prefix="athena-benchmark-")
os.environ["ATHENA_KEYRING"] = new_ring()
for name in ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "QDRANT_URL", "OLLAMA_URL"):
    os.environ.pop(name, None)
atexit.register(shutil.rmtree, os.environ["ATHENA_DATA"], ignore_errors=True)
django.setup()

from django.utils import timezone  # noqa: E402 Django must be set up before

from athena_project import bootstrap  # noqa: E402
from benchmarks import retrieval_sets  # noqa: E402
from benchmarks.command import run_this  # noqa: E402
from benchmarks.intent_sets import Sets  # noqa: E402
from ragdomains import embeddings  # noqa: E402
from ragdomains.index import Index  # noqa: E402
from ragdomains.intake import announce, live_version  # noqa: E402
from ragdomains.models import Chunk, Document, Source  # noqa: E402
from ragdomains.sources import documents_domain  # noqa: E402

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PASSAGES, EACH = 20_000, 4  # passages, and how many of them a document has
WORDS = 100  # of a passage
ENGLISH = [
    word for word in embeddings.VOCABULARY.read_text(encoding="utf-8").split() if len(word) > 3 and word.isalpha()
]
QUESTIONS = 200


def main() -> None:
    bootstrap.prepare()
    for line in speed():
        print(line, flush=True)
    sets = Sets(DATA)
    if not retrieval_sets.there(sets):
        print(f"The sets for quality are not in {DATA}.")
        return
    for line in retrieval_sets.table(sets):
        print(line, flush=True)


def speed() -> Iterator[str]:
    """The passages are words at random, as frequent as in a language, with vectors at random: nobody reads them."""
    draw = np.random.default_rng(7)
    source = filled(draw)
    index = Index("")
    begun = time.perf_counter()
    index.load(source.domain_id)
    yield f"{PASSAGES:,} passages loaded in {time.perf_counter() - begun:.1f} s"
    questions = [f"where is the {said(draw, 4)} of the {said(draw, 3)}" for _ in range(QUESTIONS)]
    for name, ask in (
        ("a search, its embedding included (p50 at most 30 ms)", lambda text: index.find(source.domain_id, text, 5)),
        ("the embedding alone", lambda text: embeddings.embed([text])),
    ):
        times, busy = zip(*(timed(ask, question) for question in questions), strict=True)
        slow = sorted(times)[int(0.95 * QUESTIONS)]
        cpu = statistics.median(busy)
        yield f"{name:55} p50 {statistics.median(times):5.1f} ms ({cpu:.1f} of a processor), p95 {slow:5.1f} ms"


def timed(ask: Callable[[str], object], text: str) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor, which others on the machine keep busy too."""
    begun, busy = time.perf_counter(), time.thread_time()
    ask(text)
    return (time.perf_counter() - begun) * 1000, (time.thread_time() - busy) * 1000


def filled(draw: np.random.Generator) -> Source:
    """A source whose rows were never files."""
    source = Source.objects.create(domain=documents_domain("speed"), path="speed")
    version = live_version(source.domain)
    vectors = draw.standard_normal((PASSAGES, embeddings.DIMENSIONS)).astype("<f4")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    form = {"source": source, "sha256": "0" * 64, "changed": timezone.now()}
    papers = [Document(path=f"{n}.txt", title=said(draw, 2), **form) for n in range(PASSAGES // EACH)]
    papers = Document.objects.bulk_create(papers, batch_size=500)
    Chunk.objects.bulk_create(
        (
            Chunk(
                document=papers[n // EACH],
                version=version,
                position=n % EACH,
                text=said(draw, WORDS),
                sha256=f"{n:064}",
                model=embeddings.MODEL,
                vector=vectors[n].tobytes(),
            )
            for n in range(PASSAGES)
        ),
        batch_size=500,
    )
    announce(source.domain_id)
    return source


def said(draw: np.random.Generator, count: int) -> str:
    """English words at random; the nth is as frequent as in a language (Zipf's law)."""
    ranks = draw.zipf(1.2, count) - 1
    return " ".join(ENGLISH[rank % len(ENGLISH)] for rank in ranks.tolist())


if __name__ == "__main__":
    run_this()
