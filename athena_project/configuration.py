"""The whole configuration as YAML with natural keys: exported, compared, imported."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models.deletion import Collector

from athena_project.changes import add_all, gathered
from athena_project.models import ConfigModel, HouseSettings
from athena_project.releases import Difference, compare, config_models
from athena_project.row_values import (
    ConfigurationError,
    Place,
    default,
    exported,
    find,
    leaves,
    natural_key,
    place_of,
    plain,
    relations,
    resolved,
    whole,
)

__all__ = ["ConfigurationError", "Document", "Import", "export", "load", "merged", "parse", "text"]

# label -> list of rows, each a mapping of fields in which another row stands by its natural key
Document = dict[str, list[dict[str, Any]]]
Guard = Callable[[ConfigModel], str]  # why a row, as it is about to be saved, may not be; "" where nothing is wrong
# libyaml's are ten times as fast, where PyYAML was built with it
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def export() -> Document:
    """Every row, also the switched-off ones, in a stable order."""
    document: Document = {}
    for model in config_models():
        rows = [exported(row) for row in model._default_manager.select_related(*relations(model))]
        if rows:
            keys = model.natural
            document[model._meta.label_lower] = sorted(rows, key=lambda row, keys=keys: [str(row[k]) for k in keys])  # type: ignore[misc]  # the default argument binds the loop's value
    return document


def text(document: Document) -> str:
    return yaml.dump(document, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=110)


def parse(source: str) -> Document:
    """Reads YAML; raises ConfigurationError where it is none or is no mapping of lists of rows."""
    try:
        data = yaml.load(source, Loader=LOADER) or {}  # noqa: S506 a safe one
        deque(leaves(data), maxlen=0)  # else a few lines could stand for more values than fit into the memory
    except (yaml.YAMLError, RecursionError, ValueError) as error:  # ValueError: a 13th month, a million digits
        raise ConfigurationError([f"This is no YAML: {error}"]) from error
    known = {model._meta.label_lower for model in config_models()}
    if not isinstance(data, dict):
        raise ConfigurationError(["The file must be a mapping: the kind of row, then a list of rows."])
    problems = [f"{name}: there is no such kind of row." for name in data if name not in known]
    problems += [f"{name}: write a list of rows." for name, rows in data.items() if not valid_rows(rows)]
    if problems:
        raise ConfigurationError(problems)
    return {name: [each for row in rows for each in unrolled(row)] for name, rows in data.items()}


def unrolled(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One row for each value of a field that is written as `name*`: many examples of one intent, say."""
    many = next((name for name in row if str(name).endswith("*") and isinstance(row[name], list)), None)
    if many is None:
        yield row
        return
    for value in row[many]:
        yield {name.removesuffix("*"): value if name == many else held for name, held in row.items()}


def valid_rows(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def merged(documents: Iterable[Document]) -> Document:
    """Several files as one."""
    whole: Document = {}
    for document in documents:
        for label, rows in document.items():
            whole.setdefault(label, []).extend(rows)
    return whole


@dataclass(slots=True)
class Import:
    """One run of an import: the differences it makes and the rows it refuses."""

    delete: bool = False
    guard: Guard = lambda row: ""
    known: dict[tuple[str, str], models.Model] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def apply(self, document: Document) -> None:
        for model in config_models():
            if model._meta.label_lower in document:
                self._rows(model, document[model._meta.label_lower])

    def _rows(self, model: type[ConfigModel], rows: list[dict[str, Any]]) -> None:
        there = {place_of(row): row for row in model._default_manager.select_related(*relations(model))}
        kept: list[ConfigModel] = []
        for number, fields in enumerate(rows, 1):
            try:
                kept.append(self._row(model, fields, there))
            except (ValidationError, ConfigurationError, TypeError, ValueError) as error:
                reasons = error.messages if isinstance(error, ValidationError) else [str(error)]
                self.problems += [f"{model._meta.label_lower} row {number}: {reason}" for reason in reasons]
        add_all(list({id(row): row for row in kept if row._state.adding}.values()))  # one that the file names twice
        if self.delete and model is not HouseSettings:  # its one row always stays
            named = {row.pk for row in kept}
            self._remove([row for row in there.values() if row.pk not in named])

    def _remove(self, rows: list[ConfigModel]) -> None:
        """Deletes rows, and notes also those that go with them: the patterns of an intent, say."""
        collector = Collector(using=DEFAULT_DB_ALIAS)
        collector.collect(rows)
        for group in collector.data.values():
            going = [row for row in group if isinstance(row, ConfigModel)]
            models.prefetch_related_objects(going, *(relations(type(going[0])) if going else ()))
            for row in going:
                self._note(type(row), str(natural_key(row)), whole(row), None)
        with gathered():
            collector.delete()

    def _row(self, model: type[ConfigModel], fields: dict[str, Any], there: dict[Place, ConfigModel]) -> ConfigModel:
        """The row with these fields, saved; a new one waits, so that thousands of them are written at once."""
        columns = {name: model._meta.get_field(name) for name in model.natural}
        blank = {name: default(column) for name, column in columns.items() if getattr(column, "blank", False)}
        values = blank | resolved(model, fields, self._found)
        missing = [name for name in model.natural if name not in values]
        if missing:
            raise ConfigurationError([f"{missing[0]} is missing; it identifies the row."])
        row = there.get(tuple(plain(values[name]) for name in model.natural)) or model()
        before = None if row._state.adding else whole(row)
        for column in model._meta.concrete_fields:
            if not column.primary_key:
                setattr(row, column.name, values.get(column.name, default(column)))
        after = whole(row)
        if before != after:
            # related rows were just found, and the natural key is what is unique: no query asks for either again
            row.clean_fields(exclude=relations(model))
            row.clean()
            if why := self.guard(row):
                raise ConfigurationError([why])
            if not row._state.adding:
                row.save()
            there[place_of(row)] = row
            self._note(model, str(natural_key(row)), before, after)
        return row

    def _found(self, model: Any, key: Any) -> models.Model:
        """find(), which asks the database once for each natural key: hundreds of patterns name the same intent."""
        place = (model._meta.label_lower, str(key))
        if place not in self.known:
            self.known[place] = find(model, key)
        return self.known[place]

    def _note(self, model: type[ConfigModel], key: str, before: Any, after: Any) -> None:
        difference = compare(model._meta.label_lower, key, before, after)
        if difference:
            self.differences.append(difference)


def load(
    document: Document, *, dry_run: bool = False, delete: bool = False, guard: Guard = lambda row: ""
) -> list[Difference]:
    """Imports in one transaction; raises ConfigurationError with every bad row, and then nothing is written."""
    run = Import(delete=delete, guard=guard)
    with transaction.atomic():
        run.apply(document)
        if run.problems or dry_run:
            transaction.set_rollback(True)
    if run.problems:
        raise ConfigurationError(run.problems)
    return run.differences
