"""What an edit that went live changed, in words: the note of a release that nobody wrote one for."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from athena_project.models import ConfigChange, Release
from athena_project.releases import config_models

LONGEST = 200  # characters of a note
NAMED = 3  # rows; the others are counted
WORDS = {"add": "added", "change": "changed", "delete": "deleted", "import": "brought in"}


def since(release: Release | None) -> str:
    """Of the entries of the audit that this release does not hold yet."""
    if release is None:
        return ""
    labels = [model._meta.label_lower for model in config_models()]
    of_rows = Q(model__in=labels) | Q(action="import")
    entries = ConfigChange.objects.filter(of_rows, pk__gt=release.last_change).order_by("pk")
    found = list(entries.only("action", "label", "before", "after")[: NAMED + 1])
    told = [line(entry) for entry in found[:NAMED]]
    if len(found) > NAMED:
        told.append(f"and {entries.count() - NAMED} more")
    return cut("; ".join(told))


def line(entry: ConfigChange) -> str:
    """ "intent jokes changed: mode, reply"."""
    text = f"{entry.label} {WORDS.get(entry.action, entry.action)}"
    names = changed(entry.before or {}, entry.after or {}) if entry.action == "change" else []
    return f"{text}: {', '.join(names)}" if names else text


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields that differ, as a form calls them; of a plug-in's options, which of them."""
    names: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if name == "options" and isinstance(old, Mapping) and isinstance(new, Mapping):
            names += changed(old, new)
        elif old != new:
            names.append("switched on" if name == "enabled" and new else "switched off" if name == "enabled" else name)
    return [name.replace("_", " ") for name in names]


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
