"""Trains the boundary model: sentences composed of the examples show it where a question ends and the next begins."""

import random
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import expit

from intents.boundaries import Boundaries
from intents.boundary_features import bare_features, pieces
from intents.compositions import Composer, Composition
from intents.gaps import Connectors, Gap, gaps_of, words_of
from intents.runs import LONGEST_RUN, ROOTS, Count, Knowledge, Own, Reading
from intents.words import Phrases, fold

FEWEST = 50  # examples below which nothing is learned
MOST = 16000  # examples that are learned from
PARTS = (4000, 32000)  # fewest and most parts of the sentences composed
KNOWN = 3  # examples a word must stand in to be looked at by itself
SEEN = 6  # places a feature must be seen in
KEPT = 0.02  # weights smaller than this are forgotten
COMMONEST_RUNS = 2  # runs of two or three words that stand in fewer examples are forgotten
STEPS, SMOOTHING = 45, 10.0
BARE_STEPS, BARE_SMOOTHING, BARE_SHARE = 40, 1.0, 0.3
MEMORY = 8  # steps that the descent remembers
CHOICES = 5  # gaps of a sentence of which all sets are compared
WHOLES = Path(__file__).with_name("wholes.yaml")
CONNECTORS = ("and", "and then", "and also", "then", "also", "plus", "after that", "as well as", "but")

