"""An old release's rows under the primary keys that they have today."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

Fields = dict[str, Any]
Moved = dict[type[models.Model], dict[int, int]]  # kind -> primary key then -> primary key now


def matched(content: Mapping[str, Mapping[str, Fields]], kinds: Iterable[Any]) -> dict[str, dict[str, Fields]]:
    """The same content, in which each row, and what leads to it, has the key of the row that it is today.

    A row is known by its natural key: one that was deleted and made anew, or whose name another took over, has it under
    another primary key, and could not be written beside it. `kinds` are in an order in which foreign keys point
    backwards. A kind that the content does not name is left out: the version that made it knew no such rows.
    """
    found: dict[str, dict[str, Fields]] = {}
    moved: Moved = {}
    for model in kinds:
        label = model._meta.label_lower
        if label not in content:
            continue
        rows = {int(key): led(model, fields, moved) for key, fields in content[label].items()}
        keys = keys_today(model, rows)
        moved[model] = {then: now for then, now in keys.items() if then != now}
        found[label] = {str(keys[key]): led(model, fields, {model: moved[model]}) for key, fields in rows.items()}
    return found


def led(model: type[models.Model], fields: Fields, moved: Moved) -> Fields:
    """The fields of a row with its foreign keys as they are now."""
    ways = {one.name: moved.get(one.related_model, {}) for one in model._meta.concrete_fields if one.related_model}
    return {name: ways[name].get(value, value) if name in ways else value for name, value in fields.items()}


def keys_today(model: Any, rows: Mapping[int, Fields]) -> dict[int, int]:
    """Which primary key each of these rows is written to: primary key then -> now. No two get the same."""
    natural = [model._meta.get_field(name) for name in model.natural]
    held = {tuple(place): key for key, *place in model._default_manager.values_list("pk", *model.natural)}
    places = {key: tuple(fields.get(one.name, one.get_default()) for one in natural) for key, fields in rows.items()}
    found = {key: held[place] for key, place in places.items() if place in held}
    instead_of = {now: then for then, now in found.items()}
    for key in rows.keys() - found.keys():
        free = key
        while free in instead_of:  # that row is another one of these now, which leaves its own key free
            free = instead_of[free]
        found[key] = free
    return found
