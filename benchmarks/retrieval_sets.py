"""How well the right document is found: words alone, meaning alone, and both as they are put together."""

import json
import math
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.intent_sets import Sets, some
from inference.quotation import best_quote
from ragdomains import embeddings
from ragdomains.index import Index
from ragdomains.ingest import read_now
from ragdomains.keywords import Vocabulary
from ragdomains.providers.documents import Options
from ragdomains.shelf import Shelf
from ragdomains.sources import source_at
from ragdomains.stock import live_build, stock

DEPTH = 10  # documents that are looked at
FOREIGN = 400  # questions about anything else
QUOTED = 5  # passages from which an answer is quoted

# sentences with the text they were written from: each supported one should find its own
GROUNDING = ("fever_symmetric", "q2_wow", "begin")

Ranking = Sequence[str]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the documents that answer it."""

    text: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents as rows, and the questions about them."""

    name: str
    rows: Sequence[Mapping[str, str]]
    asked: Sequence[Asked]


def there(sets: Sets) -> bool:
    return all((sets.folder / f"{name}.jsonl").is_file() for name in ("xquad_corpus", "xquad_queries", *GROUNDING))


def collections(sets: Sets) -> Iterator[Collection]:
    questions = [Asked(row["query"], frozenset(row["relevant"])) for row in sets.rows("xquad_queries")]
    yield Collection("xquad", sets.rows("xquad_corpus"), questions)
    for name in GROUNDING:
        texts = {row["context"]: "" for row in sets.rows(name)}
        texts = {text: f"d{number}" for number, text in enumerate(texts)}
        supported = [row for row in sets.rows(name) if row["label"] == 0]
        asked = [Asked(row["response"], frozenset([texts[row["context"]]])) for row in supported]
        yield Collection(name, [{"id": key, "text": text} for text, key in texts.items()], asked)


def table(sets: Sets) -> Iterator[str]:
    yield f"{'set':18} {'method':8} {'success@1':>10} {'nDCG@10':>8}"
    for collection in collections(sets):
        index, domain_id = read(collection)
        for name, ask in methods(index, domain_id).items():
            found = [(ask(each.text), each.right) for each in collection.asked]
            first = np.mean([bool(ranking) and ranking[0] in right for ranking, right in found])
            gain = np.mean([ndcg(ranking, right) for ranking, right in found])
            yield f"{collection.name:18} {name:8} {first * 100:9.1f}% {gain:8.4f}"
        if collection.name == "xquad":
            foreign = [each.text for each in some(sets.examples("hwu64"), FOREIGN)]
            own = [each.text for each in collection.asked]
            yield f"{'':18} {answered(index, domain_id, own):.1%} of its questions are answered (score >= {BAR})"
            yield f"{'':18} {answered(index, domain_id, foreign):.1%} of {FOREIGN} questions about other things are"
            held, refused = quoted(index, domain_id, sets)
            yield f"{'':18} {held:.1%} of the quotations from {QUOTED} passages hold the answer"
            yield f"{'':18} {refused:.1%} are refused where the {QUOTED} nearest wrong ones are all there is"


BAR = Options().min_score


def answered(index: Index, domain_id: int, questions: Sequence[str]) -> float:
    limit = Options().limit
    return sum(any(passage.score >= BAR for passage in index.find(domain_id, text, limit)) for text in questions) / len(
        questions
    )


def quoted(index: Index, domain_id: int, sets: Sets) -> tuple[float, float]:
    """How often the quotation holds the answer, and how often there is none where no passage holds it."""
    texts = {row["id"]: row["text"] for row in sets.rows("xquad_corpus")}
    held, refused, asked = 0, 0, sets.rows("xquad_queries")
    for row in asked:
        right = [texts[key] for key in row["relevant"]]
        near = index.find(domain_id, row["query"], 3 * QUOTED)
        wrong = [each for each in near if not any(each.text in text for text in right)][:QUOTED]
        quote = best_quote(row["query"], [each for each in near if each not in wrong] + wrong[: QUOTED - 1], 10.0)
        held += quote is not None and row["answer"].casefold() in quote.text.casefold()
        refused += best_quote(row["query"], wrong, 10.0) is None
    return held / len(asked), refused / len(asked)


def read(collection: Collection) -> tuple[Index, int]:
    """The collection as the command line would read it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{collection.name}.jsonl"
        path.write_text("\n".join(map(json.dumps, collection.rows)), encoding="utf-8")
        source = source_at(collection.name, path)
        counts = read_now(source)
        assert not counts.problems, counts.problems
    index = Index("")
    index.load(source.domain_id)
    return index, source.domain_id


def methods(index: Index, domain_id: int) -> dict[str, Callable[[str], Ranking]]:
    vocabulary = Vocabulary()
    version = live_build(domain_id)
    assert version is not None
    found = stock(version, {}, vocabulary)
    shelf = Shelf.build("", found, len(vocabulary.numbers))

    def ranked(scores: Scores) -> Ranking:
        order = np.argsort(-scores, kind="stable").tolist()
        return list(dict.fromkeys(shelf.entries[row].document for row in order))[:DEPTH]

    return {
        "words": lambda text: ranked(shelf.keywords.score(vocabulary.known(text))[0]),
        "meaning": lambda text: ranked(found.vectors @ embeddings.embed([text])[0]),
        "both": lambda text: [name for name, _ in index.documents(domain_id, text, DEPTH)],
    }


def ndcg(ranking: Ranking, right: frozenset[str]) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002) for answers that are right or wrong."""
    gain = sum(1 / math.log2(place + 2) for place, name in enumerate(ranking[:DEPTH]) if name in right)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(len(right), DEPTH)))