Floats = NDArray[np.float64]
Loss = Callable[[Floats], tuple[float, Floats]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A composed sentence as it is read, its gaps, and those of them that are boundaries."""

    reading: Reading
    gaps: tuple[Gap, ...]
    boundaries: tuple[Gap, ...]


def train_boundaries(
    examples: Sequence[tuple[str, str]],
    protected: Sequence[str] = (),
    seed: int = 0,
    connectors: Sequence[str] = CONNECTORS,
) -> Boundaries | None:
    """The model for examples of (text, category); the same input gives the same model, too few of them None."""
    rows = distinct(examples)
    if len(rows) < FEWEST:
        return None
    if len(rows) > MOST:
        rows = sorted(random.Random(seed).sample(rows, MOST))  # noqa: S311 - not for secrets
    rows += [(text, "") for text in wholes()]
    own, knowledge = learn(rows)
    parts = min(max(4 * len(rows), PARTS[0]), PARTS[1])
    reader = Reader(own, knowledge, Connectors(connectors), Phrases(fold(each) for each in protected))
    sentences = [reader.read(each) for each in Composer(rows, connectors, seed).compose(parts)]
    weights, bias = train_bare(sentences, seed)
    weights |= train_segmentations(sentences, Boundaries(knowledge, weights, bias))
    return Boundaries(compact(knowledge), {name: round(each, 3) for name, each in weights.items()}, round(bias, 3))


def distinct(examples: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The examples in lower case, without the stop at their end, each once."""
    rows: dict[str, str] = {}
    for text, category in examples:
        line = fold(text).replace("’", "'").strip().rstrip("?.!,; ")
        if words_of(line).low:
            rows.setdefault(" ".join(line.split()), category)
    return sorted(rows.items())


def wholes() -> list[str]:
    """Sentences of the project's own that are one question although they hold a connector or a comma."""
    tables: dict[str, list[str]] = yaml.safe_load(WHOLES.read_text(encoding="utf-8"))
    return [line for lines in tables.values() for line in lines]


def learn(rows: Sequence[tuple[str, str]]) -> tuple[list[Own], Knowledge]:
    """What each example adds, and all of it together; the category "" is none."""
    names = sorted({category for _, category in rows} - {""})
    numbers = {name: number for number, name in enumerate(names)}
    own = [owned(words_of(text).low, numbers.get(category)) for text, category in rows]
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    common: Counter[str] = Counter()
    roots: dict[str, Counter[int]] = defaultdict(Counter)
    for each in own:
        common.update(run for run in each.runs if " " not in run)
        for run, count in each.runs.items():
            totals[run] = [a + b for a, b in zip(totals[run], count, strict=True)]
        for root in each.roots if each.category is not None else ():
            roots[root][each.category or 0] += 1
    runs = {run: Count(*counts) for run, counts in totals.items()}
    sizes = Counter(each.category for each in own)
    return own, Knowledge(
        runs,
        frozenset(word for word, count in common.items() if count >= KNOWN),
        {root: counts for root, counts in roots.items() if counts.total() > 1},
        [sizes[number] for number in range(len(names))],
    )


def owned(words: Sequence[str], category: int | None) -> Own:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for size in range(1, min(LONGEST_RUN, len(words)) + 1):
        for at in range(len(words) - size + 1):
            counts[" ".join(words[at : at + size])][2] += 1
        counts[" ".join(words[:size])][0] += 1
        counts[" ".join(words[-size:])][1] += 1
    runs = {run: Count(*count) for run, count in counts.items()}
    return Own(runs, frozenset(word[:ROOTS] for word in words), category)


def compact(knowledge: Knowledge) -> Knowledge:
    """Without the long runs that one example alone holds; they add size, not sense."""
    runs = {run: count for run, count in knowledge.runs.items() if " " not in run or count.inside >= COMMONEST_RUNS}
    return Knowledge(runs, knowledge.known, knowledge.roots, knowledge.sizes)


class Reader:
    """Reads compositions as the model will read questions, without what their own examples say."""

    def __init__(self, own: Sequence[Own], knowledge: Knowledge, connectors: Connectors, held: Phrases) -> None:
        self._own, self._knowledge, self._connectors, self._held = own, knowledge, connectors, held

    def read(self, made: Composition) -> Sentence:
        words = words_of(made.text)
        held = [(start, end) for start, end, _ in self._held.longest(made.text)]
        gaps = tuple(
            gap
            for gap in gaps_of(made.text, words, self._connectors)
            if not any(a < words.starts[gap.start] and words.ends[gap.end - 1] < b for a, b in held)
        )
        less = [self._own[number] for number in made.sources]
        boundaries = tuple(gap for gap in gaps if words.starts[gap.start] in made.starts)
        return Sentence(Reading(words.low, self._knowledge, less), gaps, boundaries)


class Table:
    """Rows of features as a sparse matrix; only features seen often enough have a column."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        counts = Counter(name for row in rows for name in row)
        self.names = sorted(name for name, count in counts.items() if count >= SEEN)
        column = {name: number for number, name in enumerate(self.names)}
        columns = [[column[name] for name in row if name in column] for row in rows]
        ends = np.cumsum([0, *(len(row) for row in columns)])
        flat = np.fromiter((each for row in columns for each in row), np.int32, int(ends[-1]))
        self.matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(self.names)))

    def weights(self, values: Floats) -> dict[str, float]:
        return {name: float(value) for name, value in zip(self.names, values, strict=True) if abs(value) >= KEPT}


def train_bare(sentences: Sequence[Sentence], seed: int) -> tuple[dict[str, float], float]:
    """Weights and bias that tell which gaps without a connector are worth a closer look (a logistic regression)."""
    choose = random.Random(seed)  # noqa: S311 - not for secrets
    rows: list[list[str]] = []
    truth: list[bool] = []
    for each in sentences:
        for gap in each.gaps:
            true = gap in each.boundaries
            if gap.kind == "b" and (true or choose.random() < BARE_SHARE):
                rows.append(bare_features(each.reading, gap.end))
                truth.append(true)
    if not rows:
        return {}, 0.0
    table, real = Table(rows), np.asarray(truth, float)
    counts = np.where(real > 0, 1, 1 / BARE_SHARE)
    matrix, transposed = table.matrix, table.matrix.T.tocsr()

    def loss(values: Floats) -> tuple[float, Floats]:
        sums = matrix @ values[1:] + values[0]
        off = counts * (expit(sums) - real)
        cost = float(counts @ (np.logaddexp(0, sums) - real * sums)) + BARE_SMOOTHING / 2 * float(
            values[1:] @ values[1:]
        )
        return cost, np.concatenate([[off.sum()], transposed @ off + BARE_SMOOTHING * values[1:]])

    best = descend(loss, len(table.names) + 1, BARE_STEPS)
    return table.weights(best[1:]), float(best[0])


def train_segmentations(sentences: Sequence[Sentence], first: Boundaries) -> dict[str, float]:
    """Weights under which the true segmentation of each sentence is the likeliest of all."""
    rows: list[list[str]] = []
    members: list[tuple[int, int]] = []
    true: list[bool] = []
    starts: list[int] = []
    for each in sentences:
        gaps = closest(each, first)
        if not gaps or not {*each.boundaries} <= {*gaps}:
            continue
        starts.append(len(true))
        places: dict[object, int] = {}
        for chosen in (chosen for size in range(len(gaps) + 1) for chosen in combinations(gaps, size)):
            for key, features in pieces(each.reading, chosen):
                if key not in places:
                    places[key] = len(rows)
                    rows.append(features())
                members.append((len(true), places[key]))
            true.append(chosen == each.boundaries)
    if not rows:
        return {}
    return fit(Table(rows), members, Choices(np.asarray(true), np.asarray(starts)))


def closest(sentence: Sentence, first: Boundaries) -> tuple[Gap, ...]:
    """The gaps worth a look; of too many the boundaries and the first others."""
    worth = first.worth(sentence.reading, sentence.gaps)
    if len(worth) > CHOICES:
        worth = sorted(worth, key=lambda gap: (gap not in sentence.boundaries, gap.kind == "b", gap.start))[:CHOICES]
    return tuple(sorted(worth, key=lambda gap: gap.start))


@dataclass(frozen=True, slots=True)
class Choices:
    """Segmentations, sentence after sentence: which are true, and where each sentence's begin."""

    true: NDArray[np.bool_]
    starts: NDArray[np.int64]


def fit(table: Table, members: Sequence[tuple[int, int]], choices: Choices) -> dict[str, float]:
    """The weights of a conditional random field: the log-likelihood of the true choices, smoothed."""
    count = len(choices.true)
    at = np.asarray(members)
    holds = csr_matrix((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(count, table.matrix.shape[0]))
    held, columns = holds.T.tocsr(), table.matrix.T.tocsr()
    group = np.repeat(np.arange(len(choices.starts)), np.diff(np.append(choices.starts, count)))
    goal = columns @ (held @ choices.true.astype(float))

    def loss(values: Floats) -> tuple[float, Floats]:
        scores = holds @ (table.matrix @ values)
        scores -= np.maximum.reduceat(scores, choices.starts)[group]
        likely = np.exp(scores)
        totals = np.add.reduceat(likely, choices.starts)
        cost = float(np.log(totals).sum() - scores[choices.true].sum()) + SMOOTHING / 2 * float(values @ values)
        return cost, columns @ (held @ (likely / totals[group])) - goal + SMOOTHING * values

    return table.weights(descend(loss, len(table.names), STEPS))


def descend(loss: Loss, size: int, steps: int) -> Floats:
    """The lowest point of a smooth convex loss: limited-memory BFGS (Nocedal and Wright, 2006, algorithm 7.5)."""
    at = np.zeros(size)
    cost, slope = loss(at)
    memory: deque[tuple[Floats, Floats]] = deque(maxlen=MEMORY)
    for _ in range(steps):
        way = -curved(slope, memory)
        step = 1.0 if memory else 1 / max(1.0, float(np.abs(slope).sum()))
        lower, steeper = loss(at + step * way)
        while lower > cost + 1e-4 * step * float(slope @ way) and step > 1e-6:
            step /= 2
            lower, steeper = loss(at + step * way)
        memory.append((step * way, steeper - slope))
        at, gained = at + step * way, cost - lower
        cost, slope = lower, steeper
        if gained < 1e-5 * abs(cost) or memory[-1][0] @ memory[-1][1] <= 0:
            break
    return at


def curved(slope: Floats, memory: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The slope, corrected by the curvature that the last steps have shown."""
    way, shares = slope.copy(), []
    for moved, turned in reversed(memory):
        shares.append(float(moved @ way) / float(moved @ turned))
        way -= shares[-1] * turned
    if memory:
        moved, turned = memory[-1]
        way *= float(moved @ turned) / float(turned @ turned)
    for moved, turned in memory:
        way += (shares.pop() - float(turned @ way) / float(moved @ turned)) * moved
    return way
