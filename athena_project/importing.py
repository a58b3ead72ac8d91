"""A file's rows laid over those there are: what differs, and what is refused; looked at only, or written too."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector

from athena_project.changes import add_all, gathered
from athena_project.models import ConfigModel, Credential, HouseSettings
from athena_project.releases import Difference, compare, config_models
from athena_project.row_values import (
    ConfigurationError,
    Place,
    credential,
    default,
    find,
    natural_key,
    place_of,
    plain,
    relations,
    resolved,
    whole,
)

# label -> list of rows, each a mapping of fields in which another row stands by its natural key
Document = dict[str, list[dict[str, Any]]]
Guard = Callable[[ConfigModel], str]  # why a row, as it is about to be saved, may not be; "" where nothing is wrong


@dataclass(slots=True)
class Look:
    """One look at what a file would change: the differences, and the rows that are refused. It writes nothing.

    A new row gets a key that no row has, so that those that lead to it are told apart.
    """

    delete: bool = False
    guard: Guard = lambda row: ""
    known: dict[tuple[str, str], models.Model] = field(default_factory=dict)
    gone: set[models.Model] = field(default_factory=set)
    last: int = 0
    differences: list[Difference] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def over(self, document: Document) -> None:
        for model in config_models():
            if model._meta.label_lower in document:
                self._rows(model, document[model._meta.label_lower])

    def _rows(self, model: type[ConfigModel], rows: list[dict[str, Any]]) -> None:
        there = {place_of(row): row for row in self._there(model)}
        kept: list[ConfigModel] = []
        for number, fields in enumerate(rows, 1):
            try:
                kept.append(self._row(model, fields, there))
            except (ValidationError, ConfigurationError, TypeError, ValueError) as error:
                reasons = error.messages if isinstance(error, ValidationError) else [str(error)]
                self.problems += [f"{model._meta.label_lower} row {number}: {reason}" for reason in reasons]
        self.add(list({id(row): row for row in kept if row._state.adding}.values()))  # one that the file names twice
        if self.delete and model is not HouseSettings:  # its one row always stays
            named = {row.pk for row in kept}
            self._remove([row for row in there.values() if row.pk not in named])

    def _there(self, model: type[ConfigModel]) -> Iterable[ConfigModel]:
        """The rows of a kind, without those that went with others, and leading to none that went."""
        leads = relations(model)
        for row in model._default_manager.select_related(*leads):
            if row not in self.gone:
                for name in leads:
                    if getattr(row, name) in self.gone:
                        setattr(row, name, None)
                yield row

    def _remove(self, rows: list[ConfigModel]) -> None:
        """Deletes rows, and notes also those that go with them: the patterns of an intent, say."""
        collector = Collector(using=DEFAULT_DB_ALIAS)
        collector.collect([row for row in rows if not row._state.adding])
        for group in collector.data.values():
            going = [row for row in group if isinstance(row, ConfigModel) and row not in self.gone]
            models.prefetch_related_objects(going, *(relations(type(going[0])) if going else ()))
            for row in going:
                self._note(type(row), str(natural_key(row)), whole(row), None)
            self.gone.update(going)
        self.drop(collector)

    def _row(self, model: type[ConfigModel], fields: dict[str, Any], there: dict[Place, ConfigModel]) -> ConfigModel:
        """The row with these fields; a new one is saved later, so that thousands of them are written at once."""
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
            row.beside = there.values()
            self._check(row)
            if not row._state.adding:
                self.change(row)
            there[place_of(row)] = row
            self._note(model, str(natural_key(row)), before, after)
        return row

    def _check(self, row: ConfigModel) -> None:
        # related rows were just found, and the natural key is what is unique: no query asks for either again
        row.clean_fields(exclude=relations(type(row)))
        row.clean()
        if why := self.guard(row):
            raise ConfigurationError([why])

    def _found(self, model: Any, key: Any) -> models.Model:
        """find(), which asks the database once for each natural key: hundreds of patterns name the same intent."""
        place = (model._meta.label_lower, str(key))
        if place not in self.known:
            self.known[place] = self.named(key) if model is Credential else find(model, key)
        row = self.known[place]
        if row in self.gone:
            raise ConfigurationError([f"there is no {model._meta.verbose_name} {key!r}."])
        return row

    def _note(self, model: type[ConfigModel], key: str, before: Any, after: Any) -> None:
        difference = compare(model._meta.label_lower, key, before, after)
        if difference:
            self.differences.append(difference)

    def add(self, rows: list[ConfigModel]) -> None:
        """New rows of one kind: from here on others may lead to them."""
        for row in rows:
            self.last -= 1
            row.pk = self.last
            self.change(row)

    def change(self, row: ConfigModel) -> None:
        """A row that was there: others lead to it as it is now."""
        self.known[row._meta.label_lower, str(natural_key(row))] = row

    def drop(self, collector: Collector) -> None:
        """Rows that go, with all that goes with them."""

    def named(self, name: Any) -> Credential:
        """The credential of this name; it need not be there yet."""
        found = Credential.objects.filter(name=name).first()
        if found is None:
            found = Credential(pk=-1, name=name)
            found.clean_fields()
        return found


class Import(Look):
    """One run of an import: it writes what a look only tells. For the inside of a transaction."""

    __slots__ = ()

    def add(self, rows: list[ConfigModel]) -> None:
        add_all(rows)

    def change(self, row: ConfigModel) -> None:
        row.save()

    def drop(self, collector: Collector) -> None:
        with gathered():
            collector.delete()

    def named(self, name: Any) -> Credential:
        return credential(name)
