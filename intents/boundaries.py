"""Finds where one question of a sentence ends and the next begins: a segmentation model learned from the examples.

The score of a segmentation is a sum of learned weights (a semi-Markov conditional random field: Sarawagi and Cohen,
2004) over its gaps, its parts and its pairs of neighbouring parts; the best one of the whole sentence is taken. What
the weights look at knows no language: how the examples begin and end, which words follow each other inside them, and
to which categories the words of a part belong (boundary_features.py, runs.py). Trained in boundary_training.py.
"""

import json
import zlib
from collections.abc import Mapping, Sequence

import orjson

from intents.boundary_features import bare_features, pieces
from intents.gaps import Gap
from intents.runs import Count, Knowledge, Reading

CANDIDATES, SEGMENTATIONS = 24, 32  # most gaps looked at, most segmentations kept
WORTH = -3.0  # log-odds below which a gap without a connector is not looked at
# What a boundary must be worth, by the kind of its gap: one question taken apart is worse than two left together, and
# where nothing stands between the words they are mostly one.
COSTS = {"n": 1.0, "c": 0.8, "s": 0.3, "b": 1.6}
FORMAT = 1


def names(reading: Reading, gap: Gap) -> bool:
    """Whether a connector joins two words that no example holds: "for Delores and Brandie"."""
    joined = not gap.mark and " ".join(reading.words[gap.end : gap.start]) in {"and", "und"}
    return (
        joined
        and reading.count(gap.end - 1, gap.end).inside <= 0
        and reading.count(gap.start, gap.start + 1).inside <= 0
    )


class Boundaries:
    """The trained model. Immutable."""

    __slots__ = ("_bias", "_knowledge", "_weights")

    def __init__(self, knowledge: Knowledge, weights: Mapping[str, float], bias: float) -> None:
        """`weights` of the features, those of bare gaps too; `bias` is the log-odds of a bare gap without any."""
        self._knowledge = knowledge
        self._weights = weights
        self._bias = bias

    def choose(self, words: Sequence[str], gaps: Sequence[Gap]) -> tuple[Gap, ...]:
        """The gaps at which the sentence is best taken apart, in order."""
        reading = Reading(words, self._knowledge)
        worth = self.worth(reading, gaps)[:CANDIDATES]
        if not worth:
            return ()  # as with most questions: there is nothing to compare
        kept: list[tuple[Gap, ...]] = [()]
        scores: dict[object, float] = {}

        def score(chosen: tuple[Gap, ...]) -> float:
            total = -sum(COSTS[gap.kind] for gap in chosen)
            for key, features in pieces(reading, chosen):
                if key not in scores:
                    scores[key] = self._sum(features())
                total += scores[key]
            return total

        for gap in worth:
            kept += [(*chosen, gap) for chosen in kept]
            if len(kept) > SEGMENTATIONS:
                kept = sorted(kept, key=score, reverse=True)[: SEGMENTATIONS // 2]
        return max(kept, key=score)

    def worth(self, reading: Reading, gaps: Sequence[Gap]) -> list[Gap]:
        """The gaps that are worth a closer look: not between names, and not the bare ones that are clearly none."""
        least, apart = WORTH - self._bias, (gap for gap in gaps if not names(reading, gap))
        return [gap for gap in apart if gap.kind != "b" or self._sum(bare_features(reading, gap.end)) > least]

    def _sum(self, features: Sequence[str]) -> float:
        weight = self._weights.get
        return sum([weight(feature, 0.0) for feature in features])

    def dumps(self) -> bytes:
        known = self._knowledge
        content = {
            "format": FORMAT,
            "runs": {run: list(count) for run, count in sorted(known.runs.items())},
            "known": sorted(known.known),
            "roots": {root: sorted(counts.items()) for root, counts in sorted(known.roots.items())},
            "sizes": known.sizes,
            "weights": dict(sorted(self._weights.items())),
            "bias": self._bias,
        }
        return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)

    @classmethod
    def loads(cls, data: bytes) -> "Boundaries":
        """ValueError when the bytes are of another format."""
        try:
            content = orjson.loads(zlib.decompress(data))
        except (zlib.error, ValueError) as error:
            raise ValueError("these bytes hold no boundary model") from error
        if content["format"] != FORMAT:
            raise ValueError(f"boundary model of format {content['format']}, not {FORMAT}")
        runs = {run: Count(*count) for run, count in content["runs"].items()}
        roots = {root: dict(counts) for root, counts in content["roots"].items()}
        knowledge = Knowledge(runs, frozenset(content["known"]), roots, content["sizes"])
        return cls(knowledge, content["weights"], content["bias"])
