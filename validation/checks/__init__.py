"""The registry of checks: one file per kind in this package."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from athena_project.plugins import Plugins
from validation.types import Claim, Draft


@dataclass(frozen=True, slots=True)
class Objection:
    """What one check has against a draft; the Rule decides what follows. `fixed` is the mended sentence, if any.

    `evidence` is what speaks against the claim, in a few words.
    """

    message: str
    claim: Claim | None = None
    fixed: str = ""
    evidence: str = ""


class UndecidedError(Exception):
    """A check could not tell; its rule's fail mode applies. The text says why and may be logged."""


# A check gets the draft, its claims and its options, and returns its objections (none: it passes).
Check = Callable[[Draft, Sequence[Claim], Any], Awaitable[Sequence[Objection]]]

# The groups that a check may belong to, as `family=` of its registration.
FAMILIES = ("empirical", "contextual", "consistency", "power", "utility", "evolution")
RESTING = ("empirical", "contextual", "consistency")  # those that compare an answer with what it rests on

checks: Plugins[Check] = Plugins("check", "validation.checks", "athena.checks")


def family(kind: str) -> str:
    """The group of a kind; one that names none is empirical."""
    return str(checks[kind].extra.get("family", FAMILIES[0]))


def asks_model(kind: str) -> bool:
    """Does it ask a language model, without which it has nothing against anything?"""
    return bool(checks[kind].extra.get("asks_model"))
