"""How a client wants a model's words to be drawn, and where an answer is to stop."""

import math
from collections.abc import Mapping
from typing import Any, TypeGuard

from inference.api.errors import Refused, invalid

# what both protocols call by the same name, and between which numbers it has a meaning
BOUNDS = {"top_p": (0.0, 1.0), "frequency_penalty": (-2.0, 2.0), "presence_penalty": (-2.0, 2.0)}
SEEDS = 2**63
MOST_STOPS = 16
ONE = "There is one answer to each question: n must be 1."
NO_LOGPROBS = "Athena cannot tell how probable its words were: leave logprobs out."


def sampling_of(given: Mapping[str, Any]) -> dict[str, float]:
    """What of it a model server is told; what is no number is as good as absent."""
    found: dict[str, float] = {
        name: min(max(float(given[name]), low), high)
        for name, (low, high) in BOUNDS.items()
        if is_finite(given.get(name))
    }
    seed = given.get("seed")
    if is_finite(seed) and abs(seed) < SEEDS:
        found["seed"] = int(seed)
    return found


def is_finite(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf


def stops_of(given: Any, field: str) -> tuple[str, ...]:
    """The texts before which an answer ends; raises Refused."""
    texts = [given] if isinstance(given, str) else given or []
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise Refused(400, f"{field} must be a text or a list of texts.", "invalid_type", param=field)
    if len(texts) > MOST_STOPS:
        raise invalid(f"{field} takes at most {MOST_STOPS} texts.", field)
    return tuple(text for text in texts if text)


def only_one(wanted: float | None) -> None:
    """Raises Refused where several answers are wanted: a list that is too short would break the client."""
    if wanted not in {None, 1}:
        raise invalid(ONE, "n")


def no_logprobs(wanted: Any) -> None:
    """Raises Refused where probabilities are wanted: who evaluates models computes with them."""
    if wanted:
        raise invalid(NO_LOGPROBS, "logprobs")
