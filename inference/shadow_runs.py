"""Starts a shadow and looks after it."""

from collections.abc import Mapping
from typing import Any

from athena_project.models import Release
from inference.shadow_rows import Shadow
from inference.tried_runs import begin, running, settle


def start(release: Release | None, author: str, wanted: Mapping[str, Any]) -> Shadow:
    """Lets this release, or the draft, answer in the background. Raises TryError."""
    return begin(Shadow(author=author, **wanted), release)


def watch() -> str:
    """Ends the running shadow where it must; says what it found."""
    row = running(Shadow)
    if row is None:
        return "no shadow runs"
    reason = settle(row)
    return f"the shadow was ended: {reason}" if reason else f"{row.today} of {row.per_day} questions today"
