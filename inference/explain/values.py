"""Reads the details of recorded steps, whatever an older version wrote into them."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from inference.models import QueryStep

Detail = Mapping[str, Any]


def number(detail: Detail, name: str) -> float | None:
    value = detail.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def text(detail: Detail, name: str) -> str:
    value = detail.get(name)
    return value if isinstance(value, str) else ""


def entries(detail: Detail, name: str) -> list[Detail]:
    """The mappings of a list."""
    value = detail.get(name)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def words(detail: Detail, name: str) -> list[str]:
    value = detail.get(name)
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def pairs(detail: Detail, name: str) -> list[tuple[str, str]]:
    value = detail.get(name)
    return [(str(key), str(each)) for key, each in value.items()] if isinstance(value, dict) else []


def named(steps: Iterator[QueryStep] | list[QueryStep], name: str) -> Iterator[tuple[QueryStep, Detail]]:
    """The steps of a name (of all that begin with it, where it ends with a colon), with their details."""
    for step in steps:
        if step.name == name or (name.endswith(":") and step.name.startswith(name)):
            yield step, step.detail if isinstance(step.detail, dict) else {}


def lasting(seconds: float) -> str:
    """12 s, 3 min, 5 h, 2 days"""
    for unit, size in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s" if seconds >= 2 else f"{seconds:.1f} s"


def later(seconds: float) -> timedelta:
    """Bounded, because a row may say a million years."""
    return timedelta(seconds=min(max(seconds, 0.0), 3_000_000_000.0))
