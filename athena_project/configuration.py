"""The whole configuration as YAML with natural keys: exported, compared, imported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import models, transaction

from athena_project.changes import add_all
from athena_project.models import ConfigModel, Credential
from athena_project.releases import Difference, compare, config_models, row_fields

# label -> list of rows, each a mapping of fields in which another row stands by its natural key
Document = dict[str, list[dict[str, Any]]]
Place = tuple[Any, ...]
# libyaml's are ten times as fast, where PyYAML was built with it
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class ConfigurationError(Exception):
    """A file that cannot be imported; `problems` are lines that name the row and say what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def natural_key(row: ConfigModel) -> Any:
    """What identifies the row outside this database: one value, or a list of them."""
    parts = [natural_value(row, name) for name in row.natural]
    return parts[0] if len(parts) == 1 else parts


def natural_value(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    return natural_key(value) if isinstance(value, ConfigModel) else value


def export() -> Document:
    """Every row, also the switched-off ones, in a stable order."""
    document: Document = {}
    for model in config_models():
        rows = [exported(row) for row in model._default_manager.select_related(*relations(model))]
        if rows:
            keys = model.natural
            document[model._meta.label_lower] = sorted(rows, key=lambda row, keys=keys: [str(row[k]) for k in keys])  # type: ignore[misc]  # the default argument binds the loop's value
    return document


def exported(row: ConfigModel) -> dict[str, Any]:
    """The row's fields; those that have their default value are left out."""
    fields: dict[str, Any] = {}
    for name, value in row_fields(row):
        column = row._meta.get_field(name)
        related = getattr(row, name) if column.is_relation else None
        shown = natural_key(related) if isinstance(related, ConfigModel) else value
        if name in row.natural or shown != default(column):
            fields[name] = shown
    if not row.enabled:
        fields["enabled"] = False
    return fields


def relations(model: type[models.Model]) -> list[str]:
    return [column.name for column in model._meta.concrete_fields if column.is_relation]


def place_of(row: ConfigModel) -> Place:
    """The natural key inside this database: related rows by their primary key."""
    return tuple(plain(getattr(row, name)) for name in row.natural)


def plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def default(column: Any) -> Any:
    return column.get_default() if column.has_default() or not column.null else None


def text(document: Document) -> str:
    return yaml.dump(document, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=110)


def parse(source: str) -> Document:
    """Reads YAML; raises ConfigurationError where it is none or is no mapping of lists of rows."""
    try:
        data = yaml.load(source, Loader=LOADER) or {}  # noqa: S506 a safe one
    except yaml.YAMLError as error:
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
        if self.delete:
            for row in model._default_manager.exclude(pk__in={row.pk for row in kept}):
                self._note(model, str(natural_key(row)), exported(row), None)
                row.delete()

    def _row(self, model: type[ConfigModel], fields: dict[str, Any], there: dict[Place, ConfigModel]) -> ConfigModel:
        """The row with these fields, saved; a new one waits, so that thousands of them are written at once."""
        columns = {name: model._meta.get_field(name) for name in model.natural}
        blank = {name: default(column) for name, column in columns.items() if getattr(column, "blank", False)}
        values = blank | self._resolved(model, fields)
        missing = [name for name in model.natural if name not in values]
        if missing:
            raise ConfigurationError([f"{missing[0]} is missing; it identifies the row."])
        row = there.get(tuple(plain(values[name]) for name in model.natural)) or model()
        before = None if row._state.adding else exported(row)
        for column in model._meta.concrete_fields:
            if not column.primary_key:
                setattr(row, column.name, values.get(column.name, default(column)))
        after = exported(row)
        if before != after:
            # related rows were just found, and the natural key is what is unique: no query asks for either again
            row.clean_fields(exclude=relations(model))
            row.clean()
            if not row._state.adding:
                row.save()
            there[place_of(row)] = row
            self._note(model, str(natural_key(row)), before, after)
        return row

    def _resolved(self, model: type[ConfigModel], fields: dict[str, Any]) -> dict[str, Any]:
        """The fields as values of the row, natural keys as rows; raises ConfigurationError for unknown ones."""
        columns = {column.name: column for column in model._meta.concrete_fields}
        unknown = [name for name in fields if name not in columns]
        if unknown:
            raise ConfigurationError([f"{unknown[0]} is no field of {model._meta.verbose_name}."])
        values: dict[str, Any] = {}
        for name, value in fields.items():
            related = columns[name].related_model
            values[name] = value if related is None or value is None else self._found(related, value)
        return values

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


def find(model: Any, key: Any) -> models.Model:
    """The row that a natural key names. A credential that is not there yet is made, without a secret."""
    if model is Credential:
        return Credential.objects.get_or_create(name=key)[0]
    parts = key if isinstance(key, list) and len(model.natural) > 1 else [key]
    lookup: dict[str, Any] = {}
    for name, part in zip(model.natural, parts, strict=True):
        related = model._meta.get_field(name).related_model
        lookup[name] = find(related, part) if related else part
    row: models.Model | None = model._default_manager.filter(**lookup).first()
    if row is None:
        raise ConfigurationError([f"there is no {model._meta.verbose_name} {key!r}."])
    return row


def load(document: Document, *, dry_run: bool = False, delete: bool = False) -> list[Difference]:
    """Imports in one transaction; raises ConfigurationError with every bad row, and then nothing is written."""
    run = Import(delete=delete)
    with transaction.atomic():
        run.apply(document)
        if run.problems or dry_run:
            transaction.set_rollback(True)
    if run.problems:
        raise ConfigurationError(run.problems)
    return run.differences
