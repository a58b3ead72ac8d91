"""The registry of checks: one file per kind in this package."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from athena_project.plugins import Plugins
from validation.types import Claim, Draft


@dataclass(frozen=True, slots=True)
class Objection:
    """What one check has against a draft; the Rule decides what follows. `fixed` is the mended sentence, if any."""

    message: str
    claim: Claim | None = None
    fixed: str = ""


# A check gets the draft, its claims and its options, and returns its objections (none: it passes).
Check = Callable[[Draft, Sequence[Claim], Any], Awaitable[Sequence[Objection]]]

checks: Plugins[Check] = Plugins("check", "validation.checks", "athena.checks")
