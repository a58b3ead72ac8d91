"""What an edit or a draft that went live changed, in words: the note of a release that nobody wrote one for."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from athena_project.change_words import field_name, model_name
from athena_project.models import ConfigChange, Release
from athena_project.releases import Difference, config_models

LONGEST = 200  # characters of a note
NAMED = 3  # rows; the others are counted
WORDS = {"add": "added", "change": "changed", "delete": "deleted", "remove": "removed", "import": "brought in"}


def since(release: Release | None) -> str:
    """Of the entries of the audit that this release does not hold yet."""
    if release is None:
        return ""
    labels = [model._meta.label_lower for model in config_models()]
    of_rows = Q(model__in=labels) | Q(action="import")
    entries = ConfigChange.objects.filter(of_rows, pk__gt=release.last_change).order_by("pk")
    found = list(entries.only("action", "model", "label", "before", "after")[: NAMED + 1])
    told = [line(entry) for entry in found[:NAMED]]
    if len(found) > NAMED:
        told.append(f"and {entries.count() - NAMED} more")
    return cut("; ".join(told))


def of(differences: Sequence[Difference]) -> str:
    """Of what a draft, however often its rows were saved, changes in the end."""
    told = [said(each) for each in differences[:NAMED]]
    more = [f"and {len(differences) - NAMED} more"] if len(differences) > NAMED else []
    return cut("; ".join([*told, *more]))


def said(difference: Difference) -> str:
    """ "intent jokes changed: mode, reply"."""
    model, label = difference.model, difference.label.removeprefix(f"{difference.model} ")
    text = f"{model_name(model)} {label} {WORDS[difference.action]}"
    if difference.action != "change":
        return text
    before = {name: old for name, (old, _) in difference.fields.items()}
    after = {name: new for name, (_, new) in difference.fields.items()}
    return f"{text}: {', '.join(field_name(model, name) for name in changed(before, after))}"


def line(entry: ConfigChange) -> str:
    """ "intent jokes changed: mode, reply"."""
    text = f"{entry.label} {WORDS.get(entry.action, entry.action)}"
    found = changed(entry.before or {}, entry.after or {}) if entry.action == "change" else []
    names = [field_name(entry.model, name) for name in found]
    return f"{text}: {', '.join(names)}" if names else text


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields that differ; of a plug-in's options, which of them."""
    names: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if name == "options" and isinstance(old, Mapping) and isinstance(new, Mapping):
            names += changed(old, new)
        elif old != new:
            names.append("switched on" if name == "enabled" and new else "switched off" if name == "enabled" else name)
    return names


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
