"""Going back to an older release: its rows are written back and published anew."""

from typing import Any

import orjson
from django.db import transaction

from athena_project import releases
from athena_project.changes import change_all
from athena_project.models import ConfigModel, HouseSettings, Release
from athena_project.releases import Content, assignable
from athena_project.same_rows import matched

Wanted = dict[str, dict[str, Any]]


@transaction.atomic
def restore(release: Release, author: str = "") -> Release:
    """Writes an old release back to the rows and publishes it. Rows it lacks are switched off, not deleted.

    What the version that made it did not know, whole kinds of rows or single fields, stays as it is. Where publishing
    needs two, that stays: else going back would be the way around it. For the same reason nobody goes back to what was
    only tried.
    """
    if release.trial:
        raise ValueError(f"release {release.number} was never live")
    content = matched(orjson.loads(release.content), releases.config_models())
    live = releases.outline()
    if live and live.four_eyes:
        for house in content.get(HouseSettings._meta.label_lower, {}).values():
            house["four_eyes"] = True
    draft = releases.compile()
    for model in releases.config_models():
        label = model._meta.label_lower
        write_back(
            model, {key: row for key, row in content.get(label, {}).items() if differs(draft[label].get(key), row)}
        )
    switch_off(draft, content)
    return releases.publish(author=author, note=f"Back to release {release.number}")


def write_back(model: type[ConfigModel], wanted: Wanted) -> None:
    """Gives the rows of one model, by their keys, the fields that they shall have; what is gone is made anew."""
    there = model._default_manager.in_bulk([model._meta.pk.to_python(key) for key in wanted])
    changed = []
    for key, fields in wanted.items():
        row = there.get(model._meta.pk.to_python(key))
        values = {**assignable(model, fields), "enabled": True}
        if row is None:
            model._default_manager.create(**{model._meta.pk.attname: key}, **values)
            continue
        for name, value in values.items():
            setattr(row, name, value)
        changed.append(row)
    change_all(changed)


def differs(row: dict[str, Any] | None, wanted: dict[str, Any]) -> bool:
    """Whether a row is not there as it is wanted, as far as it has such fields."""
    return row is None or any(row[name] != value for name, value in wanted.items() if name in row)


def switch_off(there: Content, wanted: Content) -> None:
    """Switches off the rows that are there and not wanted, of the kinds that `wanted` knows."""
    for model in releases.config_models():
        label = model._meta.label_lower
        unwanted = there[label].keys() - wanted[label].keys() if label in wanted else ()
        rows = list(model._default_manager.filter(pk__in=unwanted))
        for row in rows:
            row.enabled = False
        change_all(rows)
