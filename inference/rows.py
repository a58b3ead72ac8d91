"""The rows of a release as unsaved instances, joined; what an edit left alone is taken from the release before."""

from collections.abc import Mapping
from typing import Any, TypeVar

import orjson
from django.db import models

from athena_project import releases
from athena_project.models import Credential
from athena_project.releases import Content, config_models

M = TypeVar("M", bound=models.Model)
Fields = Mapping[str, Any]


def current_rows() -> "Rows":
    """The rows that are live, read from the database: for work in the background, which has no snapshot."""
    release = releases.current()
    return Rows(orjson.loads(release.content) if release else {})


class Rows:
    """The rows of a release, by model. Immutable: two releases share the instances of what they have in common.

    An instance is shared where its own fields and all rows that it leads to are the same; `moved` names the others.
    """

    def __init__(self, content: Content, earlier: "Rows | None" = None) -> None:
        self._content = content
        self._earlier = earlier
        self.by_model: dict[type[models.Model], dict[int, Any]] = {}
        self.moved: dict[type[models.Model], frozenset[int]] = {}
        for model in config_models():
            self.by_model[model] = self._joined(model)
            self.moved[model] = self._differing(model)
        self._earlier = None  # else every release would be kept for ever by the next one

    def all(self, model: type[M]) -> list[M]:
        return list(self.by_model.get(model, {}).values())

    def _joined(self, model: type[models.Model]) -> dict[int, Any]:
        content = self._content.get(model._meta.label_lower, {})
        found = self._shared(model, content)
        for key, fields in content.items():
            pk = int(key)
            if found[pk] is None:
                found[pk] = self._instance(model, pk, fields)
        return {pk: row for pk, row in found.items() if row is not None}

    def _shared(self, model: type[models.Model], content: Mapping[str, Fields]) -> dict[int, Any]:
        """The instances that can be taken over, in the order of the content; None for the others."""
        if self._earlier is None:
            return dict.fromkeys(map(int, content))
        before = self._earlier.by_model[model]
        said = self._earlier._content.get(model._meta.label_lower, {})
        found = {int(key): before.get(int(key)) if said.get(key) == fields else None for key, fields in content.items()}
        for column in foreign_keys(model):
            if moved := self.moved.get(column.related_model):
                stale = (key for key, fields in content.items() if fields.get(column.name) in moved)
                found |= dict.fromkeys(map(int, stale))
        return found

    def _differing(self, model: type[models.Model]) -> frozenset[int]:
        """The keys of the rows that are new, gone or another instance than before."""
        now, before = self.by_model[model], self._earlier.by_model[model] if self._earlier else {}
        return frozenset(pk for pk in now.keys() | before.keys() if now.get(pk) is not before.get(pk))

    def _instance(self, model: type[M], pk: int, fields: Fields) -> M | None:
        """The row, or None where a row that it needs is not part of the release."""
        values: list[Any] = []
        related: list[tuple[Any, Any]] = []
        for column in model._meta.concrete_fields:
            if column.name not in fields:
                values.append(pk if column.primary_key else column.get_default())
                continue
            value = fields[column.name]
            if column.is_relation:
                row = self._related(column.related_model, value)
                if row is None and value is not None and not column.null:
                    return None
                related.append((column, row))
                value = None if row is None else row.pk
            values.append(value)
        made = model(*values)
        for column, row in related:  # as Django does at row.other = other, without its checks: there are many rows
            column.set_cached_value(made, row)
        return made

    def _related(self, model: Any, value: Any) -> Any:
        if value is None:
            return None
        return Credential(name=value) if model is Credential else self.by_model.get(model, {}).get(value)


def foreign_keys(model: type[models.Model]) -> list[Any]:
    return [column for column in model._meta.concrete_fields if column.is_relation]
